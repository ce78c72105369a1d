import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { keyText } from './key-text.ts';
import { readSnapshot, SNAPSHOT_FILE, SnapshotError, writeSnapshot } from './snapshot.ts';
import { versionText } from './version.ts';

/**
 * Contracts that a change makes the snapshot of the last release tell otherwise than they are: their entry is neither the one of before
 * nor what base or head declare, or it is gone while they are not. The next change would be counted from there.
 * @returns their names, sorted; null when the snapshot is none any more
 */
export function alteredReleases(base: Inventory, head: Inventory): readonly string[] | null {
  if (!head.tree.has(SNAPSHOT_FILE) || base.tree.digest(SNAPSHOT_FILE) === head.tree.digest(SNAPSHOT_FILE)) return [];
  const now = releasedAt(head);
  if (!now) return null;
  // Without a snapshot, what is owed is counted from the base: that is what its first one has to hold.
  const before = base.tree.has(SNAPSHOT_FILE) ? (releasedAt(base) ?? []) : base.contracts;
  const sound = new Set([...before, ...base.contracts, ...head.contracts].map(entryOf));
  const altered = now.filter((contract) => !sound.has(entryOf(contract)));
  return [...new Set([...altered, ...lostFrom(before, now, head.contracts)].map(nameOf))].sort();
}

function releasedAt({ tree }: Inventory): readonly Contract[] | null {
  try {
    return readSnapshot(tree.read(SNAPSHOT_FILE)).contracts;
  } catch (error) {
    if (error instanceof SnapshotError) return null;
    throw error;
  }
}

/** What was released and is still declared, and of which the snapshot has no word left: of that version, or of any. */
function lostFrom(before: readonly Contract[], now: readonly Contract[], declared: readonly Contract[]): readonly Contract[] {
  const [versions, keys] = [new Set(now.map(nameOf)), new Set(now.map(keyOf))];
  const [declaredVersions, declaredKeys] = [new Set(declared.map(nameOf)), new Set(declared.map(keyOf))];
  return before.filter(
    (contract) =>
      (declaredVersions.has(nameOf(contract)) && !versions.has(nameOf(contract))) ||
      (declaredKeys.has(keyOf(contract)) && !keys.has(keyOf(contract))),
  );
}

function entryOf(contract: Contract): string {
  return writeSnapshot({ contracts: [contract] });
}

function keyOf(contract: Contract): string {
  return `${contract.kind} ${keyText(contract)}`;
}

function nameOf(contract: Contract): string {
  return `${keyOf(contract)} ${versionText(contract.version)}`;
}
