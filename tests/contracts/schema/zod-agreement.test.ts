import { describe, expect, it } from 'vitest';
import * as zod from 'zod';
import * as zod42 from 'zod-4.2';
import * as zod43 from 'zod-4.3';
import * as zod44 from 'zod-4.4';
import * as zodMini from 'zod/mini';
import * as zod3 from 'zod/v3';
import { givenBy } from '../../../src/contracts/schema/given.ts';
import { verdictOf } from './support/accepts.ts';
import { readModule } from './support/read.ts';
import { samplesFor } from './support/samples.ts';

/** On the wire a date is a string, so that is what dates are executed as. */
const z = { ...zod, date: () => zod.iso.datetime({ offset: true }) };

interface Type {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: unknown };
}

function execute(code: string): Type {
  const body = code
    .replace(/^export const subject =/m, 'return')
    .replace(/enum (\w+) \{([^}]*)\}/g, (_, name: string, members: string) => enumCode(name, members));
  return new Function('z', 'z3', 'z42', 'z43', 'z44', 'zm', body)(z, zod3, zod42, zod43, zod44, zodMini) as Type;
}

/** What TypeScript makes of an enum. */
function enumCode(name: string, members: string): string {
  let next = 0;
  const entries = members.split(',').map((member) => {
    const [key = '', value] = member.split('=').map((part) => part.trim());
    if (value?.startsWith("'")) return `${key}: ${value}`;
    const number = value === undefined ? next : Number(value);
    next = number + 1;
    return `${key}: ${number}, ${number}: '${key}'`;
  });
  return `const ${name} = { ${entries.join(', ')} };`;
}

interface Agreement {
  /** Values on which reading and running differ. */
  readonly differs: unknown[];
  /** What the type makes of values, where the schema would not accept it. */
  readonly badOutputs: unknown[];
  /** Values of which reading cannot tell. */
  readonly unsure: number;
  readonly accepted: number;
  readonly refused: number;
}

function agreementOn(code: string): Agreement {
  const schema = readModule(code);
  if (!schema) throw new Error('No schema.');
  const type = execute(code);
  const differs: unknown[] = [];
  const badOutputs: unknown[] = [];
  const counts = { yes: 0, no: 0, maybe: 0 };
  for (const value of samplesFor(schema)) {
    const verdict = verdictOf(schema, value);
    counts[verdict] += 1;
    if (verdict === 'maybe') continue;
    const result = type.safeParse(structuredClone(value));
    if ((verdict === 'yes') !== result.success) differs.push({ value, read: verdict });
    const output: unknown = result.success ? JSON.parse(JSON.stringify(result.data)) : undefined;
    if (result.success && verdictOf(givenBy(schema), output) === 'no') badOutputs.push({ value, output });
  }
  return { differs, badOutputs, unsure: counts.maybe, accepted: counts.yes, refused: counts.no };
}

/** Types that accept nothing, or everything. */
const ONE_SIDED = /^z\.(?:never|undefined|any|unknown|json|custom)\(\)$|^z\.string\(\)\.email\(\)\.url\(\)$/;

/** Types of which Zod takes no value at all. */
const NOTHING_FITS: ReadonlySet<string> = new Set([
  'z.object({ a: z.undefined() })',
  'z3.strictObject({ a: z3.string() }).and(z3.strictObject({ b: z3.number().optional() }))',
  'z3.strictObject({ a: z3.string() }).and(z3.object({ b: z3.number() }))',
]);

const records: readonly string[] = [
  "z.record(z.enum(['a', 'b']), z.string().exactOptional())",
  "z.record(z.enum(['a', 'b']), z.undefined())",
  "z.record(z.enum(['a', 'b']), z.union([z.string(), z.undefined()]))",
  "z.record(z.enum(['a', 'b']), z.any().readonly())",
  "z3.record(z3.union([z3.literal(5), z3.literal('a')]), z3.number())",
];

