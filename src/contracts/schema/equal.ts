import { identityOf, tighten } from './constraints.ts';
import { hash } from './hash.ts';
import type { Constraints, ObjectSchema, ScalarName, Schema, SchemaBase } from './schema.ts';

/**
 * A digest of what a schema accepts: equal digests mean an equal schema. Names, origins, and the order of fields, enum values and
 * union members do not count, and what can be written in several ways (a literal or an enum of one value, `ID` or `String_unsecure`)
 * counts as one. Different digests mean nothing.
 */
export function schemaDigest(schema: Schema): string {
  return digestOf(schema, null).text;
}

/** `open` is how far up the schemas around it the digest refers: 0 when it stands for itself. */
interface Digest {
  readonly text: string;
  readonly open: number;
}

/** The schemas around one, innermost first; null stands for the list that a field with `array` makes. */
interface Around {
  readonly schema: Schema | null;
  readonly outer: Around | null;
  readonly depth: number;
}

type Part = (schema: Schema) => string;

/** Digests of schemas that refer to nothing around them. */
const closed = new WeakMap<Schema, string>();
/** Only what recurses without end is deeper. */
const MAX_DEPTH = 1_500;
const MAX_STEPS = 100;
const NO_CONSTRAINTS: Constraints = {};
let unreadCount = 0;

function digestOf(written: Schema, around: Around | null): Digest {
  const schema = identityOf(simplified(written));
  const known = closed.get(schema);
  if (known !== undefined) return { text: known, open: 0 };
  for (let [up, distance] = [around, 1]; up; [up, distance] = [up.outer, distance + 1])
    if (up.schema === schema) return { text: `^${distance}`, open: distance };
  if ((around?.depth ?? 0) > MAX_DEPTH) return { text: unread(), open: 0 };

  const inside: Around = { schema, outer: around, depth: (around?.depth ?? 0) + 1 };
  let open = 0;
  const partWithin =
    (place: Around): Part =>
    (inner) => {
      const digest = digestOf(inner, place);
      open = Math.max(open, digest.open - (place.depth - inside.depth) - 1);
      return digest.text;
    };
  const part = partWithin(inside);
  const inList = partWithin({ schema: null, outer: inside, depth: inside.depth + 1 });
  const text = hash(describe(schema, part, inList) + describeBase(schema));
  if (open === 0) closed.set(schema, text);
  return { text, open };
}

/** What stands for nothing but another schema gives way to it; a union of nothing but itself stays. */
function simplified(schema: Schema, steps = 0): Schema {
  if (schema.constraints || schema.default || steps > MAX_STEPS) return schema;
  if (schema.kind === 'ref') return simplified(schema.target(), steps + 1);
  if (schema.kind === 'nullable' && isAnyJson(schema.type)) return schema.type;
  const [only, another] = schema.kind === 'union' || schema.kind === 'intersection' ? schema.members : [];
  return only && !another ? simplified(only, steps + 1) : schema;
}

function describe(schema: Schema, part: Part, inList: Part): string {
  switch (schema.kind) {
    case 'scalar':
      return schema.name === 'JSONObject' ? ANY_OBJECT : `scalar:${SAME_AS.get(schema.name)?.name ?? schema.name}`;
    case 'enum':
    case 'literal':
    case 'nullable':
    case 'union':
      return `union:${[...new Set(alternatives(schema, part))].sort().join()}`;
    case 'object':
      return describeObject(schema, part, inList);
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
function alternatives(schema: Schema, part: Part): string[] {
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

function describeObject(schema: ObjectSchema, part: Part, inList: Part): string {
  if (schema.fields.size === 0 && schema.unknownFields === 'keep' && !schema.catchall) return ANY_OBJECT;
  const fields = [...schema.fields].map(([name, field]) => {
    const type = field.array ? hash(`array:${inList(field.type)}`) : part(field.type);
    return `${JSON.stringify(name)}${field.optional ? '?' : ''}:${type}`;
  });
  return `object:${schema.unknownFields}:${schema.catchall ? part(schema.catchall) : ''}:${fields.sort().join()}`;
}

function describeBase(schema: Schema): string {
  const same = schema.kind === 'scalar' ? SAME_AS.get(schema.name)?.constraints : undefined;
  return describeConstraints(tighten(same ?? NO_CONSTRAINTS, schema.constraints ?? NO_CONSTRAINTS)) + describeDefault(schema);
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

const ANY_OBJECT = 'record::any';

/** Scalars that are others with constraints. Facts: `ScalarTypeEnum` of the framework's schema library. */
const SAME_AS: ReadonlyMap<ScalarName, { readonly name: ScalarName; readonly constraints: Constraints }> = new Map([
  ['ID', { name: 'String_unsecure', constraints: {} }],
  ['NonEmptyString', { name: 'String_unsecure', constraints: { minLength: 1 } }],
  ['Int_unsecure', { name: 'Float_unsecure', constraints: { int: true } }],
  ['Latitude', { name: 'Float_unsecure', constraints: { min: -90, max: 90 } }],
  ['Longitude', { name: 'Float_unsecure', constraints: { min: -180, max: 180 } }],
]);
