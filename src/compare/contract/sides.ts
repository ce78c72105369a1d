import type { Contract } from '../../contracts/contract.ts';
import type { CopyElsewhere } from '../../contracts/exported-as.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import type { EffectivePolicy, Transport } from '../../policy/effective-policy.ts';
import type { RedirectionOf } from '../redirected-definitions.ts';
import type { OpaqueScalars } from '../scalar-library.ts';
import type { SchemaChange, SchemaComparison } from '../schema/schema-change.ts';

import type { OutsideDifference } from './outside-changes.ts';

/** Two inventories and what is known of them as wholes; one for all pairs of a comparison. */
export interface ComparedTrees {
  readonly base: Inventory;
  readonly head: Inventory;
  readonly opaqueScalars: OpaqueScalars;
  readonly outsideDifference: OutsideDifference;
  readonly redirection: RedirectionOf;
  /** Copies of a contract that files which differ export under a name. */
  readonly copiesElsewhere: (contract: Contract, name: string | null) => readonly CopyElsewhere[];
  /** Events whose declaration was given another key. */
  readonly renamedEvents: ReadonlyMap<string, string>;
  /** Transports that consumers of the base may use. */
  transports(policy: EffectivePolicy): ReadonlySet<Transport>;
  /** The schema comparison, remembered: one model reaches many contracts. */
  schemaChanges(comparison: SchemaComparison): readonly SchemaChange[];
}

/** A pair of declarations of one contract, and all that its comparison may look at. */
export interface Sides {
  readonly base: Contract;
  readonly head: Contract;
  readonly trees: ComparedTrees;
  /** The base's policy for the contract: it judges. */
  readonly policy: EffectivePolicy;
  /** The head's policy for the contract: what the change announces. */
  readonly headPolicy: EffectivePolicy;
}
