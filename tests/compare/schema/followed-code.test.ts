import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import * as z3 from 'zod/v3';
import { acceptsSurely } from '../../../src/compare/accepts.ts';
import { schemaChanges } from '../../../src/compare/schema/changes.ts';
import { readModule } from '../../contracts/schema/support/read.ts';

const beside =
  "const allowed = ['p', 'q']; const digits = /^\\d+$/; const ok = (value) => { check(value); return true; }; const check = (value) => { if (value !== 'x') throw new Error(); }; const isLetter = (char) => char > '@'; function isShort(text) { if (text.length > 3) return false; return text !== 'p'; } function needsLength(text, context) { if (text.length > 2) return; context.addIssue({ code: 'custom', message: 'short' }); } const seen = []; const known = new Set(); const missing = null; const translated = (key) => key + performance.now(); const since = new Date(5); since.setTime(-5);";

interface Judge {
  safeParse(value: unknown): { readonly success: boolean };
}

function run(code: string): Judge {
  return new Function('z', 'z3', `${beside}\nreturn ${code}`)(z, z3) as Judge;
}

/** What throws is not taken. */
function isTaken(judge: Judge, value: unknown): boolean {
  try {
    return judge.safeParse(value).success;
  } catch {
    return false;
  }
}

function read(code: string): NonNullable<ReturnType<typeof readModule>> {
  const schema = readModule(`${beside}\nexport const subject = ${code};`);
  if (!schema) throw new Error('No schema.');
  return schema;
}

const values: readonly unknown[] = [
  ...['', 'a', 'aa', 'aaa', 'aaaa', 'p', 'q', 'x', 'inv_', 'inv_1', '12', ' ', 'a b', 'A', 'a@acme.com'],
  ...['https://a.co/b#a', 'ftp://a.co', '{}', '[1', '2000-01-01', '2000-01-02', '1999-12-31T23:00:00-05:00', '2000-13-01'],
  ...[0, 1, -1, 5, 7, 18, 0.5, 100, true, false, null],
  ...[[], ['a', 'b'], ['a', 'a']],
  ...[
    { a: '2000-01-01', b: '2000-01-02' },
    { a: '2000-01-01', b: '2000-01-01T00:00:00Z' },
    { a: '2000-01-05', b: '2000-01-01' },
  ],
  ...[{}, { a: '', b: '' }, { a: 'x', b: '' }, { a: 'x', b: 'x' }, { a: 'x', b: 'x', extra: 1 }, { a: 'x' }],
];

