import { tighten } from './constraints.ts';
import { typeOfField } from './parts.ts';
import type { Constraints, ObjectSchema, ScalarName, Schema, SchemaBase } from './schema.ts';

/** What stands for a part of a schema in its description. */
export type DescribePart = (part: Schema) => string;

const NO_CONSTRAINTS: Constraints = {};
const MAX_STEPS = 100;
/** The description of any object, in whichever of its forms. */
const ANY_OBJECT = 'record::any';
/** Counted for the whole process: no two of them may be equal, whatever they are compared in. */
let unreadCount = 0;

/** What a schema accepts as a text, for a digest: the same for what is written in several ways and means the same. */
export function describeSchema(schema: Schema, part: DescribePart): string {
  return describeKind(schema, part) + describeBase(schema);
}

/** The schema that counts: what stands for nothing but another schema gives way to it. A union of nothing but itself stays. */
export function simplified(schema: Schema, steps = 0): Schema {
  if (schema.constraints || schema.default || steps > MAX_STEPS) return schema;
  if (schema.kind === 'ref') return simplified(schema.target(), steps + 1);
  if (schema.kind === 'nullable' && isAnyJson(schema.type)) return schema.type;
  const [only, another] = schema.kind === 'union' || schema.kind === 'intersection' ? schema.members : [];
  return only && !another ? simplified(only, steps + 1) : schema;
}

function describeKind(schema: Schema, part: DescribePart): string {
  switch (schema.kind) {
    case 'scalar':
      return schema.name === 'JSONObject' ? ANY_OBJECT : `scalar:${SAME_AS.get(schema.name)?.name ?? schema.name}`;
    case 'enum':
    case 'literal':
    case 'nullable':
    case 'union':
      return `union:${[...new Set(alternatives(schema, part))].sort().join()}`;
    case 'object':
      return describeObject(schema, part);
    case 'array':
      return `array:${part(schema.item)}`;
    case 'intersection':
      return `intersection:${schema.members.map(part).sort().join()}`;
    case 'record':
      return !schema.key && isAnyJson(schema.value) ? ANY_OBJECT : `record:${schema.key ? part(schema.key) : ''}:${part(schema.value)}`;
    case 'tuple':
      return `tuple:${schema.items.map(part).join()}:${schema.rest ? part(schema.rest) : ''}`;
    case 'ref':
      return `ref:${part(schema.target())}`;
    case 'resource':
      return `resource:${schema.array}:${schema.key}`;
    case 'unknown':
      return schema.digest === null ? unread() : `unknown:${schema.digest}`;
  }
}

/** The members of a union, those of unions inside it included. */
function alternatives(schema: Schema, part: DescribePart): string[] {
  const inner = (member: Schema): string[] =>
    !member.constraints && !member.default && ['enum', 'literal', 'nullable', 'union'].includes(member.kind)
      ? alternatives(member, part)
      : [part(member)];
  switch (schema.kind) {
    case 'enum':
      return schema.values.map((value) => JSON.stringify(value));
    case 'literal':
      return [JSON.stringify(schema.value)];
    case 'nullable':
      return ['null', ...inner(schema.type)];
    case 'union':
      return schema.members.flatMap(inner);
    default:
      return [part(schema)];
  }
}

function describeObject(schema: ObjectSchema, part: DescribePart): string {
  if (schema.fields.size === 0 && schema.unknownFields === 'keep' && !schema.catchall) return ANY_OBJECT;
  const fields = [...schema.fields].map(
    ([name, field]) => `${JSON.stringify(name)}${field.optional ? '?' : ''}${field.codeOnAbsence ?? ''}:${part(typeOfField(field))}`,
  );
  return `object:${schema.unknownFields}:${schema.catchall ? part(schema.catchall) : ''}:${fields.sort().join()}`;
}

function describeBase(schema: Schema): string {
  const same = schema.kind === 'scalar' ? SAME_AS.get(schema.name)?.constraints : undefined;
  return (
    describeConstraints(tighten(same ?? NO_CONSTRAINTS, schema.constraints ?? NO_CONSTRAINTS)) +
    describeDefault(schema) +
    (schema.changes?.join() ?? '')
  );
}

function describeConstraints(constraints: Constraints): string {
  const parts = Object.entries(constraints).map(([name, value]) => {
    // Patterns hold in any order; refinements and transforms run in theirs.
    return `${name}=${JSON.stringify(name === 'pattern' ? [...(value as readonly string[])].sort() : value)}`;
  });
  return parts.length > 0 ? ` ${parts.sort().join()}` : '';
}

function describeDefault({ default: value }: SchemaBase): string {
  if (!value) return '';
  return ` ${value.isCatch ? 'catch' : 'default'}:${value.known ? canonical(value.value) : (value.digest ?? unread())}`;
}

/** JSON with sorted names; `undefined` and numbers that JSON lacks by their own names. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? JSON.stringify(value) : String(value);
  const parts = Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`);
  return `{${parts.sort().join()}}`;
}

function isAnyJson(schema: Schema): boolean {
  return schema.kind === 'scalar' && schema.name === 'JSON' && !schema.constraints && !schema.default;
}

/** Equal to nothing else: what cannot be read may be anything. */
function unread(): string {
  return `unread:${++unreadCount}`;
}

/** Scalars that are others with constraints. Facts: `ScalarTypeEnum` of the framework's schema library. */
const SAME_AS: ReadonlyMap<ScalarName, { readonly name: ScalarName; readonly constraints: Constraints }> = new Map([
  ['ID', { name: 'String_unsecure', constraints: {} }],
  ['NonEmptyString', { name: 'String_unsecure', constraints: { minLength: 1 } }],
  ['Int_unsecure', { name: 'Float_unsecure', constraints: { int: true } }],
  ['Latitude', { name: 'Float_unsecure', constraints: { min: -90, max: 90 } }],
  ['Longitude', { name: 'Float_unsecure', constraints: { min: -180, max: 180 } }],
]);
