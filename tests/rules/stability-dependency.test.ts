import { describe, expect, it } from 'vitest';
import { stabilityDependency } from '../../src/rules/stability-dependency.ts';
import { command, event } from '../support/sources.ts';
import { runRule } from './harness.ts';

const emits = (entry: string): string =>
  `  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  sideEffects: { emits: [${entry}] },\n`;
const inline = emits("{ key: 'billing.invoice.sent', version: '1.0.0', when: 'w', payload: null }");

describe('stability-dependency', () => {
  it.each([
    ['stable', 'stable'],
    ['stable', 'beta'],
    ['beta', 'experimental'],
    ['deprecated', 'deprecated'],
    ['deprecated', 'experimental'],
  ])('accepts a %s command that emits a %s event', (stage, eventStage) => {
    const sources = { 'a.ts': command({ stability: `'${stage}'` }, { rest: inline }), 'b.ts': event({ stability: `'${eventStage}'` }) };
    expect(runRule(stabilityDependency, sources)).toEqual([]);
  });

  it.each(['idea', 'in_creation', 'experimental'])('reports a stable command that emits an event that is %s', (eventStage) => {
    const sources = { 'a.ts': command({}, { rest: inline }), 'b.ts': event({ stability: `'${eventStage}'` }) };
    expect(runRule(stabilityDependency, sources)).toEqual([
      {
        message: `"billing.invoice.send" is "stable" and emits "billing.invoice.sent", which is "${eventStage}" and may still change. Raise the stability of the event, or lower that of the command.`,
        place: 'a.ts:15:33',
        text: "'billing.invoice.sent'",
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.sent',
        related: [{ message: `"billing.invoice.sent" is "${eventStage}" here.`, place: 'b.ts:6:16', text: `'${eventStage}'` }],
      },
    ]);
  });

  it('reports a live command that emits a deprecated event by reference', () => {
    const sources = {
      'a.ts': command(
        { stability: "'experimental'" },
        { before: "import { Sent } from './b';\n", rest: emits("{ ref: Sent.meta, when: 'w' }") },
      ),
      'b.ts': event({ stability: "'deprecated'" }, { name: 'Sent' }),
    };
    expect(runRule(stabilityDependency, sources)).toEqual([
      {
        message: '"billing.invoice.send" is "experimental" and emits "billing.invoice.sent", which is deprecated. Emit its replacement.',
        place: 'a.ts:16:26',
        text: "{ ref: Sent.meta, when: 'w' }",
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.sent',
        related: [{ message: '"billing.invoice.sent" is "deprecated" here.', place: 'b.ts:6:16', text: "'deprecated'" }],
      },
    ]);
  });

  it('looks at the version that is emitted', () => {
    const sources = {
      'a.ts': command({}, { rest: inline }),
      'b.ts': event(),
      'c.ts': event({ version: "'2.0.0'", stability: "'experimental'" }),
    };
    expect(runRule(stabilityDependency, sources)).toEqual([]);
  });

  it('leaves an event that nobody declares to declared-event', () => {
    expect(runRule(stabilityDependency, command({}, { rest: inline }))).toEqual([]);
  });

  it('does not look into another catalogue', () => {
    const catalogs = [{ name: 'examples', files: ['examples/**'], each: null }];
    const sources = { 'a.ts': command({}, { rest: inline }), 'examples/b.ts': event({ stability: "'experimental'" }) };
    expect(runRule(stabilityDependency, sources, { policy: { catalogs } })).toEqual([]);
    expect(runRule(stabilityDependency, sources)).toHaveLength(1);
  });
});
