import { blobId } from './blob.ts';
import { SourceError, type SourceTree } from './tree.ts';

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
      if (text === undefined) throw new SourceError(`There is no file "${file}".`, file);
      return text.startsWith('\uFEFF') ? text.slice(1) : text;
    },
    digest(file) {
      const text = texts.get(file);
      if (text === undefined) return undefined;
      let digest = digests.get(file);
      if (digest === undefined) digests.set(file, (digest = blobId(Buffer.from(text, 'utf8'))));
      return digest;
    },
    prefetch() {
      // Everything is in memory already.
    },
  };
}

function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
