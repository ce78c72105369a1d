import { describe, expect, it } from 'vitest';
import { knownOwner } from '../../src/rules/known-owner.ts';
import { directory } from '../support/policy.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

const teams = directory({
  '@platform.finance': { aliases: ['@finance'] },
  '@platform.core': {},
  '@billing-ops': { dissolved: '2026-03-31', successor: '@payments' },
  '@payments': { dissolved: '2026-05-31', successor: '@platform.finance' },
  '@sales': { dissolved: '2026-03-31' },
  '@growth': { dissolved: '2027-01-01', successor: '@platform.core' },
  '@ping': { dissolved: '2026-01-01', successor: '@pong' },
  '@pong': { dissolved: '2026-01-01', successor: '@ping' },
});
const policy = { owners: { directory: teams } } as const;

describe('known-owner', () => {
  it('accepts a team of the directory', () => {
    expect(runRule(knownOwner, command({ owners: "['@platform.finance']" }), { policy })).toEqual([]);
  });

  it('judges nothing without a directory', () => {
    expect(runRule(knownOwner, command({ owners: "['@nobody']" }))).toEqual([]);
  });

  it('reports an unknown owner and suggests the nearest living team', () => {
    expect(runRule(knownOwner, command({ owners: "['@platform.finanse']" }), { policy })).toEqual([
      {
        message:
          'The owner "@platform.finanse" of "billing.invoice.send" is not in governance/teams.yaml. Did you mean "@platform.finance"? Name a team that is, or add this one there.',
        place: 'src/contract.ts:7:14',
        text: "'@platform.finanse'",
        contract: 'command billing.invoice.send',
        subject: '@platform.finanse',
        suggestions: [{ message: 'Write "@platform.finance".', output: command({ owners: "['@platform.finance']" }) }],
      },
    ]);
  });

  it('suggests the name of a team whose alias is near', () => {
    const [finding] = runRule(knownOwner, command({ owners: "['@finanse']" }), { policy });
    expect(finding?.suggestions).toEqual([{ message: 'Write "@platform.finance".', output: command({ owners: "['@platform.finance']" }) }]);
  });

  it('suggests nothing when no team is near', () => {
    const [finding] = runRule(knownOwner, command({ owners: "['@constructor']" }), { policy });
    expect(finding?.message).toBe(
      'The owner "@constructor" of "billing.invoice.send" is not in governance/teams.yaml. Name a team that is, or add this one there.',
    );
    expect(finding).not.toHaveProperty('suggestions');
  });

  it('knows no owner by the names that objects have', () => {
    expect(runRule(knownOwner, command({ owners: "['constructor', '__proto__', 'toString']" }), { policy })).toHaveLength(3);
  });

  it('replaces a dissolved team by the successor that lives', () => {
    expect(runRule(knownOwner, command({ owners: "['@billing-ops']" }), { policy })).toEqual([
      {
        message:
          'The owner "@billing-ops" of "billing.invoice.send" was dissolved on 2026-03-31; its successor is "@platform.finance". Write "@platform.finance".',
        place: 'src/contract.ts:7:14',
        text: "'@billing-ops'",
        contract: 'command billing.invoice.send',
        subject: '@billing-ops',
        fix: command({ owners: "['@platform.finance']" }),
      },
    ]);
  });

  it.each(['@sales', '@ping'])('invents no successor of %s', (owner) => {
    const [finding] = runRule(knownOwner, command({ owners: `['${owner}']` }), { policy });
    expect(finding?.message).toContain('has no living successor. Name the team that answers for the contract now.');
    expect(finding).not.toHaveProperty('fix');
  });

  it('accepts a team until the day of its end', () => {
    const owners = command({ owners: "['@growth']" });
    expect(runRule(knownOwner, owners, { policy, today: '2026-12-31' })).toEqual([]);
    expect(runRule(knownOwner, owners, { policy, today: '2027-01-01' })).toHaveLength(1);
  });

  it('replaces another name of a team by its own', () => {
    expect(runRule(knownOwner, command({ owners: "['@finance']" }), { policy })).toEqual([
      {
        message: 'The owner "@finance" of "billing.invoice.send" is another name of "@platform.finance". Write "@platform.finance".',
        place: 'src/contract.ts:7:14',
        text: "'@finance'",
        contract: 'command billing.invoice.send',
        subject: '@finance',
        fix: command({ owners: "['@platform.finance']" }),
      },
    ]);
  });

  it('leaves a known team in another spelling to owner-format', () => {
    const source = command({ owners: "['platform.core']" });
    expect(runRule(knownOwner, source, { policy: { owners: { directory: teams, spelling: '@' } } })).toEqual([]);
    expect(
      runRule(knownOwner, source, { policy: { owners: { directory: teams, spelling: '@' }, rules: { 'owner-format': 'off' } } }),
    ).toHaveLength(1);
  });

  it('points at the spread and at the owner in another file', () => {
    const sources = {
      'src/owners.ts': "export const OWNERS = ['@platform.cor'] as const;\n",
      'src/contract.ts': command({ owners: '[...OWNERS]' }, { before: "import { OWNERS } from './owners';\n" }),
    };
    const [finding] = runRule(knownOwner, sources, { policy });
    expect(finding).toMatchObject({
      text: '...OWNERS',
      related: [{ message: 'The owner "@platform.cor" is written here.', place: 'src/owners.ts:1:24', text: "'@platform.cor'" }],
      suggestions: [{ output: { 'src/owners.ts': "export const OWNERS = ['@platform.core'] as const;\n" } }],
    });
  });
});
