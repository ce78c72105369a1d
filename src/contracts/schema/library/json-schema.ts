import type { Span } from '../../../source/span.ts';
import type { EvaluatorPort, ObjectValue, StaticValue } from '../../../values/value.ts';
import { constrained } from '../constraints.ts';
import type { Constraints, ScalarName, Schema, SchemaField, UnknownSchema } from '../schema.ts';
import { isUnknown, itemsOf, numberOf, stringOf } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';
import { opaqueEntry } from '../zod/opaque.ts';

const MAX_DEPTH = 100;

/** Keywords that say more than is read: each becomes a refinement. Others, `title` and `examples` among them, only describe. */
const REFINEMENTS = [
  'not',
  'if',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'dependentSchemas',
];
const LIST_REFINEMENTS = [
  'uniqueItems',
  'contains',
  'minContains',
  'maxContains',
  'unevaluatedItems',
  'unevaluatedProperties',
  'dependencies',
];

/** What reading one JSON Schema needs to know. */
interface Reading {
  readonly at: Span;
  readonly port: EvaluatorPort;
  readonly depth: number;
}

/** A JSON Schema as one schema. What cannot be read, `$ref` among it, is unknown where it stands. */
export function jsonSchemaSchema(value: StaticValue | undefined, at: Span, port: EvaluatorPort): Schema {
  if (!value) return { kind: 'unknown', reason: 'not-static', digest: 'no JSON Schema', origin: at };
  return read(value, { at, port, depth: 0 });
}

function read(value: StaticValue, outer: Reading): Schema {
  const reading: Reading = { ...outer, at: value.span, depth: outer.depth + 1 };
  if (value.kind === 'literal' && value.value === true) return scalar('JSON', reading);
  if (value.kind === 'literal' && value.value === false) return { kind: 'union', members: [], origin: value.span };
  if (value.kind === 'unknown') return unread(value, value.reason, reading);
  if (value.kind !== 'object') return unread(value, 'not a JSON Schema', reading);
  if (value.open) return unread(value, value.open.reason, reading);
  if (reading.depth > MAX_DEPTH) return unread(value, 'too-deep', reading);
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) if (value.properties.has(keyword)) return unread(value, keyword, reading);
  const schema = combined(value, reading);
  const opaque = [...REFINEMENTS, ...LIST_REFINEMENTS].flatMap((keyword) => {
    const asked = value.properties.get(keyword)?.value;
    return asked ? [opaqueEntry('refine', keyword, valueDigest(asked, reading.port))] : [];
  });
  return opaque.length > 0 ? constrained(schema, { opaque }) : schema;
}

/** The type with what `enum`, `const`, `anyOf`, `oneOf` and `allOf` ask besides. */
function combined(value: ObjectValue, reading: Reading): Schema {
  const members: Schema[] = [];
  const keyword = (name: string): StaticValue | undefined => value.properties.get(name)?.value;
  const constant = keyword('const');
  if (constant) members.push(literals([constant], value, reading));
  const values = keyword('enum');
  if (values) members.push(literals(itemsOf(values), value, reading));
  // A type beside values only repeats them.
  if (members.length === 0 && isTyped(value)) members.push(typed(value, reading));
  for (const name of ['anyOf', 'oneOf'] as const) {
    const list = keyword(name);
    if (!list) continue;
    const union = listed(list, value, reading, (parts) => ({ kind: 'union', members: parts, origin: reading.at }));
    members.push(name === 'anyOf' || isApart(union) ? union : constrained(union, { opaque: [opaqueEntry('refine', 'oneOf')] }));
  }
  const all = keyword('allOf');
  if (all) members.push(listed(all, value, reading, (parts) => ({ kind: 'intersection', members: parts, origin: reading.at })));
  const [only, another] = members;
  if (!only) return scalar('JSON', reading);
  return another ? { kind: 'intersection', members, origin: reading.at } : only;
}

function isTyped(value: ObjectValue): boolean {
  return ['type', 'properties', 'required', 'additionalProperties', 'items', 'prefixItems'].some((keyword) =>
    value.properties.has(keyword),
  );
}

