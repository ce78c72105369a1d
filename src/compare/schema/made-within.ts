import { defaultOf, withoutDefault } from '../../contracts/schema/constraints.ts';
import { schemaDigest } from '../../contracts/schema/equal.ts';
import { createSchemaSearch, typeOfField } from '../../contracts/schema/parts.ts';
import type { Schema, SchemaDefault, SchemaField } from '../../contracts/schema/schema.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { anyKey } from './type.ts';

/**
 * What is made of the parts of a value before code around them sees it: of each place what stands for it, empty where the part stays as it
 * is; and under the place with a `?` what an absent field becomes. What refers back to itself is followed once.
 */
export type MadeWithin = ReadonlyMap<string, string>;

/** Of models with more places than this, or nested deeper, parts that make anything are told by their digests. */
const MAX_PLACES = 2_000;
const MAX_DEPTH = 300;

/** @returns what is made of the parts of a schema's values; what is done to the values themselves aside */
export const madeWithin: (schema: Schema) => MadeWithin = memoizeWeakly((schema) => {
  const made = new Map<string, string>();
  const open = new Set<Schema>();

  const addPart = (part: Schema, place: string, around: Schema): void => {
    // Whether an item may be absent is not said of it: see `tupleSchema`.
    const standIn = around.kind === 'tuple' && part.default ? standInText(part.default) : '';
    const isLast = made.size >= MAX_PLACES || open.size >= MAX_DEPTH;
    const own = `${isLast && makesAnything(part) ? schemaDigest(part) : doneTo(part)}${standIn}`;
    const before = made.get(place) ?? '';
    made.set(place, own === '' || before.split('\n').includes(own) ? before : `${before}\n${own}`);
    if (!isLast) addParts(part, place);
  };

  const addParts = (around: Schema, place: string): void => {
    if (open.has(around)) return;
    open.add(around);
    for (const [step, part] of partsOf(around)) addPart(part, place + step, around);
    if (around.kind === 'object') {
      for (const [name, field] of around.fields) {
        const absent = madeOfAbsent(field);
        if (absent !== null) made.set(`${place}${stepTo(name)}?`, absent);
      }
    }
    open.delete(around);
  };

  made.set('', '');
  addParts(schema, '');
  return made;
});

/** Whether two schemas make the same of values that both take, and of their parts. */
export function isDoneAlike(one: Schema, other: Schema): boolean {
  return doneTo(one) === doneTo(other) && isMadeAlike(madeWithin(one), madeWithin(other));
}

/** Whether a schema leaves its values, and their parts, as they are. */
export function isNothingDone(schema: Schema): boolean {
  return [doneTo(schema), ...madeWithin(schema).values()].every((made) => made === '');
}

/** Of what is made of the fields of an object that of those that code reads. */
export function madeOfFields(made: MadeWithin, fields: ReadonlySet<string> | undefined): MadeWithin {
  if (!fields) return made;
  const read = [...fields].map(stepTo);
  return new Map([...made].filter(([place]) => !place.startsWith('."') || read.some((step) => place.startsWith(step))));
}

/** Whether the same is made of all that stands in both. A part that one of them lacks is nothing that the code of both can ask for. */
export function isMadeAlike(one: MadeWithin, other: MadeWithin): boolean {
  return differing(one, other).length === 0;
}

/** The places whose parts are made into others in `base` than in `head`, of those fields that code reads. */
export function placesMadeOtherwise(base: Schema, head: Schema, reads: ReadonlySet<string> | undefined): readonly string[] {
  const [before, after] = [base, head].map((schema) => madeOfFields(madeWithin(schema), reads)) as [MadeWithin, MadeWithin];
  return differing(before, after).map((place) => place.replaceAll('[]', '.items').replace(/^\.|"|\?$/g, ''));
}

function differing(one: MadeWithin, other: MadeWithin): readonly string[] {
  return [...one].filter(([place, made]) => (other.get(place) ?? made) !== made).map(([place]) => place);
}

function stepTo(name: string): string {
  return `.${JSON.stringify(name)}`;
}

/** What becomes of a field that is not there; null where it must be. */
function madeOfAbsent({ type, optional, array, codeOnAbsence }: SchemaField): string | null {
  const standIn = array ? undefined : defaultOf(type);
  if (!standIn) return optional ? (codeOnAbsence ?? '') : null;
  return `${codeOnAbsence ?? ''}${standInText(standIn)}`;
}

function standInText({ known, value, digest }: SchemaDefault): string {
  return ` default:${known ? JSON.stringify(value) : digest}`;
}

/** What is done to a value, beside what is asked of it. Coercion leaves alone what is of the type already; a catch does what is not. */
function doneTo(schema: Schema): string {
  const { changes, constraints, default: standIn } = schema;
  const given = givenOf(schema);
  const done = (constraints?.opaque ?? []).filter((entry) => /^(?:overwrite|transform|preprocess):/.test(entry));
  return [
    ...(changes ?? []),
    ...(given && done.length === 0 && !isOne(given, schema) ? [`given:${schemaDigest(given)}`] : done),
    ...(standIn?.isCatch ? [`catch:${schemaDigest(schema)}`] : []),
  ].join(' ');
}

/** Whether anything is made of a value or of a part of it. */
const makesAnything = createSchemaSearch((schema) => Boolean(schema.default ?? schema.given) || doneTo(schema) !== '');

function isOne(given: Schema, taken: Schema): boolean {
  return schemaDigest(given) === schemaDigest(withoutDefault(taken));
}

/** What is given, a default that is of another type aside. */
function givenOf({ given, default: standIn }: Schema): Schema | undefined {
  const [first] = standIn && given?.kind === 'union' ? given.members : [];
  return first ?? given;
}

function partsOf(schema: Schema): Iterable<readonly [step: string, part: Schema]> {
  switch (schema.kind) {
    case 'object':
      return [
        ...[...schema.fields].map(([name, field]) => [stepTo(name), typeOfField(field)] as const),
        ...(schema.catchall ? [['.*', schema.catchall] as const] : []),
      ];
    case 'array':
      return [['[]', schema.item]];
    case 'tuple':
      return [...schema.items.map((item, index) => [`[${index}]`, item] as const), ...(schema.rest ? [['[]', schema.rest] as const] : [])];
    case 'record':
      return [
        ['.#', schema.key ?? anyKey],
        ['.*', schema.value],
      ];
    case 'scalar':
      return schema.name === 'JSONObject' ? [['.#', anyKey]] : [];
    case 'union':
    case 'intersection':
      return schema.members.map((member) => ['', member] as const);
    case 'nullable':
      return [['', schema.type]];
    case 'ref':
      return [['', schema.target()]];
    default:
      return [];
  }
}
