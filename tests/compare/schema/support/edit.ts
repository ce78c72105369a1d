import fc from 'fast-check';
import type { ObjectSchema, Schema, SchemaField } from '../../../../src/contracts/schema/schema.ts';
import { fieldNames, scalarNames, scalars } from './arbitrary-schema.ts';
import { enumeration, field, nullable, scalar, union } from './build.ts';

/** A change of a schema as a developer makes it. Where it does not apply, the schema stays as it is. */
export type Edit = (schema: Schema) => Schema;

const onField =
  (name: string, change: (of: SchemaField) => SchemaField | null): Edit =>
  (schema) => {
    if (schema.kind !== 'object') return schema;
    const fields = new Map(schema.fields);
    const found = fields.get(name);
    if (!found) return schema;
    const changed = change(found);
    if (changed) fields.set(name, changed);
    else fields.delete(name);
    return { ...schema, fields };
  };

/** Edits that keep the names of all fields. */
export function typeEdits(name: string): fc.Arbitrary<Edit> {
  const retype = (change: (type: Schema) => Schema): Edit => onField(name, (of) => ({ ...of, type: change(of.type) }));
  return fc.oneof(
    fc.constant(onField(name, (of) => ({ ...of, optional: !of.optional }))),
    fc.constant(onField(name, (of) => ({ ...of, array: !of.array }))),
    fc.constant(retype((type) => (type.kind === 'nullable' ? type.type : nullable(type)))),
    fc.constantFrom(...scalarNames).map((scalarName) => retype(() => scalar(scalarName))),
    scalars.map((type) => retype(() => type)),
    fc.constantFrom('draft', 'sent', 'extra').map((value) => retype((type) => withValue(type, value))),
    fc.constantFrom('draft', 'sent').map((value) => retype((type) => withoutValue(type, value))),
    fc.integer({ min: 0, max: 6 }).map((minLength) => retype((type) => constrain(type, 'string', { minLength }))),
    fc.integer({ min: 1, max: 9 }).map((maxLength) => retype((type) => constrain(type, 'string', { maxLength }))),
    fc.integer({ min: -5, max: 5 }).map((min) => retype((type) => constrain(type, 'number', { min }))),
    fc.constant(retype((type) => (type.kind === 'scalar' || type.kind === 'enum' ? { ...type, constraints: {} } : type))),
  );
}

/** Any edit of one field. */
export function fieldEdits(name: string): fc.Arbitrary<Edit> {
  return fc.oneof(
    { weight: 4, arbitrary: typeEdits(name) },
    { weight: 1, arbitrary: fc.constant(onField(name, () => null)) },
    {
      weight: 1,
      arbitrary: fc.tuple(scalars, fc.boolean()).map(
        ([type, optional]): Edit =>
          (schema) =>
            addField(schema, name, field(type, { optional })),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constant<Edit>((schema) => rename(schema, name, `${name}Renamed`)),
    },
    { weight: 1, arbitrary: scalars.map((other) => onField(name, (of) => ({ ...of, type: union(of.type, other) }))) },
  );
}

/** Up to three edits at any depth. */
export const edits: fc.Arbitrary<Edit> = fc
  .array(
    fc.tuple(fc.constantFrom(...fieldNames).chain(fieldEdits), fc.integer({ min: 0, max: 2 })).map(([edit, depth]) => atDepth(edit, depth)),
    { minLength: 1, maxLength: 3 },
  )
  .map((list) => (schema) => list.reduce((changed, edit) => edit(changed), schema));

function atDepth(edit: Edit, depth: number): Edit {
  return (schema) => {
    if (depth === 0) return edit(schema);
    const inner = atDepth(edit, depth - 1);
    switch (schema.kind) {
      case 'object': {
        const [first, ...rest] = schema.fields;
        return first ? { ...schema, fields: new Map([[first[0], { ...first[1], type: inner(first[1].type) }], ...rest]) } : schema;
      }
      case 'array':
        return { ...schema, item: inner(schema.item) };
      case 'nullable':
        return { ...schema, type: inner(schema.type) };
      case 'union':
      case 'intersection':
        return { ...schema, members: schema.members.map((member, index) => (index === 0 ? inner(member) : member)) };
      case 'record':
        return { ...schema, value: inner(schema.value) };
      case 'tuple':
        return { ...schema, items: schema.items.map((item, index) => (index === 0 ? inner(item) : item)) };
      default:
        return edit(schema);
    }
  };
}

function addField(schema: Schema, name: string, added: SchemaField): Schema {
  return schema.kind === 'object' && !schema.fields.has(name) ? { ...schema, fields: new Map([...schema.fields, [name, added]]) } : schema;
}

function rename(schema: Schema, from: string, to: string): Schema {
  if (schema.kind !== 'object' || schema.fields.has(to)) return schema;
  const fields: ObjectSchema['fields'] = new Map([...schema.fields].map(([name, one]) => [name === from ? to : name, one]));
  return { ...schema, fields };
}

function withValue(type: Schema, value: string): Schema {
  if (type.kind !== 'enum') return enumeration('Status', value);
  return type.values.includes(value) ? type : { ...type, values: [...type.values, value] };
}

function withoutValue(type: Schema, value: string): Schema {
  return type.kind === 'enum' && type.values.length > 1 ? { ...type, values: type.values.filter((one) => one !== value) } : type;
}

function constrain(type: Schema, sort: 'string' | 'number', constraints: NonNullable<Schema['constraints']>): Schema {
  if (type.kind !== 'scalar') return type;
  const isNumber = type.name === 'Int_unsecure' || type.name === 'Float_unsecure';
  if (sort === 'number' ? !isNumber : type.name !== 'String_unsecure') return type;
  return { ...type, constraints: { ...type.constraints, ...constraints } };
}
