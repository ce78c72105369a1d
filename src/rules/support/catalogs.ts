import type { Contract } from '../../contracts/contract.ts';
import type { Catalog } from '../../policy/policy.ts';
import { matchesPath } from './patterns.ts';

/**
 * The set of contracts inside which keys are unique, as an id to compare. Contracts of no catalogue make up one together;
 * of a catalogue with `each: package` each package is one.
 */
export function catalogOf(contract: Contract, catalogs: readonly Catalog[]): string {
  const catalog = catalogs.find(({ files }) => files.some((glob) => matchesPath(glob, contract.file)));
  return JSON.stringify([catalog?.name ?? null, catalog?.each === 'package' ? contract.package : null]);
}
