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
];

/** Code that fails for some strings, or that may, for all that can be told. */
const partial: readonly string[] = [
  '(v) => JSON.parse(v)',
  '(v) => new URL(v).host',
  '(v) => v.replaceAll(/a/, "b")',
  '(v) => v.padStart(1e12)',
  '(v) => v.normalize("x")',
  '(v) => v.at(0).length',
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
