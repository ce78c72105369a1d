import { describe, expect, it } from 'vitest';
import { styleOf, wantsColors } from '../../src/report/style.ts';
import { displayWidth, padEnd, truncate, wrap } from '../../src/report/width.ts';

describe('wantsColors', () => {
  it.each<[boolean, Readonly<Record<string, string>>, boolean | undefined, boolean]>([
    [true, {}, undefined, true],
    [false, {}, undefined, false],
    [true, { NO_COLOR: '1' }, undefined, false],
    [true, { NO_COLOR: '' }, undefined, true],
    [false, { FORCE_COLOR: '1' }, undefined, true],
    [false, { FORCE_COLOR: '' }, undefined, true],
    [true, { FORCE_COLOR: '0' }, undefined, false],
    [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, undefined, true],
    [true, { FORCE_COLOR: '1' }, false, false],
    [true, { TERM: 'dumb' }, undefined, false],
  ])('on a terminal: %s, with %j and the flag %s, is %s', (isTerminal, env, flag, expected) => {
    expect(wantsColors(isTerminal, env, flag)).toBe(expected);
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
