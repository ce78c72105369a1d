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
  const values = new Map<string, unknown>();
  for (const [other, field] of model.fields) {
    if (other === name || absenceOf(field, walk.judge.sender)?.length === 0) continue;
    const value = walk.judge.smallest(typeOfField(field));
    if (value === undefined) return undefined;
    values.set(other, value);
  }
  return Object.fromEntries([...values, ...fields]);
}

export function fieldPath(place: Place, name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) ? `${place.path}.fields.${name}` : `${place.path}.fields[${JSON.stringify(name)}]`;
}
