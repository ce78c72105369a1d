import { Command } from 'commander';
import type { ExitCode } from '../check/exit-code.ts';
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
import { printFailure, UsageError } from './failure.ts';
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
    .usage('<command> [options]')
    .version(TOOL.version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help; after a command, the help of that command')
    .helpCommand('help [command]', 'Print the help of a command.')
    .addHelpText('after', HELP);
  for (const declare of COMMANDS) program.addCommand(declare(io, finish));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .showSuggestionAfterError()
      .configureHelp({ subcommandTerm: termOf })
      .configureOutput({
        writeOut: (text) => io.stdout.write(text),
        writeErr: (text) => io.stderr.write(text),
        getOutHelpWidth: () => io.stdout.columns ?? 80,
        getErrHelpWidth: () => io.stderr.columns ?? 80,
        getOutHasColors: () => colorsOn(io.stdout, io),
        getErrHasColors: () => colorsOn(io.stderr, io),
        outputError: (text) => printFailure(usageError(text, command === program ? null : command), io),
      });
  }
  return program;
}

/** A command and its arguments. That it has options goes without saying. */
function termOf(command: Command): string {
  const names = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name();
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...names].join(' ');
}

/** Options of other tools, and what does here what they do there. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['--json', '--format json'],
  ['-f', '--format'],
  ['--reporter', '--format'],
  ['--config', '--policy'],
  ['-c', '--policy'],
  ['--since', '--base'],
]);

/** What was meant by an option that another tool has, where the command has its like. */
function meantBy(said: string, command: Command): readonly string[] {
  const meant = FOREIGN.get(/^unknown option '([^'=]*)/.exec(said)?.[1] ?? '') ?? '';
  return command.options.some(({ long }) => long === meant.split(' ')[0]) ? [`Did you mean ${meant}?`] : [];
}

/** What commander says of a wrong command line, in its words, shown as every other error is. */
function usageError(text: string, command: Command | null): UsageError {
  const [said = '', ...guesses] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const isMisplaced = command === null && said.startsWith('unknown option');
  const guess = guesses.map((one) => one.replace(/^\(|\)$/g, ''));
  return new UsageError(
    said,
    [
      ...(guess.length > 0 || !command ? guess : meantBy(said, command)),
      ...(isMisplaced ? ['Options stand after the command.'] : []),
      `Run \`${[TOOL.name, ...(command === null ? [] : [command.name()]), '--help'].join(' ')}\` for what there is.`,
    ].join(' '),
  );
}

const HELP = `
Exit codes:
  0  no finding that counts
  1  at least one finding at or above --fail-on
  2  no verdict: a bad flag or policy, a file that cannot be read, an unknown
     base, no contract found

Examples:
  ${TOOL.name} check                     judge all contracts
  ${TOOL.name} check --base origin/main  also judge what changed
  ${TOOL.name} list billing.invoice.pay  show one contract
  ${TOOL.name} explain audit-coverage    why a rule asks`;
