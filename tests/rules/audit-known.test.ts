import { describe, expect, it } from 'vitest';
import { auditKnown } from '../../src/rules/audit-known.ts';
import { emitting } from '../support/emitting.ts';
import { runRule } from './harness.ts';

const sent = "{ key: 'billing.invoice.sent', version: '1.0.0', payload: null }";

describe('a label that names no event of the command', () => {
  it('is found', () => {
    expect(runRule(auditKnown, emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent', 'ledger.closed'] }`))).toEqual([
      {
        message:
          'The audit label "ledger.closed" of "billing.invoice.send" names none of the events that it emits: "billing.invoice.sent". Remove it, or list it in the policy under audit.known.',
        place: 'src/contract.ts:15:125',
        text: "'ledger.closed'",
        contract: 'command billing.invoice.send',
        subject: 'ledger.closed',
      },
    ]);
    expect(runRule(auditKnown, emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent'] }`))).toEqual([]);
  });

  it('is told where it is written', () => {
    const before = "import { LABEL } from './labels.ts';\n";
    const found = runRule(auditKnown, {
      'src/contract.ts': emitting(`{ emits: [${sent}], audit: [LABEL] }`, { before }),
      'src/labels.ts': "export const LABEL = 'ledger.closed';\n",
    });
    expect(found.map(({ place, text, related }) => [place, text, related])).toEqual([
      [
        'src/contract.ts:16:101',
        'LABEL',
        [{ message: 'The label is written here.', place: 'src/labels.ts:1:22', text: "'ledger.closed'" }],
      ],
    ]);
  });

  it('is no text', () => {
    const found = runRule(auditKnown, emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent', 42, \`${'$'}{'ledger'}\`, null] }`));
    expect(found.map(({ message, text, subject }) => [message, text, subject])).toEqual([
      [
        'The label in place 2 of sideEffects.audit of "billing.invoice.send" is a number, it must be a string.',
        '42',
        'sideEffects.audit[1]',
      ],
      ['The label in place 4 of sideEffects.audit of "billing.invoice.send" is null, it must be a string.', 'null', 'sideEffects.audit[3]'],
      [
        'The audit label "ledger" of "billing.invoice.send" names none of the events that it emits: "billing.invoice.sent". Remove it, or list it in the policy under audit.known.',
        "`${'ledger'}`",
        'ledger',
      ],
    ]);
  });

  it('may be allowed by the policy', () => {
    const source = emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent', 'ledger.closed'] }`);
    expect(runRule(auditKnown, source, { policy: { audit: { known: ['ledger.*'] } } })).toEqual([]);
    expect(runRule(auditKnown, source, { policy: { audit: { known: ['payroll.*'] } } })).toHaveLength(1);
  });

  it('may name an event by another template', () => {
    const policy = { audit: { labels: ['{event}', 'audit/{event}'] } };
    expect(runRule(auditKnown, emitting(`{ emits: [${sent}], audit: ['audit/billing.invoice.sent'] }`), { policy })).toEqual([]);
  });

  it('is no matter where the command emits nothing', () => {
    expect(runRule(auditKnown, emitting("{ audit: ['ledger.closed'] }"))).toEqual([]);
    expect(runRule(auditKnown, emitting("{ emits: [], audit: ['ledger.closed'] }"))).toEqual([]);
  });

  it('may name what cannot be read', () => {
    const before = "import { eventsOf } from 'elsewhere';\n";
    expect(runRule(auditKnown, emitting(`{ emits: [${sent}, ...eventsOf('ledger')], audit: ['ledger.closed'] }`, { before }))).toEqual([]);
    expect(
      runRule(
        auditKnown,
        emitting(`{ emits: [${sent}, { key: eventsOf('ledger'), version: '1.0.0' }], audit: ['ledger.closed'] }`, { before }),
      ),
    ).toEqual([]);
  });
});

describe('a label that nearly names an event', () => {
  const misspelt = emitting(`{ emits: [${sent}], audit: ['billing.invoice.send'] }`);

  it('is told with the event by audit-coverage', () => {
    expect(runRule(auditKnown, misspelt)).toEqual([]);
    expect(runRule(auditKnown, misspelt, { policy: { rules: { 'audit-known': 'warn' } } })).toEqual([]);
  });

  it('is told here where that rule is off', () => {
    expect(runRule(auditKnown, misspelt, { policy: { rules: { 'audit-coverage': 'off' } } })).toEqual([
      {
        message:
          'The audit label "billing.invoice.send" of "billing.invoice.send" names none of the events that it emits: "billing.invoice.sent". Did you mean "billing.invoice.sent"? Remove it, or list it in the policy under audit.known.',
        place: 'src/contract.ts:15:101',
        text: "'billing.invoice.send'",
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.send',
        suggestions: [
          {
            message: 'Change the label to "billing.invoice.sent".',
            output: emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent'] }`),
          },
        ],
      },
    ]);
  });

  it('is told here where the event has its label already', () => {
    const both = emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent', 'billing.invoice.send'] }`);
    expect(runRule(auditKnown, both).map((finding) => finding.subject)).toEqual(['billing.invoice.send']);
  });
});

it('leaves characters that nobody sees to plain-identifiers', () => {
  const source = emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent', 'ledger.\u200bclosed'] }`);
  expect(runRule(auditKnown, source)).toEqual([]);
  expect(runRule(auditKnown, source, { policy: { rules: { 'plain-identifiers': 'off' } } })).toHaveLength(1);
});

it('names the first events of many', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => `{ key: '${name}.done', version: '1.0.0' }`).join(', ');
  expect(runRule(auditKnown, emitting(`{ emits: [${many}], audit: ['ledger.closed'] }`)).map((finding) => finding.message)).toEqual([
    'The audit label "ledger.closed" of "billing.invoice.send" names none of the events that it emits: "a.done", "b.done", "c.done" and 2 more. Remove it, or list it in the policy under audit.known.',
  ]);
});
