import { expect, it } from 'vitest';
import { catalogue } from '../../src/compare/catalogue.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { waivedContract } from '../../src/policy/waivers/match.ts';
import { waiverProblem } from '../../src/policy/waivers/validity.ts';
import { waiverExample } from '../../src/report/explanation.ts';
import { styleOf } from '../../src/report/style.ts';
import { rules } from '../../src/rules/index.ts';
import { memoryTree } from '../../src/source/memory.ts';

const today = '2026-06-15';
const baseRules = rules.filter(({ scope }) => scope === 'base').map(({ id }) => id);
const knownChanges = catalogue.map(({ id }) => id);

function exampleOf(id: string, waivers = '') {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new Error(`There is no rule ${id}.`);
  const load = (text: string) => loadPolicy(memoryTree({ 'contracts-governance.yaml': `version: 1\n${text}` }), { today });
  const { waiverRules } = load(waivers).policy;
  const yaml = waiverExample(rule, waiverRules, today, styleOf(false)).slice(2).join('\n').replace(/^ {4}/gm, '');
  const { policy, diagnostics } = load(yaml);
  expect(diagnostics).toEqual([]);
  const [waiver] = policy.waivers;
  if (!waiver) throw new Error('The example holds no waiver.');
  return {
    waiver,
    yaml,
    terms: { rules: waiverRules, knownRules: rules.map((one) => one.id), baseRules, knownChanges, contracts: [], directory: null, today },
  };
}

it.each(rules.map(({ id }) => id).filter((id) => id !== 'waivers'))('the waiver of %s by example is valid', (id) => {
  const { waiver, terms } = exampleOf(id);
  expect(waiverProblem(waiver, { ...terms, inForce: [], pending: [] })).toBeNull();
});

it('names what the waiver of a change must name, and no more', () => {
  const named = (id: string) => exampleOf(id).yaml.match(/\b(?:from|to|changes)(?=: )/g) ?? [];
  expect(['version-bump', 'stability-transition', 'no-removed-contract', 'policy-loosened', 'tag-format'].map(named)).toEqual([
    ['from', 'to', 'changes'],
    ['from', 'to'],
    ['from'],
    [],
    [],
  ]);
});

it('is about what the findings of the rule are about', () => {
  const place = { subject: null, file: 'a.ts', line: 1, column: 1 };
  const contract = { key: 'billing.invoice.send', version: '1.0.0' };
  const removed = { ...place, rule: 'no-removed-contract', contract, change: { from: '1.0.0', to: null, ids: ['contract-removed'] } };
  expect(waivedContract(exampleOf('no-removed-contract').waiver, removed)).toBe(true);
  expect(waivedContract(exampleOf('policy-loosened').waiver, { ...place, rule: 'policy-loosened', contract: null })).toBe(true);
});

it('speaks of globs where the policy allows them', () => {
  expect(exampleOf('version-bump').yaml).not.toContain('glob');
  expect(exampleOf('version-bump', 'waivers: { allowGlobs: true }\n').yaml).toContain('a key, or a glob');
  expect(exampleOf('tag-format').yaml).toContain('a key, or a glob');
});
