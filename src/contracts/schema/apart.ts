import { schemaDigest } from './equal.ts';
import type { ObjectSchema, Schema, UnionSchema } from './schema.ts';

type JsonKind = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

const MAX_DEPTH = 20;

/** What a union asks besides of which only one member may take a value; null where no value can be of two. */
export function exclusiveEntry(union: UnionSchema): string | null {
  const areAllApart = union.members.every((member, index) => union.members.slice(index + 1).every((other) => areApart(member, other)));
  return areAllApart ? null : `refine:only one of:${schemaDigest(union)}`;
}

/** Whether no value is of both schemas, as far as their kinds, their constants and the required fields of objects tell. */
function areApart(a: Schema, b: Schema, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const [ours, theirs] = [kindsOf(a), kindsOf(b)];
  if (!ours || !theirs) return isEachApart(a, b, depth);
  if (ours.every((kind) => !theirs.includes(kind))) return true;
  const [values, others] = [constantsOf(a), constantsOf(b)];
  if (values && others) return values.every((value) => !others.includes(value));
  if (a.kind === 'object' && b.kind === 'object') {
    if (needsRefused(a, b) || needsRefused(b, a)) return true;
    return [...a.fields].some(([name, field]) => {
      const other = b.fields.get(name);
      if (!other || field.array || other.array || mayBeAbsent(field) || mayBeAbsent(other)) return false;
      return areApart(field.type, other.type, depth + 1);
    });
  }
  return isEachApart(a, b, depth);
}

/** Whether one object must have a field that the other refuses. */
function needsRefused(one: ObjectSchema, other: ObjectSchema): boolean {
  if (other.unknownFields !== 'refuse' || other.catchall) return false;
  return [...one.fields].some(([name, field]) => !other.fields.has(name) && !mayBeAbsent(field));
}

function mayBeAbsent({ optional, type }: { readonly optional: boolean; readonly type: Schema }): boolean {
  return optional || type.default !== undefined;
}

function isEachApart(a: Schema, b: Schema, depth: number): boolean {
  if (a.kind === 'union') return a.members.every((member) => areApart(member, b, depth + 1));
  return b.kind === 'union' && b.members.every((member) => areApart(a, member, depth + 1));
}

function constantsOf(schema: Schema): readonly unknown[] | null {
  if (schema.kind === 'literal') return [schema.value];
  return schema.kind === 'enum' ? schema.values : null;
}

/** The kinds of JSON that values of a schema have; null where more is taken than can be told. */
function kindsOf(schema: Schema): readonly JsonKind[] | null {
  if (schema.default?.isCatch || schema.constraints?.opaque?.some((entry) => /^(?:coerce|preprocess)/.test(entry))) return null;
  switch (schema.kind) {
    case 'scalar':
      return SCALAR_KINDS.get(schema.name) ?? ['string'];
    case 'literal':
      return [schema.value === null ? 'null' : (typeof schema.value as JsonKind)];
    case 'enum':
      return [...new Set(schema.values.map((value) => typeof value as JsonKind))];
    case 'object':
    case 'record':
      return ['object'];
    case 'array':
    case 'tuple':
      return ['array'];
    case 'nullable': {
      const kinds = kindsOf(schema.type);
      return kinds && ['null', ...kinds];
    }
    default:
      return null;
  }
}

const ANY: readonly JsonKind[] = ['string', 'number', 'boolean', 'null', 'array', 'object'];

/** Of scalars that are no strings. */
const SCALAR_KINDS: ReadonlyMap<string, readonly JsonKind[]> = new Map<string, readonly JsonKind[]>([
  ...['Int_unsecure', 'Float_unsecure', 'Latitude', 'Longitude'].map((name): [string, readonly JsonKind[]] => [name, ['number']]),
  ['Boolean', ['boolean']],
  ['JSON', ANY],
  ['JSONObject', ['object']],
]);
