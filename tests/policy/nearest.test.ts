import { describe, expect, test } from 'vitest';
import { didYouMean, nearest } from '../../src/policy/nearest.ts';

describe('the candidate that was probably meant', () => {
  test.each([
    ['@platform.finanec', ['@platform.finance', '@platform.files'], '@platform.finance'],
    ['feature-flags', ['featureflags'], 'featureflags'],
    ['Billing', ['billing'], 'billing'],
    ['mni', ['min', 'max'], 'min'],
    ['alias', ['aliases'], 'aliases'],
    ['audit-covrage', ['audit-known', 'audit-coverage'], 'audit-coverage'],
    ['contracts-governance/audit-known', ['audit-coverage', 'audit-known'], 'audit-known'],
    ['constructr', ['constructor', '__proto__'], 'constructor'],
  ])('of %s among %j is %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });

  test.each([
    ['min', ['max']],
    ['billing', ['identity']],
    ['billing', ['billing']],
    ['@', ['@a']],
    ['x'.repeat(300), ['x'.repeat(299)]],
  ])('of %s among %j is none', (name, candidates) => {
    expect(nearest(name, candidates)).toBeNull();
  });

  test('is the nearest, and of several the first', () => {
    expect(nearest('abcdef', ['abcxyf', 'abcdxf', 'abcdey'])).toBe('abcdxf');
  });
});

test('the hint', () => {
  expect(didYouMean('biling', ['billing'])).toBe('Did you mean "billing"?');
  expect(didYouMean('biling', [])).toBeNull();
});

test('a hundred unknown tags are looked up in a vocabulary of ten thousand in time', () => {
  const vocabulary = Array.from({ length: 10_000 }, (_, index) => `some-tag-${index}`);
  const started = performance.now();
  for (let index = 0; index < 100; index += 1) expect(nearest(`unknown-word-${index}`, vocabulary)).toBeNull();
  expect(performance.now() - started).toBeLessThan(3000);
});
