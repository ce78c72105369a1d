import type { JsonObject, JsonValue } from '../contract.ts';
import { identityOf, tighten } from './constraints.ts';
import type { Constraints, ObjectSchema, Schema, SchemaBase, UnionSchema } from './schema.ts';
import { plainEntry } from './zod/opaque.ts';

/** What walks along while a schema is written: the schemas around, each with its name or path, and how many more may be written. */
interface Walk {
  readonly around: Map<Schema, string>;
  left: number;
}

/** Deeper or larger than this is no schema that a person wrote; it is cut off as `unknown` with the reason `too-deep`. */
const MAX_DEPTH = 300;
const MAX_SCHEMAS = 50_000;

/**
 * A schema as the JSON interface gives it. A schema that contains itself is a `ref` with its name there, or, where it has none, with the
 * path to where it stands: `#` is the whole schema, `#/parent` its field.
 */
export function schemaToJson(schema: Schema): JsonObject {
  return write(schema, '#', { around: new Map(), left: MAX_SCHEMAS });
}

function write(written: Schema, path: string, walk: Walk): JsonObject {
  const schema = written.kind === 'ref' ? written.target() : written;
  const above = walk.around.get(identityOf(schema));
  if (above !== undefined) return { kind: 'ref', name: above, ...(written !== schema && baseToJson(written)) };
  if (walk.left-- <= 0 || walk.around.size >= MAX_DEPTH) return { kind: 'unknown', reason: 'too-deep' };
  walk.around.set(identityOf(schema), nameOf(schema) ?? path);
  const json = { ...writeKind(schema, path, walk), ...baseToJson(written === schema ? schema : together(written, schema)) };
  walk.around.delete(identityOf(schema));
  return json;
}

function writeKind(schema: Schema, path: string, walk: Walk): JsonObject {
  const part = (inner: Schema, name: string): JsonObject => write(inner, `${path}/${name}`, walk);
  const parts = (inner: readonly Schema[]): JsonObject[] => inner.map((member, index) => part(member, String(index)));
  switch (schema.kind) {
    case 'scalar':
      return { kind: 'scalar', name: schema.name };
    case 'enum':
      return { kind: 'enum', name: schema.name, values: [...schema.values] };
    case 'object':
      return writeObject(schema, path, walk);
    case 'array':
      return { kind: 'array', item: part(schema.item, 'item') };
    case 'union':
      return writeUnion(schema, parts(schema.members));
    case 'intersection':
      return { kind: 'intersection', members: parts(schema.members) };
    case 'literal':
      return { kind: 'literal', value: schema.value };
    case 'nullable':
      return { kind: 'nullable', type: part(schema.type, 'type') };
    case 'record':
      return { kind: 'record', ...(schema.key && { key: part(schema.key, 'key') }), value: part(schema.value, 'value') };
    case 'tuple':
      return { kind: 'tuple', items: parts(schema.items), ...(schema.rest && { rest: part(schema.rest, 'rest') }) };
    case 'ref':
      // A reference whose target is a reference: only one that refers to itself.
      return { kind: 'ref', name: schema.name };
    case 'resource':
      return { kind: 'resource', key: schema.key, ...(schema.array && { array: true }) };
    case 'unknown':
      return { kind: 'unknown', reason: schema.reason };
  }
}

function writeObject(schema: ObjectSchema, path: string, walk: Walk): JsonObject {
  // Without a prototype, so that a field called `__proto__` is a field like any other.
  const fields = Object.create(null) as Record<string, JsonValue>;
  for (const [name, { type, optional, codeOnAbsence, array }] of schema.fields) {
    const place = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    fields[name] = { type: write(type, place, walk), optional, ...(codeOnAbsence !== undefined && { codeOnAbsence }), array };
  }
  return {
    kind: 'object',
    name: schema.name,
    fields,
    ...(schema.unknownFields !== 'drop' && { unknownFields: schema.unknownFields }),
    ...(schema.catchall && { catchall: write(schema.catchall, `${path}/*`, walk) }),
  };
}

function writeUnion(schema: UnionSchema, members: JsonObject[]): JsonObject {
  return { kind: 'union', members, ...(schema.discriminator !== undefined && { discriminator: schema.discriminator }) };
}

function nameOf(schema: Schema): string | null {
  return schema.kind === 'object' || schema.kind === 'enum' ? schema.name : null;
}

/** What a reference and what it refers to ask together. */
function together(written: Schema, target: Schema): Pick<SchemaBase, 'constraints' | 'default'> {
  const constraints =
    written.constraints && target.constraints
      ? tighten(target.constraints, written.constraints)
      : (written.constraints ?? target.constraints);
  const standIn = written.default ?? target.default;
  return { ...(constraints && { constraints }), ...(standIn && { default: standIn }) };
}

function baseToJson({ constraints, default: standIn }: Pick<SchemaBase, 'constraints' | 'default'>): JsonObject {
  return {
    ...(constraints && { constraints: constraintsToJson(constraints) }),
    ...(standIn && { default: standIn.known ? plainToJson(standIn.value) : null }),
  };
}

function constraintsToJson(constraints: Constraints): JsonObject {
  const { min, exclusiveMin, max, exclusiveMax, multipleOf, minLength, maxLength, pattern, format, int, opaque } = constraints;
  const [only, another] = pattern ?? [];
  return defined({
    min,
    exclusiveMin,
    max,
    exclusiveMax,
    multipleOf,
    minLength,
    maxLength,
    pattern: only !== undefined && another === undefined ? only : pattern,
    format,
    int,
    opaque: opaque?.map(plainEntry),
  });
}

/** Leaves out what is undefined. */
export function defined(values: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

function plainToJson(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(plainToJson);
  if (typeof value === 'object' && value !== null) {
    const result = Object.create(null) as Record<string, JsonValue>;
    for (const [name, part] of Object.entries(value)) if (part !== undefined) result[name] = plainToJson(part);
    return result;
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  // As `JSON.stringify` writes `undefined` in a list, and numbers that JSON lacks.
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
