import { describe, expect, test } from 'vitest';
import { changesOf, classesOf } from './support/judged.ts';

const model = (fields: string): string => `defineSchemaModel({ name: 'Invoice', fields: {${fields}} })`;

/** `fromElsewhere()` may give a type, or a field, that may be left out as well as one that must be there. */
describe('whether a field of which nothing is read may be left out is not known', () => {
  test.each([
    ['z.object({ a: z.string().optional() })', 'z.object({ a: fromElsewhere() })', 'input'],
    ['z.object({ a: fromElsewhere() })', 'z.object({ a: z.string().optional() })', 'output'],
    ['z.object({ a: fromElsewhere() })', 'z.object({ a: z.any() })', 'input'],
    ['z.object({ a: fromElsewhere().nullable() })', 'z.object({ a: z.any() })', 'input'],
    ['z.object({ b: z.string() })', 'z.object({ a: fromElsewhere(), b: z.string() })', 'input'],
    ['z.object({ a: fromElsewhere(), b: z.string() })', 'z.object({ b: z.string() })', 'output'],
    ['z.tuple([z.string()])', 'z.tuple([z.string(), fromElsewhere()])', 'input'],
    [model('a: { type: ScalarTypeEnum.ID(), isOptional: true }'), model('a: fromElsewhere()'), 'input'],
    [model(''), model('a: { type: ScalarTypeEnum.ID(), isOptional: fromElsewhere() }'), 'input'],
    [model('a: fromElsewhere()'), model(''), 'output'],
  ] as const)('%s → %s (%s)', (base, head, side) => {
    const classes = classesOf(changesOf(base, head, side));
    expect(classes).toContain('unknown');
    expect(classes).not.toContain('breaking');
  });

  test.each([
    ['z.object({ a: fromElsewhere(), b: z.string() })', 'z.object({ b: z.string(), a: fromElsewhere() })'],
    [model('a: fromElsewhere()'), model('a: fromElsewhere()')],
    ["z.object({ a: z.bigint({ error: 'No' }).min(0n, 'Negative') })", 'z.object({ a: z.bigint().min(0n) })'],
    ['z.file().mime(["image/png"]).max(9)', "z.file('No file').mime(['image/png'], { error: 'No image' }).max(9)"],
  ])('where the same code stands there, nothing has changed: %s → %s', (base, head) => {
    for (const side of ['input', 'output', 'event'] as const) expect(changesOf(base, head, side)).toEqual([]);
  });
});
