import { describe, expect, it } from 'vitest';
import { ownerFormat } from '../../src/rules/owner-format.ts';
import { directory } from '../support/policy.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

describe('owner-format', () => {
  it('accepts the spelling of the policy', () => {
    expect(runRule(ownerFormat, command({ owners: "['@acme/billing']" }), { policy: { owners: { spelling: '@' } } })).toEqual([]);
    expect(runRule(ownerFormat, command({ owners: "['acme.billing']" }), { policy: { owners: { spelling: 'plain' } } })).toEqual([]);
  });

  it('reports an owner without "@", and suggests the one with it', () => {
    expect(runRule(ownerFormat, command({ owners: "['platform.core']" }), { policy: { owners: { spelling: '@' } } })).toEqual([
      {
        message: 'The owner "platform.core" of "billing.invoice.send" is written without "@". Write "@platform.core".',
        place: 'src/contract.ts:7:14',
        text: "'platform.core'",
        contract: 'command billing.invoice.send',
        subject: 'platform.core',
        suggestions: [{ message: 'Write "@platform.core".', output: command({ owners: "['@platform.core']" }) }],
      },
    ]);
  });

  it('fixes the spelling of a team that the directory knows', () => {
    const policy = { owners: { spelling: '@', directory: directory({ '@platform.core': {} }) } } as const;
    const [finding, ...others] = runRule(ownerFormat, command({ owners: '["platform.core"]' }), { policy });
    expect(finding?.fix).toBe(command({ owners: '["@platform.core"]' }));
    expect(others).toEqual([]);
  });

  it('accepts what a team is called in the directory, and e-mail addresses', () => {
    const policy = { owners: { spelling: '@', directory: directory({ 'platform.core': { aliases: ['@platform.core'] } }) } } as const;
    expect(runRule(ownerFormat, command({ owners: "['platform.core']" }), { policy })).toEqual([]);
    expect(runRule(ownerFormat, command({ owners: "['core@acme.example']" }), { policy: { owners: { spelling: '@' } } })).toEqual([]);
  });

  it('leaves a placeholder to require-owners, where that is on', () => {
    const owners = { spelling: '@' } as const;
    expect(runRule(ownerFormat, command({ owners: "['TODO']" }), { policy: { owners } })).toEqual([]);
    expect(runRule(ownerFormat, command({ owners: "['TODO']" }), { policy: { owners, rules: { 'require-owners': 'off' } } })).toHaveLength(
      1,
    );
  });

  it('leaves an owner that no team has in any spelling to known-owner', () => {
    const policy = { owners: { spelling: '@', directory: directory({ '@platform.core': {} }) } } as const;
    expect(runRule(ownerFormat, command({ owners: "['nobody']" }), { policy })).toEqual([]);
    expect(
      runRule(ownerFormat, command({ owners: "['nobody']" }), { policy: { ...policy, rules: { 'known-owner': 'off' } } }),
    ).toHaveLength(1);
  });

  it('leaves another name of a team to known-owner, in whatever form it is', () => {
    const policy = { owners: { spelling: '@', directory: directory({ '@acme/billing': { aliases: ['billing'] } }) } } as const;
    const source = command({ owners: "['billing']" });
    expect(runRule(ownerFormat, source, { policy })).toEqual([]);
    expect(runRule(ownerFormat, source, { policy: { ...policy, rules: { 'known-owner': 'off' } } })).toHaveLength(1);
  });

  it('says of a known owner in another spelling nothing that a graver known-owner says', () => {
    const policy = { owners: { spelling: '@', directory: directory({ '@acme/billing': {} }) } } as const;
    const source = command({ owners: "['acme/billing']" });
    expect(runRule(ownerFormat, source, { policy: { ...policy, rules: { 'owner-format': 'warn', 'known-owner': 'error' } } })).toEqual([]);
    expect(runRule(ownerFormat, source, { policy: { ...policy, rules: { 'owner-format': 'error', 'known-owner': 'warn' } } })).toHaveLength(
      1,
    );
  });

  it('takes spaces around an owner away', () => {
    const source = command({ owners: "[' @core ', 'platform.core ']" });
    expect(
      runRule(ownerFormat, source, { policy: { owners: { spelling: '@' } } }).map(({ message, suggestions }) => [
        message,
        suggestions?.[0]?.output,
      ]),
    ).toEqual([
      [
        'The owner " @core " of "billing.invoice.send" has spaces around it. Write "@core".',
        command({ owners: "['@core', 'platform.core ']" }),
      ],
      [
        'The owner "platform.core " of "billing.invoice.send" is written without "@". Write "@platform.core".',
        command({ owners: "[' @core ', '@platform.core']" }),
      ],
    ]);
  });

  it('reports an owner with "@" where the policy writes them without', () => {
    const [finding] = runRule(ownerFormat, command({ owners: "['@core']" }), { policy: { owners: { spelling: 'plain' } } });
    expect(finding?.message).toBe('The owner "@core" of "billing.invoice.send" is written with "@". Write "core".');
    expect(finding?.suggestions).toEqual([{ message: 'Write "core".', output: command({ owners: "['core']" }) }]);
  });

  it('reports an owner that does not match the pattern', () => {
    const policy = { owners: { spelling: null, pattern: '^@acme/' } } as const;
    expect(runRule(ownerFormat, command({ owners: "['@acme/billing', '@other/billing']" }), { policy })).toEqual([
      {
        message:
          'The owner "@other/billing" of "billing.invoice.send" does not match the pattern ^@acme/ of the policy. Write the name as the policy wants owners written.',
        place: 'src/contract.ts:7:31',
        text: "'@other/billing'",
        contract: 'command billing.invoice.send',
        subject: '@other/billing',
      },
    ]);
  });

  it('offers no spelling that the pattern refuses', () => {
    const policy = { owners: { spelling: '@', pattern: '^@acme/' } } as const;
    const [finding] = runRule(ownerFormat, command({ owners: "['billing']" }), { policy });
    expect(finding?.message).toBe('The owner "billing" of "billing.invoice.send" is written without "@". Write "@billing".');
    expect(finding).not.toHaveProperty('suggestions');
  });

  it('matches a pattern that would hang a backtracking engine', () => {
    const policy = { owners: { spelling: null, pattern: '^(a+)+$' } } as const;
    expect(runRule(ownerFormat, command({ owners: `['${'a'.repeat(40)}!']` }), { policy })).toHaveLength(1);
  });

  it('asks nothing where the policy names neither spelling nor pattern', () => {
    expect(runRule(ownerFormat, command({ owners: "['@core', 'core']" }), { policy: { owners: { spelling: null } } })).toEqual([]);
  });
});
