import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runRules } from '../../src/check/run-rules.ts';
import { compare } from '../../src/compare/compare.ts';
import { readInventory } from '../../src/contracts/read.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { rules } from '../../src/rules/index.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { parsePage } from '../docs/page.ts';

const today = '2026-06-15';
const ids = ['derived-name-changed', 'no-removed-contract', 'review-required', 'stability-transition', 'version-bump', 'version-overbump'];

/** The rules that object to the change that a section shows: its first block is the base, its second the head. */
function objections(id: string, section: 'Wrong' | 'Right'): readonly string[] {
  const page = parsePage(readFileSync(new URL(`../../docs/rules/${id}.md`, import.meta.url), 'utf8'));
  const [base = '', head = '', ...more] = page.blocks(section, 'ts');
  expect(more).toEqual([]);
  const [yaml = ''] = page.blocks('Policy', 'yaml');
  const text = `version: 1\nextends: [recommended]\n${yaml}${id === 'version-overbump' ? 'rules:\n  version-overbump: error\n' : ''}`;
  const trees = [base, head].map((code) => memoryTree({ 'src/contract.ts': code, 'contracts-governance.yaml': text }));
  const [before, after] = trees.map((tree) => {
    const { policy, diagnostics } = loadPolicy(tree, { today });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    return { policy, inventory: readInventory(tree, policy.read) };
  });
  if (!before || !after) throw new Error('A section shows two states.');
  const comparison = compare({ base: before.inventory, head: after.inventory, basePolicy: before.policy, headPolicy: after.policy, today });
  const { findings, problems } = runRules({
    inventory: after.inventory,
    policy: before.policy,
    rules: rules.filter(({ scope }) => scope === 'base'),
    today,
    comparison,
  });
  expect(problems).toEqual([]);
  return findings.map(({ rule }) => rule);
}

describe.each(ids)('the page of %s', (id) => {
  it('shows a wrong change in which the rule finds something', () => {
    expect(objections(id, 'Wrong')).toContain(id);
  });

  it('shows a right change in which no rule finds anything', () => {
    expect(objections(id, 'Right')).toEqual([]);
  });
});
