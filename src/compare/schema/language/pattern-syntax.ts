import { charSet, complement, EVERY_UNIT, ignoreCase, rangesOf, SPACES } from './char-set.ts';
import type { CharSet } from './char-set.ts';

/** A regular expression of ECMAScript, as far as it can be turned into a `Language`. */
export type Pattern =
  | { readonly kind: 'units'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly of: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly of: Pattern; readonly min: number; readonly max: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'ahead'; readonly of: Pattern; readonly negative: boolean };

/** Thrown inside this file alone: the pattern has a part that cannot be followed (backreference, word boundary, Unicode property…). */
class Unsupported extends Error {}

const MAX_LENGTH = 2000;
const MAX_DEPTH = 50;

const DIGITS: CharSet = [0x30, 0x39];
const WORD_UNITS: CharSet = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
const LINE_ENDS = charSet([
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
]);
const CONTROLS = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
  ['f', 12],
  ['0', 0],
]);

/** Parses `source`; null when it is not a pattern, or has parts that cannot be followed. */
export function parsePattern(source: string, flags: string): Pattern | null {
  if (source.length > MAX_LENGTH || /[^gisud]/.test(flags) || (flags.includes('i') && flags.includes('u'))) return null;
  try {
    new RegExp(source, flags);
    return parse(source, { ignoreCase: flags.includes('i'), dotAll: flags.includes('s'), unicode: flags.includes('u') });
  } catch (error) {
    if (error instanceof Unsupported || error instanceof SyntaxError) return null;
    throw error;
  }
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly unicode: boolean;
}

/** A recursive descent over a pattern that is known to be valid. */
function parse(source: string, flags: Flags): Pattern {
  let at = 0;
  let depth = 0;
  const peek = (text: string): boolean => source.startsWith(text, at);
  const take = (text: string): boolean => {
    if (!peek(text)) return false;
    at += text.length;
    return true;
  };

  const units = (set: CharSet): Pattern => {
    const folded = flags.ignoreCase ? ignoreCase(set) : set;
    // With the flag `u` a unit may be half of a code point: only sets without surrogates mean the same either way.
    if (flags.unicode && rangesOf(folded).some(([first, last]) => last >= 0xd800 && first <= 0xdfff)) throw new Unsupported();
    return { kind: 'units', set: folded };
  };

  const choice = (): Pattern => {
    if (++depth > MAX_DEPTH) throw new Unsupported();
    const of: Pattern[] = [sequence()];
    while (take('|')) of.push(sequence());
    depth--;
    return of.length === 1 && of[0] ? of[0] : { kind: 'choice', of };
  };

  const sequence = (): Pattern => {
    const items: Pattern[] = [];
    while (at < source.length && !peek('|') && !peek(')')) items.push(quantified(atom()));
    return { kind: 'sequence', items };
  };

  const quantified = (of: Pattern): Pattern => {
    const bounds = quantifier();
    if (!bounds) return of;
    take('?');
    return { kind: 'repeat', of, min: bounds[0], max: bounds[1] };
  };

  const quantifier = (): readonly [number, number] | null => {
    if (take('*')) return [0, Infinity];
    if (take('+')) return [1, Infinity];
    if (take('?')) return [0, 1];
    const braces = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at, at + 40));
    if (!braces) return null;
    at += braces[0].length;
    const min = Number(braces[1]);
    return [min, braces[2] === '' ? min : braces[3] === '' ? Infinity : Number(braces[3])];
  };

  const atom = (): Pattern => {
    if (take('^')) return { kind: 'start' };
    if (take('$')) return { kind: 'end' };
    if (take('.')) return units(flags.dotAll ? EVERY_UNIT : complement(LINE_ENDS));
    if (take('[')) return units(unitClass());
    if (take('\\')) return units(escape());
    if (take('(')) return group();
    const unit = source.charCodeAt(at++);
    return units([unit, unit]);
  };

  const group = (): Pattern => {
    const negative = peek('?!');
    if (take('?=') || take('?!')) {
      const of = choice();
      take(')');
      return { kind: 'ahead', of, negative };
    }
    if (!take('?:')) {
      const name = /^\?<[^=!>][^>]*>/.exec(source.slice(at));
      if (name) at += name[0].length;
      else if (peek('?')) throw new Unsupported();
    }
    const of = choice();
    take(')');
    return of;
  };

  const hexadecimal = (length: number): number => {
    const text = source.slice(at, at + length);
    if (!new RegExp(`^[0-9a-fA-F]{${length}}$`).test(text)) throw new Unsupported();
    at += length;
    return Number.parseInt(text, 16);
  };

  /** After a backslash, inside a class or out of it. */
  const escape = (): CharSet => {
    const letter = source.charAt(at++);
    if (letter === 'd') return DIGITS;
    if (letter === 'D') return complement(DIGITS);
    if (letter === 'w') return WORD_UNITS;
    if (letter === 'W') return complement(WORD_UNITS);
    if (letter === 's') return SPACES;
    if (letter === 'S') return complement(SPACES);
    if (letter === 'x' || letter === 'u') {
      const unit = hexadecimal(letter === 'x' ? 2 : 4);
      return [unit, unit];
    }
    const control = CONTROLS.get(letter);
    if (control !== undefined && !/\d/.test(source.charAt(at))) return [control, control];
    // Backreferences, word boundaries, Unicode properties, control letters, and whatever else has a meaning of its own.
    if (/[0-9a-zA-Z]/.test(letter) || letter === '') throw new Unsupported();
    const unit = letter.charCodeAt(0);
    return [unit, unit];
  };

  const classUnit = (): CharSet => {
    if (take('\\')) {
      if (take('b')) return [8, 8];
      return escape();
    }
    const unit = source.charCodeAt(at++);
    return [unit, unit];
  };

  const unitClass = (): CharSet => {
    const negative = take('^');
    const ranges: [number, number][] = [];
    while (!take(']')) {
      const first = classUnit();
      if (peek('-') && !peek('-]') && first.length === 2 && first[0] === first[1]) {
        at++;
        const last = classUnit();
        if (last.length !== 2 || last[0] !== last[1]) throw new Unsupported();
        ranges.push([first[0] ?? 0, last[1] ?? 0]);
      } else ranges.push(...rangesOf(first));
    }
    const set = charSet(ranges);
    const folded = negative && flags.ignoreCase ? ignoreCase(set) : set;
    return negative ? complement(folded) : folded;
  };

  return choice();
}
