import type { Constraints, Schema } from '../../contracts/schema/schema.ts';
import { joined } from './text.ts';

/** A schema in a few words, as messages name it: `String_unsecure`, `one of "a" and "b"`, `a list of ID`, `an object (Address)`. */
export function schemaText(schema: Schema): string {
  const limits = limitsText(schema.constraints);
  return limits === '' ? kindText(schema) : `${kindText(schema)} (${limits})`;
}

function kindText(schema: Schema): string {
  switch (schema.kind) {
    case 'scalar':
      return schema.name;
    case 'enum':
      return `one of ${joined(schema.values.map((value) => JSON.stringify(value)))}`;
    case 'literal':
      return JSON.stringify(schema.value);
    case 'object':
      return schema.name === null ? 'an object' : `an object (${schema.name})`;
    case 'array':
      return `a list of ${schemaText(schema.item)}`;
    case 'nullable':
      return `${schemaText(schema.type)} or null`;
    case 'union':
      return joined(schema.members.map(schemaText)).replace(/ and ([^,]*)$/, ' or $1');
    case 'intersection':
      return joined(schema.members.map(schemaText));
    case 'record':
      return `a record of ${schemaText(schema.value)}`;
    case 'tuple':
      return `a tuple of ${joined(schema.items.map(schemaText))}`;
    case 'ref':
      return schema.name;
    case 'resource':
      return schema.array ? `a list of the resource ${schema.key}` : `the resource ${schema.key}`;
    case 'unknown':
      return 'what cannot be read';
  }
}

/** Refinements are counted, not shown: their digests say nothing to a reader. */
function limitsText(constraints: Constraints = {}): string {
  return Object.entries(constraints)
    .map(([name, value]) => (name === 'opaque' ? 'refined' : `${name} ${Array.isArray(value) ? value.join(' ') : String(value)}`))
    .join(', ');
}
