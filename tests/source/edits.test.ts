import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, lineEnding } from '../../src/source/edits.ts';

describe('applyEdits', () => {
  it('replaces, inserts and deletes, whatever the order of the edits', () => {
    const edits = [
      { start: 6, end: 7, text: '' },
      { start: 0, end: 1, text: 'A' },
      { start: 3, end: 3, text: '+' },
    ];
    expect(applyEdits('a b c d', edits)).toBe('A b+ c ');
  });

  it('keeps the order of insertions at one place, and puts them before a replacement that starts there', () => {
    const edits = [
      { start: 1, end: 2, text: 'B' },
      { start: 1, end: 1, text: '1' },
      { start: 1, end: 1, text: '2' },
    ];
    expect(applyEdits('abc', edits)).toBe('a12Bc');
  });

  it('ends new lines as most lines of the text end', () => {
    expect(applyEdits('a\r\nb\r\n', [{ start: 1, end: 1, text: '\nx\n' }])).toBe('a\r\nx\r\n\r\nb\r\n');
    expect(applyEdits('a\nb\n', [{ start: 1, end: 1, text: '\r\nx' }])).toBe('a\nx\nb\n');
  });

  it('refuses edits that overlap', () => {
    const edits = [
      { start: 0, end: 2, text: '' },
      { start: 1, end: 3, text: '' },
    ];
    expect(() => applyEdits('abc', edits)).toThrow(RangeError);
  });

  it.each([
    { start: -1, end: 0 },
    { start: 2, end: 1 },
    { start: 0, end: 4 },
  ])('refuses the range $start-$end of a text of three', ({ start, end }) => {
    expect(() => applyEdits('abc', [{ start, end, text: '' }])).toThrow(RangeError);
  });

  it('gives the text itself where each edit writes what is there', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat(50), { maxLength: 8 }), (text, cuts) => {
        const at = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort((a, b) => a - b);
        const edits = at.slice(1).map((end, index) => ({ start: at[index] ?? 0, end, text: text.slice(at[index] ?? 0, end) }));
        expect(applyEdits(text, edits)).toBe(text);
      }),
    );
  });
});

describe('lineEnding', () => {
  it.each([
    ['', '\n'],
    ['a\r\nb\nc\n', '\n'],
    ['a\r\nb\r\nc\n', '\r\n'],
    ['a\r\nb\n', '\n'],
  ])('of %j is %j', (text, ending) => {
    expect(lineEnding(text)).toBe(ending);
  });
});
