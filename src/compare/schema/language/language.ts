import { charSet, complement, EVERY_UNIT, hasUnit } from './char-set.ts';
import type { CharSet } from './char-set.ts';

/**
 * A regular set of strings, as a node that is shared by all equal ones of the same `Languages`.
 * Sets are followed by derivatives (Brzozowski): the derivative by a unit is the set of rests of those strings that begin with it.
 * This gives intersection and complement, and with them inclusion and its shortest counterexample.
 */
export interface Language {
  readonly id: number;
  readonly node: LanguageNode;
  /** Whether the empty string is in it. */
  readonly nullable: boolean;
  readonly derivatives: Map<number, Language>;
  /** Where ranges of units begin whose derivatives may differ; computed when asked. */
  boundaries: readonly number[] | null;
}

export type LanguageNode =
  | { readonly kind: 'units'; readonly set: CharSet }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'then'; readonly first: Language; readonly second: Language }
  | { readonly kind: 'any'; readonly of: readonly Language[] }
  | { readonly kind: 'all'; readonly of: readonly Language[] }
  | { readonly kind: 'not'; readonly of: Language }
  | { readonly kind: 'repeat'; readonly of: Language; readonly min: number; readonly max: number };

export interface Languages {
  readonly nothing: Language;
  readonly emptyString: Language;
  readonly anyString: Language;
  /** Strings of one unit. */
  units(set: CharSet): Language;
  words(words: readonly string[]): Language;
  then(first: Language, second: Language): Language;
  any(of: readonly Language[]): Language;
  all(of: readonly Language[]): Language;
  not(of: Language): Language;
  repeat(of: Language, min: number, max: number): Language;
  /** Strings of `min` to `max` units. */
  length(min: number, max: number): Language;
  derive(language: Language, unit: number): Language;
  /** How many nodes were made: the measure of the work done. */
  size(): number;
}

