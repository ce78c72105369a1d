import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceTree } from './tree.ts';

/** What changes when a file is written: its time of modification and size; undefined when there is no such file. */
export function stampOf(root: string, file: string): string | undefined {
  const stat = statSync(join(root, file), { throwIfNoEntry: false });
  return stat?.isFile() ? `${stat.mtimeMs}:${stat.size}` : undefined;
}

/** A tree in which some files have another text than on disk: what an editor holds and has not saved. */
export function withUnsaved(tree: SourceTree, texts: ReadonlyMap<string, string>): SourceTree {
  return {
    ...tree,
    has: (file) => texts.has(file) || tree.has(file),
    read: (file) => texts.get(file) ?? tree.read(file),
    digest: (file) => (texts.has(file) ? undefined : tree.digest(file)),
  };
}
