import { describe, expect, it } from 'vitest';
import { lineStarts, locate } from '../../src/source/span.ts';

describe('lineStarts', () => {
  it('starts a line after each of the line terminators of ECMAScript, CRLF being one', () => {
    expect(lineStarts('a\nb\r\nc\rd\u2028e\u2029f')).toEqual([0, 2, 5, 7, 9, 11]);
  });

  it('has one line for an empty text', () => {
    expect(lineStarts('')).toEqual([0]);
  });
});

describe('locate', () => {
  const text = 'one\ntwo😀\n';
  const at = (start: number, end: number): unknown => locate({ file: 'a.ts', start, end }, lineStarts(text));

  it('counts lines and columns from one', () => {
    expect(at(0, 3)).toEqual({ file: 'a.ts', line: 1, column: 1, endLine: 1, endColumn: 4 });
  });

  it('counts columns in UTF-16', () => {
    expect(at(4, 9)).toMatchObject({ line: 2, column: 1, endLine: 2, endColumn: 6 });
  });

  it('has a place for the end of the text', () => {
    expect(at(10, 10)).toMatchObject({ line: 3, column: 1, endLine: 3, endColumn: 1 });
  });
});
