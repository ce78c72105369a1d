import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { changesPage, readPolicySchema, withOptions } from '../../scripts/reference.ts';
import { catalogue } from '../../src/compare/catalogue.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { memoryTree } from '../../src/source/memory.ts';

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

test('the page of changes is that of the catalogue: npm run generate', () => {
  expect(page('changes.md')).toBe(changesPage());
});

test('the page of the policy lists the options of its schema: npm run generate', () => {
  expect(page('policy.md')).toBe(withOptions(page('policy.md'), readPolicySchema()));
});

test('the page of the policy has every option once', () => {
  const options = [...page('policy.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, option]) => option ?? '');
  expect(options.filter((option, index) => options.indexOf(option) !== index)).toEqual([]);
  expect(options).toEqual(expect.arrayContaining(['owners.min', 'overrides[].for.files', 'rules.<rule>.becomesErrorOn', 'waivers.entries[].expires']));
});

test('every change says what changed and what to do', () => {
  expect(catalogue.filter((entry) => !entry.changed).map((entry) => entry.id)).toEqual([]);
  expect(catalogue.filter((entry) => entry.class === 'breaking' && !(entry.breaks && entry.remedy)).map((entry) => entry.id)).toEqual([]);
});

test('the policy on its page is without a mistake', () => {
  const [policy = '', teams = ''] = [...page('policy.md').matchAll(/```yaml\n([^]*?)```/g)].map(([, block]) => block ?? '');
  const tree = memoryTree({ 'contracts-governance.yaml': policy, 'governance/teams.yaml': teams, 'governance/org.yaml': 'version: 1\n' });
  const loaded = loadPolicy(tree, { today: '2026-06-15' });
  expect(loaded.diagnostics).toEqual([]);
  expect([...(loaded.policy.defaults.owners.directory?.teams.keys() ?? [])]).toEqual(['@acme/billing', '@acme/invoicing']);
});
