import { describe, expect, test } from 'vitest';
import { judgingPolicy } from '../../src/policy/judging.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { contractWith } from './contracts.ts';
import { today } from './diagnostics.ts';

function policyOf(text: string): Policy {
  return loadPolicy(memoryTree({ 'contracts-governance.yaml': text }), { today }).policy;
}

const base = policyOf(`rules: { tag-format: error }
owners: { min: 2, directory: { a: } }
tags: { vocabulary: [x] }
audit: { labels: ['{event}'], exempt: [{ keys: ['old.**'] }] }
versioning: { report: { additive: error } }
contracts: { exclude: ['old/**'] }
enforced: [audit-coverage]
waivers: [{ rule: tag-format, contract: a.b, reason: r, owner: a, expires: 2026-07-01 }]
overrides: [{ for: { kinds: [event] }, rules: { tag-domain: error } }]
`);
const head = policyOf(`rules: { tag-format: off }
owners: { min: 0, directory: { a: , b: } }
tags: { vocabulary: [x, y] }
audit: { labels: ['{event}', '{event}.v{major}'], known: [manual], exempt: [{ keys: ['**'] }] }
versioning: { report: { additive: off } }
contracts: { exclude: ['**'] }
deprecations: [{ contract: a.b, sunset: 2027-01-01 }]
overrides: [{ for: { kinds: [event] }, rules: { tag-domain: off }, tags: { vocabulary: [z] } }]
`);

describe('with a base', () => {
  const judging = judgingPolicy(base, head);

  test('severities, exclusions, exemptions, versioning, what is enforced and waivers are the base’s', () => {
    expect(judging.defaults.severity('tag-format')).toBe('error');
    expect(judging.defaults.owners.min).toBe(2);
    expect(judging.defaults.audit.exempt).toEqual([{ keys: ['old.**'], events: [] }]);
    expect(judging.defaults.versioning.report.get('additive')).toBe('error');
    expect(judging.read.exclude).toEqual(['old/**']);
    expect(judging.enforced).toEqual(['audit-coverage']);
    expect(judging.waivers.map(({ rule }) => rule)).toEqual(['tag-format']);
    expect(judging.digest).toBe(base.digest);
  });

  test('the directory of teams, vocabularies, audit labels and deprecations are the head’s', () => {
    expect([...(judging.defaults.owners.directory?.teams.keys() ?? [])]).toEqual(['a', 'b']);
    expect([...(judging.defaults.tags.vocabulary?.keys() ?? [])]).toEqual(['x', 'y']);
    expect(judging.defaults.audit.labels).toEqual(['{event}', '{event}.v{major}']);
    expect(judging.defaults.audit.known).toEqual(['manual']);
    expect(judging.defaults.deprecations.map(({ contract }) => contract)).toEqual(['a.b']);
  });

  test('overrides are those of each side’s part', () => {
    const event = judging.for(contractWith({ kind: 'event' }));
    expect(event.severity('tag-domain')).toBe('error');
    expect([...(event.tags.vocabulary?.keys() ?? [])]).toEqual(['z']);
  });

  test('contracts that match alike share one policy', () => {
    expect(judging.for(contractWith({ file: 'a.ts' }))).toBe(judging.for(contractWith({ file: 'b.ts' })));
  });
});

test('without a policy at the base, the head’s judges', () => {
  expect(judgingPolicy(null, head)).toBe(head);
});
