import type { Comparison } from '../compare/change.ts';
import { compareAll } from '../compare/compare-all.ts';
import type { Release } from '../compare/options.ts';
import { readReleases } from '../compare/read-releases.ts';
import { SNAPSHOT_FILE, SnapshotError } from '../compare/snapshot.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { readInventory } from '../contracts/read.ts';
import { unparsedImports } from '../contracts/outside/unparsed-imports.ts';
import type { Policy } from '../policy/policy.ts';
import { mapAll } from '../source/groups.ts';
import { ancestorTags } from '../source/history.ts';
import { openCommit } from '../source/revision.ts';
import { SourceError } from '../source/tree.ts';
import { isHeadItself, type Base } from './base.ts';
import type { Head } from './head.ts';
import { problemOfFile } from './problems.ts';
import { readBase } from './read-base.ts';
import type { Problem } from './result.ts';

/** The contracts of the base and what became of them. */
export interface Compared {
  readonly base: Base;
  /** Of the first of the bases. */
  readonly inventory: Inventory;
  /** Of all bases. */
  readonly inventories: readonly Inventory[];
  readonly comparison: Comparison;
  /** What cannot be judged of what the head is compared with. */
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

export interface CompareOptions {
  readonly base: Base;
  readonly head: Head;
  /** Of the head. */
  readonly inventory: Inventory;
  /** The policy that judges. */
  readonly policy: Policy;
  readonly today: string;
}

/**
 * Reads the contracts of each base, and of the last release where the policy names one, and compares. What is the same at the head is
 * not read again.
 */
export function compareSides({ base, head, inventory, policy, today }: CompareOptions): Compared {
  const { git } = base.opened;
  const sides = mapAll(base.opened.trees, (tree) => readBase(git, tree, policy.read, inventory));
  const bases = mapAll(sides, (side) => side.inventory);
  const [first] = bases;
  const releases = releasesOf(base, policy, (commit) => readInventory(openCommit(git, commit, head.opened.tree), policy.read, inventory));
  const comparison = compareAll({
    bases,
    head: inventory,
    basePolicy: base.policy ?? head.policy,
    headPolicy: head.policy,
    today,
    releases,
  });
  const known = new Set([...inventory.problems, ...comparison.unread].map(({ file }) => file));
  const unread = [...comparison.unread, ...unparsedImports(inventory, first).filter(({ file }) => !known.has(file))];
  // To look for what is changed on disk costs a reading of all files.
  const isNothing = comparison.contracts.length === 0 && isHeadItself(head, base.opened);
  return {
    base,
    inventory: first,
    inventories: bases,
    comparison,
    problems: [...sides.flatMap((side) => side.problems), ...unread.map(problemOfFile)],
    notes: [
      ...new Set(sides.flatMap((side) => side.notes)),
      ...(isNothing ? [nothingToCompare(base)] : []),
      ...(comparison.contracts.length > 0 && releases.length === 0 ? missingReleases(base, policy) : []),
    ],
  };
}

/** Tags are not fetched by themselves everywhere: who relies on them should hear that none was seen. */
function missingReleases({ opened }: Base, policy: Policy): readonly string[] {
  const { released } = policy.defaults.versioning;
  if (released === null) return [];
  const commit = opened.resolved.base.slice(0, 12);
  return [
    `No tag among the ancestors of the base ${commit} is a release ("${released}"): what is owed is counted from the base. \`git fetch --tags\` brings tags that are missing here.`,
  ];
}

function nothingToCompare({ opened }: Base): string {
  return `The base ${opened.resolved.base.slice(0, 12)} is the head itself: there was nothing to compare.`;
}

/** What was last released among the ancestors of the base: a branch cannot make a release of its own. */
function releasesOf(base: Base, policy: Policy, inventoryAt: (commit: string) => Inventory): readonly Release[] {
  const { git, resolved } = base.opened;
  try {
    return readReleases({
      released: policy.defaults.versioning.released,
      base: base.tree,
      tags: () => ancestorTags(git, resolved.base),
      inventoryAt,
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
