/** A set of UTF-16 code units: first and last of each range, ranges sorted and apart: `[0x30, 0x39, 0x61, 0x7a]`. */
export type CharSet = readonly number[];

export const LAST_UNIT = 0xffff;
export const EVERY_UNIT: CharSet = [0, LAST_UNIT];

/** The union of ranges in any order. */
export function charSet(ranges: readonly (readonly [number, number])[]): CharSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const set: number[] = [];
  for (const [first, last] of sorted) {
    const end = set.at(-1);
    if (end !== undefined && first <= end + 1) set[set.length - 1] = Math.max(end, last);
    else set.push(first, last);
  }
  return set;
}

export function rangesOf(set: CharSet): [number, number][] {
  const ranges: [number, number][] = [];
  for (let index = 0; index < set.length; index += 2) ranges.push([set[index] ?? 0, set[index + 1] ?? 0]);
  return ranges;
}

export function complement(set: CharSet): CharSet {
  const ranges: [number, number][] = [];
  let next = 0;
  for (const [first, last] of rangesOf(set)) {
    if (first > next) ranges.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_UNIT) ranges.push([next, LAST_UNIT]);
  return charSet(ranges);
}

export function hasUnit(set: CharSet, unit: number): boolean {
  for (let index = 0; index < set.length; index += 2) {
    if (unit < (set[index] ?? 0)) return false;
    if (unit <= (set[index + 1] ?? 0)) return true;
  }
  return false;
}

/** `unit` as a regular expression with the flag `i` and without `u` compares it. ECMAScript, Canonicalize. */
function foldUnit(unit: number): number {
  const upper = String.fromCharCode(unit).toUpperCase();
  const folded = upper.charCodeAt(0);
  return upper.length !== 1 || (unit >= 128 && folded < 128) ? unit : folded;
}

let foldedUnits: Uint16Array | null = null;

/** Every unit that the flag `i` lets stand for one in `set`. */
export function ignoreCase(set: CharSet): CharSet {
  foldedUnits ??= Uint16Array.from({ length: LAST_UNIT + 1 }, (_, unit) => foldUnit(unit));
  const wanted = new Set<number>();
  for (const [first, last] of rangesOf(set)) for (let unit = first; unit <= last; unit++) wanted.add(foldedUnits[unit] ?? unit);
  const ranges: [number, number][] = [];
  for (let unit = 0; unit <= LAST_UNIT; unit++) if (wanted.has(foldedUnits[unit] ?? unit)) ranges.push([unit, unit]);
  return charSet(ranges);
}

/** White space as `\s` and `trim()` know it. */
export const SPACES: CharSet = charSet([
  [9, 13],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]);
