import type { Contract } from '../contracts/contract.ts';
import { addTo } from '../source/groups.ts';
import { compareCodeUnits } from '../source/paths.ts';
import type { Grouping, Sorting } from './list-orders.ts';
import { domainOf, shownList, shownText } from './list-values.ts';

/** Contracts under one heading; without grouping there is one group without a name. */
export interface ContractGroup {
  readonly name: string | null;
  readonly contracts: readonly Contract[];
}

/**
 * Sorts without disturbing the order of the inventory (file and position) among equals.
 * @param stages in their order
 */
export function sortContracts(contracts: readonly Contract[], sorting: Sorting, stages: readonly string[]): readonly Contract[] {
  if (sorting === 'file') return contracts;
  return contracts.toSorted(
    (a, b) =>
      compareCodeUnits(sortKey(a, sorting, stages), sortKey(b, sorting, stages)) || compareCodeUnits(shownText(a.key), shownText(b.key)),
  );
}

function sortKey(contract: Contract, sorting: Exclude<Sorting, 'file'>, stages: readonly string[]): string {
  switch (sorting) {
    case 'key':
      return shownText(contract.key);
    case 'kind':
      return contract.kind;
    case 'owner':
      return shownList(contract.owners)[0] ?? '';
    case 'domain':
      return domainOf(contract);
    case 'stability':
      return stageKey(shownText(contract.stability), stages);
    case 'version':
      return versionKey(shownText(contract.version));
  }
}

/** Stages in their order; after them what is none. */
function stageKey(stage: string, stages: readonly string[]): string {
  const position = stages.indexOf(stage);
  return `${String(position === -1 ? stages.length : position).padStart(4, '0')} ${stage}`;
}

/** Numbers are compared as numbers, and a prerelease comes before its version. */
function versionKey(version: string): string {
  const numbered = version.replace(/\d+/g, (digits) => digits.padStart(8, '0'));
  return version.includes('-') ? numbered.replace('-', ' ') : `${numbered}!`;
}

/**
 * A contract with several owners stands under each of them.
 * @param stages in their order
 */
export function groupContracts(
  contracts: readonly Contract[],
  grouping: Grouping | null,
  stages: readonly string[],
): readonly ContractGroup[] {
  if (grouping === null) return [{ name: null, contracts }];
  const groups = new Map<string, Contract[]>();
  for (const contract of contracts) {
    for (const name of namesOf(contract, grouping)) addTo(groups, name, contract);
  }
  const orderOf = (name: string): string => (grouping === 'stability' ? stageKey(name, stages) : name);
  return [...groups]
    .map(([name, members]) => ({ name, contracts: members }))
    .sort((a, b) => compareCodeUnits(orderOf(a.name), orderOf(b.name)));
}

function namesOf(contract: Contract, grouping: Grouping): readonly string[] {
  switch (grouping) {
    case 'owner': {
      const owners = [...new Set(shownList(contract.owners))];
      return owners.length > 0 ? owners : ['(no owner)'];
    }
    case 'domain':
      return [domainOf(contract)];
    case 'stability':
      return [shownText(contract.stability)];
  }
}
