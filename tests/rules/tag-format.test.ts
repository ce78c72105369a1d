import { describe, expect, it } from 'vitest';
import { tagFormat } from '../../src/rules/tag-format.ts';
import { vocabulary } from '../support/policy.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

describe('tag-format', () => {
  it.each(['billing', 'feature-flags', 'oauth2', 'risk/high', 'i18n', '2fa'])('accepts %s', (tag) => {
    expect(runRule(tagFormat, command({ tags: `['${tag}']` }))).toEqual([]);
  });

  it('fixes a tag that differs only in case and separators', () => {
    expect(runRule(tagFormat, command({ tags: "['billing', 'Status_Changed']" }))).toEqual([
      {
        message: 'The tag "Status_Changed" of "billing.invoice.send" is not kebab-case. Write "status-changed".',
        place: 'src/contract.ts:8:23',
        text: "'Status_Changed'",
        contract: 'command billing.invoice.send',
        subject: 'Status_Changed',
        fix: command({ tags: "['billing', 'status-changed']" }),
      },
    ]);
  });

  it.each([
    ['GitHub', 'git-hub'],
    ['statusChanged', 'status-changed'],
    ['OAuth2', 'o-auth2'],
    ['@billing', 'billing'],
  ])('only suggests where not only the case and the separators of %s may change', (tag, wanted) => {
    const [finding] = runRule(tagFormat, command({ tags: `['${tag}']` }));
    expect(finding).not.toHaveProperty('fix');
    expect(finding?.suggestions).toEqual([{ message: `Write "${wanted}".`, output: command({ tags: `['${wanted}']` }) }]);
  });

  it('reports a tag of which more must change', () => {
    expect(runRule(tagFormat, command({ tags: "['billing & more']" }))).toEqual([
      {
        message: 'The tag "billing & more" of "billing.invoice.send" is not kebab-case. Write lower-case words joined by hyphens.',
        place: 'src/contract.ts:8:12',
        text: "'billing & more'",
        contract: 'command billing.invoice.send',
        subject: 'billing & more',
      },
    ]);
  });

  it('reports a tag that does not match the pattern of the policy', () => {
    const policy = { tags: { format: '^[a-z]+$' } };
    expect(runRule(tagFormat, command({ tags: "['billing', 'feature-flags']" }), { policy })).toEqual([
      {
        message:
          'The tag "feature-flags" of "billing.invoice.send" does not match the pattern ^[a-z]+$ of the policy. Write it as the policy wants tags written.',
        place: 'src/contract.ts:8:23',
        text: "'feature-flags'",
        contract: 'command billing.invoice.send',
        subject: 'feature-flags',
      },
    ]);
  });

  it('judges a deprecated tag of the vocabulary where nobody else does', () => {
    const tags = { vocabulary: vocabulary([{ name: 'Old_Billing', deprecated: true }]) };
    const judge = (severity: 'off' | 'warn'): number =>
      runRule(tagFormat, command({ tags: "['billing', 'Old_Billing']" }), { policy: { tags, rules: { 'tag-vocabulary': severity } } })
        .length;
    expect([judge('off'), judge('warn')]).toEqual([1, 0]);
  });

  it('leaves tags to the vocabulary where there is one', () => {
    const tags = { vocabulary: vocabulary([{ name: 'PII' }]) };
    expect(runRule(tagFormat, command({ tags: "['Billing']" }), { policy: { tags } })).toEqual([]);
    expect(
      runRule(tagFormat, command({ tags: "['Billing', 'PII']" }), { policy: { tags, rules: { 'tag-vocabulary': 'off' } } }),
    ).toMatchObject([{ subject: 'Billing' }]);
  });

  it('reports a repeated tag once', () => {
    expect(runRule(tagFormat, command({ tags: "['Billing', 'Billing']" }))).toHaveLength(1);
  });
});