/** Types whose code can be followed for every value. */
const followed: readonly string[] = [
  'z.string().refine((value) => value.length > 3)',
  "z.object({ a: z.string().default('z').refine((value) => value !== 'z') })",
  "z.object({ a: z.string().default('z').refine((value) => value !== 'x') })",
  "z.object({ a: z.string().refine((value) => value !== 'z').default('z') })",
  "z.object({ a: z.string().refine((value) => value !== 'z').prefault('z') })",
  "z.object({ a: z.string().prefault('z').refine((value) => value !== 'z') })",
  "z.custom((value) => typeof value === 'string' && value !== 'a')",
  "z.custom((value) => typeof value === 'number')",
  'z.string().min(2).refine(function (value) { return value.length % 2 === 1; }, "odd")',
  'z.string().refine((value) => value.startsWith("inv_") || value === "x")',
  'z.string().refine((value) => !value.includes(" "))',
  'z.string().refine((value) => value.trim().length > 0)',
  'z.string().refine((value) => allowed.includes(value))',
  'z.string().refine((value) => /^\\d+$/.test(value))',
  'z.string().refine((value) => digits.test(value))',
  'z.string().refine((value) => value)',
  'z.string().refine(Boolean)',
  'z.object({ a: z.string() }).transform((both) => ({ a: both.a, b: both.c })).pipe(z.object({ a: z.string(), b: z.string().optional() }))',
  'z.object({ a: z.string() }).transform((both) => ({ a: both.c })).pipe(z.object({ a: z.string() }))',
  'z.string().transform(Number)',
  'z.string().refine((value) => value !== "x").transform((value) => value.split(","))',
  'z.number().refine((value) => value % 5 === 0)',
  'z.number().int().refine((value) => value > 17 && value < 19)',
  'z.boolean().refine((value) => value === true)',
  'z.enum(["p", "x"]).refine((value) => value !== "p")',
  'z.string().nullable().refine((value) => value !== "x").or(z.number().refine((value) => value > 0))',
  'z.object({ a: z.string(), b: z.string() }).refine((both) => both.a === both.b)',
  'z.object({ a: z.string().transform(Number), b: z.string() }).refine((both) => both.a === both.b)',
  'z.object({ a: z.string().default("x"), b: z.string() }).refine((both) => both.a === both.b)',
  'z.object({ a: z.string().trim(), b: z.string().nullable().default("x") }).refine((both) => both.a === both.b)',
  'z.object({ a: z.string(), b: z.string().optional() }).refine((both) => Object.keys(both).length === 2)',
  'z.object({ a: z.union([z.string(), z.number()]), b: z.any() }).refine((both) => both.a !== both.b)',
  'z.object({ a: z.array(z.string()).or(z.string()), b: z.record(z.string(), z.any()).or(z.string()) }).refine((both) => both.a.length > 0)',
  'z3.string().refine((value) => value.length > 3)',
  'z.string().refine((value) => { if (value.startsWith("inv_")) return true; return value.length > 3; })',
  'z.string().refine((value) => { const [name, host] = value.split("@"); if (!host) return false; const { length } = name; return length < 5; })',
  'z.string().refine((value) => { if (value === "x") throw new Error("never"); return true; })',
  'z.string().refine((value) => isShort(value))',
  'z.string().refine((value) => { return isShort(value) || value.split("").every(isLetter); })',
  'z.string().transform((value) => { if (value === "x") throw new Error("never"); return value.length; })',
  'z.string().superRefine((value, context) => { if (value === "x") context.addIssue("no"); })',
  'z.string().superRefine((value) => value.length > 3)',
  'z.string().superRefine(needsLength)',
  'z3.string().superRefine((value, context) => { if (value.length < 2) { context.addIssue({ code: z3.ZodIssueCode.custom, message: `At least ${2}` }); return z3.NEVER; } })',
  'z.string().check((context) => { if (context.value.length > 2) context.issues.push({ code: "custom", message: "long", input: context.value }); })',
  'z.object({ a: z.string(), b: z.string().optional() }).refine(({ a, b }) => b === undefined || a !== b)',
  'z.object({ a: z.any(), b: z.string() }).refine((both) => both.a?.length !== 1)',
  'z.object({ a: z.string(), b: z.string() }).superRefine((both, context) => { for (const name of ["a", "b"]) { const part = both[name]; if (part === "") context.addIssue({ code: "custom", path: [name], message: "empty" }); } })',
  'z.object({ a: z.string(), b: z.string() }).superRefine((both, context) => { Object.keys(both).forEach((name) => { if (name === "extra" || both[name] === "x") context.addIssue({ code: "custom", message: "x" }); }); })',
  'z.array(z.string()).refine((list) => new Set(list).size === list.length)',
  'z.string().trim().min(1).refine((value) => value.length > 1)',
  'z.string().transform((value) => value.length).refine((value) => value > 1)',
  'z.string().pipe(z.coerce.number())',
  'z.string().pipe(z.coerce.number().int()).pipe(z.number().min(5))',
  'z.string().pipe(z.string().min(2))',
  'z.enum(["p", "x"]).pipe(z.enum(["x"]))',
  'z.string().trim().pipe(z.string().min(1))',
  'z.string().trim().min(1).pipe(z.string().max(2))',
  'z.string().transform((value) => value.trim()).pipe(z.email())',
  'z.string().transform((value) => value.split("@")).pipe(z.array(z.string()).min(2))',
  'z.string().transform(Number).pipe(z.number().min(5))',
  'z.string().transform((value) => value.length).pipe(z.number()).refine((value) => value > 2)',
  'z.union([z.string(), z.boolean()]).transform(String).pipe(z.enum(["true", "a"]))',
  'z.object({ a: z.string(), b: z.string() }).transform((both) => both.a).pipe(z.string().min(1))',
  'z3.string().pipe(z3.coerce.number())',
  'z.string().trim().refine((value) => value.length % 2 === 1).toUpperCase().min(1)',
  'z.string().refine((value) => ok(value))',
  'z.string().refine((value) => { check(value); return true; })',
  'z.string().superRefine((value, context) => { const tell = context.addIssue; if (value === "x") context.addIssue(missing.words); })',
  'z.string().transform((value) => ok(value)).pipe(z.boolean())',
  'z.string().refine((value) => { try { check(value); return true; } catch { return value === "p"; } })',
  'z.string().refine((value) => { try { JSON.parse(value); return true; } catch { return false; } })',
  'z.string().refine((value) => { try { const { protocol } = new URL(value); return protocol === "https:" || protocol === "http:"; } catch { return false; } })',
  'z.string().refine((value) => new URL(value).hostname !== "a.co")',
  'z.string().refine((value) => URL.canParse(value))',
  'z.string().superRefine((value, context) => { try { if (new URL(value).hash === "#a") context.addIssue("hash"); } catch (error) { context.addIssue({ code: "custom", message: error.message }); } })',
  'z.string().superRefine((value, context) => { if (value === "x") context.addIssue({ code: "custom", message: translated("no", value) }); })',
  'z.array(z.string()).refine((list) => { try { list.forEach((one) => check(one)); return true; } catch { return list.length > 1; } })',
  'z.object({ a: z.string(), b: z.string().optional() }).refine((both) => !both.b || new Date(both.a) < new Date(both.b))',
  'z.object({ a: z.string(), b: z.string().optional() }).refine((both) => both.b === undefined || new Date(both.b).getTime() - Date.parse(both.a) <= 86400000)',
  'z.number().refine((value) => new Date(value).getUTCFullYear() < 1970)',
  'z.array(z.string()).superRefine((list, context) => { const seen = new Set(); for (const one of list) { if (seen.has(one)) context.addIssue("twice"); seen.add(one); } })',
  'z.array(z.string()).superRefine((list, context) => { const seen = new Set(["b"]); list.forEach((one, index) => { if (seen.has(one)) { context.addIssue({ code: "custom", path: [index] }); return; } seen.add(one); }); })',
  'z.array(z.string()).refine((list) => { const counts = new Map(); list.forEach((one) => counts.set(one, (counts.get(one) ?? 0) + 1)); return counts.size > 0 && list.every((one) => counts.has(one) && counts.get(one) < 2); })',
  'z.string().refine((value) => { let last = 0; for (const char of value) last = last + 1; return last > 2; })',
  'z.string().refine((value) => { try { new RegExp(value); return true; } catch (error) { console.error(error); return false; } })',
  'z.string().refine((value) => URL.canParse(value) && new URL(value).searchParams.get("schema") !== "" && !new URL(value).searchParams.has("x"))',
  'z.string().superRefine((value, context) => { let url; try { url = new URL(value); } catch { context.addIssue("no URL"); return; } if (url.protocol !== "https:") context.addIssue("protocol"); })',
  'z.string().refine((value) => { let kinds = 0; if (/[a-z]/.test(value)) kinds++; if (/[0-9]/.test(value)) kinds += 1; return kinds === 1; })',
  'z.array(z.string()).refine((list) => { let length = 0; for (const one of list) { length += one.length; if (one === "b") length--; } return length > 1; })',
  'z.object({ a: z.string(), b: z.string().optional() }).superRefine((both, context) => { switch (both.a) { case "x": if (both.b !== "x") context.addIssue("b"); break; case "": case "y": return; default: context.addIssue("a"); } })',
  'z.string().transform((value) => value.length).transform((value) => value.toFixed(1))',
];

