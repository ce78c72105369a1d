import { isBelow } from '../check/filter.ts';
import type { Contract } from '../contracts/contract.ts';
import { compileGlobs } from '../source/glob.ts';
import { keyOf, shownList, shownText } from './list-values.ts';

/** Of each list one must match; an empty list asks nothing. */
export interface ContractFilter {
  /** Files and folders relative to the root; and keys. A contract is one of these or below one of those. */
  readonly paths: readonly string[];
  readonly keys: readonly string[];
  readonly owners: readonly string[];
  readonly tags: readonly string[];
  readonly stabilities: readonly string[];
  readonly kinds: readonly string[];
  readonly keyGlobs: readonly string[];
}

export function filterContracts(contracts: readonly Contract[], filter: ContractFilter): readonly Contract[] {
  const matchesKey = compileGlobs(filter.keyGlobs, '.');
  const isNamed = (contract: Contract): boolean =>
    filter.keys.includes(keyOf(contract) ?? '') || (filter.paths.length > 0 && isBelow(contract.file, filter.paths));
  const isOneOf = (values: readonly string[], wanted: readonly string[]): boolean =>
    wanted.length === 0 || values.some((value) => wanted.includes(value));
  return contracts.filter(
    (contract) =>
      ((filter.keys.length === 0 && filter.paths.length === 0) || isNamed(contract)) &&
      isOneOf(shownList(contract.owners), filter.owners) &&
      isOneOf(shownList(contract.tags), filter.tags) &&
      isOneOf([shownText(contract.stability)], filter.stabilities) &&
      isOneOf([contract.kind], filter.kinds) &&
      (filter.keyGlobs.length === 0 || matchesKey(keyOf(contract) ?? '')),
  );
}
