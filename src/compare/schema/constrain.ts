import type { Constraints } from '../../contracts/schema/schema.ts';
import { partsOfFormat } from './formats.ts';
import type { ArrayPart, NumberPart, Part, Parts, StringPart } from './type.ts';

/** Formats of numbers. Zod's `int32()` and the like. */
const NUMBER_FORMATS: ReadonlyMap<string, Partial<NumberPart>> = new Map([
  ['safeint', { isInteger: true }],
  ['int32', { isInteger: true, min: -2147483648, max: 2147483647 }],
  ['uint32', { isInteger: true, min: 0, max: 4294967295 }],
  ['float32', { min: -3.4028234663852886e38, max: 3.4028234663852886e38 }],
  ['float64', {}],
]);

/** Narrows each part by those constraints that speak of its kind, refinements aside. */
export function constrain(parts: Parts, constraints: Constraints): Parts {
  const unreadBounds = parts.numbers.length === 0 && parts.strings.length > 0 ? boundNames(constraints) : [];
  return {
    ...parts,
    numbers: parts.numbers.map((part) => constrainNumber(part, constraints)),
    strings: parts.strings.map((part) => addOpaque(constrainString(part, constraints), unreadBounds)),
    arrays: parts.arrays.map((part) => constrainArray(part, constraints)),
  };
}

/** Adds conditions whose meaning cannot be read. */
export function addOpaque<T extends Part>(part: T, names: readonly string[]): T {
  return names.length === 0 ? part : { ...part, opaque: [...new Set([...part.opaque, ...names])].sort() };
}

/** Bounds of dates are not bounds of the strings that dates are on the wire. */
function boundNames(constraints: Constraints): string[] {
  const bounds = [constraints.min, constraints.max, constraints.exclusiveMin, constraints.exclusiveMax, constraints.multipleOf];
  return bounds.some((bound) => bound !== undefined) ? [`bounds:${JSON.stringify(bounds.map((bound) => bound ?? null))}`] : [];
}

function constrainNumber(part: NumberPart, constraints: Constraints): NumberPart {
  const format = constraints.format === undefined ? {} : NUMBER_FORMATS.get(constraints.format);
  let narrowed = part;
  if (constraints.min !== undefined) narrowed = raiseMin(narrowed, constraints.min, false);
  if (constraints.exclusiveMin !== undefined) narrowed = raiseMin(narrowed, constraints.exclusiveMin, true);
  if (constraints.max !== undefined) narrowed = lowerMax(narrowed, constraints.max, false);
  if (constraints.exclusiveMax !== undefined) narrowed = lowerMax(narrowed, constraints.exclusiveMax, true);
  if (constraints.int || format?.isInteger) narrowed = { ...narrowed, isInteger: true };
  if (constraints.multipleOf !== undefined)
    narrowed = { ...narrowed, multiplesOf: [...new Set([...narrowed.multiplesOf, constraints.multipleOf])] };
  if (format?.min !== undefined) narrowed = raiseMin(narrowed, format.min, false);
  if (format?.max !== undefined) narrowed = lowerMax(narrowed, format.max, false);
  return format ? narrowed : addOpaque(narrowed, [`format:${constraints.format}`]);
}

export function raiseMin(part: NumberPart, min: number, exclusive: boolean): NumberPart {
  if (min < part.min) return part;
  return { ...part, min, exclusiveMin: min === part.min ? part.exclusiveMin || exclusive : exclusive };
}

export function lowerMax(part: NumberPart, max: number, exclusive: boolean): NumberPart {
  if (max > part.max) return part;
  return { ...part, max, exclusiveMax: max === part.max ? part.exclusiveMax || exclusive : exclusive };
}

function constrainString(part: StringPart, constraints: Constraints): StringPart {
  const formats = constraints.format === undefined ? [] : partsOfFormat(constraints.format);
  const tests = [...(constraints.pattern ?? []).map((pattern) => `pattern:${pattern}`), ...formats.map((name) => `format:${name}`)];
  return {
    ...part,
    minLength: Math.max(part.minLength, constraints.minLength ?? 0),
    maxLength: Math.min(part.maxLength, constraints.maxLength ?? Infinity),
    tests: tests.length === 0 ? part.tests : new Set([...part.tests, ...tests]),
  };
}

function constrainArray(part: ArrayPart, constraints: Constraints): ArrayPart {
  return {
    ...part,
    minLength: Math.max(part.minLength, constraints.minLength ?? 0),
    maxLength: Math.min(part.maxLength, constraints.maxLength ?? Infinity),
  };
}
