import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLanguages } from '../../../../src/compare/schema/language/language.ts';
import { patternLanguage } from '../../../../src/compare/schema/language/pattern.ts';
import { hasString, shortestString } from '../../../../src/compare/schema/language/search.ts';

const patterns = [
  '^[a-z]+$',
  '[a-c]',
  '^a|b$',
  '^(?:a|b)*c?$',
  '^(a|ab)(c|bcd)$',
  '^a{2,3}$',
  '^a{2,}b{0}$',
  '^\\d{2}-\\w\\W\\s?\\S$',
  '^[^a-c]$',
  '^[]$',
  '^[^]$',
  '^.$',
  'a$|^b',
  '(^a|b)c',
  '^(?=.*a)(?=.*b).{2,4}$',
  '^(?!.*ab)[ab]*$',
  'a(?=b)',
  'a(?!b)$',
  '^a+?b*?$',
  '^\\x61\\u0062[\\d\\-.]$',
  '^[\\w.-]+@[a-z]+$',
  '^$',
  '',
  'a{,2}',
  '^(?<year>a{2})-b$',
  '^a.b$',
  '^[\\s\\S]*$',
  '^\\/\\.\\$$',
  '/^[A-C]+$/i',
  '/^[^a]$/i',
  '/^a.b$/s',
  '/^[a-z]$/u',
];

describe('a pattern as a set of strings', () => {
  test.each(patterns)('%s takes the strings that it matches', (pattern) => {
    const languages = createLanguages();
    const language = patternLanguage(languages, pattern);
    if (!language) throw new Error('The pattern cannot be followed.');
    const literal = /^\/(.*)\/([a-z]+)$/s.exec(pattern);
    const expression = literal ? new RegExp(literal[1] ?? '', literal[2]) : new RegExp(pattern);
    const texts = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '1', '-', ' ', '\n', '/', '.', '$', '@', 'é'), maxLength: 6 }),
      fc.stringMatching(/^[ab]{0,5}$/),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(hasString(languages, language, text)).toBe(expression.test(text));
      }),
    );
    const shortest = shortestString(languages, language);
    if (shortest.kind === 'found') expect(shortest.text).toMatch(expression);
    else expect(pattern).toBe('^[]$');
  });

  test.each(['(a)\\1', '\\ba', '\\p{L}', '(?<=a)b', '(a$)*', 'b^a', '/a/y', '/^a$/m', '/a/iu', '/./u', '(', 'a'.repeat(3000)])(
    '%s cannot be followed',
    (pattern) => {
      expect(patternLanguage(createLanguages(), pattern)).toBeNull();
    },
  );
});

describe('searching', () => {
  const languages = createLanguages();
  const of = (pattern: string): NonNullable<ReturnType<typeof patternLanguage>> => patternLanguage(languages, pattern) ?? languages.nothing;

  test('the shortest string, and of several the plainest', () => {
    expect(shortestString(languages, of('^[^]{3,}$'))).toEqual({ kind: 'found', text: 'aaa' });
    expect(shortestString(languages, of('^[#0-9A-Z]$'))).toEqual({ kind: 'found', text: '0' });
    expect(shortestString(languages, languages.all([of('^[a-z]+$'), languages.not(of('^[a-y]*$'))]))).toEqual({ kind: 'found', text: 'z' });
  });

  test('no string at all', () => {
    expect(shortestString(languages, languages.all([of('^a+$'), of('^b+$')]))).toEqual({ kind: 'none' });
    expect(shortestString(languages, languages.all([of('^(?:ab)*$'), languages.not(of('^(?:a(?:ba)*b)?$'))]))).toEqual({ kind: 'none' });
  });

  test('a search that is too long is given up', () => {
    expect(shortestString(languages, languages.length(5000, Infinity))).toEqual({ kind: 'given-up' });
  });

  test('words', () => {
    expect(shortestString(languages, languages.all([languages.not(languages.words(['', 'a', 'b'])), languages.length(0, 1)]))).toEqual({
      kind: 'found',
      text: 'c',
    });
    expect(hasString(languages, languages.words(['ab', 'abc']), 'ab')).toBe(true);
    expect(hasString(languages, languages.words(['ab', 'abc']), 'a')).toBe(false);
  });
});
