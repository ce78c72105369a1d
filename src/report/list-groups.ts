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

/** Sorts without disturbing the order of the inventory (file and position) among equals. */
export function sortContracts(contracts: readonly Contract[], sorting: Sorting): readonly Contract[] {
  if (sorting === 'file') return contracts;
  return contracts.toSorted(
    (a, b) => compareCodeUnits(sortKey(a, sorting), sortKey(b, sorting)) || compareCodeUnits(shownText(a.key), shownText(b.key)),
  );
}

function sortKey(contract: Contract, sorting: Exclude<Sorting, 'file'>): string {
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
      return shownText(contract.stability);
    case 'version':
      // Numbers in a version are compared as numbers.
      return shownText(contract.version).replace(/\d+/g, (digits) => digits.padStart(8, '0'));
  }
}

/** A contract with several owners stands under each of them. */
export function groupContracts(contracts: readonly Contract[], grouping: Grouping | null): readonly ContractGroup[] {
  if (grouping === null) return [{ name: null, contracts }];
  const groups = new Map<string, Contract[]>();
  for (const contract of contracts) {
    for (const name of namesOf(contract, grouping)) addTo(groups, name, contract);
  }
  return [...groups].map(([name, members]) => ({ name, contracts: members })).sort((a, b) => compareCodeUnits(a.name, b.name));
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
