import { describe, expect, it } from 'vitest';
import { schemaDigest } from '../../../src/contracts/schema/equal.ts';
import { readModule, readSchema } from './support/read.ts';

function digest(code: string): string {
  const schema = code.includes('subject') ? readModule(code) : readSchema(code);
  return schema ? schemaDigest(schema) : 'null';
}

const same: readonly (readonly [string, string, string])[] = [
  ['order of fields', 'z.object({ a: z.string(), b: z.number() })', 'z.object({ b: z.number(), a: z.string() })'],
  ['order of enum values', "z.enum(['a', 'b'])", "z.enum(['b', 'a'])"],
  ['order of union members', 'z.union([z.string(), z.number()])', 'z.number().or(z.string())'],
  ['nested unions', 'z.string().or(z.number()).or(z.boolean())', 'z.union([z.boolean(), z.string(), z.number()])'],
  ['nullable and a union with null', 'z.string().nullable()', 'z.union([z.null(), z.string()])'],
  ['nullable twice', 'z.string().nullable().nullable()', 'z.string().nullable()'],
  ['anything, null too', 'z.any().nullable()', 'z.unknown()'],
  ['an enum of one value and a literal', "z.enum(['a'])", "z.literal('a')"],
  ['an enum and a union of literals', "z.enum(['a', 'b'])", "z.union([z.literal('a'), z.literal('b')])"],
  ['enum names', "defineEnum('A', ['a', 'b'])", "defineEnum('B', ['a', 'b'])"],
  ['ID and string', 'ScalarTypeEnum.ID()', 'z.string()'],
  ['NonEmptyString', 'ScalarTypeEnum.NonEmptyString()', 'z.string().min(1)'],
  ['Latitude', 'ScalarTypeEnum.Latitude()', 'z.number().min(-90).max(90)'],
  ['the order of checks', 'z.string().max(5).regex(/a/).regex(/b/)', 'z.string().regex(/b/).regex(/a/).max(5)'],
  ['a check that is implied', 'z.number().min(5).min(3)', 'z.number().min(5)'],
  ['a record of anything', 'z.record(z.string(), z.any())', 'ScalarTypeEnum.JSONObject()'],
  ['a record of anything and a loose object', 'z.looseObject({})', 'z.record(z.unknown())'],
  [
    'a model and the same in Zod',
    "defineSchemaModel({ name: 'M', fields: { a: { type: ScalarTypeEnum.ID(), isOptional: true }, b: { type: ScalarTypeEnum.Int_unsecure(), isArray: true } } })",
    'z.object({ a: z.string().optional(), b: z.array(z.int()) })',
  ],
  [
    'a list of models',
    "defineSchemaModel({ name: 'M', fields: { a: { type: z.object({}), isArray: true } } })",
    'z.object({ a: z.object({}).array() })',
  ],
  ['a lazy type', 'z.lazy(() => z.string())', 'z.string()'],
  ['words', "z.string().describe('a').readonly()", 'z.string()'],
  [
    'words for OpenAPI',
    "z.object({ a: z.string().openapi({ example: 'a' }).optional() }).openapi('A')",
    'z.object({ a: z.string().optional() })',
  ],
  ['refinements of the same text', 'z.string().refine((v) => v > 1)', 'z.string().refine((v) =>   v > 1 /* words */)'],
  ['names and a wrapper', "fromZod(z.object({ a: z.string() }), { name: 'A' })", 'z.object({ a: z.string() })'],
  [
    'types that contain themselves',
    'const A = z.object({ a: z.lazy(() => A).optional(), x: z.string() }); export const subject = A;',
    'const B = z.object({ x: z.string(), get a() { return B.optional(); } }); export const subject = B;',
  ],
  [
    'models that contain themselves',
    "const A = defineSchemaModel({ name: 'A', fields: { a: { get type() { return A; }, isArray: true } } }); export const subject = A;",
    'const B = z.object({ get a() { return z.array(B); } }); export const subject = B;',
  ],
  ['default values in another order', 'z.any().default({ a: 1, b: 2 })', 'z.any().default({ b: 2, a: 1 })'],
  ['the same unreadable part', "z.object({ a: window.a('x') })", "z.object({ a: window.a( 'x' ) })"],
  ['maps of the same', 'z.map(z.string(), z.number())', 'z.map(z.string().describe("words"), z.number())'],
];

