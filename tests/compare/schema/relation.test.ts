import { describe, expect, test } from 'vitest';
import type { SchemaOptions } from '../../../src/compare/schema/schema-change.ts';
import type { ScalarName, Schema } from '../../../src/contracts/schema/schema.ts';
import {
  bool,
  enumeration,
  float,
  integer,
  intersection,
  json,
  list,
  literal,
  many,
  maybe,
  nullable,
  object,
  record,
  ref,
  resource,
  scalar,
  text,
  tuple,
  union,
  unreadable,
  withDefault,
} from './support/build.ts';
import { no, open, relate, yes } from './support/relate.ts';

describe('scalars on the wire', () => {
  test.each<[ScalarName, ScalarName]>([
    ['String_unsecure', 'ID'],
    ['ID', 'String_unsecure'],
    ['NonEmptyString', 'String_unsecure'],
    ...(['EmailAddress', 'URL', 'PhoneNumber', 'Locale', 'TimeZone', 'Time', 'Currency', 'CountryCode', 'Date', 'DateTime'] as const).map(
      (name): [ScalarName, ScalarName] => [name, 'NonEmptyString'],
    ),
    ['CountryCode', 'Locale'],
    ['Int_unsecure', 'Float_unsecure'],
    ['Latitude', 'Longitude'],
    ['Latitude', 'Float_unsecure'],
    ['JSONObject', 'JSON'],
    ['Boolean', 'JSON'],
    ['DateTime', 'JSON'],
  ])('%s is a %s', (narrow, wide) => {
    expect(relate(scalar(narrow), scalar(wide))).toEqual(yes);
  });

  test.each<[ScalarName, ScalarName, unknown]>([
    ['String_unsecure', 'NonEmptyString', ''],
    ['NonEmptyString', 'EmailAddress', 'a'],
    ['Date', 'DateTime', '2000-01-01'],
    ['DateTime', 'Date', '2000-01-01T00:00:00Z'],
    ['Time', 'DateTime', '00:00'],
    ['Float_unsecure', 'Int_unsecure', 0.5],
    ['Longitude', 'Latitude', 91],
    ['Currency', 'CountryCode', 'AAA'],
    ['JSON', 'JSONObject', 0],
    ['Boolean', 'Int_unsecure', true],
  ])('%s is no %s', (name, other, value) => {
    expect(relate(scalar(name), scalar(other))).toEqual(no(value));
  });
});

describe('numbers', () => {
  test.each<[Schema, Schema, unknown]>([
    [integer({ min: 0 }), integer({ min: 1 }), 0],
    [integer({ max: 9 }), integer({ exclusiveMax: 9 }), 9],
    [float({ min: 0 }), float({ exclusiveMin: 0 }), 0],
    [integer(), integer({ multipleOf: 3 }), 1],
    [integer({ multipleOf: 2 }), integer({ multipleOf: 4 }), 2],
    [float(), float({ multipleOf: 0.01 }), 0.005],
    [float({ exclusiveMin: 5 }), float({ exclusiveMin: 5, multipleOf: 0.25 }), 5.125],
    [float({ min: 0, max: 1 }), integer(), 0.5],
    [integer({ min: 2, max: 4 }), union(integer({ max: 2 }), integer({ min: 4 })), 3],
    [enumeration(null, 1, 2, 3), enumeration(null, 1, 2), 3],
    [float({ min: 0 }), float({ min: 0, max: 1e9 }), 1000000001],
  ])('an escape is found (%#)', (a, b, value) => {
    expect(relate(a, b)).toEqual(no(value));
  });

  test.each<[Schema, Schema]>([
    [integer({ exclusiveMin: 0 }), integer({ min: 1 })],
    [integer({ min: 1, max: 3 }), enumeration(null, 3, 2, 1)],
    [integer({ multipleOf: 4 }), integer({ multipleOf: 2 })],
    [integer({ min: 0, max: 10 }), union(integer({ max: 5 }), integer({ min: 6 }))],
    [float({ min: 0, max: 10 }), union(float({ max: 5 }), float({ min: 5 }))],
    [float({ min: 3, max: 3 }), integer()],
    [integer({ min: 5, max: 4 }), text()],
    [integer({}), float({ min: -3.4e38, max: 3.4e38 })],
  ])('there is none (%#)', (a, b) => {
    expect(relate(a, b)).toEqual(yes);
  });
});