const exact: readonly string[] = [
  ...NOTHING_FITS,
  // Scalars
  'z.string()',
  'z.number()',
  'z.boolean()',
  'z.any()',
  'z.unknown()',
  'z.null()',
  'z.never()',
  'z.date()',
  'z.json()',
  'z.int()',
  'z.int32()',
  'z.uint32()',
  'z.float32()',
  'z.float64()',
  // Checks of strings
  'z.string().min(1)',
  'z.string().min(0)',
  'z.string().min(3)',
  'z.string().min(2).min(3)',
  'z.string().min(3).min(2)',
  'z.string().max(3)',
  'z.string().max(5).max(3).min(2)',
  'z.string().length(3)',
  'z.string().nonempty()',
  'z.string().nonempty().max(4)',
  'z.string().regex(/^[a-c]+$/)',
  'z.string().regex(/^[a-c]+$/i)',
  'z.string().regex(/b/g)',
  'z.string().regex(/b/y)',
  'z.string().regex(/a/).regex(/c$/)',
  "z.string().startsWith('ab')",
  "z.string().endsWith('.com')",
  "z.string().includes('@')",
  "z.string().includes('b', { position: 2 })",
  'z.string().lowercase()',
  'z.string().uppercase()',
  'z.string().trim()',
  'z.string().toLowerCase()',
  // Formats
  'z.string().email()',
  'z.email()',
  'z.email({ pattern: /^.+@.+$/ })',
  'z.string().email().max(15)',
  'z.string().min(1).email()',
  'z.string().url()',
  'z.url()',
  'z.string().email().url()',
  'z.string().uuid()',
  'z.uuid()',
  "z.uuid({ version: 'v4' })",
  'z.uuidv7()',
  'z.guid()',
  'z.string().guid()',
  'z.cuid()',
  'z.cuid2()',
  'z.ulid()',
  'z.nanoid()',
  'z.nanoid({ length: 10 })',
  'z.ipv4()',
  'z.ipv6()',
  'z.cidrv4()',
  'z.cidrv6()',
  'z.base64()',
  'z.base64().min(1)',
  'z.base64url()',
  'z.jwt()',
  "z.jwt({ alg: 'HS256' })",
  "z.jwt({ alg: 'RS256' })",
  'z.emoji()',
  'z.e164()',
  'z.hex()',
  'z.url({ protocol: /^https$/ })',
  'z.url({ protocol: /^https?$/, hostname: /^example\\.com$/ })',
  'z.httpUrl()',
  'z.hostname()',
  'z.mac()',
  'z.string().date()',
  'z.iso.date()',
  'z.iso.time()',
  'z.iso.time({ precision: 0 })',
  'z.iso.time({ precision: 3 })',
  'z.iso.time({ precision: -1 })',
  'z.iso.duration()',
  'z.iso.datetime()',
  'z.iso.datetime({ offset: true })',
  'z.iso.datetime({ offset: true, precision: 3 })',
  'z.iso.datetime({ precision: 0 })',
  'z.iso.datetime({ precision: -1 })',
  'z.iso.datetime({ local: true })',
  'z.iso.datetime({ local: true, offset: true, precision: 0 })',
  'z.string().datetime()',
  'z.string().datetime({ offset: true })',
  // Patterns that Zod has names for
  "z.hash('md5')",
  "z.hash('sha1', { enc: 'base64' })",
  "z.hash('sha256', { enc: 'base64' })",
  "z.hash('sha384', { enc: 'base64url' })",
  "z.hash('sha512', { enc: 'hex' })",
  "z.stringFormat('short', /^.{1,3}$/)",
  "z.stringFormat('short', /^[a-z]*$/i).max(3)",
  ...['email', 'html5Email', 'rfc5322Email', 'unicodeEmail', 'guid', 'uuid4', 'uuid7', 'uuid(7)', 'cuid2', 'nanoid', 'ipv4', 'domain'].map(
    (name) => `z.string().regex(z.regexes.${name})`,
  ),
  ...['date', 'integer', 'number', 'bigint', 'lowercase', 'uppercase', 'hex', 'md5_hex', 'sha1_base64'].map(
    (name) => `z.string().regex(z.core.regexes.${name})`,
  ),
  'z.email({ pattern: z.regexes.html5Email })',
  'z.url({ protocol: z.regexes.httpProtocol, hostname: z.regexes.domain })',
  // Texts that are put together, or stand for booleans
  "z.templateLiteral([z.string().regex(/^[a-c]+$/), '-', z.string().regex(/^1|2$/)])",
  ...['uuid()', 'uuidv4()', 'guid()', 'email()', 'iso.date()', 'ipv4()', 'cuid2()', 'nanoid()', 'hex()', "hash('md5')"].map(
    (format) => `z.templateLiteral(['a:', z.${format}])`,
  ),
  "z.templateLiteral(['x', z.number()])",
  "z.templateLiteral(['x', z.int()])",
  "z.templateLiteral([z.enum(['a', 'x']), z.string().min(1).max(3)])",
  "z.templateLiteral([z.literal(['', 'a.', 5]), z.boolean().optional(), z.number().nullable()])",
  "z.templateLiteral([z.templateLiteral(['a', z.string()]), z.union([z.literal('c'), z.literal('d')])])",
  "z.templateLiteral(['', null])",
  'z.templateLiteral([undefined])',
  'z.templateLiteral([1, 2])',
  'z.stringbool()',
  "z.stringbool({ truthy: ['a', 'B.'], falsy: ['b'] })",
  "z.stringbool({ truthy: ['a'], falsy: ['ABC'], case: 'sensitive' })",
  // Checks of numbers
  'z.number().int()',
  'z.number().min(1).max(10)',
  'z.number().gte(1).gt(1)',
  'z.number().gt(1).gte(2)',
  'z.number().lt(10).lte(10)',
  'z.number().positive()',
  'z.number().negative()',
  'z.number().nonnegative()',
  'z.number().nonpositive()',
  'z.number().multipleOf(5)',
  'z.number().step(0.5)',
  'z.number().multipleOf(2).multipleOf(3)',
  'z.number().finite()',
  'z.number().safe()',
  'z.number().int().positive().max(100)',
  // Enums and literals
  "z.enum(['a', 'b'])",
  "z.enum({ A: 'a', B: 'b' })",
  "z.enum(['a', 'b', 'c']).exclude(['b'])",
  "z.enum(['a', 'b', 'c']).extract(['a', 'c'])",
  "z.enum(z.enum(['a', 'b']).options)",
  "z.literal(z.enum(['a', 'b']).enum.b)",
  "z.literal('a')",
  'z.literal(5)',
  'z.literal(true)',
  'z.literal(null)',
  "z.literal(['a', 5, null])",
  "z.literal(z.literal('a').value)",
  // Objects
  'z.object({ toString: z.string().optional() })',
  "z.object({ constructor: z.string().default('x'), a: z.string().optional() })",
  'z.object({ hasOwnProperty: z.array(z.string()) }).partial()',
  'z3.object({ valueOf: z3.string().nullish(), a: z3.number() })',
  'z.object({})',
  'z.object()',
  'z.object({ a: z.string() })',
  'z.object({ a: z.string() }).strict()',
  'z.object({ a: z.string() }).passthrough()',
  'z.object({ a: z.string() }).loose()',
  'z.object({ a: z.string() }).strict().strip()',
  'z.strictObject({ a: z.string(), b: z.number().optional() })',
  'z.looseObject({ a: z.string() })',
  'z.object({ a: z.string() }).catchall(z.number())',
  'z.object({ a: z.string() }).catchall(z.never())',
  'z.object({ a: z.string() }).catchall(z.any())',
  'z.object({ a: z.string() }).catchall(z.number()).strict()',
  'z.object({ a: z.string(), b: z.number() }).extend({ b: z.string(), c: z.boolean() })',
  'z.object({ a: z.string() }).safeExtend({ b: z.number() })',
  'z.object({ a: z.string() }).strict().extend({ b: z.number() })',
  'z.object({ a: z.string() }).merge(z.object({ a: z.number(), b: z.string() }).strict())',
  'z.object({ a: z.string(), b: z.number() }).pick({ a: true })',
  'z.object({ a: z.string(), b: z.number() }).omit({ a: true })',
  'z.object({ a: z.string(), b: z.number() }).omit({ a: false })',
  'z.object({ a: z.string(), b: z.number() }).partial()',
  'z.object({ a: z.string(), b: z.number() }).partial({ b: true })',
  'z.object({ a: z.string().optional(), b: z.number().nullish() }).required()',
  'z.object({ a: z.string().optional(), b: z.number().optional() }).required({ a: true })',
  "z.object({ a: z.string().default('x') }).required()",
  "z.object({ a: z.string().default('x') }).partial()",
  'z.object({ a: z.string(), b: z.number() }).keyof()',
  'z.object({ b: z.object({ a: z.string() }) }).shape.b',
  'z.object({ ...z.object({ a: z.string() }).shape, b: z.number() })',
  'z.deepPartial(z.object({ a: z.object({ b: z.object({ c: z.string() }) }) }))',
  // Presence
  'z.object({ a: z.string().optional() })',
  'z.object({ a: z.string().nullable() })',
  'z.object({ a: z.string().nullish() })',
  'z.object({ a: z.string().nullable().optional() })',
  'z.object({ a: z.string().optional().nullable() })',
  "z.object({ a: z.string().default('x') })",
  "z.object({ a: z.string().default(() => 'x') })",
  "z.object({ a: z.string().optional().default('x') })",
  "z.object({ a: z.string().default('x').optional() })",
  "z.object({ a: z.string().default('x').nullable() })",
  'z.object({ a: z.string().nullable().default(null) })',
  "z.object({ a: z.string().prefault('x') })",
  // What stands in for an absent value is refused.
  "z.object({ a: z.string().min(5).prefault('abc') })",
  'z.object({ a: z.number().gt(2).nullable().prefault(2) })',
  "z.object({ a: z.enum(['a']).prefault('b') })",
  'z.object({ a: z.object({ x: z.string() }).prefault({}) })',
  "z.object({ a: z.object({ x: z.string().default('x') }).prefault({}) })",
  "z3.object({ a: z3.union([z3.string().min(2), z3.array(z3.number())]).default('x') })",
  "z.object({ a: z.string().catch('x') })",
  "z.object({ a: z.string().optional().catch('x') })",
  "z.object({ a: z.string().default('x').catch('y') })",
  'z.object({ a: z.string().optional().nonoptional() })',
  'z.object({ a: z.optional(z.string()), b: z.nullable(z.number()) })',
  'z.object({ a: z.string().optional().unwrap() })',
  "z.object({ a: z.string().default('x').removeDefault() })",
  'z.object({ a: z.union([z.string().optional(), z.number()]) })',
  'z.object({ a: z.union([z.string(), z.number().default(1)]) })',
  'z.object({ a: z.unknown() })',
  'z.object({ a: z.any().optional() })',
  'z.object({ a: z.exactOptional(z.string()) })',
  // Lists
  'z.array(z.string())',
  'z.string().array()',
  'z.array(z.string()).min(2)',
  'z.array(z.string()).min(1).max(2)',
  'z.array(z.string()).length(2)',
  'z.array(z.string()).nonempty()',
  'z.array(z.string()).min(2).min(1)',
  'z3.ostring()',
  'z3.object({ a: z3.onumber(), b: z3.oboolean() })',
  'z3.array(z3.string()).min(2).min(1)',
  'z3.array(z3.string()).min(2).nonempty()',
  'z3.array(z3.string()).max(1).max(2)',
  'z3.array(z3.string()).length(1).length(2).min(0)',
  'z.array(z.string().optional())',
  'z.array(z.array(z.string()).max(1)).element',
  'z.array(z.string()).unwrap()',
  'z.tuple([z.string(), z.any(), z.unknown().readonly()]).rest(z.number())',
  'z.tuple([])',
  'z.tuple([z.string(), z.number()])',
  'z.tuple([z.string()], z.number())',
  'z.tuple([z.string()]).rest(z.boolean())',
  'z.tuple([z.string(), z.number().optional()])',
  'z.tuple([z.string().optional(), z.number().optional(), z.boolean().optional()])',
  // Unions and intersections
  'z.union([z.string(), z.number()])',
  'z.string().or(z.number()).or(z.null())',
  "z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), a: z.number() }), z.object({ kind: z.literal('b'), b: z.string() })])",
  "z.discriminatedUnion('kind', [z.object({ kind: z.enum(['a', 'c']) }), z.object({ kind: z.literal('b'), b: z.string() })])",
  'z.union([z.string(), z.number()]).options[1]',
  'z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() }))',
  'z.object({ a: z.string() }).and(z.object({ b: z.number().optional() }))',
  'z.intersection(z.number().min(2), z.number().max(5))',
  // Records
  'z.record(z.string(), z.number())',
  'z.record(z.number())',
  'z.record(z.string(), z.any())',
  'z.record(z.string(), z.unknown())',
  'z.record(z.string().min(2), z.number())',
  'z.record(z.string().regex(/^[a-c]+$/), z.any())',
  "z.record(z.enum(['a', 'b']), z.number())",
  "z.record(z.literal('a'), z.string().optional())",
  "z.record(z.union([z.literal('a'), z.literal('b')]), z.number())",
  "z.partialRecord(z.enum(['a', 'b']), z.number())",
  "z.looseRecord(z.enum(['a']), z.string())",
  'z.looseRecord(z.string(), z.number())',
  // Words
  "z.string().describe('words')",
  "z.string().meta({ title: 'words' })",
  "z.string().min(2).brand('B')",
  'z.object({ a: z.string() }).readonly()',
  'z.array(z.string()).readonly().unwrap()',
  // Lazy
  'z.lazy(() => z.string())',
  'z.lazy(() => z.lazy(() => z.string().min(2)))',
  'z.object({ a: z.lazy(() => z.string().optional()) })',
  'z.object({ a: z.lazy(() => z.string()).nullable() })',
  "z.object({ a: z.lazy(() => z.string().default('x')) })",
  "z.object({ a: z.nullable(z.lazy(() => z.string().catch('x'))) })",
  "z.object({ get a() { return z.string().default('x'); } })",
  "z.string().regex(new RegExp('^a'))",
  "z.string().regex(RegExp(/^A/, 'i'))",
  // Checks as functions
  'z.string().check(z.minLength(2), z.regex(/a/))',
  'z.number().check(z.gte(2), z.lt(10), z.multipleOf(2))',
  'z.string().with(z.startsWith("ab"))',
  "z.string().check(z.describe('A word'), z.meta({ title: 'Word' }))",
  'z.toZod()(z.object({ a: z.string() }))',
  'z.string().check(z.email())',
  'z.string().apply((type) => type.min(2))',
  'z.optional(z.string())',
  'z.custom()',
  // Absence
  'z.string().or(z.undefined())',
  'z.record(z.number(), z.string())',
  'z.record(z.union([z.string(), z.number()]), z.number())',
  'z.undefined()',
  'z.object({ a: z.union([z.string(), z.undefined()]) })',
  'z.object({ a: z.undefined() })',
  'z.tuple([z.string(), z.lazy(() => z.union([z.string(), z.undefined()]))])',
  'z.object({ a: z.custom() })',
  'z.object({ a: z.any() })',
  "z.record(z.enum(['a', 'b']), z.any())",
  "z.record(z.enum(['a', 'b']), z.number().default(1))",
  'z.tuple([z.string(), z.lazy(() => z.number().optional())])',
  'z.object({ a: z.object({ b: z.string() }).partial().and(z.object({ c: z.number() })).optional() })',
  'z.object({ a: z.array(z.object({ k: z.string().optional() })).nullable() }).shape.a.unwrap().element.shape.k.unwrap()',
  "z.discriminatedUnion('kind', [z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b'), b: z.string().optional() })]), z.object({ kind: z.literal('c') }).strict()])",
  "z.discriminatedUnion('kind', [z.object({ kind: z.literal('a').default('a') }), z.object({ kind: z.literal('b') })])",
  "z.discriminatedUnion('kind', [z.object({ kind: z.literal('a').catch('a') }), z.object({ kind: z.literal('b') })])",
  "z.discriminatedUnion('kind', [z.object({ kind: z.literal('a').catch('a').readonly() }), z.object({ kind: z.literal('b') })])",
  // Keys that one side of an intersection refuses
  'z.object({ a: z.string() }).strict().and(z.object({ b: z.number() }))',
  'z.object({ a: z.string() }).and(z.strictObject({ b: z.number().optional() }))',
  'z.strictObject({ a: z.string() }).and(z.strictObject({ b: z.number() }))',
  'z.strictObject({ a: z.string() }).and(z.strictObject({ b: z.number() }).and(z.strictObject({ c: z.boolean() })))',
  'z.strictObject({ a: z.string() }).and(z.looseObject({ b: z.number() }))',
  'z.strictObject({ a: z.string() }).and(z.record(z.string(), z.unknown()))',
  "z.strictObject({ a: z.string() }).and(z.partialRecord(z.enum(['b', 'c']), z.any()))",
  'z.strictObject({ a: z.string() }).nullable().and(z.object({ b: z.number() }).nullable())',
  'z.object({ a: z.strictObject({ b: z.string().optional() }) }).and(z.object({ a: z.object({}) }))',
];

