import { typeOfField } from '../../contracts/schema/parts.ts';
import type { ObjectSchema } from '../../contracts/schema/schema.ts';
import { getOrMake } from '../../source/memoize.ts';
import { absenceOf } from './compile.ts';
import type { End } from './judge.ts';
import type { Around, Place, Walk } from './walk.ts';

/** A pair of models at a place. */
export interface ModelPair {
  readonly walk: Walk;
  readonly place: Place;
  readonly base: ObjectSchema;
  readonly head: ObjectSchema;
}

/** The smallest object of one end that has these fields, and `name` only if they do; undefined when none can be told. */
export function completed(
  pair: ModelPair,
  name: string,
  fields: ReadonlyMap<string, unknown>,
  from: End,
  around: Around,
): object | undefined {
  const { whole, missing } = smallestOf(pair, from, around);
  if (missing.some((other) => other !== name)) return undefined;
  // Wide models have a witness for each field: to copy the whole object is much the cheapest.
  const others = { ...whole };
  Reflect.deleteProperty(others, name);
  return Object.defineProperties(others, descriptorsOf(fields));
}

/** The place of a model, for objects that have some of its fields alone: the others are added to them, but for `name`. */
export function amongFields(pair: ModelPair, name: string): Place {
  const lift: Place['lift'] = (end, value, around) => {
    const whole = completed(pair, name, new Map<string, unknown>(Object.entries(value ?? {})), end, around);
    return whole && pair.place.lift(end, whole, around);
  };
  return { ...pair.place, lift };
}

function descriptorsOf(fields: ReadonlyMap<string, unknown>): PropertyDescriptorMap {
  const described = [...fields].map(([name, value]) => [name, { value, enumerable: true, configurable: true, writable: true }] as const);
  return Object.fromEntries(described);
}

/** The smallest object of a model as far as its fields can be told, and the names of those that cannot. */
export interface SmallestObject {
  readonly whole: Readonly<Record<string, unknown>>;
  readonly missing: readonly string[];
}

function smallestOf({ walk, base, head }: ModelPair, from: End, around: Around): SmallestObject {
  const model = from === 'base' ? base : head;
  const other = around === 'own' ? null : from === 'base' ? head : base;
  const ofModel = getOrMake(walk.smallest, model, () => new Map<ObjectSchema | null, SmallestObject>());
  return getOrMake(ofModel, other, () => smallestBeside(walk, model, other));
}

/** Of a model, with a value that `other` takes too where there is one. */
function smallestBeside(walk: Walk, model: ObjectSchema, other: ObjectSchema | null): SmallestObject {
  const { sender } = walk.judge;
  const values = [...model.fields].flatMap(([name, field]) => {
    const twin = other?.fields.get(name);
    const mustBe = absenceOf(field, sender)?.length !== 0;
    if (!mustBe && (!twin || absenceOf(twin, sender)?.length === 0)) return [];
    const value = walk.judge.smallest(typeOfField(field), twin && typeOfField(twin));
    return value === undefined && !mustBe ? [] : [[name, value] as const];
  });
  return {
    whole: Object.fromEntries(values.filter(([, value]) => value !== undefined)),
    missing: values.filter(([, value]) => value === undefined).map(([name]) => name),
  };
}

export function fieldPath(place: Place, name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) ? `${place.path}.fields.${name}` : `${place.path}.fields[${JSON.stringify(name)}]`;
}