describe('strings', () => {
  test.each<[Schema, Schema, unknown]>([
    [text({ maxLength: 3 }), text({ maxLength: 2 }), 'aaa'],
    [text({ pattern: ['^[a-z]+$'] }), text({ pattern: ['^[a-z0-9]{2,}$'] }), 'a'],
    [text({ pattern: ['^[a-z]+$'] }), text({ pattern: ['^[a-y]+$'] }), 'z'],
    [text({ pattern: ['a'] }), text({ pattern: ['^a'] }), 'ba'],
    [text(), enumeration(null, '', 'a', 'b'), 'c'],
    [enumeration(null, 'a', 'B'), text({ pattern: ['^[a-z]$'] }), 'B'],
    [text({ format: 'uuid' }), text({ format: 'email' }), 'aaaaaaaa-aaaa-1aaa-aaaa-aaaaaaaaaaaa'],
  ])('an escape is found (%#)', (a, b, value) => {
    expect(relate(a, b)).toEqual(no(value));
  });

  test.each<[Schema, Schema]>([
    [text({ pattern: ['^[a-z]{3}$'] }), text({ minLength: 2, maxLength: 3 })],
    [text({ pattern: ['^a{2,4}$'] }), text({ pattern: ['^a+$'] })],
    [text({ pattern: ['^(?!.*x)[a-z]+$'] }), text({ pattern: ['^[a-wyz]+$'] })],
    [text({ pattern: ['^[a-z]+$', '^.{2}$'] }), text({ pattern: ['^[a-z][a-z]$'] })],
    [text({ pattern: ['^[ab]$'] }), enumeration(null, 'b', 'a')],
    [text({ pattern: ['/^[A-Z]+$/i'] }), text({ pattern: ['^[a-zA-Z]+$'] })],
    [text({ pattern: ['^(a)\\1$'] }), text({ pattern: ['^(a)\\1$'] })],
    [text({ format: 'uuid' }), text({ format: 'guid' })],
    [text({ format: 'nanoid' }), text({ minLength: 21, maxLength: 21 })],
    [text({ format: 'made-up' }), text({ format: 'made-up' })],
  ])('there is none (%#)', (a, b) => {
    expect(relate(a, b)).toEqual(yes);
  });

  test('a pattern that cannot be followed is unknown, unless some text tells', () => {
    expect(relate(text({ pattern: ['^(a)\\1$'] }), text({ pattern: ['^aa$'] }))).toEqual(open('no-witness'));
    expect(relate(text(), text({ pattern: ['\\bx\\b'] }))).toEqual(no(''));
  });
});

