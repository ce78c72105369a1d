import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceTree } from './tree.ts';

/** What changes when a file is written: its time of modification and size; undefined when there is no such file. */
export function stampOf(root: string, file: string): string | undefined {
  const stat = statSync(join(root, file), { throwIfNoEntry: false });
  return stat?.isFile() ? `${stat.mtimeMs}:${stat.size}` : undefined;
}

/**
 * A memory for what is made of files on disk: one that has changed is made again.
 * @param root the folder that the files' names are relative to
 * @param lasting how long, in milliseconds, a file is not looked at again
 */
export function keepFresh<T>(root: string, lasting: number, make: () => T): (file: string) => T {
  const kept = new Map<string, { readonly value: T; readonly stamp: string | undefined; looked: number }>();
  return (file) => {
    const known = kept.get(file);
    const now = Date.now();
    if (known && now - known.looked < lasting) return known.value;
    const stamp = stampOf(root, file);
    const one = known && known.stamp === stamp ? known : { value: make(), stamp, looked: now };
    one.looked = now;
    kept.set(file, one);
    return one.value;
  };
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