/** Whether no value is of two members, as far as their kinds tell: then `oneOf` is `anyOf`. */
function isApart(union: Schema): boolean {
  if (union.kind !== 'union') return false;
  const kinds = union.members.map((member) =>
    member.kind === 'scalar' ? SCALAR_KINDS.get(member.name) : member.kind === 'literal' ? JSON.stringify(member.value) : undefined,
  );
  const literalsOnly = union.members.every((member) => member.kind === 'literal');
  const scalarsOnly = union.members.every((member) => member.kind === 'scalar');
  return (literalsOnly || scalarsOnly) && !kinds.includes(undefined) && new Set(kinds).size === kinds.length;
}

const SCALAR_KINDS: ReadonlyMap<ScalarName, string> = new Map<ScalarName, string>([
  ['String_unsecure', 'string'],
  ['Int_unsecure', 'number'],
  ['Float_unsecure', 'number'],
  ['Boolean', 'boolean'],
]);

function literals(items: ReturnType<typeof itemsOf>, value: ObjectValue, reading: Reading): Schema {
  if (!items || isUnknown(items)) return unread(value, isUnknown(items) ? items.reason : 'not-static', reading);
  const members: Schema[] = [];
  for (const item of items) {
    const literal = item.kind === 'literal' ? item.value : undefined;
    if (literal === undefined || typeof literal === 'bigint' || (typeof literal === 'object' && literal !== null))
      return unread(value, 'not-static', reading);
    members.push({ kind: 'literal', value: literal, origin: item.span });
  }
  const strings = members.flatMap((member) => (member.kind === 'literal' && typeof member.value === 'string' ? [member.value] : []));
  if (strings.length > 1 && strings.length === members.length) return { kind: 'enum', name: null, values: strings, origin: reading.at };
  const [only, another] = members;
  return only && !another ? only : { kind: 'union', members, origin: reading.at };
}

function listed(list: StaticValue, value: ObjectValue, reading: Reading, make: (parts: Schema[]) => Schema): Schema {
  const items = itemsOf(list);
  if (!items || isUnknown(items)) return unread(value, isUnknown(items) ? items.reason : 'not-static', reading);
  const parts = items.map((item) => read(item, reading));
  const [only, another] = parts;
  return only && !another ? only : make(parts);
}

function typed(value: ObjectValue, reading: Reading): Schema {
  const type = value.properties.get('type')?.value;
  if (!type) return ofType(value.properties.has('items') || value.properties.has('prefixItems') ? 'array' : 'object', value, reading);
  const single = stringOf(type);
  if (single !== null) return ofType(single, value, reading);
  const items = itemsOf(type);
  const names = items && !isUnknown(items) ? items.map((item) => stringOf(item)) : [null];
  if (names.includes(null)) return unread(value, 'not-static', reading);
  const others = names.filter((name) => name !== 'null').map((name) => ofType(name ?? '', value, reading));
  const [only, another] = others;
  const schema: Schema = only && !another ? only : { kind: 'union', members: others, origin: reading.at };
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
  // Items of a prefix may all be missing, which a tuple cannot say.
  if (prefix) return unread(value, 'prefixItems', reading);
  const item = items ? read(items, reading) : scalar('JSON', reading);
  return constrained({ kind: 'array', item, origin: reading.at }, bounds);
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
    fields.set(name, { type: read(property.value, reading), optional: !required.has(name), array: false, origin: property.span });
  for (const name of required)
    if (name !== null && !fields.has(name))
      fields.set(name, { type: scalar('JSON', reading), optional: false, array: false, origin: reading.at });
  if (fields.size === 0 && isAny) return scalar('JSONObject', reading);
  if (fields.size === 0 && others && !isNone) return { kind: 'record', value: read(others, reading), origin: reading.at };
  const catchall = others && !isAny && !isNone ? { catchall: read(others, reading) } : {};
  return { kind: 'object', name: null, fields, unknownFields: isNone ? 'refuse' : 'keep', ...catchall, origin: reading.at };
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

function scalar(name: ScalarName, reading: Reading): Schema {
  return { kind: 'scalar', name, origin: reading.at };
}

function unread(value: StaticValue, reason: string, { at, port }: Reading): UnknownSchema {
  return { kind: 'unknown', reason, digest: valueDigest(value, port), origin: at };
}
