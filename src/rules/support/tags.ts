import { isKebabCase } from '../../policy/spelling.ts';
import { isAscii } from '../../source/ascii.ts';
import { words } from '../english/words.ts';
import { withoutSpelling } from './near.ts';

export interface KebabSpelling {
  readonly text: string;
  /** False where a capital inside a word may begin a new word or not (`GitHub`, `OAuth`), or a sign is dropped that may mean something (`@x`). */
  readonly isCertain: boolean;
}

/** The tag in kebab-case, or null when more than case and separators would have to change. */
export function toKebabCase(tag: string): KebabSpelling | null {
  const parts = tag.trim().split('/');
  const text = parts.map((part) => words(part).join('-')).join('/');
  if (!isKebabCase(text) || withoutSpelling(text) !== withoutSpelling(tag)) return null;
  const inner = isAscii(tag) ? /[a-z][0-9]*[A-Z]|[A-Z]{2}[a-z]|@/ : /\p{Ll}\p{N}*\p{Lu}|\p{Lu}{2}\p{Ll}|@/u;
  return { text, isCertain: !inner.test(tag) };
}
