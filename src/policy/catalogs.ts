import type { Contract } from '../contracts/contract.ts';
import { compileGlobs } from '../source/glob.ts';
import { memoizeWeakly } from '../source/memoize.ts';
import type { Catalog } from './policy.ts';

/** The catalogue that a contract is of; null where it is of none. */
export function catalogOf({ file }: Contract, catalogs: readonly Catalog[]): Catalog | null {
  return catalogs.find((catalog) => holderOf(catalog)(file)) ?? null;
}

/**
 * The set of contracts inside which a contract's key is unique, as an id to compare. Contracts of no catalogue make up one together;
 * of a catalogue with `each: package` each package is one.
 */
export function catalogId(contract: Contract, catalogs: readonly Catalog[]): string {
  const catalog = catalogOf(contract, catalogs);
  return JSON.stringify([catalog?.name ?? null, catalog?.each === 'package' ? contract.package : null]);
}

const holderOf = memoizeWeakly(({ files }: Catalog) => compileGlobs(files));