/** Types whose code is given another value than the one that is taken, may throw, or cannot be followed. */
const notFollowed: readonly string[] = [
  'z.string().transform((value) => value.length).transform((value) => value.toLocaleString())',
  'z.string().refine((value) => { value.missing.length; return true; })',
  'z.string().refine((value) => { let last = 0; value.split("").forEach(() => { last = last + 1; }); return last > 2; })',
  'z.string().refine((value) => { try { return value.missing.length > 1; } catch { return true; } })',
  'z.string().refine((value) => { if (value === "x") return value.missing.length > 1; return [value.missing].length > 1; })',
  'z.string().refine((value) => { seen.push(value); return seen.length > 3; })',
  'z.string().refine((value) => { known.add(value); return known.size > 3; })',
  'z.string().refine((value) => { const same = known; return !same.has(value) && same.add(value).size < 5; })',
  'z.string().refine((value) => { if (value.at(0) === "x") return Math.random() > 2; return true; })',
  'z.string().superRefine((value, context) => { ["a", value].some((one) => { if (one !== "a") context.addIssue("no"); return true; }); })',
  'z.object({ a: z.string(), b: z.array(z.string().toLowerCase()).or(z.string()) }).refine((both) => both.a !== "x")',
  'z.object({ a: z.union([z.string().trim(), z.string()]), b: z.string() }).refine((both) => both.a === both.b)',
  'z.string().transform((value) => value.missing.length)',
  'z.string().transform((value) => new Date(value)).pipe(z.date())',
  'z.string().refine((value) => { try { return value.missing.length > 1; } finally { seen.length; } })',
  'z.string().refine((value) => !isNaN(Date.parse(value)))',
  'z.string().refine((value) => !Number.isNaN(new Date(value).getTime()))',
  'z.string().refine((value) => new Date(value) >= new Date("2000-01-02"))',
  'z.string().refine((value) => { try { return new Date(value).toISOString() < "2000-01-02"; } catch { return false; } })',
  'z.string().refine((value) => new Date(value) < new Date())',
  'z.string().refine((value) => value !== "x" || new Date("2000-01-01T00:00") > new Date(0))',
  'z.string().refine((value) => value !== "x" || new Date("2000-02-30") > new Date(0))',
  'z.string().refine((value) => value !== "x" || since > new Date(0))',
  'z.string().transform((value) => value.repeat(-1))',
];

