import { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options.ts';
import type { Declare } from '../program.ts';

const HELP = `
Examples:
  contracts-governance print-config src/billing/invoice.operation.ts
  contracts-governance print-config billing.invoice.send`;

export const printConfigCommand: Declare = (io, finish) =>
  withCommonOptions(
    new Command('print-config')
      .description('Print the policy in force for a file or a contract, and the layer that set each value.')
      .argument('<file-or-key>', 'a file, or the key of a contract'),
  )
    .addHelpText('after', HELP)
    .action(async (target: string, flags: CommonOptions) => {
      const { runPrintConfig } = await import('./print-config-run.ts');
      finish(runPrintConfig(target, flags, io));
    });
