import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { stylish } from '../../src/report/stylish.ts';
import { finding, hostile, plain, resultOf, source, waiver } from './fixtures.ts';

describe('stylish', () => {
  it('shows an error with its contract, the exact value underlined, and what can be done', () => {
    const one = finding({ suggestions: [{ message: 'Add "billing.invoice.sent" to sideEffects.audit.', fix: { edits: [] } }] });
    expect(stylish(resultOf([one]), plain)).toBe(`src/billing.ts

  command billing.invoice.send 1.0.0

    error  4:12  Event "billing.invoice.sent" is emitted by "billing.invoice.send" but not audited. Add it to sideEffects.audit.  audit-coverage

        2 |   sideEffects: {
        3 |     emits: [
      > 4 |     { key: 'billing.invoice.sent' },
          |            ^^^^^^^^^^^^^^^^^^^^^^
        5 |     ],
        6 |   },

      suggestion Add "billing.invoice.sent" to sideEffects.audit.

✖ 1 error, 0 warnings in 9 contracts.
1 finding has a suggestion; --fix --suggestions <rule> applies it.
Why, and how to mend or waive: contracts-governance explain <rule>
`);
  });

  it('breaks lines where a terminal says how wide it is', () => {
    const related = [{ file: 'src/events.ts', line: 3, column: 7, message: 'Declared here, long before anybody thought of auditing it.' }];
    const one = finding({ related, suggestions: [{ message: 'Add "billing.invoice.sent" to sideEffects.audit.', fix: { edits: [] } }] });
    const report = stylish(resultOf([one, finding({ severity: 'warn' })]), { ...plain, columns: 52 });
    expect(report).toBe(`src/billing.ts

  command billing.invoice.send 1.0.0

    error  4:12  Event "billing.invoice.sent" is
                 emitted by "billing.invoice.send"
                 but not audited. Add it to
                 sideEffects.audit.  audit-coverage

        2 |   sideEffects: {
        3 |     emits: [
      > 4 |     { key: 'billing.invoice.sent' },
          |            ^^^^^^^^^^^^^^^^^^^^^^
        5 |     ],
        6 |   },

      src/events.ts:3:7 Declared here, long before
        anybody thought of auditing it.
      suggestion Add "billing.invoice.sent" to
                 sideEffects.audit.

    warn   4:12  Event "billing.invoice.sent" is
                 emitted by "billing.invoice.send"
                 but not audited. Add it to
                 sideEffects.audit.  audit-coverage

✖ 1 error, 1 warning in 9 contracts.
1 finding has a suggestion; --fix --suggestions
<rule> applies it.
Why, and how to mend or waive: contracts-governance
explain <rule>
`);
  });

  it('puts the rule on a line of its own where it does not fit', () => {
    const one = finding({ severity: 'warn', message: 'Seven words that fill the whole line.', rule: 'audit-coverage' });
    expect(stylish(resultOf([one]), { ...plain, columns: 58 })).toContain(
      '    warn   4:12  Seven words that fill the whole line.\n                 audit-coverage\n',
    );
  });

  it('says nothing twice: neither the contract that the heading names, nor what a fix or a suggestion writes', () => {
    const edit = { file: 'src/billing.ts', line: 4, column: 12, endLine: 4, endColumn: 34 };
    const message = 'The version "v1.0" of "billing.invoice.send" begins with "v". Write "1.0.0".';
    const shown = (more: object): string => stylish(resultOf([finding({ message, rule: 'valid-version', ...more })]), plain);
    expect(shown({ fix: { edits: [{ ...edit, text: "'1.0.0'" }] } })).toMatch(
      /4:12 {2}The version "v1.0" begins with "v"\. {2}valid-version\n[^]*fix --fix writes '1\.0\.0'\n/,
    );
    expect(shown({ suggestions: [{ message: 'Write "1.0.0".', fix: { edits: [] } }] })).toMatch(
      /4:12 {2}The version "v1.0" begins with "v"\. {2}valid-version\n[^]*suggestion Write "1\.0\.0"\.\n/,
    );
    // A warning is one line, which says all.
    expect(shown({ severity: 'warn', fix: { edits: [{ ...edit, text: "'1.0.0'" }] } })).toContain(
      'warn   4:12  The version "v1.0" begins with "v". Write "1.0.0".  valid-version\n\n',
    );
    expect(shown({ severity: 'warn', fix: { edits: [{ ...edit, text: "'2.0.0'" }] } })).toContain("fix --fix writes '2.0.0'\n");
    // Nothing can be mended, so the message has to say what to write.
    expect(shown({})).toContain('begins with "v". Write "1.0.0".  valid-version');
  });

  it('shows a warning in one line', () => {
    const report = stylish(resultOf([finding({ severity: 'warn', rule: 'require-tags', message: 'No tags.' })]), plain);
    expect(report).toContain('    warn   4:12  No tags.  require-tags\n');
    expect(report).not.toContain('^^');
    expect(report).toContain('⚠ 1 warning in 9 contracts.');
  });

  it('says what a fix writes, and how many there are', () => {
    const fix = { edits: [{ file: 'src/billing.ts', line: 4, column: 12, endLine: 4, endColumn: 34, text: "'billing.sent'" }] };
    const report = stylish(resultOf([finding({ fix })]), plain);
    expect(report).toContain("      fix --fix writes 'billing.sent'\n");
    expect(report).toContain('1 finding can be fixed with --fix.');
  });

  it('shows related places', () => {
    const related = [{ file: 'src/events.ts', line: 3, column: 7, message: 'Declared here.' }];
    expect(stylish(resultOf([finding({ related })]), plain)).toContain('      src/events.ts:3:7 Declared here.\n');
  });

  it('shows a contract that is gone as it was at the base', () => {
    const gone = finding({ side: 'base', message: 'Gone.' });
    const report = stylish(resultOf([gone], { readText: (_, side) => (side === 'base' ? source : 'other\n') }), plain);
    expect(report).toContain('    error  4:12 (at the base)  Gone.  audit-coverage\n');
    expect(report).toContain("      > 4 |     { key: 'billing.invoice.sent' },\n");
  });

  it('counts what is waived and in the baseline, and does not list it', () => {
    const report = stylish(
      resultOf([finding({ status: 'waived', waiver }), finding({ status: 'baseline' }), finding({ status: 'baseline' })]),
      plain,
    );
    expect(report).toBe('✔ No findings in 9 contracts (1 waived, 2 in the baseline).\n');
  });

  it('says that a waiver has expired over a finding', () => {
    expect(stylish(resultOf([finding({ status: 'expired-waiver', waiver })]), plain)).toContain(
      'waiver expired on 2027-01-31 (@acme/billing, GOV-412: Audit pipeline lands in Q1)',
    );
  });

  it('says that a waiver is pending', () => {
    expect(stylish(resultOf([finding({ waiver })]), plain)).toContain('waiver until 2027-01-31 by @acme/billing, GOV-412 is pending');
  });

  it('shows twenty frames, and counts the rest by rule', () => {
    const errors = Array.from({ length: 25 }, (_, index) => finding({ line: 4, fingerprint: `e${index}` }));
    const warnings = Array.from({ length: 30 }, (_, index) =>
      finding({ severity: 'warn', rule: 'require-tags', fingerprint: `w${index}` }),
    );
    const report = stylish(resultOf([...errors, ...warnings]), plain);
    expect(report.match(/^ {10}\| +\^+$/gm)).toHaveLength(20);
    expect(report.match(/^ {4}warn /gm)).toHaveLength(20);
    expect(report).toContain('15 more are not shown. By rule, all 55:');
    expect(report).toContain('audit-coverage        25         –');
    expect(report).toContain('require-tags           –        30');
    expect(report).toContain('✖ 25 errors, 30 warnings in 9 contracts.');
  });

  it('ends with the hint to make a policy where there is none', () => {
    const report = stylish(resultOf([], { policy: { file: null, digest: 'd', bootstrap: false } }), plain);
    expect(report).toContain('contracts-governance init');
  });

  it('says when the policy of the head judges for want of one at the base', () => {
    expect(stylish(resultOf([], { policy: { file: 'contracts-governance.yaml', digest: 'd', bootstrap: true } }), plain)).toContain(
      'bootstrap:',
    );
  });

  it('says that there is no verdict', () => {
    const problems = [{ message: 'x', hint: null, file: null, line: null, column: null }];
    expect(stylish(resultOf([], { problems }), plain)).toContain('✖ No verdict: 1 problem. 0 errors, 0 warnings in 9 contracts.');
  });

  it('says when there are more warnings than allowed', () => {
    expect(stylish(resultOf([finding({ severity: 'warn' })]), { ...plain, maxWarnings: 0 })).toContain(
      '1 warning, and --max-warnings allows 0.',
    );
  });

  it('colours only when asked to', () => {
    const result = resultOf([finding()]);
    expect(stylish(result, plain)).not.toContain('\u001b');
    const coloured = stylish(result, { ...plain, colors: true });
    expect(coloured).toContain('\u001b[31m');
    expect(stripVTControlCharacters(coloured)).toBe(stylish(result, plain));
  });

  it('lets no text of the repository speak to the terminal or the CI', () => {
    const one = finding({
      message: hostile,
      file: `src/${hostile}.ts`,
      subject: hostile,
      contract: { kind: 'command', key: hostile, version: hostile, owners: [hostile] },
      related: [{ file: hostile, line: 1, column: 1, message: hostile }],
      suggestions: [{ message: hostile, fix: { edits: [] } }],
      status: 'expired-waiver',
      waiver: { ...waiver, owner: hostile, reason: hostile },
    });
    const report = stylish(resultOf([one], { notes: [hostile], readText: () => `${hostile}\n`.repeat(6) }), plain);
    expect(report.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]|##\[/u);
    expect(report.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([]);
  });
});
