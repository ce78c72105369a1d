import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../../src/compare/catalogue.ts';
import { changesPage, policyPage, readPolicySchema } from '../../scripts/reference.ts';

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

test('the page of changes is that of the catalogue: npm run generate', () => {
  expect(page('changes.md')).toBe(changesPage());
});

test('the page of the policy is that of its schema: npm run generate', () => {
  expect(page('policy.md')).toBe(policyPage(readPolicySchema()));
});

test('every change says what changed and what to do', () => {
  expect(catalogue.filter((entry) => !entry.changed).map((entry) => entry.id)).toEqual([]);
  expect(catalogue.filter((entry) => entry.class === 'breaking' && !(entry.breaks && entry.remedy)).map((entry) => entry.id)).toEqual([]);
});
