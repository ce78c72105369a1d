import type { Inventory } from '../contracts/inventory.ts';
import { memoize } from '../source/memoize.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Release } from './options.ts';
import { type GitTag, lastReleases } from './release-tag.ts';
import { readSnapshot, SNAPSHOT_FILE } from './snapshot.ts';

export interface ReleaseSources {
  /** `versioning.released` of the base's policy. */
  readonly released: string | null;
  /** The base: the snapshot is taken from it, not from the change that is judged. */
  readonly base: SourceTree;
  /** The tags among the ancestors of the base, nearest first. */
  tags(): readonly GitTag[];
  inventoryAt(commit: string): Inventory;
}

/**
 * What was last released: by the tags that the policy's pattern names, else by the snapshot file; nothing without either,
 * and then the base is what owed versions are counted from.
 * @throws {SnapshotError} when the snapshot cannot be read
 */
export function readReleases({ released, base, tags, inventoryAt }: ReleaseSources): readonly Release[] {
  const releases = released === null ? [] : lastReleases(released, tags());
  if (releases.length > 0) {
    const readAt = memoize(inventoryAt);
    // Read when a contract of the package differs, for there may be as many releases as packages.
    return releases.map(({ commit, package: name }) => ({
      package: name,
      get inventory() {
        return readAt(commit);
      },
    }));
  }
  return base.has(SNAPSHOT_FILE) ? [{ inventory: readSnapshot(base.read(SNAPSHOT_FILE)), package: null }] : [];
}
