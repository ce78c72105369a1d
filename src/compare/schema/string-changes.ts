import { charSet, complement } from './language/char-set.ts';
import type { Language, Languages } from './language/language.ts';

/** What Zod may do to a string before it looks at it, each with strings that it surely leaves as they are. */
const changes: ReadonlyMap<string, (languages: Languages) => Language> = new Map([
  ['trim', (languages) => neitherEnd(languages)],
  ['toLowerCase', (languages) => languages.repeat(languages.units(asciiWithout(0x41, 0x5a)), 0, Infinity)],
  ['toUpperCase', (languages) => languages.repeat(languages.units(asciiWithout(0x61, 0x7a)), 0, Infinity)],
  ['normalize', (languages) => languages.repeat(languages.units([0, 0x7f]), 0, Infinity)],
]);

function nameOf(entry: string): string {
  return /^overwrite:(\w+)/.exec(entry)?.[1] ?? '';
}

export function isKnownChange(entry: string): boolean {
  return changes.has(nameOf(entry));
}

/** Strings that none of these changes changes; there may be more. */
export function unchangedBy(languages: Languages, entries: readonly string[]): Language {
  return languages.all(entries.map((entry) => changes.get(nameOf(entry))?.(languages) ?? languages.nothing));
}

function asciiWithout(first: number, last: number): readonly number[] {
  return complement(
    charSet([
      [first, last],
      [0x80, 0xffff],
    ]),
  );
}

/** No white space at either end; to be sure, no sign that is not ASCII there either. */
function neitherEnd(languages: Languages): Language {
  const end = languages.units([0, 0x20, 0x80, 0xffff]);
  return languages.all([languages.not(languages.then(end, languages.anyString)), languages.not(languages.then(languages.anyString, end))]);
}
