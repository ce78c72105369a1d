#!/usr/bin/env node
import { lookAhead } from '../source/ahead.ts';
import { nodeHint, tuneForShortRun } from './runtime.ts';

// Node.js ends with 1 when something is thrown that nobody catches, which would read as findings.
process.on('uncaughtException', (error) => {
  process.stderr.write(`error: ${error.message.replace(/\p{Cc}/gu, ' ')}\n${nodeHint(process.versions.node)}`);
  process.exitCode = 2;
});

tuneForShortRun();

const argv = process.argv.slice(2);
/** What does the work of the commands that begin with reading the repository. */
const WORKS = new Map<string | undefined, () => Promise<unknown>>([
  ['check', () => import('./commands/check-run.ts')],
  ['diff', () => import('./commands/diff-run.ts')],
  ['list', () => import('./commands/list-run.ts')],
]);
const load = argv.some((word) => /^-(?:h$|-help)/.test(word)) ? undefined : WORKS.get(argv[0]);
// Listing the repository takes git about as long as it takes to load what the command line needs.
if (load && !argv.some((word) => /^--(?:cwd|head)/.test(word))) void lookAhead('.', baseIn(argv));
// Together with what parses the command line, not after it; that it cannot be loaded is told by who needs it.
void load?.().catch(() => undefined);
const [{ processIo }, { run }] = await Promise.all([import('./io.ts'), import('./run.ts')]);

// Only the exit code is set, and the process ends when all is written: `process.exit` would cut off a report that a slow pipe still takes.
const code = await run(argv, processIo());
// What was thrown meanwhile, and set 2, wins.
process.exitCode ??= code;

/** The value of `--base`. What it says is taken from the parsed command line; this only decides what is asked early. */
function baseIn(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^--base(?:=|$)/.test(word));
  const [, inline] = /^--base=(.*)$/.exec(words[at] ?? '') ?? [];
  const next = at < 0 ? undefined : words[at + 1];
  return inline ?? (next?.startsWith('-') ? undefined : next);
}
