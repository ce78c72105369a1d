import { withPlainLetters } from '../../modules/escaped-letters.ts';
import { escapeRegExp } from '../../source/escape-regexp.ts';
import { compareCodeUnits } from '../../source/paths.ts';

/** The files in whose text words stand, each word looked for once. */
export interface WordSearch {
  /** The files that have one of some words, sorted. Words that are asked for together cost one pass over all texts. */
  filesWith(words: ReadonlySet<string>): readonly string[];
  /** The files that have a word. */
  filesOf(word: string): ReadonlySet<string>;
}

/**
 * @param files all that are searched
 * @param read gives null for a file that cannot be read
 * @param before a search of another tree, which holds for files that are the same in both
 */
export function createWordSearch(
  files: readonly string[],
  read: (file: string) => string | null,
  before: { readonly words: WordSearch; readonly same: ReadonlySet<string> } | null,
): WordSearch {
  const found = new Map<string, Set<string>>();

  function lookFor(words: ReadonlySet<string>): void {
    const missing = [...words].filter((word) => !found.has(word));
    for (const word of missing) found.set(word, new Set());
    if (missing.length === 0) return;
    if (before) {
      before.words.filesWith(new Set(missing));
      for (const word of missing) for (const file of before.words.filesOf(word)) if (before.same.has(file)) found.get(word)?.add(file);
    }
    const [only = ''] = missing;
    const pattern = new RegExp(`(?<![\\w$])(?:${missing.map(escapeRegExp).join('|')})(?![\\w$])`, 'g');
    for (const file of files) {
      const written = before?.same.has(file) ? null : read(file);
      const text = written === null ? null : withPlainLetters(written);
      // Of a single word a plain search is faster, of several one the pattern.
      if (text === null || (missing.length === 1 && !text.includes(only))) continue;
      pattern.lastIndex = 0;
      for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.get(match[0])?.add(file);
    }
  }

  return {
    filesWith(words) {
      lookFor(words);
      return [...new Set([...words].flatMap((word) => [...(found.get(word) ?? [])]))].sort(compareCodeUnits);
    },
    filesOf(word) {
      lookFor(new Set([word]));
      return found.get(word) ?? new Set();
    },
  };
}
