import { describe, expect, it } from 'vitest';
import { eventPayload } from '../../src/rules/event-payload.ts';
import { emitting } from '../support/emitting.ts';
import { event } from '../support/sources.ts';
import { runRule, type SeenFinding } from './harness.ts';

const schema = "import { defineSchemaModel, defineEnum, ScalarTypeEnum } from '@lssm-tech/lib.schema';\n";
const model = (fields: string, name = 'Sent'): string => `defineSchemaModel({ name: '${name}', fields: { ${fields} } })`;
const id = 'id: { type: ScalarTypeEnum.ID(), isOptional: false }';
const total = 'total: { type: ScalarTypeEnum.Int_unsecure(), isOptional: false }';

function sources(inline: string, declared: string, versions: readonly [string, string] = ["'1.0.0'", "'1.0.0'"]): Record<string, string> {
  return {
    'src/send.ts': emitting(`{ emits: [{ key: 'billing.invoice.sent', version: ${versions[0]}, payload: ${inline} }] }`, {
      before: schema,
    }),
    'src/sent.ts': event({ version: versions[1] }, { before: schema, rest: `  payload: ${declared},\n` }),
  };
}

const run = (inline: string, declared: string): SeenFinding[] => runRule(eventPayload, sources(inline, declared));

describe('an inline payload', () => {
  it('is that of the declared event', () => {
    expect(run(model(id), model(`${id}, ${total}`))).toEqual([
      {
        message:
          '"billing.invoice.send" emits "billing.invoice.sent" 1.0.0 with a payload that is not the one of the declared event: "total" is missing. Emit the declared event by reference, or make the two agree.',
        place: 'src/send.ts:16:84',
        text: model(id),
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.sent',
        related: [{ message: 'The event is declared here.', place: 'src/sent.ts:12:12', text: model(`${id}, ${total}`) }],
      },
    ]);
    expect(run(model(`${id}, ${total}`), model(`${id}, ${total}`))).toEqual([]);
  });

  it.each([
    ['its name', model(id, 'Sent'), model(id, 'InvoiceSent')],
    ['the order of fields', model(`${id}, ${total}`), model(`${total}, ${id}`)],
    ['isOptional: false or nothing', model(id), model('id: { type: ScalarTypeEnum.ID() }')],
    ['two names of any string', model(id), model('id: { type: ScalarTypeEnum.String_unsecure() }')],
    ['the order of an enum', model("s: { type: defineEnum('S', ['a', 'b']) }"), model("s: { type: defineEnum('T', ['b', 'a']) }")],
  ])('may differ in %s', (_, inline, declared) => {
    expect(run(inline, declared)).toEqual([]);
  });

  it.each([
    ['a field too many', model(`${id}, ${total}`), model(id), '"total" is not in the event'],
    [
      'another type',
      model('total: { type: ScalarTypeEnum.Float_unsecure() }'),
      model(total),
      '"total" is Float_unsecure instead of Int_unsecure',
    ],
    ['an optional field', model('id: { type: ScalarTypeEnum.ID(), isOptional: true }'), model(id), '"id" is optional ID instead of ID'],
    ['a list', model('id: { type: ScalarTypeEnum.ID(), isArray: true }'), model(id), '"id" is a list of ID instead of ID'],
    [
      'another enum',
      model("s: { type: defineEnum('S', ['a', 'b']) }"),
      model("s: { type: defineEnum('S', ['a', 'c']) }"),
      '"s" is one of "a" and "b" instead of one of "a" and "c"',
    ],
    [
      'a nested field',
      model(`sum: { type: ${model(id)} }`),
      model(`sum: { type: ${model(total)} }`),
      '"sum.total" is missing; "sum.id" is not in the event',
    ],
    [
      'a field of list items',
      model(`sums: { type: ${model(id)}, isArray: true }`),
      model(`sums: { type: ${model(`${id}, ${total}`)}, isArray: true }`),
      '"sums[].total" is missing',
    ],
    [
      'many fields',
      model(
        'a: { type: ScalarTypeEnum.ID() }, b: { type: ScalarTypeEnum.ID() }, c: { type: ScalarTypeEnum.ID() }, d: { type: ScalarTypeEnum.ID() }',
      ),
      model(id),
      '"id" is missing; "a", "b", "c" and 1 more are not in the event',
    ],
    [
      'many types',
      model(
        'a: { type: ScalarTypeEnum.ID() }, b: { type: ScalarTypeEnum.ID() }, c: { type: ScalarTypeEnum.ID() }, d: { type: ScalarTypeEnum.ID() }',
      ),
      model(
        'a: { type: ScalarTypeEnum.Date() }, b: { type: ScalarTypeEnum.Date() }, c: { type: ScalarTypeEnum.Date() }, d: { type: ScalarTypeEnum.Date() }',
      ),
      '"a" is ID instead of Date; "b" is ID instead of Date; "c" is ID instead of Date; 1 more differ',
    ],
  ])('may not have %s', (_, inline, declared, differences) => {
    expect(run(inline, declared).map((finding) => finding.message)).toEqual([
      `"billing.invoice.send" emits "billing.invoice.sent" 1.0.0 with a payload that is not the one of the declared event: ${differences}. Emit the declared event by reference, or make the two agree.`,
    ]);
  });

  it('is compared with the version that is emitted', () => {
    expect(runRule(eventPayload, sources(model(id), model(total), ["'1.0.0'", "'2.0.0'"]))).toEqual([]);
    expect(runRule(eventPayload, sources(model(id), model(total), ['1', "'1.0.0'"]))).toHaveLength(1);
  });

  it('agrees where one of several declarations agrees', () => {
    const both = { ...sources(model(id), model(total)), 'src/again.ts': event({}, { before: schema, rest: `  payload: ${model(id)},\n` }) };
    expect(runRule(eventPayload, both)).toEqual([]);
  });

  it('is compared with the declaration of its own package', () => {
    const found = runRule(eventPayload, {
      'packages/a/package.json': '{ "name": "a" }',
      'packages/a/sent.ts': event({}, { before: schema, rest: `  payload: ${model(total)},\n` }),
      'packages/b/package.json': '{ "name": "b" }',
      'packages/b/send.ts': sources(model(id), '')['src/send.ts'] ?? '',
      'packages/b/sent.ts': event({}, { before: schema, rest: `  payload: ${model(`${id}, ${total}`)},\n` }),
    });
    expect(found.map((finding) => finding.related?.[0]?.place)).toEqual(['packages/b/sent.ts:12:12']);
  });

  it('in a constant of another file is told at the entry', () => {
    const files = sources('Payload', model(total));
    const found = runRule(eventPayload, {
      ...files,
      'src/send.ts': `import { Payload } from './payload.ts';\n${files['src/send.ts'] ?? ''}`,
      'src/payload.ts': `${schema}export const Payload = ${model(id)};\n`,
    });
    expect(found.map(({ place, text }) => [place, text])).toEqual([['src/send.ts:17:84', 'Payload']]);
  });

  it('that recurs is compared to its end', () => {
    const tree = (field: string): string =>
      `${schema}const Node = z.object({ get next() { return Node.optional(); }, ${field}: z.string() });\n`;
    const command = (field: string): string =>
      `import { z } from 'zod';\nimport { fromZod } from '@lssm-tech/lib.schema';\n${emitting("{ emits: [{ key: 'billing.invoice.sent', version: '1.0.0', payload: fromZod(Node) }] }", { before: tree(field) })}`;
    const declaration = `import { z } from 'zod';\nimport { fromZod } from '@lssm-tech/lib.schema';\n${event({}, { before: tree('a'), rest: '  payload: fromZod(Node),\n' })}`;
    expect(runRule(eventPayload, { 'src/send.ts': command('a'), 'src/sent.ts': declaration })).toEqual([]);
    expect(runRule(eventPayload, { 'src/send.ts': command('b'), 'src/sent.ts': declaration }).map((finding) => finding.message)).toEqual([
      expect.stringContaining('"a" is missing; "b" is not in the event'),
    ]);
  });
});

describe('nothing is said', () => {
  it('of what cannot be read', () => {
    expect(run('payloadOf()', model(id))).toEqual([]);
    expect(run(model(id), 'payloadOf()')).toEqual([]);
    expect(run(model('id: { type: typeOf() }'), model(id))).toEqual([]);
  });

  it('of an event that is not declared', () => {
    expect(runRule(eventPayload, { 'src/send.ts': sources(model(id), '')['src/send.ts'] ?? '' })).toEqual([]);
  });

  it('of an event that is emitted by reference', () => {
    const command = emitting('{ emits: [{ ref: Sent.meta }] }', { before: "import { Sent } from './sent.ts';\n" });
    const declared = event({}, { name: 'Sent', before: schema, rest: `  payload: ${model(id)},\n` });
    expect(runRule(eventPayload, { 'src/send.ts': command, 'src/sent.ts': declared })).toEqual([]);
  });
});
