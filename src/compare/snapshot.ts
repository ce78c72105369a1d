import type { Contract, JsonValue } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { memoryTree } from '../source/memory.ts';
import { decodeContract } from './snapshot/decode-contract.ts';
import { encodeContract } from './snapshot/encode-contract.ts';
import { items, type JsonPart, member, SnapshotError } from './snapshot/json-reader.ts';

export { SnapshotError } from './snapshot/json-reader.ts';

/** Where `release-snapshot` writes, and where a comparison looks when the policy names no release tags. */
export const SNAPSHOT_FILE = '.contracts-governance/released.json';

const FORMAT = 1;

/** All contracts as they are, as text: one a line, sorted, the same bytes for the same contracts. */
export function writeSnapshot(inventory: Pick<Inventory, 'contracts'>): string {
  const lines = inventory.contracts.map((contract) => JSON.stringify(encodeContract(contract)));
  const sorted = inventory.contracts
    .map((contract, index) => ({ id: sortKey(contract), line: lines[index] ?? '' }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return `{\n"schemaVersion": ${String(FORMAT)},\n"contracts": [\n${sorted.map(({ line }) => line).join(',\n')}\n]\n}\n`;
}

/**
 * The contracts of a snapshot, as an inventory that can be compared with. It has no files, and all places are the beginnings of files.
 * @throws {SnapshotError} when the text is not what `writeSnapshot` writes
 */
export function readSnapshot(text: string): Inventory {
  const root: JsonPart = { value: parse(text), path: 'snapshot' };
  const format = member(root, 'schemaVersion').value;
  if (format !== FORMAT)
    throw new SnapshotError(
      `snapshot.schemaVersion must be ${String(FORMAT)}, not ${JSON.stringify(format) ?? 'missing'}. Write the snapshot again.`,
    );
  const contracts: readonly Contract[] = items(member(root, 'contracts')).map(decodeContract);
  const inventory: Inventory = {
    tree: memoryTree({}),
    contracts,
    problems: [],
    unparsed: new Set(),
    counts: { files: 0, parsed: 0 },
    locate: ({ file }) => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 }),
    text: () => '',
  };
  snapshots.add(inventory);
  return inventory;
}

const snapshots = new WeakSet<Inventory>();

/** Whether an inventory is what `readSnapshot` gave. */
export function isSnapshot(inventory: Inventory): boolean {
  return snapshots.has(inventory);
}

function parse(text: string): JsonValue {
  try {
    // What JSON.parse gives is a JSON value.
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new SnapshotError(`The snapshot is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** By kind, key, version and file, and by position where even these are equal. */
function sortKey({ kind, key, version, file, call }: Contract): string {
  const text = (read: typeof key | typeof version): string => (read.state === 'known' ? String(read.value) : '');
  return JSON.stringify([kind, text(key), text(version), file, String(call.start).padStart(10, '0')]);
}