const modules: readonly (readonly [string, string])[] = [
  ['a native enum', "enum Level { Low, High = 'high', Top = 5 }\nexport const subject = z.nativeEnum(Level);"],
  ['a native enum given to z.enum', "enum Side { Left = 'left', Right = 'right' }\nexport const subject = z.enum(Side);"],
  ['a member of a native enum', "enum Side { Left = 'left', Right = 'right' }\nexport const subject = z.literal(Side.Left);"],
  [
    'constants',
    "const values = ['a', 'b'];\nconst Kind = z.enum(values);\nexport const subject = z.object({ kind: Kind, other: Kind.optional() });",
  ],
  [
    'a type that contains itself by z.lazy',
    'const Node = z.object({ id: z.string(), child: z.lazy(() => Node).nullable() });\nexport const subject = Node;',
  ],
  [
    'a type that contains itself by a getter',
    'const Node = z.object({ id: z.string(), get children() { return z.array(Node).optional(); } });\nexport const subject = Node;',
  ],
  [
    'a list of itself that may be left out, with a default',
    'const Node = z.object({ id: z.string(), get children() { return z.array(Node).default([]); } });\nexport const subject = Node;',
  ],
  [
    'two types that contain each other',
    'const A = z.object({ b: z.lazy(() => B).optional() });\nconst B = z.object({ a: A.optional(), x: z.number() });\nexport const subject = A;',
  ],
  [
    'a shared shape',
    'const base = { id: z.string(), x: z.number().optional() };\nexport const subject = z.object({ ...base, x: z.string() }).partial({ id: true });',
  ],
  [
    'a function that makes types',
    'const page = (item) => z.object({ items: z.array(item), total: z.number().int() });\nexport const subject = page(z.object({ id: z.string() }));',
  ],
];

