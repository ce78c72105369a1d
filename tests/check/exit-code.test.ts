import { describe, expect, it } from 'vitest';
import { exitCodeOf, type ExitOptions } from '../../src/check/exit-code.ts';
import { resultOf } from '../report/fixtures.ts';

const clean = resultOf([]);
const problem = { message: 'x', hint: null, file: null, line: null, column: null };

describe('exitCodeOf', () => {
  it.each<[number, number, number, ExitOptions['failOn'], number | null, 0 | 1 | 2]>([
    [0, 0, 0, 'error', null, 0],
    [1, 0, 0, 'error', null, 1],
    [0, 1, 0, 'error', null, 0],
    [0, 1, 0, 'warn', null, 1],
    [1, 1, 0, 'never', null, 0],
    [0, 1, 0, 'error', 0, 1],
    [0, 1, 0, 'error', 1, 0],
    [0, 1, 0, 'never', 0, 0],
    [0, 0, 1, 'error', null, 2],
    [1, 1, 1, 'error', null, 2],
    [0, 0, 1, 'never', null, 2],
  ])('of %i errors, %i warnings and %i problems with %s and %s is %i', (error, warn, problems, failOn, maxWarnings, expected) => {
    const result = { ...clean, summary: { ...clean.summary, error, warn }, problems: Array.from({ length: problems }, () => problem) };
    expect(exitCodeOf(result, { failOn, maxWarnings })).toBe(expected);
  });
});
