import { unknown, type NativeCall, type StaticValue } from '../../../values/value.ts';
import { named } from '../constraints.ts';
import { hash } from '../hash.ts';
import { nativeFunction } from '../schema-native.ts';
import type { Schema } from '../schema.ts';
import { argumentAt, argumentsOf, propertyOf, stringOf } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';
import { partNode, plainNode, unreadFrom } from '../zod/make.ts';
import { NEWEST_ZOD, type ZodNode } from '../zod/node.ts';
import { schemaOfNode } from '../zod/schema-of-node.ts';
import { unreadSchema } from '../unread-schema.ts';
import { jsonSchemaSchema } from './json-schema.ts';
import { schemaValue } from './schema-value.ts';

/** `fromZod(type, { name })` and `new ZodSchemaType(type, { name })`. */
export function zodSchemaType(call: NativeCall): StaticValue {
  const value = argumentAt(call, 0);
  const title = stringOf(propertyOf(argumentAt(call, 1), 'name'));
  const node = value ? partNode(NEWEST_ZOD, value, call.evaluator) : unreadFrom(NEWEST_ZOD, call.span, 'fromZod', [], call.evaluator);
  return schemaValue(
    {
      name: 'fromZod()',
      className: 'ZodSchemaType',
      schema: () => named(schemaOfNode(node), title),
      zod: () => node,
      isMadeOfZod: true,
      title,
    },
    call.span,
  );
}

/** `fromJsonSchema(schema, { name })` and `new JsonSchemaType(schema, { name })`. What is declared counts: its `getZod()` checks less. */
export function jsonSchemaType(call: NativeCall): StaticValue {
  const definition = argumentAt(call, 0);
  const title = stringOf(propertyOf(argumentAt(call, 1), 'name'));
  const read = (): Schema => named(jsonSchemaSchema(definition, call.span, call.evaluator), title);
  return schemaValue(
    {
      name: 'fromJsonSchema()',
      className: 'JsonSchemaType',
      schema: read,
      zod: () => plainNode(NEWEST_ZOD, 'framework', read()),
      title,
      holds: definition,
      member: (property, at) =>
        property === 'getJsonSchema' ? nativeFunction(property, (inner) => definition ?? missing(inner), at) : undefined,
    },
    call.span,
  );
}

/** `new GraphQLSchemaType(sdl, name)`: GraphQL's language is not read. */
export function graphqlSchemaType(call: NativeCall): StaticValue {
  const digest = (): string =>
    hash(
      `graphql:${argumentsOf(call)
        .map((value) => valueDigest(value, call.evaluator))
        .join()}`,
    );
  const schema = unreadSchema('GraphQL type definitions are not read', digest, call.span);
  return schemaValue(
    {
      name: 'GraphQLSchemaType',
      className: 'GraphQLSchemaType',
      schema: () => schema,
      zod: () => plainNode(NEWEST_ZOD, 'framework', schema),
    },
    call.span,
  );
}

/** `new FieldType({ name, zod, … })`: a scalar of one's own takes what its Zod type takes. */
export function fieldType(call: NativeCall): StaticValue {
  const config = argumentAt(call, 0);
  const type = propertyOf(config, 'zod');
  const name = propertyOf(config, 'name');
  const node: ZodNode = type
    ? partNode(NEWEST_ZOD, type, call.evaluator)
    : unreadFrom(NEWEST_ZOD, call.span, 'FieldType', config ? [config] : [], call.evaluator);
  return schemaValue(
    {
      name: 'FieldType',
      className: 'FieldType',
      isMadeOfZod: true,
      schema: () => schemaOfNode(node),
      zod: () => node,
      member: (property) => (property === 'name' ? name : undefined),
    },
    call.span,
  );
}

function missing(call: NativeCall): StaticValue {
  return unknown('not-static', call.span, 'a JSON Schema');
}
