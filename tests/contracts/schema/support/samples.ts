import type { Schema } from '../../../../src/contracts/schema/schema.ts';

/** Values of every kind, and strings of every format, that any schema may be asked about. No characters beyond 16 bits: versions of Zod count their length in two ways. */
const COMMON: readonly unknown[] = [
  null,
  true,
  false,
  ...[0, 1, -1, 2, 3, 5, 6, 7, 10, 0.5, 1.5, 2.5, -2.5, 100, 101, 2 ** 31, 2 ** 53, 1e300, -90, 181],
  ...['', ' ', 'a', 'b', 'ab', 'abc', 'abcd', 'abcdef', 'ABC', 'aBc', 'x-1', '  a ', 'a\nb', '0', '5', '12', 'true', 'null'],
  ...['ada@example.com', 'ada@', 'https://example.com/a?b=c', 'http://example.com', 'ftp://x.org', 'example.com', '+436601234567'],
  ...['2024-02-29', '2023-02-29', '2024-05-01T10:00:00Z', '2024-05-01T10:00:00+02:00', '2024-05-01T10:00:00.123Z', '2024-05-01T10:00Z'],
  ...[
    '2024-05-01T10:00:00',
    '2024-05-01T10:00',
    '2024-05-01T10:00+0200',
    '10:00',
    '10:00:00',
    '10:00:00.123',
    '25:00:00',
    'P1Y2M',
    'PT5M',
    'P',
    'PT1.5S',
  ],
  ...[
    '123e4567-e89b-42d3-a456-426614174000',
    '123e4567-e89b-72d3-a456-426614174000',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-0000-0000-0000-000000000000',
  ],
  ...['cjld2cjxh0000qzrmn831i7rn', 'tz4a98xxat96iws9zmbrgj3a', '01ARZ3NDEKTSV4RRFFQ69G5FAV', 'V1StGXR8_Z5jdHi6B-myT', 'V1StGXR8_Z'],
  ...['cAB_CD-EF', 'CAB_CD.EF', '81ARZ3NDEKTSV4RRFFQ69G5FAV', '-P1Y', 'P1Y1W', 'undefined'],
  ...['192.168.0.1', '256.1.1.1', '::1', '2001:db8::/32', '10.0.0.0/8', 'aGVsbG8=', 'aGVsbG8', 'aGV_bG8', '⌚', 'deadBEEF', 'localhost'],
  ...['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x', 'eyJhbGciOiJSUzI1NiJ9.e30.x', '00:1A:2B:3C:4D:5E', 'USD', 'E'],
  ...[
    'd41d8cd98f00b204e9800998ecf8427e',
    'a:d41d8cd98f00b204e9800998ecf8427e',
    'a'.repeat(64),
    'a'.repeat(128),
    `${'a'.repeat(43)}=`,
    `${'a'.repeat(27)}=`,
  ],
  ...[
    'a:123e4567-e89b-42d3-a456-426614174000',
    'a:ffffffff-ffff-ffff-ffff-ffffffffffff',
    'a:ada@example.com',
    'a:2024-02-29',
    'a:192.168.0.1',
    'a:a',
    'a:V1StGXR8_Z5jdHi6B-myT',
    'a-1',
    '5n',
  ],
  ...[[], ['a'], ['a', 'b'], ['a', 1], ['a', 1, true], [1, 2, 3], [null], ['a', 'b', 'c', 'd'], [{}], [['a']]],
  ...[
    {},
    { a: 'a' },
    { a: 1 },
    { a: 'a', b: 1 },
    { b: 1 },
    { a: null },
    { a: 'a', extra: true },
    { a: {} },
    { a: { b: {} } },
    { kind: 'a', a: 1 },
    { kind: 'b', b: 'x' },
  ],
  ...[
    { kind: 'c' },
    { id: 'x', child: { id: 'y', child: null } },
    { x: 1, y: 2 },
    { abc: 1 },
    { 1: 'a' },
    { a: ['a'] },
    { a: 'a', b: 1, c: true },
  ],
];

