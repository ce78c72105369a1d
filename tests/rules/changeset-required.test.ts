import { describe, expect, it } from 'vitest';
import type { Bump } from '../../src/compare/change.ts';
import { changesetRequired } from '../../src/rules/changeset-required.ts';
import type { Report } from '../../src/rules/finding.ts';
import { renderMessage } from '../../src/rules/message.ts';
import { comparisonOf } from '../support/comparison.ts';
import { policyWith } from '../support/policy.ts';
import { command } from '../support/sources.ts';

const manifest = (version = '1.0.0', more = ''): string => `{ "name": "@acme/billing", "version": "${version}"${more} }`;
const contracts = {
  'packages/billing/package.json': manifest(),
  'packages/billing/src/send.ts': command(),
  'packages/billing/src/void.ts': command({ key: "'billing.invoice.void'" }),
  '.changeset/config.json': '{}',
};
const changeset = (...lines: string[]): string => `---\n${lines.join('\n')}\n---\n\nInvoices say more.\n`;

interface Options {
  readonly owed?: Readonly<Record<string, Bump>>;
  readonly rules?: Readonly<Record<string, 'off'>>;
  readonly base?: Readonly<Record<string, string>>;
}

function run(
  head: Readonly<Record<string, string>>,
  { owed = { 'billing.invoice.send': 'minor' }, rules = {}, base = contracts }: Options = {},
): Report[] {
  const comparison = comparisonOf({ base, head: { ...contracts, ...head }, owed });
  const reports: Report[] = [];
  changesetRequired.check(comparison, { policy: policyWith({ rules }), today: '2026-06-15', report: (report) => reports.push(report) });
  return reports;
}

const messages = (reports: readonly Report[]): string[] =>
  reports.map(({ messageId, data }) => renderMessage(changesetRequired.messages[messageId] ?? '', data));

describe('a package whose contracts changed', () => {
  it('has a changeset', () => {
    const [report, ...others] = run({});
    expect(others).toEqual([]);
    expect(messages(run({}))).toEqual([
      '"billing.invoice.send" owes a minor bump, but no changeset names its package "@acme/billing". Add one of at least minor with "npx changeset".',
    ]);
    expect(report).toMatchObject({ subject: '@acme/billing', contract: { file: 'packages/billing/src/send.ts' } });
    expect(contracts['packages/billing/src/send.ts'].slice(report?.at.start, report?.at.end)).toBe("'billing.invoice.send'");
    expect(run({ '.changeset/kind-cats-jump.md': changeset("'@acme/billing': minor") })).toEqual([]);
  });

  it('has one that is large enough', () => {
    const small = changeset('"@acme/billing": patch');
    const reports = run({ '.changeset/kind-cats-jump.md': small }, { owed: { 'billing.invoice.send': 'major' } });
    expect(messages(reports)).toEqual([
      '"billing.invoice.send" owes a major bump, but the changesets of its package "@acme/billing" say patch. Raise one to major.',
    ]);
    const [suggestion] = reports[0]?.suggestions ?? [];
    expect(suggestion).toMatchObject({ messageId: 'raise', data: { owed: 'major' } });
    const [edit] = suggestion?.fix.edits ?? [];
    expect(edit && small.slice(0, edit.span.start) + edit.text + small.slice(edit.span.end)).toBe(changeset('"@acme/billing": major'));
  });

  it('has one of the greatest bump that any of them owes', () => {
    const owed = { 'billing.invoice.send': 'patch', 'billing.invoice.void': 'major' } as const;
    const reports = run({ '.changeset/a.md': changeset("'@acme/billing': none") }, { owed });
    expect(messages(reports)).toEqual([
      '"billing.invoice.void" owes a major bump, but no changeset names its package "@acme/billing". Add one of at least major with "npx changeset".',
    ]);
    expect(reports[0]?.related?.map((related) => related.message)).toEqual(['"billing.invoice.send" owes a patch bump.']);
    expect(
      run({ '.changeset/a.md': changeset("'@acme/billing': minor"), '.changeset/b.md': changeset("'@acme/billing': major") }, { owed }),
    ).toEqual([]);
  });

  it('owes nothing where the contracts owe nothing', () => {
    expect(run({}, { owed: { 'billing.invoice.send': 'none' } })).toEqual([]);
  });

  it('owes nothing where the rule is off', () => {
    expect(run({}, { rules: { 'changeset-required': 'off' } })).toEqual([]);
  });

  it('has paid by a release that used the changeset up', () => {
    expect(run({ 'packages/billing/package.json': manifest('1.1.0') })).toEqual([]);
    expect(run({ 'packages/billing/package.json': manifest('1.0.1') })).toHaveLength(1);
    expect(run({ 'packages/billing/package.json': manifest('0.9.0') })).toHaveLength(1);
  });
});

