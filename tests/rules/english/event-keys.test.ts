import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inPast, verbSegment, wordsOf } from '../../../src/rules/english/event-keys.ts';
import { PAST_OF_BASE, UNCHANGED_VERBS } from '../../../src/rules/english/irregular-verbs.ts';
import { isPastForm, isPastTense } from '../../../src/rules/english/past-tense.ts';
import { words } from '../../../src/rules/english/words.ts';

it.each([
  ['billing.invoice.sent', 'sent'],
  ['billing.invoice.sent.v2', 'sent'],
  ['billing.invoice.sent.2', 'sent'],
  ['order:created', 'created'],
  ['order/created/', 'created'],
  ['created', 'created'],
  ['v2', ''],
  ['', ''],
])('the verb of %s stands in "%s"', (key, segment) => {
  expect(verbSegment(key)).toBe(segment);
});

it.each([
  ['billing.invoice.send', 'billing.invoice.sent'],
  ['send.send', 'send.sent'],
  ['order.statusUpdate', 'order.statusUpdated'],
  ['ORDER_CREATE', 'ORDER_CREATED'],
  ['job.retrying.v2', 'job.retried.v2'],
  ['user.login', 'user.logged_in'],
  ['user-account.sign-up.timeout', 'user-account.sign-up.timed-out'],
  ['user.sessionTimeout', 'user.sessionTimedOut'],
  ['USER_SIGNUP', 'USER_SIGNED_UP'],
  ['order.payment_failure', 'order.payment_failed'],
])('%s is %s in the past', (key, past) => {
  expect(inPast(key)).toBe(past);
});

it.each([
  'chat.error',
  'level.up',
  'billing.invoice.sent',
  'review.ready_for_review',
  'job.onHold',
  'card.will_expire',
  'order.is_confirm',
  '',
])('of %s no verb is known', (key) => {
  expect(inPast(key)).toBeNull();
});

it('the past of a key is in the past, in any casing', () => {
  const bases = [...PAST_OF_BASE.keys(), 'create', 'retry', 'stop', 'creating', 'running', 'update'].filter(
    (base) => !isPastForm(base) && !UNCHANGED_VERBS.has(base),
  );
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  fc.assert(
    fc.property(fc.constantFrom(...bases), fc.constantFrom('order', 'invoice'), (verb, noun) => {
      for (const last of [
        verb,
        `${noun}_${verb}`,
        `${noun}-${verb}`,
        `${noun}${capital(verb)}`,
        capital(verb),
        `${noun}_${verb}`.toUpperCase(),
      ]) {
        const past = inPast(`billing.${last}`);
        expect([last, past, past !== null && isPastTense(words(verbSegment(past)))]).toEqual([last, past, true]);
      }
    }),
    { numRuns: 300 },
  );
});

it('the words of a key are those that another key may share', () => {
  expect([...wordsOf('billing.invoices.lineItems_Sent')]).toEqual(['billing', 'invoice', 'line', 'item', 'sent']);
});
