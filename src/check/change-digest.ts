import { createHash } from 'node:crypto';
import type { Comparison } from '../compare/change.ts';
import type { Contract } from '../contracts/contract.ts';

/**
 * What stands for a contract's changes in the fingerprint of `version-bump`: the ids and paths of all of them,
 * so that a waiver or a known finding does not cover the next change.
 */
export function changeDigests(comparison: Comparison | null): ReadonlyMap<Contract, string> {
  const digests = new Map<Contract, string>();
  for (const { base, head, changes } of comparison?.contracts ?? []) {
    const parts = changes.map((change) => `${change.id} ${change.path}`).sort();
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
    if (base) digests.set(base, digest);
    if (head) digests.set(head, digest);
  }
  return digests;
}
