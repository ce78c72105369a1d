import { schemaDigest } from '../equal.ts';
import { hash } from '../hash.ts';
import type { Schema, SchemaField } from '../schema.ts';
import { unreadSchema } from '../unread-schema.ts';
import { takesUndefined } from './absence.ts';
import type { RecordNode, ZodField, ZodNode } from './node.ts';

/**
 * A record. Where the keys are listed, Zod 4 asks for every one of them and Zod 3 for none, and neither takes others; so it is an object.
 */
export function recordSchema(
  node: RecordNode,
  schemaOf: (part: ZodNode) => Schema,
  fieldOf: (field: Pick<ZodField, 'node' | 'origin'>) => SchemaField,
): Schema {
  const { key, value, origin } = node;
  if (!key || isAnyKey(key)) {
    return isAnyValue(value) ? { kind: 'scalar', name: 'JSONObject', origin } : { kind: 'record', value: schemaOf(value), origin };
  }
  const keys = listedKeys(key);
  if (keys) {
    const fields = new Map<string, SchemaField>();
    // Zod 4 asks of the value for a listed key that is not there to take `undefined`.
    const mayLack = node.form === 'partial' || node.version === 3 || takesUndefined(value);
    // Keys are texts: Zod 3 takes none for a number.
    for (const name of node.version === 3 ? keys.filter((one) => typeof one === 'string') : keys) {
      const field = fieldOf({ node: value, origin: value.origin });
      const { type, origin: place } = field;
      if (mayLack) fields.set(String(name), { type, optional: true, array: false, origin: place });
      else fields.set(String(name), isExactOptional(value) ? { type, optional: false, array: false, origin: place } : field);
    }
    // Before Zod 4.5 a loose record with listed keys was as strict as any.
    const takesOthers = node.form === 'loose' && node.version >= 4.5;
    return { kind: 'object', name: null, fields, unknownFields: takesOthers ? 'keep' : 'refuse', origin };
  }
  if (key.kind === 'string' && node.form !== 'loose') return { kind: 'record', key: schemaOf(key), value: schemaOf(value), origin };
  if (key.kind === 'number' && key.opaque.length === 0 && node.form !== 'loose') {
    if (node.version < 4.3) return { kind: 'object', name: null, fields: new Map(), unknownFields: 'refuse', origin };
    if (key.scalar === 'Float_unsecure' && Object.keys(key.constraints).length === 0) {
      const numeral: Schema = { kind: 'scalar', name: 'String_unsecure', constraints: { pattern: [NUMERAL] }, origin: key.origin };
      return { kind: 'record', key: numeral, value: schemaOf(value), origin };
    }
  }
  const digest = (): string => hash(`${node.form}:${schemaDigest(schemaOf(key))}:${schemaDigest(schemaOf(value))}`);
  const reason = node.form === 'loose' ? 'a loose record, of keys that are not listed' : 'record keys that are not strings';
  return unreadSchema(reason, digest, origin);
}

/** Zod 4.3 and newer sees a number in such a key; before, no key was one. */
const NUMERAL = '^-?\\d+(?:\\.\\d+)?$';

/** What may be absent as a field, and yet be no `undefined`. */
function isExactOptional(value: ZodNode): boolean {
  return value.kind === 'wrapper' && value.wrap === 'optional' && value.isExact === true;
}

function isAnyValue(value: ZodNode): boolean {
  return value.kind === 'plain' && value.name === 'any' && value.opaque.length === 0;
}

function isAnyKey(key: ZodNode): boolean {
  if (key.opaque.length > 0) return false;
  if (key.kind === 'plain') return key.name === 'any';
  if (key.kind === 'union' && !key.isExclusive) return key.options.some(isAnyKey);
  return key.kind === 'string' && key.types.length === 0 && Object.keys(key.constraints).length === 0;
}

function listedKeys(key: ZodNode): readonly (string | number)[] | null {
  if (key.opaque.length > 0) return null;
  if (key.kind === 'enum') return [...key.entries.values()];
  if (key.kind === 'literal') return key.values.filter((value) => typeof value === 'string' || typeof value === 'number');
  if (key.kind !== 'union') return null;
  const options = key.options.map(listedKeys);
  return options.every((option) => option !== null) ? options.flat() : null;
}
