import type { Contract } from '../contracts/contract.ts';
import type { Policy } from '../policy/policy.ts';
import { compileGlobs } from '../source/glob.ts';

/** Gives for each contract the catalogue inside which its key is unique: one text for all contracts of one. */
export function catalogIds({ catalogs }: Policy): (contract: Contract) => string {
  const compiled = catalogs.map(({ name, files, each }) => ({ name, each, matches: compileGlobs(files) }));
  const known = new Map<Contract, string>();
  return (contract) => {
    let id = known.get(contract);
    if (id === undefined) {
      const catalog = compiled.find(({ matches }) => matches(contract.file));
      known.set(contract, (id = JSON.stringify([catalog?.name ?? null, catalog?.each === 'package' ? contract.package : null])));
    }
    return id;
  };
}
