import type { Span } from '../../../source/span.ts';
import type { EvaluatorPort, ObjectValue, StaticValue } from '../../../values/value.ts';
import { constrained } from '../constraints.ts';
import { joined } from '../joined.ts';
import type { Constraints, ScalarName, Schema, SchemaField, UnknownSchema } from '../schema.ts';
import { isUnknown, itemsOf, numberOf, stringOf } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';
import { unreadSchema } from '../unread-schema.ts';

/** What reading one JSON Schema needs to know. */
export interface Reading {
  readonly at: Span;
  readonly port: EvaluatorPort;
  readonly depth: number;
  /** The whole document. */
  readonly root: StaticValue;
  /** What references lead to. */
  readonly targets: Map<StaticValue, Schema>;
  /** Reads a JSON Schema inside this one. */
  readonly part: (value: StaticValue, outer: Reading) => Schema;
}

/** The schema that `type`, and the keywords that ask something of one type, describe. */
export function typed(value: ObjectValue, reading: Reading): Schema {
  const type = value.properties.get('type')?.value;
  if (!type) return ofType(value.properties.has('items') || value.properties.has('prefixItems') ? 'array' : 'object', value, reading);
  const single = stringOf(type);
  if (single !== null) return ofType(single, value, reading);
  const items = itemsOf(type);
  const names = items && !isUnknown(items) ? items.map((item) => stringOf(item)) : [null];
  if (names.includes(null)) return unread(value, 'not-static', reading);
  const others = names.filter((name) => name !== 'null').map((name) => ofType(name ?? '', value, reading));
  const schema = joined('union', others, reading.at);
  return names.includes('null') ? { kind: 'nullable', type: schema, origin: reading.at } : schema;
}

function ofType(type: string, value: ObjectValue, reading: Reading): Schema {
  switch (type) {
    case 'string':
      return stringType(value, reading);
    case 'number':
    case 'integer':
      return numberType(type === 'integer' ? 'Int_unsecure' : 'Float_unsecure', value, reading);
    case 'boolean':
      return scalar('Boolean', reading);
    case 'null':
      return { kind: 'literal', value: null, origin: reading.at };
    case 'array':
      return arrayType(value, reading);
    case 'object':
      return objectType(value, reading);
    default:
      return unread(value, 'not-static', reading);
  }
}

const FORMATS: ReadonlyMap<string, ScalarName> = new Map<string, ScalarName>([
  ['email', 'EmailAddress'],
  ['uri', 'URL'],
  ['url', 'URL'],
  ['date', 'Date'],
  ['date-time', 'DateTime'],
]);

function stringType(value: ObjectValue, reading: Reading): Schema {
  const format = textKeyword(value, 'format');
  const pattern = textKeyword(value, 'pattern');
  const bounds = numberKeywords(value, { minLength: 'minLength', maxLength: 'maxLength' });
  if (format === null || pattern === null || !bounds) return unread(value, 'not-static', reading);
  const known = format === undefined ? undefined : FORMATS.get(format);
  const { minLength, ...others } = bounds;
  const isNonEmpty = minLength === 1 && !known;
  const constraints: Constraints = {
    ...(isNonEmpty ? others : bounds),
    ...(pattern !== undefined && { pattern: [pattern] }),
    ...(format !== undefined && !known && { format }),
  };
  return constrained(scalar(known ?? (isNonEmpty ? 'NonEmptyString' : 'String_unsecure'), reading), constraints);
}

function numberType(name: ScalarName, value: ObjectValue, reading: Reading): Schema {
  const bounds = numberKeywords(value, {
    minimum: 'min',
    maximum: 'max',
    exclusiveMinimum: 'exclusiveMin',
    exclusiveMaximum: 'exclusiveMax',
    multipleOf: 'multipleOf',
  });
  return bounds ? constrained(scalar(name, reading), bounds) : unread(value, 'not-static', reading);
}

function arrayType(value: ObjectValue, reading: Reading): Schema {
  const bounds = numberKeywords(value, { minItems: 'minLength', maxItems: 'maxLength' });
  if (!bounds) return unread(value, 'not-static', reading);
  const items = value.properties.get('items')?.value;
  const prefix = value.properties.get('prefixItems')?.value ?? (items?.kind === 'array' ? items : undefined);
  if (prefix) return tupleType(prefix, value, bounds, reading);
  const item = items ? reading.part(items, reading) : scalar('JSON', reading);
  return constrained({ kind: 'array', item, origin: reading.at }, bounds);
}

/** More items that may be missing than this are not spelled out. */
const MAX_OPTIONAL_ITEMS = 8;

