import * as z from 'zod';
import type { Constraints, ObjectSchema, Schema, SchemaField } from '../../../../src/contracts/schema/schema.ts';

// Each schema judges a few values only: to compile it would take longer than to run it.
z.config({ jitless: true });

/** How undeclared fields are taken, and whether a field with a default may be absent. */
export interface ZodMode {
  readonly objects: 'strict' | 'strip';
  /** Who reads takes what a schema passes on; who sends what it describes does not send it. */
  readonly isReader: boolean;
  readonly defaults: 'optional' | 'present';
}

/** The same schema in Zod 4, the judge of the tests: dates as ISO strings, undeclared fields as the mode says. */
export function toZod(schema: Schema, mode: ZodMode, known: Map<Schema, z.ZodType> = new Map()): z.ZodType {
  const found = known.get(schema);
  if (found) return found;
  const made = constrained(convert(schema, mode, known), schema.constraints);
  const whole = schema.default?.isCatch && mode.defaults === 'optional' ? z.json() : made;
  known.set(schema, whole);
  return whole;
}

function convert(schema: Schema, mode: ZodMode, known: Map<Schema, z.ZodType>): z.ZodType {
  const inner = (part: Schema): z.ZodType => toZod(part, mode, known);
  switch (schema.kind) {
    case 'scalar':
      return scalars[schema.name]();
    case 'enum':
      return z.union(schema.values.map((value) => z.literal(value)));
    case 'literal':
      return z.literal(schema.value);
    case 'object':
      return object(schema, mode, known);
    case 'array':
      return z.array(inner(schema.item));
    case 'union':
      return z.union(schema.members.map(inner));
    case 'intersection':
      return schema.members.map(inner).reduce((all, one) => z.intersection(all, one));
    case 'nullable':
      return inner(schema.type).nullable();
    case 'record':
      return z.record(schema.key ? (inner(schema.key) as z.ZodString) : z.string(), inner(schema.value));
    case 'tuple': {
      const items = schema.items.map(inner) as [z.ZodType, ...z.ZodType[]];
      return schema.rest ? z.tuple(items, inner(schema.rest)) : z.tuple(items);
    }
    case 'ref':
      return z.lazy(() => inner(schema.target()));
    case 'resource':
    case 'unknown':
      throw new Error(`Zod has no ${schema.kind}.`);
  }
}

function object(schema: ObjectSchema, mode: ZodMode, known: Map<Schema, z.ZodType>): z.ZodType {
  const shape = Object.fromEntries([...schema.fields].map(([name, field]) => [name, fieldType(field, mode, known)]));
  if (schema.catchall) return z.object(shape).catchall(toZod(schema.catchall, mode, known));
  if (schema.unknownFields === 'keep' && mode.isReader) return z.looseObject(shape);
  return mode.objects === 'strict' ? z.strictObject(shape) : z.object(shape);
}

function fieldType(field: SchemaField, mode: ZodMode, known: Map<Schema, z.ZodType>): z.ZodType {
  const type = toZod(field.type, mode, known);
  if (field.array) return field.optional ? z.array(type).optional() : z.array(type);
  return field.optional || (hasDefault(field.type) && mode.defaults === 'optional') ? type.optional() : type;
}

/** Zod's `nullable` hands on what is absent: what is inside may have a default for it. */
function hasDefault(schema: Schema): boolean {
  return schema.default !== undefined || (schema.kind === 'nullable' && hasDefault(schema.type));
}

const scalars = {
  String_unsecure: () => z.string(),
  ID: () => z.string(),
  NonEmptyString: () => z.string().min(1),
  EmailAddress: () => z.email(),
  URL: () => z.url(),
  PhoneNumber: () => z.string().regex(/^[+]?\d[\d\s().-]{3,}$/),
  Locale: () => z.string().regex(/^[A-Za-z]{2}(?:-[A-Za-z0-9]{2,8})*$/),
  TimeZone: () => z.string().regex(/^(?:UTC|[A-Za-z_]+\/[A-Za-z_]+)$/),
  Time: () => z.string().regex(/^\d{2}:\d{2}(:\d{2})?$/),
  Currency: () => z.string().regex(/^[A-Z]{3}$/),
  CountryCode: () => z.string().regex(/^[A-Z]{2}$/),
  Int_unsecure: () => z.number().int(),
  Float_unsecure: () => z.number(),
  Latitude: () => z.number().min(-90).max(90),
  Longitude: () => z.number().min(-180).max(180),
  Boolean: () => z.boolean(),
  Date: () => z.iso.date(),
  DateTime: () => z.iso.datetime({ offset: true }),
  JSON: () => z.json(),
  JSONObject: () => z.record(z.string(), z.json()),
};

const formats = new Map<string, () => z.ZodType>([
  ['email', () => z.email()],
  ['uri', () => z.url()],
  ['uuid', () => z.uuid()],
  ['date', () => z.iso.date()],
  ['date-time', () => z.iso.datetime({ offset: true })],
  ['ipv4', () => z.ipv4()],
]);

/** Each constraint as a check of Zod's own, on whatever it speaks of. */
function constrained(type: z.ZodType, constraints: Constraints | undefined): z.ZodType {
  let result = type;
  const number = (check: z.ZodType): void =>
    void (result = result.and(z.union([check, z.string(), z.boolean(), z.null(), z.array(z.any()), z.looseObject({})])));
  if (!constraints) return result;
  const { min, max, exclusiveMin, exclusiveMax, multipleOf, minLength, maxLength, pattern, format, int } = constraints;
  if (int) number(z.number().int());
  if (min !== undefined) number(z.number().min(min));
  if (max !== undefined) number(z.number().max(max));
  if (exclusiveMin !== undefined) number(z.number().gt(exclusiveMin));
  if (exclusiveMax !== undefined) number(z.number().lt(exclusiveMax));
  if (multipleOf !== undefined) number(z.number().multipleOf(multipleOf));
  const lengths = [
    ...(minLength === undefined ? [] : [z.minLength(minLength)]),
    ...(maxLength === undefined ? [] : [z.maxLength(maxLength)]),
  ];
  for (const check of lengths) result = (result as z.ZodString).check(check as never);
  for (const source of pattern ?? []) result = (result as z.ZodString).check(z.regex(new RegExp(source)));
  if (format !== undefined) result = z.intersection(result, formats.get(format)?.() ?? z.never());
  return result;
}
