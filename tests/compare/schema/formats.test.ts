import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { formatOf, scalarPatterns } from '../../../src/compare/schema/formats.ts';
import { createLanguages } from '../../../src/compare/schema/language/language.ts';
import { patternLanguage } from '../../../src/compare/schema/language/pattern.ts';
import { hasString, shortestString } from '../../../src/compare/schema/language/search.ts';

/** Each format in Zod, with texts that have it. */
const formats: readonly (readonly [name: string, type: z.ZodType, samples: readonly string[]])[] = [
  ['date', z.iso.date(), ['2024-02-29', '2000-02-29', '0000-01-01', '1999-12-31', '2023-04-30']],
  ['date-time', z.iso.datetime({ offset: true }), ['2024-02-29T23:59:59Z', '2024-01-01T00:00:00.5+02:00', '2024-01-01T00:00:00-11:30']],
  ['datetime(local)', z.iso.datetime({ local: true }), ['2024-02-29T23:59:59', '2024-01-01T00:00:00.5Z']],
  ['datetime(local,offset)', z.iso.datetime({ local: true, offset: true }), ['2024-02-29T23:59:59', '2024-01-01T00:00:00+02:00']],
  ['datetime(local,precision=3)', z.iso.datetime({ local: true, precision: 3 }), ['2024-02-29T23:59:59.123', '2024-01-01T00:00:00.123Z']],
  ['datetime(local,precision=0)', z.iso.datetime({ local: true, precision: 0 }), ['2024-02-29T23:59:59']],
  ['datetime(precision=-1)', z.iso.datetime({ precision: -1 }), ['2024-02-29T23:59Z']],
  ['time', z.iso.time(), ['10:30:00', '23:59:59.999']],
  ['duration', z.iso.duration(), ['P1Y', 'P3DT4H', 'PT1.5S']],
  ['email', z.email(), ['ada@example.com', "o'neil+x@sub.example.org"]],
  ['uri', z.url(), ['https://example.com', 'mailto:a@b.c', 'http://localhost:8080/a?b#c']],
  ['uuid', z.uuid(), ['123e4567-e89b-42d3-a456-426614174000', '00000000-0000-0000-0000-000000000000']],
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
];

describe('formats', () => {
  const languages = createLanguages();
  const language = (pattern: string): NonNullable<ReturnType<typeof patternLanguage>> => {
    const made = patternLanguage(languages, pattern);
    if (!made) throw new Error(`Cannot be followed: ${pattern}`);
    return made;
  };

  test.each(formats)('%s: what surely has it has it in Zod, and what has it may have it', (name, type, samples) => {
    const format = formatOf(name);
    if (!format) throw new Error('Not known.');
    const shortest = shortestString(languages, language(format.surely));
    if (shortest.kind === 'found') expect(type.safeParse(shortest.text).success).toBe(true);
    else expect(name).toBe('jwt');
    for (const text of samples) {
      expect(type.safeParse(text).success).toBe(true);
      expect(hasString(languages, language(format.maybe), text)).toBe(true);
    }
    const outside = languages.all([language(format.surely), languages.not(language(format.maybe))]);
    expect(shortestString(languages, outside).kind).toBe('none');
  });

  test.each(['2023-02-29', '1900-02-29', '2024-13-01', '2024-04-31', '24-01-01', '2024-1-1'])('%s is no date', (text) => {
    expect(hasString(languages, language(formatOf('date')?.maybe ?? ''), text)).toBe(z.iso.date().safeParse(text).success);
    expect(z.iso.date().safeParse(text).success).toBe(false);
  });

  test('the patterns of scalars can be followed', () => {
    for (const pattern of scalarPatterns.values()) expect(shortestString(languages, language(pattern)).kind).toBe('found');
  });
});
