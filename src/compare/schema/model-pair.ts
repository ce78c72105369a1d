import type { ObjectSchema } from '../../contracts/schema/schema.ts';
import { absenceOf, typeOfField } from './compile.ts';
import type { Place, Walk } from './walk.ts';

/** A pair of models at a place. */
export interface ModelPair {
  readonly walk: Walk;
  readonly place: Place;
  readonly base: ObjectSchema;
  readonly head: ObjectSchema;
}

/** The smallest object of a model that has these fields, and `name` only if they do; undefined when none can be told. */
export function completed(walk: Walk, model: ObjectSchema, name: string, fields: ReadonlyMap<string, unknown>): object | undefined {
  const { whole, missing } = smallestOf(walk, model);
  if (missing.some((other) => other !== name)) return undefined;
  // Wide models have a witness for each field: to copy the whole object is much the cheapest.
  const others = { ...whole };
  Reflect.deleteProperty(others, name);
  return Object.defineProperties(others, descriptorsOf(fields));
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

function smallestOf(walk: Walk, model: ObjectSchema): SmallestObject {
  const known = walk.smallest.get(model);
  if (known) return known;
  const required = [...model.fields].filter(([, field]) => absenceOf(field, walk.judge.sender)?.length !== 0);
  const values = required.map(([name, field]) => [name, walk.judge.smallest(typeOfField(field))] as const);
  const found = {
    whole: Object.fromEntries(values.filter(([, value]) => value !== undefined)),
    missing: values.filter(([, value]) => value === undefined).map(([name]) => name),
  };
  walk.smallest.set(model, found);
  return found;
}

export function fieldPath(place: Place, name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) ? `${place.path}.fields.${name}` : `${place.path}.fields[${JSON.stringify(name)}]`;
}
