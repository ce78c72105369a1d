import { describe, expect, test } from 'vitest';
import { areProved, changesOf, classesOf } from './support/judged.ts';

const dog = "z.object({ kind: z.literal('dog'), barks: z.boolean() })";
const cat = "z.object({ kind: z.literal('cat') })";

describe('exactly one of several schemas', () => {
  test.each([
    ['z.xor([z.string(), z.number()])', 'z.union([z.string(), z.number()])'],
    [`z.xor([${dog}, ${cat}])`, `z.union([${dog}, ${cat}])`],
    [
      'z.xor([z.strictObject({ a: z.string() }), z.strictObject({ b: z.number() })])',
      'z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.number() })])',
    ],
    ["fromJsonSchema({ oneOf: [{ type: 'string' }, { type: 'number' }] })", "fromJsonSchema({ type: ['string', 'number'] })"],
  ])('is any of them where no value is of two: %s is %s', (one, other) => {
    for (const side of ['input', 'output', 'event'] as const) {
      expect(changesOf(one, other, side)).toEqual([]);
      expect(changesOf(other, one, side)).toEqual([]);
    }
  });

  test.each([
    ["fromJsonSchema({ oneOf: [{ type: 'string' }, { type: 'number' }] })", "fromJsonSchema({ oneOf: [{ type: 'string' }] })"],
    [`z.xor([${dog}, ${cat}])`, `z.xor([${cat}])`],
  ])('loses a member: %s → %s', (base, head) => {
    const changes = changesOf(base, head, 'input');
    expect(classesOf(changes)).toEqual(['breaking']);
    expect(areProved(changes, base, head)).toBe(true);
    for (const change of changesOf(head, base, 'input')) expect(change.class).toBe('additive');
  });

  test('with a value of two members, another member may take values away', () => {
    const [base, head] = ['z.xor([z.string(), z.string().min(9)])', 'z.xor([z.string(), z.string().min(3)])'];
    expect(classesOf(changesOf(base, head, 'input'))).toContain('unknown');
    expect(changesOf(base, 'z.xor([z.string(), z.string().min(9)])', 'input')).toEqual([]);
  });
});
