import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fix } from '../../../src/rules/finding.ts';
import { appendString, insertProperty } from '../../../src/rules/support/insertions.ts';
import type { Span } from '../../../src/source/span.ts';

const file = 'a.ts';

/** The span of the last occurrence of `piece`. */
function spanOf(text: string, piece: string): Span {
  const start = text.lastIndexOf(piece);
  if (start < 0) throw new Error(`"${piece}" is not in the text.`);
  return { file, start, end: start + piece.length };
}

/** From the first `[` to the last `]`. */
function arrayIn(text: string): Span {
  return { file, start: text.indexOf('['), end: text.lastIndexOf(']') + 1 };
}

function apply(text: string, fix: Fix | undefined): string | null {
  if (!fix) return null;
  return fix.edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((now, { span, text: added }) => now.slice(0, span.start) + added + now.slice(span.end), text);
}

function append(text: string, last: string | null): string | null {
  return apply(text, appendString(text, arrayIn(text), last === null ? null : spanOf(text, last), 'x', "'"));
}

describe('a string is added to an array', () => {
  it.each([
    ['on one line', "['a']", "'a'", "['a', 'x']"],
    ['with a trailing comma', "['a',]", "'a'", "['a', 'x',]"],
    ['with spaces inside', "[ 'a' ]", "'a'", "[ 'a', 'x' ]"],
    ['in double quotes', '["a"]', '"a"', '["a", "x"]'],
    ['after a template', '[`a`]', '`a`', '[`a`, `x`]'],
    ['after a constant, in the quotes of the contract', '[A]', 'A', "[A, 'x']"],
    ['before a comment', "['a' /* one */]", "'a'", "['a', 'x' /* one */]"],
    ['after a spread', '[...LABELS]', '...LABELS', "[...LABELS, 'x']"],
    ['before a spread of nothing', "['a', ...NONE]", "'a'", "['a', 'x', ...NONE]"],
    ['over lines', "[\n  'a',\n]", "'a'", "[\n  'a',\n  'x',\n]"],
    ['over lines without a trailing comma', "[\n  'a'\n]", "'a'", "[\n  'a',\n  'x'\n]"],
    ['with tabs', "[\n\t\t'a',\n\t]", "'a'", "[\n\t\t'a',\n\t\t'x',\n\t]"],
    ['with CRLF', "[\r\n  'a',\r\n]", "'a'", "[\r\n  'a',\r\n  'x',\r\n]"],
    ['after the comment of the last element', "[\n  'a', // one\n]", "'a'", "[\n  'a', // one\n  'x',\n]"],
    ['after such a comment without a comma', "[\n  'a' // one\n]", "'a'", "[\n  'a', // one\n  'x'\n]"],
    ['after a comment over lines', "[\n  'a', /* one\n  two */\n]", "'a'", "[\n  'a', /* one\n  two */\n  'x',\n]"],
    ['before what is commented out', "[\n  'a',\n  // 'b',\n]", "'a'", "[\n  'a',\n  'x',\n  // 'b',\n]"],
    ['where several stand on a line', "[\n  'a', 'b',\n]", "'b'", "[\n  'a', 'b', 'x',\n]"],
    ['that is empty', '[]', null, "['x']"],
    ['that holds a space', '[ ]', null, "['x']"],
    ['that holds a line break', '[\n]', null, "['x']"],
    ['that holds a comment', '[/* none */]', null, "[/* none */ 'x']"],
    ['that holds a comment on its line', '[\n    // none yet\n  ]', null, "[\n    // none yet\n    'x',\n  ]"],
    ['that begins with a comment', '  audit: [ // none\n  ]', null, "  audit: [ // none\n    'x',\n  ]"],
  ])('%s', (_, text, last, expected) => {
    expect(append(text, last)).toBe(expected);
  });

  it.each([
    ['that is a spread of nothing', '[...NONE]', null],
    ['that is a spread of nothing on its line', '[\n  ...NONE,\n]', null],
  ])('but not to one %s', (_, text, last) => {
    expect(append(text, last)).toBeNull();
  });

  it('but not where the span is no array', () => {
    const text = 'LABELS';
    expect(appendString(text, spanOf(text, text), null, 'x', "'")).toBeUndefined();
  });

  it('and escaped', () => {
    const text = "['a']";
    expect(apply(text, appendString(text, arrayIn(text), spanOf(text, "'a'"), "it's", "'"))).toBe("['a', 'it\\'s']");
  });

  it('so that running the text gives it last, whatever stands between', () => {
    const gap = fc.constantFrom('', ' ', '\n  ', '\r\n\t', ' /* , ] */ ', ' // ]\n', '\n// ,\n');
    fc.assert(
      fc.property(gap, gap, gap, fc.boolean(), fc.boolean(), (before, between, after, hasTwo, hasComma) => {
        const last = hasTwo ? '"b"' : '"a"';
        const text = `[${before}${hasTwo ? `"a"${between},${between}"b"` : '"a"'}${between}${hasComma ? ',' : ''}${after}]`;
        const result = append(text, last) ?? '[]';
        // Only arrays of literals made above are run.
        expect(new Function(`return ${result}`)()).toEqual(hasTwo ? ['a', 'b', 'x'] : ['a', 'x']);
      }),
    );
  });
});

describe('a property is added after another', () => {
  const add = (text: string, key: string, value: string): string | null => {
    const object = { file, start: text.indexOf('{'), end: text.lastIndexOf('}') + 1 };
    return apply(text, insertProperty(text, object, { key: spanOf(text, key), value: spanOf(text, value) }, "audit: ['x']"));
  };

  it.each([
    ['on one line', '{ emits: [E] }', "{ emits: [E], audit: ['x'] }"],
    ['before others on the line', '{ emits: [E], analytics: [] }', "{ emits: [E], audit: ['x'], analytics: [] }"],
    ['over lines', '{\n  emits: [E],\n}', "{\n  emits: [E],\n  audit: ['x'],\n}"],
    ['over lines without a trailing comma', '{\n  emits: [E]\n}', "{\n  emits: [E],\n  audit: ['x']\n}"],
    ['before others over lines', '{\n\temits: [E],\n\tanalytics: [],\n}', "{\n\temits: [E],\n\taudit: ['x'],\n\tanalytics: [],\n}"],
    ['after its comment', '{\n  emits: [E], // what it says\n}', "{\n  emits: [E], // what it says\n  audit: ['x'],\n}"],
    ['after its comment without a comma', '{\r\n  emits: [E] // what\r\n}', "{\r\n  emits: [E], // what\r\n  audit: ['x']\r\n}"],
  ])('%s', (_, text, expected) => {
    expect(add(text, 'emits', '[E]')).toBe(expected);
  });

  it('over the lines of its value', () => {
    expect(add('{\n  emits: [\n    E,\n  ],\n}', 'emits', '[\n    E,\n  ]')).toBe("{\n  emits: [\n    E,\n  ],\n  audit: ['x'],\n}");
  });

  it('in shorthand', () => {
    expect(add('{ emits }', 'emits', 'emits')).toBe("{ emits, audit: ['x'] }");
  });

  it('but not where it came by a spread from elsewhere', () => {
    const text = '{ ...effects } const effects = 1; emits: [E]';
    expect(
      insertProperty(text, { file, start: 0, end: 14 }, { key: spanOf(text, 'emits'), value: spanOf(text, '[E]') }, 'audit: []'),
    ).toBeUndefined();
  });
});
