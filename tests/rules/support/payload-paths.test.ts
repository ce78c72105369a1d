import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../src/contracts/schema/schema.ts';
import { hasPath, pathsOf } from '../../../src/rules/support/payload-paths.ts';
import { both, list, literal, model, nullable, record, ref, resource, scalar, text, tuple, union, unread } from './schemas.ts';

const person = model({ email: text });
const node: Schema = model({ value: text, next: ref(() => node) });

describe('a path', () => {
  it.each<[string, Schema, string]>([
    ['a field', person, 'email'],
    ['a field of a field', model({ by: person }), 'by.email'],
    ['a field of items', model({ by: list(person) }), 'by.email'],
    ['a field of items, with brackets', model({ by: list(person) }), 'by[].email'],
    ['a field of items, by number', model({ by: list(person) }), 'by.0.email'],
    ['a field of items, as a JSON path', model({ by: list(person) }), '$.by[*].email'],
    ['a field of items of items', model({ by: list(list(person)) }), 'by.0.1.email'],
    ['a list itself', model({ by: list(text) }), 'by[]'],
    ['a field of what may be null', model({ by: nullable(person) }), 'by.email'],
    ['a field of one of several', model({ by: union(text, person) }), 'by.email'],
    ['a field of one of two together', model({ by: both(model({ id: text }), person) }), 'by.email'],
    ['a field of an item of a tuple', model({ by: tuple([text, person]) }), 'by.1.email'],
    ['a field of the other items of a tuple', model({ by: tuple([text], person) }), 'by.2.email'],
    ['a field of the values of a record', model({ by: record(person) }), 'by.anyone.email'],
    ['a field of undeclared fields', model({}, { catchall: person }), 'anyone.email'],
    ['a field far down', node, 'next.next.next.value'],
  ])('leads to %s', (_, schema, path) => {
    expect(hasPath(schema, path)).toBe('yes');
  });

  it.each<[string, Schema, string]>([
    ['what cannot be read', model({ by: unread }), 'by.email'],
    ['any JSON', model({ by: scalar('JSON') }), 'by.email'],
    ['any object', model({ by: scalar('JSONObject') }), 'by.email'],
    ['a resource', model({ by: resource('person') }), 'by.email'],
    ['fields that are kept', model({}, { unknownFields: 'keep' }), 'email'],
    ['one of several that cannot be read', model({ by: union(text, unread) }), 'by.email'],
  ])('may lead into %s', (_, schema, path) => {
    expect(hasPath(schema, path)).toBe('maybe');
  });

  it.each<[string, Schema, string]>([
    ['a field that is not there', person, 'phone'],
    ['a text', person, 'email.domain'],
    ['a literal', model({ by: literal('me') }), 'by.email'],
    ['none of several', model({ by: union(text, person) }), 'by.phone'],
    ['nothing', person, ''],
    ['the prototype', person, 'toString'],
  ])('does not lead to %s', (_, schema, path) => {
    expect(hasPath(schema, path)).toBe('no');
  });
});

it('lists the paths of all fields, lists and members gone through', () => {
  expect(pathsOf(model({ by: list(nullable(person)), of: union(model({ a: text }), model({ b: text })) }))).toEqual([
    'by',
    'by.email',
    'of',
    'of.a',
    'of.b',
  ]);
});

it('ends on what contains itself', () => {
  expect(pathsOf(node)).toContain('next.next.value');
  expect(pathsOf(node).length).toBeLessThan(100);
});
