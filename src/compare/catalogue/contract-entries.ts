import { effectEntries } from './effect-entries.ts';
import type { CatalogueEntry, ContractEntry } from './entry.ts';
import { errorEntries } from './error-entries.ts';
import type { ContractChangeId } from './ids.ts';
import { metaEntries } from './meta-entries.ts';
import { policyEntries } from './policy-entries.ts';
import { transportEntries } from './transport-entries.ts';

const table: Readonly<Record<ContractChangeId, ContractEntry>> = {
  ...metaEntries,
  ...errorEntries,
  ...policyEntries,
  ...effectEntries,
  ...transportEntries,
};

/** Changes whose class is that of another change. */
const RELATIONAL: ReadonlySet<string> = new Set<ContractChangeId>(['emitted-event-payload-changed']);

export function contractEntry(id: ContractChangeId): ContractEntry {
  return table[id];
}

/** The contract half of the catalogue, sorted by id. */
export const contractEntries: readonly CatalogueEntry[] = Object.entries(table)
  .map(([id, entry]): CatalogueEntry => ({ id, ...entry, class: RELATIONAL.has(id) ? 'relation' : entry.class }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));
