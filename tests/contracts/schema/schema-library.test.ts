import { describe, expect, it } from 'vitest';
import { schemaToJson } from '../../../src/contracts/schema/json.ts';
import type { ObjectSchema } from '../../../src/contracts/schema/schema.ts';
import { scalarNames } from '../../compare/schema/support/arbitrary-schema.ts';
import { readModule, readSchema } from './support/read.ts';

function json(code: string): unknown {
  const schema = readModule(code);
  // Plain objects, so that they compare by content.
  return schema && JSON.parse(JSON.stringify(schemaToJson(schema)));
}

function model(fields: string): ObjectSchema {
  const schema = readSchema(`defineSchemaModel({ name: 'Model', fields: { ${fields} } })`);
  if (schema.kind !== 'object') throw new Error(`Not an object but ${schema.kind}.`);
  return schema;
}

const id = { type: { kind: 'scalar', name: 'ID' }, optional: false, array: false };

describe('models', () => {
  it('are objects whose fields keep their order', () => {
    expect(
      json(`
      export const subject = defineSchemaModel({
        name: 'Invoice',
        fields: {
          id: { type: ScalarTypeEnum.ID(), isOptional: false },
          lines: { type: ScalarTypeEnum.JSON(), isOptional: true, isArray: true },
        },
      });`),
    ).toEqual({
      kind: 'object',
      name: 'Invoice',
      fields: { id, lines: { type: { kind: 'scalar', name: 'JSON' }, optional: true, array: true } },
    });
  });

  it('ask for a field by the name of what every object has, for that is never missing', () => {
    const { fields } = model(
      `toString: { type: ScalarTypeEnum.ID(), isOptional: true }, constructor: { type: ScalarTypeEnum.JSON(), isOptional: true }`,
    );
    expect([...fields.values()].map(({ optional, codeOnAbsence }) => [optional, codeOnAbsence === undefined])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('are not read where a field has the name of the prototype', () => {
    const proto = `['__proto__']: { type: ScalarTypeEnum.ID() }`;
    expect(readSchema(`defineSchemaModel({ name: 'Model', fields: { ${proto} } })`).kind).toBe('unknown');
    expect(readSchema(`z.object({ ['__proto__']: z.string() })`).kind).toBe('unknown');
  });

  it('are the same by the class', () => {
    expect(
      json(
        `export const subject = new SchemaModel({ name: 'Invoice', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } } });`,
      ),
    ).toEqual({
      kind: 'object',
      name: 'Invoice',
      fields: { id },
    });
  });

  it('nest', () => {
    const nested = model(
      `owner: { type: defineSchemaModel({ name: 'Owner', fields: { id: { type: ScalarTypeEnum.ID() } } }), isOptional: false }`,
    );
    expect(nested.fields.get('owner')?.type).toMatchObject({ kind: 'object', name: 'Owner' });
  });

  it('give their configuration, which another model can spread', () => {
    expect(
      json(`
      const Base = defineSchemaModel({ name: 'Base', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } } });
      export const subject = defineSchemaModel({ name: Base.config.name + 'Copy', fields: { ...Base.config.fields } });`),
    ).toEqual({
      kind: 'object',
      name: 'BaseCopy',
      fields: { id },
    });
  });

  it('give a Zod type that can be extended', () => {
    expect(
      json(`
      const Base = defineSchemaModel({ name: 'Base', fields: {
        id: { type: ScalarTypeEnum.ID(), isOptional: false },
        tags: { type: defineEnum('Tag', ['a', 'b']), isOptional: true, isArray: true },
      } });
      export const subject = Base.getZod().extend({ count: z.int() }).omit({ id: true });`),
    ).toEqual({
      kind: 'object',
      name: null,
      fields: {
        tags: { type: { kind: 'array', item: { kind: 'enum', name: null, values: ['a', 'b'] } }, optional: true, array: false },
        count: { type: { kind: 'scalar', name: 'Int_unsecure' }, optional: false, array: false },
      },
    });
  });

  it('read any true value as true', () => {
    const { fields } = model(
      `a: { type: ScalarTypeEnum.ID(), isOptional: 1, isArray: 'yes' }, b: { type: ScalarTypeEnum.ID(), isOptional: '', isArray: null }`,
    );
    expect([...fields.values()].map(({ optional, array }) => [optional, array])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('name the options that the framework ignores, with where they stand', () => {
    const { ignored } =
      model(`tags: { type: ScalarTypeEnum.ID(), isOptional: false, isList: true, defaultValue: [] }`).fields.get('tags') ?? {};
    expect([...(ignored ?? new Map())].map(([name, { start, end }]) => [name, end - start])).toEqual([
      ['isList', 6],
      ['defaultValue', 12],
    ]);
  });

  it('have no ignored options where there are none', () => {
    expect(model(`a: { type: ScalarTypeEnum.ID(), isOptional: true, isArray: true }`).fields.get('a')?.ignored).toBeUndefined();
  });

  it('are unknown when a spread hides fields', () => {
    expect(
      json(`import { shared } from 'elsewhere';
      export const subject = defineSchemaModel({ name: 'M', fields: { id: { type: ScalarTypeEnum.ID() }, ...shared } });`),
    ).toEqual({
      kind: 'unknown',
      reason: 'unknown-spread',
    });
  });

  it('keep the other fields when one cannot be read', () => {
    const { fields } = model(
      `a: { type: ScalarTypeEnum.ID() }, b: { type: window.type }, c: { type: ScalarTypeEnum.ID(), isOptional: window.flag }, d: 5`,
    );
    expect([...fields].map(([name, field]) => [name, field.type.kind])).toEqual([
      ['a', 'scalar'],
      ['b', 'unknown'],
      ['c', 'unknown'],
      ['d', 'unknown'],
    ]);
  });

  it('refer to themselves through getters', () => {
    expect(
      json(`
      const Node = defineSchemaModel({ name: 'Node', fields: {
        id: { type: ScalarTypeEnum.ID(), isOptional: false },
        children: { get type() { return Node; }, isOptional: false, isArray: true },
        get parent() { return { type: Node, isOptional: true }; },
      } });
      export const subject = Node;`),
    ).toEqual({
      kind: 'object',
      name: 'Node',
      fields: {
        id,
        children: { type: { kind: 'ref', name: 'Node' }, optional: false, array: true },
        parent: { type: { kind: 'ref', name: 'Node' }, optional: true, array: false },
      },
    });
  });

  it('take Zod types, wrapped or not, and leave out those that may be absent', () => {
    const { fields } = model(`
      a: { type: z.string().min(3), isOptional: false },
      b: { type: fromZod(z.string().optional()), isOptional: false },
      c: { type: new ZodSchemaType(z.object({}).optional(), { name: 'C' }), isArray: true }`);
    expect([...fields].map(([name, { type, optional, array }]) => [name, type.kind, optional, array])).toEqual([
      ['a', 'scalar', false, false],
      ['b', 'scalar', true, false],
      ['c', 'object', false, true],
    ]);
  });

  it('leave it to code where a Zod type does', () => {
    const { fields } = model(`
      a: { type: z.preprocess((value) => value ?? 'x', z.string()), isOptional: false },
      b: { type: fromZod(z.lazy(() => z.preprocess((value) => value ?? 'x', z.string()))), isOptional: false },
      c: { type: z.preprocess((value) => value ?? 'x', z.string()), isOptional: true },
      d: { type: z.preprocess((value) => value ?? 'x', z.string()), isArray: true },
      e: { type: z.lazy(() => z.string().optional()), isOptional: false },
      f: { type: z.lazy(() => z.string()), isOptional: false }`);
    expect([...fields].map(([name, { optional, codeOnAbsence }]) => [name, optional, codeOnAbsence !== undefined])).toEqual([
      ['a', false, true],
      ['b', false, true],
      ['c', true, false],
      ['d', false, false],
      ['e', true, false],
      ['f', false, false],
    ]);
    expect(fields.get('a')?.type.default?.known).toBe(false);
  });

  it('take types of one’s own that have a getZod', () => {
    const { fields } = model(`
      a: { type: { getZod: () => z.string().min(3) }, isOptional: false },
      b: { type: { getZod: () => z.string().optional() }, isOptional: false }`);
    expect(fields.get('a')).toMatchObject({ type: { kind: 'scalar', constraints: { minLength: 3 } }, optional: false });
    expect(fields.get('b')).toMatchObject({ optional: true });
    expect(
      json(`
      export const subject = defineSchemaModel({ name: 'M', fields: { a: { type: { getZod: () => z.int() }, isArray: true } } }).getZod().shape.a;`),
    ).toEqual({
      kind: 'array',
      item: { kind: 'scalar', name: 'Int_unsecure' },
    });
  });

  it('stand where they are called', () => {
    const schema = readSchema(`defineSchemaModel({ name: 'M', fields: { id: { type: ScalarTypeEnum.ID() } } })`);
    expect(schema.origin.end - schema.origin.start).toBe(
      `defineSchemaModel({ name: 'M', fields: { id: { type: ScalarTypeEnum.ID() } } })`.length,
    );
    const field = schema.kind === 'object' ? schema.fields.get('id') : undefined;
    expect(field && field.origin.end - field.origin.start).toBe('{ type: ScalarTypeEnum.ID() }'.length);
    expect(field && field.type.origin.end - field.type.origin.start).toBe('ScalarTypeEnum.ID()'.length);
  });
});

describe('enums', () => {
  it.each(["defineEnum('Kind', ['a', 'b'])", "new EnumType('Kind', ['a', 'b'])"])('%s', (code) => {
    expect(json(`export const subject = ${code};`)).toEqual({ kind: 'enum', name: 'Kind', values: ['a', 'b'] });
  });

  it('give their values and their name', () => {
    expect(
      json(`
      const Kind = defineEnum('Kind', ['a', 'b']);
      export const subject = defineEnum(Kind.getName() + '2', [...Kind.getEnumValues(), 'c']);`),
    ).toEqual({
      kind: 'enum',
      name: 'Kind2',
      values: ['a', 'b', 'c'],
    });
  });

  it('are unknown when a value is', () => {
    expect(json(`export const subject = defineEnum('Kind', ['a', window.kind]);`)).toEqual({ kind: 'unknown', reason: 'not-static' });
  });
});

describe('scalars', () => {
  it.each(scalarNames)('%s is the same through its Zod type', (name) => {
    expect(json(`export const subject = ScalarTypeEnum.${name}();`)).toEqual({ kind: 'scalar', name });
    expect(json(`export const subject = ScalarTypeEnum.${name}().getZod();`)).toEqual({ kind: 'scalar', name });
  });

  it('that do not exist are unknown', () => {
    expect(json('export const subject = ScalarTypeEnum.Money();')).toMatchObject({ kind: 'unknown' });
  });

  it('take more checks', () => {
    expect(json('export const subject = ScalarTypeEnum.PhoneNumber().getZod().max(20);')).toEqual({
      kind: 'scalar',
      name: 'PhoneNumber',
      constraints: { maxLength: 20 },
    });
  });

  it('of one’s own are what their Zod type is', () => {
    expect(json(`export const subject = new FieldType({ name: 'Code', zod: z.string().length(4), jsonSchema: {} });`)).toEqual({
      kind: 'scalar',
      name: 'String_unsecure',
      constraints: { minLength: 4, maxLength: 4 },
    });
  });
});

describe('wrapped schemas', () => {
  it.each(["fromZod(z.object({ a: z.string() }), { name: 'A' })", "new ZodSchemaType(z.object({ a: z.string() }), { name: 'A' })"])(
    '%s',
    (code) => {
      expect(json(`export const subject = ${code};`)).toEqual({
        kind: 'object',
        name: 'A',
        fields: { a: { type: { kind: 'scalar', name: 'String_unsecure' }, optional: false, array: false } },
      });
    },
  );

  it('give back the Zod type', () => {
    expect(json(`export const subject = fromZod(z.object({ a: z.string() }), { name: 'A' }).getZod().shape.a;`)).toEqual({
      kind: 'scalar',
      name: 'String_unsecure',
    });
  });

  it('of GraphQL are unknown', () => {
    expect(json("export const subject = new GraphQLSchemaType('type A { id: ID! }', 'A');")).toMatchObject({ kind: 'unknown' });
  });
});
