import { Command, Option } from 'commander';
import type { FailOn } from '../../check/exit-code.ts';
import { lookAhead } from '../../source/ahead.ts';
import { collect, type CommonOptions, parseCount, withCommonOptions } from '../options.ts';
import type { Declare } from '../program.ts';

export interface CheckFlags extends CommonOptions {
  readonly base?: string | true;
  readonly head?: string;
  readonly newOnly?: boolean;
  readonly format?: readonly string[];
  readonly failOn: FailOn;
  readonly maxWarnings?: number;
  readonly fix?: boolean;
  readonly suggestions?: readonly string[];
  readonly quiet?: boolean;
  /** False with `--no-waivers`. */
  readonly waivers: boolean;
  readonly allowEmpty?: boolean;
  readonly owner?: readonly string[];
  readonly rule?: readonly string[];
  readonly hints?: 'warn' | 'error';
}

const HELP = `
Formats: stylish (default), json, sarif, github, gitlab, junit, markdown and
rdjsonl. Under GitHub Actions, "github" is added to the default by itself.

Paths, --owner and --rule only choose which findings are shown and counted: all
contracts are read and judged all the same.

Examples:
  contracts-governance check
  contracts-governance check packages/billing --owner @acme/billing
  contracts-governance check --base origin/main --new-only
  contracts-governance check --format stylish --format sarif=contracts.sarif
  contracts-governance check --fix
  contracts-governance check --fix --suggestions audit-coverage`;

export const checkCommand: Declare = (io, finish) =>
  withCommonOptions(
    new Command('check')
      .description('Judge contracts by the policy: the main job.')
      .argument('[paths...]', 'show only findings in these files and folders')
      .optionsGroup('What is judged:')
      .option('--base [rev]', 'compare with this revision too; without a value, with the target branch that the CI names')
      .option('--head <rev>', 'judge this revision instead of the files on disk')
      .option('--no-waivers', 'judge as if nothing were waived')
      .optionsGroup('What is shown:')
      .option('--new-only', 'with --base: only findings that the base did not have')
      .option('--owner <owner>', 'only findings on contracts of this owner; repeatable', collect)
      .option('--rule <id>', 'only findings of this rule; repeatable', collect)
      .option('--quiet', 'only errors; warnings are counted all the same')
      .option('--format <name[=file]>', 'write the report in this format, to stdout or to a file; repeatable', collect)
      .optionsGroup('The verdict:')
      .addOption(
        new Option('--fail-on <severity>', 'exit with 1 at findings of this severity or above')
          .choices(['error', 'warn', 'never'])
          .default('error'),
      )
      .option('--max-warnings <n>', 'exit with 1 when there are more warnings than this', parseCount)
      .option('--allow-empty', 'accept a repository without contracts')
      .addOption(new Option('--hints <severity>', 'what stale parts of the policy are').choices(['warn', 'error']).default('warn'))
      .optionsGroup('Mending:')
      .option('--fix', 'mend what can be mended without a doubt')
      .option('--suggestions <rule>', 'with --fix: also apply the first suggestion of each finding of this rule; repeatable', collect),
  )
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: CheckFlags) => {
      const ahead = flags.head === undefined ? lookAhead(flags.cwd, flags.base) : undefined;
      const { runCheck } = await import('./check-run.ts');
      await ahead;
      finish(await runCheck(paths, flags, io));
    });
