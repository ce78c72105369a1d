import type { Contract, Known } from '../../contracts/contract.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import { addTo } from '../../source/groups.ts';
import { valueOf } from './contracts.ts';

/** A version as it counts: the framework's older numeric version `1` means the same as `'1.0.0'`. */
export function versionText(version: string | number): string {
  return typeof version === 'number' || /^\d+$/.test(version) ? `${version}.0.0` : version;
}

/** The events of an inventory by key, each with a key that can be read. */
export function eventsByKey(inventory: Inventory): ReadonlyMap<string, readonly DeclaredEvent[]> {
  const events = new Map<string, DeclaredEvent[]>();
  for (const contract of inventory.contracts) {
    if (contract.kind !== 'event' || contract.key.state !== 'known') continue;
    const version = valueOf(contract.version);
    addTo(events, contract.key.value, { contract, key: contract.key, version: version === undefined ? null : versionText(version) });
  }
  return events;
}

export interface DeclaredEvent {
  readonly contract: Contract;
  readonly key: Known<string>;
  /** Null where it cannot be read or is missing. */
  readonly version: string | null;
}
