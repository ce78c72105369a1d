import { describe, expect, it } from 'vitest';
import { piiAudited } from '../../src/rules/pii-audited.ts';
import { emitting } from '../support/emitting.ts';
import { event } from '../support/sources.ts';
import { runRule, type SeenFinding } from './harness.ts';

const schema = "import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\n";
const address = "defineSchemaModel({ name: 'Address', fields: { street: { type: ScalarTypeEnum.String_unsecure() } } })";
const fields = `email: { type: ScalarTypeEnum.EmailAddress() }, address: { type: ${address} }, others: { type: ${address}, isArray: true }, extra: { type: ScalarTypeEnum.JSONObject() }`;
const payload = `defineSchemaModel({ name: 'Sent', fields: { ${fields} } })`;
const personal = (pii: string, body = payload): string =>
  event({}, { before: schema, name: 'Sent', rest: `  payload: ${body},\n  pii: ${pii},\n` });

describe('a path of personal data', () => {
  it('leads to a field of the payload', () => {
    expect(runRule(piiAudited, personal("['emial']"))).toEqual([
      {
        message:
          'Event "billing.invoice.sent" lists "emial" as personal data, but its payload has no such field. Did you mean "email"? Name the field as the payload does, or remove it.',
        place: 'src/contract.ts:13:9',
        text: "'emial'",
        contract: 'event billing.invoice.sent',
        subject: 'emial',
        suggestions: [{ message: 'Write "email".', output: personal("['email']") }],
      },
    ]);
    expect(runRule(piiAudited, personal("['email']"))).toEqual([]);
  });

  it.each([
    'address',
    'address.street',
    'others',
    'others.street',
    'others[].street',
    'others.0.street',
    'others.*.street',
    'extra.anything',
  ])('%s exists', (path) => {
    expect(runRule(piiAudited, personal(`['${path}']`))).toEqual([]);
  });

  it.each(['phone', 'address.city', 'email.domain', 'others[].city', 'constructor', ''])('"%s" does not', (path) => {
    expect(runRule(piiAudited, personal(`['${path}']`)).map((finding) => finding.subject)).toEqual([path]);
  });

  it.each([
    ["'email'", 'pii of "billing.invoice.sent" is a string, it must be an array of paths.', "'email'", 'pii'],
    ["['email', 7]", 'The path in place 2 of pii of "billing.invoice.sent" is a number, it must be a string.', '7', 'pii[1]'],
  ])('is a text in a list, not %s', (pii, message, text, subject) => {
    expect(runRule(piiAudited, personal(pii))).toMatchObject([{ message, text, subject }]);
  });

  it('has a payload to lead into', () => {
    expect(runRule(piiAudited, event({}, { rest: "  pii: ['email'],\n" }))).toEqual([
      {
        message: 'Event "billing.invoice.sent" lists "email" as personal data, but has no payload. Declare the payload, or remove it.',
        place: 'src/contract.ts:11:9',
        text: "'email'",
        contract: 'event billing.invoice.sent',
        subject: 'email',
      },
    ]);
  });

  it('in a payload that cannot be read may exist', () => {
    expect(runRule(piiAudited, personal("['email']", 'payloadOf()'))).toEqual([]);
  });
});

describe('an event with personal data', () => {
  const send = (sideEffects: string): string => emitting(sideEffects, { before: "import { Sent } from './sent.ts';\n" });
  const run = (sideEffects: string, policy: Parameters<typeof runRule>[2] = {}): SeenFinding[] =>
    runRule(piiAudited, { 'src/send.ts': send(sideEffects), 'src/sent.ts': personal("['email', 'address']") }, policy);
  const exempt = { policy: { audit: { exempt: [{ keys: [], events: ['**'] }] } } };

  it('is audited though the policy exempts it', () => {
    expect(run('{ emits: [{ ref: Sent.meta }] }', exempt)).toEqual([
      {
        message:
          'Event "billing.invoice.sent" carries personal data ("email" and "address") and is emitted by "billing.invoice.send" but not audited. Add "billing.invoice.sent" to sideEffects.audit.',
        place: 'src/send.ts:16:33',
        text: 'Sent.meta',
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.sent',
        related: [
          { message: "The event's key is written here.", place: 'src/sent.ts:5:10', text: "'billing.invoice.sent'" },
          { message: 'The personal data is named here.', place: 'src/sent.ts:13:8', text: "['email', 'address']" },
        ],
        suggestions: [
          {
            message: 'Add "billing.invoice.sent" to sideEffects.audit.',
            output: { 'src/send.ts': send("{ emits: [{ ref: Sent.meta }], audit: ['billing.invoice.sent'] }") },
          },
        ],
      },
    ]);
    expect(run("{ emits: [{ ref: Sent.meta }], audit: ['billing.invoice.sent'] }", exempt)).toEqual([]);
  });

  it('is audited where audit-coverage is off', () => {
    const off = { policy: { rules: { 'audit-coverage': 'off' } } } as const;
    expect(run("{ emits: [{ key: 'billing.invoice.sent', version: '1.0.0' }] }", off).map((finding) => finding.subject)).toEqual([
      'billing.invoice.sent',
    ]);
    expect(run("{ emits: [{ key: 'billing.invoice.sent', version: '2.0.0' }] }", off)).toEqual([]);
    expect(run("{ emits: [{ key: 'billing.invoice.filed', version: '1.0.0' }] }", off)).toEqual([]);
  });

  it('is otherwise left to audit-coverage', () => {
    expect(run('{ emits: [{ ref: Sent.meta }] }')).toEqual([]);
  });

  it('is told once for two entries', () => {
    expect(run('{ emits: [{ ref: Sent.meta }, { ref: Sent.meta }] }', exempt)).toHaveLength(1);
  });

  it('may be audited by what cannot be read', () => {
    expect(run('{ emits: [{ ref: Sent.meta }], audit: process.env.LABELS }', exempt)).toEqual([]);
  });
});
