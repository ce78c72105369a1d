import { describe, expect, it } from 'vitest';
import { reviewRequired } from '../../src/rules/review-required.ts';
import { billing } from '../compare/support/billing.ts';
import { type Edit, edited } from '../compare/support/pairs.ts';
import { type Options, runBaseRule } from './base-harness.ts';

const run = (edits: readonly Edit[], options?: Options) => runBaseRule(reviewRequired, billing, edited(billing, edits), options);
const audit = "audit: ['billing.invoice.sent', 'billing.reminder.scheduled']";

describe('review-required', () => {
  it('asks nothing for changes that need no review', () => {
    expect(run([["auth: 'user'", "auth: 'admin'"]])).toEqual([]);
  });

  it('asks for security where access is loosened', () => {
    expect(run([["auth: 'user'", "auth: 'anonymous'"]])).toEqual([
      {
        at: "error src/send.ts:43:11 'anonymous'",
        message: 'The auth level changed from user to anonymous. Have security review "billing.invoice.send".',
        subject: 'policy.auth',
      },
    ]);
  });

  it('names who reviews, and points to the policy where the demand is gone', () => {
    expect(run([["    roles: ['clerk'],\n", '']], { policy: { review: { security: ['@acme/security'], compliance: [] } } })).toEqual([
      {
        at: expect.stringMatching(/^error src\/send\.ts:42:11 \{/),
        message: 'The role "clerk" is no longer demanded. Have security review "billing.invoice.send" (@acme/security).',
        subject: 'policy.roles[clerk]',
      },
    ]);
  });

  it('asks for security where an event lists less personal data', () => {
    expect(run([["\n  pii: ['email'],", '\n  pii: [],']]).map(({ at, message }) => [at, message])).toEqual([
      ['error src/events.ts:14:8 []', '"email" is no longer declared to be personal data. Have security review "billing.invoice.sent".'],
    ]);
  });

  it('asks for compliance where audit labels go or are renamed', () => {
    expect(run([[audit, "audit: ['billing.invoice.sent']"]]).map(({ at, message, subject }) => [at, message, subject])).toEqual([
      [
        "error src/send.ts:59:12 ['billing.invoice.sent']",
        'The audit label "billing.reminder.scheduled" was removed. Have compliance review "billing.invoice.send".',
        'sideEffects.audit[billing.reminder.scheduled]',
      ],
    ]);
    expect(run([[audit, "audit: ['billing.invoice.sent', 'billing.reminder.set']"]]).map(({ at }) => at)).toEqual([
      "error src/send.ts:59:37 'billing.reminder.set'",
    ]);
  });
});
