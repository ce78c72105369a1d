import type { Contract } from '../contracts/contract.ts';
import { catalogId } from '../policy/catalogs.ts';
import { memoizeWeakly } from '../source/memoize.ts';
import { contractChanges } from './contract/contract-changes.ts';
import { hasSameSchemas } from './contract/schema-sides.ts';
import type { ComparedTrees, Sides } from './contract/sides.ts';
import type { CompareOptions } from './options.ts';
import { pairContracts, type Pairing } from './pair.ts';
import { comparedTrees } from './trees.ts';
import { versionId } from './version.ts';

/** Pairs the contracts of two inventories, events first: a command knows then which of its events were renamed. */
export function pairInventories(options: CompareOptions): { readonly pairing: Pairing; readonly trees: ComparedTrees } {
  const { base, head, basePolicy, headPolicy } = options;
  const renamedEvents = new Map<string, string>();
  const trees = comparedTrees(base, head, renamedEvents, [...basePolicy.read.modules, ...headPolicy.read.modules]);
  const pairing = pairContracts(base.contracts, head.contracts, {
    isUnchanged: (one, other) =>
      one === other || (versionId(one) === versionId(other) && contractChanges(sidesOf(one, other, trees, options)).length === 0),
    hasSameSchemas: (one, other) => hasSameSchemas(sidesOf(one, other, trees, options)),
    catalogOf: memoizeWeakly((contract: Contract) => catalogId(contract, basePolicy.catalogs)),
    isGone: (file) => !head.tree.has(file),
    isNew: (file) => !base.tree.has(file),
  });
  for (const { head: now, bases } of pairing.matches) {
    const [was] = bases;
    if (now.kind !== 'event' || was.key.state !== 'known' || now.key.state !== 'known' || was.key.value === now.key.value) continue;
    renamedEvents.set(was.key.value, now.key.value);
  }
  return { pairing, trees };
}

export function sidesOf(
  base: Contract,
  head: Contract,
  trees: ComparedTrees,
  { basePolicy, headPolicy }: Pick<CompareOptions, 'basePolicy' | 'headPolicy'>,
): Sides {
  return { base, head, trees, policy: basePolicy.for(base), headPolicy: headPolicy.for(head) };
}
