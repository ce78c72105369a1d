import { describe, expect, it } from 'vitest';
import { styleOf, wantsColors } from '../../src/report/style.ts';
import { displayWidth, padEnd, truncate, wrap } from '../../src/report/width.ts';

describe('wantsColors', () => {
  it.each<[boolean, Readonly<Record<string, string>>, boolean]>([
    [true, {}, true],
    [false, {}, false],
    [false, { CI: 'true' }, false],
    [true, { TERM: 'dumb' }, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '0' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { NO_COLOR: '' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '2' }, true],
    [false, { FORCE_COLOR: '3' }, true],
    [false, { FORCE_COLOR: 'true' }, true],
    [false, { FORCE_COLOR: '1', TERM: 'dumb' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: 'false' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0', NO_COLOR: '' }, false],
    [false, { FORCE_COLOR: '' }, true],
    [false, { FORCE_COLOR: '', NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '', NO_COLOR: '1' }, false],
    [true, { FORCE_COLOR: '', NO_COLOR: '1' }, false],
  ])('on a terminal: %s, with %j, is %s', (isTerminal, env, expected) => {
    expect(wantsColors(isTerminal, env)).toBe(expected);
  });
});

describe('styleOf', () => {
  it('colours where it is wanted, whatever stdout is', () => {
    expect(styleOf(true).red('x')).toBe('\u001b[31mx\u001b[39m');
    expect(styleOf(false).red('x')).toBe('x');
    expect(styleOf(true).red('')).toBe('');
  });
});

describe('width', () => {
  it.each([
    ['abc', 3],
    ['送金', 4],
    ['é', 1],
    ['🚀', 2],
    ['👨‍👩‍👧', 6],
    ['', 0],
  ])('of %s is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
  it('pads to columns', () => {
    expect(padEnd('送', 4)).toBe('送  ');
  });
  it('cuts to columns', () => {
    expect(truncate('abcdef', 4)).toBe('abc…');
    expect(truncate('送金送金', 4)).toBe('送…');
    expect(truncate('abcd', 4)).toBe('abcd');
  });
  it('breaks at spaces', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('averylongword x', 5)).toEqual(['averylongword', 'x']);
    expect(wrap('', 5)).toEqual([]);
  });
});
