import { isBelow } from '../check/filter.ts';
import type { Contract } from '../contracts/contract.ts';
import { compileGlobs } from '../source/glob.ts';
import { keyOf, shownList, shownText } from './list-values.ts';

/** Of each list one must match; an empty list asks nothing. */
export interface ContractFilter {
  /** Files and folders relative to the root. */
  readonly paths: readonly string[];
  readonly owners: readonly string[];
  readonly tags: readonly string[];
  readonly stabilities: readonly string[];
  readonly kinds: readonly string[];
  /** Globs. */
  readonly keys: readonly string[];
}

export function filterContracts(contracts: readonly Contract[], filter: ContractFilter): readonly Contract[] {
  const matchesKey = compileGlobs(filter.keys, '.');
  const isOneOf = (values: readonly string[], wanted: readonly string[]): boolean =>
    wanted.length === 0 || values.some((value) => wanted.includes(value));
  return contracts.filter(
    (contract) =>
      isBelow(contract.file, filter.paths) &&
      isOneOf(shownList(contract.owners), filter.owners) &&
      isOneOf(shownList(contract.tags), filter.tags) &&
      isOneOf([shownText(contract.stability)], filter.stabilities) &&
      isOneOf([contract.kind], filter.kinds) &&
      (filter.keys.length === 0 || matchesKey(keyOf(contract) ?? '')),
  );
}
