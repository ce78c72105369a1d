import { defaultOf } from '../../contracts/schema/constraints.ts';
import { typeOfField } from '../../contracts/schema/parts.ts';
import { schemaOfValue } from '../../contracts/schema/schema-of-value.ts';
import type { ObjectSchema, RecordSchema, ScalarSchema, Schema, SchemaField, UnknownSchema } from '../../contracts/schema/schema.ts';
import { addOpaque, constrain } from './constrain.ts';
import { anyExtra, everything, unreadable } from './everything.ts';
import { SCALAR_FORMATS, SCALAR_PATTERNS } from './formats.ts';
import { intersectParts } from './intersect.ts';
import { someValuesMade } from './made-by-code.ts';
import { refine } from './refine.ts';
import type { Space } from './space.ts';
import { anyNumber, anyText, anyValue, everyBoolean, joinParts, mapParts, noParts, surelyOptional } from './type.ts';
import type { Absence, ConstantPart, ExtraRule, NumberPart, ObjectPartField, Parts, StringPart, View } from './type.ts';

/** Schemas around one, as unions, references and the like put them: what is inside a list or a model is another question. */
interface Within {
  readonly schema: Schema;
  readonly outer: Within | null;
  readonly depth: number;
}

const MAX_DEPTH = 300;

/** The values that all of `schemas` accept, as simple parts; of no schemas, every value. */
export function compileSchemas(space: Space, schemas: readonly Schema[], view: View): Parts {
  if (schemas.length === 0) return everything(view);
  const parts = intersectParts(
    schemas.map((schema) => compile(space, schema, view, null)),
    'each',
  );
  return parts ?? unreadable(view, `unreadable:#${schemas.map((schema) => space.idOf(schema)).join()}`);
}

function compile(space: Space, schema: Schema, view: View, within: Within | null): Parts {
  // A schema that is a member of itself adds no value.
  for (let around = within; around; around = around.outer) if (around.schema === schema) return noParts;
  const depth = (within?.depth ?? 0) + 1;
  if (depth > MAX_DEPTH) return unreadable(view, `unreadable:#${space.idOf(schema)}`);
  // Whoever reads a schema that catches takes anything; who sends is to send what is declared.
  if (schema.default?.isCatch && view.defaults === 'optional' && view.isReader) return everything(view);
  const parts = compileKind(space, schema, view, { schema, outer: within, depth });
  return schema.constraints ? refine(constrain(parts, schema.constraints), schema, view, space) : parts;
}

function compileKind(space: Space, schema: Schema, view: View, within: Within): Parts {
  switch (schema.kind) {
    case 'scalar':
      return compileScalar(space, schema, view);
    case 'enum':
      if (view.isReader && schema.name !== null && space.options.openEnums.has(schema.name)) {
        return { ...noParts, strings: [anyText], numbers: schema.values.some((value) => typeof value === 'number') ? [anyNumber] : [] };
      }
      return constants(schema.values);
    case 'literal':
      return constants([schema.value]);
    case 'object':
      return compileObject(schema, view);
    case 'record':
      return compileRecord(space, schema, view);
    case 'array':
      return { ...noParts, arrays: [{ first: [], rest: [schema.item], minLength: 0, maxLength: Infinity, view, opaque: [] }] };
    case 'tuple':
      return { ...noParts, arrays: [compileTuple(schema.items, schema.rest, view)] };
    case 'union':
      return joinParts(schema.members.map((member) => compile(space, member, view, within)));
    case 'intersection':
      return (
        intersectParts(
          schema.members.map((member) => compile(space, member, view, within)),
          'together',
        ) ?? unreadable(view, `unreadable:#${space.idOf(schema)}`)
      );
    case 'nullable':
      return joinParts([compile(space, schema.type, view, within), constants([null])]);
    case 'ref':
      return compile(space, schema.target(), view, within);
    case 'resource':
      return unreadable(view, `resource:${schema.array ? 'list:' : ''}${schema.key}`);
    case 'unknown':
      return compileUnknown(space, schema, view);
  }
}

/** Nobody knows which values; of those that code makes, some can be told. */
function compileUnknown(space: Space, schema: UnknownSchema, view: View): Parts {
  const name = `unreadable:${schema.digest ?? `#${space.idOf(schema)}`}`;
  if (!schema.made) return unreadable(view, name);
  const { within } = schema.made;
  const unknown = within ? mapParts(compile(space, within, view, null), (part) => addOpaque(part, [name])) : unreadable(view, name);
  space.made.set(name, schema.made);
  const values = someValuesMade(space, schema.made);
  if (values.length === 0) return unknown;
  const texts = new Set(values.map((value) => JSON.stringify(value)));
  space.checks.set(name, { takes: (value) => texts.has(JSON.stringify(value)) || null, constants: [] });
  const told = values.map((value) => compile(space, schemaOfValue(value), view, null));
  return joinParts([unknown, ...told.map((parts) => mapParts(parts, (part) => addOpaque(part, [name])))]);
}

function compileTuple(items: readonly Schema[], rest: Schema | undefined, view: View): Parts['arrays'][number] {
  return { first: items.map((item) => [item]), rest: rest ? [rest] : null, minLength: 0, maxLength: Infinity, view, opaque: [] };
}

