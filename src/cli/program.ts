import { Command } from 'commander';
import { TOOL } from '../check/tool.ts';
import { baselineCommand } from './commands/baseline.ts';
import { bumpCommand } from './commands/bump.ts';
import { checkCommand } from './commands/check.ts';
import { diffCommand } from './commands/diff.ts';
import { explainCommand } from './commands/explain.ts';
import { initCommand } from './commands/init.ts';
import { listCommand } from './commands/list.ts';
import { printConfigCommand } from './commands/print-config.ts';
import { releaseSnapshotCommand } from './commands/release-snapshot.ts';
import { waiversCommand } from './commands/waivers.ts';
import type { ExitCode } from '../check/exit-code.ts';
import { colorsOn, type Io } from './io.ts';

/** Takes the exit code of the command that ran. */
export type Finish = (code: ExitCode) => void;

/** Declares one command. What it does is loaded when it runs, so that `--help` and a wrong flag cost nothing. */
export type Declare = (io: Io, finish: Finish) => Command;

const COMMANDS: readonly Declare[] = [
  checkCommand,
  diffCommand,
  listCommand,
  explainCommand,
  initCommand,
  printConfigCommand,
  bumpCommand,
  releaseSnapshotCommand,
  baselineCommand,
  waiversCommand,
];

/** The whole command line, which throws instead of ending the process. */
export function createProgram(io: Io, finish: Finish): Command {
  const program = new Command(TOOL.name)
    .description('Governs typed contracts: owners, stability, versions, tags, audit, and breaking changes.')
    .version(TOOL.version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help, of a command its own')
    .addHelpText('after', HELP);
  for (const declare of COMMANDS) program.addCommand(declare(io, finish));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .showSuggestionAfterError()
      .configureHelp({ showGlobalOptions: false })
      .configureOutput({
        writeOut: (text) => io.stdout.write(text),
        writeErr: (text) => io.stderr.write(text),
        getOutHelpWidth: () => io.stdout.columns ?? 100,
        getErrHelpWidth: () => io.stderr.columns ?? 100,
        getOutHasColors: () => colorsOn(io.stdout, io),
        getErrHasColors: () => colorsOn(io.stderr, io),
        outputError: (text, write) =>
          write(`${text.trimEnd()}\nRun \`${TOOL.name} ${command === program ? '' : `${command.name()} `}--help\` for what there is.\n`),
      });
  }
  return program;
}

const HELP = `
Exit codes:
  0  no finding that counts
  1  at least one finding at or above --fail-on
  2  no verdict: a bad flag or policy, a file that cannot be read, an unknown base, no contract found

Examples:
  ${TOOL.name} check                         judge all contracts of the repository
  ${TOOL.name} check --base origin/main      also judge what changed since then
  ${TOOL.name} list billing.invoice.send     show one contract
  ${TOOL.name} explain audit-coverage        why a rule asks what it asks`;
