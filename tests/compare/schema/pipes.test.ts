import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import * as z3 from 'zod/v3';
import { schemaChanges } from '../../../src/compare/schema/changes.ts';
import type { SchemaChange } from '../../../src/compare/schema/schema-change.ts';
import { readSchema } from '../../contracts/schema/support/read.ts';

function inputChanges(base: string, head: string): readonly SchemaChange[] {
  const options = { unknownFields: 'refuse', openEnums: [], profile: 'wire' } as const;
  return schemaChanges({ base: readSchema(base), head: readSchema(head), side: 'input', path: 'io.input', options });
}

function takes(code: string, value: unknown): boolean {
  const subject = new Function('z', 'z3', `return ${code}`)(z, z3) as z.ZodType;
  return subject.safeParse(value).success;
}

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
    ['z.array(z.string())', 'z.array(z.string()).refine((list) => new Set(list).size === list.length && list.length > 1)'],
    ['z.object({ a: z.number(), b: z.number() })', 'z.object({ a: z.number(), b: z.number() }).refine((both) => both.a > both.b)'],
  ])('%s → %s', (base, head) => {
    const changes = inputChanges(base, head);
    expect(changes.map((change) => change.class)).toEqual(['breaking']);
    const value = changes[0]?.witness?.value;
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
    const changes = inputChanges('z.string().pipe(z.enum(["a"]))', 'z.string().pipe(z.enum(["a", "b"]))');
    expect(changes.map((change) => change.class)).toEqual(['additive']);
  });

  test('code that cannot be followed leaves it open', () => {
    const pipe = (type: string): string => `z.string().transform((v) => Math.random() > 2 ? v : 1).pipe(${type})`;
    expect(inputChanges(pipe('z.number()'), pipe('z.string()')).map((change) => change.class)).toEqual(['unknown']);
  });
});
