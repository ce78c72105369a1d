import { afterEach, expect, test } from 'vitest';
import { check } from '../../src/check/check.ts';
import { BASELINE_FILE, formatBaseline } from '../../src/policy/baseline.ts';
import { createRepository, type TestRepository } from '../support/git-repo.ts';

let repository: TestRepository | undefined;
afterEach(() => {
  repository?.dispose();
});

const file = (tags: string): string => `import { defineQuery } from '@lssm-tech/lib.contracts-spec';
declare function tagsOf(name: string): string[];
export const Get = defineQuery({
  meta: {
    key: 'billing.invoice.get', version: '1.0.0', stability: 'stable', owners: ['@billing'], tags: ${tags},
    description: 'Gives an invoice.', goal: 'It can be read.', context: 'From the billing page.',
  },
  io: { input: null, output: null },
  policy: { auth: 'user' },
});
`;

function unread(before: string, after: string): readonly string[] {
  repository = createRepository({ 'src/get.ts': file(before) });
  repository.write({ 'src/get.ts': file(after) });
  const { findings } = check({ cwd: repository.root, today: '2026-11-22', base: 'HEAD' });
  return findings.filter((finding) => finding.rule === 'static-contract').map((finding) => `${finding.severity} ${finding.subject}`);
}

test('a value that was known at the base and no longer is, is an error whichever it is', () => {
  expect(unread(`['billing']`, `tagsOf('billing')`)).toEqual(['error meta.tags']);
});

test('one that was unknown before stays a warning', () => {
  expect(unread(`tagsOf('billing')`, `tagsOf('invoices')`)).toEqual(['warn meta.tags']);
});

test('an entry that the baseline kept from before the value could be read does not excuse it', () => {
  const unreadable = file(`['billing']`).replace(`version: '1.0.0'`, `version: tagsOf('1.0.0')[0]`);
  repository = createRepository({ 'src/get.ts': unreadable, 'contracts-governance.yaml': 'version: 1\n' });
  const found = (base: string | null): readonly string[] =>
    check({ cwd: repository?.root ?? '', today: '2026-11-22', base })
      .findings.filter(({ rule }) => rule === 'static-contract')
      .map(({ severity, status, subject }) => `${severity} ${status} ${subject}`);
  const { findings } = check({ cwd: repository.root, today: '2026-11-22' });
  const known = findings.filter(({ rule }) => rule === 'static-contract').map((finding) => ({ ...finding, contract: null }));
  repository.write({ [BASELINE_FILE]: formatBaseline(known) });
  repository.commit('Next');
  repository.write({ 'README.md': 'Mail.' });
  expect(found('HEAD')).toEqual(['error baseline meta.version']);
  repository.write({ 'src/get.ts': file(`['billing']`) });
  repository.commit('Next');
  repository.write({ 'src/get.ts': unreadable });
  expect(found('HEAD')).toEqual(['error new meta.version']);
});

test('what a lesser finding is, the policy says', () => {
  const found = (policy: string): readonly string[] => {
    repository = createRepository({ 'src/get.ts': file(`tagsOf('billing')`), 'contracts-governance.yaml': `version: 1\n${policy}\n` });
    const { findings } = check({ cwd: repository.root, today: '2026-11-22' });
    repository.dispose();
    return findings.filter((finding) => finding.rule === 'static-contract').map((finding) => finding.severity);
  };
  expect(found('extends: [recommended]')).toEqual(['warn']);
  expect(found('extends: [strict]')).toEqual(['error']);
  expect(found('rules: { static-contract: { severity: error, lesser: off } }')).toEqual([]);
});
