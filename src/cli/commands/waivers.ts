import { Command, Option } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options.ts';
import type { Declare } from '../program.ts';

const WAIVER_FORMATS = ['table', 'json'] as const;

export interface WaiversFlags extends CommonOptions {
  readonly format: (typeof WAIVER_FORMATS)[number];
}

const HELP = `
Waivers stand in the policy, or in a comment above what they are about.

Examples:
  contracts-governance waivers
  contracts-governance waivers --format json`;

export const waiversCommand: Declare = (io, finish) =>
  withCommonOptions(
    new Command('waivers')
      .description('List waivers: their owner, the days they have left, and the findings they hide.')
      .addOption(new Option('--format <name>', 'how to write it').choices(WAIVER_FORMATS).default('table')),
  )
    .addHelpText('after', HELP)
    .action(async (flags: WaiversFlags) => {
      const { runWaivers } = await import('./waivers-run.ts');
      finish(runWaivers(flags, io));
    });
