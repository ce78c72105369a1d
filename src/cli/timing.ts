import type { Stopwatch } from '../check/stopwatch.ts';
import { padEnd, padStart } from '../report/width.ts';
import type { Io } from './io.ts';

/** `--timing`: the time of each stage, in milliseconds, on stderr. */
export function printTiming({ stages }: Stopwatch, io: Io): void {
  for (const [stage, time] of stages) io.stderr.write(`${padEnd(stage, 12)}${padStart(time.toFixed(0), 7)} ms\n`);
  // Since the process began: loading the program included.
  io.stderr.write(`${padEnd('all', 12)}${padStart(performance.now().toFixed(0), 7)} ms\n`);
}