/** The common values, values made for this schema, and those values with one thing wrong. */
export function samplesFor(schema: Schema): unknown[] {
  const own = valuesOf(schema, 0);
  return [...COMMON, ...own, ...own.flatMap(damaged)];
}

/** Values that a schema seems to accept. */
function valuesOf(schema: Schema, depth: number): unknown[] {
  if (depth > 3) return [];
  switch (schema.kind) {
    case 'enum':
      return [...schema.values];
    case 'literal':
      return [schema.value];
    case 'nullable':
      return [null, ...valuesOf(schema.type, depth + 1)];
    case 'array':
      return valuesOf(schema.item, depth + 1)
        .slice(0, 4)
        .flatMap((item) => [[item], [item, item], [item, item, item]]);
    case 'tuple': {
      const items = schema.items.map((item) => valuesOf(item, depth + 1)[0]);
      return [items, [...items, valuesOf(schema.rest ?? { kind: 'scalar', name: 'Boolean', origin: schema.origin }, depth + 1)[0]]];
    }
    case 'union':
      return schema.members.flatMap((member) => valuesOf(member, depth + 1).slice(0, 4));
    case 'intersection': {
      const parts = schema.members.map((member) => valuesOf(member, depth + 1));
      const objects = parts.map((values) => values.find((value) => typeof value === 'object' && value !== null));
      return [...parts.flat(), Object.assign({}, ...objects)];
    }
    case 'record':
      return valuesOf(schema.value, depth + 1)
        .slice(0, 3)
        .flatMap((value) => [{ a: value }, { abc: value, b: value }, { X_1: value }]);
    case 'object':
      return objectsOf(schema, depth);
    case 'ref':
      return valuesOf(schema.target(), depth + 1);
    case 'scalar':
      return schema.name === 'JSON' || schema.name === 'JSONObject'
        ? [{ a: 1 }]
        : COMMON.filter((value) => typeof value !== 'object').slice(0, 40);
    case 'resource':
    case 'unknown':
      return [];
  }
}

function objectsOf(schema: Extract<Schema, { kind: 'object' }>, depth: number): unknown[] {
  const required: Record<string, unknown> = {};
  const full: Record<string, unknown> = {};
  for (const [name, field] of schema.fields) {
    const [value] = fitting(field.type, depth + 1);
    if (value === undefined) continue;
    full[name] = field.array ? [value] : value;
    if (!field.optional && !field.type.default) required[name] = full[name];
  }
  return [required, full];
}

/** The values of a field's type that are likely to be accepted first: of strings and numbers the middling ones. */
function fitting(schema: Schema, depth: number): unknown[] {
  const values = valuesOf(schema, depth);
  if (schema.kind !== 'scalar') return values;
  const first = {
    String_unsecure: 'abc',
    NonEmptyString: 'abc',
    EmailAddress: 'ada@example.com',
    URL: 'https://example.com/a?b=c',
    Date: '2024-02-29',
    DateTime: '2024-05-01T10:00:00Z',
  };
  const number = schema.name.endsWith('tude') || schema.name === 'Int_unsecure' || schema.name === 'Float_unsecure' ? 6 : undefined;
  const boolean = schema.name === 'Boolean' ? true : undefined;
  return [(first as Record<string, unknown>)[schema.name] ?? number ?? boolean ?? 'abc', ...values];
}

/** An object without one of its fields, with one of another type or null, and with one more; a list with something else in it. */
function damaged(value: unknown): unknown[] {
  if (Array.isArray(value)) return [[...value, { wrong: true }], value.slice(1), [null, ...value]];
  if (typeof value !== 'object' || value === null) return [];
  const names = Object.keys(value);
  const object = value as Record<string, unknown>;
  return [
    { ...object, undeclared: 1 },
    ...names.map((name) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))),
    ...names.flatMap((name) => [
      { ...object, [name]: null },
      { ...object, [name]: { wrong: true } },
      { ...object, [name]: 'wrong' },
      { ...object, [name]: [] },
      { ...object, [name]: 7 },
    ]),
  ];
}
