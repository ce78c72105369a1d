import type { RE2JS } from 're2js';
import { memoize } from '../../source/memoize.ts';
import { patternEngine } from '../../source/pattern-engine.ts';
import type { RegExpLiteral } from '../value.ts';

/** A match: where it is, and what its groups have, those that took no part nothing. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  /** The names of groups, each at its place; null where none has one. */
  readonly names: readonly (string | null)[] | null;
}

/** Longest text that is searched. */
const MAX_SEARCHED = 10_000;

/**
 * All matches of a pattern in a text, found in time linear in it by an engine that does not backtrack.
 * @returns null where that engine may find others than JavaScript's own would
 */
export function matchesOf(written: RegExpLiteral, text: string): readonly Match[] | null {
  return isBetween(written) ? matchesBetween(written, text) : matchesByEngine(written, text);
}

function matchesByEngine({ pattern: written, flags }: RegExpLiteral, text: string): readonly Match[] | null {
  const { pattern, names } = withoutNames(written);
  if (!/^[gims]*$/.test(flags) || !isSearched(text) || !isOfSameParts(pattern, false, isRepeatable)) return null;
  try {
    const matcher = compile(pattern, flags).matcher(text);
    const found: Match[] = [];
    while (matcher.find()) {
      const groups = Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1) ?? undefined);
      found.push({ start: matcher.start(), end: matcher.end(), groups, names });
    }
    return found;
  } catch {
    return null;
  }
}

/** Whether a pattern matches places between characters, by what stands before and behind them. */
export function isBetween({ pattern }: RegExpLiteral): boolean {
  return pattern !== '' && BETWEEN.test(pattern);
}

function matchesBetween({ pattern, flags }: RegExpLiteral, text: string): readonly Match[] | null {
  const [, before, behind] = BETWEEN.exec(pattern) ?? [];
  const [ends, starts] = [before, behind].map((one) => (one === undefined ? undefined : matchesByEngine({ pattern: one, flags }, text)));
  if (ends === null || starts === null) return null;
  const begun = starts?.map(({ start }) => start);
  const ended = ends && new Set(ends.map(({ end }) => end));
  const places = begun ? begun.filter((place) => !ended || ended.has(place)) : [...(ended ?? [])];
  return places.map((place) => ({ start: place, end: place, groups: [], names: null }));
}

/** Whether a text has a match of a pattern; null where that engine may think otherwise than JavaScript's own does. */
export function hasMatch(written: RegExpLiteral, text: string): boolean | null {
  return isSearched(text) ? (testerOf(`/${written.pattern}/${written.flags}`)?.matcher(text).find() ?? null) : null;
}

/** By the literal form: one pattern is asked of many texts. */
const testerOf = memoize((literal: string): RE2JS | null => {
  const end = literal.lastIndexOf('/');
  const flags = literal.slice(end + 1);
  const { pattern } = withoutNames(literal.slice(1, end));
  // Which rounds of a repeated group there are does not change whether there is a match.
  if (!/^(?:[gims]*|[gmsu]*)$/.test(flags) || !isOfSameParts(pattern, flags.includes('u'), () => true)) return null;
  try {
    return compile(flags.includes('u') ? withCodePoints(pattern) : pattern, flags);
  } catch {
    return null;
  }
});

/** Code points as the engine writes them. */
function withCodePoints(pattern: string): string {
  return pattern.replace(/\\(?:u\{?([\da-fA-F]+)\}?|.)/gs, (escape: string, point: string | undefined) =>
    point === undefined ? escape : `\\x{${point}}`,
  );
}

function compile(pattern: string, flags: string): RE2JS {
  const engine = patternEngine();
  const bits =
    (flags.includes('i') ? engine.CASE_INSENSITIVE : 0) |
    (flags.includes('s') ? engine.DOTALL : 0) |
    (flags.includes('m') ? engine.MULTILINE : 0);
  return engine.compile(pattern, bits);
}

/** Characters beyond these engines sort in several ways: letters by case, white space, ends of lines. */
function isSearched(text: string): boolean {
  return text.length <= MAX_SEARCHED && /^[\t\n\x20-\x7e]*$/.test(text);
}