function compileScalar(space: Space, schema: ScalarSchema, view: View): Parts {
  const parts = scalarParts(schema, view);
  return space.options.isOpaque?.(schema) ? mapParts(parts, (part) => addOpaque(part, [`library:#${space.idOf(schema)}`])) : parts;
}

function scalarParts(schema: ScalarSchema, view: View): Parts {
  switch (schema.name) {
    case 'JSON':
      return everything(view);
    case 'JSONObject':
      return { ...noParts, objects: [{ fields: new Map(), extra: anyExtra, view, opaque: [] }] };
    case 'Boolean':
      return everyBoolean;
    case 'Float_unsecure':
      return { ...noParts, numbers: [anyNumber] };
    case 'Int_unsecure':
      return { ...noParts, numbers: [{ ...anyNumber, isInteger: true }] };
    case 'Latitude':
      return { ...noParts, numbers: [{ ...anyNumber, min: -90, max: 90 }] };
    case 'Longitude':
      return { ...noParts, numbers: [{ ...anyNumber, min: -180, max: 180 }] };
    case 'String_unsecure':
    case 'ID':
      return { ...noParts, strings: [anyText] };
    case 'NonEmptyString':
      return { ...noParts, strings: [{ ...anyText, minLength: 1 }] };
    case 'EmailAddress':
    case 'URL':
    case 'PhoneNumber':
    case 'Locale':
    case 'TimeZone':
    case 'Time':
    case 'Currency':
    case 'CountryCode':
    case 'Date':
    case 'DateTime': {
      const pattern = SCALAR_PATTERNS.get(schema.name);
      const test = pattern === undefined ? `format:${SCALAR_FORMATS.get(schema.name) ?? ''}` : `pattern:${pattern}`;
      return { ...noParts, strings: [{ ...anyText, tests: new Set([test]) }] };
    }
  }
}

function constants(values: readonly (string | number | boolean | null)[]): Parts {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const rest = values.filter((value) => typeof value === 'boolean' || value === null);
  const strings: StringPart[] = texts.length === 0 ? [] : [{ ...anyText, values: new Set(texts) }];
  const amounts: NumberPart[] = numbers.length === 0 ? [] : [{ ...anyNumber, values: new Set(numbers) }];
  const others: ConstantPart[] = [...new Set(rest)].map((value) => ({ value, opaque: [] }));
  return { ...noParts, strings, numbers: amounts, constants: others };
}

function compileObject(schema: ObjectSchema, view: View): Parts {
  const fields = new Map<string, ObjectPartField>();
  for (const [name, field] of schema.fields) fields.set(name, { types: [typeOfField(field)], absence: absenceOf(field, view) });
  return { ...noParts, objects: [{ fields, extra: extraRule(schema), view, opaque: [] }] };
}

function extraRule(schema: ObjectSchema): ExtraRule {
  if (schema.catchall) return { kind: 'typed', keys: [], values: [schema.catchall] };
  return { kind: schema.unknownFields };
}

/** A record whose keys are an enum demands each of them, as Zod 4 does. */
function compileRecord(space: Space, schema: RecordSchema, view: View): Parts {
  const object = (fields: ReadonlyMap<string, ObjectPartField>, extra: ExtraRule): Parts => ({
    ...noParts,
    objects: [{ fields, extra, view, opaque: [] }],
  });
  if (!schema.key) return object(new Map(), { kind: 'typed', keys: [], values: [schema.value] });
  const keys = space.parts(space.type([schema.key], view));
  const named = keys.strings.flatMap((part) => [...(part.values ?? [])]);
  const isReadable = keys.numbers.length === 0 && keys.strings.every((part) => part.opaque.length === 0);
  if (!isReadable)
    return mapParts(object(new Map(), { kind: 'typed', keys: [], values: [schema.value] }), (part) =>
      addOpaque(part, [`keys:${describeKeys(keys)}`]),
    );
  if (keys.strings.every((part) => part.values)) {
    return object(new Map(named.map((name) => [name, { types: [schema.value], absence: null }])), {
      kind: 'typed',
      keys: [noKey],
      values: [schema.value],
    });
  }
  return object(new Map(), { kind: 'typed', keys: [schema.key], values: [schema.value] });
}

/** A text that is the same for the same keys. */
function describeKeys({ numbers, strings }: Parts): string {
  return JSON.stringify([...numbers, ...strings], (_, value: unknown) => (value instanceof Set ? [...value] : value));
}

/** The schema of no value: keys that are all declared leave none for extra fields. */
const noKey: Schema = { kind: 'union', members: [], origin: anyValue.origin };

/** Whether a field may be absent. A default makes it so for who sends, and present for who receives, unless it may be absent for both. */
export function absenceOf(field: SchemaField, view: View): Absence {
  const isOptional = field.optional || (view.defaults === 'optional' && !field.array && defaultOf(field.type) !== undefined);
  if (!isOptional) return null;
  return field.codeOnAbsence === undefined ? surelyOptional : [`absence:${field.codeOnAbsence}`];
}
