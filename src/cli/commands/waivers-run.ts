import type { ExitCode } from '../../check/exit-code.ts';
import { openWithPolicy } from '../../check/head.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import { waiverListing } from '../../check/waiver-listing.ts';
import { waiversJson, waiversTable } from '../../report/waiver-list.ts';
import { printProblems } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import { readOptions } from '../read-options.ts';
import { printTiming } from '../timing.ts';
import type { WaiversFlags } from './waivers.ts';

/** `waivers`: who waived what, for how long, and what it hides. */
export function runWaivers(flags: WaiversFlags, io: Io): ExitCode {
  const watch = startStopwatch();
  const options = readOptions(flags, io, watch);
  const head = openWithPolicy(options);
  if (head.policyProblems.length > 0) {
    printProblems(head.policyProblems, io);
    return 2;
  }
  const { waivers, problems } = waiverListing(head, options.today, watch);
  io.stdout.write(
    flags.format === 'json' ? waiversJson(waivers) : waiversTable(waivers, { colors: colorsOn(io.stdout, io), columns: io.stdout.columns }),
  );
  printProblems(problems, io);
  if (flags.timing) printTiming(watch, io);
  return problems.length > 0 ? 2 : 0;
}
