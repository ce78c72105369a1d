import { describe, expect, it } from 'vitest';
import type { Deprecation } from '../../src/policy/effective-policy.ts';
import { deprecation } from '../../src/rules/deprecation.ts';
import { command, query } from '../support/sources.ts';
import { runRule } from './harness.ts';

const old = (meta: Readonly<Record<string, string | null>> = {}): string => command({ stability: "'deprecated'", ...meta });
const successor = command({ key: "'billing.invoice.issue'" });
const entry: Deprecation = {
  contract: 'billing.invoice.send',
  replacement: 'billing.invoice.issue',
  since: '2026-06-01',
  sunset: '2026-12-01',
  reason: null,
  location: null,
};
const run = (sources: string | Record<string, string>, change: Partial<Deprecation> = {}, today = '2026-06-15') =>
  runRule(deprecation, sources, { policy: { deprecations: [{ ...entry, ...change }] }, today });

describe('deprecation', () => {
  it('accepts a deprecated contract with a replacement that lives and a sunset announced in time', () => {
    expect(run({ 'a.ts': old(), 'b.ts': successor })).toEqual([]);
  });

  it('asks nothing of a contract that is not deprecated', () => {
    expect(runRule(deprecation, command())).toEqual([]);
  });

  it('reports a deprecated contract of which the policy says nothing', () => {
    expect(runRule(deprecation, old())).toEqual([
      {
        message:
          '"billing.invoice.send" is deprecated, and the policy does not say until when. Add it to deprecations with replacement, since and sunset.',
        place: 'src/contract.ts:6:16',
        text: "'deprecated'",
        contract: 'command billing.invoice.send',
      },
    ]);
  });

  it('reports what the sunset of its entry has not removed, whatever its stage says', () => {
    const past = { replacement: 'billing.invoice.issue', sunset: '2026-06-14' };
    const sources = { 'a.ts': command(), 'b.ts': successor };
    expect(run(sources, past)).toMatchObject([
      { message: expect.stringContaining('The sunset of "billing.invoice.send" was 2026-06-14.') as string, place: 'a.ts:6:16' },
    ]);
    expect(run(sources, { ...past, sunset: '2026-06-15' })).toEqual([]);
    expect(run(sources, { ...past, version: '2.0.0' })).toEqual([]);
    const later = command({ version: "'2.0.0'" });
    expect(run({ ...sources, 'a.ts': later }, { ...past, replacement: null })).toEqual([]);
    expect(run({ ...sources, 'a.ts': later }, past)).toHaveLength(1);
    expect(run({ ...sources, 'a.ts': later, 'c.ts': old() }, past)).toMatchObject([{ place: 'c.ts:6:16' }]);
  });

  it('repeats what the comment above the contract says', () => {
    const [finding] = runRule(deprecation, old().replace('export const', '/** @deprecated use billing.invoice.issue */\nexport const'));
    expect(finding?.message).toBe(
      '"billing.invoice.send" is deprecated, and the policy does not say until when. Add it to deprecations with replacement, since and sunset. Its comment says: "use billing.invoice.issue"',
    );
  });

  it('points at the entry of the policy', () => {
    const location = { file: 'contracts-governance.yaml', line: 2, column: 5, endLine: 2, endColumn: 35 };
    const sources = {
      'a.ts': old(),
      'b.ts': successor,
      'contracts-governance.yaml': 'deprecations:\n  - contract: billing.invoice.send\n',
    };
    expect(run(sources, { sunset: null, location })).toEqual([
      {
        message: '"billing.invoice.send" is deprecated without a sunset. Add the last day of support to its entry in deprecations.',
        place: 'a.ts:6:16',
        text: "'deprecated'",
        contract: 'command billing.invoice.send',
        subject: 'sunset',
        related: [
          { message: 'The policy announces it here.', place: 'contracts-governance.yaml:2:5', text: 'contract: billing.invoice.send' },
        ],
      },
    ]);
  });

  it('asks for the day of the announcement', () => {
    expect(run({ 'a.ts': old(), 'b.ts': successor }, { since: null })).toMatchObject([
      {
        message:
          '"billing.invoice.send" is deprecated without the day on which that was announced. Add since to its entry in deprecations.',
      },
    ]);
  });

  it('accepts 30 days of notice and reports 29', () => {
    expect(run({ 'a.ts': old(), 'b.ts': successor }, { since: '2026-06-10', sunset: '2026-07-10' })).toEqual([]);
    expect(run({ 'a.ts': old(), 'b.ts': successor }, { since: '2026-06-10', sunset: '2026-07-09' })).toMatchObject([
      {
        message:
          'The sunset of "billing.invoice.send" is 29 days after its announcement, the policy asks for at least 30. Move the sunset.',
      },
    ]);
  });

  it('reports a sunset that is too far away', () => {
    expect(run({ 'a.ts': old(), 'b.ts': successor }, { sunset: '2027-06-02' })).toMatchObject([
      {
        message:
          'The sunset of "billing.invoice.send" is 366 days after its announcement, the policy allows at most 365. Set an earlier sunset.',
      },
    ]);
  });

  it('is over on the day after the sunset', () => {
    expect(run({ 'a.ts': old(), 'b.ts': successor }, {}, '2026-12-01')).toEqual([]);
    expect(run({ 'a.ts': old(), 'b.ts': successor }, {}, '2026-12-02')).toMatchObject([
      { message: 'The sunset of "billing.invoice.send" was 2026-12-01. Remove the contract, or agree on a later sunset in deprecations.' },
    ]);
  });

  it('reports a replacement that nobody declares', () => {
    expect(run({ 'a.ts': old(), 'b.ts': query({ key: "'billing.invoice.isue'" }) })).toEqual([
      {
        message:
          'The replacement "billing.invoice.issue" of "billing.invoice.send" is not declared. Did you mean "billing.invoice.isue"? Name a contract that is.',
        place: 'a.ts:6:16',
        text: "'deprecated'",
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.issue',
      },
    ]);
  });

  it('does not guess that a contract replaces itself', () => {
    const [finding] = run(old(), { replacement: 'billing.invoice.sent' });
    expect(finding?.message).toBe(
      'The replacement "billing.invoice.sent" of "billing.invoice.send" is not declared. Name a contract that is.',
    );
  });

  it('reports a replacement that is deprecated itself', () => {
    const findings = run({ 'a.ts': old(), 'b.ts': old({ key: "'billing.invoice.issue'" }) });
    expect(findings.filter(({ subject }) => subject === 'billing.invoice.issue')).toEqual([
      {
        message: 'The replacement "billing.invoice.issue" of "billing.invoice.send" is deprecated itself. Name one that lives.',
        place: 'a.ts:6:16',
        text: "'deprecated'",
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.issue',
        related: [{ message: '"billing.invoice.issue" is deprecated here.', place: 'b.ts:6:16', text: "'deprecated'" }],
      },
    ]);
  });

  it('takes no contract for its own replacement, unless another version of it lives', () => {
    const itself = { replacement: 'billing.invoice.send' };
    expect(run({ 'a.ts': old() }, itself).map(({ message }) => message)).toEqual([
      'The replacement "billing.invoice.send" of "billing.invoice.send" is deprecated itself. Name one that lives.',
    ]);
    expect(run({ 'a.ts': old(), 'b.ts': command({ version: "'2.0.0'" }) }, itself)).toEqual([]);
  });

  it('reports a contract without a replacement', () => {
    expect(run({ 'a.ts': old() }, { replacement: null })).toMatchObject([
      {
        message:
          '"billing.invoice.send" is deprecated without a replacement. Name the contract to use instead in its entry in deprecations.',
      },
    ]);
  });

  it('takes a later version of the same key for a replacement', () => {
    expect(run({ 'a.ts': old(), 'b.ts': command({ version: "'2.0.0'" }) }, { replacement: null })).toEqual([]);
    expect(run({ 'a.ts': old({ version: "'2.0.0'" }), 'b.ts': command() }, { replacement: null })).toHaveLength(1);
  });
});
