import { effectPairs } from './effect-pairs.ts';
import { errorPairs } from './error-pairs.ts';
import { identityPairs } from './identity-pairs.ts';
import type { Edit, PairOptions } from './pairs.ts';
import { policyPairs } from './policy-pairs.ts';
import { transportPairs } from './transport-pairs.ts';

/** Edits of the billing contracts, and all changes of the whole catalogue that they make. */
export interface ContractPair {
  readonly name: string;
  /** What is edited at the base, where the billing contracts have no such thing. */
  readonly base?: readonly Edit[];
  readonly edits: readonly Edit[];
  readonly options?: PairOptions;
  readonly expected: readonly string[];
}

export const contractPairs: readonly ContractPair[] = [...identityPairs, ...errorPairs, ...policyPairs, ...effectPairs, ...transportPairs];