describe('objects', () => {
  const invoice = (fields: Parameters<typeof object>[0]): Schema => object({ id: text(), ...fields });

  test('inputs refuse what is not declared, outputs and events drop it', () => {
    expect(relate(invoice({ note: text() }), invoice({}), 'input')).toEqual(no({ id: '', note: '' }));
    expect(relate(invoice({ note: text() }), invoice({}), 'input', { unknownFields: 'drop' })).toEqual(yes);
    expect(relate(invoice({ note: text() }), invoice({}), 'output')).toEqual(yes);
    expect(relate(invoice({ note: text() }), invoice({}), 'event')).toEqual(yes);
  });

  test('a strict object refuses on inputs alone', () => {
    const strict = object({ id: text() }, { unknownFields: 'refuse' });
    expect(relate(invoice({ note: text() }), strict, 'input', { unknownFields: 'drop' })).toEqual(no({ id: '', note: '' }));
    expect(relate(invoice({ note: text() }), strict, 'output')).toEqual(yes);
  });

  test('an object that keeps undeclared fields accepts them, and does not describe them', () => {
    const loose = object({ id: text() }, { unknownFields: 'keep' });
    expect(relate(invoice({ note: text() }), loose)).toEqual(yes);
    expect(relate(loose, invoice({}))).toEqual(yes);
  });

  test('typed extra fields are part of the description', () => {
    const typed = object({ id: text() }, { catchall: integer() });
    expect(relate(invoice({ note: integer() }), typed)).toEqual(yes);
    expect(relate(invoice({ note: text() }), typed)).toEqual(no({ id: '', note: '' }));
    expect(relate(typed, invoice({ note: maybe(integer()) }))).toEqual(no({ id: '', extra: 0 }));
    expect(relate(typed, invoice({ note: maybe(text()) }), 'output')).toEqual(no({ id: '', note: 0 }));
  });

  test('defaults are absent on inputs and present on outputs', () => {
    const given = invoice({ note: withDefault(text(), 'x') });
    expect(relate(invoice({}), given, 'input')).toEqual(yes);
    expect(relate(given, invoice({ note: text() }), 'input')).toEqual(no({ id: '' }));
    expect(relate(given, invoice({ note: text() }), 'output')).toEqual(yes);
    expect(relate(invoice({}), given, 'output')).toEqual(no({ id: '' }));
  });

  test('`catch` accepts anything on inputs', () => {
    const caught = invoice({ note: withDefault(text(), 'x', { isCatch: true }) });
    expect(relate(invoice({ note: integer() }), caught, 'input')).toEqual(yes);
    expect(relate(invoice({ note: integer() }), caught, 'output')).toEqual(no({ id: '', note: 0 }));
  });

  test('a record has any fields, a record with listed keys all of them', () => {
    expect(relate(object({ a: text(), b: text() }), record(text()))).toEqual(yes);
    expect(relate(record(text()), object({ a: maybe(text()) }))).toEqual(no({ extra: '' }));
    expect(relate(record(text(), enumeration(null, 'a', 'b')), object({ a: text(), b: text() }))).toEqual(yes);
    expect(relate(object({ a: text() }), record(text(), enumeration(null, 'a', 'b')))).toEqual(no({ a: '' }));
    expect(relate(record(text()), record(text(), text({ pattern: ['^a'] })))).toEqual(no({ '': '' }));
    expect(relate(record(text(), text({ pattern: ['^ab'] })), record(text(), text({ pattern: ['^a'] })))).toEqual(yes);
    expect(relate(record(json()), scalar('JSONObject'))).toEqual(yes);
  });

  test('members of an intersection refuse together, what they have under one name each by itself', () => {
    const strict = object({ b: maybe(integer()) }, { unknownFields: 'refuse' });
    const plain = object({ t: maybe(text()) });
    expect(relate(object({ t: text() }), intersection(plain, strict))).toEqual(yes);
    const nested = intersection(object({ a: plain }), object({ a: strict }));
    expect(relate(object({ a: object({ b: integer() }) }), nested)).toEqual(yes);
    expect(relate(object({ a: object({ t: text() }) }), nested)).toEqual(no({ a: { t: '' } }));
    expect(relate(object({ a: object({ t: text() }) }), nested, 'output')).toEqual(yes);
    const lists = intersection(list(plain), list(strict));
    expect(relate(list(object({ t: text() })), lists)).toEqual(no([{ t: '' }]));
    const none = intersection(object({ a: object({ t: text() }) }), object({ a: strict }));
    expect(relate(object({ a: object({ t: text() }) }), none)).toEqual(no({ a: { t: '' } }));
    // No value is in both, so whatever reads it may ask for anything.
    expect(relate(none, object({ a: integer() }))).toEqual(yes);
  });

  test('an intersection has the fields of all its members', () => {
    const both = intersection(object({ a: text() }), object({ b: integer() }));
    expect(relate(both, object({ a: text(), b: integer() }))).toEqual(yes);
    expect(relate(object({ a: text(), b: integer() }), both)).toEqual(yes);
    expect(relate(object({ a: text() }), both)).toEqual(no({ a: '' }));
    expect(relate(intersection(text({ minLength: 2 }), text({ maxLength: 3 })), text({ minLength: 2, maxLength: 3 }))).toEqual(yes);
  });

  test('names of members of every object are names', () => {
    expect(relate(object({ constructor: text() }), object({}))).toEqual(no({ constructor: '' }));
    const named = object({});
    const proto: Schema = {
      ...named,
      fields: new Map([['__proto__', { type: text(), optional: false, array: false, origin: named.origin }]]),
    };
    const found = relate(proto, object({}));
    expect(JSON.stringify(found)).toBe('{"kind":"no","value":{"__proto__":""}}');
  });
});

