import type { ExitCode } from '../../check/exit-code.ts';
import type { Head } from '../../check/head.ts';
import { listProblems } from '../../check/list-problems.ts';
import { list } from '../../check/list.ts';
import { toRealPath } from '../../check/open.ts';
import { startStopwatch } from '../../check/stopwatch.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import { didYouMean } from '../../policy/nearest.ts';
import { contractPage } from '../../report/contract-page.ts';
import { listCsv } from '../../report/list-csv.ts';
import { type ContractFilter, filterContracts } from '../../report/list-filter.ts';
import { groupContracts, sortContracts } from '../../report/list-groups.ts';
import { listJson } from '../../report/list-json.ts';
import { listMarkdown } from '../../report/list-markdown.ts';
import { listTable } from '../../report/list-table.ts';
import { keyOf } from '../../report/list-values.ts';
import { printProblems, UsageError } from '../failure.ts';
import { colorsOn, type Io } from '../io.ts';
import { readOptions } from '../read-options.ts';
import { printTiming } from '../timing.ts';
import type { ListFlags } from './list.ts';

/** `list`: the inventory, or one contract. */
export function runList(names: readonly string[], flags: ListFlags, io: Io): ExitCode {
  const { format, groupBy } = flags;
  if (groupBy !== undefined && (format === 'json' || format === 'csv'))
    throw new UsageError(
      `--group-by writes tables under headings, and ${format} has neither.`,
      'Use --sort, or --format table or markdown.',
    );
  const stopwatch = startStopwatch();
  const { head, inventory, problems } = list({
    ...readOptions(flags, io, stopwatch),
    head: flags.head ?? null,
    allowEmpty: flags.allowEmpty ?? false,
  });
  const filter = inventory && readFilter(names, flags, head, inventory);
  const isEmpty = inventory === null || inventory.contracts.length === 0;
  const mistakes = filter && !isEmpty ? listProblems(filter, inventory.contracts, head.policy.defaults) : [];
  if (filter && mistakes.length === 0) io.stdout.write(stopwatch.time('report', () => reportOf(names, flags, filter, head, inventory, io)));
  printProblems([...problems, ...mistakes], io);
  if (flags.timing) printTiming(stopwatch, io);
  return problems.length + mistakes.length > 0 ? 2 : 0;
}

function readFilter(names: readonly string[], flags: ListFlags, head: Head, inventory: Inventory): ContractFilter {
  return {
    ...readNames(names, head, inventory),
    owners: flags.owner ?? [],
    tags: flags.tag ?? [],
    stabilities: flags.stability ?? [],
    kinds: flags.kind ?? [],
    keyGlobs: flags.key ?? [],
  };
}

function reportOf(names: readonly string[], flags: ListFlags, filter: ContractFilter, head: Head, inventory: Inventory, io: Io): string {
  const { stages } = head.policy.defaults.stability;
  const contracts = sortContracts(filterContracts(inventory.contracts, filter), flags.sort, stages);
  const colors = colorsOn(io.stdout, io);
  const { columns } = io.stdout;
  if (names.length === 1 && filter.keys.length === 1 && contracts.length > 0 && flags.format === 'table')
    return contracts.map((contract) => contractPage(contract, inventory, head.policy.for(contract).audit, { colors, columns })).join('\n');
  const groups = groupContracts(contracts, flags.groupBy ?? null, stages);
  switch (flags.format) {
    case 'json':
      return listJson(contracts, inventory, head.policy.catalogs);
    case 'csv':
      return listCsv(contracts, inventory);
    case 'markdown':
      return listMarkdown(groups, inventory);
    case 'table':
      return listTable(groups, inventory, { colors, columns });
  }
}

/** What is named: keys of contracts, and paths, which are made relative to the root. What is neither is a mistake. */
function readNames(names: readonly string[], head: Head, inventory: Inventory): Pick<ContractFilter, 'paths' | 'keys'> {
  const { tree } = head.opened;
  const known = new Set(inventory.contracts.flatMap((contract) => keyOf(contract) ?? []));
  const keys = names.filter((name) => known.has(name));
  const paths = names
    .filter((name) => !known.has(name))
    .map((name) => {
      const path = toRealPath(tree, head.cwd, name);
      if (path === '' || tree.has(path) || tree.files().some((file) => file.startsWith(`${path}/`))) return path;
      throw new UsageError(
        `There is no contract, file or folder "${name}".`,
        name.includes('*')
          ? `Globs of keys go with --key: --key "${name}".`
          : (didYouMean(name, known) ?? 'Run `contracts-governance list` to see all contracts.'),
      );
    });
  return { keys, paths };
}
