import { describe, expect, test } from 'vitest';
import {
  type BaselinedFinding,
  type BaselineEntry,
  BASELINE_FILE,
  entriesInForce,
  formatBaseline,
  matchBaseline,
  readBaseline,
  updateBaseline,
} from '../../src/policy/baseline.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { seen } from './diagnostics.ts';

function entry(fingerprint: string, patch: Partial<BaselineEntry> = {}): BaselineEntry {
  return { fingerprint, rule: 'audit-coverage', contract: 'command a.b', subject: null, ...patch };
}

function finding(fingerprint: string, patch: Partial<BaselinedFinding> = {}): BaselinedFinding {
  return {
    fingerprint,
    rule: 'audit-coverage',
    alias: null,
    contract: { kind: 'command', key: 'a.b' },
    subject: null,
    parts: [],
    ...patch,
  };
}

function read(text: string) {
  const files = { [BASELINE_FILE]: text };
  const { entries, diagnostics } = readBaseline(memoryTree(files), ['version-bump']);
  return { entries, diagnostics: diagnostics.map((diagnostic) => seen(diagnostic, files)) };
}

describe('the file', () => {
  const entries = [
    entry('3', { subject: 'z' }),
    entry('2', { contract: 'command a.a', subject: 'x\ny"' }),
    entry('1', { contract: null, rule: 'waivers' }),
  ];
  const text = `{
  "schemaVersion": 1,
  "findings": [
    {"rule":"waivers","contract":null,"subject":null,"fingerprint":"1"},
    {"rule":"audit-coverage","contract":"command a.a","subject":"x\\ny\\"","fingerprint":"2"},
    {"rule":"audit-coverage","contract":"command a.b","subject":"z","fingerprint":"3"}
  ]
}
`;

  test('has one finding a line, sorted', () => {
    expect(formatBaseline(entries)).toBe(text);
    expect(formatBaseline(entries.toReversed())).toBe(text);
  });

  test('is read as it was written', () => {
    expect(read(text)).toEqual({ entries: [entries[2], entries[1], entries[0]], diagnostics: [] });
  });

  test('may be empty, or missing', () => {
    expect(formatBaseline([])).toBe('{\n  "schemaVersion": 1,\n  "findings": []\n}\n');
    expect(read(formatBaseline([])).entries).toEqual([]);
    expect(readBaseline(memoryTree({}), [])).toEqual({ entries: null, diagnostics: [] });
  });
});

describe('is refused', () => {
  const rewrite = 'Write it anew with "contracts-governance baseline --allow-additions".';

  test('a merge conflict, at its first marker', () => {
    const text = '{\n  "schemaVersion": 1,\n<<<<<<< HEAD\n  "findings": []\n=======\n}\n';
    expect(read(text)).toEqual({
      entries: [],
      diagnostics: [
        {
          at: `${BASELINE_FILE}:3:1`,
          text: '<<<<<<< HEAD',
          message: 'The baseline is not JSON.',
          hint: 'Resolve the merge conflict: keep the entries that both sides have.',
        },
      ],
    });
  });

  test.each([
    ['', 'The baseline is not JSON.'],
    ['[]', 'The baseline is not of the form that this version writes.'],
    ['{ "schemaVersion": 2, "findings": [] }', 'The baseline is not of the form that this version writes.'],
    ['{ "schemaVersion": 1, "findings": {} }', 'The baseline is not of the form that this version writes.'],
    ['{ "schemaVersion": 1, "findings": [{ "rule": "a" }] }', 'Entry 1 of the baseline is not a finding.'],
    [
      '{ "schemaVersion": 1, "findings": [{ "rule": "a", "fingerprint": "1", "subject": 4 }] }',
      'Entry 1 of the baseline is not a finding.',
    ],
  ])('%s', (text, message) => {
    expect(read(text).diagnostics).toEqual([{ at: `${BASELINE_FILE}:1:1`, text: '', message, hint: rewrite }]);
  });

  test('a fingerprint twice, and a rule that compares with a base', () => {
    const text = formatBaseline([entry('1'), entry('1'), entry('2', { rule: 'version-bump' })]);
    expect(read(text)).toEqual({
      entries: [entry('1')],
      diagnostics: [
        { at: `${BASELINE_FILE}:5:84`, text: '"1"', message: 'The baseline lists "1" twice.', hint: 'Remove one of them.' },
        {
          at: `${BASELINE_FILE}:6:82`,
          text: '"2"',
          message: 'Findings of "version-bump" cannot be in the baseline.',
          hint: 'Pay what is owed, or waive it.',
        },
      ],
    });
  });
});

describe('findings and entries match one by one', () => {
  test('by fingerprint, and never by count', () => {
    const [old, fresh] = [finding('1'), finding('9')];
    const { known, stale } = matchBaseline([entry('1'), entry('2')], [old, fresh]);
    expect([...known]).toEqual([old]);
    expect(stale).toEqual([entry('2')]);
  });

  test('by the other fingerprint, where a second major version came', () => {
    const moved = finding('new', { alias: 'old' });
    expect(matchBaseline([entry('old')], [moved])).toEqual({ known: new Set([moved]), stale: [] });
  });

  test('an entry hides one finding only, and its own first', () => {
    const own = finding('1');
    const other = finding('2', { alias: '1' });
    expect([...matchBaseline([entry('1')], [other, own]).known]).toEqual([own]);
  });

  test('not for another rule', () => {
    expect(matchBaseline([entry('1', { rule: 'tag-format' })], [finding('1')]).known.size).toBe(0);
  });
});

describe('in force with a base', () => {
  test('is what both list', () => {
    expect(entriesInForce([entry('1'), entry('2')], [entry('2'), entry('3')])).toEqual([entry('2')]);
  });

  test('is nothing where one of them has none', () => {
    expect(entriesInForce(null, [entry('1')])).toEqual([]);
    expect(entriesInForce([entry('1')], null)).toEqual([]);
  });

  test('is the head’s where the change brings the first policy', () => {
    expect(entriesInForce(null, [entry('1')], true)).toEqual([entry('1')]);
  });
});

describe('update', () => {
  const options = { allowAdditions: false, neverBaselined: ['version-bump'] };

  test('takes out what is gone, and adds nothing', () => {
    const { entries, added, removed } = updateBaseline([entry('1'), entry('2')], [finding('1'), finding('9')], options);
    expect([entries, added, removed]).toEqual([[entry('1')], [], [entry('2')]]);
  });

  test('adds where that is allowed, but never what compares with a base', () => {
    const { entries, added } = updateBaseline([entry('1')], [finding('1'), finding('9'), finding('8', { rule: 'version-bump' })], {
      ...options,
      allowAdditions: true,
    });
    expect([entries, added]).toEqual([[entry('1'), entry('9')], [entry('9')]]);
  });

  test('gives an entry the fingerprint that its finding has now', () => {
    expect(updateBaseline([entry('old')], [finding('new', { alias: 'old', subject: 's' })], options).entries).toEqual([
      entry('new', { subject: 's' }),
    ]);
  });
});
