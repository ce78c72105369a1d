import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options.ts';
import type { Declare } from '../program.ts';

const HELP = `
Examples:
  contracts-governance explain audit-coverage
  contracts-governance explain input-required-field-added`;

export const explainCommand: Declare = (io, finish) =>
  withCommonOptions(
    new Command('explain')
      .description('Explain a rule or a kind of change: why, wrong and right, the options in force here, how to waive it.')
      .argument('[id]', 'a rule or a change; without one, all of them are listed'),
  )
    .addHelpText('after', HELP)
    .action(async (id: string | undefined, flags: CommonOptions) => {
      const { runExplain } = await import('./explain-run.ts');
      finish(runExplain(id ?? null, flags, io));
    });
