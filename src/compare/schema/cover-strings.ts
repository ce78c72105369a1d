import { covered, uncovered, undecided, worstOf } from './cover.ts';
import type { Cover } from './cover.ts';
import type { Language } from './language/language.ts';
import { shortestString } from './language/search.ts';
import { hasText } from './member.ts';
import type { Space } from './space.ts';
import { changedInto, isTrimmed, leastLeft, unchangedBy } from './string-changes.ts';
import type { StringPart } from './type.ts';

/** Lengths above this are told apart by counting alone, never by following strings. */
const MAX_FOLLOWED_LENGTH = 256;
/** No witness is longer than this. */
const MAX_WRITTEN_LENGTH = 100_000;

/** Whether `part` lies within the union of `others`, opaque conditions apart. */
export function coverStrings(space: Space, part: StringPart, others: readonly StringPart[]): Cover {
  if (part.changes.length === 0) return coverUnchanged(space, part, others);
  // The same changes on both sides make the same strings of the same strings: what is looked at then decides.
  const plain = (one: StringPart): StringPart => ({ ...one, changes: [] });
  const alike = others.filter((other) => other.changes.join() === part.changes.join());
  if (coverUnchanged(space, plain(part), alike.map(plain)).kind === 'yes') return covered;
  // What comes out is at least what is asked of it.
  const unchanged = others.filter((other) => other.changes.length === 0);
  if (part.looks === 'out' && coverUnchanged(space, plain(part), unchanged).kind === 'yes') return covered;
  return coverByFollowing(space, part, others);
}

function coverUnchanged(space: Space, part: StringPart, others: readonly StringPart[]): Cover {
  if (part.values) return worstOf([...part.values].map((value) => coverText(space, part, others, value)));
  if (part.minLength > part.maxLength) return covered;
  // Inside `part` its own tests are passed: there is no need to ask them of the others, unless these ask them of something else.
  const passed = (test: string): boolean => part.tests.has(test) || [...part.tests].some((own) => space.tests.implies(own, test));
  const asked = others.map((other) =>
    other.changes.length > 0 ? other : { ...other, tests: new Set([...other.tests].filter((test) => !passed(test))) },
  );
  const whole = asked.filter((other) => !other.values && other.tests.size === 0 && (other.changes.length === 0 || isShortened(other)));
  if (whole.some((other) => other.minLength <= part.minLength && other.maxLength >= part.maxLength)) return covered;
  return coverByLength(space, part, asked) ?? coverByFollowing(space, part, asked);
}

/** Whether a part takes what is no longer than it says: to trim makes no string longer. */
function isShortened({ changes, looks, minLength }: StringPart): boolean {
  return looks === 'after' && minLength === 0 && isTrimmed(changes);
}

function coverText(space: Space, part: StringPart, others: readonly StringPart[], text: string): Cover {
  const inPart = hasText(space, part, text);
  if (inPart === 'no') return covered;
  const answers = others.map((other) => hasText(space, other, text));
  if (answers.includes('yes')) return covered;
  return inPart === 'yes' && !answers.includes('maybe') ? uncovered(text) : undecided('no-witness');
}

/** Where nothing but lengths is asked, and they are long. Null when strings have to be followed. */
function coverByLength(space: Space, part: StringPart, others: readonly StringPart[]): Cover | null {
  if (part.tests.size > 0 || others.some((other) => other.values || other.tests.size > 0 || other.changes.length > 0)) return null;
  const lengths = [part.minLength, ...others.map((other) => other.maxLength + 1)]
    .filter((length) => length >= part.minLength && length <= part.maxLength && Number.isFinite(length))
    .filter((length) => others.every((other) => length < other.minLength || length > other.maxLength))
    .sort((a, b) => a - b);
  const [length] = lengths;
  if (length === undefined) return covered;
  if (length > MAX_WRITTEN_LENGTH) return undecided('no-witness');
  return length > MAX_FOLLOWED_LENGTH ? coverText(space, part, others, 'a'.repeat(length)) : null;
}

