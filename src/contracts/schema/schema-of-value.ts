import { NOWHERE, type Span } from '../../source/span.ts';
import type { Schema, SchemaField } from './schema.ts';

/** The schema of one JSON value. */
export function schemaOfValue(value: unknown, origin: Span = NOWHERE): Schema {
  if (Array.isArray(value)) return { kind: 'tuple', items: value.map((item) => schemaOfValue(item, origin)), origin };
  if (typeof value === 'object' && value !== null) {
    const field = (part: unknown): SchemaField => ({ type: schemaOfValue(part, origin), optional: false, array: false, origin });
    const fields = new Map(Object.entries(value).map(([name, part]) => [name, field(part)] as const));
    return { kind: 'object', name: null, fields, unknownFields: 'drop', origin };
  }
  // JSON has no others.
  return { kind: 'literal', value: value as string | number | boolean | null, origin };
}