const different: readonly (readonly [string, string, string])[] = [
  ['optional', 'z.object({ a: z.string() })', 'z.object({ a: z.string().optional() })'],
  ['a field more', 'z.object({ a: z.string() })', 'z.object({ a: z.string(), b: z.string().optional() })'],
  ['a field name', 'z.object({ a: z.string() })', 'z.object({ b: z.string() })'],
  ['undeclared fields', 'z.object({})', 'z.object({}).strict()'],
  ['the type of undeclared fields', 'z.object({}).catchall(z.string())', 'z.object({}).catchall(z.number())'],
  ['an enum value', "z.enum(['a'])", "z.enum(['a', 'b'])"],
  ['a number and its text', "z.literal('1')", 'z.literal(1)'],
  ['a bound', 'z.string().min(2)', 'z.string().min(3)'],
  ['a pattern', 'z.string().regex(/a/)', 'z.string().regex(/a/i)'],
  ['a format', 'z.uuid()', 'z.guid()'],
  ['a format that is a scalar', 'z.email()', 'z.url()'],
  ['a default', "z.string().default('a')", "z.string().default('b')"],
  ['a default or none', "z.string().default('a')", 'z.string()'],
  ['a default and a catch', "z.string().default('a')", "z.string().catch('a')"],
  ['a default that cannot be read', 'z.date().default(() => new Date())', 'z.date().default(() => new Date(0))'],
  ['a refinement', 'z.string().refine((v) => v > 1)', 'z.string().refine((v) => v > 2)'],
  ['the order of a change and a check', 'z.string().min(1).trim()', 'z.string().trim().min(1)'],
  ['the order of a change and a refinement', 'z.string().trim().refine(Boolean)', 'z.string().refine(Boolean).trim()'],
  ['a transform', 'z.string().transform((v) => v)', 'z.string()'],
  ['what comes after a transform', 'z.string().pipe(z.email())', 'z.string().pipe(z.url())'],
  ['list and single', 'z.array(z.string())', 'z.string()'],
  ['tuples', 'z.tuple([z.string(), z.number()])', 'z.tuple([z.number(), z.string()])'],
  ['a resource', "resourceRef('a://{id}', { graphQLType: 'A', many: true })", "resourceRef('a://{id}', { graphQLType: 'A', many: false })"],
  [
    'what is inside a type that contains itself',
    'const A = z.object({ a: z.lazy(() => A).optional(), x: z.string() }); export const subject = A;',
    'const A = z.object({ a: z.lazy(() => A).optional(), x: z.number() }); export const subject = A;',
  ],
  [
    'how far up a type refers',
    'const A = z.object({ x: z.object({ get a() { return A.optional(); } }) }); export const subject = A;',
    'const B = z.object({ get a() { return B.optional(); } }); export const subject = z.object({ x: B });',
  ],
  [
    'items of a tuple that may end in many places',
    `z.tuple([${'z.string().optional(), '.repeat(9)}])`,
    `z.tuple([${'z.number().optional(), '.repeat(9)}])`,
  ],
  [
    'how many items such a tuple has at least',
    `z.tuple([z.any(), ${'z.string().optional(), '.repeat(9)}])`,
    `z.tuple([z.any().optional(), ${'z.string().optional(), '.repeat(9)}])`,
  ],
  ['what a promise is of', 'z.string().promise()', 'z.number().promise()'],
  ['what nests too deep', `z.string()${'.array()'.repeat(201)}`, `z.number()${'.array()'.repeat(201)}`],
  ['maps of other things', 'z.map(z.string(), z.string())', 'z.map(z.string(), z.number())'],
  ['unreadable parts', 'z.object({ a: window.a() })', 'z.object({ a: window.b() })'],
  ['what is spread into a check', 'z.string().includes(...window.a())', 'z.string().includes(...window.b())'],
  ['what is spread into a change', 'z.string().overwrite(...window.a())', 'z.string().overwrite(...window.b())'],
  ['what is spread into a method as a function', 'z.optional(...window.a())', 'z.optional(...window.b())'],
  ['what is spread into a type of GraphQL', 'new GraphQLSchemaType(...window.a())', 'new GraphQLSchemaType(...window.b())'],
];

describe('the digest of a schema', () => {
  it.each(same)('does not depend on %s', (_, one, other) => {
    expect(digest(one)).toBe(digest(other));
  });

  it.each(different)('depends on %s', (_, one, other) => {
    expect(digest(one)).not.toBe(digest(other));
  });

  it('is that of the whole, however it is reached first', () => {
    const code =
      'const A = z.object({ b: z.lazy(() => B).optional() }); const B = z.object({ a: z.lazy(() => A).optional() }); export const subject = ';
    const whole = readModule(`${code} z.tuple([A, B]);`);
    const [a, b] = whole?.kind === 'tuple' ? whole.items : [];
    expect(b && schemaDigest(b)).toBe(digest(`${code} B;`));
    expect(a && schemaDigest(a)).toBe(digest(`${code} A;`));
  });

  it('ends for a type of nothing but itself', () => {
    expect(digest('const A = z.lazy(() => A); export const subject = z.object({ a: A });')).toMatch(/^[0-9a-f]{32}$/);
    expect(digest('const A = z.union([z.lazy(() => A)]); export const subject = A;')).toMatch(/./);
  });
});
