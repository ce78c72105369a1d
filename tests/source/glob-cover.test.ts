import { describe, expect, test } from 'vitest';
import { coversGlob } from '../../src/source/glob-cover.ts';

describe('a glob of paths', () => {
  test.each([
    ['src/**', 'src/**'],
    ['**', 'src/*.ts'],
    ['**/*', 'src/**'],
    ['packages/**', 'packages/a/**'],
    ['packages/**', 'packages/{a,b}/src/*.ts'],
    ['{packages,apps}/**', 'apps/web/**'],
    ['src/*.ts', 'src/a.ts'],
    ['**/*.{ts,js}', 'src/**/*.ts'],
    ['**/*.{ts,js}', '*.js'],
  ])('%s covers %s', (outer, inner) => {
    expect(coversGlob(outer, inner, '/')).toBe(true);
  });

  test.each([
    ['packages/a/**', 'packages/**'],
    ['packages/**', 'packages'],
    ['packages/**', 'packages-old/**'],
    ['packages/**', '{packages,apps}/**'],
    ['packages/*/**', 'packages/a/**'],
    ['src/*.ts', 'src/**'],
    ['src/*.ts', 'src/*.js'],
    ['**/*.ts', 'src/**'],
    ['**/*.ts', 'src/*.tsx'],
    ['**/*/a.ts', 'b/**/a.ts'],
    ['app/[id]/**', 'app/[id]/b/**'],
  ])('%s is not said to cover %s', (outer, inner) => {
    expect(coversGlob(outer, inner, '/')).toBe(false);
  });
});

test('a glob of keys goes by dots, and one of names by nothing', () => {
  expect(coversGlob('billing.**', 'billing.invoice.*', '.')).toBe(true);
  expect(coversGlob('billing.*', 'billing.invoice.*', '.')).toBe(false);
  expect(coversGlob('billing.*', 'billing.init', '.')).toBe(true);
  expect(coversGlob('@acme/*', '@acme/billing', '')).toBe(true);
  expect(coversGlob('@acme/*', '@acme/b*', '')).toBe(false);
});
