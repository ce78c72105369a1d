import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options.ts';
import type { Declare } from '../program.ts';

export interface ReleaseSnapshotFlags extends CommonOptions {
  readonly head?: string;
  readonly output?: string;
}

const HELP = `
Run it when a release is made, and commit the file: from then on, owed bumps are
counted from what was released.

Examples:
  contracts-governance release-snapshot
  contracts-governance release-snapshot --head v1.4.0`;

export const releaseSnapshotCommand: Declare = (io, finish) =>
  withCommonOptions(
    new Command('release-snapshot')
      .description('Write down the released state of all contracts, for repositories that tag no releases.')
      .option('--head <rev>', 'take this revision instead of the files on disk')
      .option('--output <file>', 'write to this file instead of the one that later runs look for'),
  )
    .addHelpText('after', HELP)
    .action(async (flags: ReleaseSnapshotFlags) => {
      const { runReleaseSnapshot } = await import('./release-snapshot-run.ts');
      finish(runReleaseSnapshot(flags, io));
    });
