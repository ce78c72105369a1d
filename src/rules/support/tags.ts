import { words } from '../english/words.ts';
import { isAscii } from './ascii.ts';
import { withoutSpelling } from './near.ts';

/** Lower-case words joined by hyphens; `/` divides a group from its member, as in `risk/high`. */
const KEBAB = /^[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*(?:\/[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*)*$/u;

/** The same of ASCII alone, as nearly all tags are: patterns with classes of Unicode take milliseconds to compile. */
const ASCII_KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)*$/;

export function isKebabCase(tag: string): boolean {
  return isAscii(tag) ? ASCII_KEBAB.test(tag) : KEBAB.test(tag.normalize('NFC'));
}

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
