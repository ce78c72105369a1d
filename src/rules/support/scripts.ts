import { addTo } from '../../source/groups.ts';

/**
 * Scripts by their Unicode names. The scripts in modern use are told apart (Unicode Standard Annex 31, table 5); all others count as one.
 */
const SCRIPTS = (
  'Latin Cyrillic Greek Han Hiragana Katakana Hangul Bopomofo Arabic Hebrew Armenian Georgian Devanagari Bengali Gurmukhi ' +
  'Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Khmer Ethiopic Thaana Cherokee Coptic ' +
  'Lisu Canadian_Aboriginal Mongolian'
).split(' ');

/** Made when first asked for. */
let patterns: readonly (readonly [string, RegExp])[] | undefined;
const SHARED = /[\p{Script=Common}\p{Script=Inherited}]/u;

/** Writing systems that use several scripts (Unicode Technical Standard 39, section 5.1). */
const SYSTEMS: readonly ReadonlySet<string>[] = [
  new Set(['Han', 'Hiragana', 'Katakana']),
  new Set(['Han', 'Hangul']),
  new Set(['Han', 'Bopomofo']),
];

/** The scripts of a text with the characters of each; signs and digits that all scripts share have none. Japanese, Korean and Chinese count as one script each. */
export function scriptsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const scripts = new Map<string, string[]>();
  for (const character of new Set(text)) {
    if (SHARED.test(character)) continue;
    patterns ??= SCRIPTS.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const);
    addTo(scripts, patterns.find(([, pattern]) => pattern.test(character))?.[0] ?? 'another script', character);
  }
  const found = [...scripts.keys()];
  const system = SYSTEMS.find((members) => found.every((script) => members.has(script)));
  return system && found.length > 1 ? new Map([[found.join('/'), [...scripts.values()].flat()]]) : scripts;
}
