import { expect, test } from 'vitest';
import { schemaChanges } from '../../../src/compare/schema/changes.ts';
import type { Schema } from '../../../src/contracts/schema/schema.ts';
import { readModule } from '../../contracts/schema/support/read.ts';
import { changesOf } from './support/judged.ts';

const shown = (base: string, head: string): unknown[] =>
  changesOf(base, head, 'input').map((change) => [change.words.fact, change.before, change.after]);

test('a refinement is shown as it was written, before and after', () => {
  expect(shown('z.string().refine((v) => isIban(v))', 'z.string().refine((v) => isIban(v) || v === "")')).toEqual([
    ['has another refinement', 'refine((v) => isIban(v))', 'refine((v) => isIban(v) || v === "")'],
  ]);
  expect(shown('z.string()', 'z.string().refine((v) => isIban(v))')).toEqual([['has a new refinement', null, 'refine((v) => isIban(v))']]);
  expect(shown('z.string().transform((v) => v.length).refine((n) => odd(n))', 'z.string().transform((v) => v.length)')).toEqual([
    ['has lost a refinement', 'refine((n) => odd(n))', null],
  ]);
});

test('only what changed is shown, in a line', () => {
  const both = 'z.string().refine((v) => isIban(v))';
  expect(shown(`${both}.superRefine((v, context) => {\n  check(v, context);\n})`, `${both}.trim()`)).toEqual([
    ['has another refinement', 'superRefine((v, context) => { check(v, context); })', 'trim'],
  ]);
});

test('of long code the place is shown where it differs', () => {
  const code = (last: string): string => `z.string().refine((value) => value.startsWith('${'a'.repeat(100)}') && isIban(value, ${last}))`;
  expect(shown(code('1'), code('2'))).toEqual([
    ['has another refinement', `…${'a'.repeat(10)}') && isIban(value, 1))`, `…${'a'.repeat(10)}') && isIban(value, 2))`],
  ]);
});

test('code that is written alike refers to other code', () => {
  const subject = (limit: string): Schema | null =>
    readModule(`const limit = load(${limit});\nexport const subject = z.string().refine((v) => isLong(v, limit));`);
  const options = { unknownFields: 'refuse', openEnums: [], profile: 'wire' } as const;
  const changes = schemaChanges({ base: subject('1'), head: subject('2'), side: 'input', path: 'io.input', options });
  expect(changes.map((change) => [change.before, change.after])).toEqual([
    ['refine((v) => isLong(v, limit))', 'refine((v) => isLong(v, limit)), which refers to other code'],
  ]);
});

test('a change beside code that cannot be followed says what it is alone', () => {
  const code = (least: number): string => `z.object({ iban: z.string().refine((v) => isIban(v)), count: z.number().min(${least}) })`;
  const [change, another] = changesOf(code(1), code(2), 'input');
  expect([change?.class, change?.reason, another]).toEqual(['unknown', 'no-witness', undefined]);
  expect(change?.words.follows).toContain('Alone, 1 is accepted by the base and refused by the head');
});
