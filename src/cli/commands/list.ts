import { Command, InvalidArgumentError, Option } from 'commander';
import { CONTRACT_KINDS } from '../../contracts/contract.ts';
import { GROUPINGS, type Grouping, SORTINGS, type Sorting } from '../../report/list-orders.ts';
import { lookAhead } from '../../source/ahead.ts';
import { collect, type CommonOptions, withCommonOptions } from '../options.ts';
import type { Declare } from '../program.ts';

const LIST_FORMATS = ['table', 'json', 'csv', 'markdown'] as const;

export interface ListFlags extends CommonOptions {
  readonly head?: string;
  readonly format: (typeof LIST_FORMATS)[number];
  readonly owner?: readonly string[];
  readonly tag?: readonly string[];
  readonly stability?: readonly string[];
  readonly kind?: readonly string[];
  readonly key?: readonly string[];
  readonly sort: Sorting;
  readonly groupBy?: Grouping;
  readonly allowEmpty?: boolean;
}

const HELP = `
With one key alone, the whole contract is shown as a page: what it is, what it
does, its schemas, and where each value is written. Several values of one filter
are alternatives; --key takes globs such as "billing.**".

Examples:
  contracts-governance list
  contracts-governance list packages/billing --stability stable --group-by owner
  contracts-governance list billing.invoice.send
  contracts-governance list --format json`;

function collectKind(value: string, previous?: readonly string[]): readonly string[] {
  if (!(CONTRACT_KINDS as readonly string[]).includes(value)) throw new InvalidArgumentError('Allowed are command, query and event.');
  return collect(value, previous);
}

export const listCommand: Declare = (io, finish) =>
  withCommonOptions(
    new Command('list')
      .description('List the contracts of the repository, or show one.')
      .argument('[paths-or-keys...]', 'files, folders and keys of contracts')
      .option('--head <rev>', 'list a revision instead of the files on disk')
      .addOption(new Option('--format <name>', 'how to write it').choices(LIST_FORMATS).default('table'))
      .option('--owner <owner>', 'only contracts of this owner; repeatable', collect)
      .option('--tag <tag>', 'only contracts with this tag; repeatable', collect)
      .option('--stability <stage>', 'only contracts of this stage; repeatable', collect)
      .addOption(new Option('--kind <kind>', 'only this kind: command, query or event; repeatable').argParser(collectKind))
      .option('--key <glob>', 'only contracts whose key matches; repeatable', collect)
      .addOption(new Option('--sort <by>', 'the order').choices(SORTINGS).default('file'))
      .addOption(new Option('--group-by <what>', 'tables under headings, in the formats table and markdown').choices(GROUPINGS))
      .option('--allow-empty', 'accept a repository without contracts'),
  )
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: ListFlags) => {
      const ahead = flags.head === undefined ? lookAhead(flags.cwd) : undefined;
      const { runList } = await import('./list-run.ts');
      await ahead;
      finish(runList(paths, flags, io));
    });