describe('code is followed for single values as Zod runs it', () => {
  test.each(followed.map((code) => [code]))('%s', (code) => {
    const schema = read(code);
    const judge = run(code);
    for (const value of values) {
      expect([value, acceptsSurely(schema, value, { unknownFields: 'drop' })]).toEqual([value, isTaken(judge, value) ? 'yes' : 'no']);
    }
  });

  test.each(notFollowed.map((code) => [code]))('or it is open: %s', (code) => {
    const schema = read(code);
    const answers = new Set<string>();
    for (const value of values) {
      const answer = acceptsSurely(schema, value, { unknownFields: 'drop' });
      answers.add(answer);
      if (answer === 'maybe') continue;
      expect([value, answer]).toEqual([value, isTaken(run(code), value) ? 'yes' : 'no']);
    }
    expect(answers).toContain('maybe');
  });
});

describe('a break beside a field that code decides', () => {
  const pair = (type: string): readonly [string, string] => [
    `z.object({ a: ${type}, c: z.string() })`,
    `z.object({ a: ${type}, c: z.number() })`,
  ];

  test.each(followed.slice(0, 14).map((code) => [code]))('has its witness: %s', (code) => {
    const [base, head] = pair(code);
    const [change, ...others] = schemaChanges({
      base: read(base),
      head: read(head),
      side: 'input',
      path: 'io.input',
      options: { unknownFields: 'refuse', openEnums: [], profile: 'wire' },
    });
    expect(others).toEqual([]);
    expect(change).toMatchObject({ id: 'input-type-changed', class: 'breaking', path: 'io.input.fields.c' });
    expect(run(base).safeParse(change?.witness?.value).success).toBe(true);
    expect(run(head).safeParse(change?.witness?.value).success).toBe(false);
  });

  test('has none where the code cannot be followed', () => {
    const [base, head] = pair('z.string().refine((value) => Math.random() > value.length)');
    const changes = schemaChanges({
      base: read(base),
      head: read(head),
      side: 'input',
      path: 'io.input',
      options: { unknownFields: 'refuse', openEnums: [], profile: 'wire' },
    });
    expect(changes.map((change) => [change.id, change.class])).toEqual([['input-type-changed', 'unknown']]);
  });
});

