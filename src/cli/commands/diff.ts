import { Command, Option } from 'commander';
import { lookAhead } from '../../source/ahead.ts';
import { collect, type CommonOptions, withCommonOptions } from '../options.ts';
import type { Declare } from '../program.ts';

const DIFF_FORMATS = ['human', 'json', 'markdown', 'changelog'] as const;

export interface DiffFlags extends CommonOptions {
  readonly base?: string | true;
  readonly head?: string;
  readonly format: (typeof DIFF_FORMATS)[number];
  readonly owner?: readonly string[];
}

const HELP = `
Never fails on what it finds: the exit code is 0, or 2 when there is nothing to
compare.

Examples:
  contracts-governance diff --base origin/main
  contracts-governance diff --base v1.4.0 --head v1.5.0 --format changelog`;

export const diffCommand: Declare = (io, finish) =>
  withCommonOptions(
    new Command('diff')
      .description('Show every change of every contract, what bump it owes, and whether that is paid.')
      .argument('[paths...]', 'show only contracts in these files and folders')
      .option('--base [rev]', 'compare with this revision; without a value, with the target branch that the CI names')
      .option('--head <rev>', 'compare this revision instead of the files on disk')
      .option('--owner <owner>', 'show only contracts of this owner; repeatable', collect)
      .addOption(new Option('--format <name>', 'how to write it').choices(DIFF_FORMATS).default('human')),
  )
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: DiffFlags) => {
      const ahead = flags.head === undefined ? lookAhead(flags.cwd, flags.base) : undefined;
      const { runDiff } = await import('./diff-run.ts');
      await ahead;
      finish(runDiff(paths, flags, io));
    });
