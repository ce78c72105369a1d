import { describe, expect, test } from 'vitest';
import { changesOf, classesOf, given } from './support/judged.ts';

/** A field that is absent, or whose value is not taken. */
const ABSENT = {};
const REFUSED = { a: false };

describe('what stands in for a value is given as it is', () => {
  const inner = 'z.object({ b: z.string().default("x") })';
  test.each<[base: string, head: string, taken: unknown]>([
    ['z.uuid()', 'z.uuid().catch("")', REFUSED],
    ['z.uuid()', 'z.uuid().catch(() => "")', REFUSED],
    ['z.uuid()', 'z.uuid().default("")', ABSENT],
    ['z.enum(["a"])', 'z.enum(["a"]).catch("b")', REFUSED],
    ['z.string().min(1)', 'z.string().min(1).default("")', ABSENT],
    ['z.number().min(0)', 'z.number().min(0).catch(-1)', REFUSED],
    ['z.array(z.string()).min(1)', 'z.array(z.string()).min(1).default([])', ABSENT],
    ['z.string()', 'z.string().nullable().catch(null)', REFUSED],
    ['z.uuid().nullable()', 'z.uuid().catch("").nullable()', REFUSED],
    ['z.union([z.uuid(), z.number()])', 'z.union([z.uuid(), z.number()]).catch("")', REFUSED],
    ['z.uuid().catch("")', 'z.uuid().catch("-")', REFUSED],
    ['z.string().regex(/^a+$/)', 'z.string().regex(/^a+$/).default("b")', ABSENT],
    [inner, `${inner}.default({})`, ABSENT],
    ['z.object({ b: z.literal("c") })', 'z.object({ b: z.literal("c") }).catch({ b: "d" })', REFUSED],
    ['z3.string().uuid()', 'z3.string().uuid().catch("")', REFUSED],
  ])('%s → %s breaks readers', (base, head, taken) => {
    const found = changesOf(asObject(base), asObject(head), 'output');
    const breaking = found.filter((change) => change.class === 'breaking');
    expect(breaking).toHaveLength(1);
    expect(breaking[0]?.witness).toMatchObject({ value: given(asObject(head), taken), acceptedBy: 'head' });
  });

  test.each([
    ['z.uuid()', 'z.uuid().prefault("")'],
    ['z.enum(["a", "b"])', 'z.enum(["a", "b"]).catch("b")'],
    ['z.email()', 'z.email().default("a@b.co")'],
    ['z.iso.date()', 'z.iso.date().default("2020-01-01")'],
    ['z.array(z.string()).max(3)', 'z.array(z.string()).max(3).default([])'],
    ['z.number().int().max(5)', 'z.number().int().max(5).catch(5)'],
    ['z.tuple([z.string(), z.number()])', 'z.tuple([z.string(), z.number()]).default(["a", 1])'],
    ['z.string().trim().max(5)', 'z.string().trim().max(5).default("")'],
    ['z.string().refine((v) => v.length > 2)', 'z.string().refine((v) => v.length > 2).default("abc")'],
    ['z.string().transform((v) => v.length)', 'z.string().transform((v) => v.length).default(0)'],
    [inner, `${inner}.prefault({})`],
    [inner, `${inner}.default({ b: "y" })`],
    ['z3.string().uuid()', 'z3.string().uuid().default("")'],
    ['z3.object({ b: z3.string().default("x") })', 'z3.object({ b: z3.string().default("x") }).default({})'],
  ])('%s → %s does not', (base, head) => {
    expect(changesOf(asObject(base), asObject(head), 'output')).toEqual([]);
  });
});

/** An object of the same version of Zod as its field. */
function asObject(field: string): string {
  return `${field.startsWith('z3') ? 'z3' : 'z'}.object({ a: ${field} })`;
}

describe('whether a field with a default may be absent all the same', () => {
  test.each([
    ['z3.string().default("x")', 'z3.string().default("x").optional()'],
    ['z.string().catch("x")', 'z.string().catch("x").optional()'],
  ])('%s → %s: it may', (base, head) => {
    expect(given(asObject(head), ABSENT)).toEqual({});
    expect(classesOf(changesOf(asObject(base), asObject(head), 'output'))).toEqual(['breaking']);
  });

  test.each([
    ['z.string().default("x")', 'z.string().default("x").optional()'],
    ['z3.string().default("x")', 'z3.string().default("x").readonly()'],
  ])('%s → %s: it may not', (base, head) => {
    expect(given(asObject(head), ABSENT)).toEqual({ a: 'x' });
    expect(changesOf(asObject(base), asObject(head), 'output')).toEqual([]);
  });
});
