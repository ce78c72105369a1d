import type { SourceTree } from './tree.ts';

/** Texts up to this many UTF-16 units in all are kept; beyond it files are read again. */
const KEPT_TEXT = 64_000_000;

/** The same tree, which remembers what it has read: files are searched several times. */
export function keepTexts(tree: SourceTree): SourceTree {
  const texts = new Map<string, string>();
  let kept = 0;
  return {
    ...tree,
    read(file) {
      const known = texts.get(file);
      if (known !== undefined) return known;
      const text = tree.read(file);
      kept += text.length;
      if (kept <= KEPT_TEXT) texts.set(file, text);
      return text;
    },
  };
}
