import { describe, expect, test } from 'vitest';
import type { SchemaChange } from '../../../src/compare/schema/schema-change.ts';
import { changesOf, classesOf, given, takes } from './support/judged.ts';

function inputChanges(base: string, head: string): readonly SchemaChange[] {
  return changesOf(base, head, 'input');
}

const some = 'z.object({ a: z.string().optional(), b: z.string().optional() })';
const numeric = '{ decode: (v) => Number(v), encode: (v) => String(v) }';

describe('a break in a pipe or beside it has its witness', () => {
  test.each([
    ['z.string().pipe(z.coerce.number())', 'z.string().min(3).pipe(z.coerce.number())'],
    ['z.string().pipe(z.coerce.number())', 'z.number().pipe(z.coerce.number())'],
    ['z.string().transform((v) => v.trim()).pipe(z.string())', 'z.string().transform((v) => v.trim()).pipe(z.email())'],
    ['z.string().transform(Number).pipe(z.number().min(3))', 'z.string().transform(Number).pipe(z.number().min(5))'],
    ['z.string().transform(Number)', 'z.string().transform(Number).pipe(z.number())'],
    ['z.string().transform(Number).refine((n) => n > 3)', 'z.string().transform(Number).refine((n) => n > 5)'],
    [
      'z.string().transform((v) => v.split(",")).pipe(z.array(z.string()).min(1))',
      'z.string().transform((v) => v.split(",")).pipe(z.array(z.string()).min(2))',
    ],
    ['z3.string().transform((v) => v.trim()).pipe(z3.string().email())', 'z3.string().transform((v) => v.trim()).pipe(z3.string().min(7))'],
    ['z.string().pipe(z.enum(["a", "b"]))', 'z.string().pipe(z.enum(["a"]))'],
    ['z.iso.datetime().pipe(z.coerce.date())', 'z.iso.date().pipe(z.coerce.date())'],
    [
      'z.object({ a: z.string().pipe(z.coerce.number()), b: z.string() })',
      'z.object({ a: z.string().pipe(z.coerce.number()), b: z.number() })',
    ],
    [
      'z.object({ a: z.iso.datetime().pipe(z.coerce.date()), b: z.string() })',
      'z.object({ a: z.iso.datetime().pipe(z.coerce.date()), b: z.number() })',
    ],
    ['z.string()', 'z.coerce.number()'],
    ['z.coerce.date()', 'z.coerce.number()'],
    ['z.preprocess((v) => Number(v), z.number())', 'z.preprocess((v) => Number(v), z.number().min(3))'],
    [`z.codec(z.string(), z.number(), ${numeric})`, `z.codec(z.string().min(2), z.number(), ${numeric})`],
    [`z.codec(z.string(), z.number(), ${numeric})`, `z.codec(z.string(), z.number().min(3), ${numeric})`],
    ['z.stringbool()', 'z.stringbool({ truthy: ["yes"], falsy: ["no"] })'],
    ['z.stringbool()', 'z.boolean()'],
    ['z.string().transform((v) => v.length).pipe(z.email().catch("a"))', 'z.string().transform((v) => v.length).pipe(z.email())'],
    ['z.array(z.string())', 'z.array(z.string()).refine((list) => new Set(list).size === list.length && list.length > 1)'],
    [
      'z.object({ a: z.string(), b: z.string() }).refine((o) => o.a !== o.b)',
      'z.object({ a: z.string(), b: z.string() }).refine((o) => o.a === o.b)',
    ],
    [`${some}.refine((o) => o.a || o.b)`, `${some}.refine((o) => o.a)`],
    [
      'z.object({ from: z.iso.date(), to: z.iso.date() }).refine((o) => o.to > o.from)',
      'z.object({ from: z.iso.date(), to: z.iso.date(), by: z.string() }).refine((o) => o.to > o.from)',
    ],
    ['z.object({ a: z.number(), b: z.number() })', 'z.object({ a: z.number(), b: z.number() }).refine((both) => both.a > both.b)'],
  ])('%s → %s', (base, head) => {
    const found = inputChanges(base, head);
    expect(classesOf(found)).toEqual(['breaking']);
    const value = found[0]?.witness?.value;
    expect([takes(base, value), takes(head, value)]).toEqual([true, false]);
  });

  test.each([
    ['z.string().pipe(z.string().min(3))', 'z.string().min(3)'],
    ['z.string().pipe(z.enum(["a", "b"]))', 'z.enum(["b", "a"])'],
    ['z.string().min(1).pipe(z.string().max(3))', 'z.string().min(1).max(3)'],
  ])('%s is %s', (pipe, plain) => {
    expect(inputChanges(pipe, plain)).toEqual([]);
    expect(inputChanges(plain, pipe)).toEqual([]);
  });

  test('what a pipe takes besides is no break', () => {
    expect(classesOf(inputChanges('z.string().pipe(z.enum(["a"]))', 'z.string().pipe(z.enum(["a", "b"]))'))).toEqual(['additive']);
  });

  test('code that cannot be followed leaves it open', () => {
    const pipe = (type: string): string => `z.string().transform((v) => Math.random() > 2 ? v : 1).pipe(${type})`;
    expect(classesOf(inputChanges(pipe('z.number()'), pipe('z.string()')))).toEqual(['unknown']);
  });

  test.each([
    ['z.string().transform((v) => v.length).pipe(z.number().min(3))', 'z.string().transform((v) => v.length).pipe(z.number().min(2))'],
    ['z.string().pipe(z.coerce.number().min(3))', 'z.string().pipe(z.coerce.number())'],
    ['z.preprocess((v) => Number(v), z.number().min(3))', 'z.preprocess((v) => Number(v), z.number())'],
    [`z.codec(z.string(), z.number().min(3), ${numeric})`, `z.codec(z.string(), z.number(), ${numeric})`],
    ['z.stringbool({ truthy: ["yes"], falsy: ["no"] })', 'z.stringbool()'],
    ['z.coerce.number()', 'z.coerce.string()'],
    ['z.string().transform((v) => v.length).pipe(z.email())', 'z.string().transform((v) => v.length).pipe(z.email().catch("a"))'],
    ['z.string()', 'z.coerce.boolean()'],
  ])('what a pipe takes besides is no break: %s → %s', (base, head) => {
    for (const change of inputChanges(base, head)) expect(['additive', 'dangerous']).toContain(change.class);
  });

  test('what code has made is coerced as well', () => {
    const head = 'z.preprocess((v) => Number(v), z.coerce.string().min(1))';
    expect(takes(head, null)).toBe(true);
    expect(classesOf(inputChanges('z.null()', head))).not.toContain('breaking');
  });

  test('what code makes absent is taken where the type may be absent', () => {
    const emptyIsNothing = (type: string): string => `z.preprocess((v) => (v === '' ? undefined : v), ${type})`;
    expect(classesOf(inputChanges(emptyIsNothing('z.string().optional()'), emptyIsNothing('z.string()')))).toEqual(['unknown']);
    expect(inputChanges(emptyIsNothing('z.string()'), emptyIsNothing('z.string()'))).toEqual([]);
  });
});

