import { describe, expect, it } from 'vitest';
import { readInventory } from '../../src/contracts/read.ts';
import type { Policy, Waiver } from '../../src/policy/policy.ts';
import { parseWaiverComments } from '../../src/policy/waivers/comments.ts';
import { applyWaivers, type WaiverTerms } from '../../src/policy/waivers/waivers.ts';
import type { Report } from '../../src/rules/finding.ts';
import { renderMessage } from '../../src/rules/message.ts';
import { waivers } from '../../src/rules/waivers.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { policyWith } from '../support/policy.ts';
import { command } from '../support/sources.ts';

const today = '2026-06-15';
const policyFile = 'contracts-governance.yaml';
const policyText = 'version: 1\nwaivers:\n  - rule: audit-coverage\n    contract: billing.**\n';

/** A waiver of lines 3 and 4 of the policy. */
function waiver(given: Partial<Waiver> = {}): Waiver {
  return {
    rule: 'audit-coverage',
    contract: 'billing.**',
    subject: null,
    reason: 'The pipeline lands in July.',
    owner: '@acme/billing',
    issue: null,
    expires: '2026-07-31',
    from: null,
    to: null,
    changes: [],
    location: { file: policyFile, line: 3, column: 5, endLine: 4, endColumn: 25 },
    ...given,
  };
}

/** Runs the rule over the outcome of waivers that have no finding to hide, and of the comments of a source. */
function run(list: readonly Waiver[], source = command(), rules: Partial<Policy['waiverRules']> = {}): unknown[] {
  const files: Readonly<Record<string, string>> = { 'src/send.ts': source, [policyFile]: policyText };
  const recommended = policyWith();
  const policy = { ...recommended, waiverRules: { ...recommended.waiverRules, ...rules } };
  const terms: WaiverTerms = {
    inForce: list,
    pending: [],
    rules: policy.waiverRules,
    knownRules: ['audit-coverage', 'waivers'],
    contracts: [],
    baseRules: [],
    knownChanges: [],
    directory: null,
    today,
  };
  const reports: Report[] = [];
  const malformed = parseWaiverComments(source, 'src/send.ts').diagnostics;
  const outcome = { problems: applyWaivers([], terms, list).problems, malformed };
  waivers.check(readInventory(memoryTree(files), policy.read), {
    policy,
    today,
    waivers: outcome,
    report: (report) => reports.push(report),
  });
  return reports.map(({ messageId, data, at, subject }) => [
    renderMessage(waivers.messages[messageId] ?? '', data),
    `${at.file}: ${(files[at.file] ?? '').slice(at.start, at.end)}`,
    subject ?? null,
  ]);
}

const place = `${policyFile}: rule: audit-coverage\n    contract: billing.**`;

describe('a waiver', () => {
  it('that is not valid is void', () => {
    expect(run([waiver({ reason: ' ' })])).toEqual([
      ['This waiver is void: it gives no reason. It hides nothing until it is corrected.', place, 'audit-coverage'],
    ]);
  });

  it('of an unknown rule is void', () => {
    expect(run([waiver({ rule: 'audit-covrage' })])).toEqual([
      [
        'This waiver is void: there is no rule "audit-covrage". Did you mean "audit-coverage"? It hides nothing until it is corrected.',
        place,
        'audit-covrage',
      ],
    ]);
  });

  it('that hides nothing is unused', () => {
    expect(run([waiver()])).toEqual([
      ['The waiver of "audit-coverage" for "billing.**" hides nothing. Remove it.', place, 'audit-coverage'],
    ]);
  });

  it('that is out of date and hides nothing is unused', () => {
    expect(run([waiver({ expires: '2026-06-14' })])).toEqual([
      ['The waiver of "audit-coverage" for "billing.**" expired on 2026-06-14 and hides nothing. Remove it.', place, 'audit-coverage'],
    ]);
  });

  it('of an installed policy has the start of its file as its place', () => {
    const location = { file: 'node_modules/@acme/policy/org.yaml', line: 9, column: 5, endLine: 9, endColumn: 20 };
    expect(run([waiver({ location })])).toEqual([[expect.any(String), 'node_modules/@acme/policy/org.yaml: ', 'audit-coverage']]);
  });
});