describe('unions', () => {
  const tagged = (kind: string, fields: Parameters<typeof object>[0] = {}): Schema => object({ kind: literal(kind), ...fields });

  test('each member on the left, some member on the right', () => {
    expect(relate(union(text(), integer()), union(bool(), float(), text()))).toEqual(yes);
    expect(relate(union(text(), bool()), union(text(), integer()))).toEqual(no(true));
  });

  test('one model is split over members by its constants', () => {
    const kinds = object({ kind: enumeration(null, 'a', 'b') });
    expect(relate(kinds, union(tagged('a'), tagged('b')))).toEqual(yes);
    expect(relate(union(tagged('a'), tagged('b')), kinds)).toEqual(yes);
    expect(relate(object({ on: bool() }), union(object({ on: literal(true) }), object({ on: literal(false) })))).toEqual(yes);
    expect(relate(object({ a: maybe(text()) }), union(object({}), object({ a: text() })))).toEqual(yes);
    expect(relate(object({ a: nullable(text()) }), union(object({ a: literal(null) }), object({ a: text() })))).toEqual(yes);
    expect(
      relate(object({ kind: enumeration(null, 'a', 'b'), v: text() }), union(tagged('a', { v: text() }), tagged('b', { v: integer() }))),
    ).toEqual(no({ kind: 'b', v: '' }));
  });

  test('two fields split at once', () => {
    const both = object({ a: bool(), b: bool() });
    const three = [
      [true, true],
      [true, false],
      [false, true],
    ].map(([a, b]) => object({ a: literal(a ?? null), b: literal(b ?? null) }));
    expect(relate(both, union(...three))).toEqual(no({ a: false, b: false }));
    expect(relate(both, union(...three, object({ a: literal(false), b: literal(false) })))).toEqual(yes);
  });

  test('a list of a union is no union of lists', () => {
    expect(relate(list(union(text(), integer())), union(list(text()), list(integer())))).toEqual(no([0, '']));
    expect(relate(list(union(text(), integer()), { maxLength: 1 }), union(list(text()), list(integer())))).toEqual(yes);
  });

  test('an open enum takes any string of who reads it', () => {
    const options = { openEnums: ['Status'] };
    expect(relate(enumeration('Status', 'a', 'b'), enumeration('Status', 'a'), 'output', options)).toEqual(yes);
    expect(relate(enumeration('Other', 'a', 'b'), enumeration('Other', 'a'), 'output', options)).toEqual(no('b'));
    expect(relate(integer(), enumeration('Status', 'a'), 'output', options)).toEqual(no(0));
  });
});

describe('lists and tuples', () => {
  test.each<[Schema, Schema, unknown]>([
    [list(text()), list(integer()), ['']],
    [list(text()), list(text(), { minLength: 1 }), []],
    [list(text(), { maxLength: 3 }), list(text(), { maxLength: 2 }), ['', '', '']],
    [list(text()), tuple([text()]), []],
    [tuple([text(), text()]), tuple([text()]), ['', '']],
    [tuple([text()], integer()), tuple([text()], text()), ['', 0]],
    [list(text()), union(list(text(), { maxLength: 1 }), list(text(), { minLength: 3 })), ['', '']],
  ])('an escape is found (%#)', (a, b, value) => {
    expect(relate(a, b)).toEqual(no(value));
  });

  test.each<[Schema, Schema]>([
    [tuple([text(), text()]), list(text())],
    [tuple([text(), integer()]), tuple([text()], integer())],
    [list(text(), { minLength: 1, maxLength: 1 }), tuple([text()])],
    [list(text()), union(tuple([]), tuple([text()], text()))],
    [list(text()), union(list(text(), { maxLength: 2 }), list(text(), { minLength: 3 }))],
    [object({ a: many(text()) }), object({ a: list(text()) })],
    [list(union()), tuple([])],
  ])('there is none (%#)', (a, b) => {
    expect(relate(a, b)).toEqual(yes);
  });
});

