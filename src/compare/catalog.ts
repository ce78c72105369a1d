import type { Contract } from '../contracts/contract.ts';
import type { Policy } from '../policy/policy.ts';
import { compileGlobs } from '../source/glob.ts';
import { memoize } from '../source/memoize.ts';

/** Gives for each contract the catalogue inside which its key is unique: one text for all contracts of one. */
export function catalogIds({ catalogs }: Policy): (contract: Contract) => string {
  const compiled = catalogs.map(({ name, files, each }) => ({ name, each, matches: compileGlobs(files) }));
  return memoize((contract) => {
    const catalog = compiled.find(({ matches }) => matches(contract.file));
    return JSON.stringify([catalog?.name ?? null, catalog?.each === 'package' ? contract.package : null]);
  });
}
