import { describe, expect, it } from 'vitest';
import { readModule } from './support/read.ts';

describe('the schema at io.input, io.output and payload', () => {
  it.each(['null', 'undefined'])('%s is none', (expression) => {
    expect(readModule(`export const subject = ${expression};`)).toBeNull();
  });

  it('is a model, or a Zod type itself', () => {
    expect(readModule(`export const subject = defineSchemaModel({ name: 'M', fields: {} });`)).toMatchObject({ kind: 'object', name: 'M' });
    expect(readModule('export const subject = z.object({});')).toMatchObject({ kind: 'object', name: null });
  });

  it('is the reference to a resource, by the function or as an object', () => {
    const expected = { kind: 'resource', key: 'app://spot/{id}', array: true };
    expect(readModule(`export const subject = resourceRef('app://spot/{id}', { graphQLType: 'Spot', many: true });`)).toMatchObject(
      expected,
    );
    expect(
      readModule(`export const subject = { kind: 'resource_ref', uriTemplate: 'app://spot/{id}', graphQLType: 'Spot', many: true };`),
    ).toMatchObject(expected);
  });

  it('is what getZod of an object gives', () => {
    expect(readModule('export const subject = { getZod: () => z.string().min(2) };')).toMatchObject({
      kind: 'scalar',
      constraints: { minLength: 2 },
    });
    expect(readModule('export const subject = { getZod() { return z.array(z.string()); } };')).toMatchObject({ kind: 'array' });
  });

  it.each([
    ['a call that is not known', "import { make } from 'elsewhere';\nexport const subject = make();", 'unknown-call'],
    ['a parameter', 'export const subject = ((model) => model)(window.model);', 'not-static'],
    ['an object', "export const subject = { type: 'object' };", 'not a schema'],
    ['a function', 'export const subject = () => null;', 'not a schema'],
    ['a library function', 'export const subject = z.string;', 'not a schema'],
    ['a string', "export const subject = 'Model';", 'not a schema'],
  ])('is unknown for %s', (_, code, reason) => {
    expect(readModule(code)).toMatchObject({ kind: 'unknown', reason, digest: expect.stringMatching(/./) });
  });

  it('has a digest of what cannot be read', () => {
    const digests = ['window.a()', 'window.b()', 'window.a( )'].map((code) => {
      const schema = readModule(`export const subject = ${code};`);
      return schema?.kind === 'unknown' ? schema.digest : null;
    });
    expect(digests[0]).toBe(digests[2]);
    expect(digests[0]).not.toBe(digests[1]);
  });
});
