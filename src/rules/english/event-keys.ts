import { PAST_OF_NOUN } from './nouns.ts';
import { PARTICLES, pastOf } from './past-tense.ts';
import { singular, words } from './words.ts';

/** The last segment of a key, a trailing version apart: of `order.created.v2` it is `created`. */
export function verbSegment(key: string): string {
  const segments = key.split(/[.:/]/).filter((segment) => segment !== '');
  return segments.findLast((segment) => !/^v?\d+$/i.test(segment)) ?? '';
}

/** The key with its last word that is a verb, or else a noun of what has happened, in the past, or null where no such word is known. */
export function inPast(key: string): string | null {
  const segment = verbSegment(key);
  const parts = words(segment);
  // `will_expire` is no `will_expired`.
  if (parts.slice(0, -1).some((word) => AUXILIARIES.has(word))) return null;
  // After a preposition it is a noun: `ready_for_review`, `on_hold`.
  const verb = parts.findLast((word, index, all) => pastOf(word) !== null && !PARTICLES.has(all[index - 1] ?? ''));
  const word = verb ?? parts.at(-1) ?? '';
  const verbPast = verb === undefined ? null : pastOf(verb);
  const past = verbPast === null ? PAST_OF_NOUN.get(word) : [verbPast];
  if (!past) return null;
  const at = key.lastIndexOf(segment) + segment.toLowerCase().lastIndexOf(word);
  const written = key.slice(at, at + word.length);
  return key.slice(0, at) + casedLike(written, past, key) + key.slice(at + word.length);
}

/** Words in the casing of one that they replace, joined as the key joins its own. */
function casedLike(written: string, replacing: readonly string[], key: string): string {
  if (written === written.toUpperCase()) return replacing.join(key.includes('-') ? '-' : '_').toUpperCase();
  const isCamel = /\p{Ll}\p{Lu}/u.test(key);
  const isCapital = written.charAt(0) !== written.charAt(0).toLowerCase();
  const cased = replacing.map((word, index) => ((index === 0 ? isCapital : isCamel) ? word.charAt(0).toUpperCase() + word.slice(1) : word));
  return cased.join(isCamel ? '' : key.includes('-') && !key.includes('_') ? '-' : '_');
}

const AUXILIARIES: ReadonlySet<string> = new Set(
  'will would shall should can cannot could may might must be is are being not to'.split(' '),
);

/** The words of a key in the singular: what two keys that speak of the same thing have in common. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/[.:/]/).flatMap(words).map(singular));
}
