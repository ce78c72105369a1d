import { describe, expect, test } from 'vitest';
import { schemaChanges } from '../../../src/compare/schema/changes.ts';
import type { SchemaChange, SchemaOptions, SchemaSide } from '../../../src/compare/schema/schema-change.ts';
import type { Schema } from '../../../src/contracts/schema/schema.ts';
import {
  enumeration,
  field,
  integer,
  list,
  literal,
  many,
  maybe,
  nullable,
  object,
  ref,
  scalar,
  text,
  tuple,
  union,
  unreadable,
  withDefault,
} from './support/build.ts';

const options: SchemaOptions = { unknownFields: 'refuse', openEnums: [], profile: 'wire' };

function changes(base: Schema | null, head: Schema | null, side: SchemaSide = 'input'): SchemaChange[] {
  return schemaChanges({ base, head, side, path: 'io', options });
}
const brief = (base: Schema, head: Schema, side: SchemaSide = 'input'): string[] =>
  changes(base, head, side).map((change) => `${change.class} ${change.id} ${change.path}`);
const witness = (base: Schema, head: Schema, side: SchemaSide = 'input'): unknown =>
  changes(base, head, side).map((change) => change.witness?.value);

describe('witnesses', () => {
  test('are the smallest whole values that show the change', () => {
    const base = object({ id: text(), lines: many(object({ sku: text(), price: integer({ min: 1 }) })), note: maybe(text()) });
    const head = object({ id: text(), lines: many(object({ sku: text(), price: integer({ min: 2 }) })), note: maybe(text()) });
    expect(witness(base, head)).toEqual([{ id: '', lines: [{ sku: '', price: 1 }] }]);
    expect(changes(base, head)[0]?.witness).toEqual({
      value: { id: '', lines: [{ sku: '', price: 1 }] },
      acceptedBy: 'base',
      rejectedBy: 'head',
    });
    expect(changes(head, base, 'output')[0]?.witness).toMatchObject({ acceptedBy: 'head', rejectedBy: 'base' });
  });

  test('of an event go whichever way breaks', () => {
    const [narrowed] = changes(object({ due: text() }), object({ due: scalar('NonEmptyString') }), 'event');
    expect(narrowed?.witness).toEqual({ value: { due: '' }, acceptedBy: 'base', rejectedBy: 'head' });
    const [widened] = changes(object({ due: scalar('NonEmptyString') }), object({ due: text() }), 'event');
    expect(widened?.witness).toEqual({ value: { due: '' }, acceptedBy: 'head', rejectedBy: 'base' });
  });

  test('fill lists up to their least length, tuples and records', () => {
    expect(witness(list(text(), { minLength: 2 }), list(integer(), { minLength: 2 }))).toEqual([['', '']]);
    expect(witness(tuple([integer(), text()]), tuple([integer(), integer()]))).toEqual([[0, '']]);
  });

  test('hold beside a change only what both ends take', () => {
    const sent = object({ count: integer({ min: 1 }), size: integer({ min: 1 }), note: maybe(text()) });
    const taken = object({ count: integer({ min: 5 }), size: integer({ min: 7 }), note: text() });
    expect(witness(sent, taken)).toEqual([
      { count: 1, size: 7, note: '' },
      { count: 5, size: 7 },
      { count: 5, size: 1, note: '' },
    ]);
    expect(witness(tuple([integer({ min: 1 }), integer({ min: 1 })]), tuple([integer({ min: 5 }), integer({ min: 7 })]))).toEqual([
      [1, 7],
      [5, 1],
    ]);
    expect(witness(list(integer({ min: 1 }), { minLength: 2 }), list(integer({ min: 4 }), { minLength: 3 }))).toEqual([
      [1, 1],
      [1, 4, 4],
    ]);
  });

  test('hold what their own end takes, where the ends share nothing', () => {
    expect(witness(object({ count: integer(), size: integer({ min: 1 }) }), object({ count: text(), size: integer({ min: 7 }) }))).toEqual([
      { count: 0, size: 7 },
      { count: 0, size: 1 },
    ]);
  });

  test('show each change of several on its own', () => {
    const base = object({ a: text(), b: text() });
    const head = object({ a: integer(), b: integer() });
    expect(witness(base, head)).toEqual([
      { a: '', b: '' },
      { a: '', b: '' },
    ]);
    expect(brief(base, head)).toEqual(['breaking input-type-changed io.fields.a', 'breaking input-type-changed io.fields.b']);
  });

  test('are missing beside a required field that cannot be read, and then the class is unknown', () => {
    const base = object({ a: unreadable('x'), b: text() });
    const head = object({ a: unreadable('x'), b: integer() });
    expect(changes(base, head)).toMatchObject([{ class: 'unknown', id: 'input-type-changed', reason: 'no-witness', witness: null }]);
    expect(changes(object({ a: maybe(unreadable('x')), b: text() }), object({ a: maybe(unreadable('x')), b: integer() }))).toMatchObject([
      { class: 'breaking' },
    ]);
  });
});