/** What Zod 3 does otherwise, and what only it has. */
const zod3Only: readonly string[] = [
  'z3.object({ a: z3.any() })',
  'z3.object({ a: z3.unknown(), b: z3.string() })',
  'z3.string().uuid()',
  "z3.record(z3.enum(['a', 'b']), z3.number())",
  'z3.record(z3.number())',
  'z3.tuple([z3.string(), z3.number().optional()])',
  'z3.tuple([z3.string()]).rest(z3.number())',
  "z3.object({ a: z3.string().default('x'), b: z3.number().optional() }).required()",
  'z3.object({ a: z3.string() }).nonstrict()',
  'z3.object({ a: z3.string() }).augment({ b: z3.number() })',
  "z3.object({ a: z3.string() }).setKey('b', z3.number())",
  'z3.object({ a: z3.object({ b: z3.array(z3.object({ c: z3.string() })) }) }).deepPartial()',
  'z3.object({ a: z3.string() }).pick({ a: true, zzz: true })',
  'z3.string().min(2).refine((value) => value.length < 3).innerType()',
  'z3.string().transform((value) => value.length).innerType()',
  'z3.preprocess((value) => value, z3.string()).innerType()',
  'z3.array(z3.string()).refine((value) => value.length > 1).sourceType()',
  "z3.array(z3.string()).brand('B').unwrap()",
  'z3.union([z3.string(), z3.number()])',
  "z3.discriminatedUnion('kind', [z3.object({ kind: z3.literal('a') }), z3.object({ kind: z3.literal('b'), b: z3.string() })])",
  'z3.object({ a: z3.string() }).and(z3.object({ b: z3.number() }))',
  'z3.number().int().min(1).max(10)',
  'z3.number().safe()',
  "z3.string().ip({ version: 'v4' })",
  'z3.object({ a: z3.lazy(() => z3.string().optional()) })',
  'z3.object({ a: z3.intersection(z3.string().optional(), z3.string().optional()) })',
  "z3.nativeEnum({ A: 'a', B: 2, 2: 'B' })",
  "z3.enum(['a', 'b']).Values.a && z3.literal(z3.enum(['a', 'b']).Enum.a)",
  'z3.strictObject({ a: z3.string() })',
  'z3.object({ a: z3.string().or(z3.undefined()), b: z3.union([z3.void(), z3.number(), z3.null()]) })',
  'z3.array(z3.union([z3.undefined(), z3.string()]))',
  "z3.object({ a: z3.lazy(() => z3.string().default('x')) })",
  'z3.object({ a: z3.custom() })',
  'z3.object({ a: z3.literal(undefined) })',
  "z.object({ a: z.string(), b: z.date().optional() }).and(z.object({ a: z.string().default('x'), b: z.date() }))",
  'z3.record(z3.number(), z3.string())',
  'z3.object({ a: z3.strictObject({ b: z3.number() }) }).and(z3.object({ a: z3.object({}) }))',
  'z3.strictObject({ a: z3.string() }).and(z3.object({ b: z3.number().optional() }))',
  'z3.strictObject({ a: z3.string() }).and(z3.object({ a: z3.string().min(2), b: z3.number().optional() }))',
  'z3.strictObject({ a: z3.string(), b: z3.number().optional() }).and(z3.object({ a: z3.string() }))',
  'z3.strictObject({ a: z3.string() }).and(z3.object({ a: z3.string() }).passthrough()).and(z3.object({}))',
  'z3.object({ a: z3.any().nullable(), b: z3.unknown().readonly() })',
  'z3.object({ a: z3.string() }).catchall(z3.number()).strict()',
  'z3.object({ a: z3.string() }).catchall(z3.number()).passthrough()',
  'z3.object({ a: z3.string() }).strict().catchall(z3.number())',
  'z3.object({ a: z3.string() }).catchall(z3.never())',
  'z3.strictObject({ a: z3.string() }).catchall(z3.never())',
  'z3.object({ a: z3.string() }).strict().merge(z3.object({ b: z3.number() }))',
  "z3.object({ a: z3.literal(undefined).or(z3.literal('a')) })",
  'z3.object({ a: z3.any().or(z3.string()), b: z3.string().optional().and(z3.any()) })',
  'z3.object({ a: z3.object({ b: z3.string(), c: z3.tuple([z3.object({ d: z3.number() })]) }) }).deepPartial().required()',
  "z3.discriminatedUnion('kind', [z3.object({ kind: z3.literal('a').default('a') }), z3.object({ kind: z3.literal('b') })])",
  "z3.discriminatedUnion('kind', [z3.object({ kind: z3.literal('a').catch('a') }), z3.object({ kind: z3.literal('b').optional() })])",
  // Numbers and formats by the rules of Zod 3
  'z3.number().int()',
  'z3.number().int().min(3)',
  'z3.number().int().safe()',
  'z3.number().int().multipleOf(5).min(-1000).max(1000)',
  'z3.string().datetime()',
  'z3.string().datetime({ offset: true })',
  'z3.string().datetime({ local: true, precision: 0 })',
  'z3.string().datetime({ offset: true, precision: 3 })',
  'z3.string().time()',
  'z3.string().time({ precision: 3 })',
  'z3.string().date()',
  'z3.string().base64()',
  'z3.string().base64url()',
  'z3.string().base64url().min(1)',
  'z3.string().emoji()',
  'z3.string().cuid()',
  'z3.string().cuid2()',
  'z3.string().ulid()',
  'z3.string().nanoid()',
  'z3.string().email()',
  'z3.string().url()',
  "z3.string().ip({ version: 'v6' })",
  "z3.string().cidr({ version: 'v4' })",
  "z3.string().cidr({ version: 'v6' })",
  'z3.string().ip()',
  'z3.string().cidr()',
  'z3.string().duration()',
  'z3.string().jwt()',
];

