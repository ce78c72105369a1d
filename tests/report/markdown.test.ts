import { describe, expect, it } from 'vitest';
import { markdown, stepSummary } from '../../src/report/markdown.ts';
import { finding, hostile, plain, resultOf, waiver } from './fixtures.ts';

describe('markdown', () => {
  it('begins with the mark by which a comment is found again', () => {
    expect(markdown(resultOf([]), plain)).toMatch(/^<!-- contracts-governance -->\n## ✅ Contracts: no findings in 9 contracts\n/);
  });
  it('has a table for each owner, and those without one last', () => {
    const orphan = finding({ contract: { kind: 'event', key: 'a.b', version: '1.0.0', owners: [] } });
    const report = markdown(resultOf([orphan, finding()]), plain);
    expect(report.match(/^### .*$/gm)).toEqual(['### `@acme/billing`', '### Without an owner']);
    expect(report).toContain(
      '| ❌ | `billing.invoice.send`<br>`src/billing.ts:4` | Event "billing.invoice.sent" is emitted by "billing.invoice.send" but not audited. Add it to sideEffects.audit. | `audit-coverage` |',
    );
  });
  it('folds what is waived, known and mended', () => {
    const report = markdown(
      resultOf([finding({ status: 'waived', waiver }), finding({ status: 'baseline' })], { fixed: [finding()] }),
      plain,
    );
    expect(report.match(/<summary>.*<\/summary>/g)).toEqual([
      '<summary>Fixed: 1</summary>',
      '<summary>Waived: 1</summary>',
      '<summary>In the baseline: 1</summary>',
    ]);
  });
  it('holds no markup, no mention and no second row of the repository', () => {
    const report = markdown(
      resultOf([finding({ message: hostile, contract: { kind: 'command', key: 'a|b`c', version: '1', owners: ['@acme/all'] } })]),
      plain,
    );
    const rows = report.split('\n').filter((line) => line.startsWith('| ❌'));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.replace(/\\\|/g, '').split('|')).toHaveLength(6);
    expect(report).not.toMatch(/<script>|\[link\]\(|@acme\/all(?!`)/);
  });
  it('fits into a comment and says how much it hides', () => {
    const many = Array.from({ length: 3000 }, (_, index) => finding({ fingerprint: String(index) }));
    const report = markdown(resultOf(many), plain);
    expect(report.length).toBeLessThan(65_536);
    expect(report).toContain('2900 more findings not shown here');
    expect(report).toContain('3000 errors');
  });
  it('cuts tables and long texts before it leaves out a section', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      finding({ fingerprint: String(index), message: `Finding ${index}. ${'long '.repeat(400)}` }),
    );
    const report = markdown(resultOf(many, { fixed: many }), plain);
    expect(report.length).toBeLessThan(65_536);
    expect(report).toMatch(/^\| ❌ .*Finding 0\. /m);
    expect(report.match(/^\| ❌.*… \| `audit-coverage` \|$/gm)?.length).toBeGreaterThan(10);
    expect(report).toMatch(/\d+ more findings not shown here/);
    expect(report).toContain('<summary>Fixed: 200</summary>');
    expect(report).not.toContain('too long to show');
  });
  it('has every finding in the summary of a step', () => {
    const many = Array.from({ length: 200 }, (_, index) => finding({ fingerprint: String(index) }));
    expect(stepSummary(resultOf(many), plain).match(/^\| ❌/gm)).toHaveLength(200);
  });
  it('says who judged', () => {
    expect(markdown(resultOf([], { base: 'c0ffee'.repeat(7) }), plain)).toContain(
      'Judged by `contracts-governance.yaml`, against `c0ffeec0ffee`.',
    );
  });
});
