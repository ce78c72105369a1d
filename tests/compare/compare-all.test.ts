import { describe, expect, it } from 'vitest';
import { compareAll } from '../../src/compare/compare-all.ts';
import { diffToJson } from '../../src/compare/json.ts';
import { policyWith } from '../support/policy.ts';
import { file, type Parts } from './support/contract-text.ts';
import { type Files, read, verdictText } from './support/pairs.ts';

const policy = policyWith();
const one = (...parts: readonly Parts[]): Files => ({ 'src/mail.ts': file(...parts) });

function against(head: Files, ...[first = {}, ...others]: readonly Files[]) {
  return compareAll({
    bases: [read(first), ...others.map((files) => read(files))],
    head: read(head),
    basePolicy: policy,
    headPolicy: policy,
    today: '2026-06-15',
  });
}

describe('several merge bases', () => {
  it('give the worst verdict on each contract', () => {
    const other: Parts = { name: 'Other', key: "'mail.other'" };
    const head = one({ fields: ['to', 'from'] }, other);
    const comparison = against(head, one({ fields: ['to', 'from'] }, { ...other, fields: [] }), one({}, other));
    expect(comparison.contracts.map(verdictText)).toEqual([
      'mail.other: changed, major 2.0.0, not-raised',
      'mail.send: changed, major 2.0.0, not-raised',
    ]);
  });

  it('locate what only another base has in that base', () => {
    const gone: Parts = { name: 'Gone', key: "'mail.gone'" };
    const comparison = against(one({}), one({}), { 'src/mail.ts': `\n\n\n${file({}, gone)}` });
    const { contracts } = diffToJson(comparison, { tool: { name: 't', version: '1' }, base: 'b', head: 'h' });
    expect(contracts.map(({ key, status, base, changes }) => [key, status, base?.line, changes[0]?.base?.line])).toEqual([
      ['mail.gone', 'removed', 14, 15],
    ]);
    expect(comparison.contracts[0]?.baseInventory).toBeDefined();
  });

  it('tell each contract that is gone, also where another catalogue had it under the same key', () => {
    const catalogs = policyWith({
      catalogs: [
        { name: 'product', files: ['src/**'], each: null },
        { name: 'example', files: ['examples/**'], each: null },
      ],
    });
    const base = read({ 'examples/mail.ts': file({}), 'src/mail.ts': file({}) });
    const { contracts } = compareAll({
      bases: [base, base],
      head: read({}),
      basePolicy: catalogs,
      headPolicy: catalogs,
      today: '2026-06-15',
    });
    expect(contracts.map((diff) => diff.base?.file)).toEqual(['examples/mail.ts', 'src/mail.ts']);
  });

  it('with one base are that base', () => {
    expect(against(one({}), one({})).contracts).toEqual([]);
  });
});
