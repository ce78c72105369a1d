import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options.ts';
import type { Declare } from '../program.ts';

export interface BaselineFlags extends CommonOptions {
  readonly prune?: boolean;
  readonly allowAdditions?: boolean;
}

const HELP = `
Without an option, it says what is in the baseline and what of it is gone. A
baseline only shrinks: --prune takes out what is mended, and nothing new goes in
without --allow-additions.

Examples:
  contracts-governance baseline
  contracts-governance baseline --prune`;

export const baselineCommand: Declare = (io, finish) =>
  withCommonOptions(
    new Command('baseline')
      .description('Keep the list of known findings.')
      .option('--prune', 'take out entries whose finding is gone')
      .option('--allow-additions', 'also put in findings that are not in it'),
  )
    .addHelpText('after', HELP)
    .action(async (flags: BaselineFlags) => {
      const { runBaseline } = await import('./baseline-run.ts');
      finish(runBaseline(flags, io));
    });