/** A new family of languages. Nodes of different families must not be mixed. */
export function createLanguages(): Languages {
  const nodes = new Map<string, Language>();
  let count = 0;

  const make = (key: string | null, node: LanguageNode, nullable: boolean): Language => {
    const known = key === null ? undefined : nodes.get(key);
    if (known) return known;
    const language: Language = { id: count++, node, nullable, derivatives: new Map(), boundaries: null };
    if (key !== null) nodes.set(key, language);
    return language;
  };
  const ids = (of: readonly Language[]): string => of.map((one) => one.id).join(',');

  const units = (set: CharSet): Language => make(`u${set.join(',')}`, { kind: 'units', set }, false);
  const nothing = units(charSet([]));
  const emptyString = make('e', { kind: 'words', words: [''] }, true);
  const anyUnit = units(EVERY_UNIT);
  const anyString = make(`r${anyUnit.id}:0:Infinity`, { kind: 'repeat', of: anyUnit, min: 0, max: Infinity }, true);

  const words = (list: readonly string[]): Language => {
    if (list.length === 0) return nothing;
    if (list.length === 1 && list[0] === '') return emptyString;
    return make(list.length === 1 ? `w${list[0]}` : null, { kind: 'words', words: list }, list.includes(''));
  };

  const then = (first: Language, second: Language): Language => {
    if (first === nothing || second === nothing) return nothing;
    if (first === emptyString) return second;
    if (second === emptyString) return first;
    if (first === anyString && second === anyString) return anyString;
    if (first.node.kind === 'then') return then(first.node.first, then(first.node.second, second));
    return make(`t${first.id},${second.id}`, { kind: 'then', first, second }, first.nullable && second.nullable);
  };

  /** The parts of all that are of a kind, and the others, each once and in order; without one that changes nothing. */
  const flatten = (of: readonly Language[], kind: 'any' | 'all', neutral: Language): Language[] => {
    const found: Language[] = [];
    for (const one of of) {
      if (one.node.kind === kind) found.push(...one.node.of);
      else if (one !== neutral) found.push(one);
    }
    found.sort((a, b) => a.id - b.id);
    return found.filter((one, index) => one !== found[index - 1]);
  };
  const opposed = (of: readonly Language[]): boolean => of.some((one) => one.node.kind === 'not' && of.includes(one.node.of));

  const any = (of: readonly Language[]): Language => {
    const parts = flatten(of, 'any', nothing);
    if (parts.includes(anyString) || opposed(parts)) return anyString;
    if (parts.length === 0) return nothing;
    if (parts.length === 1 && parts[0]) return parts[0];
    return make(
      `|${ids(parts)}`,
      { kind: 'any', of: parts },
      parts.some((one) => one.nullable),
    );
  };
  const all = (of: readonly Language[]): Language => {
    const parts = flatten(of, 'all', anyString);
    if (parts.includes(nothing) || opposed(parts)) return nothing;
    if (parts.length === 0) return anyString;
    if (parts.length === 1 && parts[0]) return parts[0];
    return make(
      `&${ids(parts)}`,
      { kind: 'all', of: parts },
      parts.every((one) => one.nullable),
    );
  };
  const not = (of: Language): Language => {
    if (of.node.kind === 'not') return of.node.of;
    if (of === nothing) return anyString;
    if (of === anyString) return nothing;
    return make(`!${of.id}`, { kind: 'not', of }, !of.nullable);
  };
  const repeat = (of: Language, min: number, max: number): Language => {
    if (max < min) return nothing;
    if (max === 0 || of === emptyString) return emptyString;
    if (of === nothing) return min === 0 ? emptyString : nothing;
    if (min === 1 && max === 1) return of;
    if (max === Infinity && min === 0 && of.node.kind === 'repeat' && of.node.min <= 1 && of.node.max === Infinity)
      return repeat(of.node.of, 0, Infinity);
    const least = of.nullable ? 0 : min;
    return make(`r${of.id}:${least}:${max}`, { kind: 'repeat', of, min: least, max }, least === 0);
  };

  const derive = (language: Language, unit: number): Language => {
    const known = language.derivatives.get(unit);
    if (known) return known;
    const derived = deriveNode(language.node, unit);
    language.derivatives.set(unit, derived);
    return derived;
  };
  const deriveNode = (node: LanguageNode, unit: number): Language => {
    switch (node.kind) {
      case 'units':
        return hasUnit(node.set, unit) ? emptyString : nothing;
      case 'words':
        return words(node.words.filter((word) => word.length > 0 && word.charCodeAt(0) === unit).map((word) => word.slice(1)));
      case 'then': {
        const rest = then(derive(node.first, unit), node.second);
        return node.first.nullable ? any([rest, derive(node.second, unit)]) : rest;
      }
      case 'any':
        return any(node.of.map((one) => derive(one, unit)));
      case 'all':
        return all(node.of.map((one) => derive(one, unit)));
      case 'not':
        return not(derive(node.of, unit));
      case 'repeat':
        return then(derive(node.of, unit), repeat(node.of, Math.max(0, node.min - 1), node.max - 1));
    }
  };

  return {
    nothing,
    emptyString,
    anyString,
    units,
    words,
    then,
    any,
    all,
    not,
    repeat,
    length: (min, max) => repeat(anyUnit, min, max),
    derive,
    size: () => count,
  };
}

/** First units of the ranges within which all derivatives of `language` are the same; sorted, the first is 0. */
export function boundariesOf(language: Language): readonly number[] {
  if (language.boundaries) return language.boundaries;
  const found = new Set<number>([0]);
  const { node } = language;
  switch (node.kind) {
    case 'units':
      for (const set of [node.set, complement(node.set)]) for (let index = 0; index < set.length; index += 2) found.add(set[index] ?? 0);
      break;
    case 'words':
      for (const word of node.words) {
        if (word.length === 0) continue;
        found.add(word.charCodeAt(0));
        if (word.charCodeAt(0) < 0xffff) found.add(word.charCodeAt(0) + 1);
      }
      break;
    case 'then':
      for (const start of boundariesOf(node.first)) found.add(start);
      if (node.first.nullable) for (const start of boundariesOf(node.second)) found.add(start);
      break;
    case 'any':
    case 'all':
      for (const one of node.of) for (const start of boundariesOf(one)) found.add(start);
      break;
    case 'not':
    case 'repeat':
      for (const start of boundariesOf(node.of)) found.add(start);
      break;
  }
  language.boundaries = [...found].sort((a, b) => a - b);
  return language.boundaries;
}