/** Of fields that may be absent, the first versions of Zod 4 thought as Zod 3 does; of which keys both sides refuse, too. */
const earlierZod4: readonly string[] = ['z42', 'z43'].flatMap((earlier) =>
  [
    'z.object({ a: z.any(), b: z.unknown().readonly(), c: z.any().nullable(), d: z.string() })',
    'z.object({ a: z.union([z.string(), z.undefined()]), b: z.void(), c: z.literal(undefined) })',
    "z.object({ a: z.string().default('x'), b: z.number().optional(), c: z.string().default('x').optional() }).required()",
    "z.object({ a: z.string().catch('x').nonoptional(), b: z.any().nonoptional(), c: z.lazy(() => z.string().default('x')).nonoptional() })",
    'z.object({ a: z.string().optional().and(z.any()), b: z.string().and(z.any()) })',
    'z.object({ a: z.custom() })',
    'z.record(z.number(), z.string())',
    'z.object({ a: z.any().pipe(z.string()) })',
    'z.tuple([z.string(), z.any()])',
    'z.tuple([z.string(), z.any(), z.any()])',
    'z.tuple([z.string(), z.any(), z.any()]).rest(z.number())',
    'z.tuple([z.any(), z.string(), z.number().optional()])',
    'z.tuple([z.string(), z.string().optional()])',
    'z.tuple([z.string(), z.union([z.string().optional(), z.number()]), z.lazy(() => z.number().default(1))])',
    "z.record(z.enum(['a', 'b']), z.any())",
    'z.strictObject({ a: z.string() }).and(z.strictObject({ a: z.string(), b: z.number().optional() }))',
  ].map((expression) => expression.replaceAll('z.', `${earlier}.`)),
);

