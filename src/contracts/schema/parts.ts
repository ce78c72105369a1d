import type { Schema } from './schema.ts';

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
