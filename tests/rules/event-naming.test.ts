import { describe, expect, it } from 'vitest';
import { eventNaming } from '../../src/rules/event-naming.ts';
import { emitting } from '../support/emitting.ts';
import { event, query } from '../support/sources.ts';
import { runRule } from './harness.ts';

const keyed = (key: string, domain: string | null = null): string =>
  event({ key: `'${key}'`, domain: domain === null ? null : `'${domain}'` });

describe('the key of an event', () => {
  it('says what has happened', () => {
    expect(runRule(eventNaming, keyed('billing.invoice.send'))).toEqual([
      {
        message:
          'Event "billing.invoice.send" is not named in the past tense: "send" does not say what has happened. Did you mean "billing.invoice.sent"?',
        place: 'src/contract.ts:4:10',
        text: "'billing.invoice.send'",
        contract: 'event billing.invoice.send',
        subject: 'billing.invoice.send',
      },
    ]);
    expect(runRule(eventNaming, keyed('billing.invoice.sent'))).toEqual([]);
  });

  it('says it where no verb is known, too', () => {
    expect(runRule(eventNaming, keyed('chat.error')).map((finding) => finding.message)).toEqual([
      'Event "chat.error" is not named in the past tense: "error" does not say what has happened. Name what has happened, such as "created" or "sent".',
    ]);
  });

  it('may be a constant of another file', () => {
    const sources = {
      'src/keys.ts': "export const KEY = 'job.retrying';\n",
      'src/event.ts': event({ key: 'KEY' }, { before: "import { KEY } from './keys.ts';\n" }),
    };
    expect(runRule(eventNaming, sources)).toEqual([
      {
        message:
          'Event "job.retrying" is not named in the past tense: "retrying" does not say what has happened. Did you mean "job.retried"?',
        place: 'src/event.ts:5:10',
        text: 'KEY',
        contract: 'event job.retrying',
        subject: 'job.retrying',
        related: [{ message: "The event's key is written here.", place: 'src/keys.ts:1:20', text: "'job.retrying'" }],
      },
    ]);
  });

  it.each([
    'order.paid',
    'deal.won',
    'deal.lost',
    'org.invite.sent',
    'workflow.instance.timedOut',
    'app_config.promoted_to_preview',
    'app_config.rolled_back',
    'job.dead_lettered',
    'agent.run.messageGenerated',
    'org.member.role-changed',
    'user.signed_in',
    'account.password_reset',
    'order.created.v2',
    'order:created',
    'order/created',
    'OrderCreated',
    'ORDER_CREATED',
  ])('%s is fine', (key) => {
    expect(runRule(eventNaming, keyed(key))).toEqual([]);
  });

  it.each([
    ['order.statusUpdate', 'order.statusUpdated'],
    ['order.status_update', 'order.status_updated'],
    ['order.status-update', 'order.status-updated'],
    ['ORDER_CREATE', 'ORDER_CREATED'],
    ['order.create.v2', 'order.created.v2'],
    ['send.send', 'send.sent'],
    ['OrderSend', 'OrderSent'],
  ])('%s should be %s', (key, better) => {
    expect(runRule(eventNaming, keyed(key)).map((finding) => finding.message)).toEqual([
      expect.stringContaining(`Did you mean "${better}"?`),
    ]);
  });

  it('without a word is left to key-format', () => {
    expect(runRule(eventNaming, keyed('...'))).toEqual([]);
    expect(runRule(eventNaming, keyed(''))).toEqual([]);
  });

  it('with characters that nobody sees is left to plain-identifiers', () => {
    expect(runRule(eventNaming, keyed('billing.invoice.\u200bsend'))).toEqual([]);
    expect(runRule(eventNaming, keyed('billing.invoice.\u200bsend'), { policy: { rules: { 'plain-identifiers': 'off' } } })).toHaveLength(
      1,
    );
  });

  it('that is no event is free', () => {
    expect(runRule(eventNaming, query())).toEqual([]);
  });

  it('may be an exception of the policy', () => {
    const policy = { events: { naming: { domain: false, also: ['chat.*'] } } };
    expect(runRule(eventNaming, keyed('chat.error'), { policy })).toEqual([]);
    expect(runRule(eventNaming, keyed('mail.error'), { policy })).toHaveLength(1);
  });
});

