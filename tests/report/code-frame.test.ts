import { describe, expect, it } from 'vitest';
import { codeFrame, linesOf } from '../../src/report/code-frame.ts';
import { styleOf } from '../../src/report/style.ts';
import { displayWidth } from '../../src/report/width.ts';

const style = styleOf(false);

function frame(text: string, line: number, column: number, endLine: number, endColumn: number): string {
  return codeFrame(linesOf(text), { file: 'a.ts', line, column, endLine, endColumn }, style).join('\n');
}

describe('codeFrame', () => {
  it('shows two lines before and after', () => {
    expect(frame('1\n2\n3\nvalue\n5\n6\n7', 4, 1, 4, 6)).toBe('  2 | 2\n  3 | 3\n> 4 | value\n    | ^^^^^\n  5 | 5\n  6 | 6');
  });
  it('aligns line numbers', () => {
    const text = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n');
    expect(frame(text, 9, 1, 9, 5)).toBe('   7 | line 7\n   8 | line 8\n>  9 | line 9\n     | ^^^^\n  10 | line 10\n  11 | line 11');
  });
  it('underlines each line of a longer value, without its indentation', () => {
    expect(frame('owners: [\n  a,\n]', 1, 9, 3, 2)).toBe('> 1 | owners: [\n    |         ^\n> 2 |   a,\n    |   ^^\n> 3 | ]\n    | ^');
  });
  it('marks four lines at most', () => {
    expect(frame('a\nb\nc\nd\ne\nf', 1, 1, 6, 2)).toMatch(/> 4 \| d\n {4}\| \^\n {4}\| … 2 more$/);
  });
  it('begins and ends with lines that say something', () => {
    expect(frame('\n \nvalue\n\n}\n', 3, 1, 3, 6)).toBe('> 3 | value\n    | ^^^^^\n  4 |\n  5 | }');
  });
  it('fits the terminal, and shows where the value is', () => {
    const text = `first line, which is long enough to be cut\n${'x'.repeat(60)} VALUE ${'y'.repeat(60)}`;
    const lines = codeFrame(linesOf(text), { file: 'a.ts', line: 2, column: 62, endLine: 2, endColumn: 67 }, style, 47);
    expect(lines.filter((line) => line.length > 47)).toEqual([]);
    expect(lines[1]?.indexOf('VALUE')).toBe(lines[2]?.indexOf('^^^^^'));
    expect(lines[0]).toMatch(/^ {2}1 \| …/);
  });
  it('counts a tab as two columns', () => {
    expect(frame('\tvalue', 1, 2, 1, 7)).toBe('> 1 |   value\n    |   ^^^^^');
  });
  it('counts a wide character as two columns', () => {
    expect(frame('送金 x', 1, 4, 1, 5)).toBe('> 1 | 送金 x\n    |      ^');
  });
  it.each([
    ['wide characters', '送'.repeat(60), '金'.repeat(60)],
    ['escape sequences', '\u001b'.repeat(60), '\u001b'.repeat(60)],
    ['emoji', '😀'.repeat(60), '😀'.repeat(60)],
    ['wide characters after the value', 'x', '金'.repeat(60)],
  ])('fits the terminal among %s', (_, before, after) => {
    const column = before.length + 2;
    const text = `${before} VALUE ${after}`;
    const at = { file: 'a.ts', line: 1, column, endLine: 1, endColumn: column + 5 };
    const [line = '', marks = ''] = codeFrame(linesOf(text), at, style, 47);
    expect(displayWidth(line)).toBeLessThanOrEqual(47);
    const shown = line.indexOf('VALUE');
    expect([shown > 0, displayWidth(line.slice(0, shown))]).toEqual([true, marks.indexOf('^^^^^')]);
  });
  it('shows an escape sequence, and stays aligned', () => {
    expect(frame('\u001bx y', 1, 4, 1, 5)).toBe('> 1 | \\u{1b}x y\n    |         ^');
  });
  it('marks a place without width', () => {
    expect(frame('ab', 1, 2, 1, 2)).toBe('> 1 | ab\n    |  ^');
  });
  it('shows the part of a long line that matters', () => {
    const text = `${'x'.repeat(500)}VALUE${'y'.repeat(500)}`;
    const [line = '', marks = ''] = frame(text, 1, 501, 1, 506).split('\n');
    expect(line.length).toBeLessThan(140);
    expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('VALUE');
  });
  it('ends lines as ECMAScript does', () => {
    expect(linesOf('a\r\nb\rc\u2028d\ne')).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