describe('a change of code over several values has its witness', () => {
  const withParts = (code: string): string => `z.object({ kind: z.enum(["none", "some"]), parts: z.array(z.string()).optional() })${code}`;

  test.each<[string, string, string]>([
    ['unique items', 'z.array(z.string())', 'z.array(z.string()).refine((list) => new Set(list).size === list.length)'],
    [
      'items with unique ids',
      'z.array(z.object({ id: z.number(), a: z.string() }))',
      'z.array(z.object({ id: z.number(), a: z.string() })).refine((list) => { const ids = list.map((one) => one.id); return new Set(ids).size === ids.length; })',
    ],
    [
      'items in order',
      'z.array(z.tuple([z.number(), z.string()])).min(1)',
      'z.array(z.tuple([z.number(), z.string()])).min(1).refine((list) => list.every((one, index) => index === 0 || one[0] > list[index - 1][0]))',
    ],
    ['no more items', 'z.array(z.string())', 'z.array(z.string()).refine((list) => list.length <= 20)'],
    [
      'exactly one of two fields',
      'z.object({ a: z.number().optional(), b: z.string().optional() })',
      'z.object({ a: z.number().optional(), b: z.string().optional() }).refine((one) => (one.a === undefined) !== (one.b === undefined))',
    ],
    [
      'two numbers in order',
      'z.object({ least: z.number(), most: z.number() })',
      'z.object({ least: z.number(), most: z.number() }).refine((one) => one.least <= one.most)',
    ],
    [
      'two numbers that may be equal',
      'z.object({ least: z.number(), most: z.number() }).refine((one) => one.least <= one.most)',
      'z.object({ least: z.number(), most: z.number() }).refine((one) => one.least < one.most)',
    ],
    [
      'a field that another one asks for',
      withParts(''),
      withParts('.superRefine((one, context) => { if (one.kind === "some" && !one.parts?.length) context.addIssue("none"); })'),
    ],
    [
      'a bound of a field that another one asks for',
      withParts('.refine((one) => one.kind === "none" || (one.parts ?? []).length < 6)'),
      withParts('.refine((one) => one.kind === "none" || (one.parts ?? []).length < 5)'),
    ],
    [
      'dates in order',
      'z.object({ from: z.string(), to: z.string() })',
      'z.object({ from: z.string(), to: z.string() }).refine((one) => new Date(one.from) < new Date(one.to))',
    ],
    [
      'dates that may be equal',
      'z.object({ from: z.iso.date(), to: z.iso.date().optional() }).refine((one) => !one.to || new Date(one.from) <= new Date(one.to))',
      'z.object({ from: z.iso.date(), to: z.iso.date().optional() }).refine(({ from, to }) => !to || new Date(from) < new Date(to))',
    ],
    [
      'times in order',
      'z.object({ from: z.iso.datetime(), to: z.iso.datetime() })',
      'z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).refine((one) => new Date(one.from).getTime() < new Date(one.to).getTime())',
    ],
    ['a text that is a date', 'z.string().min(1)', 'z.string().min(1).refine((text) => !isNaN(Date.parse(text)))'],
    [
      'a text that is JSON',
      'z.string()',
      'z.string().refine((text) => { try { JSON.parse(text); return true; } catch { return false; } })',
    ],
    [
      'a URL of another protocol',
      'z.url()',
      'z.url().refine((text) => { try { return new URL(text).protocol === "https:"; } catch { return false; } })',
    ],
    ['a key of a record', 'z.record(z.string(), z.string())', 'z.record(z.string(), z.string()).refine((all) => "default" in all)'],
    [
      'a record that is not empty',
      'z.record(z.string(), z.number())',
      'z.record(z.string(), z.number()).refine((all) => Object.keys(all).length > 0)',
    ],
    [
      'a text that is as long as the code says',
      'z.object({ a: z.string(), b: z.string().optional() }).refine((one) => !one.a || one.a.length <= 500)',
      'z.object({ a: z.string(), b: z.string().optional() }).refine((one) => !one.a || one.a.length < 500)',
    ],
    [
      'one of many fields',
      `z.object({ ${[...'abcdefghijklmnop'].map((name) => `${name}: z.string().optional()`).join(', ')} })`,
      `z.object({ ${[...'abcdefghijklmnop'].map((name) => `${name}: z.string().optional()`).join(', ')} }).refine((one) => !(one.b && one.o))`,
    ],
  ])('%s', (_, base, head) => {
    const changes = schemaChanges({
      base: read(`z.object({ value: ${base} })`),
      head: read(`z.object({ value: ${head} })`),
      side: 'input',
      path: 'io.input',
      options: { unknownFields: 'refuse', openEnums: [], profile: 'wire' },
    });
    expect(changes.map((change) => change.class)).toEqual(['breaking']);
    const witness = changes[0]?.witness?.value as { readonly value: unknown };
    expect([isTaken(run(base), witness.value), isTaken(run(head), witness.value)]).toEqual([true, false]);
  });
});
