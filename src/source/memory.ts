import { blobId, withoutByteOrderMark } from './blob.ts';
import { compareCodeUnits, noSuchFile } from './paths.ts';
import type { SourceTree } from './tree.ts';

/** A tree of texts held in memory: for tests, for the programmatic API, and for editors' unsaved text. */
export function memoryTree(files: Readonly<Record<string, string>>, root = '/repo'): SourceTree {
  const texts = new Map(Object.entries(files));
  const paths = [...texts.keys()].sort(compareCodeUnits);
  const digests = new Map<string, string>();
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
    digest(file) {
      const text = texts.get(file);
      if (text === undefined) return undefined;
      let digest = digests.get(file);
      if (digest === undefined) digests.set(file, (digest = blobId(text)));
      return digest;
    },
    prefetch() {
      // Everything is in memory already.
    },
  };
}