describe('the configuration of changesets', () => {
  it('says whether they are used', () => {
    const { '.changeset/config.json': _, ...without } = contracts;
    const comparison = comparisonOf({ base: without, head: without, owed: { 'billing.invoice.send': 'major' } });
    const reports: Report[] = [];
    changesetRequired.check(comparison, { policy: policyWith(), today: '2026-06-15', report: (report) => reports.push(report) });
    expect(reports).toEqual([]);
  });

  it('may ignore a package', () => {
    expect(run({ '.changeset/config.json': '{ "ignore": ["@acme/*"] }' })).toEqual([]);
    expect(run({ '.changeset/config.json': '{ "ignore": ["@other/*"] }' })).toHaveLength(1);
  });

  it('may leave private packages out', () => {
    const hidden = manifest('1.0.0', ', "private": true');
    expect(
      run({ 'packages/billing/package.json': hidden, '.changeset/config.json': '{ "privatePackages": { "version": false } }' }),
    ).toEqual([]);
    expect(run({ 'packages/billing/package.json': hidden, '.changeset/config.json': '{ "privatePackages": false }' })).toEqual([]);
    expect(run({ 'packages/billing/package.json': hidden })).toHaveLength(1);
    expect(run({ '.changeset/config.json': '{ "privatePackages": false }' })).toHaveLength(1);
  });

  it('may release packages together', () => {
    const other = { '.changeset/a.md': changeset("'@acme/ledger': minor") };
    expect(run({ ...other, '.changeset/config.json': '{ "fixed": [["@acme/billing", "@acme/ledger"]] }' })).toEqual([]);
    expect(run({ ...other, '.changeset/config.json': '{ "fixed": [["@acme/ledger", "@acme/payroll"]] }' })).toHaveLength(1);
  });

  it('that cannot be read leaves nothing out', () => {
    expect(run({ '.changeset/config.json': '{ ignore' })).toHaveLength(1);
  });
});

describe('a changeset that cannot be read', () => {
  it.each([
    ['has no front matter', 'Invoices say more.\n', 'it has no front matter between two lines of "---"'],
    ['is no map', changeset('- minor'), 'its front matter is not a list of packages and bumps'],
    ['has another bump', changeset("'@acme/billing': huge"), '"@acme/billing" has a bump that is none of major, minor, patch and none'],
  ])('%s', (_, text, problem) => {
    const reports = run({ '.changeset/a.md': text }, { owed: {} });
    expect(messages(reports)).toEqual([`The changeset .changeset/a.md cannot be read: ${problem}.`]);
    expect(reports[0]).toMatchObject({ contract: null, subject: '.changeset/a.md', at: { file: '.changeset/a.md' } });
  });

  it('points at the bump', () => {
    const text = changeset("'@acme/ledger': minor", "'@acme/billing': huge");
    const [report] = run({ '.changeset/a.md': text }, { owed: {} });
    expect(text.slice(report?.at.start, report?.at.end)).toBe('huge');
  });
});

it('other files of the folder are no changesets', () => {
  expect(run({ '.changeset/README.md': '# Changesets\n', '.changeset/old/a.md': 'x', '.changeset/.hidden.md': 'x' }, { owed: {} })).toEqual(
    [],
  );
});

it('reads front matter with CRLF, an empty one, and names of any kind', () => {
  const owed = { owed: { 'billing.invoice.send': 'minor' as const } };
  expect(run({ '.changeset/a.md': changeset("'@acme/billing': minor").replaceAll('\n', '\r\n') }, owed)).toEqual([]);
  expect(run({ '.changeset/a.md': '---\n---\n\nNothing.\n' }, { owed: {} })).toEqual([]);
  expect(run({ '.changeset/a.md': changeset('__proto__: minor', 'constructor: major') }, { owed: {} })).toEqual([]);
});
