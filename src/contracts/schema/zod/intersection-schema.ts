import { constrained, defaultOf } from '../constraints.ts';
import { schemaDigest } from '../equal.ts';
import { reference } from '../reference.ts';
import type { ObjectSchema, RefSchema, Schema, SchemaField } from '../schema.ts';
import type { ZodVersion } from './node.ts';
import { opaqueEntry } from './opaque.ts';

/**
 * What both sides of an intersection accept. Zod 4.3 and newer refuses an undeclared key only where every side does, so what one side alone
 * refuses is taken; before, each side was asked by itself.
 */
export function intersectionSchema(version: ZodVersion, sides: readonly [Schema, Schema], origin: Schema['origin']): Schema {
  const together = (members: readonly Schema[]): Schema => ({ kind: 'intersection', members, origin });
  const members = sides.flatMap(flattened);
  if (!members.some((member) => !isLater(member) && refusalOf(member) !== 'none')) return together(sides);
  if (version < 4.3) {
    const objects = members.filter((member) => member.kind === 'object');
    const isWhole = objects.length === members.length && objects.every((member) => !member.catchall && !member.default?.isCatch);
    return isWhole ? eachByItself(objects, together) : unsure(together(sides), members);
  }
  const kinds = members.map(refusalOf);
  const strict = members.filter((member) => isStrict(member));
  if (strict.length === members.length) return together(strict.map((member) => withKeysOf(member, strict)));
  const isSure = kinds.every((kind) => kind !== 'unsure') && kinds.includes('none');
  const lenient = together(members.map(withoutRefusal));
  return isSure ? lenient : unsure(lenient, members);
}

/** Which keys are refused depends on the value. */
function unsure(schema: Schema, members: readonly Schema[]): Schema {
  return constrained(schema, { opaque: [opaqueEntry('refine', 'intersection', JSON.stringify(members.map(keysOf)))] });
}

/** Objects of which each refuses keys by itself: what one of them does not declare nobody may send, and where another demands it, nothing fits. */
function eachByItself(objects: readonly ObjectSchema[], together: (members: readonly Schema[]) => Schema): Schema {
  const strict = objects.filter(isStrict);
  const isTaken = (name: string): boolean => strict.every(({ fields }) => fields.has(name));
  const isDemanded = ([name, { optional, type }]: [string, SchemaField]): boolean => !optional && !defaultOf(type) && !isTaken(name);
  const origin = together([]).origin;
  if (objects.some(({ fields }) => [...fields].some(isDemanded))) return { kind: 'union', members: [], origin };
  const limited = objects.map((one): ObjectSchema => ({
    ...one,
    fields: new Map([...one.fields].filter(([name]) => isTaken(name))),
    unknownFields: 'refuse',
  }));
  return together(limited.map((one) => withKeysOf(one, limited)));
}

/** What a schema refers to may not be read yet. */
function isLater(schema: Schema): boolean {
  return schema.kind === 'ref' || schema.kind === 'unknown';
}

function flattened(schema: Schema): readonly Schema[] {
  return schema.kind === 'intersection' && !schema.constraints && !schema.default ? schema.members.flatMap(flattened) : [schema];
}

function isStrict(schema: Schema): schema is ObjectSchema {
  return schema.kind === 'object' && schema.unknownFields === 'refuse' && !schema.default?.isCatch;
}

/** Whether a side refuses keys: an object that declares all of its keys does, and of unions and checked keys it depends on the value. */
function refusalOf(schema: Schema): 'none' | 'keys' | 'unsure' {
  if (schema.default?.isCatch) return 'none';
  if (isStrict(schema)) return 'keys';
  switch (schema.kind) {
    case 'record':
      return schema.key ? 'unsure' : 'none';
    case 'nullable':
      return refusalOf(schema.type);
    case 'union':
    case 'intersection':
      return schema.members.every((member) => refusalOf(member) === 'none') ? 'none' : 'unsure';
    default:
      return isLater(schema) ? 'unsure' : 'none';
  }
}

type Keys = string | readonly Keys[];

/** What stands for the keys that a schema does not refuse. */
function keysOf(schema: Schema): Keys {
  if (isStrict(schema)) return [...schema.fields.keys()].sort();
  switch (schema.kind) {
    case 'record':
      return schema.key ? schemaDigest(schema.key) : '';
    case 'nullable':
      return keysOf(schema.type);
    case 'union':
    case 'intersection':
      return schema.members.map(keysOf);
    default:
      return schema.kind;
  }
}

/** The object that also takes the keys of the others, whatever their values: those are for the others to judge. */
function withKeysOf(schema: ObjectSchema, others: readonly ObjectSchema[]): Schema {
  const fields = new Map<string, SchemaField>(schema.fields);
  for (const other of others) {
    for (const [name, { origin }] of other.fields) {
      if (!fields.has(name)) fields.set(name, { type: { kind: 'scalar', name: 'JSON', origin }, optional: true, array: false, origin });
    }
  }
  return { ...schema, fields };
}

/** What is referred to without its refusal: the same reference for the same one, so that what contains itself ends. */
const lenientReferences = new WeakMap<RefSchema, RefSchema>();

function lenientReference(schema: RefSchema): RefSchema {
  const known = lenientReferences.get(schema);
  if (known) return known;
  const made = reference(schema.origin, () => withoutRefusal(schema.target()));
  lenientReferences.set(schema, made).set(made, made);
  return made;
}

/** The schema without refusal of any key. */
function withoutRefusal(schema: Schema): Schema {
  if (refusalOf(schema) === 'none') return schema;
  switch (schema.kind) {
    case 'object':
      return { ...schema, unknownFields: 'drop' };
    case 'record': {
      const { kind: _, key: __, value: ___, ...others } = schema;
      return { ...others, kind: 'scalar', name: 'JSONObject' };
    }
    case 'nullable':
      return { ...schema, type: withoutRefusal(schema.type) };
    case 'union':
    case 'intersection':
      return { ...schema, members: schema.members.map(withoutRefusal) };
    case 'ref':
      return lenientReference(schema);
    default:
      return schema;
  }
}
