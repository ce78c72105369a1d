import { PARTICLES, pastOf } from './past-tense.ts';
import { singular, words } from './words.ts';

/** The last segment of a key, a trailing version apart: of `order.created.v2` it is `created`. */
export function verbSegment(key: string): string {
  const segments = key.split(/[.:/]/).filter((segment) => segment !== '');
  return segments.findLast((segment) => !/^v?\d+$/i.test(segment)) ?? '';
}

/** The key with its last word that is a verb in the past, or null where no word is known to be one. */
export function inPast(key: string): string | null {
  const segment = verbSegment(key);
  const parts = words(segment);
  // `will_expire` is no `will_expired`.
  if (parts.slice(0, -1).some((word) => AUXILIARIES.has(word))) return null;
  // After a preposition it is a noun: `ready_for_review`, `on_hold`.
  const verb = parts.findLast((word, index, all) => pastOf(word) !== null && !PARTICLES.has(all[index - 1] ?? ''));
  const past = verb === undefined ? null : pastOf(verb);
  if (verb === undefined || past === null) return null;
  const at = key.lastIndexOf(segment) + segment.toLowerCase().lastIndexOf(verb);
  const written = key.slice(at, at + verb.length);
  const isUpper = written === written.toUpperCase();
  const isCapital = written.charAt(0) !== written.charAt(0).toLowerCase();
  const cased = isUpper ? past.toUpperCase() : isCapital ? past.charAt(0).toUpperCase() + past.slice(1) : past;
  return key.slice(0, at) + cased + key.slice(at + verb.length);
}

const AUXILIARIES: ReadonlySet<string> = new Set(
  'will would shall should can cannot could may might must be is are being not to'.split(' '),
);

/** The words of a key in the singular: what two keys that speak of the same thing have in common. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/[.:/]/).flatMap(words).map(singular));
}