describe('what is given after a pipe is what its second type says', () => {
  const orNothing = '.transform((v) => v || undefined)';
  const trimmed = 'z.string().transform((v) => v.trim())';
  const length = 'z.string().transform((v) => v.length)';
  test.each<[base: string, head: string, taken: unknown]>([
    [`z.object({ a: ${length}, b: z.string() })`, `z.object({ a: ${length}, b: z.number() })`, { a: '', b: 0 }],
    [`z.object({ a: ${length}, b: z.string() })`, `z.object({ a: ${length} })`, { a: '' }],
    [`${length}.pipe(z.number().max(3))`, `${length}.pipe(z.number())`, 'aaaa'],
    ['z.string().pipe(z.coerce.number())', 'z.string()', ''],
    ['z.string()', length, ''],
    [`z.codec(z.string(), z.number().min(3), ${numeric})`, `z.codec(z.string(), z.number(), ${numeric})`, '0'],
    ['z.string()', 'z.stringbool()', 'yes'],
    [`z.object({ a: z.string()${orNothing} })`, `z.object({ a: z.string().optional()${orNothing} })`, {}],
    ['z.tuple([z.string(), z.number()])', 'z.tuple([z.string(), z.number().optional()])', ['']],
    [trimmed, `${trimmed}.nullable()`, null],
  ])('%s → %s breaks readers', (base, head, taken) => {
    const found = changesOf(base, head, 'output');
    expect(classesOf(found)).toEqual(['breaking']);
    expect(found[0]?.witness?.acceptedBy).toBe('head');
    expect(found[0]?.witness?.value).toEqual(given(head, taken));
  });

  test.each([
    [`${length}.pipe(z.number())`, `${length}.pipe(z.number().max(3))`],
    ['z.string().min(3).transform((v) => v.length)', 'z.string().min(5).transform((v) => v.length)'],
    ['z.string()', 'z.number().transform(String).pipe(z.string())'],
    ['z.boolean()', 'z.stringbool()'],
    ['z.object({ a: z.string() })', 'z.object({ a: z.string().optional().transform((v) => v ?? "none").pipe(z.string()) })'],
    ['z.tuple([z.string(), z.number()])', 'z.tuple([z.string(), z.number().default(3)])'],
  ])('%s → %s does not', (base, head) => {
    for (const change of changesOf(base, head, 'output')) expect(['additive', 'dangerous']).toContain(change.class);
  });

  test('what else code gives is not known', () => {
    const found = changesOf(length, 'z.string().transform((v) => v.length + 1)', 'output');
    expect(found.map((change) => [change.class, change.reason])).toEqual([['unknown', 'unreadable']]);
  });
});
