import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import * as z3 from 'zod/v3';
import { RELEASES } from '../../../src/compare/schema/format-bounds.ts';
import { formatOf, SCALAR_PATTERNS } from '../../../src/compare/schema/formats.ts';
import { createLanguages } from '../../../src/compare/schema/language/language.ts';
import type { Language } from '../../../src/compare/schema/language/language.ts';
import { patternLanguage } from '../../../src/compare/schema/language/pattern.ts';
import { hasString, shortestString } from '../../../src/compare/schema/language/search.ts';

/** Each format in Zod, with texts that have it. */
const formats: readonly (readonly [name: string, type: Pick<z.ZodType, 'safeParse'>, samples: readonly string[]])[] = [
  ['date', z.iso.date(), ['2024-02-29', '2000-02-29', '0000-01-01', '1999-12-31', '2023-04-30']],
  ['date-time', z.iso.datetime({ offset: true }), ['2024-02-29T23:59:59Z', '2024-01-01T00:00:00.5+02:00', '2024-01-01T00:00:00-11:30']],
  ['datetime(local)', z.iso.datetime({ local: true }), ['2024-02-29T23:59:59', '2024-01-01T00:00:00.5Z']],
  ['datetime(local,offset)', z.iso.datetime({ local: true, offset: true }), ['2024-02-29T23:59:59', '2024-01-01T00:00:00+02:00']],
  ['datetime(local,precision=3)', z.iso.datetime({ local: true, precision: 3 }), ['2024-02-29T23:59:59.123', '2024-01-01T00:00:00.123Z']],
  ['datetime(local,precision=0)', z.iso.datetime({ local: true, precision: 0 }), ['2024-02-29T23:59:59']],
  ['datetime(precision=-1)', z.iso.datetime({ precision: -1 }), ['2024-02-29T23:59Z']],
  ['datetime(local,precision=-1)', z.iso.datetime({ local: true, precision: -1 }), ['2024-02-29T23:59', '2024-02-29T23:59Z']],
  ['time', z.iso.time(), ['10:30:00', '23:59:59.999', '10:30']],
  ['time(precision=3)', z.iso.time({ precision: 3 }), ['10:30:00.123']],
  ['duration', z.iso.duration(), ['P1Y', 'P3DT4H', 'PT1.5S']],
  ['email', z.email(), ['ada@example.com', "o'neil+x@sub.example.org"]],
  ['uri', z.url(), ['https://example.com', 'mailto:a@b.c', 'http://localhost:8080/a?b#c']],
  ['uuid', z.uuid(), ['123e4567-e89b-42d3-a456-426614174000', '00000000-0000-0000-0000-000000000000']],
  ['httpUrl', z.httpUrl(), ['https://example.com', 'http://example.com/a?b']],
  ['guid', z.guid(), ['123e4567-e89b-02d3-0456-426614174000']],
  ['ipv4', z.ipv4(), ['0.0.0.0', '192.168.1.255']],
  ['ipv6', z.ipv6(), ['::1', '2001:db8::8a2e:370:7334']],
  ['ulid', z.ulid(), ['01ARZ3NDEKTSV4RRFFQ69G5FAV']],
  ['cuid', z.cuid(), ['cjld2cjxh0000qzrmn831i7rn']],
  ['cuid2', z.cuid2(), ['tz4a98xxat96iws9zmbrgj3a']],
  ['nanoid', z.nanoid(), ['V1StGXR8_Z5jdHi6B-myT']],
  ['base64', z.base64(), ['aGVsbG8=', '']],
  ['base64url', z.base64url(), ['aGVsbG8', '']],
  ['e164', z.e164(), ['+14155552671']],
  ['hostname', z.hostname(), ['example.com', 'localhost']],
  ['jwt', z.jwt(), ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2ln']],
  ['jwt(alg=HS256)', z.jwt({ alg: 'HS256' }), ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2ln']],
  ['cidrv4', z.cidrv4(), ['10.0.0.0/8']],
  ['cidrv6', z.cidrv6(), ['2001:db8::/32']],
  ['xid', z.xid(), ['9m4e2mr0ui3e8a215n4g']],
  ['ksuid', z.ksuid(), ['0ujtsYcgvSTl8PAuAdqWYSMnLOv']],
  ['hex', z.hex(), ['', 'deadBEEF']],
  ['mac', z.mac(), ['00:1A:2B:3C:4D:5E', '00:1a:2b:3c:4d:5e']],
  ['mac(delimiter=,)', z.mac({ delimiter: ',' }), ['00,1A,2B,3C,4D,5E']],
  ['nanoid(length=10)', z.nanoid({ length: 10 }), ['V1StGXR8_Z']],
  ['creditCard', z.creditCard(), ['4242424242424242', '4242 4242 4242 4242']],
  ['iban', z.iban(), ['DE89370400440532013000']],
  ['currencyCode', z.currencyCode(), ['EUR', 'JPY']],
  ['emoji', z.emoji(), ['⌚', '👍🏽', '🇩🇪']],
  ['ip', asZod4(z3.string().ip()), ['192.168.1.255', '::ffff:1.2.3.4']],
  ['ipv6(zod 3)', asZod4(z3.string().ip({ version: 'v6' })), ['::1', 'fe80::1%eth0']],
  ['cidr', asZod4(z3.string().cidr()), ['10.0.0.0/8', '2001:db8::/32']],
  ['cidrv6(zod 3)', asZod4(z3.string().cidr({ version: 'v6' })), ['2001:db8::/32']],
  ['duration(zod 3)', asZod4(z3.string().duration()), ['P1Y2M', '-P1.5Y', 'PT1,5S']],
  ['jwt(zod 3)', asZod4(z3.string().jwt()), ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2ln']],
];

/** Zod 3's type as far as this test asks. */
function asZod4(type: z3.ZodType): Pick<z.ZodType, 'safeParse'> {
  return { safeParse: (value: unknown) => type.safeParse(value) as z.ZodSafeParseResult<unknown> };
}

/** Texts near to having some format, among which are those that only some have. */
const nearTexts: readonly string[] = [
  ...['2000-01-01T00:00Z', '2000-01-01T00:00', '2000-01-01T00:00:00', '2000-01-01T00:00:00+25:99', '2000-01-01T00:00+01:00', '2023-02-29'],
  ...['::ffff:1.2.3.4', 'fe80::1%eth0', '1::', '1:2', ':', '256.1.1.1', '1.1.1', '::1/129', '1.1.1.1/33', '1.1.1.1/08', '::@1\\'],
  ...['a@b', '.a@b.co', 'a..b@c.de', 'A@B.CO', 'http:x', 'https:/x.y', 'x:', 'FTP://X.Y', '//a.b'],
  ...['P', 'PT', 'P1', 'P1W1D', '-P1Y', 'P1.5Y', 'P1.5Y1M', 'PT1S1M', 'P1YT'],
  ...['ffffffff-ffff-ffff-ffff-ffffffffffff', '123e4567-e89b-92d3-a456-426614174000', '123e4567e89b42d3a456426614174000'],
  ...['a', 'A', '-', '=', 'a===', 'ab==', 'abc', 'abcde', 'a b=', '+0123456789', '+1', 'localhost.', '-a.b', 'a_b'],
  ...['81ARZ3NDEKTSV4RRFFQ69G5FAV', '01arz3ndektsv4rrffq69g5fav', 'cAB_CD-EF', 'c123456', '00:1A:2b:3C:4D:5E', '1', '#', '©'],
  ...['4242424242424241', 'DE00370400440532013000', 'XYZ', 'x.y.z', '.y.z', 'eyJhbGciOiJSUzI1NiJ9.e30.x', '24:00', '10:00:00.1'],
];

describe('formats', () => {
  const languages = createLanguages();
  const language = (pattern: string): Language => {
    const made = patternLanguage(languages, pattern);
    if (!made) throw new Error(`Cannot be followed: ${pattern}`);
    return made;
  };
  const boundsOf = (name: string): readonly { readonly surely: Language; readonly maybe: Language }[] =>
    (formatOf(name) ?? []).map(({ surely, maybe }) => ({ surely: language(surely), maybe: language(maybe) }));

  test.each(formats)('%s: what surely has it has it in Zod, and what has it may have it', (name, type, samples) => {
    const bounds = boundsOf(name);
    expect([1, RELEASES.length]).toContain(bounds.length);
    for (const { surely, maybe } of bounds) {
      expect(shortestString(languages, surely).kind).toBe('found');
      expect(shortestString(languages, languages.all([surely, languages.not(maybe)])).kind).toBe('none');
    }
    // The release that is installed is the last.
    const { surely, maybe } = bounds.at(-1) ?? { surely: languages.nothing, maybe: languages.nothing };
    const shortest = shortestString(languages, surely);
    for (const text of samples) expect(type.safeParse(text).success).toBe(true);
    for (const text of [...samples, ...nearTexts, ...(shortest.kind === 'found' ? [shortest.text] : [])]) {
      const isTaken = type.safeParse(text).success;
      expect({ text, surely: !isTaken && hasString(languages, surely, text) }).toEqual({ text, surely: false });
      expect({ text, maybe: !isTaken || hasString(languages, maybe, text) }).toEqual({ text, maybe: true });
    }
  });

  test.each(['2023-02-29', '1900-02-29', '2024-13-01', '2024-04-31', '24-01-01', '2024-1-1'])('%s is no date', (text) => {
    expect(boundsOf('date').some(({ maybe }) => hasString(languages, maybe, text))).toBe(z.iso.date().safeParse(text).success);
    expect(z.iso.date().safeParse(text).success).toBe(false);
  });

  test('the patterns of scalars can be followed', () => {
    for (const pattern of SCALAR_PATTERNS.values()) expect(shortestString(languages, language(pattern)).kind).toBe('found');
  });
});
