import type { CodeCheck, CodeTexts, ObjectSchema, Schema, SchemaField } from '../../contracts/schema/schema.ts';
import type { Span } from '../../source/span.ts';
import { codeOf } from './refine.ts';

/** What a member is, as far as names of changes go. */
export type Sort =
  'object' | 'list' | 'tuple' | 'record' | 'finite' | 'string' | 'number' | 'boolean' | 'anything' | 'unreadable' | 'other';

/** A part of a schema that is neither nullable, nor a union, nor a reference. */
export interface Member {
  readonly schema: Schema;
  readonly sort: Sort;
  /** Its place among the members as written, unions in unions counted out. */
  readonly index: number;
}

/** A schema taken apart: spellings of the same meaning have the same shape. */
export interface Shape {
  readonly isNullable: boolean;
  /** Null is nothing special where anything is taken. */
  readonly takesAnything: boolean;
  readonly members: readonly Member[];
  /** Refinements of the whole. */
  readonly opaque: readonly string[];
  readonly checks: ReadonlyMap<string, CodeCheck>;
  readonly texts: CodeTexts;
}

/** An enum or a literal as a member. */
interface Constants {
  readonly values: readonly (string | number)[];
  readonly names: readonly (string | null)[];
  readonly index: number;
  readonly written: Schema;
}

/** Members nested deeper have no name of their own; the comparison as a whole still knows them. */
const MAX_DEPTH = 300;

export function shapeOf(schema: Schema): Shape {
  const members: Member[] = [];
  const opaque: string[] = [];
  const checks = new Map<string, CodeCheck>();
  const texts = new Map<string, () => string>();
  const constants: Constants[] = [];
  let isNullable = false;
  let index = 0;
  const seen = new Set<Schema>();

  const add = (member: Schema, depth = 0): void => {
    if (seen.has(member) || depth > MAX_DEPTH) return;
    seen.add(member);
    const isWrapper = member.kind === 'ref' || member.kind === 'nullable' || member.kind === 'union';
    if (isWrapper && hasBounds(member)) {
      members.push({ schema: member, sort: 'other', index: index++ });
      return;
    }
    if (isWrapper) {
      opaque.push(...codeOf(member));
      for (const [entry, check] of member.checks ?? []) checks.set(entry, check);
      for (const [entry, text] of member.texts ?? []) texts.set(entry, text);
    }
    if (member.kind === 'ref') add(member.target(), depth + 1);
    else if (member.kind === 'nullable') {
      isNullable = true;
      add(member.type, depth + 1);
    } else if (member.kind === 'union') for (const one of member.members) add(one, depth + 1);
    else if (member.kind === 'literal' && member.value === null && !member.constraints) isNullable = true;
    else addPlain(member);
  };

  const addPlain = (member: Schema): void => {
    const values = plainValues(member);
    if (!values) {
      const merged = member.kind === 'intersection' ? mergeObjects(member.members) : member;
      const schema =
        merged && merged !== member && member.constraints ? { ...merged, constraints: member.constraints } : (merged ?? member);
      members.push({ schema, sort: sortOf(schema), index: index++ });
      return;
    }
    constants.push({ values: [...values], names: member.kind === 'enum' ? [member.name] : [], index: index++, written: member });
  };

  add(schema);
  if (constants.length > 0) members.push(joinConstants(constants, schema.origin));
  members.sort((a, b) => a.index - b.index);
  joinBooleans(members);
  return {
    isNullable,
    takesAnything: members.some((member) => member.sort === 'anything' || member.sort === 'unreadable'),
    members,
    opaque: [...new Set(opaque)].sort(),
    checks,
    texts,
  };
}

function hasBounds(schema: Schema): boolean {
  return Object.entries(schema.constraints ?? {}).some(([name, value]) => name !== 'opaque' && value !== undefined);
}

function plainValues(schema: Schema): readonly (string | number)[] | null {
  if (schema.constraints) return null;
  if (schema.kind === 'enum') return schema.values;
  return schema.kind === 'literal' && (typeof schema.value === 'string' || typeof schema.value === 'number') ? [schema.value] : null;
}

/** Enums and literals of one union are one set of values. Its name is the enum's, when there is one enum; without an enum it is a union of literals. */
function joinConstants(constants: readonly Constants[], origin: Span): Member {
  const [first] = constants;
  const index = first?.index ?? 0;
  if (constants.length === 1 && first) return { schema: first.written, sort: 'finite', index };
  const names = constants.flatMap((one) => one.names);
  const values = [...new Set(constants.flatMap((one) => one.values))];
  const schema: Schema =
    names.length > 0
      ? { kind: 'enum', name: names.length === 1 ? (names[0] ?? null) : null, values, origin }
      : { kind: 'union', members: constants.map((one) => one.written), origin };
  return { schema, sort: 'finite', index };
}

/** `true` and `false` together are a boolean. */
function joinBooleans(members: Member[]): void {
  const is = (value: boolean) => (member: Member) =>
    member.schema.kind === 'literal' && member.schema.value === value && !member.schema.constraints;
  const yes = members.findIndex(is(true));
  const no = members.findIndex(is(false));
  const [one, other] = [members[yes], members[no]];
  if (!one || !other) return;
  const first = one.index < other.index ? one : other;
  members.splice(members.indexOf(first), 1, {
    schema: { kind: 'scalar', name: 'Boolean', origin: first.schema.origin },
    sort: 'boolean',
    index: first.index,
  });
  members.splice(members.indexOf(first === one ? other : one), 1);
}

/** The values of a member whose sort is `finite`. */
export function finiteValues(schema: Schema): readonly (string | number)[] {
  return schema.kind === 'union' ? schema.members.flatMap(finiteValues) : (plainValues(schema) ?? []);
}

function sortOf(schema: Schema): Sort {
  switch (schema.kind) {
    case 'object':
      return 'object';
    case 'array':
      return 'list';
    case 'tuple':
      return 'tuple';
    case 'record':
      return 'record';
    case 'unknown':
      return schema.made?.within ? sortOf(schema.made.within) : 'unreadable';
    case 'resource':
      return 'unreadable';
    case 'scalar':
      return scalarSort(schema.name);
    default:
      return 'other';
  }
}

function scalarSort(name: string): Sort {
  if (name === 'JSON') return 'anything';
  if (name === 'JSONObject') return 'record';
  if (name === 'Boolean') return 'boolean';
  return ['Int_unsecure', 'Float_unsecure', 'Latitude', 'Longitude'].includes(name) ? 'number' : 'string';
}

/** An intersection of models is a model with the fields of all; null when a member is something else. */
function mergeObjects(members: readonly Schema[]): ObjectSchema | null {
  const resolved = members.map(resolveObject);
  const objects = resolved.filter((one) => one !== null);
  const [first] = objects;
  if (
    !first ||
    objects.length < members.length ||
    objects.some((one) => one.unknownFields !== first.unknownFields || one.catchall || one.constraints)
  )
    return null;
  const fields = new Map<string, SchemaField>();
  for (const { fields: own } of objects) {
    for (const [name, field] of own) {
      if (fields.has(name)) return null;
      fields.set(name, field);
    }
  }
  return { kind: 'object', name: null, fields, unknownFields: first.unknownFields, origin: first.origin };
}

function resolveObject(schema: Schema): ObjectSchema | null {
  if (schema.kind === 'object') return schema;
  return schema.kind === 'intersection' ? mergeObjects(schema.members) : null;
}
