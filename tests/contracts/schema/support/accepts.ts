import * as z from 'zod';
import * as z3 from 'zod/v3';
import type { Constraints, ScalarName, Schema } from '../../../../src/contracts/schema/schema.ts';

/** Whether a schema accepts a value as input; `maybe` where that depends on something that cannot be read. */
export type Verdict = 'yes' | 'no' | 'maybe';

/** The plainest meaning of a schema, written apart from the project's own. Undeclared fields are dropped where the schema says so. */
export function verdictOf(schema: Schema, value: unknown): Verdict {
  if (schema.default?.isCatch) return 'yes';
  // What is given says nothing of what is taken.
  const opaque = (schema.constraints?.opaque ?? []).filter((entry) => !entry.startsWith('give:'));
  const own = all([kindVerdict(schema, value), constraintsVerdict(schema.constraints ?? {}, value)]);
  if (opaque.length === 0) return own;
  return own === 'no' && opaque.every((entry) => /^(?:refine|transform):/.test(entry)) ? 'no' : 'maybe';
}

function kindVerdict(schema: Schema, value: unknown): Verdict {
  switch (schema.kind) {
    case 'scalar':
      return is(scalarAccepts(schema.name, value));
    case 'enum':
      return is(schema.values.includes(value as string));
    case 'literal':
      return is(schema.value === value);
    case 'nullable':
      return value === null ? 'yes' : verdictOf(schema.type, value);
    case 'array':
      return Array.isArray(value) ? all(value.map((item) => verdictOf(schema.item, item))) : 'no';
    case 'tuple': {
      if (!Array.isArray(value) || value.length < schema.items.length) return 'no';
      if (!schema.rest && value.length > schema.items.length) return 'no';
      return all(value.map((item, index) => verdictOf(schema.items[index] ?? (schema.rest as Schema), item)));
    }
    case 'union':
      return any(schema.members.map((member) => verdictOf(member, value)));
    case 'intersection':
      return all(schema.members.map((member) => verdictOf(member, value)));
    case 'record':
      if (!isObject(value)) return 'no';
      return all(
        Object.entries(value).map(([key, part]) => all([schema.key ? verdictOf(schema.key, key) : 'yes', verdictOf(schema.value, part)])),
      );
    case 'object':
      return isObject(value) ? objectVerdict(schema, value) : 'no';
    case 'ref':
      return verdictOf(schema.target(), value);
    case 'resource':
    case 'unknown':
      return 'maybe';
  }
}

function objectVerdict(schema: Extract<Schema, { kind: 'object' }>, value: Record<string, unknown>): Verdict {
  const verdicts: Verdict[] = [];
  for (const [name, field] of schema.fields) {
    if (!Object.hasOwn(value, name))
      verdicts.push(field.codeOnAbsence === undefined ? is(field.optional || field.type.default !== undefined) : 'maybe');
    else if (!field.array) verdicts.push(verdictOf(field.type, value[name]));
    else verdicts.push(Array.isArray(value[name]) ? all(value[name].map((item) => verdictOf(field.type, item))) : 'no');
  }
  for (const [name, part] of Object.entries(value)) {
    if (schema.fields.has(name)) continue;
    if (schema.unknownFields === 'refuse') verdicts.push('no');
    if (schema.catchall) verdicts.push(verdictOf(schema.catchall, part));
  }
  return all(verdicts);
}

function constraintsVerdict(constraints: Constraints, value: unknown): Verdict {
  const { min, max, exclusiveMin, exclusiveMax, multipleOf, minLength, maxLength, pattern, format, int } = constraints;
  const verdicts: boolean[] = [];
  if (typeof value === 'number') {
    if (min !== undefined) verdicts.push(value >= min);
    if (max !== undefined) verdicts.push(value <= max);
    if (exclusiveMin !== undefined) verdicts.push(value > exclusiveMin);
    if (exclusiveMax !== undefined) verdicts.push(value < exclusiveMax);
    if (multipleOf !== undefined) verdicts.push(isMultiple(value / multipleOf));
    if (int) verdicts.push(Number.isSafeInteger(value));
  }
  if (typeof value === 'string' || Array.isArray(value)) {
    if (minLength !== undefined) verdicts.push(value.length >= minLength);
    if (maxLength !== undefined) verdicts.push(value.length <= maxLength);
  }
  if (typeof value === 'string') {
    for (const source of pattern ?? []) verdicts.push(regExpOf(source).test(value));
    if (format !== undefined) verdicts.push(formatAccepts(format, value));
  }
  return verdicts.every(Boolean) ? 'yes' : 'no';
}

