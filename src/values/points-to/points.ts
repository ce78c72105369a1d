import type { AnyNode } from '../../modules/nodes.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { contains } from '../../source/span.ts';
import type { ArrayValue, NativeValue, StaticValue, UnknownValue } from '../value.ts';

/** Objects, arrays, functions and values of libraries that an expression may give. */
export type Points = ReadonlySet<StaticValue>;

export const NONE: Points = new Set();

/** Whether a value is an object of some kind, so that it can be changed. */
export function isComposite(value: StaticValue): boolean {
  return value.kind !== 'unknown' && value.kind !== 'literal';
}

/** A schema of a library: what lies in it is the schema's. */
export function isSchema(value: StaticValue): boolean {
  return value.kind === 'native' && value.native.schema !== undefined;
}

/** The values themselves and all that lies in them. */
export function parts(points: Points, partsOf: (value: StaticValue) => Points = partsOfOne): Points {
  const found = new Set(points);
  for (const value of found) for (const inner of partsOf(value)) found.add(inner);
  return found;
}

/** What stands for parameters: all that lies in them is meant, too. */
export const anything: WeakSet<StaticValue> = new WeakSet();

/** What lies in a value, one level deep; what a getter gives is not looked at. */
export function partsOfOne(value: StaticValue): Points {
  if (anything.has(value)) return new Set([value]);
  if (value.kind === 'array') return new Set(value.items.map((item) => item.value).filter(isComposite));
  if (value.kind === 'native' && value.native.once) return new Set(value.native.items?.map((item) => item.value).filter(isComposite));
  if (value.kind === 'native' && value.native.promised) return new Set([value.native.promised].filter(isComposite));
  if (value.kind !== 'object') return NONE;
  return new Set(
    [...value.properties.values()]
      .filter((property) => !property.getter)
      .map((property) => property.value)
      .filter(isComposite),
  );
}

/** What lies in a value; of one of a library what it looks at whenever it is asked, but for what is written in the call that gave it. */
export function partsRegarded(value: StaticValue): readonly StaticValue[] {
  return value.kind === 'native' && value.native.holds ? heldFromElsewhere(value) : [...partsOfOne(value)];
}

/** Who writes to what stands in a call writes to what that gave: see `reaches`. */
export const heldFromElsewhere: (value: NativeValue) => readonly StaticValue[] = memoizeWeakly(({ native: { holds }, span: call }) => {
  const held = new Set([holds].filter((value) => value !== undefined).filter(isComposite));
  for (const value of held) if (contains(call, value.span)) for (const part of partsOfOne(value)) held.add(part);
  return [...held].filter((value) => !contains(call, value.span));
});

/** What of a value, one level deep, is not known. */
export function unknownsIn(value: StaticValue): readonly UnknownValue[] {
  const isUnknown = (part: StaticValue | null): part is UnknownValue => part?.kind === 'unknown';
  if (value.kind === 'array') return [...value.items.map((item) => item.value), value.rest].filter(isUnknown);
  if (value.kind === 'native') return value.native.once ? (value.native.items ?? []).map((item) => item.value).filter(isUnknown) : [];
  if (value.kind !== 'object') return [];
  const properties = [...value.properties.values()].filter((property) => !property.isLazy);
  return [...properties.map((property) => property.value), value.open].filter(isUnknown);
}

/** Whether something in what a function of JavaScript's own gives is not known: which objects that is, its arguments tell. */
export function holdsUnknown(value: StaticValue, depth = 0): boolean {
  if (depth > MAX_INSIDE || anything.has(value)) return false;
  return unknownsIn(value).length > 0 || [...partsOfOne(value)].some((part) => holdsUnknown(part, depth + 1));
}

const MAX_INSIDE = 3;

/** A list that stands for what a rest parameter, a generator or a method that copies gives. */
export function listOf(items: Points, node: AnyNode): ArrayValue {
  const span = { file: '', start: node.start, end: node.end };
  return { kind: 'array', items: [...items].map((value) => ({ value, span })), rest: null, span };
}

export function union(...sets: readonly Points[]): Points {
  if (sets.length === 1 && sets[0]) return sets[0];
  const all = new Set<StaticValue>();
  for (const set of sets) for (const value of set) all.add(value);
  return all;
}
