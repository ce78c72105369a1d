import { blobId, withoutByteOrderMark } from './blob.ts';
import { memoize } from './memoize.ts';
import { compareCodeUnits, noSuchFile } from './paths.ts';
import type { SourceTree } from './tree.ts';

/** A tree of texts held in memory: for tests, for the programmatic API, and for editors' unsaved text. */
export function memoryTree(files: Readonly<Record<string, string>>, root = '/repo'): SourceTree {
  const texts = new Map(Object.entries(files));
  const paths = [...texts.keys()].sort(compareCodeUnits);
  return {
    root,
    revision: null,
    files: () => paths,
    has: (file) => texts.has(file),
    read(file) {
      const text = texts.get(file);
      if (text === undefined) throw noSuchFile(file);
      return withoutByteOrderMark(text);
    },
    digest: memoize((file) => {
      const text = texts.get(file);
      return text === undefined ? undefined : blobId(text);
    }),
    prefetch() {
      // Everything is in memory already.
    },
  };
}