/** Zod's tolerance: doubles round twice on the way to the ratio. */
function isMultiple(ratio: number): boolean {
  return Math.abs(ratio - Math.round(ratio)) < 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
}

function regExpOf(source: string): RegExp {
  const literal = /^\/(.*)\/([a-z]+)$/s.exec(source);
  return literal ? new RegExp(literal[1] as string, literal[2]) : new RegExp(source);
}

const makers = { ...z, ...z.iso } as unknown as Readonly<Record<string, (params?: object) => z.ZodType>>;
const formats = new Map<string, ReturnType<typeof formatType>>();

function formatAccepts(format: string, value: string): boolean {
  let type = formats.get(format);
  if (!type) formats.set(format, (type = formatType(format)));
  return type.safeParse(value).success;
}

/** The formats that Zod 3 alone has. */
const olderFormats: Readonly<Record<string, z3.ZodType>> = {
  ip: z3.string().ip(),
  'ipv6(zod 3)': z3.string().ip({ version: 'v6' }),
  cidr: z3.string().cidr(),
  'cidrv6(zod 3)': z3.string().cidr({ version: 'v6' }),
  'duration(zod 3)': z3.string().duration(),
  'jwt(zod 3)': z3.string().jwt(),
  'emoji(zod 3)': z3.string().emoji(),
};

/** A format is what the function of Zod by that name takes; options stand in brackets. */
function formatType(format: string): Pick<z3.ZodType, 'safeParse'> | Pick<z.ZodType, 'safeParse'> {
  const older = olderFormats[format];
  if (older) return older;
  const [, name = '', options = ''] = /^([A-Za-z0-9]+)(?:\((.*)\))?$/.exec(format) ?? [];
  if (name === 'uri') {
    const asked = Object.entries(JSON.parse(options) as Readonly<Record<string, string>>);
    return z.url(Object.fromEntries(asked.map(([key, source]) => [key, regExpOf(source)])));
  }
  const given = options.split(',').filter((option) => option !== '');
  const params = given
    .map((option) => option.split('='))
    .map(([key = '', text]) => [key, text === undefined || (Number.isNaN(Number(text)) ? text : Number(text))] as const);
  const maker = makers[name];
  if (!maker) throw new Error(`No format is called "${format}".`);
  return maker(Object.fromEntries(params));
}

const STRINGS: Partial<Record<ScalarName, z.ZodType>> = {
  EmailAddress: z.email(),
  URL: z.url(),
  Date: z.iso.date(),
  DateTime: z.iso.datetime({ offset: true }),
  PhoneNumber: z.string().regex(/^[+]?\d[\d\s().-]{3,}$/),
};

function scalarAccepts(name: ScalarName, value: unknown): boolean {
  switch (name) {
    case 'JSON':
      return true;
    case 'JSONObject':
      return isObject(value);
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Int_unsecure':
      return Number.isSafeInteger(value);
    case 'Float_unsecure':
      return typeof value === 'number';
    case 'Latitude':
      return typeof value === 'number' && Math.abs(value) <= 90;
    case 'Longitude':
      return typeof value === 'number' && Math.abs(value) <= 180;
    case 'NonEmptyString':
      return typeof value === 'string' && value !== '';
    default:
      return typeof value === 'string' && (STRINGS[name]?.safeParse(value).success ?? true);
  }
}

function is(accepted: boolean): Verdict {
  return accepted ? 'yes' : 'no';
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no';
  return verdicts.includes('maybe') ? 'maybe' : 'yes';
}

function any(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('yes')) return 'yes';
  return verdicts.includes('maybe') ? 'maybe' : 'no';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
