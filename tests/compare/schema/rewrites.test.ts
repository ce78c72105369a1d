import { describe, expect, test } from 'vitest';
import { schemaChanges } from '../../../src/compare/schema/changes.ts';
import type { SchemaSide } from '../../../src/compare/schema/schema-change.ts';
import { config, list, maybe, model, object, optional, required } from './fixtures/pair.ts';
import { readModels, schemaOn, sidePaths } from './support/read-pair.ts';
import type { ModelText } from './support/read-pair.ts';

const text = 'ScalarTypeEnum.String_unsecure()';
const filled = 'ScalarTypeEnum.NonEmptyString()';
const address = `defineSchemaModel({ name: 'Address', fields: { city: ${config(text)}, zip: ${maybe(text)} } })`;
const status = "defineEnum('Status', ['draft', 'sent'])";

/** Two ways to write the same model. */
const rewrites: readonly (readonly [name: string, base: string | ModelText, head: string | ModelText])[] = [
  ['a model in Zod', model(required('email', 'ScalarTypeEnum.EmailAddress()')), `fromZod(${object('email: z.string().email()')})`],
  [
    'a model in Zod 4 formats',
    model(required('site', 'ScalarTypeEnum.URL()'), required('email', 'ScalarTypeEnum.EmailAddress()')),
    `fromZod(${object('site: z.url()', 'email: z.email()')})`,
  ],
  [
    'optional fields and lists in Zod',
    model(optional('note', text), `lines: ${list(text)}`),
    `fromZod(${object('note: z.string().optional()', 'lines: z.array(z.string())')})`,
  ],
  [
    'numbers in Zod',
    model(required('count', 'ScalarTypeEnum.Int_unsecure()'), required('price', 'ScalarTypeEnum.Float_unsecure()')),
    `fromZod(${object('count: z.number().int()', 'price: z.number()')})`,
  ],
  ['latitude in Zod', model(required('lat', 'ScalarTypeEnum.Latitude()')), `fromZod(${object('lat: z.number().min(-90).max(90)')})`],
  [
    'a currency as its pattern',
    model(required('currency', 'ScalarTypeEnum.Currency()')),
    `fromZod(${object('currency: z.string().regex(/^[A-Z]{3}$/)')})`,
  ],
  [
    'dates in Zod',
    model(required('due', 'ScalarTypeEnum.Date()'), required('at', 'ScalarTypeEnum.DateTime()')),
    `fromZod(${object('due: z.iso.date()', 'at: z.iso.datetime({ offset: true })')})`,
  ],
  ['any value in Zod', model(required('extra', 'ScalarTypeEnum.JSON()')), `fromZod(${object('extra: z.any()')})`],
  [
    'any object in Zod',
    model(required('extra', 'ScalarTypeEnum.JSONObject()')),
    `fromZod(${object('extra: z.record(z.string(), z.any())')})`,
  ],
  ['an enum in Zod', model(required('status', status)), `fromZod(${object("status: z.enum(['draft', 'sent'])")})`],
  ['an ID is a string', model(required('ref', 'ScalarTypeEnum.ID()')), model(required('ref', text))],
  ['a string that is not empty', model(required('name', filled)), `fromZod(${object('name: z.string().min(1)')})`],
  ['the order of fields', model(required('a', text), required('b', filled)), model(required('b', filled), required('a', text))],
  ['the order of enum values', model(required('status', status)), model(required('status', "defineEnum('Status', ['sent', 'draft'])"))],
  [
    'the order of union members',
    `fromZod(${object('v: z.union([z.string(), z.number()])')})`,
    `fromZod(${object('v: z.union([z.number(), z.string()])')})`,
  ],
  ['the name of a model', model(required('address', address)), model(required('address', address.replace("'Address'", "'PostalAddress'")))],
  ['the name of an enum', model(required('status', status)), model(required('status', "defineEnum('InvoiceState', ['draft', 'sent'])"))],
  [
    'a description of a model',
    model(),
    "defineSchemaModel({ name: 'Invoice', description: 'What is owed.', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } } })",
  ],
  ['`isOptional: false` left out', model(required('a', text)), model(`a: { type: ${text} }`)],
  ['`isArray: false` written out', model(required('a', text)), model(`a: { type: ${text}, isOptional: false, isArray: false }`)],
  ['`defaultValue` does nothing', model(required('a', text)), model(`a: { type: ${text}, isOptional: false, defaultValue: 'x' }`)],
  [
    '`new SchemaModel`',
    model(required('a', text)),
    `new SchemaModel({ name: 'Invoice', fields: { id: ${config('ScalarTypeEnum.ID()')}, a: ${config(text)} } })`,
  ],
  [
    'a shared model written inline',
    { declare: `const Address = ${address};`, model: model(required('address', 'Address')) },
    model(required('address', address)),
  ],
  ['a field in a constant', model(required('a', text)), { declare: `const a = ${config(text)};`, model: model('a') }],
  ['a type in a constant', model(required('a', text)), { declare: `const Text = ${text};`, model: model(required('a', 'Text')) }],
  [
    'fields spread from a constant',
    model(required('a', text), required('b', filled)),
    { declare: `const shared = { a: ${config(text)}, b: ${config(filled)} };`, model: model('...shared') },
  ],
  [
    'enum values in a constant',
    model(required('status', status)),
    { declare: "const values = ['draft', 'sent'] as const;", model: model(required('status', "defineEnum('Status', [...values])")) },
  ],
  ['quotes and commas', model(required('a', text)), model(`"a": { "type": ${text}, isOptional: false, }`)],
  ['a comment', model(required('a', text)), model(`/* the first */ a: { type: ${text}, isOptional: false }`)],
  ['`describe` and `meta`', `fromZod(${object('a: z.string()')})`, `fromZod(${object("a: z.string().describe('first')")}.describe('all'))`],
  [
    'a union in a union',
    `fromZod(${object('v: z.union([z.string(), z.number(), z.boolean()])')})`,
    `fromZod(${object('v: z.union([z.string(), z.union([z.number(), z.boolean()])])')})`,
  ],
  ['a union of one', `fromZod(${object('v: z.string()')})`, `fromZod(${object('v: z.union([z.string()])')})`],
  [
    'a union with a member twice',
    `fromZod(${object('v: z.union([z.string(), z.number()])')})`,
    `fromZod(${object('v: z.union([z.string(), z.number(), z.string()])')})`,
  ],
  [
    'literals for an enum',
    `fromZod(${object("v: z.enum(['a', 'b'])")})`,
    `fromZod(${object("v: z.union([z.literal('b'), z.literal('a')])")})`,
  ],
  ['null as a member', `fromZod(${object('v: z.string().nullable()')})`, `fromZod(${object('v: z.union([z.string(), z.null()])')})`],
  ['nullable twice', `fromZod(${object('v: z.string().nullable()')})`, `fromZod(${object('v: z.string().nullable().nullable()')})`],
  [
    'optional and nullable in either order',
    `fromZod(${object('v: z.string().nullable().optional()')})`,
    `fromZod(${object('v: z.string().optional().nullable()')})`,
  ],
  ['`nullish`', `fromZod(${object('v: z.string().nullish()')})`, `fromZod(${object('v: z.string().nullable().optional()')})`],
  [
    'a boolean as two literals',
    `fromZod(${object('v: z.boolean()')})`,
    `fromZod(${object('v: z.union([z.literal(true), z.literal(false)])')})`,
  ],
  [
    'an intersection of two objects',
    `fromZod(${object('v: z.object({ a: z.string(), b: z.number() })')})`,
    `fromZod(${object('v: z.object({ b: z.number() }).and(z.object({ a: z.string() }))')})`,
  ],
  ['`extend`', `fromZod(${object('a: z.string()')})`, `fromZod(${object()}.extend({ a: z.string() }))`],
  ['`pick` and `omit`', `fromZod(${object('a: z.string()')})`, `fromZod(${object('a: z.string()', 'b: z.string()')}.omit({ b: true }))`],
  ['`partial`', `fromZod(z.object({ a: z.string().optional() }))`, `fromZod(z.object({ a: z.string() }).partial())`],
  ['bounds in another order', `fromZod(${object('v: z.number().min(1).max(9)')})`, `fromZod(${object('v: z.number().max(9).min(1)')})`],
  ['a bound that follows from another', `fromZod(${object('v: z.number().min(5)')})`, `fromZod(${object('v: z.number().min(1).min(5)')})`],
  [
    '`positive` for whole numbers',
    `fromZod(${object('v: z.number().int().positive()')})`,
    `fromZod(${object('v: z.number().int().min(1)')})`,
  ],
  [
    "`positive` for Zod 3's whole numbers, which may be large",
    `fromZod(${object('v: z3.number().int().positive()')})`,
    `fromZod(${object('v: z3.number().int().min(1)')})`,
  ],
  ['`length`', `fromZod(${object('v: z.string().length(3)')})`, `fromZod(${object('v: z.string().min(3).max(3)')})`],
  ['a step of one', `fromZod(${object('v: z.number().int()')})`, `fromZod(${object('v: z.number().int().multipleOf(1)')})`],
  [
    '`startsWith` as a pattern',
    `fromZod(${object("v: z.string().startsWith('inv_')")})`,
    `fromZod(${object('v: z.string().regex(/^inv_/)')})`,
  ],
  [
    'a pattern in other words',
    `fromZod(${object('v: z.string().regex(/^(?:a|b)+$/)')})`,
    `fromZod(${object('v: z.string().regex(/^[ab][ab]*$/)')})`,
  ],
  [
    'a pattern that asks for a length',
    `fromZod(${object('v: z.string().regex(/^[a-z]{2,4}$/)')})`,
    `fromZod(${object('v: z.string().regex(/^[a-z]+$/).min(2).max(4)')})`,
  ],
  [
    'a refinement with a comment',
    `fromZod(${object('v: z.string().refine((s) => s.length % 2 === 0)')})`,
    `fromZod(${object('v: z.string().refine(  (s) => s.length % 2 === 0 /* even */ )')})`,
  ],
  [
    'a refinement with another message',
    `fromZod(${object("v: z.string().refine((s) => s.length % 2 === 0, 'odd')")})`,
    `fromZod(${object("v: z.string().refine((s) => s.length % 2 === 0, 'not even')")})`,
  ],
  ['a list flag for a list type', model(`a: ${list(text)}`), model(required('a', 'z.array(z.string())'))],
  [
    'a recursive object',
    'fromZod(z.object({ id: z.string(), parent: z.lazy(() => z.any()) }))',
    'fromZod(z.object({ id: z.string(), parent: z.any() }))',
  ],
  [
    'a recursive object unrolled once',
    { declare: 'const Node = z.object({ id: z.string(), get next() { return Node.optional(); } });', model: 'fromZod(Node)' },
    {
      declare: 'const Node = z.object({ id: z.string(), get next() { return Node.optional(); } });',
      model: 'fromZod(z.object({ id: z.string(), next: Node.optional() }))',
    },
  ],
];

const textOf = (one: string | ModelText): ModelText => (typeof one === 'string' ? { model: one } : one);
const bases = readModels(rewrites.map(([, base]) => textOf(base)));
const heads = readModels(rewrites.map(([, , head]) => textOf(head)));
const sides: readonly SchemaSide[] = ['input', 'output', 'event'];
const cases = rewrites.map(([name], index) => ({ name, index }));

describe.each(sides)('ways to write the same %s', (side) => {
  const changes = (base: typeof bases, head: typeof heads, index: number): readonly unknown[] =>
    schemaChanges({
      base: schemaOn(base, index, side),
      head: schemaOn(head, index, side),
      side,
      path: sidePaths[side],
      options: { unknownFields: 'refuse', openEnums: [], profile: 'wire' },
    });

  test.each(cases)('$name', ({ index }) => {
    expect(changes(bases, heads, index)).toEqual([]);
    expect(changes(heads, bases, index)).toEqual([]);
  });
});

test.each(cases)('$name: all of it was read', ({ index }) => {
  for (const inventory of [bases, heads]) expect(JSON.stringify([schemaOn(inventory, index, 'input')])).not.toContain('"unknown"');
});
