import type { Schema } from '../../contracts/schema/schema.ts';
import type { IsOpaque } from '../scalar-library.ts';

const answers = new WeakMap<IsOpaque, WeakMap<Schema, boolean>>();

/** Whether a scalar of which it is not known what it accepts is somewhere in a schema. One model reaches many contracts: each is looked through once. */
export function hasOpaqueScalar(schema: Schema, isOpaque: IsOpaque): boolean {
  let known = answers.get(isOpaque);
  if (!known) answers.set(isOpaque, (known = new WeakMap()));
  const reached = new Set([schema]);
  for (const one of reached) {
    const answer = known.get(one);
    if (answer === true || (answer === undefined && one.kind === 'scalar' && isOpaque(one))) {
      known.set(schema, true);
      return true;
    }
    if (answer === undefined) for (const part of partsOf(one)) reached.add(part);
  }
  for (const one of reached) known.set(one, false);
  return false;
}

function partsOf(schema: Schema): readonly Schema[] {
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
