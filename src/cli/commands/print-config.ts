import { Command, Option } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options.ts';
import type { Declare } from '../program.ts';

const CONFIG_FORMATS = ['text', 'json'] as const;

export interface PrintConfigFlags extends CommonOptions {
  readonly format: (typeof CONFIG_FORMATS)[number];
}

const HELP = `
Examples:
  contracts-governance print-config src/billing/invoice.operation.ts
  contracts-governance print-config billing.invoice.send --format json`;

export const printConfigCommand: Declare = (io, finish) =>
  withCommonOptions(
    new Command('print-config')
      .description('Print the policy in force for a file or a contract, and the layer that set each value.')
      .argument('<file-or-key>', 'a file, or the key of a contract')
      .addOption(new Option('--format <name>', 'how to write it').choices(CONFIG_FORMATS).default('text')),
  )
    .addHelpText('after', HELP)
    .action(async (target: string, flags: PrintConfigFlags) => {
      const { runPrintConfig } = await import('./print-config-run.ts');
      finish(runPrintConfig(target, flags, io));
    });