/** Which option of a union is meant, nothing says but what is there. */
const beforeZod45: readonly string[] = ['z42', 'z43', 'z44'].flatMap((earlier) =>
  [
    "z.looseRecord(z.enum(['a']), z.string())",
    "z.discriminatedUnion('kind', [z.object({ kind: z.literal('a').default('a') }), z.object({ kind: z.literal('b') })])",
    "z.discriminatedUnion('kind', [z.object({ kind: z.literal('a').prefault('a').readonly() }), z.object({ kind: z.literal('b') })])",
    "z.discriminatedUnion('kind', [z.object({ kind: z.literal('a').catch('a') }), z.object({ kind: z.literal('b') })])",
    "z.discriminatedUnion('kind', [z.object({ kind: z.literal('a').optional().default('a') }), z.object({ kind: z.literal('b') })])",
    "z.discriminatedUnion('kind', [z.object({ kind: z.literal('a').nullable().default('a') }), z.object({ kind: z.literal('b') })])",
  ].map((expression) => expression.replaceAll('z.', `${earlier}.`)),
);

/** The same types written with the functions of `zod/mini`. */
const mini: readonly string[] = [
  'zm.string().check(zm.minLength(2), zm.maxLength(3))',
  'zm.optional(zm.string())',
  'zm.object({ a: zm.optional(zm.string()), b: zm.nullable(zm.number()), c: zm.nullish(zm.boolean()) })',
  "zm.object({ a: zm._default(zm.string(), 'x') })",
  'zm.extend(zm.object({ a: zm.string() }), { b: zm.number() })',
  'zm.pick(zm.object({ a: zm.string(), b: zm.number() }), { a: true })',
  'zm.omit(zm.object({ a: zm.string(), b: zm.number() }), { a: true })',
  'zm.partial(zm.object({ a: zm.string(), b: zm.number() }))',
  'zm.required(zm.object({ a: zm.optional(zm.string()) }))',
  'zm.keyof(zm.object({ a: zm.string(), b: zm.number() }))',
  'zm.catchall(zm.object({ a: zm.string() }), zm.number())',
  'zm.number().check(zm.positive(), zm.multipleOf(5))',
  'zm.array(zm.string()).check(zm.minLength(2))',
  'zm.email()',
  'zm.iso.date()',
  "zm.enum(['a', 'b'])",
  'zm.union([zm.string(), zm.null()])',
  'zm.readonly(zm.array(zm.string()))',
];

