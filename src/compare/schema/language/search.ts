import { LAST_UNIT } from './char-set.ts';
import { boundariesOf } from './language.ts';
import type { Language, Languages } from './language.ts';

/** What a search found: the shortest string, that there is none, or that it was given up. */
export type Search = { readonly kind: 'found'; readonly text: string } | { readonly kind: 'none' } | { readonly kind: 'given-up' };

/** How many states one search may visit, and how many nodes it may make. */
const MAX_STATES = 4000;
const MAX_NODES = 40_000;
/** Longer strings are not looked for: each length has states of its own. */
const MAX_LENGTH = 300;

const searches = new WeakMap<Language, Search>();

/** The shortest string of `language`; of several the one that reads best: letters before digits before signs. */
export function shortestString(languages: Languages, language: Language): Search {
  const known = searches.get(language) ?? search(languages, language);
  searches.set(language, known);
  return known;
}

function search(languages: Languages, language: Language): Search {
  const first = alternatives(languages, language);
  const seen = new Set<Language>(first);
  let level: { readonly language: Language; readonly text: string }[] = first.map((one) => ({ language: one, text: '' }));
  const firstSize = languages.size();
  for (let length = 0; level.length > 0; length++) {
    if (length > MAX_LENGTH) return { kind: 'given-up' };
    const next: typeof level = [];
    for (const state of level) {
      if (state.language.nullable) return { kind: 'found', text: state.text };
    }
    for (const state of level) {
      for (const unit of readableUnits(state.language)) {
        for (const rest of alternatives(languages, languages.derive(state.language, unit))) {
          if (rest === languages.nothing || seen.has(rest)) continue;
          seen.add(rest);
          if (seen.size > MAX_STATES || languages.size() - firstSize > MAX_NODES) return { kind: 'given-up' };
          next.push({ language: rest, text: state.text + String.fromCharCode(unit) });
        }
      }
    }
    level = next;
  }
  return { kind: 'none' };
}

/** Languages whose union it is. To follow each by itself keeps the number of states in the length of the pattern, where all at once may be exponential. */
function alternatives(languages: Languages, language: Language): readonly Language[] {
  const { node } = language;
  if (node.kind === 'any') return node.of;
  if (node.kind !== 'all') return [language];
  const choice = node.of.find((one) => one.node.kind === 'any');
  if (choice?.node.kind !== 'any') return [language];
  return choice.node.of.map((one) => languages.all(node.of.map((part) => (part === choice ? one : part))));
}

/** Whether `text` is in `language`. */
export function hasString(languages: Languages, language: Language, text: string): boolean {
  let state = language;
  for (let index = 0; index < text.length; index++) {
    state = languages.derive(state, text.charCodeAt(index));
    if (state === languages.nothing) return false;
    if (state === languages.anyString) return true;
  }
  return state.nullable;
}

/** One unit of each range in which all units lead on alike, the most readable ones first. */
function readableUnits(language: Language): number[] {
  const starts = boundariesOf(language);
  const units: { unit: number; rank: number }[] = starts.map((start, index) => {
    const end = (starts[index + 1] ?? LAST_UNIT + 1) - 1;
    return readable(start, end);
  });
  return units.sort((a, b) => a.rank - b.rank || a.unit - b.unit).map(({ unit }) => unit);
}

/** Ranges of units from the most to the least readable. */
const READING_ORDER: readonly (readonly [number, number])[] = [
  [0x61, 0x7a],
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x21, 0x7e],
  [0x20, 0x20],
  // Not the spaces, separators and marks of direction in between: nobody sees them.
  [0xa1, 0x1fff],
  [0x2070, 0xd7ff],
  [0x09, 0x0d],
  [0xe000, LAST_UNIT],
  [0, LAST_UNIT],
];

function readable(start: number, end: number): { unit: number; rank: number } {
  for (const [rank, [first, last]] of READING_ORDER.entries()) {
    if (start <= last && end >= first) return { unit: Math.max(start, first), rank };
  }
  return { unit: start, rank: READING_ORDER.length };
}