/** Takes the strings of `others` away from those of `part` and looks for the shortest that is left. */
function coverByFollowing(space: Space, part: StringPart, others: readonly StringPart[]): Cover {
  const { languages } = space;
  const readings = readingsOf(space, [part, ...others]);
  const left = (bound: 'surely' | 'maybe', taken: 'surely' | 'maybe', release: number): Language =>
    languages.all([
      partLanguage(space, part, { bound, release }),
      ...others.map((other) => languages.not(partLanguage(space, other, { bound: taken, release }))),
    ]);
  const widest = languages.any(readings.map((release) => left('maybe', 'surely', release)));
  const anyLeft = shortestString(languages, widest);
  if (anyLeft.kind === 'none') return covered;
  const narrowest = languages.all(readings.map((release) => left('surely', 'maybe', release)));
  const surelyLeft = narrowest === widest ? anyLeft : shortestString(languages, narrowest);
  const searches = [surelyLeft, anyLeft];
  // Where the search took too long, any string of the part may do; and one that changes make of others.
  if (part.changes.length > 0 || !searches.some((search) => search.kind === 'found'))
    searches.push(
      shortestString(languages, languages.all(readings.map((release) => partLanguage(space, part, { bound: 'surely', release })))),
    );
  const found = searches.flatMap((search) => (search.kind === 'found' ? [search.text] : []));
  // Of texts with a format, one that people would write reads better than the first in order.
  const isFormatted = [...part.tests].some((test) => test.startsWith('format:'));
  const alike = isFormatted ? COMMON_TEXTS.filter((text) => text.length === found[0]?.length) : [];
  const withVariants = (texts: readonly string[]): readonly string[] => [...texts, ...variantsOf(texts, [part, ...others])];
  const candidates = [...alike, ...withVariants(found), ...COMMON_TEXTS, ...withVariants(longTexts(part, others, found))];
  for (const text of candidates) {
    const cover = coverText(space, part, others, text);
    if (cover.kind === 'no') return cover;
  }
  return undecided('no-witness');
}

/** Texts that changes make others of. */
function variantsOf(texts: readonly string[], parts: readonly StringPart[]): readonly string[] {
  if (parts.every((part) => part.changes.length === 0)) return [];
  return texts.flatMap((text) => [`${text} `, text.toUpperCase(), text.toLowerCase()]);
}

/** Texts of the lengths at which a part begins and others end: long ones are not come to by following. */
function longTexts(part: StringPart, others: readonly StringPart[], texts: readonly string[]): readonly string[] {
  const ends = others.flatMap(({ minLength, maxLength }) => [minLength - 1, maxLength + 1]);
  const lengths = [part.minLength, ...ends, part.maxLength].filter(
    (length) => length >= part.minLength && length <= Math.min(part.maxLength, MAX_WRITTEN_LENGTH),
  );
  const seeds = [...texts, ...LONG_SEEDS].filter((text) => text !== '');
  return lengths.flatMap((length) => seeds.filter((text) => text.length <= length).map((text) => text.padEnd(length, text.at(-1))));
}

/** What a long text may be made of. */
const LONG_SEEDS: readonly string[] = ['a', '0', 'A'];

/** Texts worth a try where a pattern cannot be followed. */
const COMMON_TEXTS: readonly string[] = [
  '',
  'a',
  '0',
  'A',
  ' ',
  '-',
  'aa',
  '00',
  'abc',
  'ABC',
  '123',
  'a-b',
  'a b',
  'a.b',
  'a@b.co',
  'https://a.b',
  '2000-01-01',
  '2000-01-01T00:00:00Z',
  '2000-01-01T00:00:00',
  '2000-01-01T00:00:00+01:00',
];

/** Which of the sets that a test is held between is meant, and by which release. */
interface Reading {
  readonly bound: 'surely' | 'maybe';
  readonly release: number;
}

/** The releases that have to be told apart: the first alone where all say the same of what is asked. */
function readingsOf(space: Space, parts: readonly StringPart[]): readonly number[] {
  const tests = parts.flatMap((part) => [...part.tests].map((test) => space.tests.test(test).length));
  return Array.from({ length: Math.max(1, ...tests) }, (_, release) => release);
}

function partLanguage(space: Space, part: StringPart, reading: Reading): Language {
  const { languages } = space;
  const looked = unchangedLanguage(space, part, reading);
  if (part.changes.length === 0) return looked;
  const exact = changedInto(languages, part, looked);
  if (exact) return exact;
  const unchanged = unchangedBy(languages, part.changes);
  if (reading.bound === 'surely') return languages.all([unchanged, looked]);
  if (part.looks === 'lost') return languages.length(leastLeft(part), Infinity);
  return part.looks === 'out' ? looked : languages.any([languages.not(unchanged), looked]);
}

/** The strings of a part, whatever is done to them before they are looked at. */
function unchangedLanguage(space: Space, part: StringPart, { bound, release }: Reading): Language {
  const { languages } = space;
  const length =
    part.minLength === 0 && part.maxLength === Infinity ? languages.anyString : languages.length(part.minLength, part.maxLength);
  const tests = [...part.tests].map((name) => {
    const held = space.tests.test(name);
    return (held[release] ?? held[0])?.[bound] ?? (bound === 'maybe' ? languages.anyString : languages.nothing);
  });
  if (!part.values) return languages.all([length, ...tests]);
  const plain = { ...part, changes: [] };
  const wanted = [...part.values].filter((text) => {
    const answer = hasText(space, plain, text);
    return answer === 'yes' || (answer === 'maybe' && bound === 'maybe');
  });
  return languages.words(wanted);
}
