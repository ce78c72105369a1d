import type { Contract, Known } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { addTo } from '../source/groups.ts';
import { memoizeWeakly } from '../source/memoize.ts';
import { versionName } from './version.ts';

/** An event of an inventory whose key can be read. */
export interface DeclaredEvent {
  readonly contract: Contract;
  readonly key: Known<string>;
  /** Null where it cannot be read or is missing. */
  readonly version: string | null;
}

/** The events of an inventory by key. */
export const declaredEvents: (inventory: Inventory) => ReadonlyMap<string, readonly DeclaredEvent[]> = memoizeWeakly(({ contracts }) => {
  const events = new Map<string, DeclaredEvent[]>();
  for (const contract of contracts) {
    const { kind, key, version } = contract;
    if (kind !== 'event' || key.state !== 'known') continue;
    addTo(events, key.value, { contract, key, version: version.state === 'known' ? versionName(version.value) : null });
  }
  return events;
});
