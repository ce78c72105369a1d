import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../src/contracts/schema/schema.ts';
import { schemaDifferences } from '../../../src/rules/support/schema-differences.ts';
import { schemaText } from '../../../src/rules/support/schema-text.ts';
import { both, choice, list, literal, model, nullable, record, ref, resource, scalar, text, tuple, union, unread } from './schemas.ts';

const differences = (inline: Schema, declared: Schema): unknown[] =>
  schemaDifferences(inline, declared).map((difference) => [difference.path, difference.inline, difference.declared]);

const date = scalar('Date');

describe('two schemas that differ', () => {
  it.each<[string, Schema, Schema, unknown[]]>([
    ['in what they are', text, date, [['', 'String_unsecure', 'Date']]],
    ['in a field', model({ a: text }), model({ a: date }), [['a', 'String_unsecure', 'Date']]],
    [
      'in fields on both sides',
      model({ a: text }),
      model({ b: text }),
      [
        ['a', 'String_unsecure', null],
        ['b', null, 'String_unsecure'],
      ],
    ],
    ['inside what may be null', nullable(model({ a: text })), nullable(model({ a: date })), [['a', 'String_unsecure', 'Date']]],
    ['in being null', model({ a: nullable(text) }), model({ a: text }), [['a', 'String_unsecure or null', 'String_unsecure']]],
    ['in items', list(model({ a: text })), list(model({ a: date })), [['[].a', 'String_unsecure', 'Date']]],
    ['in limits', scalar('ID', { maxLength: 3 }), scalar('ID'), [['', 'ID (maxLength 3)', 'ID']]],
    ['in a model where one has a text', model({ a: model({}) }), model({ a: text }), [['a', 'an object', 'String_unsecure']]],
    ['in undeclared fields', model({}, { catchall: text }), model({}, { catchall: date }), [['*', 'String_unsecure', 'Date']]],
    [
      'in undeclared fields of a member',
      union(text, model({}, { catchall: text })),
      union(text, model({}, { catchall: date })),
      [['', 'String_unsecure or an object', 'a different one']],
    ],
    ['in keys', record(text, text), record(text, choice('a')), [['', 'a record of String_unsecure', 'a different one']]],
    [
      'in members that read alike',
      union(model({ a: text }), text),
      union(model({ b: text }), text),
      [['', 'an object or String_unsecure', 'a different one']],
    ],
  ])('%s', (_, inline, declared, expected) => {
    expect(differences(inline, declared)).toEqual(expected);
  });

  it('are told at each place of a shared part', () => {
    const [one, other] = [model({ x: text }), model({ x: date })];
    expect(differences(model({ a: one, b: one }), model({ a: other, b: other })).map((found) => (found as string[])[0])).toEqual([
      'a.x',
      'b.x',
    ]);
  });

  it('are told up to a limit', () => {
    const many = (type: Schema): Schema => model(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`f${index}`, type])));
    expect(differences(many(text), many(date)).length).toBe(200);
  });
});

describe('two schemas that mean the same', () => {
  const node: Schema = model({ value: text, next: ref(() => node) });
  const unrolled: Schema = model({ value: text, next: model({ value: text, next: ref(() => unrolled) }) });

  it.each<[string, Schema, Schema]>([
    ['the same', model({ a: text }), model({ a: text })],
    ['with another order of members', union(text, date), union(date, text)],
    ['with names of any string', text, scalar('ID')],
    ['with what becomes of unknown fields', model({ a: text }, { unknownFields: 'refuse' }), model({ a: text })],
    ['with a refinement, whose meaning cannot be read', scalar('ID', { opaque: ['x'] }), scalar('ID')],
    ['with a part that cannot be read', model({ a: unread }), model({ a: text })],
    ['with a member that cannot be read', union(text, unread), union(text, date)],
    [
      'with a member whose undeclared fields cannot be read',
      union(text, model({}, { catchall: unread })),
      union(text, model({}, { catchall: date })),
    ],
    ['with keys that cannot be read', record(text, unread), record(text, choice('a'))],
    ['recursive, unrolled once', node, unrolled],
  ])('%s', (_, inline, declared) => {
    expect(differences(inline, declared)).toEqual([]);
  });
});

it('ends where parts are shared over and over', () => {
  const deep = (leaf: Schema): Schema => {
    let schema = leaf;
    for (let depth = 0; depth < 40; depth += 1) schema = model({ a: schema, b: schema });
    return schema;
  };
  expect(differences(deep(scalar('ID', { opaque: ['x'] })), deep(scalar('ID')))).toEqual([]);
  expect(differences(deep(text), deep(date)).length).toBe(200);
});

describe('a schema in words', () => {
  it.each<[string, Schema]>([
    ['one of "a", "b" and "c"', choice('a', 'b', 'c')],
    ['"a"', literal('a')],
    ['an object (Sent)', model({}, { name: 'Sent' })],
    ['a list of ID', list(scalar('ID'))],
    ['ID or null', nullable(scalar('ID'))],
    ['ID, Date or Boolean', union(scalar('ID'), date, scalar('Boolean'))],
    ['an object and an object', both(model({}), model({}))],
    ['a record of Date', record(date)],
    ['a tuple of ID and Date', tuple([scalar('ID'), date])],
    ['Node', ref(() => text)],
    ['the resource person', resource('person')],
    ['a list of the resource person', resource('person', true)],
    ['what cannot be read', unread],
    ['ID (minLength 1, refined)', scalar('ID', { minLength: 1, opaque: ['x'] })],
  ])('%s', (words, schema) => {
    expect(schemaText(schema)).toBe(words);
  });
});
