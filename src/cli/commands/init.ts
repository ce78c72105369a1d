import { Command } from 'commander';
import { type CommonOptions, withRunOptions } from '../options.ts';
import type { Declare } from '../program.ts';

export interface InitFlags extends CommonOptions {
  readonly dryRun?: boolean;
}

const HELP = `
Writes contracts-governance.yaml and .contracts-governance/baseline.json, and
overwrites neither. What the repository does not tell is left as a question in a
comment.

Examples:
  contracts-governance init
  contracts-governance init --dry-run`;

export const initCommand: Declare = (io, finish) =>
  withRunOptions(
    new Command('init')
      .description('Write a policy that fits this repository, and a baseline of what it finds today.')
      .option('--dry-run', 'print the policy instead of writing it'),
  )
    .addHelpText('after', HELP)
    .action(async (flags: InitFlags) => {
      const { runInit } = await import('./init-run.ts');
      finish(runInit(flags, io));
    });
