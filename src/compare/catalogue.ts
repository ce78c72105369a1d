import { contractEntries } from './catalogue/contract-entries.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { schemaCatalogue } from './schema/catalogue/schema-catalogue.ts';

/** Every kind of change there is, sorted by id: of contracts, and of the schemas in them. */
export const catalogue: readonly CatalogueEntry[] = [
  ...contractEntries,
  ...schemaCatalogue.map(({ id, direction, class: changeClass, title, breaks, advice }): CatalogueEntry => {
    return { id, class: changeClass, direction, review: null, changed: title, breaks, remedy: advice };
  }),
].sort((a, b) => (a.id < b.id ? -1 : 1));

const entries: ReadonlyMap<string, CatalogueEntry> = new Map(catalogue.map((entry) => [entry.id, entry]));

/** The entry of a change id, or null. */
export function catalogueEntry(id: string): CatalogueEntry | null {
  return entries.get(id) ?? null;
}
