import { describe, expect, it } from 'vitest';
import { tagVocabulary } from '../../src/rules/tag-vocabulary.ts';
import { vocabulary } from '../support/policy.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

const tags = {
  vocabulary: vocabulary([
    { name: 'integration', aliases: ['integrations'] },
    { name: 'conn', replacement: 'connection', deprecated: true },
    { name: 'connection' },
    { name: 'legacy', deprecated: true },
    { name: 'risk/low' },
    { name: 'risk/high' },
  ]),
};

describe('tag-vocabulary', () => {
  it('accepts tags of the vocabulary', () => {
    expect(runRule(tagVocabulary, command({ tags: "['integration', 'connection']" }), { policy: { tags } })).toEqual([]);
  });

  it('judges nothing without a vocabulary', () => {
    expect(runRule(tagVocabulary, command({ tags: "['whatever']" }))).toEqual([]);
  });

  it('reports an unknown tag and suggests the nearest', () => {
    expect(runRule(tagVocabulary, command({ tags: "['conection']" }), { policy: { tags } })).toEqual([
      {
        message:
          'The tag "conection" of "billing.invoice.send" is not in the vocabulary of the policy. Did you mean "connection"? Use a tag that is, or add this one there.',
        place: 'src/contract.ts:8:12',
        text: "'conection'",
        contract: 'command billing.invoice.send',
        subject: 'conection',
        suggestions: [{ message: 'Write "connection".', output: command({ tags: "['connection']" }) }],
      },
    ]);
  });

  it.each(['Connection', 'RISK/low', ' connection'])('replaces %s, which differs in case and signs alone', (tag) => {
    const [finding] = runRule(tagVocabulary, command({ tags: `['${tag}']` }), { policy: { tags } });
    expect(finding?.fix).toBe(command({ tags: `['${tag.trim().toLowerCase()}']` }));
    expect(finding).not.toHaveProperty('suggestions');
  });

  it('suggests nothing when no tag is near', () => {
    const [finding] = runRule(tagVocabulary, command({ tags: "['constructor']" }), { policy: { tags } });
    expect(finding?.message).toBe(
      'The tag "constructor" of "billing.invoice.send" is not in the vocabulary of the policy. Use a tag that is, or add this one there.',
    );
    expect(finding).not.toHaveProperty('suggestions');
  });

  it('replaces a deprecated tag', () => {
    const [finding] = runRule(tagVocabulary, command({ tags: "['conn']" }), { policy: { tags } });
    expect(finding?.message).toBe('The tag "conn" of "billing.invoice.send" is deprecated. Write "connection".');
    expect(finding?.fix).toBe(command({ tags: "['connection']" }));
  });

  it.each(['`${DOMAIN}.invoice.send`', "DOMAIN + '.invoice.send'"])('does not rewrite a tag of which the key is made too: %s', (key) => {
    const sources = command({ key, tags: '[DOMAIN]' }, { before: "const DOMAIN = 'conn';\n" });
    const findings = runRule(tagVocabulary, sources, { policy: { tags } });
    expect(findings).toMatchObject([{ subject: 'conn' }]);
    expect(findings[0]).not.toHaveProperty('fix');
  });

  it('invents no replacement of a deprecated tag', () => {
    const [finding] = runRule(tagVocabulary, command({ tags: "['legacy']" }), { policy: { tags } });
    expect(finding?.message).toBe('The tag "legacy" of "billing.invoice.send" is deprecated and has no replacement. Remove it.');
    expect(finding).not.toHaveProperty('fix');
  });

  it('replaces an alias', () => {
    const [finding] = runRule(tagVocabulary, command({ tags: "['integrations']" }), { policy: { tags } });
    expect(finding?.message).toBe(
      'The tag "integrations" of "billing.invoice.send" is another spelling of "integration". Write "integration".',
    );
    expect(finding?.fix).toBe(command({ tags: "['integration']" }));
  });

  const groups = [{ pattern: 'risk/*', min: 1, max: 1 }];

  it('accepts one tag of a group of which exactly one is asked', () => {
    expect(runRule(tagVocabulary, command({ tags: "['risk/low']" }), { policy: { tags: { ...tags, groups } } })).toEqual([]);
  });

  it('reports a group without a tag, with its members', () => {
    expect(runRule(tagVocabulary, command({ tags: "['integration']" }), { policy: { tags: { ...tags, groups } } })).toEqual([
      {
        message:
          '"billing.invoice.send" has no tag of the group risk/*, the policy asks for at least 1. Add one of "risk/low" and "risk/high".',
        place: 'src/contract.ts:8:11',
        text: "['integration']",
        contract: 'command billing.invoice.send',
        subject: 'risk/*',
      },
    ]);
  });

  it('reports the tag that is one too many', () => {
    expect(runRule(tagVocabulary, command({ tags: "['risk/low', 'risk/high']" }), { policy: { tags: { groups } } })).toEqual([
      {
        message:
          '"billing.invoice.send" has 2 tags of the group risk/*, the policy allows at most 1. Remove "risk/high" or another of them.',
        place: 'src/contract.ts:8:24',
        text: "'risk/high'",
        contract: 'command billing.invoice.send',
        subject: 'risk/*',
        related: [{ message: '"risk/low" is of the group too.', place: 'src/contract.ts:8:12', text: "'risk/low'" }],
      },
    ]);
  });

  it('misses no tag of a group in a list that cannot be read', () => {
    const before = 'declare function risk(): string;\n';
    expect(runRule(tagVocabulary, command({ tags: "['integration', risk()]" }, { before }), { policy: { tags: { groups } } })).toEqual([]);
  });
});