describe('a comment', () => {
  it('that was meant to be a waiver is void', () => {
    const text = '// contracts-governance-waive audit-coverage expires=2026-07-31 -- The pipeline lands in July.';
    expect(run([], `${text}\n${command()}`)).toEqual([
      [
        'This waiver is void: it has no owner. Write "contracts-governance-waive <rule> owner=<team> expires=YYYY-MM-DD -- <reason>".',
        `src/send.ts: ${text}`,
        null,
      ],
    ]);
  });

  it('that is a waiver is none of the rule', () => {
    const text = '// contracts-governance-waive audit-coverage owner=@acme/billing expires=2026-07-31 -- The pipeline lands in July.';
    expect(run([], `${text}\n${command()}`)).toEqual([]);
  });
});

describe('with waivers.reportEslintDisable, a comment', () => {
  const reported = (comment: string): unknown[] => run([], `${comment}\n${command()}`, { reportEslintDisable: true });
  const message = (rules: string): string =>
    `This comment silences ${rules} in the editor and not here, so that a finding is first seen in the pull request. Remove it, or waive the finding, with an owner, a last day and a reason.`;

  it.each([
    ['// eslint-disable-next-line contracts-governance/audit-coverage', 'audit-coverage'],
    ['// eslint-disable-line contracts-governance/audit-coverage -- Soon.', 'audit-coverage'],
    ['/* eslint-disable no-console, contracts-governance/audit-coverage */', 'audit-coverage'],
    ['/* oxlint-disable contracts-governance/audit-coverage */', 'audit-coverage'],
    ['/* eslint contracts-governance/audit-coverage: off, no-console: 2 */', 'audit-coverage'],
    ['/* eslint "contracts-governance/audit-coverage": ["off"] */', 'audit-coverage'],
    ['/* eslint contracts-governance/audit-coverage: 0 */', 'audit-coverage'],
  ])('that silences a rule: %s', (comment, rule) => {
    expect(reported(comment)).toEqual([[message(`"${rule}"`), `src/send.ts: ${comment}`, rule]]);
    expect(run([], `${comment}\n${command()}`)).toEqual([]);
  });

  it('that silences several rules, or all', () => {
    const two = '// eslint-disable-next-line contracts-governance/tag-format, contracts-governance/key-format';
    expect(reported(two)).toEqual([[message('"tag-format" and "key-format"'), `src/send.ts: ${two}`, null]]);
    expect(reported('/* eslint-disable */')).toEqual([[message('every rule'), 'src/send.ts: /* eslint-disable */', null]]);
    expect(reported('// eslint-disable-line -- Why.')).toEqual([
      [message('every rule'), 'src/send.ts: // eslint-disable-line -- Why.', null],
    ]);
  });

  it.each([
    '// eslint-disable-next-line no-console',
    '/* eslint-disable no-console -- contracts-governance/audit-coverage */',
    '// eslint-disable contracts-governance/audit-coverage',
    '/* eslint-enable contracts-governance/audit-coverage */',
    '/* eslint contracts-governance/audit-coverage: error */',
    '// The eslint-disable comments are gone.',
    "const text = '/* eslint-disable */';",
  ])('that silences none: %s', (comment) => {
    expect(reported(comment)).toEqual([]);
  });
});

it('says nothing before the outcome is known', () => {
  const inventory = readInventory(memoryTree({ 'src/send.ts': command() }), policyWith().read);
  const reports: Report[] = [];
  waivers.check(inventory, { policy: policyWith(), today, report: (report) => reports.push(report) });
  expect(reports).toEqual([]);
});
