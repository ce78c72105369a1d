import { describe, expect, it } from 'vitest';
import { parseWaiverComments } from '../../src/policy/waiver-comments.ts';
import { applyWaivers, type WaiverTerms } from '../../src/policy/waivers.ts';
import type { Waiver } from '../../src/policy/policy.ts';
import { readInventory } from '../../src/contracts/read.ts';
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
function run(list: readonly Waiver[], source = command()): unknown[] {
  const files: Readonly<Record<string, string>> = { 'src/send.ts': source, [policyFile]: policyText };
  const policy = policyWith();
  const terms: WaiverTerms = {
    inForce: list,
    pending: [],
    rules: policy.waiverRules,
    knownRules: ['audit-coverage', 'waivers'],
    baseRules: [],
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

it('says nothing before the outcome is known', () => {
  const inventory = readInventory(memoryTree({ 'src/send.ts': command() }), policyWith().read);
  const reports: Report[] = [];
  waivers.check(inventory, { policy: policyWith(), today, report: (report) => reports.push(report) });
  expect(reports).toEqual([]);
});
