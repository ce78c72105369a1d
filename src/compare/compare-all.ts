import type { Inventory } from '../contracts/inventory.ts';
import { catalogId } from '../policy/catalogs.ts';
import type { Policy } from '../policy/policy.ts';
import { mapAll } from '../source/groups.ts';
import type { Comparison, ContractDiff } from './change.ts';
import { byIdentity, compare, isWorse } from './compare.ts';
import type { CompareOptions } from './options.ts';

/** As `CompareOptions`, with every merge base. */
export interface CompareAllOptions extends Omit<CompareOptions, 'base'> {
  readonly bases: readonly [Inventory, ...Inventory[]];
}

/**
 * Compares with each of several merge bases and takes the worst verdict on each contract. The result's base is the first
 * of them; a verdict that another one gave names it.
 */
export function compareAll({ bases, ...options }: CompareAllOptions): Comparison {
  const comparisons = mapAll(bases, (base) => compare({ ...options, base }));
  const [first, ...others] = comparisons;
  if (others.length === 0) return first;
  const worst = new Map<string, ContractDiff>();
  for (const comparison of comparisons) {
    for (const diff of comparison.contracts) {
      const id = identityOf(diff, options.basePolicy);
      const known = worst.get(id);
      if (!known || isWorse(diff, known)) worst.set(id, { ...diff, ...(comparison !== first && { baseInventory: comparison.base }) });
    }
  }
  const unread = new Map(comparisons.flatMap((comparison) => comparison.unread.map((problem) => [problem.file, problem])));
  return { ...first, contracts: [...worst.values()].sort(byIdentity), unread: [...unread.values()] };
}

/** A declaration of the head is one contract whatever it was before; what is gone is known by kind, key, version and catalogue. */
function identityOf({ head, base, kind, key }: ContractDiff, { catalogs }: Policy): string {
  if (head) return JSON.stringify(['head', head.file, head.call.start, head.kind, key]);
  const version = base?.version.state === 'known' ? base.version.value : null;
  return JSON.stringify(['base', kind, key, version, base && catalogId(base, catalogs)]);
}
