import type { VocabularyTag } from '../../policy/effective-policy.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { withoutSpelling } from './near.ts';

export type Vocabulary = ReadonlyMap<string, VocabularyTag>;

/** Tags by the spellings that stand for them. Made once for a vocabulary. */
export const byAlias: (vocabulary: Vocabulary) => ReadonlyMap<string, VocabularyTag> = memoizeWeakly(
  (vocabulary: Vocabulary) => new Map([...vocabulary.values()].flatMap((entry) => entry.aliases.map((alias) => [alias, entry] as const))),
);

/** The tags that may be written today. */
export function tagsInUse(vocabulary: Vocabulary): readonly string[] {
  return [...vocabulary.values()].filter((entry) => !entry.deprecated && entry.replacement === null).map((entry) => entry.name);
}

/** The tag to write for a name that differs from one of the vocabulary, or from what stands for one, at most in case and separators. */
export function tagFor(name: string, vocabulary: Vocabulary): string | null {
  const wanted = withoutSpelling(name);
  const entry = [...vocabulary.values()].find((tag) => [tag.name, ...tag.aliases].some((spelling) => withoutSpelling(spelling) === wanted));
  if (!entry || (entry.deprecated && entry.replacement === null)) return null;
  return entry.replacement ?? entry.name;
}
