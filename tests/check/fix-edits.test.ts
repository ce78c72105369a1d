import { describe, expect, it } from 'vitest';
import { chooseFixes, editText } from '../../src/check/fix-edits.ts';
import type { Edit, Finding } from '../../src/check/result.ts';
import { finding } from '../report/fixtures.ts';

function edit(column: number, endColumn: number, text: string, file = 'a.ts'): Edit {
  return { file, line: 1, column, endLine: 1, endColumn, text };
}
function fixing(...edits: Edit[]): Finding {
  return finding({ fix: { edits } });
}
function apply(...findings: Finding[]): { readonly text: string; readonly mended: number } {
  const { findings: mended, edits } = chooseFixes(findings, new Set());
  return { text: editText('abcdef', edits.get('a.ts') ?? []), mended: mended.length };
}

describe('chooseFixes', () => {
  it('takes fixes that do not touch', () => {
    expect(apply(fixing(edit(1, 2, 'A')), fixing(edit(5, 6, 'E')))).toEqual({ text: 'AbcdEf', mended: 2 });
  });
  it('leaves one that overlaps for the next round', () => {
    expect(apply(fixing(edit(1, 4, 'X')), fixing(edit(3, 5, 'Y')))).toEqual({ text: 'Xdef', mended: 1 });
  });
  it('leaves one that touches: which of them comes first would be a guess', () => {
    expect(apply(fixing(edit(3, 3, 'X')), fixing(edit(3, 3, 'Y')))).toEqual({ text: 'abXcdef', mended: 1 });
  });
  it('makes the same replacement once', () => {
    expect(apply(fixing(edit(1, 2, 'A')), fixing(edit(1, 2, 'A')))).toEqual({ text: 'Abcdef', mended: 2 });
  });
  it('takes a fix whole or not at all', () => {
    expect(apply(fixing(edit(1, 2, 'A')), fixing(edit(1, 2, 'B'), edit(5, 6, 'E')))).toEqual({ text: 'Abcdef', mended: 1 });
  });
  it('does not take the rest of a fix of which another one made a part', () => {
    expect(apply(fixing(edit(1, 2, 'A')), fixing(edit(1, 2, 'A'), edit(5, 6, 'E')))).toEqual({ text: 'Abcdef', mended: 1 });
  });
  it('takes suggestions of the rule that was named alone, the first of each', () => {
    const suggesting = finding({
      suggestions: [
        { message: 'x', fix: { edits: [edit(1, 2, 'A')] } },
        { message: 'y', fix: { edits: [edit(5, 6, 'E')] } },
      ],
    });
    expect(chooseFixes([suggesting], new Set()).findings).toEqual([]);
    expect(chooseFixes([suggesting], new Set(['require-tags'])).findings).toEqual([]);
    expect(chooseFixes([suggesting], new Set(['require-tags', 'audit-coverage'])).edits.get('a.ts')).toEqual([edit(1, 2, 'A')]);
  });
  it('sorts files, so that they are written in one order', () => {
    expect([...chooseFixes([fixing(edit(1, 2, 'A', 'b.ts')), fixing(edit(1, 2, 'A', 'a.ts'))], new Set()).edits.keys()]).toEqual([
      'a.ts',
      'b.ts',
    ]);
  });
});

describe('editText', () => {
  it('counts lines as ECMAScript does', () => {
    expect(editText('a\r\nb\rc\u2028d', [{ file: 'a.ts', line: 4, column: 1, endLine: 4, endColumn: 2, text: 'D' }])).toBe(
      'a\r\nb\rc\u2028D',
    );
  });
});