describe('the relation decides', () => {
  test('a member of a union may change as far as another takes it', () => {
    const base = union(text({ maxLength: 5 }), list(text()));
    expect(brief(base, union(text({ maxLength: 3 }), list(text())))).toEqual(['breaking input-constraint-tightened io.members[0]']);
    const covered = union(
      object({ kind: text(), n: integer() }),
      object({ kind: text(), n: scalar('Float_unsecure'), more: maybe(text()) }),
    );
    const changed = union(
      object({ kind: text(), n: integer({ min: 0 }) }),
      object({ kind: text(), n: scalar('Float_unsecure'), more: maybe(text()) }),
    );
    expect(brief(covered, changed)).toEqual([]);
  });

  test('another length of a string that is not empty is another constraint, and to be empty or not is another type', () => {
    const [any, filled] = [text(), scalar('NonEmptyString')];
    expect(brief(filled, text({ minLength: 3 }))).toEqual(['breaking input-constraint-tightened io']);
    expect(brief(text({ minLength: 3 }), filled)).toEqual(['additive input-constraint-loosened io']);
    expect(brief(text({ minLength: 3, maxLength: 9 }), scalar('NonEmptyString', { maxLength: 8 }))).toEqual([
      'additive input-constraint-loosened io',
      'breaking input-constraint-tightened io',
    ]);
    expect(brief(any, filled)).toEqual(['breaking input-type-narrowed io']);
    expect(brief(filled, any)).toEqual(['additive input-type-widened io']);
  });

  test('a model that becomes one member of a union by its constant', () => {
    const kinds = object({ kind: enumeration(null, 'a', 'b') });
    expect(brief(kinds, union(object({ kind: literal('a') }), object({ kind: literal('b') })))).toEqual([]);
    expect(brief(kinds, object({ kind: literal('a') }))).toEqual(['breaking input-enum-value-removed io.fields.kind']);
  });

  test('an empty list of changes means that the two fit, whatever they look like', () => {
    expect(brief(union(text(), text({ minLength: 1 })), text())).toEqual([]);
    expect(brief(nullable(scalar('JSON')), scalar('JSON'))).toEqual([]);
    expect(brief(object({ a: field(text(), { array: true }) }), object({ a: list(text()) }))).toEqual([]);
  });

  test('a change that is unknown is never none', () => {
    for (const side of ['input', 'output', 'event'] as const) {
      expect(brief(unreadable(null), unreadable(null), side)).toEqual([`unknown ${side}-unreadable io`]);
      expect(brief(unreadable('x'), unreadable('x'), side)).toEqual([]);
    }
  });

  test('defaults that cannot be read are the same by their digest alone', () => {
    const given = (digest?: string): Schema =>
      object({ a: withDefault(text(), undefined, { known: false, ...(digest === undefined ? {} : { digest }) }) });
    expect(brief(given('x'), given('x'))).toEqual([]);
    expect(brief(given('x'), given('y'))).toEqual(['dangerous input-default-changed io.fields.a']);
    expect(brief(given(), given())).toEqual(['dangerous input-default-changed io.fields.a']);
  });
});

describe('recursive models', () => {
  const node = (value: Schema): Schema => {
    const self: Schema = object({ value, children: many(ref('Node', () => self)) });
    return self;
  };

  test('report a change once', () => {
    expect(brief(node(text()), node(integer()))).toEqual(['breaking input-type-changed io.fields.value']);
    expect(brief(node(text()), node(text()))).toEqual([]);
  });

  test('report a change that stands below a model of other models', () => {
    const pair = (value: Schema): Schema => object({ left: node(value), right: maybe(node(text())) });
    expect(brief(pair(text()), pair(integer()))).toEqual(['breaking input-type-changed io.fields.left.fields.value']);
  });
});

describe('hostile sizes end', () => {
  const nested = (leaf: Schema, levels: number, isDoubled: boolean): Schema => {
    let model = leaf;
    for (let level = 0; level < levels; level++) model = object(isDoubled ? { left: model, right: model } : { inner: model });
    return model;
  };

  test('models that share others many times over', () => {
    const found = changes(nested(text(), 40, true), nested(integer(), 40, true));
    expect(found.some((change) => change.class === 'unknown')).toBe(true);
    expect(changes(nested(text(), 40, true), nested(text(), 40, true))).toEqual([]);
  });

  test('models nested without end', () => {
    expect(changes(nested(text(), 3000, false), nested(integer(), 3000, false))).toMatchObject([{ class: 'unknown', reason: 'budget' }]);
    expect(changes(nested(text(), 100, false), nested(integer(), 100, false))).toMatchObject([{ class: 'breaking' }]);
  });

  test('unions in unions without end', () => {
    const deep = (leaf: Schema): Schema => {
      let all = leaf;
      for (let level = 0; level < 3000; level++) all = union(all, literal(level));
      return all;
    };
    expect(changes(deep(text()), deep(integer())).every((change) => change.class === 'unknown')).toBe(true);
  });

  test('unions of many members, each with a change', () => {
    const many = (type: () => Schema): Schema =>
      union(...Array.from({ length: 150 }, (_, index) => object({ kind: literal(`k${index}`), value: type(), note: maybe(text()) })));
    const found = changes(many(text), many(integer));
    expect(found).toHaveLength(150);
    expect(found.every((change) => change.class === 'breaking')).toBe(true);
  });

  test('unions of many members without a tag', () => {
    const many = (minLength: number): Schema =>
      union(...Array.from({ length: 60 }, (_, index) => object({ [`f${index}`]: text({ minLength }) })));
    expect(changes(many(1), many(2)).some((change) => change.class === 'breaking' || change.class === 'unknown')).toBe(true);
  });

  test('enums of many values', () => {
    const values = (count: number): Schema => enumeration('Many', ...Array.from({ length: count }, (_, index) => `value${index}`));
    expect(changes(values(5000), values(4999))).toMatchObject([
      { class: 'breaking', before: 'value4999', witness: { value: 'value4999' } },
    ]);
  });
});
