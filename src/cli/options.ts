import { type Command, InvalidArgumentError, Option } from 'commander';
import { isDate } from '../policy/date.ts';

/** Options that every command takes. */
export interface CommonOptions {
  readonly cwd?: string;
  readonly policy?: string;
  readonly today?: string;
  readonly timing?: boolean;
}

/** Adds the options that every command takes which obeys a policy, after its own. */
export function withCommonOptions(command: Command): Command {
  return withRunOptions(
    command
      .optionsGroup('Common options:')
      .option('--policy <file>', 'use this policy file instead of the one at the root of the repository'),
  );
}

/** Adds the options that every command takes, after its own. */
export function withRunOptions(command: Command): Command {
  return command
    .optionsGroup('Common options:')
    .option('--cwd <dir>', 'run as if started in this folder')
    .addOption(new Option('--today <date>', 'take this day (YYYY-MM-DD, UTC) for today').argParser(parseDate))
    .option('--timing', 'print on stderr how long each stage took')
    .option('--no-color', 'print no colours, as the variable NO_COLOR does; FORCE_COLOR prints them into pipes too')
    .helpOption('-h, --help', 'print this help');
}

/** Collects a repeatable option. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function parseDate(value: string): string {
  if (!isDate(value)) throw new InvalidArgumentError('Write a day that exists as YYYY-MM-DD, such as 2027-01-31.');
  return value;
}

export function parseCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Write a whole number, 0 or more.');
  return Number(value);
}
