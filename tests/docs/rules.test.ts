import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleHeader } from '../../scripts/rule-pages.ts';
import { runRules } from '../../src/check/run-rules.ts';
import { readInventory } from '../../src/contracts/read.ts';
import type { EffectivePolicy } from '../../src/policy/effective-policy.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { rules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { parsePage, type Page } from './page.ts';

const today = '2026-06-15';
const headings = ['Why', 'Wrong', 'Right', 'Policy', 'What it cannot see', 'How to fix'];

/** The ids of the rules that object to the code blocks of a section, under the policy that the page shows. A page of a file rule shows no whole repository. */
function objections(page: Page, section: 'Wrong' | 'Right', rule: string): readonly string[] {
  const [yaml] = page.blocks('Policy', 'yaml');
  const files = page.files(section);
  const tree = memoryTree(yaml === undefined ? files : { ...files, 'contracts-governance.yaml': yaml });
  const { policy, diagnostics } = loadPolicy(tree, { today });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const inventory = readInventory(tree, policy.read);
  expect(inventory.problems).toEqual([]);
  expect(inventory.contracts).not.toEqual([]);
  const isWhole = rules.some(({ id, scope }) => id === rule && scope === 'repo');
  const judging = rules.filter(({ scope }) => scope === 'file' || (isWhole && scope === 'repo'));
  const { findings, problems } = runRules({ inventory, policy: switchedOn(policy, rule), rules: judging, today });
  expect(problems).toEqual([]);
  return findings.map((finding) => finding.rule);
}

/** The policy with one rule as an error where it is off: a page may show its options alone. */
function switchedOn(policy: Policy, rule: string): Policy {
  const on = (effective: EffectivePolicy): EffectivePolicy => ({
    ...effective,
    severity: (id, lesser) => (id === rule && effective.severity(id, lesser) === 'off' ? 'error' : effective.severity(id, lesser)),
  });
  const known = new Map<EffectivePolicy, EffectivePolicy>();
  const once = (effective: EffectivePolicy): EffectivePolicy => {
    let result = known.get(effective);
    if (!result) known.set(effective, (result = on(effective)));
    return result;
  };
  return { ...policy, defaults: once(policy.defaults), for: (contract) => once(policy.for(contract)) };
}

/** Rules that compare with a base, or judge the policy, find nothing in the code of one moment. */
const isAboutCode = ({ scope, area }: Rule): boolean => scope !== 'base' && area !== 'policy';

describe.each(rules.map((rule) => [rule.id, rule] as const))('the page of %s', (id, rule) => {
  const file = new URL(`../../docs/rules/${id}.md`, import.meta.url);

  it('exists, with a generated header and all sections', () => {
    expect(existsSync(file)).toBe(true);
    const page = parsePage(readFileSync(file, 'utf8'));
    expect(page.title).toBe(id);
    expect(page.text).toContain(ruleHeader(rule));
    expect(page.headings).toEqual(headings);
  });

  it.runIf(isAboutCode(rule))('shows wrong code in which this rule alone finds something', () => {
    const page = parsePage(readFileSync(file, 'utf8'));
    expect([...new Set(objections(page, 'Wrong', id))]).toEqual([id]);
  });

  it.runIf(isAboutCode(rule))('shows right code in which no rule finds anything', () => {
    const page = parsePage(readFileSync(file, 'utf8'));
    expect(objections(page, 'Right', id)).toEqual([]);
  });
});
