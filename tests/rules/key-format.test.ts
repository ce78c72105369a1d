import { describe, expect, it } from 'vitest';
import { keyFormat } from '../../src/rules/key-format.ts';
import { command, event, query } from '../support/sources.ts';
import { runRule } from './harness.ts';

describe('key-format', () => {
  it.each([
    'billing.send',
    'ai-chat.context.scan',
    'app_config.promoted_to_preview',
    'controlPlane.execution.lane.get',
    'a.b2',
    'auth.2fa.enable',
    'shop.3d-models.list',
    'größe.ändern',
  ])('accepts %s', (key) => {
    expect(runRule(keyFormat, command({ key: `'${key}'` }))).toEqual([]);
  });

  it.each(['init', 'cli_suggestCommand', 'billing/send'])('reports %s, which has no domain', (key) => {
    expect(runRule(keyFormat, command({ key: `'${key}'` }))).toEqual([
      {
        message: `The key "${key}" is not made of dotted segments such as "billing.invoice.send". Put its domain before it, or list it in keys.also of the policy.`,
        place: 'src/contract.ts:4:10',
        text: `'${key}'`,
        contract: `command ${key}`,
        subject: key,
      },
    ]);
  });

  it.each(['billing..send', '.billing', 'billing.', 'billing send.now', 'billing.2', '1.2', '2fa.enable', 'billing.-x'])(
    'reports %s, which has another segment',
    (key) => {
      expect(runRule(keyFormat, command({ key: `'${key}'` })).map(({ message }) => message)).toEqual([
        `The key "${key}" is not made of dotted segments such as "billing.invoice.send". Write letters, digits, "_" and "-" between single dots, or list it in keys.also of the policy.`,
      ]);
    },
  );

  it('accepts the exceptions of the policy', () => {
    const policy = { keys: { also: ['init', 'cli_*'] } };
    expect(runRule(keyFormat, command({ key: "'init'" }), { policy })).toEqual([]);
    expect(runRule(keyFormat, command({ key: "'cli_suggestCommand'" }), { policy })).toEqual([]);
    expect(runRule(keyFormat, command({ key: "'initial'" }), { policy })).toHaveLength(1);
  });

  it('judges each kind by its own pattern', () => {
    const policy = { keys: { format: new Map([['event', '^[a-z.]+ed$']]) as never, also: [] } };
    expect(runRule(keyFormat, event({ key: "'billing.invoiced'" }), { policy })).toEqual([]);
    expect(runRule(keyFormat, query({ key: "'billing.get'" }), { policy })).toEqual([]);
    expect(runRule(keyFormat, event({ key: "'billing.sent'" }), { policy })).toEqual([
      {
        message:
          'The key "billing.sent" does not match the pattern ^[a-z.]+ed$ of the policy for events. Change it, or list it in keys.also of the policy.',
        place: 'src/contract.ts:4:10',
        text: "'billing.sent'",
        contract: 'event billing.sent',
        subject: 'billing.sent',
      },
    ]);
  });

  it('leaves an empty key to complete-meta and a deceptive one to plain-identifiers', () => {
    expect(runRule(keyFormat, command({ key: "''" }))).toEqual([]);
    expect(runRule(keyFormat, command({ key: "'init\u200B'" }))).toEqual([]);
    expect(runRule(keyFormat, command({ key: "'init\u200B'" }), { policy: { rules: { 'plain-identifiers': 'off' } } })).toHaveLength(1);
  });
});
