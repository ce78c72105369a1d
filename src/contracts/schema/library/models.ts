import type { Span } from '../../../source/span.ts';
import { literal, unknown, type NativeCall, type ObjectValue, type StaticValue, type UnknownValue } from '../../../values/value.ts';
import { nativeFunction } from '../schema-native.ts';
import type { Schema, SchemaField } from '../schema.ts';
import { givenBack, stringOf, writtenAt } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';
import { base, unreadNode } from '../zod/make.ts';
import { askedFor, PROTOTYPE } from '../zod/inherited-field.ts';
import { NEWEST_ZOD, type ZodField, type ZodNode } from '../zod/node.ts';
import { unreadSchema } from '../unread-schema.ts';
import { fieldNode } from './field-zod.ts';
import { modelField } from './fields.ts';
import { schemaValue } from './schema-value.ts';

/** `defineSchemaModel(config)` and `new SchemaModel(config)`. */
export function schemaModel(call: NativeCall): StaticValue {
  const config = givenBack(call);
  const title = config.kind === 'object' ? stringOf(config.properties.get('name')?.value) : null;
  return schemaValue(
    {
      className: 'SchemaModel',
      name: title === null ? 'a schema model' : `the model "${title}"`,
      schema: () => modelSchema(config, title, call),
      zod: () => modelZod(config, call),
      holds: config,
      member(property, at) {
        if (property === 'config') return config;
        return property === 'getPothosInput' ? nativeFunction(property, (inner) => literal(title ?? undefined, inner.span), at) : undefined;
      },
    },
    call.span,
  );
}

function modelSchema(config: StaticValue, name: string | null, call: NativeCall): Schema {
  const { evaluator, span } = call;
  const fields = fieldsOf(config, span);
  if (fields.kind === 'unknown') return unreadSchema(fields.reason, () => valueDigest(config, evaluator), span);
  const read = new Map<string, SchemaField>();
  for (const [field, property] of fields.properties)
    read.set(
      field,
      askedFor(field, () => fieldNode(property, evaluator), modelField(property, evaluator)),
    );
  return { kind: 'object', name, fields: read, unknownFields: 'drop', origin: span };
}

/** The `fields` of a model, all of them known by name. */
function fieldsOf(config: StaticValue, at: Span): ObjectValue | UnknownValue {
  if (config.kind === 'unknown') return config;
  const fields = config.kind === 'object' ? (config.properties.get('fields')?.value ?? config.open) : null;
  if (fields?.kind === 'object' && fields.properties.has(PROTOTYPE)) return unknown('not-static', at, `a field named ${PROTOTYPE}`);
  if (fields?.kind === 'object') return fields.open ?? fields;
  return fields?.kind === 'unknown' ? fields : unknown('not-static', at, 'the fields of a model');
}

/** What `getZod()` of a model gives: an object type of what `getZod()` of its fields' types gives. */
function modelZod(config: StaticValue, call: NativeCall): ZodNode {
  const { evaluator, span } = call;
  const fields = fieldsOf(config, span);
  if (fields.kind === 'unknown') return unreadNode(NEWEST_ZOD, span, fields.reason, () => valueDigest(config, evaluator));
  const read = new Map<string, ZodField>();
  for (const [name, property] of fields.properties)
    read.set(name, { node: fieldNode(property, evaluator), origin: writtenAt(property), key: property.key });
  const parts = [...read.values()].map((field) => field.node);
  return { ...base(NEWEST_ZOD, span, parts), kind: 'object', fields: read, unknownFields: 'drop', catchall: null };
}