describe('what is read of a Zod type is what Zod accepts', () => {
  const cases = [
    ...[...exact, ...records, ...zod3Only, ...earlierZod4, ...beforeZod45, ...mini].map(
      (expression) => [expression, `export const subject = ${expression};`] as const,
    ),
    ...modules,
  ];
  it.each(cases)('%s', (name, code) => {
    const { differs, badOutputs, unsure, accepted, refused } = agreementOn(code);
    expect({ differs, badOutputs, unsure }).toEqual({ differs: [], badOutputs: [], unsure: 0 });
    if (NOTHING_FITS.has(name)) expect(accepted).toBe(0);
    else if (!ONE_SIDED.test(name)) expect(Math.min(accepted, refused)).toBeGreaterThan(0);
  });
});

const opaque: readonly string[] = [
  'z.object({ constructor: z.unknown() })',
  'z.object({ toString: z.coerce.string().optional() })',
  'z.string().refine((value) => value.length > 2)',
  "z.string().superRefine((value, context) => { if (value === 'a') context.addIssue('no'); })",
  'z.string().min(2).transform((value) => value.length)',
  'z.string().transform(Number).pipe(z.number().min(5))',
  'z.preprocess((value) => String(value), z.string().min(3))',
  'z.coerce.number().min(2)',
  'z.coerce.string()',
  'z.coerce.boolean()',
  "z.custom((value) => value === 'a')",
  'z.string().trim().min(1)',
  'z.string().min(1).trim()',
  'z.string().toUpperCase().regex(/^[A-Z]+$/)',
  'z.number().overwrite((value) => value + 1).max(5)',
  'z.xor([z.string().min(2), z.string().max(3)])',
  "z.templateLiteral(['a', z.string().startsWith('b')])",
  'z.stringbool({ truthy: [String(Math.hypot(3, 4))] })',
  "z.stringFormat('short', (value) => value.length < 3)",
  "z.date().min(new Date('2024-03-01'))",
  'z.object({ a: z.string(), b: z.string() }).refine((value) => value.a === value.b)',
  'z.object({ a: z.string() }).refine((value) => value.a !== "a").extend({ b: z.number() })',
  // A condition on which a check runs
  'z.string().min(3, { when: () => false })',
  'z.string().email({ when: () => false })',
  'z.number().check(z.gte(3, { when: () => false }))',
  'z.array(z.string()).max(1, { when: () => false })',
  "z.string().default('b').refine((value) => value.length > 1)",
  'z.number().catch(0).refine((value) => value > 1)',
  'z.number().catch(0).refine((value) => value < 100)',
  'z.string().min(3).catch("abcd").refine((value) => value.length % 2 === 0)',
  'z.string().check((context) => {})',
  'z.set(z.string())',
  'z.map(z.string(), z.number())',
  'z.bigint()',
  'z.record(z.number().int(), z.string())',
  'z.array(z.string()).min(Math.hypot(3, 4) + Number("1"))',
  'z.string().min(3).optional().refine((value) => value !== "abc")',
  'z.string().nullable().check(z.minLength(2))',
  // What a catch makes of a value, the second type is asked of, too
  "z.string().catch('a').pipe(z.string().min(3))",
  "z.object({ a: z.string().catch('a').pipe(z.string().min(3)), b: z.string().catch('abc').pipe(z.string().min(3)) })",
  // Whether a field may be absent, code decides
  "z.object({ a: z.preprocess((value) => value ?? 'x', z.string()) })",
  'z.object({ a: z.preprocess((value) => value, z.string()) })',
  "z.object({ a: z.preprocess((value) => (value === '' ? undefined : value), z.string().optional()) })",
  "z.object({ a: z.preprocess((value) => value, z.string().default('x')).readonly() })",
  "z.object({ a: z.string().optional().transform((value) => value ?? 'x').pipe(z.string()) })",
  'z.object({ a: z.string().optional().transform((value) => value).pipe(z.string()) })',
  'z.object({ a: z.string().optional().pipe(z.string()), b: z.string().optional().pipe(z.any()) })',
  'z.object({ a: z.transform((value) => String(value)) })',
  "z.tuple([z.string(), z.preprocess((value) => value ?? 'x', z.string())])",
  'z.tuple([z.string(), z.preprocess((value) => value, z.string())])',
  "z3.object({ a: z3.preprocess((value) => value ?? 'x', z3.string()) })",
  'z3.object({ a: z3.preprocess((value) => value, z3.string()), b: z3.preprocess((value) => Number(value), z3.number().optional()) })',
  "z3.object({ a: z3.custom((value) => typeof value === 'string') })",
  "z3.object({ a: z3.custom((value) => value === undefined || typeof value === 'string') })",
  'z3.object({ a: z3.any().refine((value) => value !== undefined) })',
  'z3.object({ a: z3.string().optional().refine((value) => value !== undefined) })',
  "z3.object({ a: z3.string().refine((value) => value !== 'z').default('z') })",
  "z3.object({ a: z3.string().default('z').refine((value) => value !== 'x') })",
  'z3.object({ a: z3.coerce.string() })',
  'z3.object({ a: z3.coerce.string().min(3), b: z3.coerce.boolean() })',
  'z3.object({ a: z3.coerce.string().min(10) })',
  'z3.object({ a: z3.coerce.string().email() })',
  'z3.object({ a: z3.coerce.number(), b: z3.coerce.date() })',
  'z3.object({ a: z3.union([z3.coerce.boolean(), z3.string()]) })',
  "z.object({ a: z.string().optional().catch('x') }).required()",
  "z.object({ a: z.string().optional().pipe(z.string().default('x')) })",
  "z.object({ a: z.string().optional().pipe(z.string().optional()), b: z.string().default('x').readonly().nullable() })",
  "z.record(z.lazy(() => z.enum(['a', 'b'])), z.number())",
  // Whether what both sides give can be merged, the value decides
  'z3.number().and(z3.number().transform((value) => value + 1))',
  'z3.object({ a: z3.string().trim() }).and(z3.object({ a: z3.string() }))',
  'z3.object({ a: z3.string() }).passthrough().and(z3.object({ b: z3.string().transform((value) => value.length) }))',
  // Which side refuses keys, the value decides
  'z.strictObject({ a: z.string() }).and(z.union([z.object({ b: z.number() }), z.strictObject({ c: z.boolean() })]))',
  'z.strictObject({ a: z.string() }).and(z.lazy(() => z.strictObject({ b: z.number() })))',
  'z.record(z.string().regex(/^a/), z.string()).and(z.object({ b: z.number() }))',
  'z3.object({ a: z3.string().optional().pipe(z3.string()) })',
  'z42.object({ a: z42.string().optional().refine((value) => value !== undefined) })',
  'z42.object({ a: z42.preprocess((value) => value, z42.string().optional()) })',
  'z43.object({ a: z43.string().optional().refine((value) => value !== undefined) })',
  'z43.object({ a: z43.preprocess((value) => value, z43.string().optional()) })',
  'z43.object({ a: z43.any().refine((value) => value !== undefined) })',
  'z43.object({ a: z43.string().optional().transform((value) => value).pipe(z43.string()) })',
  'z43.object({ a: z43.coerce.string(), b: z43.coerce.boolean() })',
  'z43.object({ a: z43.string().optional().pipe(z43.any()) })',
  "z44.discriminatedUnion('kind', [z44.object({ kind: z44.literal('a').default('a').pipe(z44.literal('a')) }), z44.object({ kind: z44.literal('b') })])",
];

describe('what cannot be read is marked, and nothing else is said of it that is wrong', () => {
  it.each(opaque)('%s', (expression) => {
    const { differs, unsure } = agreementOn(`export const subject = ${expression};`);
    expect(differs).toEqual([]);
    expect(unsure).toBeGreaterThan(0);
  });
});
