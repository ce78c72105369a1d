import { describe, expect, it } from 'vitest';
import { validExamples } from '../../src/rules/valid-examples.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

const before =
  "import { defineEnum, defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\n" +
  "const Line = defineSchemaModel({ name: 'Line', fields: { amount: { type: ScalarTypeEnum.Int_unsecure(), isOptional: false } } });\n" +
  "const Input = defineSchemaModel({ name: 'Input', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false }, note: { type: ScalarTypeEnum.String_unsecure(), isOptional: true }, lines: { type: Line, isOptional: false, isArray: true } } });\n" +
  "const Output = defineSchemaModel({ name: 'Output', fields: { status: { type: defineEnum('Status', ['sent', 'queued']), isOptional: false } } });\n";
const examples = (input: string, output = "{ status: 'sent' }"): string =>
  command(
    {},
    {
      before,
      rest: `  io: { input: Input, output: Output },\n  policy: { auth: 'user' },\n  acceptance: {\n    examples: [{ key: 'first', input: ${input}, output: ${output} }],\n  },\n`,
    },
  );
const found = (source: string) => runRule(validExamples, source);

describe('valid-examples', () => {
  it('accepts an example that fits', () => {
    expect(found(examples("{ id: 'i-1', lines: [{ amount: 5 }] }"))).toEqual([]);
  });

  it('reports a field that is missing', () => {
    expect(found(examples('{ lines: [] }'))).toEqual([
      {
        message:
          'The input of the example "first" of "billing.invoice.send" does not fit io.input: it lacks the field "id". Change the example, or the schema.',
        place: 'src/contract.ts:20:39',
        text: '{ lines: [] }',
        contract: 'command billing.invoice.send',
        subject: 'first',
        related: [expect.objectContaining({ message: 'The input is described here.' })],
      },
    ]);
  });

  it('asks whether a field of another name is meant for the missing one', () => {
    expect(found(examples("{ ID: 'i-1', lines: [] }"))).toMatchObject([
      { message: expect.stringContaining('does not fit io.input: it lacks the field "id" (is "ID" meant for it?). Change') as string },
    ]);
  });

  it('reports a value deep inside, where it stands', () => {
    expect(found(examples("{ id: 'i-1', lines: [{ amount: 5 }, { amount: 'five' }] }"))).toMatchObject([
      {
        message:
          'The input of the example "first" of "billing.invoice.send" does not fit io.input.lines[1].amount: "five" is not of type Int_unsecure. Change the example, or the schema.',
        text: "'five'",
      },
    ]);
  });

  it('reports a value that is not in an enum', () => {
    expect(found(examples("{ id: 'i-1', lines: [] }", "{ status: 'lost' }"))).toMatchObject([
      {
        message:
          'The output of the example "first" of "billing.invoice.send" does not fit io.output.status: "lost" is not one of "sent", "queued". Change the example, or the schema.',
        text: "'lost'",
      },
    ]);
  });

  it('suggests the value of the enum that is near', () => {
    const source = (status: string): string => examples("{ id: 'i-1', lines: [] }", `{ status: ${status} }`);
    expect(found(source('"SENT"'))).toMatchObject([
      {
        message:
          'The output of the example "first" of "billing.invoice.send" does not fit io.output.status: "SENT" is not one of "sent", "queued" (did you mean "sent"?). Change the example, or the schema.',
        suggestions: [{ message: 'Write "sent".', output: source('"sent"') }],
      },
    ]);
    expect(found(source("'qu' + 'eue'"))[0]).not.toHaveProperty('suggestions');
    expect(found(source("'lost'"))[0]).not.toHaveProperty('suggestions');
  });

  it('says how a date is written', () => {
    const dates =
      'fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false }, due: { type: ScalarTypeEnum.DateTime(), isOptional: true },';
    const source = examples("{ id: 'i-1', lines: [], due: '2025-02-01' }").replace(
      'fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false },',
      dates,
    );
    expect(found(source)).toMatchObject([
      { message: expect.stringContaining('"2025-02-01" is not of type DateTime, such as "2026-01-31T09:30:00Z". Change') as string },
    ]);
  });

  it.each([
    ['z.string().min(2)', "'a'", "'ab'", '"a" has fewer than 2 characters'],
    ['z.string().max(2)', "'abc'", "'ab'", '"abc" has more than 2 characters'],
    ['z.array(z.string()).min(1)', '[]', "['a']", '[] has fewer than 1 item'],
    ['z.number().min(3)', '2', '3', '2 is less than 3'],
    ['z.number().max(3)', '4', '3', '4 is greater than 3'],
    ['z.number().gt(3)', '3', '4', '3 is not greater than 3'],
    ['z.number().lt(3)', '3', '2', '3 is not less than 3'],
    ['z.number().multipleOf(5)', '7', '10', '7 is no multiple of 5'],
    ['z.string().regex(/^[A-Z]+$/)', "'a'", "'A'", '"a" does not match ^[A-Z]+$'],
    ['z.uuid()', "'a'", "'550e8400-e29b-41d4-a716-446655440000'", '"a" is not of the format uuid'],
    ["z.string().refine((v) => v.startsWith('inv_'))", "'a'", "'inv_1'", `"a" is refused by refine((v) => v.startsWith('inv_'))`],
    ['z.string().min(2)', '1', "'ab'", '1 is not of type String_unsecure'],
  ])('names what of %s refuses %s', (type, wrong, right, why) => {
    const of = (value: string): string =>
      command(
        {},
        {
          before: `import { fromZod } from '@lssm-tech/lib.schema';\nimport { z } from 'zod';\n`,
          rest: `  io: { input: fromZod(z.object({ it: ${type} })), output: null },\n  policy: { auth: 'user' },\n  acceptance: { examples: [{ key: 'first', input: { it: ${value} } }] },\n`,
        },
      );
    const inZod = (value: string) =>
      runRule(validExamples, { 'src/contract.ts': of(value), 'package.json': '{ "dependencies": { "zod": "^4.0.0" } }' });
    expect(inZod(right)).toEqual([]);
    expect(inZod(wrong)).toMatchObject([{ message: expect.stringContaining(`does not fit io.input.it: ${why}. `) as string }]);
  });

  it('makes one finding of an example of which neither side fits', () => {
    expect(found(examples('{ lines: [] }', "{ status: 'lost' }"))).toMatchObject([
      {
        text: '{ lines: [] }',
        related: [
          { message: 'The input is described here.' },
          { message: 'The output does not fit io.output.status either: "lost" is not one of "sent", "queued".', text: "'lost'" },
        ],
      },
    ]);
  });

  it('leaves a list that only an option without effect declares to known-fields', () => {
    const source = examples("{ id: 'i-1', lines: [{ amount: 5 }] }").replace('isArray: true', 'isList: true');
    expect(found(source)).toEqual([]);
    expect(found(source.replace("id: 'i-1', ", ''))).toHaveLength(1);
  });

  it('reports a list that is none', () => {
    expect(found(examples("{ id: 'i-1', lines: { amount: 5 } }"))).toMatchObject([
      {
        message:
          'The input of the example "first" of "billing.invoice.send" does not fit io.input.lines: {"amount":5} is not a list. Change the example, or the schema.',
      },
    ]);
  });

  it('reports an undeclared field where the policy refuses them', () => {
    const source = examples("{ id: 'i-1', lines: [], extra: 1 }");
    expect(runRule(validExamples, source, { policy: { schemas: { unknownFields: 'drop' } } })).toEqual([]);
    expect(runRule(validExamples, source, { policy: { schemas: { unknownFields: 'refuse' } } })).toMatchObject([
      {
        message:
          'The input of the example "first" of "billing.invoice.send" does not fit io.input.extra: the schema has no such field. Change the example, or the schema.',
        text: '1',
      },
    ]);
  });

  it('says which field was probably meant', () => {
    const source = examples("{ id: 'i-1', lines: [], notes: 'x' }");
    expect(runRule(validExamples, source, { policy: { schemas: { unknownFields: 'refuse' } } })).toMatchObject([
      {
        message:
          'The input of the example "first" of "billing.invoice.send" does not fit io.input.notes: the schema has no such field (did you mean "note"?). Change the example, or the schema.',
      },
    ]);
  });

  it('says nothing of an example that cannot be read', () => {
    expect(
      found(examples('{ id: identifier(), lines: [] }').replace('export const', 'declare function identifier(): string;\nexport const')),
    ).toEqual([]);
  });

  it('reads no string of a schema that cannot be read', () => {
    const source = examples('{ anything: 1 }')
      .replace('input: Input', 'input: modelFor(1)')
      .replace('export const', 'declare function modelFor(x: number): never;\nexport const');
    expect(found(source)).toEqual([]);
  });
});
