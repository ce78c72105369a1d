import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { compileGlob, globProblem, literalPrefix } from '../../src/source/glob.ts';

describe('paths', () => {
  test.each([
    ['src/a.ts', 'src/a.ts', true],
    ['src/a.ts', 'src/a.tsx', false],
    ['src/*.ts', 'src/a.ts', true],
    ['src/*.ts', 'src/b/a.ts', false],
    ['src/**', 'src/a/b.ts', true],
    ['src/**', 'srcs/a.ts', false],
    ['src/**', 'src', false],
    ['*/**', 'src', false],
    ['**/*.ts', 'a.ts', true],
    ['**/*.ts', 'a/b/c.ts', true],
    ['a/**/z.ts', 'a/z.ts', true],
    ['a/**/z.ts', 'a/b/c/z.ts', true],
    ['a/**/z.ts', 'a/b/c/y.ts', false],
    ['**/b/**', 'a/b/c', true],
    ['**/b/**', 'a/bb/c', false],
    ['*.{ts,tsx}', 'a.tsx', true],
    ['*.{ts,tsx}', 'a.js', false],
    ['{a,b/{c,d}}/*.ts', 'b/d/x.ts', true],
    ['{a,b/{c,d}}/*.ts', 'b/x.ts', false],
    ['a?.ts', 'ab.ts', true],
    ['a?.ts', 'a/.ts', false],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[!a-c]x', 'dx', true],
    ['app/[id]/page.ts', 'app/[id]/page.ts', true],
    ['app/[id]/page.ts', 'app/[slug]/page.ts', false],
    ['app/[id]/page.ts', 'app/i/page.ts', true],
    ['app/[...slug]/**', 'app/[...slug]/a/b.ts', true],
    ['app/[[...slug]]/*', 'app/[[...slug]]/b.ts', true],
    ['pages/[id].*', 'pages/[id].ts', true],
    ['app/\\[id\\]/*', 'app/[id]/b.ts', true],
    ['app/\\[id\\]/*', 'app/i/b.ts', false],
    ['app/(group)/*.ts', 'app/(group)/a.ts', true],
    ['app/@modal/*.ts', 'app/@modal/a.ts', true],
    ['[]a]x', ']x', true],
    ['[^a]x', 'ax', false],
    ['[a-]x', '-x', true],
    ['[a', '[a', true],
    ['\\*.ts', '*.ts', true],
    ['\\*.ts', 'a.ts', false],
    ['**/*.{test,spec}.*', 'src/a.test.ts', true],
    ['**/{__tests__,test}/**', 'src/test/a.ts', true],
    ['*', '.hidden', true],
    ['**', '.a/.b', true],
    ['{a}', '{a}', true],
    ['*a*b*c*', 'xxaxxbxxcxx', true],
    ['*a*b*c*', 'xxaxxcxxbxx', false],
    ['constructor/__proto__', 'constructor/__proto__', true],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(compileGlob(pattern).matches(path)).toBe(expected);
  });
});

describe('keys', () => {
  test.each([
    ['billing.**', 'billing.invoice.send', true],
    ['billing.**', 'billing', false],
    ['billing.**', 'billings.a', false],
    ['billing.*', 'billing.a', true],
    ['billing.*', 'billing.a.b', false],
    ['**.created', 'a.b.created', true],
    ['*.created', 'a.b.created', false],
  ])('%s on %s: %s', (pattern, key, expected) => {
    expect(compileGlob(pattern, '.').matches(key)).toBe(expected);
  });
});

describe('names', () => {
  test.each([
    ['@platform.*', '@platform.a.b', true],
    ['risk/*', 'risk/high', true],
    ['*', 'a/b.c', true],
    ['**', 'a/b', true],
    ['x*', 'ax', false],
  ])('%s on %s: %s', (pattern, name, expected) => {
    expect(compileGlob(pattern, '').matches(name)).toBe(expected);
  });
});

describe('is refused', () => {
  test.each([
    ['', 'it is empty'],
    ['!a', 'negation is not supported'],
    ['+(a)', 'extended groups such as +(…) are not supported'],
    ['a{b', 'a brace is not closed'],
    ['a}b', 'a brace is not closed'],
    ['{1..9}', 'ranges such as {1..3} are not supported'],
    ['{a,b}'.repeat(11), 'its braces stand for more than 1000 patterns'],
    ['a'.repeat(2001), 'it is longer than 2000 characters'],
  ])('%s', (pattern, problem) => {
    expect(globProblem(pattern)).toBe(problem);
    expect(compileGlob(pattern).matches(pattern)).toBe(false);
  });
});

test('a hostile glob is matched in linear time', () => {
  const started = performance.now();
  expect(compileGlob(`${'*a'.repeat(500)}*b`).matches('a'.repeat(2000))).toBe(false);
  expect(compileGlob(`${'**/a/'.repeat(300)}b`).matches('a/'.repeat(1000))).toBe(false);
  expect(compileGlob('{'.repeat(900) + '}'.repeat(900)).matches('x')).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});

test.each([
  ['packages/a/**', 'packages/a'],
  ['a/b.ts', 'a/b.ts'],
  ['**/x', ''],
  ['a/{b,c}/d', 'a'],
  ['a/b*/c', 'a'],
])('the folder that %s writes out is "%s"', (pattern, folder) => {
  expect(literalPrefix(pattern)).toBe(folder);
});

const segment = fc
  .array(fc.constantFrom('a', 'b', 'ab', '.', '*', '?', '{a,b}', '{ab,.a}', '{a,b{a,.b}}', '[ab]', '[!a]', '[^b]', '[a-b]', '\\*', '@'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join('').replace(/\*\*+/g, '*'));
const pattern = fc
  .array(fc.oneof({ weight: 3, arbitrary: segment }, { weight: 1, arbitrary: fc.constant('**') }), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));
const path = fc
  .array(fc.constantFrom('a', 'b', 'ab', '.a', 'a.b', 'aab', 'ba', '*', '(', 'a(b', '@a', 'a+'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));

test('means what picomatch means by it', () => {
  let matched = 0;
  fc.assert(
    fc.property(pattern, path, (glob, file) => {
      // Dots that stand for this or the outer folder have a meaning of their own there.
      fc.pre(!glob.split('/').some((part) => /^(\{[^}]*\}|[.*?])*$/.test(part) && part.includes('.')));
      const expected = picomatch(glob.replace(/\/\*\*$/, '/**/*'), { dot: true, noextglob: true, posix: true })(file);
      if (expected) matched += 1;
      expect(compileGlob(glob).matches(file)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
  expect(matched).toBeGreaterThan(100);
});