/** A pattern whose groups have no names, and the names. One with two of the same name is left as it is. */
function withoutNames(pattern: string): { readonly pattern: string; readonly names: Match['names'] } {
  if (!pattern.includes('(?<')) return { pattern, names: null };
  const names: (string | null)[] = [];
  const isOfClass = (part: string): boolean => part.length > 1 && !part.startsWith('(');
  const plain = pattern.replace(
    /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?<([A-Za-z_$][\w$]*)>|(?!\?))/gs,
    (part: string, name: string | undefined) => {
      if (isOfClass(part)) return part;
      names.push(name ?? null);
      return '(';
    },
  );
  const named = names.filter((name) => name !== null);
  return new Set(named).size < named.length ? { pattern, names: null } : { pattern: plain, names };
}

/** Escapes that mean the same in both, of ASCII texts. */
const SAME_ESCAPE = String.raw`\\[wdsWDSnt.*+?^$|()[\]{}\\/-]`;
const ESCAPE = new RegExp(String.raw`^(?:${SAME_ESCAPE}|\\[bB])`);
const QUANTIFIER = /^(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})\??/;
const CLASS = classOf(SAME_ESCAPE);
const ONE = String.raw`${CLASS.source.slice(1)}|${SAME_ESCAPE}|[\w-]`;
/** With the flag `u` properties of characters and code points, too, and a class that holds some. */
const UNICODE_ESCAPE = String.raw`\\(?:[pP]\{[LMNPSZC][a-z]?\}|u\{[\da-fA-F]{1,6}\}|u[\da-fA-F]{4})`;
const UNICODE = new RegExp(`^${UNICODE_ESCAPE}`);
const UNICODE_CLASS = classOf(`${SAME_ESCAPE}|${UNICODE_ESCAPE}`);
/** Looks at one character to either side, which the engine does not do: `(?=[A-Z])`, `(?<=[a-z])(?=[A-Z])`. */
const BETWEEN = new RegExp(String.raw`^(?:\(\?<=(${ONE})\))?(?:\(\?=(${ONE})\))?$`);
const PLAIN = /^[^\\[\](){}*+?|^$]/;

/** A class of single characters and of these escapes: neither one of any character, nor one that `&&` makes of two. */
function classOf(escapes: string): RegExp {
  return new RegExp(String.raw`^(?!\[\^\])\[\^?(?:[^\\[\]&]|&(?!&)|${escapes})+\]`);
}

/**
 * Whether a pattern is made of parts alone that mean the same in every engine. A group is repeated, or left out, only where it holds
 * no other and always matches something: of what a repeated group has at last, and of rounds that match nothing, engines think differently.
 */
function isOfSameParts(pattern: string, isUnicode: boolean, isRepeated: (group: string, quantifier: string) => boolean): boolean {
  if (!/^[\x20-\x7e]*$/.test(pattern)) return false;
  const open: number[] = [];
  let at = 0;
  const take = (part: RegExp): string => {
    const taken = part.exec(pattern.slice(at))?.[0] ?? '';
    at += taken.length;
    return taken;
  };
  while (at < pattern.length) {
    const start = at;
    if (take(/^[|^$]/)) continue;
    if (take(/^\((?:\?:)?(?!\?)/)) {
      open.push(start);
      continue;
    }
    let group = '';
    if (pattern[at] === ')') {
      const from = open.pop();
      if (from === undefined) return false;
      at++;
      group = pattern.slice(from, at);
    } else if (!take(ESCAPE) && !take(CLASS) && !take(PLAIN) && !(isUnicode && (take(UNICODE) || take(UNICODE_CLASS)))) return false;
    const quantifier = take(QUANTIFIER);
    if (quantifier && /^\\[bB]$/.test(pattern.slice(start, start + 2))) return false;
    if (group && quantifier && !isRepeated(group, quantifier)) return false;
  }
  return open.length === 0;
}

function isRepeatable(group: string, quantifier: string): boolean {
  const inside = group.replace(/^\((?:\?:)?/, '');
  if (/\\[bB]/.test(inside)) return false;
  // What stands for one character is one.
  const form = inside.replace(/\\.|\[\^?(?:\\.|[^\]\\])*\]/g, 'x').replaceAll('(?:', '(');
  // What is left out as a whole, or there once, may hold groups.
  const isOnce = quantifier.startsWith('?');
  if ((isOnce ? /[*?^$]|\{0|^[|)]|[|(][|)]/ : /[(*?^$]|\{0|^[|)]|\|[|)]/).test(form)) return false;
  return quantifier.startsWith('?') || (group.startsWith('(?:') && !inside.includes('|'));
}
