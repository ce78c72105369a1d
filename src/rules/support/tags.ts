import { words } from '../english/words.ts';
import { withoutSpelling } from './near.ts';

/** Lower-case words joined by hyphens; `/` divides a group from its member, as in `risk/high`. */
const kebab = /^[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*(?:\/[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*)*$/u;

export function isKebabCase(tag: string): boolean {
  return kebab.test(tag.normalize('NFC'));
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
  return { text, isCertain: !/\p{Ll}\p{N}*\p{Lu}|\p{Lu}{2}\p{Ll}|@/u.test(tag) };
}
