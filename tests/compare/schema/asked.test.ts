import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { schemaChanges } from '../../../src/compare/schema/changes.ts';
import type { SchemaChange } from '../../../src/compare/schema/schema-change.ts';
import { readSchema } from '../../contracts/schema/support/read.ts';

function inputChanges(base: string, head: string): readonly SchemaChange[] {
  const options = { unknownFields: 'refuse', openEnums: [], profile: 'wire' } as const;
  return schemaChanges({ base: readSchema(base), head: readSchema(head), side: 'input', path: 'io.input', options });
}

function takes(code: string, value: unknown): boolean {
  return (new Function('z', `return ${code}`)(z) as z.ZodType).safeParse(value).success;
}

const strings = ['', 'a', 'b', 'aa', 'ab', 'aaa', 'aaa ', ' aaa', 'aaaa', 'ABC', '12', '1234', 'sk_', 'sk_1', ' ', 'x', 'y'];
const lists = [0, 1, 2, 3, 4, 5].map((length) => Array.from({ length }, () => 'a'));
const values = [...strings, ...lists, 0, 1, -1, 0.5, 3, 4, 5, 10, 99, 100, 101, null, true, false];

/** Of each, what is taken by the second is taken by the first too, and the first takes more. */
const narrower: readonly (readonly [string, string])[] = [
  ['z.string().refine((v) => v.length > 1 && /^[a-z]+$/.test(v))', 'z.string().refine((v) => v.length > 2 && /^[a-z]+$/.test(v))'],
  ['z.string().refine((v) => !/x/.test(v))', 'z.string().refine((v) => !/[xy]/.test(v))'],
  ['z.string().refine((v) => !v.includes("x"))', 'z.string().refine((v) => !(v.includes("x") || v.includes("y")))'],
  ['z.string().refine((v) => v.startsWith("sk_"))', 'z.string().startsWith("sk_").refine((v) => v.length !== 3)'],
  ['z.string().refine((v) => v.endsWith("a") || v === "b")', 'z.string().refine((v) => v.endsWith("a"))'],
  ['z.string().refine((v) => ["a", "b"].includes(v))', 'z.string().refine((v) => ["a"].includes(v))'],
  ['z.string().refine((v) => new Set(["a", "b"]).has(v))', 'z.literal("b")'],
  ['z.string()', 'z.string().refine((v) => v.trim().length > 0)'],
  ['z.string().min(1)', 'z.string().refine((v) => v.trim() !== "")'],
  ['z.string().refine((v) => { if (v === "x") return false; return v.length < 4; })', 'z.string().max(2).refine((v) => v !== "x")'],
  ['z.string().refine((v) => v.length > 3)', 'z.string().trim().refine((v) => v.length > 3)'],
  ['z.number().refine((v) => v >= 0 && v <= 100)', 'z.number().refine((v) => 0 < v && v <= 100)'],
  ['z.number().refine((v) => v !== 0)', 'z.number().positive()'],
  ['z.number()', 'z.number().refine((v) => v > 3 || v < -3)'],
  ['z.number().refine((v) => [1, 3].includes(v))', 'z.number().refine((v) => v === 1)'],
  ['z.number()', 'z.number().refine((v) => Number.isInteger(v))'],
  ['z.number().int()', 'z.number().int().refine((v) => v % 5 === 0)'],
  ['z.string().nullable().refine((v) => v !== "a")', 'z.string().nullable().refine((v) => v !== "a" && v !== "b")'],
  ['z.array(z.string()).refine((v) => v.length > 0)', 'z.array(z.string()).min(2)'],
  ['z.array(z.string()).max(4)', 'z.array(z.string()).max(4).refine((v) => v.length !== 2)'],
  ['z.array(z.string()).min(1)', 'z.array(z.string()).refine((v) => v.length > 1 && v.length < 4)'],
];

