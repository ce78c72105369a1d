import type { Io } from './io.ts';

/** What a command is at, in words. */
const STAGES: ReadonlyMap<string, string> = new Map([
  ['files', 'Listing files'],
  ['policy', 'Loading the policy'],
  ['contracts', 'Reading contracts'],
  ['base', 'Comparing with the base'],
  ['rules', 'Judging'],
]);

/** Shows on a terminal what is being done, in one line that goes away. In a pipe, and in a CI's log, nothing is shown. */
export interface Progress {
  readonly show: (stage: string) => void;
  readonly clear: () => void;
}

export function createProgress(io: Io): Progress {
  if (!io.stderr.isTerminal || io.env['CI'] || io.env['TERM'] === 'dumb') return { show: () => undefined, clear: () => undefined };
  return {
    show: (stage) => io.stderr.write(`\r\u001b[K${STAGES.get(stage) ?? stage} …`),
    clear: () => io.stderr.write('\r\u001b[K'),
  };
}
