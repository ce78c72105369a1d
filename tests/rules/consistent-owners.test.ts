import { describe, expect, it } from 'vitest';
import { consistentOwners } from '../../src/rules/consistent-owners.ts';
import { directory } from '../support/policy.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

const contract = (key: string, owner: string): string => command({ key: `'${key}'`, owners: `['${owner}']` });
const off = { 'owner-format': 'off', 'known-owner': 'off' } as const;

describe('consistent-owners', () => {
  it('accepts teams with one spelling each', () => {
    expect(
      runRule(consistentOwners, { 'a.ts': contract('a.b', '@core'), 'b.ts': contract('b.c', '@finance') }, { policy: { rules: off } }),
    ).toEqual([]);
  });

  it('makes one finding of a team in several spellings, and writes the most frequent one', () => {
    const sources = {
      'a.ts': contract('a.b', '@platform.feature-flags'),
      'b.ts': contract('b.c', 'platform.featureflags'),
      'c.ts': contract('c.d', '@platform.feature-flags'),
      'd.ts': contract('d.e', '@Platform.FeatureFlags'),
    };
    expect(runRule(consistentOwners, sources, { policy: { rules: off } })).toEqual([
      {
        message:
          'One team is written in 3 ways: "@platform.feature-flags" (2), "@Platform.FeatureFlags" (1) and "platform.featureflags" (1). Write "@platform.feature-flags" everywhere.',
        place: 'b.ts:7:14',
        text: "'platform.featureflags'",
        contract: 'command b.c',
        subject: '@platform.feature-flags',
        related: [
          { message: 'Written "@platform.feature-flags" here.', place: 'a.ts:7:14', text: "'@platform.feature-flags'" },
          { message: 'Written "platform.featureflags" here.', place: 'b.ts:7:14', text: "'platform.featureflags'" },
          { message: 'Written "@Platform.FeatureFlags" here.', place: 'd.ts:7:14', text: "'@Platform.FeatureFlags'" },
        ],
        fix: { 'b.ts': contract('b.c', '@platform.feature-flags'), 'd.ts': contract('d.e', '@platform.feature-flags') },
      },
    ]);
  });

  it('only suggests when no spelling is in the majority', () => {
    const sources = { 'a.ts': contract('a.b', 'core'), 'b.ts': contract('b.c', '@core') };
    const [finding] = runRule(consistentOwners, sources, { policy: { rules: off } });
    expect(finding).not.toHaveProperty('fix');
    expect(finding?.suggestions).toEqual([{ message: 'Write "@core" everywhere.', output: { 'a.ts': contract('a.b', '@core') } }]);
  });

  it('names the spelling of the policy when none is in the majority', () => {
    const sources = { 'a.ts': contract('a.b', '@core'), 'b.ts': contract('b.c', 'core') };
    const [finding] = runRule(consistentOwners, sources, { policy: { rules: off, owners: { spelling: 'plain' } } });
    expect(finding?.suggestions).toEqual([{ message: 'Write "core" everywhere.', output: { 'a.ts': contract('a.b', 'core') } }]);
  });

  it('edits a shared literal once', () => {
    const owners = "export const OWNERS = ['core'];\n";
    const shared = (key: string): string =>
      command({ key: `'${key}'`, owners: 'OWNERS' }, { before: "import { OWNERS } from './owners';\n" });
    const sources = {
      'owners.ts': owners,
      'a.ts': shared('a.b'),
      'b.ts': shared('b.c'),
      'c.ts': contract('c.d', '@core'),
      'd.ts': contract('d.e', '@core'),
      'e.ts': contract('e.f', '@core'),
    };
    const [finding, ...others] = runRule(consistentOwners, sources, { policy: { rules: off } });
    expect(finding?.fix).toEqual({ 'owners.ts': "export const OWNERS = ['@core'];\n" });
    expect(others).toEqual([]);
  });

  it('keeps apart teams that differ in a letter', () => {
    expect(
      runRule(consistentOwners, { 'a.ts': contract('a.b', '@team-a'), 'b.ts': contract('b.c', '@team-b') }, { policy: { rules: off } }),
    ).toEqual([]);
  });

  it('leaves spellings that owner-format refuses to it', () => {
    const sources = { 'a.ts': contract('a.b', 'core'), 'b.ts': contract('b.c', '@core') };
    expect(runRule(consistentOwners, sources, { policy: { owners: { spelling: '@' }, rules: { 'known-owner': 'off' } } })).toEqual([]);
  });

  it('leaves spellings that the directory does not have to known-owner', () => {
    const sources = { 'a.ts': contract('a.b', 'core'), 'b.ts': contract('b.c', '@core') };
    const owners = { spelling: null, directory: directory({ '@core': {} }) };
    expect(runRule(consistentOwners, sources, { policy: { owners } })).toEqual([]);
    expect(runRule(consistentOwners, sources, { policy: { owners, rules: off } })).toHaveLength(1);
  });
});
