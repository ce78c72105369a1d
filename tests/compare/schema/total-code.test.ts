import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf, classesOf, subject } from './support/judged.ts';

/** Code that makes something of every string, with the type of what it makes; none where that may be no number. */
const total: readonly (readonly [code: string, type: string | null])[] = [
  ['(v) => v.trim()', 'z.string()'],
  ['(v) => v.trim().toLowerCase().replaceAll(/[^a-z]+/g, "-").slice(0, 20)', 'z.string()'],
  ['(v) => { const mark = "#"; return v.startsWith("#") ? v : `${mark}${v}`; }', 'z.string()'],
  ['(v) => v.padStart(8, "0")', 'z.string()'],
  ['(v) => v.split(",")', 'z.array(z.string())'],
  ['(v) => v.split(",").join(" ")', 'z.string()'],
  ['(v) => v.length * 2', 'z.number()'],
  ['(v) => v === "yes" || v.includes("on")', 'z.boolean()'],
  ['String', 'z.string()'],
  ['(v) => Number(v)', null],
  ['Number', null],
  ['(v) => (v === "" ? null : v)', null],
  ['(v) => v.trim() || null', null],
  ['(v) => { if (v === "") return undefined; return v.toLowerCase(); }', null],
  ['(v) => `${v === "a" ? 1 : null}`', 'z.string()'],
];

/** The same of other types. */
const totalOfOthers: readonly (readonly [type: string, code: string])[] = [
  ['z.string().nullish()', '(v) => v ?? null'],
  ['z.string().nullable()', '(v) => v || ""'],
  ['z.string().optional()', '(v) => (v ? `#${v}` : null)'],
  ['z.number().nullable()', '(v) => String(v)'],
  ['z.boolean()', '(v) => (v ? 1 : 0)'],
  ['z.array(z.string())', '(v) => v.join(",")'],
  ['z.array(z.string()).nullable()', '(v) => v || null'],
  ['z.union([z.string(), z.number()])', '(v) => `${v}`'],
  ['z.literal(["a", 1, null])', '(v) => v === null'],
  ['z.number().nullish()', '(v) => Math.round(v ?? 0)'],
  ['z.union([z.string(), z.number()]).nullish()', '(v) => (v == null ? 0 : Math.round(Number(v)))'],
  ['z.string().nullish()', '(v) => v?.trim() || null'],
  ['z.string().nullable()', '(v) => (v ? v.toLowerCase() : undefined)'],
  ['z.string()', '(v) => v.split(",").map((one) => one.trim()).filter(Boolean)'],
  ['z.string().optional()', '(v) => (!v ? null : v.length + 1)'],
  ['z.string()', '(v) => +v'],
  ['z.string().nullish()', '(v) => v && v.trim()'],
  ['z.string().optional()', '(v) => !v || v.length > 3'],
];

/** Code that fails for some strings, or that may, for all that can be told. */
const partial: readonly string[] = [
  '(v) => JSON.parse(v)',
  '(v) => new URL(v).host',
  '(v) => v.replaceAll(/a/, "b")',
  '(v) => v.padStart(1e12)',
  '(v) => v.normalize("x")',
  '(v) => v.at(0).length',
  '(v) => { const at = v === "" ? null : v; return at.trim(); }',
  '(v) => (v === "" ? null : v).trim()',
  '(v) => (v ? undefined : v).trim()',
  '(v) => Math.max(...v.split(","))',
  '(v) => v.split(",").map((one) => one.at(0).trim())',
  '(v, context) => { if (!v) context.addIssue({ code: "custom" }); return v; }',
];

const transformed = (code: string): string => `z.string().transform(${code})`;

describe('code that makes something of every value', () => {
  test.each(total)('%s takes all', (code, type) => {
    const schema = subject(transformed(code));
    fc.assert(fc.property(fc.string(), (text) => schema.safeParse(text).success));
    expect(changesOf('z.string()', transformed(code), 'input')).toEqual([]);
    expect(changesOf(transformed(code), 'z.string()', 'input').map((change) => change.class)).not.toContain('breaking');
    if (type === null) return;
    const given = subject(type);
    fc.assert(fc.property(fc.string(), (text) => given.safeParse(schema.parse(text)).success));
    for (const change of changesOf(type, transformed(code), 'output')) expect(change.class).toBe('additive');
  });

  test.each(totalOfOthers)('of %s, %s takes all', (type, code) => {
    const made = `${type}.transform(${code})`;
    expect(changesOf(type, made, 'input')).toEqual([]);
    expect(changesOf(made, type, 'input')).toEqual([]);
    const [own, schema] = [subject(type), subject(made)];
    const values = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom(null, 'a', 1), fc.array(fc.string()));
    fc.assert(fc.property(values, (value) => schema.safeParse(value).success === own.safeParse(value).success));
  });

  test.each([
    ['z.string().nullable()', '(v) => v.trim()'],
    ['z.array(z.object({}).loose()).nullable()', '(v) => `${v}`'],
    ['z.array(z.any())', '(v) => v.join()'],
    ['z.union([z.string(), z.number()])', '(v) => v.trim()'],
    ['z.union([z.string(), z.number()]).nullable()', '(v) => v?.trim()'],
    ['z.string().nullable()', '(v) => (v === null ? v : "").trim()'],
    ['z.string().nullable()', '(v) => v || v.trim()'],
  ])('of %s, %s may not', (type, code) => {
    expect(classesOf(changesOf(type, `${type}.transform(${code})`, 'input'))).not.toEqual([]);
  });

  test.each(partial)('%s may not', (code) => {
    expect(classesOf(changesOf('z.string()', transformed(code), 'input'))).not.toContain('additive');
    expect(changesOf('z.string()', transformed(code), 'input')).not.toEqual([]);
  });

  test('what may be no number is not said to be one', () => {
    for (const change of changesOf('z.number()', transformed('Number'), 'output')) expect(change.class).toBe('unknown');
  });

  test('what is asked before and after still counts', () => {
    const trimmed = (least: string): string => `z.string()${least}.transform((v) => v.trim())`;
    expect(classesOf(changesOf(trimmed(''), trimmed('.min(3)'), 'input'))).toEqual(['breaking']);
    expect(classesOf(changesOf(trimmed(''), `${trimmed('')}.refine((v) => v.length > 2)`, 'input'))).toEqual(['breaking']);
  });
});
