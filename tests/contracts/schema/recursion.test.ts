import { describe, expect, it } from 'vitest';
import { schemaToJson } from '../../../src/contracts/schema/json.ts';
import { schemaTree } from '../../../src/contracts/schema/tree.ts';
import { readModule } from './support/read.ts';

function text(code: string): string {
  const schema = readModule(code);
  return schema ? JSON.stringify(schemaToJson(schema)) : 'null';
}

describe('types that contain themselves', () => {
  it('refer to the same schema each time', () => {
    const schema = readModule('const A = z.object({ a: z.lazy(() => A), b: z.lazy(() => A) }); export const subject = A;');
    const [a, b] = schema?.kind === 'object' ? [...schema.fields.values()].map((field) => field.type) : [];
    expect(a?.kind === 'ref' && a.target()).toBe(schema);
    expect(b?.kind === 'ref' && b.target()).toBe(schema);
  });

  it('never refer to a reference', () => {
    const schema = readModule('const A = z.lazy(() => z.lazy(() => A)); export const subject = A;');
    expect(schema?.kind === 'ref' && schema.target().kind).toBe('unknown');
  });

  it('keep what is asked of the reference inside', () => {
    expect(text('export const subject = z.lazy(() => z.lazy(() => z.string().min(2)).refine(Boolean));')).toMatch(
      /"minLength":2,"opaque":\["refine:/,
    );
  });

  it('by a function that makes a new type each time end as unreadable', () => {
    const made = text('const make = () => z.object({ next: z.lazy(() => make()) }); export const subject = make();');
    expect(made).toContain('"reason":"too-deep"');
    expect(made.length).toBeLessThan(2_000);
  });

  it('by a function that is its own getter are read', () => {
    expect(text('const make = () => z.object({ next: z.lazy(make) }); export const subject = make();')).toContain('"kind":"ref"');
  });

  it('by a function that comes to an end are read to the end', () => {
    const made = text(
      'const make = (n) => z.object({ next: n > 0 ? z.lazy(() => make(n - 1)) : z.null() }); export const subject = make(2);',
    );
    expect(made).not.toContain('too-deep');
    expect(made).not.toContain('"ref"');
    expect(made.match(/"next"/g)).toHaveLength(3);
  });

  it('in many ways at once end', () => {
    const fields = ['a', 'b', 'c'].map((name) => `${name}: z.lazy(() => make(n + '${name}'))`).join();
    expect(text(`const make = (n) => z.object({ ${fields} }); export const subject = make('');`).length).toBeLessThan(1_000_000);
  });

  it('through an intersection with a strict side end', () => {
    const made = text('const A = z.strictObject({ id: z.string() }).and(z.lazy(() => A)); export const subject = A;');
    expect(made.match(/"id"/g)?.length).toBeLessThan(4);
  });

  it('through pipes end', () => {
    expect(text('const A = z.object({ a: z.string().pipe(z.lazy(() => A)) }); export const subject = A;')).toContain('transform:pipe:');
  });

  it('are shown once', () => {
    const schema = readModule(`
      const Node = defineSchemaModel({ name: 'Node', fields: { id: { type: ScalarTypeEnum.ID() }, children: { get type() { return Node; }, isOptional: true, isArray: true } } });
      export const subject = Node;`);
    expect(schema && schemaTree(schema)).toEqual(['Node', '  id: ID', '  children?: Node[] (see above)']);
  });
});
