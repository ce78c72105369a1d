import type { Contract, ContractKind } from '../contracts/contract.ts';
import type { Inventory, ReadProblem } from '../contracts/inventory.ts';
import type { Policy } from '../policy/policy.ts';
import type { Span } from '../source/span.ts';

export type Bump = 'major' | 'minor' | 'patch' | 'none';
export type ChangeClass = 'breaking' | 'dangerous' | 'additive' | 'patch' | 'none' | 'unknown';
export type ChangeDirection = 'input' | 'output' | 'event' | 'error' | 'policy' | 'transport' | 'effect' | 'meta';

export type Side = 'base' | 'head';

/** A JSON value that one side takes and the other does not. */
export interface Witness {
  readonly value: unknown;
  readonly acceptedBy: Side;
  readonly rejectedBy: Side;
}

/** The parts of a change's message, for reports that say path and values in their own way. */
export interface ChangeWords {
  /** A clause that goes on from the path: `is a new required field`. */
  readonly fact: string;
  /** Whom it breaks, and why, in sentences; empty where it breaks nobody. */
  readonly follows: string;
}

export interface Change {
  /** An id of the catalogue, such as `input-required-field-added`. */
  readonly id: string;
  readonly class: ChangeClass;
  readonly direction: ChangeDirection;
  /** `io.input.fields.email`, `policy.auth`. */
  readonly path: string;
  /** Short texts of what stood there and what stands there, null where nothing does. */
  readonly before: string | null;
  readonly after: string | null;
  readonly message: string;
  /** Of schema changes. */
  readonly words?: ChangeWords;
  readonly review: 'security' | 'compliance' | null;
  /** Of a breaking schema change always, verified. */
  readonly witness: Witness | null;
  /** Where the change was written, when that is not in the contract's own file. */
  readonly origin: Span | null;
  /** The side whose text `origin` points into; the head's when it does not say. */
  readonly originSide?: Side;
  /** In the base's and the head's own files. */
  readonly base: Span | null;
  readonly head: Span | null;
}

/** What stood there and what stands there, or the one of them that there is. */
export function valuesOf({ before, after }: Pick<Change, 'before' | 'after'>): string | null {
  return before !== null && after !== null ? `${before} → ${after}` : (before ?? after);
}

export type ContractStatus = 'added' | 'removed' | 'renamed' | 'moved' | 'changed';

export interface ContractDiff {
  readonly kind: ContractKind;
  /** The base's key, of an added contract the head's. */
  readonly key: string;
  readonly status: ContractStatus;
  readonly renamedTo: string | null;
  readonly base: Contract | null;
  readonly head: Contract | null;
  readonly requiredBump: Bump;
  readonly actualBump: Bump;
  readonly requiredVersion: string | null;
  readonly satisfied: boolean;
  readonly changes: readonly Change[];
  /** How the version was judged; of pairs alone. */
  readonly verdict?: VersionVerdict;
  /** How the removal was judged; of removed contracts alone. */
  readonly removal?: RemovalVerdict;
  /** The base that `base` was read from where it is not the comparison's: one of several merge bases. */
  readonly baseInventory?: Inventory;
}

/**
 * What is wrong with a version: it can no longer be read; it is not a semantic version; it is lower than the base's;
 * it stands for other content already; it did not rise; it rose by too little; it left versions out.
 */
export type VersionFault = 'unreadable' | 'not-semver' | 'lowered' | 'reused' | 'not-raised' | 'raised-too-little' | 'skipped';

export interface VersionVerdict {
  /** The version that the owed bump is counted from: of the last release that has the contract, else of the base. Null when it cannot be read. */
  readonly from: string | null;
  /** The head's version in full; null when it cannot be read as a semantic version. */
  readonly to: string | null;
  /** The higher of both stages. */
  readonly stage: string;
  /** The changes since `from`: more than this comparison's own where earlier ones are not released yet. */
  readonly owing: readonly Change[];
  /** The bump that they owe together, whether or not this comparison adds to them. */
  readonly due: Bump;
  /** The version pays for all of them, or this comparison adds nothing to them. */
  readonly isPaid: boolean;
  readonly fault: VersionFault | null;
  /** Versions that other contracts of the key have, side by side with it. */
  readonly taken: ReadonlySet<string>;
}

/** Why a removal is allowed or not: never deprecated; deprecated with no sunset in the policy, one to come, or one that has passed. */
export interface RemovalVerdict {
  readonly state: 'undeprecated' | 'no-sunset' | 'before-sunset' | 'after-sunset';
  readonly sunset: string | null;
  /** The contract's stage is one that the policy protects. */
  readonly isProtected: boolean;
  /** Versions of the same key that the head still declares. */
  readonly remaining: readonly string[];
}

/** Two inventories compared. */
export interface Comparison {
  readonly base: Inventory;
  readonly head: Inventory;
  readonly basePolicy: Policy;
  readonly headPolicy: Policy;
  /** Only what differs; sorted by key, kind, version. */
  readonly contracts: readonly ContractDiff[];
  /** Files of the head that may change contracts which do not import them, and that cannot be parsed: of those nothing can be said. */
  readonly unread: readonly ReadProblem[];
}
