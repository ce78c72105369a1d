import type { AnyNode } from '../../modules/nodes.ts';
import type { ArrayValue, StaticValue } from '../value.ts';

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
export function parts(points: Points): Points {
  const found = new Set(points);
  for (const value of found) for (const inner of partsOfOne(value)) found.add(inner);
  return found;
}

/** What stands for parameters: all that lies in them is meant, too. */
export const anything: WeakSet<StaticValue> = new WeakSet();

/** What lies in a value, one level deep; what a getter gives is not looked at. */
export function partsOfOne(value: StaticValue): Points {
  if (anything.has(value)) return new Set([value]);
  if (value.kind === 'array') return new Set(value.items.map((item) => item.value).filter(isComposite));
  if (value.kind === 'native' && value.native.promised) return new Set([value.native.promised].filter(isComposite));
  if (value.kind !== 'object') return NONE;
  return new Set(
    [...value.properties.values()]
      .filter((property) => !property.getter)
      .map((property) => property.value)
      .filter(isComposite),
  );
}

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
