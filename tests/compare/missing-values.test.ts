import { describe, expect, it } from 'vitest';
import { file } from './support/contract-text.ts';
import { changeText, comparePair, type Files } from './support/pairs.ts';

const MAIL = 'z.object({ to: z.string() })';

function using(io: string): Files {
  const contract = file({}).replace(/io: \{ .*? \},\n/, `io: { ${io} },\n`);
  return { 'src/mail.ts': `import { z } from 'zod';\nimport { fromZod } from '@lssm-tech/lib.schema';\n${contract}` };
}

function changes(base: string, head: string): readonly string[] {
  return comparePair(using(base), using(head)).contracts.flatMap((diff) => diff.changes.map((change) => changeText(diff, change)));
}

describe('whether a whole input or output may be left out', () => {
  const input = (type: string): string => `input: fromZod(${type}), output: null`;
  const output = (type: string): string => `input: null, output: fromZod(${type})`;

  it.each([
    ['input', input(`${MAIL}.optional()`), input(MAIL), 'input-field-became-required, unknown, io.input'],
    ['input with a default', input(`${MAIL}.default({ to: 'a' })`), input(MAIL), 'input-field-became-required, unknown, io.input'],
    ['an input that may be', input(MAIL), input(`${MAIL}.nullish()`), 'input-field-became-optional, additive, io.input'],
    ['output', output(MAIL), output(`${MAIL}.optional()`), 'output-field-became-optional, unknown, io.output'],
    ['an output that always is', output(`${MAIL}.optional()`), output(MAIL), 'output-field-became-required, additive, io.output'],
  ])('%s', (_, base, head, told) => {
    expect(changes(base, head)).toContain(`command mail.send: ${told}`);
  });

  it.each([
    ['is said in another way', input(`${MAIL}.optional()`), input(`z.optional(${MAIL})`)],
    ['is left to what a default gives', output(MAIL), output(`${MAIL}.default({ to: 'a' })`)],
    ['was of no matter before', input('z.any()'), input('z.unknown()')],
  ])('and tells nothing of it where it %s', (_, base, head) => {
    expect(changes(base, head).filter((text) => /field-became/.test(text))).toEqual([]);
  });
});
