import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import * as z3 from 'zod/v3';
import { schemaChanges } from '../../../src/compare/schema/changes.ts';
import type { SchemaChange } from '../../../src/compare/schema/schema-change.ts';
import { readSchema } from '../../contracts/schema/support/read.ts';

/** Types of strings as people write them: each is compared with each other. */
const types: readonly string[] = [
  ...['z.string()', 'z.string().min(3)', 'z.string().max(30)', 'z.string().length(36)', 'z.string().regex(/^[0-9a-f-]+$/)'],
  ...["z.string().startsWith('2')", "z.string().endsWith('Z')", "z.string().includes(':')", "z.enum(['a', '::1', '10:00'])"],
  ...['z.string().trim().min(1)', 'z.string().toLowerCase().regex(/^[a-z]+$/)', "z.templateLiteral(['P', z.int(), 'Y'])"],
  ...["z.string().startsWith('https://')", 'z.string().regex(/^#[0-9a-f]{6}$/i)', "z.hash('md5')", 'z.string().trim().pipe(z.email())'],
  ...['z.iso.date()', 'z.iso.time()', 'z.iso.time({ precision: 0 })', 'z.iso.duration()', 'z.iso.datetime()'],
  ...['z.iso.datetime({ offset: true })', 'z.iso.datetime({ local: true })', 'z.iso.datetime({ local: true, precision: 3 })'],
  ...[
    'z.email()',
    'z.url()',
    'z.httpUrl()',
    'z.url({ protocol: /^https$/ })',
    'z.uuid()',
    'z.uuidv4()',
    'z.guid()',
    'z.ipv4()',
    'z.ipv6()',
  ],
  ...[
    'z.cidrv4()',
    'z.ulid()',
    'z.cuid()',
    'z.cuid2()',
    'z.nanoid()',
    'z.base64()',
    'z.base64url()',
    'z.e164()',
    'z.hostname()',
    'z.jwt()',
  ],
  ...['z3.string().datetime()', 'z3.string().uuid()', 'z3.string().ip()', 'z3.string().cuid()', 'z3.string().emoji()'],
];

const texts: readonly string[] = [
  ...[
    '',
    'a',
    'A',
    'ab',
    'abc',
    'abcd',
    ' a',
    'a b',
    '2',
    'Z',
    '1',
    'a'.repeat(31),
    'a.b',
    'a.b.',
    'localhost',
    '-a',
    'P1Y',
    'P-1Y',
    'P1W',
  ],
  ...['2000-01-01', '2000-02-29', '1900-02-29', '10:00', '10:00:00', '10:00:00.123', '24:00', '2000-01-01T00:00Z', '2000-01-01T00:00'],
  ...['2000-01-01T00:00:00', '2000-01-01T00:00:00Z', '2000-01-01T00:00:00.123', '2000-01-01T00:00:00.123Z', '2000-01-01T00:00:00+01:00'],
  ...['a@b.co', "a'b@c.de", 'http://x.y', 'https://a.bc', 'ftp://a.b', 'http://localhost', 'mailto:a@b.c', '::', '::1', 'fe80::1%eth0'],
  ...['1.1.1.1', '1.1.1.1/8', '::ffff:1.2.3.4', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ...['123e4567-e89b-42d3-a456-426614174000', '123e4567-e89b-72d3-a456-426614174000', '123e4567-e89b-02d3-0456-426614174000'],
  ...['cjld2cjxh0000qzrmn831i7rn', 'cAB_CD-EF', '01ARZ3NDEKTSV4RRFFQ69G5FAV', '81ARZ3NDEKTSV4RRFFQ69G5FAV', 'V1StGXR8_Z5jdHi6B-myT'],
  ...['aGVsbG8=', 'aGVsbG8', '+14155552671', 'eyJhbGciOiJIUzI1NiJ9.e30.x', '⌚', '👍🏽'],
];

interface Read {
  readonly code: string;
  readonly schema: ReturnType<typeof readSchema>;
  readonly takes: (text: unknown) => boolean;
}

const read: readonly Read[] = types.map((code) => {
  const type = new Function('z', 'z3', `return ${code};`)(z, z3) as z.ZodType;
  return { code, schema: readSchema(code), takes: (text) => type.safeParse(text).success };
});

function changesOf(base: Read, head: Read): readonly SchemaChange[] {
  const options = { unknownFields: 'refuse', openEnums: [], profile: 'wire' } as const;
  return schemaChanges({ base: base.schema, head: head.schema, side: 'input', path: 'io.input', options });
}

describe('types of strings, judged by Zod', { timeout: 120_000 }, () => {
  test.each(read)('from $code to each other', (base) => {
    const taken = texts.filter(base.takes);
    for (const head of read) {
      const changes = changesOf(base, head);
      for (const { witness } of changes) {
        if (!witness) continue;
        expect([head.code, witness.value, base.takes(witness.value), head.takes(witness.value)]).toEqual([
          head.code,
          witness.value,
          true,
          false,
        ]);
      }
      const isCompatible = changes.every((change) => change.class === 'additive');
      if (isCompatible) expect([head.code, taken.filter((text) => !head.takes(text))]).toEqual([head.code, []]);
    }
  });

  test('few pairs are left open', () => {
    const open = read.flatMap((base) =>
      read
        .filter((head) => changesOf(base, head).some((change) => change.class === 'unknown'))
        .map((head) => `${base.code} → ${head.code}`),
    );
    // Releases of Zod 4 differ on them, or code that checks a format cannot be followed so far.
    expect(open.length).toBeLessThan(read.length ** 2 / 30);
    expect(open).toContain('z3.string().datetime() → z.iso.datetime()');
  });
});
