import { memoizeWeakly } from '../../source/memoize.ts';
import type { ArraySchema, Schema, SchemaField } from './schema.ts';

/** The schemas that a schema is made of, one level down; of a reference what it leads to. */
export function partsOf(schema: Schema): readonly Schema[] {
  switch (schema.kind) {
    case 'object': {
      const types = [...schema.fields.values()].map((field) => field.type);
      return schema.catchall ? [...types, schema.catchall] : types;
    }
    case 'array':
      return [schema.item];
    case 'nullable':
      return [schema.type];
    case 'union':
    case 'intersection':
      return schema.members;
    case 'record':
      return schema.key ? [schema.key, schema.value] : [schema.value];
    case 'tuple':
      return schema.rest ? [...schema.items, schema.rest] : schema.items;
    case 'ref':
      return [schema.target()];
    case 'scalar':
    case 'enum':
    case 'literal':
    case 'resource':
    case 'unknown':
      return [];
  }
}

/** A field's type, with its list flag as an array: the same object each time, so that what is remembered of it is found again. */
export function typeOfField(field: SchemaField): Schema {
  return field.array ? listOf(field) : field.type;
}

const listOf = memoizeWeakly(({ type, origin }: SchemaField): ArraySchema => ({ kind: 'array', item: type, origin }));

/** Finds out whether a schema, or one that it is made of, is of a kind. One model reaches many contracts: each is looked through once. */
export function createSchemaSearch(isWanted: (schema: Schema) => boolean): (schema: Schema) => boolean {
  const answers = new WeakMap<Schema, boolean>();
  return (schema) => {
    const reached = new Set([schema]);
    for (const one of reached) {
      const answer = answers.get(one);
      if (answer === true || (answer === undefined && isWanted(one))) {
        answers.set(schema, true);
        return true;
      }
      if (answer === undefined) for (const part of partsOf(one)) reached.add(part);
    }
    for (const one of reached) answers.set(one, false);
    return false;
  };
}