/** Items of a prefix may all be missing, so that there are tuples of several lengths. */
function tupleType(
  prefix: StaticValue,
  value: ObjectValue,
  { minLength = 0, maxLength = Infinity }: Constraints,
  reading: Reading,
): Schema {
  const listed = itemsOf(prefix);
  const { at: origin } = reading;
  if (!listed || isUnknown(listed) || listed.length - minLength > MAX_OPTIONAL_ITEMS) return unread(value, 'prefixItems', reading);
  const others = value.properties.get(value.properties.has('prefixItems') ? 'items' : 'additionalItems')?.value;
  const isNone = others?.kind === 'literal' && others.value === false;
  const items = listed.map((item) => reading.part(item, reading));
  const full: Schema = {
    kind: 'tuple',
    items,
    ...(!isNone && { rest: others ? reading.part(others, reading) : scalar('JSON', reading) }),
    origin,
  };
  const lengths = items.map((_, length) => length).filter((length) => length >= minLength && length <= maxLength);
  const shorter = lengths.map((length): Schema => ({ kind: 'tuple', items: items.slice(0, length), origin }));
  const isFull = maxLength >= items.length;
  const bounds = { ...(minLength > items.length && { minLength }), ...(maxLength !== Infinity && !isNone && { maxLength }) };
  return joined('union', [...shorter, ...(isFull ? [constrained(full, bounds)] : [])], origin);
}

function objectType(value: ObjectValue, reading: Reading): Schema {
  const properties = value.properties.get('properties')?.value;
  if (properties && (properties.kind !== 'object' || properties.open)) return unread(value, 'not-static', reading);
  const listedNames = value.properties.get('required')?.value;
  const items = listedNames ? itemsOf(listedNames) : [];
  const names = items && !isUnknown(items) ? items.map((item) => stringOf(item)) : [null];
  if (names.includes(null)) return unread(value, 'not-static', reading);
  const required = new Set(names);
  const others = value.properties.get('additionalProperties')?.value;
  const isAny = !others || (others.kind === 'literal' && others.value === true);
  const isNone = others?.kind === 'literal' && others.value === false;
  const fields = new Map<string, SchemaField>();
  for (const [name, property] of properties?.kind === 'object' ? properties.properties : [])
    fields.set(name, { type: reading.part(property.value, reading), optional: !required.has(name), array: false, origin: property.span });
  for (const name of required)
    if (name !== null && !fields.has(name))
      fields.set(name, { type: scalar('JSON', reading), optional: false, array: false, origin: reading.at });
  const keyed = fields.size === 0 && isNone ? keyedType(value, reading) : null;
  if (keyed) return keyed;
  if (fields.size === 0 && isAny) return scalar('JSONObject', reading);
  if (fields.size === 0 && others && !isNone) return { kind: 'record', value: reading.part(others, reading), origin: reading.at };
  const catchall = others && !isAny && !isNone ? { catchall: reading.part(others, reading) } : {};
  return { kind: 'object', name: null, fields, unknownFields: isNone ? 'refuse' : 'keep', ...catchall, origin: reading.at };
}

/** Objects all of whose fields have names of one pattern, and are of one type; null for others. */
function keyedType(value: ObjectValue, reading: Reading): Schema | null {
  const patterns = patternsOf(value);
  const [first, another] = patterns ?? [];
  if (!first || another) return null;
  const key = constrained(scalar('String_unsecure', reading), { pattern: [first[0]] });
  return { kind: 'record', key, value: reading.part(first[1], reading), origin: reading.at };
}

/** Whether the patterns of names are read as those of a record. */
export function isKeyed(value: ObjectValue): boolean {
  const { properties } = value;
  const others = properties.get('additionalProperties')?.value;
  const hasNames = properties.get('properties')?.value.kind === 'object' || properties.has('required');
  return !hasNames && others?.kind === 'literal' && others.value === false && patternsOf(value)?.length === 1;
}

function patternsOf(value: ObjectValue): readonly (readonly [string, StaticValue])[] | null {
  const patterns = value.properties.get('patternProperties')?.value;
  if (patterns?.kind !== 'object' || patterns.open) return null;
  return [...patterns.properties].map(([pattern, property]) => [pattern, property.value] as const);
}

/** The string that a keyword holds; undefined when it is absent, null when it cannot be read. */
function textKeyword(value: ObjectValue, keyword: string): string | null | undefined {
  const found = value.properties.get(keyword)?.value;
  return found && stringOf(found);
}

/** The numbers that keywords hold, under the names of constraints; null when one cannot be read. */
function numberKeywords(value: ObjectValue, names: Readonly<Record<string, keyof Constraints>>): Constraints | null {
  const constraints: Record<string, number> = {};
  for (const [keyword, name] of Object.entries(names)) {
    const found = value.properties.get(keyword)?.value;
    if (!found) continue;
    const number = numberOf(found);
    if (number === null) return null;
    constraints[name] = number;
  }
  return constraints;
}

export function scalar(name: ScalarName, reading: Reading): Schema {
  return { kind: 'scalar', name, origin: reading.at };
}

export function unread(value: StaticValue, reason: string, { at, port }: Reading): UnknownSchema {
  return unreadSchema(reason, () => valueDigest(value, port), at);
}
