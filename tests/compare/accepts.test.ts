import { describe, expect, test } from 'vitest';
import { accepts, acceptsSurely } from '../../src/compare/accepts.ts';
import { enumeration, float, integer, list, maybe, object, scalar, text, unreadable, withDefault } from './schema/support/build.ts';

const refuse = { unknownFields: 'refuse' } as const;
const drop = { unknownFields: 'drop' } as const;

describe('whether a value fits a schema', () => {
  const invoice = object({ id: text(), amount: integer({ min: 0 }), due: maybe(scalar('Date')), tags: list(enumeration('Tag', 'a', 'b')) });

  test.each([
    [{ id: '', amount: 0, tags: [] }, true],
    [{ id: 'x', amount: 5, due: '2024-02-29', tags: ['a', 'b'] }, true],
    [{ id: 'x', amount: -1, tags: [] }, false],
    [{ id: 'x', amount: 1.5, tags: [] }, false],
    [{ id: 'x', amount: 1, due: '2023-02-29', tags: [] }, false],
    [{ id: 'x', amount: 1, due: null, tags: [] }, false],
    [{ id: 'x', amount: 1, tags: ['c'] }, false],
    [{ id: 'x', amount: 1 }, false],
    [[], false],
    [null, false],
  ])('%j: %s', (value, expected) => {
    expect(accepts(invoice, value, refuse)).toBe(expected);
    expect(acceptsSurely(invoice, value, refuse)).toBe(expected ? 'yes' : 'no');
  });

  test('undeclared fields are refused or dropped, and always refused by a strict object', () => {
    const more = { id: '', more: 1 };
    expect(accepts(object({ id: text() }), more, refuse)).toBe(false);
    expect(accepts(object({ id: text() }), more, drop)).toBe(true);
    expect(accepts(object({ id: text() }, { unknownFields: 'refuse' }), more, drop)).toBe(false);
    expect(accepts(object({ id: text() }, { unknownFields: 'keep' }), more, refuse)).toBe(true);
  });

  test('a default may be left out of an input, not of an output', () => {
    const schema = object({ note: withDefault(text(), 'x') });
    expect(accepts(schema, {}, refuse)).toBe(true);
    expect(accepts(schema, {}, { ...refuse, side: 'output' })).toBe(false);
  });

  test('what cannot be read accepts, and says so', () => {
    for (const schema of [unreadable(), text({ opaque: ['refine:x'] }), text({ format: 'made-up' }), text({ pattern: ['(?<=a)b'] })]) {
      expect(accepts(schema, 'a', refuse)).toBe(true);
      expect(acceptsSurely(schema, 'a', refuse)).toBe('maybe');
    }
    expect(acceptsSurely(text({ opaque: ['refine:x'] }), 5, refuse)).toBe('no');
    expect(acceptsSurely(integer({ opaque: ['coerce:number'] }), '5', refuse)).toBe('maybe');
  });

  test('what only code makes of JSON: Zod 3 takes infinity for a number, Zod 4 does not', () => {
    expect(acceptsSurely(float(), Infinity, refuse)).toBe('maybe');
    expect(acceptsSurely(float({ max: 5 }), Infinity, refuse)).toBe('no');
    expect(acceptsSurely(float(), NaN, refuse)).toBe('no');
    expect(acceptsSurely(integer(), -Infinity, refuse)).toBe('no');
  });

  test('what Zod takes for a multiple by its rounding is open', () => {
    expect(acceptsSurely(float({ multipleOf: 5 }), 2 ** 53, refuse)).toBe('maybe');
    expect(acceptsSurely(float({ multipleOf: 5 }), 1_000_001, refuse)).toBe('no');
    expect(acceptsSurely(float({ multipleOf: 5 }), 10 ** 15, refuse)).toBe('yes');
  });

  test('a pattern beyond the languages that are followed runs in linear time', () => {
    expect(acceptsSurely(text({ pattern: ['\\bfee\\b'] }), 'a fee', refuse)).toBe('yes');
    expect(acceptsSurely(text({ pattern: ['\\bfee\\b'] }), 'coffee', refuse)).toBe('no');
    expect(acceptsSurely(text({ pattern: ['^(\\w+\\b\\s?)+$'] }), `${'a '.repeat(2000)}!`, refuse)).toBe('no');
  });

  test.each([
    ['/^[[a-z]--[b]]$/v', 'a'],
    ['\\b\\p{L}', 'h'],
    ['^\\S\\b', '\u00e9'],
  ])('where its engine may think otherwise than that of JavaScript, that is open: %s', (pattern, value) => {
    expect(acceptsSurely(text({ pattern: [pattern] }), value, refuse)).toBe('maybe');
  });
});
