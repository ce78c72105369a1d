import { accepts, type AcceptsMode } from '../../compare/accepts.ts';
import type { ObjectSchema, Schema } from '../../contracts/schema/schema.ts';
import { isRecord } from '../../source/records.ts';
import { brokenConstraint } from './broken-constraint.ts';
import { nearest } from './near.ts';

/** Why a schema refuses a value: the innermost part that does not fit. */
export interface Refusal {
  readonly path: readonly (string | number)[];
  /** `it lacks the field "id"`. */
  readonly why: string;
  /** The value of the schema that was probably meant. */
  readonly near?: string;
  /** A list stands where the schema says so with an option that has no effect. */
  readonly isListMeant?: true;
}

/** The first part of a value that its schema refuses, or null when the value fits as far as can be read. */
export function refusalOf(schema: Schema, value: unknown, mode: AcceptsMode): Refusal | null {
  if (accepts(schema, value, mode)) return null;
  return inner(schema, value, mode) ?? broken(schema, value, mode) ?? notOf(schema, value);
}

function broken(schema: Schema, value: unknown, mode: AcceptsMode): Refusal | null {
  const says = brokenConstraint(schema, value, mode);
  return says === null ? null : { path: [], why: `${shown(value)} ${says}` };
}

function notOf(schema: Schema, value: unknown): Refusal {
  const why = `${shown(value)} is not ${described(schema)}`;
  const near = typeof value === 'string' ? nearest(value, textsOf(schema)) : null;
  return near === null ? { path: [], why } : { path: [], why: `${why} (did you mean "${near}"?)`, near };
}

/** The texts that a schema takes, where it lists them. */
function textsOf(schema: Schema): readonly string[] {
  if (schema.kind === 'enum') return schema.values.filter((value) => typeof value === 'string');
  if (schema.kind === 'literal') return typeof schema.value === 'string' ? [schema.value] : [];
  return schema.kind === 'union' ? schema.members.flatMap(textsOf) : [];
}

function inner(schema: Schema, value: unknown, mode: AcceptsMode): Refusal | null {
  switch (schema.kind) {
    case 'object':
      return isRecord(value) ? inObject(schema, value, mode) : null;
    case 'array':
      return Array.isArray(value) ? inItems(schema.item, value, mode) : null;
    case 'nullable':
      return value === null ? null : refusalOf(schema.type, value, mode);
    case 'ref':
      return refusalOf(schema.target(), value, mode);
    case 'record':
      return isRecord(value) ? first(Object.entries(value), ([, part]) => schema.value && refusalOf(schema.value, part, mode)) : null;
    default:
      return null;
  }
}

function inObject(schema: ObjectSchema, value: Readonly<Record<string, unknown>>, mode: AcceptsMode): Refusal | null {
  let listMeant: Refusal | null = null;
  for (const [name, field] of schema.fields) {
    if (!Object.hasOwn(value, name) || value[name] === undefined) {
      const hasDefault = mode.side !== 'output' && field.type.default !== undefined;
      if (!field.optional && !hasDefault) return { path: [], why: `it lacks the field "${name}"${misspeltAs(name, schema, value)}` };
      continue;
    }
    const part = value[name];
    if (!field.array && field.ignored?.has('isList') && Array.isArray(part)) {
      listMeant = { ...notOf(field.type, part), path: [name], isListMeant: true };
      continue;
    }
    const refusal = field.array
      ? Array.isArray(part)
        ? inItems(field.type, part, mode)
        : notAList(part)
      : refusalOf(field.type, part, mode);
    if (refusal) return { ...refusal, path: [name, ...refusal.path] };
  }
  const refusesOthers = schema.unknownFields === 'refuse' || (mode.unknownFields === 'refuse' && schema.unknownFields === 'drop');
  const undeclared = refusesOthers && !schema.catchall ? Object.keys(value).find((name) => !schema.fields.has(name)) : undefined;
  if (undeclared === undefined) return listMeant;
  const near = nearest(
    undeclared,
    [...schema.fields.keys()].filter((name) => !Object.hasOwn(value, name)),
  );
  return { path: [undeclared], why: `the schema has no such field${near === null ? '' : ` (did you mean "${near}"?)`}` };
}

/** What may stand there for a field that is missing. */
function misspeltAs(name: string, schema: ObjectSchema, value: Readonly<Record<string, unknown>>): string {
  const near = nearest(
    name,
    Object.keys(value).filter((other) => !schema.fields.has(other)),
  );
  return near === null ? '' : ` (is "${near}" meant for it?)`;
}

function notAList(value: unknown): Refusal {
  return { path: [], why: `${shown(value)} is not a list` };
}

function inItems(item: Schema, values: readonly unknown[], mode: AcceptsMode): Refusal | null {
  return first([...values.entries()], ([, value]) => refusalOf(item, value, mode));
}

function first<K extends string | number>(
  entries: readonly (readonly [K, unknown])[],
  judge: (entry: readonly [K, unknown]) => Refusal | null,
): Refusal | null {
  for (const entry of entries) {
    const refusal = judge(entry);
    if (refusal) return { ...refusal, path: [entry[0], ...refusal.path] };
  }
  return null;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'undefined' : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

/** Of the types whose name does not say how they are written. */
const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ['Date', '2026-01-31'],
  ['DateTime', '2026-01-31T09:30:00Z'],
]);

/** What a schema takes, in a few words. */
function described(schema: Schema): string {
  switch (schema.kind) {
    case 'scalar': {
      const example = EXAMPLES.get(schema.name);
      return `of type ${schema.name}${example === undefined ? '' : `, such as "${example}"`}`;
    }
    case 'enum':
      return `one of ${schema.values
        .slice(0, 8)
        .map((value) => JSON.stringify(value))
        .join(', ')}${schema.values.length > 8 ? ', …' : ''}`;
    case 'literal':
      return JSON.stringify(schema.value);
    case 'object':
      return schema.name === null ? 'such an object' : `an object of the model ${schema.name}`;
    case 'array':
    case 'tuple':
      return 'such a list';
    default:
      return 'what the schema takes';
  }
}