describe('an event that is emitted', () => {
  const retrying = "{ emits: [{ key: 'billing.invoice.retrying', version: '1.0.0', payload: null }] }";

  it('is judged where nobody declares it', () => {
    expect(runRule(eventNaming, emitting(retrying))).toEqual([
      {
        message:
          'Event "billing.invoice.retrying" is not named in the past tense: "retrying" does not say what has happened. Did you mean "billing.invoice.retried"?',
        place: 'src/contract.ts:15:33',
        text: "'billing.invoice.retrying'",
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.retrying',
      },
    ]);
    expect(runRule(eventNaming, emitting(retrying.replace('retrying', 'retried')))).toEqual([]);
  });

  it('is left to declared-event where a declared one was meant', () => {
    const sources = {
      'send.ts': emitting("{ emits: [{ key: 'billing.invoice.send', version: '1.0.0', when: 'w', payload: null }] }"),
      'sent.ts': event(),
    };
    expect(runRule(eventNaming, sources)).toEqual([]);
    expect(runRule(eventNaming, sources, { policy: { rules: { 'declared-event': 'off' } } })).toMatchObject([
      { subject: 'billing.invoice.send' },
    ]);
  });

  it('is judged where it is declared, once', () => {
    const found = runRule(eventNaming, { 'src/a.ts': emitting(retrying), 'src/b.ts': keyed('billing.invoice.retrying') });
    expect(found.map((finding) => finding.contract)).toEqual(['event billing.invoice.retrying']);
  });

  it('may be an exception of the policy', () => {
    expect(runRule(eventNaming, emitting(retrying), { policy: { events: { naming: { domain: false, also: ['**.retrying'] } } } })).toEqual(
      [],
    );
  });
});

describe('the domain, where the policy asks for it', () => {
  const policy = { events: { naming: { domain: true, also: [] } } };
  const alone = { ...policy, rules: { 'key-format': 'off' } } as const;
  const emits = (key: string, meta = {}): string => emitting(`{ emits: [{ key: '${key}', version: '1.0.0', payload: null }] }`, { meta });

  it('is shared by the command that emits', () => {
    expect(runRule(eventNaming, emits('identity.user.created'), { policy })).toEqual([
      {
        message:
          'Event "identity.user.created" shares no word with "billing.invoice.send", which emits it. Name the domain in the key, or emit the event where it belongs.',
        place: 'src/contract.ts:15:33',
        text: "'identity.user.created'",
        contract: 'command billing.invoice.send',
        subject: 'identity.user.created',
      },
    ]);
    expect(runRule(eventNaming, emits('identity.user.created'))).toEqual([]);
  });

  it('is told once of an event without one, where it is declared', () => {
    const source = emitting("{ emits: [{ ref: Sent.meta, when: 'w' }] }", { before: event({ key: "'sent'" }, { name: 'Sent' }) });
    expect(runRule(eventNaming, source, { policy: alone })).toMatchObject([{ contract: 'event sent' }]);
  });

  it.each(['billing.user.created', 'invoices.created', 'INVOICE.created', 'ledger.invoiceClosed', 'ledger.invoice_closed'])(
    '%s shares a word',
    (key) => {
      expect(runRule(eventNaming, emits(key), { policy })).toEqual([]);
    },
  );

  it('may be in the domain of the metadata', () => {
    expect(
      runRule(
        eventNaming,
        emitting("{ emits: [{ key: 'identity.user.created', version: '1.0.0' }] }", { meta: { domain: "'identity'" } }),
        { policy },
      ),
    ).toEqual([]);
  });

  it('stands in the key of a declared event', () => {
    expect(runRule(eventNaming, keyed('sent'), { policy: alone }).map((finding) => finding.message)).toEqual([
      'Event "sent" does not name its domain. Put it before the verb, as in "billing.invoice.sent".',
    ]);
    expect(runRule(eventNaming, keyed('invoice.sent'), { policy: alone })).toEqual([]);
  });

  it('is not asked of a key that `key-format` refuses', () => {
    expect(runRule(eventNaming, keyed('sent'), { policy })).toEqual([]);
    const accepted = { ...policy, keys: { also: ['sent'] } };
    expect(runRule(eventNaming, keyed('sent'), { policy: accepted })).toHaveLength(1);
  });

  it('is not shared by a command that has none', () => {
    expect(runRule(eventNaming, emits('identity.user.created', { key: "'init'" }), { policy: alone })).toEqual([]);
    expect(runRule(eventNaming, emits('identity.user.created', { key: "'init'", domain: "'billing'" }), { policy: alone })).toHaveLength(1);
  });

  it('is that of the metadata where there is one', () => {
    expect(runRule(eventNaming, keyed('invoice.sent', 'payroll'), { policy })).toEqual([
      {
        message: 'Event "invoice.sent" does not name its domain "payroll". Put it before the verb, as in "payroll.invoice.sent".',
        place: 'src/contract.ts:4:10',
        text: "'invoice.sent'",
        contract: 'event invoice.sent',
        subject: 'invoice.sent',
      },
    ]);
    expect(runRule(eventNaming, keyed('invoices.sent', 'invoice'), { policy })).toEqual([]);
  });
});
