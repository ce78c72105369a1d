import type { Inventory } from '../contracts/inventory.ts';
import type { Policy } from '../policy/policy.ts';

/** All contracts as they were last released: those at a release tag, or those of a snapshot file. */
export interface Release {
  readonly inventory: Inventory;
  /** The package whose release it is (its name, or the last part of it); null: of everything. */
  readonly package: string | null;
}

export interface CompareOptions {
  readonly base: Inventory;
  readonly head: Inventory;
  /** Judges: severities, versioning, deprecations that were announced. */
  readonly basePolicy: Policy;
  /** Tells what the change announces. */
  readonly headPolicy: Policy;
  /** `YYYY-MM-DD`, UTC: decides whether a sunset has passed. */
  readonly today: string;
  /** What was last released, which the owed version is counted from; without it, the base. */
  readonly releases?: readonly Release[];
}
