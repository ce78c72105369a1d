import type { Span } from '../../../source/span.ts';
import type { EvaluatorPort, Property, StaticValue } from '../../../values/value.ts';
import { customTypeNode } from '../custom-type.ts';
import { follow, lazyValue } from '../lazy.ts';
import { reference } from '../reference.ts';
import { schemaNativeOf } from '../schema-native.ts';
import { NOT_A_SCHEMA, type Schema, type SchemaField } from '../schema.ts';
import { writtenAt } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';
import type { ZodNode } from '../zod/node.ts';
import { wrapped } from '../zod/object-methods.ts';
import { fieldOf, schemaOfNode } from '../zod/schema-of-node.ts';
import { unreadSchema } from '../unread-schema.ts';
import { fieldConfig, type FieldConfig } from './field-config.ts';

/** A field of a model as part of its schema. */
export function modelField(property: Property, port: EvaluatorPort): SchemaField {
  const { getter } = property;
  const span = writtenAt(property);
  if (!getter) return readField(fieldConfig(property.value, port), span, port);
  const lazy = lazyValue(getter, port, span);
  let read: SchemaField | undefined;
  const field = (): SchemaField => (read ??= readField(fieldConfig(follow(lazy), port), span, port));
  return {
    type: reference(span, () => field().type),
    get optional() {
      return field().optional;
    },
    get codeOnAbsence() {
      return field().codeOnAbsence;
    },
    get array() {
      return field().array;
    },
    get ignored() {
      return field().ignored ?? new Map<string, Span>();
    },
    origin: span,
  };
}

function readField(config: FieldConfig, origin: Span, port: EvaluatorPort): SchemaField {
  if (!config.isRead) {
    const { reason, digest } = config;
    return {
      type: unreadSchema(reason, digest, origin),
      optional: true,
      get codeOnAbsence() {
        return digest();
      },
      array: false,
      origin,
    };
  }
  const { type, optional, array, ignored } = config;
  const extras = ignored && { ignored };
  const node = 'value' in type && !array ? writtenInZod(type.value, port) : null;
  // A Zod type may allow its own absence; a list of them may not be absent for that.
  if (node && 'value' in type)
    return Object.assign(
      fieldOf({ node: optional ? wrapped('optional', node, origin) : node, origin }, () => typeSchema(type.value, port)),
      extras,
    );
  return { type: fieldType(type, port), optional, array, origin, ...extras };
}

/** The Zod type that a type of a field is or wraps; null for the framework's own, which are always there. */
function writtenInZod(value: StaticValue, port: EvaluatorPort): ZodNode | null {
  const found = schemaNativeOf(value);
  if (found) return found.isMadeOfZod ? found.zod() : null;
  return customTypeNode(value, port);
}

function fieldType(type: Extract<FieldConfig, { isRead: true }>['type'], port: EvaluatorPort): Schema {
  if ('value' in type) return typeSchema(type.value, port);
  const lazy = lazyValue(type.getter, port, type.span);
  return reference(type.span, () => typeSchema(follow(lazy), port));
}

function typeSchema(value: StaticValue, port: EvaluatorPort): Schema {
  const schema = schemaNativeOf(value)?.schema;
  if (schema) return schema;
  const made = customTypeNode(value, port);
  if (made) return schemaOfNode(made);
  const { reason, detail } = value.kind === 'unknown' ? value : { reason: `${NOT_A_SCHEMA} type` };
  return unreadSchema(reason, () => valueDigest(value, port), value.span, detail);
}
