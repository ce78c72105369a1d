import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { schemaChanges } from '../../../src/compare/schema/changes.ts';
import type { SchemaChange } from '../../../src/compare/schema/schema-change.ts';
import { readSchema } from '../../contracts/schema/support/read.ts';
import { runs, timeFor } from '../../support/runs.ts';

function changesOf(base: string, head: string, side: 'input' | 'output' = 'input'): readonly SchemaChange[] {
  const options = { unknownFields: 'drop', openEnums: [], profile: 'wire' } as const;
  return schemaChanges({ base: readSchema(base), head: readSchema(head), side, path: 'io', options });
}

function classesOf(...args: Parameters<typeof changesOf>): readonly string[] {
  return changesOf(...args).map((change) => change.class);
}

function isAlarming(changes: readonly SchemaChange[]): boolean {
  return changes.some((change) => change.class === 'breaking' || change.class === 'unknown');
}

function build(code: string): z.ZodType {
  return new Function('z', `return ${code}`)(z) as z.ZodType;
}

function takes(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success;
}

describe('what is made of the parts of a value before code around them sees it', () => {
  test.each([
    ['z.object({ a: z.string() }).refine((o) => o.a !== "a")', 'z.object({ a: z.string().trim() }).refine((o) => o.a !== "a")'],
    ['z.object({ a: z.string() }).refine((o) => o.a.length > 1)', 'z.object({ a: z.string().trim() }).refine((o) => o.a.length > 1)'],
    [
      'z.object({ n: z.object({ a: z.string() }).refine(({ a }) => a !== "a") })',
      'z.object({ n: z.object({ a: z.string().trim() }).refine(({ a }) => a !== "a") })',
    ],
    [
      'z.object({ a: z.string().optional() }).refine((o) => o.a !== "a")',
      'z.object({ a: z.string().default("a") }).refine((o) => o.a !== "a")',
    ],
  ])('%s breaks as %s', (base, head) => {
    const [loss] = changesOf(base, head).filter((change) => change.id === 'input-refinement-changed');
    expect(takes(build(base), loss?.witness?.value)).toBe(true);
    expect(takes(build(head), loss?.witness?.value)).toBe(false);
  });

  test.each([
    [
      'z.array(z.string()).refine((a) => new Set(a).size === a.length)',
      'z.array(z.string().trim()).refine((a) => new Set(a).size === a.length)',
    ],
    ['z.record(z.string(), z.any()).refine((o) => !o.a)', 'z.record(z.string().trim(), z.any()).refine((o) => !o.a)'],
    ['z.string().transform((v) => check(v))', 'z.string().trim().transform((v) => check(v))'],
    [
      'z.object({ a: z.string() }).pipe(z.object({ a: z.string().min(2) }))',
      'z.object({ a: z.string().trim() }).pipe(z.object({ a: z.string().min(2) }))',
    ],
    ['z.string().nullable().refine((v) => v !== "a")', 'z.string().trim().nullable().refine((v) => v !== "a")'],
    [
      'z.object({ a: z.string().catch("b") }).refine((o) => o.a !== "b")',
      'z.object({ a: z.string().min(2).catch("b") }).refine((o) => o.a !== "b")',
    ],
    ['z.object({ a: z.stringbool() }).refine((o) => o.a !== "1")', 'z.object({ a: z.string() }).refine((o) => o.a !== "1")'],
    [
      'z.object({ a: z.string(), b: z.string() }).refine((o) => o.a !== o.b)',
      'z.object({ a: z.string().toLowerCase(), b: z.string() }).refine((o) => o.a !== o.b)',
    ],
  ])('is noticed: %s → %s', (base, head) => {
    expect(isAlarming(changesOf(base, head))).toBe(true);
  });

  test.each([
    ['z.string().toLowerCase().transform((v) => check(v))', 'z.string().toUpperCase().transform((v) => check(v))'],
    ['z.string().trim().transform((v) => check(v))', 'z.string().transform((v) => check(v))'],
    ['z.object({ a: z.string().default("x") }).transform((o) => o.a)', 'z.object({ a: z.string().default("y") }).transform((o) => o.a)'],
  ])('is noticed where it is given: %s → %s', (base, head) => {
    expect(classesOf(base, head, 'output')).toContain('unknown');
  });

  test.each([
    [
      'z.object({ a: z.string(), b: z.string() }).refine((o) => o.a !== "a")',
      'z.object({ a: z.string(), b: z.string().trim() }).refine((o) => o.a !== "a")',
    ],
    ['z.object({ a: z.string() }).refine((o) => o.a !== "a")', 'z.object({ a: z.string() }).refine((o) => o.a !== "a")'],
    [
      'z.object({ a: z.string().trim() }).refine((o) => o.a !== "a")',
      'z.object({ a: z.string().trim().trim() }).refine((o) => o.a !== "a")',
    ],
    [
      'z.object({ a: z.string().trim() }).superRefine((o) => check(o))',
      'z.object({ a: z.string({ error: "no" }).trim() }).superRefine((o) => check(o))',
    ],
    ['z.email()', 'z.email().toLowerCase()'],
    ['z.string().min(2)', 'z.string().min(2).trim()'],
  ])('is nothing where it is the same, or nobody asks: %s → %s', (base, head) => {
    expect(changesOf(base, head)).toEqual([]);
  });

  test('a part that only one of the two has is nothing that their code asks for', () => {
    const code = 'refine((o) => check(o))';
    const [base, head] = [`z.object({ a: z.string() }).${code}`, `z.object({ a: z.string(), b: z.string().trim().optional() }).${code}`];
    expect(classesOf(base, head)).toEqual(['additive']);
    // Whoever must send a field never sees its default.
    expect(classesOf(base, `z.object({ a: z.string().default("x") }).${code}`)).not.toContain('unknown');
  });

  test('models that refer to each other in many ways come to an end', () => {
    const names = Array.from({ length: 12 }, (_, index) => `m${index}`);
    const graph = (text: string): string => {
      const fields = names.map((name) => `${name}: z.lazy(() => ${name}).optional()`).join(', ');
      const models = names.map((name) => `const ${name} = z.object({ text: ${text}, ${fields} });`).join(' ');
      return `(() => { ${models} return m0.refine((o) => check(o)); })()`;
    };
    expect(changesOf(graph('z.string()'), graph('z.string()'))).toEqual([]);
    expect(classesOf(graph('z.string()'), graph('z.string().trim()'))).toContain('unknown');
  });

  test('what is asked once more behind a change is asked of another string', () => {
    expect(classesOf('z.string().max(2)', 'z.string().max(2).overwrite((v) => `${v}!`).max(2)')).toContain('unknown');
  });

  test('values are judged where nothing is known of the keys', () => {
    const record = (value: string): string => `z.record(z.string().refine((key) => check(key)), ${value})`;
    expect(isAlarming(changesOf(record('z.string()'), record('z.number()')))).toBe(true);
  });
});

