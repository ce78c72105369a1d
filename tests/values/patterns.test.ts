import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasMatch, matchesOf, type Match } from '../../src/values/builtins/patterns.ts';
import { runs, timeFor } from '../support/runs.ts';

const atom = fc.constantFrom('a', 'b', '-', '.', '\\w', '\\d', '\\s', '[ab]', '[^a-c]', '\\.', '^', '$', '\\b', 'A', '\\n', '[\\w.]', '_');
const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,1}');

const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(atom, quantifier).map(([one, times]) => one + times),
    fc.tuple(fc.constantFrom('(', '(?:', '(?<>'), tie('pattern'), quantifier).map(([open, inner, times]) => `${open}${inner})${times}`),
  ),
  pattern: fc.oneof(
    { maxDepth: 3 },
    fc.array(tie('piece'), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `${one}|${other}`),
  ),
}));
const text = fc.array(fc.constantFrom('a', 'b', 'c', 'A', '1', '.', '-', ' ', '\n', '_'), { maxLength: 12 }).map((chars) => chars.join(''));
const flags = fc.constantFrom('g', 'gi', 'gm', 'gs');

test('a pattern that is followed finds what the engine of JavaScript finds', { timeout: timeFor(5_000) }, () => {
  let followed = 0;
  fc.assert(
    fc.property(pattern, flags, text, (unnamed, wanted, searched) => {
      let names = 0;
      const source = unnamed.replaceAll('(?<>', () => `(?<n${names++}>`);
      let regexp: RegExp;
      try {
        regexp = new RegExp(source, wanted);
      } catch {
        return;
      }
      const found = matchesOf({ pattern: source, flags: wanted }, searched);
      if (!found) return;
      followed++;
      const expected = [...searched.matchAll(regexp)].map((match) => {
        const [whole, ...groups] = match;
        return { start: match.index, end: match.index + whole.length, groups, named: match.groups && { ...match.groups } };
      });
      const named = (match: Match): object | undefined =>
        match.names
          ? Object.fromEntries(match.names.flatMap((name, index) => (name === null ? [] : [[name, match.groups[index]]])))
          : undefined;
      expect(found.map((match) => ({ start: match.start, end: match.end, groups: match.groups, named: named(match) }))).toEqual(expected);
    }),
    { numRuns: runs(5_000) },
  );
  expect(followed).toBeGreaterThan(runs(400));
});

test('a pattern that looks at one character to either side finds the places that it does in JavaScript', () => {
  const one = fc.constantFrom('[A-Z]', '[^a-c]', '\\w', '\\W', '\\.', 'a', '-', '[.\\-]', '[]]', 'ab', '.', '');
  const around = fc.tuple(fc.option(one, { nil: null }), fc.option(one, { nil: null }));
  let followed = 0;
  fc.assert(
    fc.property(around, flags, text, ([before, behind], wanted, searched) => {
      const source = `${before === null ? '' : `(?<=${before})`}${behind === null ? '' : `(?=${behind})`}`;
      const found = matchesOf({ pattern: source, flags: wanted }, searched);
      if (!found || source === '') return;
      followed++;
      const regexp = new RegExp(source, wanted);
      expect(found.map(({ start, end }) => [start, end])).toEqual([...searched.matchAll(regexp)].map(({ index }) => [index, index]));
    }),
    { numRuns: runs(2_000) },
  );
  expect(followed).toBeGreaterThan(runs(200));
});

test('a pattern of which only that is asked whether it is found is found where JavaScript finds it', { timeout: timeFor(5_000) }, () => {
  const other = fc.constantFrom(
    '\\p{L}',
    '[\\p{Lu}\\s]',
    '[b\\u{80}-\\u{FFFF}]',
    '[^\\u0061]',
    '\\u{61}',
    '\\\\u0061b',
    '\\P{N}',
    '[^]',
    '[]',
    '\\a',
    '\\cA',
    '[[a]--[b]]',
    'é',
    '.',
    '\\s',
    '{',
    'k',
  );
  const parts = fc.oneof(
    pattern,
    other,
    fc.tuple(pattern, other).map(([one, two]) => one + two),
  );
  const texts = fc.oneof(text, fc.constantFrom('é', 'K', '\u212a', 'ſ', '\u00a0', '\r', '😀', 'a\u2028b', '\v'));
  let followed = 0;
  fc.assert(
    fc.property(parts, fc.constantFrom('', 'i', 'u', 'iu', 'm', 's', 'v'), texts, (source, wanted, searched) => {
      const written = source.replaceAll('(?<>', '(');
      let regexp: RegExp;
      try {
        regexp = new RegExp(written, wanted);
      } catch {
        return;
      }
      const found = hasMatch({ pattern: written, flags: wanted }, searched);
      if (found === null) return;
      followed++;
      expect(found).toBe(regexp.test(searched));
    }),
    { numRuns: runs(5_000) },
  );
  expect(followed).toBeGreaterThan(runs(200));
});

test.each([
  ['^[a-z\\u{0080}-\\u{FFFF}]+@', 'ab@c', true],
  ['^[\\u0062-\\u007a]+$', 'ab', false],
  ['^\\u{61}$', 'a', true],
  ['^[&\\u{80}-]+$', '&-', true],
])('code points are followed with the flag `u`: %s', (source, searched, found) => {
  expect(hasMatch({ pattern: source, flags: 'u' }, searched)).toBe(found);
});

test.each([
  '(?<=a)b',
  'a(?=b)',
  '(a)\\1',
  '(?:(a)|b)*',
  '(?:a*)*',
  '\\p{L}',
  '[[:alpha:]]',
  '\\x41',
  '(?<n>a)|(?<n>b)',
  '(?<n>a)\\k<n>',
  'a{2,1}{3}',
])('what may mean something else is not followed: %s', (source) => {
  expect(matchesOf({ pattern: source, flags: 'g' }, 'ab')).toBeNull();
});

test('no text takes long', () => {
  const started = performance.now();
  expect(matchesOf({ pattern: '(?:a+)+$', flags: 'g' }, `${'a'.repeat(9_000)}b`)).toEqual([]);
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(matchesOf({ pattern: 'a', flags: 'g' }, 'a'.repeat(20_000))).toBeNull();
});
