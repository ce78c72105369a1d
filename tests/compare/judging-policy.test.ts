import { describe, expect, it } from 'vitest';
import { runRules } from '../../src/check/run-rules.ts';
import { compare } from '../../src/compare/compare.ts';
import { readInventory } from '../../src/contracts/read.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { rules } from '../../src/rules/index.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { file } from './support/contract-text.ts';
import type { Files } from './support/pairs.ts';

const today = '2026-06-15';

/** The findings of base rules on a change, with overrides in the base's policy. */
function findings(overrides: string, base: Files, head: Files): readonly string[] {
  const policyText = `version: 1\nextends: [recommended]\n${overrides}`;
  const [before, after] = [base, head].map((files) => memoryTree({ ...files, 'contracts-governance.yaml': policyText }));
  if (!before || !after) throw new Error('Two trees.');
  const { policy } = loadPolicy(before, { today });
  const [old, now] = [readInventory(before, policy.read), readInventory(after, policy.read)];
  const comparison = compare({ base: old, head: now, basePolicy: policy, headPolicy: policy, today });
  const outcome = runRules({ inventory: now, policy, rules: rules.filter(({ scope }) => scope === 'base'), today, comparison });
  expect(outcome.problems).toEqual([]);
  return outcome.findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

const lenient = "overrides:\n  - for: { files: ['examples/**'] }\n    rules: { version-bump: off, no-removed-contract: off }\n";

describe('the overrides that judge a change', () => {
  it('are those of the place where the contract is', () => {
    expect(findings(lenient, { 'src/mail.ts': file({}) }, { 'src/mail.ts': file({ fields: ['to', 'from'] }) })).toEqual([
      'error version-bump',
    ]);
    expect(findings(lenient, { 'examples/mail.ts': file({}) }, { 'examples/mail.ts': file({ fields: ['to', 'from'] }) })).toEqual([]);
  });

  it('are those of the place where it was, too: a contract does not choose its judge by moving', () => {
    expect(findings(lenient, { 'src/mail.ts': file({}) }, { 'examples/mail.ts': file({ fields: ['to', 'from'] }) })).toEqual([
      'error policy-loosened',
      'error version-bump',
    ]);
    expect(findings(lenient, { 'src/mail.ts': file({}) }, { 'other/mail.ts': file({}) })).toEqual([]);
  });

  it('judge a removal where nothing else is judged', () => {
    const strict =
      "rules: { no-removed-contract: off }\noverrides:\n  - for: { files: ['src/**'] }\n    rules: { no-removed-contract: error }\n";
    const kept = { 'other/mail.ts': file({ name: 'Other', key: "'mail.other'" }) };
    expect(findings(strict, { ...kept, 'src/mail.ts': file({}) }, kept)).toEqual(['error no-removed-contract']);
  });
});
