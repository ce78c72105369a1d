import type { ChangeClass, ChangeDirection } from '../change.ts';

/** What is known of a kind of change; the whole of it is in the documentation and in `explain <id>`. */
export interface CatalogueEntry {
  readonly id: string;
  /** The class, or `relation` where the schemas, or another change, decide it case by case. */
  readonly class: ChangeClass | 'relation';
  readonly direction: ChangeDirection;
  readonly review: 'security' | 'compliance' | null;
  /** What was changed, one sentence. */
  readonly changed: string;
  /** Whom it breaks, and why. */
  readonly breaks: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** An entry of the contract's table, by its id. The class `unknown` of `relation` entries is only the one that holds until a change says its own. */
export type ContractEntry = Omit<CatalogueEntry, 'id' | 'class'> & { readonly class: ChangeClass };

/** An entry as a table writes it: of the table's direction, and without a review, where it does not say so itself. */
export type WrittenEntry = Omit<ContractEntry, 'direction' | 'review'> & Partial<Pick<ContractEntry, 'direction' | 'review'>>;

/** The entries of a table, most of which are of one direction. */
export function entriesOf<Id extends string>(
  direction: ChangeDirection,
  table: Readonly<Record<Id, WrittenEntry>>,
): Readonly<Record<Id, ContractEntry>> {
  const entries = Object.entries<WrittenEntry>(table).map(([id, entry]) => [id, { direction, review: null, ...entry }]);
  // The ids are those of the table.
  return Object.fromEntries(entries) as Readonly<Record<Id, ContractEntry>>;
}
