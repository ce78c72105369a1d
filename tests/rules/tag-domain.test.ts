import { describe, expect, it } from 'vitest';
import { tagDomain } from '../../src/rules/tag-domain.ts';
import { vocabulary } from '../support/policy.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

describe('tag-domain', () => {
  it.each([
    ["'billing.send'", "['billing']"],
    ["'featureFlags.toggle'", "['feature-flags']"],
    ["'ai-chat.send'", "['ai_chat']"],
    ["'init'", "['cli']"],
  ])('accepts the key %s with the tags %s', (key, tags) => {
    expect(runRule(tagDomain, command({ key, tags }))).toEqual([]);
  });

  it('reports a domain that is not among the tags, and suggests it', () => {
    expect(runRule(tagDomain, command({ key: "'featureFlags.toggle'", tags: "['toggle']" }))).toEqual([
      {
        message: 'The domain "featureFlags" of "featureFlags.toggle" is not among its tags. Add "feature-flags" to meta.tags.',
        place: 'src/contract.ts:8:11',
        text: "['toggle']",
        contract: 'command featureFlags.toggle',
        subject: 'featureFlags',
        suggestions: [
          { message: 'Add "feature-flags".', output: command({ key: "'featureFlags.toggle'", tags: "['toggle', 'feature-flags']" }) },
        ],
      },
    ]);
  });

  it('prefers meta.domain to the key', () => {
    expect(runRule(tagDomain, command({ tags: "['finance']", domain: "'finance'" }))).toEqual([]);
    expect(runRule(tagDomain, command({ tags: "['billing']", domain: "'finance'" }))).toMatchObject([{ subject: 'finance' }]);
  });

  it('leaves a contract without tags to require-tags', () => {
    expect(runRule(tagDomain, command({ tags: '[]' }))).toEqual([]);
  });

  it('adds a tag on a line of its own where the others stand so', () => {
    const [finding] = runRule(tagDomain, command({ tags: "[\n      'a',\n      'b',\n    ]" }));
    expect(finding?.suggestions?.[0]?.output).toBe(command({ tags: "[\n      'a',\n      'b',\n      'billing',\n    ]" }));
  });

  it('adds a tag beside comments, and to the list of an older event', () => {
    const [finding] = runRule(tagDomain, command({ tags: "[\n      'a', // one\n      'b', // two\n    ]" }));
    expect(finding?.suggestions?.[0]?.output).toBe(command({ tags: "[\n      'a', // one\n      'b', // two\n      'billing',\n    ]" }));
    const flat = (tags: string): string =>
      `import { defineEvent } from '@lssm-tech/lib.contracts-spec';\nexport const Sent = defineEvent({ name: 'billing.sent', version: '1.0.0', tags: ${tags}, payload: null });\n`;
    expect(runRule(tagDomain, flat("['a']"))[0]?.suggestions?.[0]?.output).toBe(flat("['a', 'billing']"));
  });

  it('adds nothing to a constant, which may serve other contracts', () => {
    const [finding] = runRule(tagDomain, command({ tags: 'TAGS' }, { before: "const TAGS = ['a'] as const;\n" }));
    expect(finding?.subject).toBe('billing');
    expect(finding).not.toHaveProperty('suggestions');
  });

  it('adds nothing to a list that ends in a hole', () => {
    const [holed] = runRule(tagDomain, command({ tags: "['toggle', ,]" }));
    expect(holed).toMatchObject({ subject: 'billing' });
    expect(holed).not.toHaveProperty('suggestions');
  });

  it('asks for the tag that the vocabulary has for the domain, and for none where it has none', () => {
    const source = (key: string, tags: string): string => command({ key, tags });
    const policy = {
      tags: { vocabulary: vocabulary([{ name: 'feature_flags', aliases: ['toggles'] }, { name: 'a' }, { name: 'old', deprecated: true }]) },
    };
    const [finding] = runRule(tagDomain, source("'featureFlags.set'", "['a']"), { policy });
    expect(finding?.suggestions?.[0]?.output).toBe(source("'featureFlags.set'", "['a', 'feature_flags']"));
    expect(runRule(tagDomain, source("'toggles.set'", "['a']"), { policy })[0]?.message).toContain('Add "feature_flags" to meta.tags.');
    expect(runRule(tagDomain, source("'toggles.set'", "['feature_flags']"), { policy })).toEqual([]);
    expect(runRule(tagDomain, source("'billing.set'", "['a']"), { policy })).toEqual([]);
    expect(runRule(tagDomain, source("'old.set'", "['a']"), { policy })).toEqual([]);
  });

  it('writes the tag as the policy writes tags', () => {
    const policy = { tags: { format: '^[a-z]+(_[a-z]+)*$' } };
    const [finding] = runRule(tagDomain, command({ key: "'featureFlags.set'", tags: "['a']" }), { policy });
    expect(finding?.message).toContain('Add "feature_flags" to meta.tags.');
  });
});
