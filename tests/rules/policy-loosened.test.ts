import { describe, expect, it } from 'vitest';
import type { Bump } from '../../src/compare/change.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Report } from '../../src/rules/finding.ts';
import { renderMessage } from '../../src/rules/message.ts';
import { policyLoosened } from '../../src/rules/policy-loosened.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { comparisonOf } from '../support/comparison.ts';
import { command } from '../support/sources.ts';

const today = '2026-06-15';
const file = 'contracts-governance.yaml';

function load(text: string | null): Policy {
  const { policy, diagnostics } = loadPolicy(memoryTree(text === null ? {} : { [file]: text }), { today });
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return policy;
}

interface Side {
  readonly policy: string | null;
  readonly source?: string;
}

function run(
  base: Side,
  head: Side,
  owed: Readonly<Record<string, Bump>> = {},
): { readonly reports: readonly Report[]; readonly seen: readonly unknown[] } {
  const files = ({ policy, source = command() }: Side): Record<string, string> => ({
    'src/send.ts': source,
    ...(policy !== null && { [file]: policy }),
  });
  const comparison = comparisonOf({
    base: files(base),
    head: files(head),
    owed,
    basePolicy: load(base.policy),
    headPolicy: load(head.policy),
  });
  const reports: Report[] = [];
  policyLoosened.check(comparison, { policy: comparison.basePolicy, today, report: (report) => reports.push(report) });
  const seen = reports.map(({ messageId, data, at, subject, severity, contract }) => {
    const text = at.file in files(head) ? (files(head)[at.file] ?? '').slice(at.start, at.end) : null;
    return { message: renderMessage(policyLoosened.messages[messageId] ?? '', data), file: at.file, text, subject, severity, contract };
  });
  return { reports, seen };
}

const policy = (...lines: string[]): string => ['version: 1', 'extends: [recommended]', ...lines, ''].join('\n');
const says = (change: string): string =>
  `This change weakens the policy: ${change} Take it back, or have it approved by those who answer for the policy.`;

describe('a change of the policy', () => {
  it('that lowers a rule which holds the gate is an error', () => {
    const { seen } = run({ policy: policy() }, { policy: policy('rules:', '  audit-coverage: warn') });
    expect(seen).toEqual([
      {
        message: says('rules.audit-coverage is lowered from error to warn.'),
        file,
        text: 'warn',
        subject: 'rules.audit-coverage',
        severity: 'error',
        contract: null,
      },
    ]);
  });

  it('that lowers another rule is a warning', () => {
    const { seen } = run({ policy: policy() }, { policy: policy('rules:', '  require-owners: warn') });
    expect(seen).toEqual([expect.objectContaining({ text: 'warn', subject: 'rules.require-owners', severity: 'warn' })]);
  });

  it('that raises a rule is none', () => {
    expect(run({ policy: policy() }, { policy: policy('rules:', '  audit-known: error') }).seen).toEqual([]);
  });

  it('that says the same in other words is none', () => {
    expect(run({ policy: policy() }, { policy: policy('# The gate.', 'rules:', '  audit-coverage: error') }).seen).toEqual([]);
    expect(run({ policy: policy() }, { policy: policy() }).seen).toEqual([]);
  });

  it('that takes the file away is told at the file', () => {
    const { reports } = run({ policy: policy('rules:', '  audit-known: error') }, { policy: null });
    expect(reports.map(({ at, subject }) => [at, subject])).toEqual([[{ file, start: 0, end: 0 }, 'rules.audit-known']]);
  });
});

describe('a contract that comes under an override', () => {
  const lax = policy('overrides:', '  - for: { tags: [internal] }', '    rules: { version-bump: off, tag-format: off }');
  const tagged = command({ tags: "['billing', 'internal']" });

  it('that asks less of the rules of the gate is an error', () => {
    const { seen } = run({ policy: lax }, { policy: lax, source: tagged }, { 'billing.invoice.send': 'patch' });
    expect(seen).toMatchObject([{ file: 'src/send.ts', text: "'billing.invoice.send'", subject: 'version-bump', severity: 'error' }]);
  });

  it('that leaves one, or was under it before, is none', () => {
    const owed = { 'billing.invoice.send': 'patch' } as const;
    expect(run({ policy: lax, source: tagged }, { policy: lax }, owed).seen).toEqual([]);
    expect(run({ policy: lax, source: tagged }, { policy: lax, source: `${tagged}\n` }, owed).seen).toEqual([]);
  });
});

describe('a waiver', () => {
  const waiver = (line: string): string => command().replace('export const', `${line}\nexport const`);
  const text = '// contracts-governance-waive audit-coverage owner=@acme/billing expires=2026-07-31 -- The pipeline lands in July.';

  it('that is added in the policy is a warning', () => {
    const entry = [
      'waivers:',
      '  - rule: audit-coverage',
      '    contract: billing.invoice.send',
      '    reason: The pipeline lands in July.',
      "    owner: '@acme/billing'",
      '    expires: 2026-07-31',
    ];
    expect(run({ policy: policy() }, { policy: policy(...entry) }).seen).toEqual([
      expect.objectContaining({ message: says('"audit-coverage" is waived for "billing.invoice.send".'), file, subject: 'waivers' }),
    ]);
    expect(run({ policy: policy(...entry) }, { policy: policy(...entry) }).seen).toEqual([]);
  });

  it('that is added in a comment is a warning', () => {
    expect(run({ policy: policy() }, { policy: policy(), source: waiver(text) }).seen).toEqual([
      {
        message: says('"audit-coverage" is waived in a comment.'),
        file: 'src/send.ts',
        text,
        subject: 'waivers',
        severity: 'warn',
        contract: null,
      },
    ]);
    expect(run({ policy: policy(), source: waiver(text) }, { policy: policy(), source: `// Moved.\n${waiver(text)}` }).seen).toEqual([]);
  });

  it('that is taken away is none', () => {
    expect(run({ policy: policy(), source: waiver(text) }, { policy: policy() }).seen).toEqual([]);
  });
});
