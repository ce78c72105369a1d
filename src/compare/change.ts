import type { Contract, ContractKind } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Policy } from '../policy/policy.ts';
import type { Span } from '../source/span.ts';

export type Bump = 'major' | 'minor' | 'patch' | 'none';
export type ChangeClass = 'breaking' | 'dangerous' | 'additive' | 'patch' | 'none' | 'unknown';
export type ChangeDirection = 'input' | 'output' | 'event' | 'error' | 'policy' | 'transport' | 'effect' | 'meta';

/** A JSON value that one side takes and the other does not. */
export interface Witness {
  readonly value: unknown;
  readonly acceptedBy: 'base' | 'head';
  readonly rejectedBy: 'base' | 'head';
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
  readonly review: 'security' | 'compliance' | null;
  /** Of a breaking schema change always, verified. */
  readonly witness: Witness | null;
  /** Where the change was written, when that is not in the contract's own file. */
  readonly origin: Span | null;
  /** In the base's and the head's own files. */
  readonly base: Span | null;
  readonly head: Span | null;
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
}

/** Two inventories compared. */
export interface Comparison {
  readonly base: Inventory;
  readonly head: Inventory;
  readonly basePolicy: Policy;
  readonly headPolicy: Policy;
  /** Only what differs; sorted by key, kind, version. */
  readonly contracts: readonly ContractDiff[];
}