describe('recursion', () => {
  const tree = (value: Schema): Schema => {
    const node: Schema = object({ value, children: many(ref('Node', () => node)) });
    return node;
  };

  test('ends, and finds what differs below', () => {
    expect(relate(tree(integer()), tree(float()))).toEqual(yes);
    expect(relate(tree(float()), tree(integer()))).toEqual(no({ value: 0.5, children: [] }));
    const even: Schema = object({ value: text(), next: maybe(ref('Odd', () => odd)) });
    const odd: Schema = object({ value: integer(), next: maybe(ref('Even', () => even)) });
    const all: Schema = object({ value: text(), next: maybe(ref('All', () => all)) });
    expect(relate(all, even)).toEqual(no({ value: '', next: { value: '' } }));
  });

  test('a model that must hold itself has no values', () => {
    const endless: Schema = object({ next: ref('Endless', () => endless) });
    expect(relate(endless, text())).toEqual(yes);
    expect(relate(text(), endless)).toEqual(no(''));
  });

  test('a union that is its own member adds nothing', () => {
    const loop: Schema = union(
      text(),
      ref('Loop', () => loop),
    );
    expect(relate(loop, text())).toEqual(yes);
    expect(relate(text(), loop)).toEqual(yes);
  });
});

describe('what cannot be read', () => {
  test('is itself, within anything, and else unknown', () => {
    expect(relate(unreadable('x'), unreadable('x'))).toEqual(yes);
    expect(relate(unreadable('x'), json())).toEqual(yes);
    expect(relate(unreadable('x'), unreadable('y'))).toEqual(open('unreadable'));
    expect(relate(unreadable('x'), text())).toEqual(open('unreadable'));
    expect(relate(text(), unreadable('x'))).toEqual(open('unreadable'));
    expect(relate(unreadable(null), unreadable(null))).toEqual(open('unreadable'));
    expect(relate(resource('user'), resource('user'))).toEqual(yes);
    expect(relate(resource('user'), resource('team'))).toEqual(open('unreadable'));
  });

  test('what is surely refused is refused all the same', () => {
    expect(relate(integer(), union(unreadable('x'), text()))).toEqual(open('unreadable'));
    expect(relate(object({ a: unreadable('x') }), object({ a: unreadable('x'), b: text() }))).toEqual(open('unreadable'));
    expect(relate(object({ a: maybe(unreadable('x')) }), object({ a: maybe(unreadable('x')), b: text() }))).toEqual(no({}));
    expect(relate(object({ a: integer() }), object({ a: text(), b: unreadable('x') }))).toEqual(no({ a: 0 }));
  });

  test('a refinement narrows nobody knows how', () => {
    const refined = text({ opaque: ['refine:a'] });
    expect(relate(refined, refined)).toEqual(yes);
    expect(relate(refined, text())).toEqual(yes);
    expect(relate(refined, text({ opaque: ['refine:b'] }))).toEqual(open('opaque'));
    expect(relate(text(), refined)).toEqual(open('opaque'));
    expect(relate(integer(), refined)).toEqual(no(0));
    expect(relate(text({ opaque: ['refine:a'], minLength: 2 }), text({ opaque: ['refine:a'], minLength: 1 }))).toEqual(yes);
  });

  test('`trim` leaves most strings alone', () => {
    const trimmed = (minLength: number): Schema => text({ opaque: ['overwrite:trim'], minLength });
    expect(relate(trimmed(2), trimmed(1))).toEqual(yes);
    expect(relate(trimmed(1), trimmed(2))).toEqual(no('a'));
    expect(relate(text({ minLength: 1 }), trimmed(1))).toEqual(no(' '));
    expect(relate(trimmed(1), text({ minLength: 1 }), 'output')).toEqual(yes);
    expect(relate(text({ minLength: 1 }), trimmed(1), 'output')).toEqual(no(' '));
  });

  test.each<[Schema, Schema, string]>([
    [text(), text({ maxLength: 5_000, opaque: ['overwrite:trim'] }), 'a'.repeat(5_001)],
    [text({ maxLength: 3_000, opaque: ['overwrite:trim'] }), text({ maxLength: 500 }), 'a'.repeat(501)],
    [text({ maxLength: 300, opaque: ['overwrite:trim'] }), text({ maxLength: 300 }), `${'a'.repeat(300)} `],
    [text({ pattern: ['^[0-9]*$'] }), text({ maxLength: 9_000 }), '0'.repeat(9_001)],
    [text({ minLength: 2_000, pattern: ['^[A-Z]+$'] }), text({ minLength: 2_001 }), 'A'.repeat(2_000)],
  ])('strings are told apart by lengths that are too great to be followed (%#)', (base, head, value) => {
    expect(relate(base, head)).toEqual(no(value));
  });

  test('to trim makes no string longer', () => {
    const [plain, trimmed] = [text({ maxLength: 255 }), text({ maxLength: 255, opaque: ['overwrite:trim'] })];
    expect(relate(plain, trimmed)).toEqual(yes);
    expect(relate(trimmed, plain, 'output')).toEqual(yes);
    expect(relate(trimmed, text({ maxLength: 254 }), 'output')).toEqual(no('a'.repeat(255)));
  });

  test('what is asked after `trim` is asked of what comes out of it, and not known where something is asked before', () => {
    const spaced = text({ pattern: ['^ a $'] });
    const trimmed = text({ pattern: ['^ a $'], opaque: ['overwrite:trim'] });
    expect(relate(spaced, trimmed)).toEqual(no(' a '));
    expect(relate(text({ pattern: ['^a+$'] }), text({ pattern: ['^a+$'], opaque: ['overwrite:trim'] }))).toEqual(yes);
    expect(relate(text({ minLength: 1 }), text({ minLength: 1, opaque: ['overwrite:trim after [{}]'] }))).toEqual(open('no-witness'));
  });

  test('changes of case are followed where a string is given', () => {
    const lower = text({ pattern: ['^[a-z]+$'], opaque: ['overwrite:toLowerCase'] });
    expect(relate(lower, text({ pattern: ['^[a-z]+$'] }))).toEqual(no('A'));
    expect(relate(text({ pattern: ['^[A-Z]+$'] }), text({ pattern: ['^[A-Z]+$'], opaque: ['overwrite:toLowerCase'] }))).toEqual(no('A'));
    expect(relate(text({ pattern: ['^[a-z]+$'] }), lower)).toEqual(yes);
  });

  test('a transform makes what is given unreadable, not what is taken', () => {
    expect(relate(integer(), text({ opaque: ['transform:f'] }), 'input')).toEqual(no(0));
    const { origin } = text();
    const made = (of: Schema, by = 'f'): Schema => ({
      kind: 'unknown',
      reason: 'made by code',
      digest: `${by} ${JSON.stringify(of)}`,
      made: { of, by, make: () => ({ kind: 'unsure' }), text: () => by },
      origin,
    });
    expect(relate(made(text()), made(text()), 'output')).toEqual(yes);
    expect(relate(made(text(), 'f'), made(text(), 'g'), 'output')).toEqual(open('unreadable'));
    // The same code makes no more of less, and perhaps more of more.
    expect(relate(made(integer()), made(float()), 'output')).toEqual(yes);
    expect(relate(made(float()), made(integer()), 'output')).toEqual(open('unreadable'));
  });

  test('coercion takes more, nobody knows what, and gives what is declared', () => {
    const coerced = integer({ opaque: ['coerce:number'] });
    expect(relate(text(), coerced, 'input')).toEqual(open('unreadable'));
    expect(relate(coerced, integer(), 'input')).toEqual(yes);
    expect(relate(coerced, integer(), 'output')).toEqual(yes);
    expect(relate(text({ opaque: ['preprocess:f'] }), text(), 'output')).toEqual(yes);
    expect(relate(text(), text({ opaque: ['preprocess:f'] }), 'input')).toEqual(open('unreadable'));
  });

  test('a scalar of a library that changed is unknown', () => {
    const options: Partial<SchemaOptions> = { isOpaque: ({ name }) => name === 'EmailAddress' };
    expect(relate(scalar('EmailAddress'), scalar('EmailAddress'), 'input', options)).toEqual(open('unreadable'));
    expect(relate(scalar('URL'), scalar('URL'), 'input', options)).toEqual(yes);
    expect(relate(text(), text(), 'input', { isOpaque: () => true })).toEqual(open('unreadable'));
  });
});