const checks = ['.trim()', '.toLowerCase()', '.toUpperCase()', '.min(2)', '.max(3)', '.startsWith("a")', '.refine((v) => v.length > 1)'];
const later = ['.transform((v) => v.trim())', '.pipe(z.string().min(2))', '.optional()', '.default("ab")', '.default("a")', '.nullable()'];
const strings = fc
  .tuple(fc.array(fc.constantFrom(...checks), { maxLength: 3 }), fc.option(fc.constantFrom(...later), { nil: '' }))
  .map(([asked, last]) => `z.string()${asked.join('')}${last}`);
const leaves = fc.oneof(
  { weight: 4, arbitrary: strings },
  strings.map((of) => `z.array(${of})`),
  fc.constantFrom('z.number()', 'z.stringbool()'),
);

function code(...asked: readonly string[]): fc.Arbitrary<string> {
  const refined = fc
    .constantFrom(...asked)
    .chain((one) =>
      fc.constantFrom(
        `.refine(${one})`,
        `.superRefine((o, context) => { if (!(${one})(o)) context.addIssue("no"); })`,
        `.transform((o, context) => { if (!(${one})(o)) context.addIssue("no"); return o; })`,
      ),
    );
  return fc.oneof(refined, fc.constant(''));
}

/** Types with a part, which code around it asks for. */
const around: fc.Arbitrary<(part: string) => string> = fc.oneof(
  fc
    .tuple(
      leaves,
      code('(o) => o.a !== "a"', '({ a }) => String(a).length > 1', '(o) => o.a == o.b', '(o) => JSON.stringify(o).length < 16'),
    )
    .map(
      ([other, asked]) =>
        (part: string) =>
          `z.object({ a: ${part}, b: ${other} })${asked}`,
    ),
  code('(o) => String(o.n.a) === String(o.n.a).trim()', '(o) => o.n.a !== "a"').map(
    (asked) => (part: string) => `z.object({ n: z.object({ a: ${part} }) })${asked}`,
  ),
  code('(o) => o.every((one) => String(one).length > 1)', '(o) => new Set(o).size === o.length').map(
    (asked) => (part: string) => `z.array(${part})${asked}`,
  ),
  code('(o) => Object.values(o).every((one) => String(one).length > 1)').map(
    (asked) => (part: string) => `z.record(z.string(), ${part})${asked}`,
  ),
  code('(o) => String(o[0]).length > 1').map((asked) => (part: string) => `z.tuple([${part}])${asked}`),
  code('(o) => o === null || String(o).length > 1').map((asked) => (part: string) => `z.union([${part}, z.boolean()]).nullable()${asked}`),
);

const parts = ['', ' ', 'a', 'a ', 'A', 'aa', 'AB', 'ab', 'abc', 'abcd', 'true', 0, 2, true, null, [], ['a'], ['aa', 'aa '], [' ']];
const values: readonly unknown[] = parts.flatMap((part) => [
  part,
  { a: part, b: 'ab' },
  { a: part, b: part },
  { b: part },
  { n: { a: part } },
  { n: {} },
  [part],
  [part, 'ab'],
  { k: part },
]);

describe('generated types with code around their parts, judged by Zod', { timeout: timeFor(300) }, () => {
  test('no value is lost silently, and each witness is one', () => {
    const part = fc.oneof(
      fc.tuple(leaves, leaves),
      fc.tuple(strings, fc.constantFrom(...checks)).map(([one, more]) => [one, one.replace('z.string()', `z.string()${more}`)] as const),
    );
    fc.assert(
      fc.property(around, part, (type, [one, other]) => {
        const [base, head] = [type(one), type(other)];
        const [before, after] = [build(base), build(head)];
        const changes = changesOf(base, head);
        for (const { witness } of changes)
          if (witness)
            expect([base, head, witness.value, takes(before, witness.value), takes(after, witness.value)]).toEqual([
              base,
              head,
              witness.value,
              true,
              false,
            ]);
        if (isAlarming(changes)) return;
        expect([base, head, values.filter((value) => takes(before, value) && !takes(after, value))]).toEqual([base, head, []]);
      }),
      { numRuns: runs(300) },
    );
  });
});
