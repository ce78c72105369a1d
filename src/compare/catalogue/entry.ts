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
