import { describe, expect, it } from 'vitest';
import { tagDomain } from '../../src/rules/tag-domain.ts';
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
});
