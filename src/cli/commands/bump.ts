import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options.ts';
import type { Declare } from '../program.ts';

export interface BumpFlags extends CommonOptions {
  readonly base?: string | true;
  readonly dryRun?: boolean;
  readonly changeset?: boolean;
}

const HELP = `
Each version is written at its literal, wherever that stands. A version that is
no literal, or a constant that several contracts share, is named and left. Run
again, it finds nothing to do.

Examples:
  contracts-governance bump --base origin/main --dry-run
  contracts-governance bump --base origin/main --changeset`;

export const bumpCommand: Declare = (io, finish) =>
  withCommonOptions(
    new Command('bump')
      .description('Write the versions that changes owe into the sources.')
      .option('--base [rev]', 'compare with this revision; without a value, with the target branch that the CI names')
      .option('--dry-run', 'print what would be written')
      .option('--changeset', 'also write a changeset for each package that owes one'),
  )
    .addHelpText('after', HELP)
    .action(async (flags: BumpFlags) => {
      const { runBump } = await import('./bump-run.ts');
      finish(runBump(flags, io));
    });
