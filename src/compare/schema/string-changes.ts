import { charSet, complement, SPACES } from './language/char-set.ts';
import type { Language, Languages } from './language/language.ts';
import type { StringPart } from './type.ts';

interface Change {
  readonly make: (text: string, form: string | undefined) => string;
  /** Strings that it surely leaves as they are. */
  readonly unchanged: (languages: Languages) => Language;
}

/** What Zod may do to a string before it looks at it. */
const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['trim', { make: (text) => text.trim(), unchanged: (languages) => trimmed(languages) }],
  ['toLowerCase', { make: (text) => text.toLowerCase(), unchanged: (languages) => plain(languages, 0x41, 0x5a) }],
  ['toUpperCase', { make: (text) => text.toUpperCase(), unchanged: (languages) => plain(languages, 0x61, 0x7a) }],
  [
    'normalize',
    { make: (text, form) => text.normalize(form), unchanged: (languages) => languages.repeat(languages.units([0, 0x7f]), 0, Infinity) },
  ],
]);

/** Its name, and the form of a normalization. */
function partsOf(entry: string): readonly [name: string, form: string | undefined] {
  const [, name = '', form] = /^overwrite:(\w+)(?::(\w+))?/.exec(entry) ?? [];
  return [name, form];
}

export function isKnownChange(entry: string): boolean {
  const [name, form] = partsOf(entry);
  return CHANGES.has(name) && (form === undefined || ['NFC', 'NFD', 'NFKC', 'NFKD'].includes(form));
}

/** What they make of a string, one after the other. */
export function changedBy(entries: readonly string[], text: string): string {
  return entries.reduce((made, entry) => {
    const [name, form] = partsOf(entry);
    return CHANGES.get(name)?.make(made, form) ?? made;
  }, text);
}

/** Whether nothing but white space at the ends is taken away. */
export function isTrimmed(entries: readonly string[]): boolean {
  return entries.every((entry) => partsOf(entry)[0] === 'trim');
}

/** How long what changes make is at least: but for `trim`, none makes an empty string of another one. */
export function leastLeft({ changes: entries, minLength }: StringPart): number {
  return entries.some((entry) => partsOf(entry)[0] === 'trim') ? 0 : Math.min(minLength, 1);
}

/** Strings that none of these changes changes; there may be more. */
export function unchangedBy(languages: Languages, entries: readonly string[]): Language {
  return languages.all(entries.map((entry) => CHANGES.get(partsOf(entry)[0])?.unchanged(languages) ?? languages.nothing));
}

/** The strings of a part of which, once changed, `looked` is asked; null where they are not exactly known: of nothing but `trim` they are. */
export function changedInto(languages: Languages, { changes: entries, looks }: StringPart, looked: Language): Language | null {
  if (looks === 'mixed' || looks === 'lost' || !isTrimmed(entries)) return null;
  const within = languages.all([looked, trimmed(languages)]);
  const around = languages.repeat(languages.units(SPACES), 0, Infinity);
  return looks === 'out' ? within : languages.then(around, languages.then(within, around));
}

/** ASCII without a range. */
function plain(languages: Languages, first: number, last: number): Language {
  const left = complement(
    charSet([
      [first, last],
      [0x80, 0xffff],
    ]),
  );
  return languages.repeat(languages.units(left), 0, Infinity);
}

/** No white space at either end. */
function trimmed(languages: Languages): Language {
  const end = languages.units(SPACES);
  return languages.all([languages.not(languages.then(end, languages.anyString)), languages.not(languages.then(languages.anyString, end))]);
}
