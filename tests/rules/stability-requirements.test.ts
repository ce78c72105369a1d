import { describe, expect, it } from 'vitest';
import type { StageRequirements } from '../../src/policy/effective-policy.ts';
import { stabilityRequirements } from '../../src/rules/stability-requirements.ts';
import type { PolicyPatch } from '../support/policy.ts';
import { command, event } from '../support/sources.ts';
import { runRule } from './harness.ts';

const nothing: StageRequirements = {
  description: 0,
  goal: 0,
  context: 0,
  scenarios: 0,
  examples: 0,
  audit: false,
  released: false,
};
const stable = (requirements: Partial<StageRequirements>): { policy: PolicyPatch } => ({
  policy: { stability: { requirements: new Map([['stable', { ...nothing, ...requirements }]]) } },
});
const rest = (more: string): string => `  io: { input: null, output: null },\n  policy: { auth: 'user' },\n${more}`;
const sent = "  sideEffects: { emits: [{ key: 'a.sent', version: '1.0.0', when: 'w', payload: null }], audit: [] },\n";

describe('stability-requirements', () => {
  it('asks nothing where the policy lists nothing', () => {
    expect(runRule(stabilityRequirements, command({ description: "'x'" }))).toEqual([]);
  });

  it('asks nothing of another stage', () => {
    expect(runRule(stabilityRequirements, command({ description: "'x'", stability: "'beta'" }), stable({ description: 20 }))).toEqual([]);
  });

  it('accepts a text of the length asked for', () => {
    expect(runRule(stabilityRequirements, command({ description: "'Twenty characters ok'" }), stable({ description: 20 }))).toEqual([]);
  });

  it('reports a text that is shorter', () => {
    expect(runRule(stabilityRequirements, command({ description: "'Nineteen characters'" }), stable({ description: 20 }))).toEqual([
      {
        message:
          'The description of "billing.invoice.send" has 19 characters, a contract that is "stable" needs at least 20. Say more in meta.description.',
        place: 'src/contract.ts:9:18',
        text: "'Nineteen characters'",
        contract: 'command billing.invoice.send',
        subject: 'meta.description',
      },
    ]);
  });

  it('judges goal and context of operations only', () => {
    expect(
      runRule(stabilityRequirements, command({ goal: "'short'", context: "'brief'" }), stable({ goal: 10, context: 10 })),
    ).toMatchObject([{ subject: 'meta.goal' }, { subject: 'meta.context' }]);
    expect(runRule(stabilityRequirements, event(), stable({ goal: 10, context: 10 }))).toEqual([]);
  });

  it('leaves a missing text to complete-meta', () => {
    expect(runRule(stabilityRequirements, command({ goal: null, description: "''" }), stable({ goal: 10, description: 10 }))).toEqual([]);
  });

  it('counts acceptance scenarios and examples', () => {
    const acceptance = "  acceptance: {\n    scenarios: [{ key: 'a', given: [], when: [], then: [] }],\n    examples: [],\n  },\n";
    expect(runRule(stabilityRequirements, command({}, { rest: rest(acceptance) }), stable({ scenarios: 1 }))).toEqual([]);
    expect(runRule(stabilityRequirements, command({}, { rest: rest(acceptance) }), stable({ scenarios: 2, examples: 1 }))).toEqual([
      {
        message:
          '"billing.invoice.send" has 1 acceptance scenario, an operation that is "stable" needs at least 2. Add to acceptance.scenarios.',
        place: 'src/contract.ts:16:16',
        text: "[{ key: 'a', given: [], when: [], then: [] }]",
        contract: 'command billing.invoice.send',
        subject: 'acceptance.scenarios',
      },
      {
        message:
          '"billing.invoice.send" has no acceptance example, an operation that is "stable" needs at least 1. Add to acceptance.examples.',
        place: 'src/contract.ts:17:15',
        text: '[]',
        contract: 'command billing.invoice.send',
        subject: 'acceptance.examples',
      },
    ]);
  });

  it('asks for acceptance where there is none', () => {
    expect(runRule(stabilityRequirements, command(), stable({ scenarios: 1 }))).toMatchObject([
      {
        message:
          '"billing.invoice.send" has no acceptance scenario, an operation that is "stable" needs at least 1. Add to acceptance.scenarios.',
      },
    ]);
    expect(runRule(stabilityRequirements, event(), stable({ scenarios: 1 }))).toEqual([]);
  });

  it('asks for audit of commands that emit, unless audit-coverage does', () => {
    const options = stable({ audit: true });
    const without = { policy: { ...options.policy, rules: { 'audit-coverage': 'off' } } } as const;
    const weaker = { policy: { ...options.policy, rules: { 'audit-coverage': 'warn' } } } as const;
    expect(runRule(stabilityRequirements, command({}, { rest: rest(sent) }), options)).toEqual([]);
    expect(runRule(stabilityRequirements, command({}, { rest: rest(sent) }), weaker)).toHaveLength(1);
    expect(runRule(stabilityRequirements, command({}, { rest: rest(sent) }), without)).toEqual([
      {
        message:
          '"billing.invoice.send" emits events and audits nothing, a command that is "stable" needs an audit. Add the labels to sideEffects.audit.',
        place: 'src/contract.ts:15:97',
        text: '[]',
        contract: 'command billing.invoice.send',
        subject: 'sideEffects.audit',
      },
    ]);
    expect(runRule(stabilityRequirements, command(), without)).toEqual([]);
  });

  it.each(['0.9.0', '0.9.0-rc.1', '1.0.0-rc.1'])('takes %s for not released', (version) => {
    const policy = { ...stable({ released: true }).policy, versioning: { prerelease: ['stable'] } };
    expect(runRule(stabilityRequirements, command({ version: `'${version}'` }), { policy })).toEqual([
      {
        message: `The version "${version}" of "billing.invoice.send" is below 1.0.0, a contract that is "stable" needs a released version. Release it as 1.0.0, or lower its stability.`,
        place: 'src/contract.ts:5:14',
        text: `'${version}'`,
        contract: 'command billing.invoice.send',
        subject: 'meta.version',
      },
    ]);
  });

  it('leaves 1.0.0-rc.1 to `valid-version`, where the stage has no prereleases', () => {
    const options = stable({ released: true });
    const rc = command({ version: "'1.0.0-rc.1'" });
    expect(runRule(stabilityRequirements, rc, options)).toEqual([]);
    expect(runRule(stabilityRequirements, rc, { policy: { ...options.policy, rules: { 'valid-version': 'off' } } })).toHaveLength(1);
    expect(runRule(stabilityRequirements, command({ version: "'0.9.0-rc.1'" }), options)).toHaveLength(1);
  });

  it('takes 1.0.0 for released', () => {
    expect(runRule(stabilityRequirements, command({ version: "'1.0.0'" }), stable({ released: true }))).toEqual([]);
  });
});
