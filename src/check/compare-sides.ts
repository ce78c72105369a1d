import type { Comparison } from '../compare/change.ts';
import { compareAll } from '../compare/compare-all.ts';
import type { Release } from '../compare/options.ts';
import { readReleases } from '../compare/read-releases.ts';
import { SNAPSHOT_FILE, SnapshotError } from '../compare/snapshot.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { readInventory } from '../contracts/read.ts';
import type { Policy } from '../policy/policy.ts';
import { ancestorTags } from '../source/history.ts';
import { openRevision } from '../source/revision.ts';
import { SourceError } from '../source/tree.ts';
import type { Base } from './base.ts';
import type { Head } from './head.ts';

/** The contracts of the base and what became of them. */
export interface Compared {
  /** Of the first of the bases. */
  readonly inventory: Inventory;
  /** Of all bases. */
  readonly inventories: readonly Inventory[];
  readonly comparison: Comparison;
}

/**
 * Reads the contracts of each base, and of the last release where the policy names one, and compares. What is the same at the head is
 * not read again.
 * @param policy the policy that judges
 */
export function compareSides(base: Base, head: Head, inventory: Inventory, policy: Policy, today: string): Compared {
  const [first, ...others] = base.opened.trees.map((tree) => readInventory(tree, policy.read, inventory));
  if (!first) throw new SourceError('There is no base to compare with.');
  const comparison = compareAll({
    bases: [first, ...others],
    head: inventory,
    basePolicy: base.policy ?? head.policy,
    headPolicy: head.policy,
    today,
    releases: releasesOf(base, head, inventory, policy),
  });
  return { inventory: first, inventories: [first, ...others], comparison };
}

/** What was last released among the ancestors of the base: a branch cannot make a release of its own. */
function releasesOf(base: Base, head: Head, inventory: Inventory, policy: Policy): readonly Release[] {
  const { git, tree } = head.opened;
  if (!git) return [];
  try {
    return readReleases({
      released: policy.defaults.versioning.released,
      base: base.tree,
      tags: () => ancestorTags(git, base.opened.resolved.base),
      inventoryAt: (commit) => readInventory(openRevision(git, commit, tree), policy.read, inventory),
    });
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    throw new SourceError(
      error.message,
      SNAPSHOT_FILE,
      'Write it anew with `contracts-governance release-snapshot` at the commit of the release.',
    );
  }
}
