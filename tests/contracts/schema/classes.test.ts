import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import * as z3 from 'zod/v3';
import { readModule } from './support/read.ts';

/** What reading tells of conditions: which of two types stands there; null where it does not tell. */
function readAll(conditions: readonly string[]): readonly (boolean | null)[] {
  const items = conditions.map((condition) => `(${condition}) ? z.literal(true) : z.literal(false)`);
  // Of an unread item at the end it is not known whether it may be left out.
  const schema = readModule(`export const subject = z.tuple([${items.join()}, z.string()]);`);
  if (schema?.kind !== 'tuple') throw new Error('No tuple.');
  return schema.items.slice(0, -1).map((item) => (item.kind === 'literal' ? item.value === true : null));
}

function read(condition: string): boolean | null {
  return readAll([condition])[0] ?? null;
}

function run(condition: string): unknown {
  return new Function('z', 'z3', `return (${condition});`)(z, z3);
}

const TYPES = [
  'z.string()',
  'z.string().min(1)',
  'z.string().email()',
  'z.email()',
  'z.string().regex(/a/)',
  'z.templateLiteral(["a", z.number()])',
  'z.coerce.string()',
  'z.number()',
  'z.int()',
  'z.boolean()',
  'z.date()',
  'z.any()',
  'z.unknown()',
  'z.never()',
  'z.null()',
  'z.literal("a")',
  'z.enum(["a"])',
  'z.object({})',
  'z.strictObject({}).refine(() => true)',
  'z.array(z.string())',
  'z.string().array().min(1)',
  'z.tuple([z.string()])',
  'z.record(z.string(), z.string())',
  'z.partialRecord(z.enum(["a"]), z.string())',
  'z.union([z.string(), z.number()])',
  'z.xor([z.string(), z.number()])',
  'z.string().or(z.number())',
  'z.discriminatedUnion("a", [z.object({ a: z.literal(1) })])',
  'z.object({}).and(z.object({}))',
  'z.string().optional()',
  'z.exactOptional(z.string())',
  'z.string().nullish()',
  'z.string().nullable()',
  'z.nonoptional(z.string().optional())',
  'z.string().default("a")',
  'z.string().prefault("a")',
  'z.string().catch("a")',
  'z.string().readonly()',
  'z.string().brand("a")',
  'z.string().transform(Number)',
  'z.preprocess(String, z.string())',
  'z.string().pipe(z.string())',
  'z.codec(z.string(), z.number(), { decode: Number, encode: String })',
  'z.stringbool()',
  'z.json()',
  'z.custom()',
  'z.bigint()',
];

const NAMES =
  'Type String StringFormat Number NumberFormat Boolean Date Any Unknown Never Null Literal Enum Object Array Tuple Record Union Xor ' +
  'DiscriminatedUnion Intersection Optional ExactOptional NonOptional Nullable Default Prefault Catch Readonly Pipe Codec Preprocess ' +
  'Transform TemplateLiteral Lazy Custom';

const TYPES_3 = [
  'z3.string().uuid()',
  'z3.number()',
  'z3.boolean()',
  'z3.any()',
  'z3.enum(["a"])',
  'z3.nativeEnum({ A: 1 })',
  'z3.object({}).strict()',
  'z3.object({}).refine(() => true)',
  'z3.string().transform(Number)',
  'z3.preprocess(String, z3.string())',
  'z3.string().pipe(z3.string())',
  'z3.array(z3.string())',
  'z3.union([z3.string(), z3.number()])',
  'z3.discriminatedUnion("a", [z3.object({ a: z3.literal(1) })])',
  'z3.string().optional()',
  'z3.string().default("a")',
  'z3.string().brand()',
  'z3.string().readonly()',
  'z3.record(z3.string())',
];

const NAMES_3 =
  'Type Schema String Number Boolean Date Any Unknown Never Null Literal Enum NativeEnum Object Array Tuple Record Union ' +
  'DiscriminatedUnion Intersection Optional Nullable Default Catch Readonly Branded Effects Pipeline Lazy';

const conditions = (types: readonly string[], zod: string, names: string): readonly (readonly string[])[] =>
  types.map((type) => names.split(' ').map((name) => `${type} instanceof ${zod}.Zod${name}`));

describe('classes of types', () => {
  test('what is told of instances is so', () => {
    const all = [...conditions(TYPES, 'z', NAMES), ...conditions(TYPES_3, 'z3', NAMES_3)];
    const told = all.flatMap((one) =>
      readAll(one).flatMap((value, index) => (value === null ? [] : { condition: one[index] ?? '', value })),
    );
    expect(told.filter(({ condition, value }) => value !== run(condition))).toEqual([]);
    expect(told.length / all.flat().length).toBeGreaterThan(0.8);
  });

  test.each([
    ['z.string() instanceof z.ZodType', true],
    ['z3.string() instanceof z3.ZodType', true],
    ['z3.string() instanceof z3.ZodSchema', true],
    ['z.object({}) instanceof z.ZodObject', true],
    ['({ a: z.string() }) instanceof z.ZodType', false],
    ['[z.string()] instanceof z.ZodType', false],
    ['"text" instanceof z.ZodType', false],
    ['"parse" in z.object({})', true],
    ['"parse" in { a: z.string() }', false],
    ['"_def" in z.object({})', true],
    ['typeof z.string().safeParse === "function"', true],
    ['typeof z.string() === "object"', true],
  ])('%s', (condition, expected) => {
    expect(read(condition)).toBe(expected);
    expect(run(condition)).toBe(expected);
  });

  test.each([
    ['ScalarTypeEnum.ID() instanceof z.ZodType', false],
    ["defineSchemaModel({ name: 'A', fields: {} }) instanceof SchemaModel", true],
    ["defineSchemaModel({ name: 'A', fields: {} }) instanceof EnumType", false],
    ["defineEnum('A', ['a']) instanceof EnumType", true],
    ['fromZod(z.string()) instanceof ZodSchemaType', true],
    ['fromZod(z.string()) instanceof z.ZodType', false],
    ['z.object({}) instanceof SchemaModel', false],
    ["({ name: 'A' }) instanceof SchemaModel", false],
  ])('of the framework: %s', (condition, expected) => {
    expect(read(condition)).toBe(expected);
  });
});