describe('what code asks of strings, numbers and lists is judged as if it were said without code', () => {
  test.each(narrower)('%s → %s', (wide, narrow) => {
    const [loss] = inputChanges(wide, narrow).filter((change) => change.class === 'breaking');
    expect(takes(wide, loss?.witness?.value)).toBe(true);
    expect(takes(narrow, loss?.witness?.value)).toBe(false);
    expect(values.filter((value) => takes(narrow, value) && !takes(wide, value))).toEqual([]);
    const gains = inputChanges(narrow, wide);
    expect(gains.length).toBeGreaterThan(0);
    expect(gains.filter((change) => change.class !== 'additive')).toEqual([]);
  });

  test.each([
    ['z.string().refine((v) => v.startsWith("sk_"))', 'z.string().startsWith("sk_")'],
    ['z.string().refine((v) => v === "a" || v === "b")', 'z.enum(["a", "b"])'],
    ['z.string().refine((v) => !(v.length < 3))', 'z.string().min(3)'],
    ['z.string().refine((v) => 2 < v.length)', 'z.string().min(3)'],
    ['z.string().refine((v) => v.length === 3)', 'z.string().length(3)'],
    ['z.number().refine((v) => v > 3)', 'z.number().gt(3)'],
    ['z.number().refine((v) => v >= 0 && v < 10)', 'z.number().min(0).lt(10)'],
    ['z.number().refine((v) => v % 5 === 0)', 'z.number().multipleOf(5)'],
    ['z.array(z.string()).refine((v) => v.length > 0)', 'z.array(z.string()).nonempty()'],
    ['z.array(z.string()).refine((v) => v.length)', 'z.array(z.string()).min(1)'],
    ['z.array(z.string()).refine((v) => v.length !== 0)', 'z.array(z.string()).min(1)'],
    ['z.array(z.string()).refine((v) => v.length >= 1 && v.length <= 3)', 'z.array(z.string()).min(1).max(3)'],
    ['z.array(z.string()).refine((v) => v.length === 2)', 'z.array(z.string()).length(2)'],
    ['z.tuple([z.string()]).rest(z.string()).refine((v) => v.length > 1)', 'z.tuple([z.string(), z.string()]).rest(z.string())'],
  ])('%s is %s', (code, plain) => {
    expect(values.filter((value) => takes(code, value) !== takes(plain, value))).toEqual([]);
    expect(inputChanges(code, plain)).toEqual([]);
    expect(inputChanges(plain, code)).toEqual([]);
  });

  test.each([
    // Which strings are greater than another one is not said here.
    ['z.string().refine((v) => v > "a")', 'z.string().refine((v) => v > "b")'],
    // A pattern that remembers where it was.
    ['z.string().refine((v) => v !== "q" && /a/g.test(v))', 'z.string().refine((v) => v !== "q" && /b/g.test(v))'],
    ['z.string().refine((v, other) => v.length > 3 || other)', 'z.string().refine((v, other) => v.length > 2 || other)'],
  ])('but not %s', (base, head) => {
    expect(inputChanges(base, head).map((change) => change.class)).not.toContain('additive');
    expect(inputChanges(head, base).map((change) => change.class)).not.toContain('additive');
  });

  test('what is asked before a change of a string is not asked after it', () => {
    const [base, head] = ['z.string().refine((v) => v.length > 3).trim()', 'z.string().trim().refine((v) => v.length > 3)'];
    const [loss] = inputChanges(base, head);
    expect([loss?.class, takes(base, loss?.witness?.value), takes(head, loss?.witness?.value)]).toEqual(['breaking', true, false]);
    expect(inputChanges(head, base).length).toBeGreaterThan(0);
  });

  test('what is asked after a transform is not asked of what is sent', () => {
    const [base, head] = ['z.string().transform((v) => v + "12").refine((v) => v.length > 3)', 'z.string().refine((v) => v.length > 3)'];
    expect(takes(base, 'ab')).toBe(true);
    expect(takes(head, 'ab')).toBe(false);
    expect(inputChanges(base, head).map((change) => change.class)).not.toContain('additive');
  });
});