describe('hostile sizes end', () => {
  const wide = (count: number, type: () => Schema): Schema =>
    union(...Array.from({ length: count }, (_, index) => object({ kind: literal(`k${index}`), value: type(), note: maybe(text()) })));

  test('unions of many tagged members', () => {
    expect(relate(wide(200, text), wide(200, text))).toEqual(yes);
    expect(
      relate(
        wide(200, text),
        wide(200, () => scalar('NonEmptyString')),
      ),
    ).toEqual(no({ kind: 'k0', value: '' }));
  });

  test('a product of booleans over members that each take half of it', () => {
    const count = 40;
    const flags = (at: number, value: Schema): Schema =>
      object(Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, index === at ? value : bool()])));
    const halves = Array.from({ length: count }, (_, index) => flags(index, literal(true)));
    expect(relate(flags(-1, bool()), union(...halves)).kind).toBe('no');
  });

  test('members that overlap in every way are given up, not followed for ever', () => {
    const count = 24;
    const names = Array.from({ length: count }, (_, index) => `f${index}`);
    const all = object(Object.fromEntries(names.map((name) => [name, enumeration(null, 'a', 'b', 'c')])));
    const pairs = names.flatMap((name, index) =>
      names
        .slice(index + 1)
        .map((other) =>
          object(
            Object.fromEntries(
              names.map((one) => [one, one === name || one === other ? enumeration(null, 'a', 'b') : enumeration(null, 'a', 'b', 'c')]),
            ),
          ),
        ),
    );
    const started = performance.now();
    expect(['no', 'unknown']).toContain(relate(all, union(...pairs)).kind);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('unions of many models that no tag tells apart', () => {
    const members = Array.from({ length: 201 }, (_, index) => object({ [`f${index}`]: text(), amount: integer() }));
    const [fewer, more] = [union(...members.slice(0, 200)), union(...members)];
    expect(relate(fewer, more)).toEqual(yes);
    expect(relate(more, fewer)).toEqual(no({ f200: '', amount: 0 }));
    const overlapping = (kind: (index: number) => Schema): Schema =>
      union(...Array.from({ length: 200 }, (_, index) => object({ id: text(), [`f${index}`]: maybe(kind(index)) })));
    expect(
      relate(
        overlapping(() => integer()),
        overlapping(() => integer()),
      ),
    ).toEqual(yes);
    expect(
      relate(
        overlapping(() => integer()),
        overlapping((index) => (index === 7 ? text() : integer())),
      ),
    ).toEqual(no({ id: '', f7: 0 }));
  });

  test('unions of thousands of literals', () => {
    const literals = (count: number): Schema => union(...Array.from({ length: count }, (_, index) => literal(`value ${index}`)));
    const started = performance.now();
    expect(relate(literals(5000), literals(5001))).toEqual(yes);
    expect(relate(literals(5001), literals(5000))).toEqual(no('value 5000'));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('models whose values are larger than can be shown', () => {
    const doubled = (leaf: Schema): Schema => {
      let model = leaf;
      for (let level = 0; level < 60; level++) model = object({ left: model, right: model });
      return model;
    };
    expect(relate(doubled(text()), doubled(integer()))).toEqual(open('no-witness'));
    expect(relate(doubled(integer()), doubled(float()))).toEqual(yes);
  });

  test('intersections of many unions', () => {
    const choice = (): Schema => union(...Array.from({ length: 60 }, (_, index) => text({ pattern: [`^.{${index}}$`] })));
    expect(relate(intersection(choice(), choice(), choice()), text()).kind).not.toBe('no');
  });

  test('models nested too deep to follow', () => {
    let deep: Schema = text();
    let other: Schema = integer();
    for (let level = 0; level < 1000; level++) [deep, other] = [object({ a: deep }), object({ a: other })];
    expect(relate(deep, other)).toEqual(open('budget'));
  });

  test('patterns made to take long', () => {
    expect(relate(text({ pattern: ['^(a+)+$'] }), text({ pattern: ['^a+$'] }))).toEqual(yes);
    expect(relate(text({ pattern: ['a.{30}$'] }), text({ pattern: ['b.{30}$'] })).kind).toBe('no');
    expect(relate(text({ pattern: ['^(.*a.{14}|.*b.{15})$'] }), text({ pattern: ['^.*(a|bb).{14}$'] })).kind).not.toBe('yes');
    expect(relate(text({ maxLength: 1e9 }), text({ maxLength: 1e8 }))).toEqual(open('no-witness'));
    expect(relate(enumeration(null, ...Array.from({ length: 5000 }, (_, index) => `v${index}`)), text({ pattern: ['^v'] }))).toEqual(yes);
  });
});
