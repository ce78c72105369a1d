import { describe, expect, it } from 'vitest';
import { schemaToJson } from '../../../src/contracts/schema/json.ts';
import type { Schema } from '../../../src/contracts/schema/schema.ts';
import { readModule, readSchema } from './support/read.ts';

const origin = { file: 'a.ts', start: 0, end: 0 };

function json(schema: Schema | null): unknown {
  return schema && JSON.parse(JSON.stringify(schemaToJson(schema)));
}

describe('schemas as JSON', () => {
  it.each<[string, unknown]>([
    ['z.string()', { kind: 'scalar', name: 'String_unsecure' }],
    ['z.string().min(1)', { kind: 'scalar', name: 'NonEmptyString' }],
    ['z.string().min(1).max(9)', { kind: 'scalar', name: 'NonEmptyString', constraints: { maxLength: 9 } }],
    ['z.string().min(3)', { kind: 'scalar', name: 'String_unsecure', constraints: { minLength: 3 } }],
    ['z.number()', { kind: 'scalar', name: 'Float_unsecure' }],
    ['z.number().int()', { kind: 'scalar', name: 'Int_unsecure' }],
    ['z.number().min(-90).max(90)', { kind: 'scalar', name: 'Float_unsecure', constraints: { min: -90, max: 90 } }],
    ['z.boolean()', { kind: 'scalar', name: 'Boolean' }],
    ['z.any()', { kind: 'scalar', name: 'JSON' }],
    ['z.unknown()', { kind: 'scalar', name: 'JSON' }],
    ['z.record(z.string(), z.any())', { kind: 'scalar', name: 'JSONObject' }],
    ['z.email()', { kind: 'scalar', name: 'EmailAddress' }],
    ['z.string().url()', { kind: 'scalar', name: 'URL' }],
    ['z.iso.date()', { kind: 'scalar', name: 'Date' }],
    ['z.date()', { kind: 'scalar', name: 'DateTime' }],
    ['z.instanceof(Date)', { kind: 'scalar', name: 'DateTime' }],
    ['z.iso.datetime({ offset: true })', { kind: 'scalar', name: 'DateTime' }],
    ['z.uuid()', { kind: 'scalar', name: 'String_unsecure', constraints: { format: 'uuid' } }],
    ['z.string().regex(/a/)', { kind: 'scalar', name: 'String_unsecure', constraints: { pattern: 'a' } }],
    ['z.string().regex(/a/i).regex(/b/)', { kind: 'scalar', name: 'String_unsecure', constraints: { pattern: ['/a/i', 'b'] } }],
    ["z.enum(['a'])", { kind: 'enum', name: null, values: ['a'] }],
    ["z.literal('a')", { kind: 'literal', value: 'a' }],
    ['z.null()', { kind: 'literal', value: null }],
    ['z.never()', { kind: 'union', members: [] }],
    ['z.string().nullable()', { kind: 'nullable', type: { kind: 'scalar', name: 'String_unsecure' } }],
    ["z.string().default('x')", { kind: 'scalar', name: 'String_unsecure', default: 'x' }],
    ['z.date().default(() => new Date())', { kind: 'scalar', name: 'DateTime', default: null }],
    [
      'z.tuple([z.string()], z.number())',
      { kind: 'tuple', items: [{ kind: 'scalar', name: 'String_unsecure' }], rest: { kind: 'scalar', name: 'Float_unsecure' } },
    ],
    ['z.object({}).strict()', { kind: 'object', name: null, fields: {}, unknownFields: 'refuse' }],
    [
      'z.object({}).catchall(z.string())',
      { kind: 'object', name: null, fields: {}, unknownFields: 'keep', catchall: { kind: 'scalar', name: 'String_unsecure' } },
    ],
    ["resourceRef('app://spot/{id}', { graphQLType: 'Spot', many: false })", { kind: 'resource', key: 'app://spot/{id}' }],
    ["resourceRef('app://spot/{id}', { graphQLType: 'Spot', many: true })", { kind: 'resource', key: 'app://spot/{id}', array: true }],
  ])('%s', (expression, expected) => {
    expect(json(readSchema(expression))).toEqual(expected);
  });

  it('keep a field called __proto__', () => {
    const schema = readSchema('z.object({ own: z.string(), constructor: z.number() })');
    if (schema.kind !== 'object') throw new Error(`Not an object but ${schema.kind}.`);
    const fields = new Map([...schema.fields].map(([name, field]) => [name === 'own' ? '__proto__' : name, field]));
    const written = schemaToJson({ ...schema, fields });
    expect(JSON.stringify(written)).toBe(
      '{"kind":"object","name":null,"fields":{"__proto__":{"type":{"kind":"scalar","name":"String_unsecure"},"optional":false,"array":false},' +
        '"constructor":{"type":{"kind":"scalar","name":"Float_unsecure"},"optional":false,"array":false}}}',
    );
  });

  it('keep a key called __proto__ in a default', () => {
    const written = schemaToJson(readSchema(`z.any().default({ ['__proto__']: 1 })`));
    expect(JSON.stringify(written)).toBe('{"kind":"scalar","name":"JSON","default":{"__proto__":1}}');
  });

  it('name what contains itself', () => {
    const schema = readModule(
      `const Tree = z.object({ child: z.lazy(() => Tree).nullable() }); export const subject = fromZod(Tree, { name: 'Tree' });`,
    );
    expect(json(schema)).toEqual({
      kind: 'object',
      name: 'Tree',
      fields: { child: { type: { kind: 'nullable', type: { kind: 'ref', name: 'Tree' } }, optional: false, array: false } },
    });
  });

  it('give the path of what contains itself and has no name', () => {
    const schema = readModule(
      `const Tree = z.object({ child: z.lazy(() => Tree).nullable() }); export const subject = z.object({ 'a/b': Tree });`,
    );
    expect(JSON.stringify(json(schema))).toContain('{"kind":"ref","name":"#/a~1b"}');
  });

  it('write a lazy type that does not contain itself in full', () => {
    expect(json(readSchema('z.lazy(() => z.string().min(2)).refine(Boolean)'))).toMatchObject({
      kind: 'scalar',
      name: 'String_unsecure',
      constraints: { minLength: 2, opaque: [expect.stringMatching(/^refine:/)] },
    });
  });

  it('end at a depth, and at a size', () => {
    let deep: Schema = { kind: 'scalar', name: 'ID', origin };
    for (let level = 0; level < 5_000; level++) deep = { kind: 'array', item: deep, origin };
    expect(JSON.stringify(schemaToJson(deep))).toContain('{"kind":"unknown","reason":"too-deep"}');
    let wide: Schema = { kind: 'scalar', name: 'ID', origin };
    for (let level = 0; level < 40; level++) wide = { kind: 'tuple', items: [wide, wide], origin };
    expect(JSON.stringify(schemaToJson(wide)).length).toBeLessThan(10_000_000);
  });
});
