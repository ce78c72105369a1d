import { memoizeWeakly } from '../../source/memoize.ts';
import { createSchemaSearch } from './parts.ts';
import { reference } from './reference.ts';
import type { Schema, SchemaField } from './schema.ts';

/** What is given by a schema of what it takes: the schema itself where nothing in it is made into a value of another type. */
export function givenBy(schema: Schema): Schema {
  return isMaking(schema) ? given(schema) : schema;
}

const given = memoizeWeakly((schema: Schema): Schema => (schema.given ? givenBy(schema.given) : withGivenParts(schema)));

/** Whether something in a schema gives another type than it takes. */
const isMaking = createSchemaSearch(
  (schema) => schema.given !== undefined || (schema.kind === 'object' && [...schema.fields.values()].some((field) => field.whenGiven)),
);

function withGivenParts(schema: Schema): Schema {
  switch (schema.kind) {
    case 'object': {
      const fields = new Map([...schema.fields].map(([name, field]) => [name, givenField(field)] as const));
      return { ...schema, fields, ...(schema.catchall && { catchall: givenBy(schema.catchall) }) };
    }
    case 'array':
      return { ...schema, item: givenBy(schema.item) };
    case 'nullable':
      return { ...schema, type: givenBy(schema.type) };
    case 'union':
    case 'intersection':
      return { ...schema, members: schema.members.map(givenBy) };
    case 'record':
      return { ...schema, ...(schema.key && { key: givenBy(schema.key) }), value: givenBy(schema.value) };
    case 'tuple':
      return { ...schema, items: schema.items.map(givenBy), ...(schema.rest && { rest: givenBy(schema.rest) }) };
    case 'ref': {
      const { constraints, checks, default: standIn, origin } = schema;
      const target = reference(origin, () => givenBy(schema.target()));
      // Its name must not be asked for yet: that would read what it refers to.
      return Object.assign(target, constraints && { constraints }, checks && { checks }, standIn && { default: standIn });
    }
    default:
      return schema;
  }
}

function givenField(field: SchemaField): SchemaField {
  const { whenGiven } = field;
  const { ignored } = field;
  return {
    type: givenBy(field.type),
    optional: whenGiven ? whenGiven.optional : field.optional,
    codeOnAbsence: whenGiven ? whenGiven.codeOnAbsence : field.codeOnAbsence,
    array: field.array,
    origin: field.origin,
    ...(ignored && { ignored }),
  };
}
