import type { CheckResult, Finding } from '../../src/check/result.ts';
import type { ReportOptions } from '../../src/report/options.ts';

export const plain: ReportOptions = { colors: false, failOn: 'error', maxWarnings: null, columns: undefined, isChoice: false };

/** A file with one contract, and a value to point at: `'billing.invoice.sent'` in line 4, columns 12 to 34. */
export const source: string = [
  'export const Send = defineCommand({',
  '  sideEffects: {',
  '    emits: [',
  "    { key: 'billing.invoice.sent' },",
  '    ],',
  '  },',
  '});',
  '',
].join('\n');

/** A finding that counts, with some of it otherwise. */
export function finding(other: Partial<Finding> = {}): Finding {
  return {
    rule: 'audit-coverage',
    severity: 'error',
    status: 'new',
    message: 'Event "billing.invoice.sent" is emitted by "billing.invoice.send" but not audited. Add it to sideEffects.audit.',
    contract: { kind: 'command', key: 'billing.invoice.send', version: '1.0.0', owners: ['@acme/billing'] },
    subject: 'billing.invoice.sent',
    file: 'src/billing.ts',
    line: 4,
    column: 12,
    endLine: 4,
    endColumn: 34,
    side: 'head',
    related: [],
    fingerprint: 'f00d',
    alias: null,
    parts: [],
    was: null,
    fix: null,
    suggestions: [],
    docs: 'https://example.com/docs/rules/audit-coverage.md',
    waiver: null,
    ...other,
  };
}

/** The result of a check with these findings. */
export function resultOf(findings: readonly Finding[], other: Partial<CheckResult> = {}): CheckResult {
  const of = (status: Finding['status'], severity?: Finding['severity']): number =>
    findings.filter((one) => one.status === status && (severity === undefined || one.severity === severity)).length;
  return {
    root: '/repo',
    policy: { file: 'contracts-governance.yaml', digest: 'd1', bootstrap: false },
    base: null,
    head: 'working tree',
    summary: {
      contracts: 9,
      error: of('new', 'error') + of('expired-waiver', 'error'),
      warn: of('new', 'warn') + of('expired-waiver', 'warn'),
      waived: of('waived'),
      baseline: of('baseline'),
    },
    findings,
    fixed: [],
    problems: [],
    comparison: null,
    notes: [],
    rules: [
      {
        id: 'audit-coverage',
        area: 'events',
        description: 'Every emitted event is audited',
        scope: 'file',
        severity: 'error',
        docs: 'https://example.com/docs/rules/audit-coverage.md',
      },
      {
        id: 'require-tags',
        area: 'tags',
        description: 'Contracts carry tags',
        scope: 'file',
        severity: 'warn',
        docs: 'https://example.com/docs/rules/require-tags.md',
      },
    ],
    contracts: [],
    newOnly: false,
    readText: (file) => (file === 'src/billing.ts' ? source : null),
    ...other,
  };
}

export const waiver: NonNullable<Finding['waiver']> = {
  rule: 'audit-coverage',
  contract: 'billing.**',
  subject: null,
  reason: 'Audit pipeline lands in Q1',
  owner: '@acme/billing',
  issue: 'GOV-412',
  expires: '2027-01-31',
  from: null,
  to: null,
  changes: [],
  location: { file: 'contracts-governance.yaml', line: 3, column: 5, endLine: 8, endColumn: 1 },
};

/** Text that tries to break out of each format. */
export const hostile =
  '100%, a: b\n::error::pwned \u001b[31mred\u001b[0m ##[error]x <script>alert(1)</script> ]]> | `code` [link](http://evil.example) @acme/all \u202e 🚀';
