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
    const asked = { ignoreCase: flags.includes('i'), dotAll: flags.includes('s'), unicode: flags.includes('u') };
    return readChoice({ source, flags: asked, at: 0, depth: 0 });
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

/** A pattern that is known to be valid, while a recursive descent goes over it. */
interface Reading {
  readonly source: string;
  readonly flags: Flags;
  at: number;
  /** How many groups are open. */
  depth: number;
}

function peek({ source, at }: Reading, text: string): boolean {
  return source.startsWith(text, at);
}

function take(reading: Reading, text: string): boolean {
  if (!peek(reading, text)) return false;
  reading.at += text.length;
  return true;
}

function unitsOf(reading: Reading, set: CharSet): Pattern {
  const folded = reading.flags.ignoreCase ? ignoreCase(set) : set;
  // With the flag `u` a unit may be half of a code point: only sets without surrogates mean the same either way.
  if (reading.flags.unicode && rangesOf(folded).some(([first, last]) => last >= 0xd800 && first <= 0xdfff)) throw new Unsupported();
  return { kind: 'units', set: folded };
}

function readChoice(reading: Reading): Pattern {
  if (++reading.depth > MAX_DEPTH) throw new Unsupported();
  const of: Pattern[] = [readSequence(reading)];
  while (take(reading, '|')) of.push(readSequence(reading));
  reading.depth--;
  return of.length === 1 && of[0] ? of[0] : { kind: 'choice', of };
}

function readSequence(reading: Reading): Pattern {
  const items: Pattern[] = [];
  while (reading.at < reading.source.length && !peek(reading, '|') && !peek(reading, ')'))
    items.push(readQuantified(reading, readAtom(reading)));
  return { kind: 'sequence', items };
}

function readQuantified(reading: Reading, of: Pattern): Pattern {
  const bounds = readQuantifier(reading);
  if (!bounds) return of;
  take(reading, '?');
  return { kind: 'repeat', of, min: bounds[0], max: bounds[1] };
}

function readQuantifier(reading: Reading): readonly [number, number] | null {
  if (take(reading, '*')) return [0, Infinity];
  if (take(reading, '+')) return [1, Infinity];
  if (take(reading, '?')) return [0, 1];
  const braces = /^\{(\d+)(,?)(\d*)\}/.exec(reading.source.slice(reading.at, reading.at + 40));
  if (!braces) return null;
  reading.at += braces[0].length;
  const min = Number(braces[1]);
  return [min, braces[2] === '' ? min : braces[3] === '' ? Infinity : Number(braces[3])];
}

function readAtom(reading: Reading): Pattern {
  if (take(reading, '^')) return { kind: 'start' };
  if (take(reading, '$')) return { kind: 'end' };
  if (take(reading, '.')) return unitsOf(reading, reading.flags.dotAll ? EVERY_UNIT : complement(LINE_ENDS));
  if (take(reading, '[')) return unitsOf(reading, readUnitClass(reading));
  if (take(reading, '\\')) return unitsOf(reading, readEscape(reading));
  if (take(reading, '(')) return readGroup(reading);
  const unit = reading.source.charCodeAt(reading.at++);
  return unitsOf(reading, [unit, unit]);
}

function readGroup(reading: Reading): Pattern {
  const negative = peek(reading, '?!');
  if (take(reading, '?=') || take(reading, '?!')) {
    const of = readChoice(reading);
    take(reading, ')');
    return { kind: 'ahead', of, negative };
  }
  if (!take(reading, '?:')) {
    const name = /^\?<[^=!>][^>]*>/.exec(reading.source.slice(reading.at));
    if (name) reading.at += name[0].length;
    else if (peek(reading, '?')) throw new Unsupported();
  }
  const of = readChoice(reading);
  take(reading, ')');
  return of;
}

function readHexadecimal(reading: Reading, length: number): number {
  const text = reading.source.slice(reading.at, reading.at + length);
  if (!new RegExp(`^[0-9a-fA-F]{${length}}$`).test(text)) throw new Unsupported();
  reading.at += length;
  return Number.parseInt(text, 16);
}

/** After a backslash, inside a class or out of it. */
function readEscape(reading: Reading): CharSet {
  const letter = reading.source.charAt(reading.at++);
  if (letter === 'd') return DIGITS;
  if (letter === 'D') return complement(DIGITS);
  if (letter === 'w') return WORD_UNITS;
  if (letter === 'W') return complement(WORD_UNITS);
  if (letter === 's') return SPACES;
  if (letter === 'S') return complement(SPACES);
  if (letter === 'x' || letter === 'u') {
    const unit = readHexadecimal(reading, letter === 'x' ? 2 : 4);
    return [unit, unit];
  }
  const control = CONTROLS.get(letter);
  if (control !== undefined && !/\d/.test(reading.source.charAt(reading.at))) return [control, control];
  // Backreferences, word boundaries, Unicode properties, control letters, and whatever else has a meaning of its own.
  if (/[0-9a-zA-Z]/.test(letter) || letter === '') throw new Unsupported();
  const unit = letter.charCodeAt(0);
  return [unit, unit];
}

function readClassUnit(reading: Reading): CharSet {
  if (take(reading, '\\')) {
    if (take(reading, 'b')) return [8, 8];
    return readEscape(reading);
  }
  const unit = reading.source.charCodeAt(reading.at++);
  return [unit, unit];
}

function readUnitClass(reading: Reading): CharSet {
  const negative = take(reading, '^');
  const ranges: [number, number][] = [];
  while (!take(reading, ']')) {
    const first = readClassUnit(reading);
    if (peek(reading, '-') && !peek(reading, '-]') && first.length === 2 && first[0] === first[1]) {
      reading.at++;
      const last = readClassUnit(reading);
      if (last.length !== 2 || last[0] !== last[1]) throw new Unsupported();
      ranges.push([first[0] ?? 0, last[1] ?? 0]);
    } else ranges.push(...rangesOf(first));
  }
  const set = charSet(ranges);
  const folded = negative && reading.flags.ignoreCase ? ignoreCase(set) : set;
  return negative ? complement(folded) : folded;
}
