import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../src/contracts/schema/schema.ts';
import { schemaLabel, schemaTree } from '../../../src/contracts/schema/tree.ts';
import { readSchema } from './support/read.ts';

describe('a schema in one line', () => {
  it.each([
    ['z.string().min(3).regex(/^a/)', 'String_unsecure (min length 3, pattern ^a)'],
    ['z.number().gt(0).multipleOf(5)', 'Float_unsecure (above 0, multiple of 5)'],
    ["z.enum(['a', 'b'])", "'a' | 'b'"],
    ["z.array(z.enum(['a', 'b']))", "('a' | 'b')[]"],
    ['z.array(z.string())', 'String_unsecure[]'],
    ['z.string().nullable()', 'String_unsecure | null'],
    ['z.tuple([z.string(), z.number()], z.boolean())', '[String_unsecure, Float_unsecure, ...Boolean[]]'],
    ['z.record(z.string(), z.number())', 'Record<string, Float_unsecure>'],
    ['z.literal("it\'s")', "'it\\'s'"],
    ["z.literal('a\\nb')", "'a\\nb'"],
    ['z.literal(5)', '5'],
    ['z.never()', 'never'],
    ['z.set(z.string())', 'unknown (not JSON: z.set())'],
    ['z.function().input([z.string()]).output(z.void())', 'unknown (not JSON: z.function())'],
    ["z.file().min(1).mime(['text/plain'])", 'unknown (not JSON: z.file())'],
    ['z.string().refine(Boolean).refine(Number)', 'String_unsecure (refine)'],
    ["resourceRef('app://{id}', { graphQLType: 'A', many: true })", 'resource app://{id}[]'],
    ['z.intersection(z.object({}), z.object({}))', 'object & object'],
    ['z.object({}).strict()', 'object (no other fields)'],
  ])('%s', (expression, expected) => {
    expect(schemaLabel(readSchema(expression))).toBe(expected);
  });
});

describe('a schema as a tree', () => {
  it('has a line a field, and those of objects inside below', () => {
    const schema = readSchema(`defineSchemaModel({ name: 'Order', fields: {
      id: { type: ScalarTypeEnum.ID(), isOptional: false },
      note: { type: ScalarTypeEnum.NonEmptyString(), isOptional: true },
      'line items': { type: defineSchemaModel({ name: 'Line', fields: { sku: { type: ScalarTypeEnum.ID() }, size: { type: defineEnum('Size', ['s', 'm']) } } }), isArray: true },
      extra: { type: z.object({ at: z.date() }).nullable().default(null) },
    } })`);
    expect(schemaTree(schema)).toEqual([
      'Order',
      '  id: ID',
      '  note?: NonEmptyString',
      "  'line items': Line[]",
      '    sku: ID',
      "    size: 's' | 'm'",
      '  extra: object | null = null',
      '    at: DateTime',
    ]);
  });

  it('shows each object of a union under its name', () => {
    expect(
      schemaTree(readSchema(`z.union([fromZod(z.object({ a: z.string() }), { name: 'A' }).getZod(), z.object({ b: z.number() })])`)),
    ).toEqual(['object | object', '  object', '    a: String_unsecure', '  object', '    b: Float_unsecure']);
  });

  it('ends at a depth', () => {
    const origin = { file: 'a.ts', start: 0, end: 0 };
    let deep: Schema = { kind: 'scalar', name: 'ID', origin };
    for (let level = 0; level < 30; level++)
      deep = {
        kind: 'object',
        name: `M${level}`,
        fields: new Map([['next', { type: deep, optional: false, array: false, origin }]]),
        unknownFields: 'drop',
        origin,
      };
    const lines = schemaTree(deep);
    expect(lines.length).toBeLessThan(20);
    expect(lines.at(-1)?.trim()).toBe('…');
  });
});
