import { describe, expect, it } from 'vitest';
import {
  encodePath,
  escapeCommandData,
  escapeCommandProperty,
  escapeCsv,
  escapeInvisible,
  escapeJson,
  escapeMarkdown,
  escapeSarifMessage,
  escapeTerminal,
  escapeXml,
  markdownCellCode,
  markdownCode,
} from '../../src/report/escape.ts';

describe('escapeInvisible', () => {
  it.each([
    ['plain ASCII stays', 'billing.invoice.send', 'billing.invoice.send'],
    ['letters of other scripts stay', 'Überweisung 送金', 'Überweisung 送金'],
    ['line ends are shown', 'a\nb\r\nc\td', String.raw`a\nb\r\nc\td`],
    ['escape sequences are shown', '\u001b[31mred', String.raw`\u{1b}[31mred`],
    ['the one-character form of an escape sequence is shown', '\u009b31m', String.raw`\u{9b}31m`],
    ['text that turns its direction is shown', 'user\u202Enimda', String.raw`user\u{202e}nimda`],
    ['zero-width characters are shown', 'pay\u200bment', String.raw`pay\u{200b}ment`],
    ['a byte order mark is shown', '\ufeffkey', String.raw`\u{feff}key`],
    ['line and paragraph separators are shown', 'a\u2028b\u2029c', String.raw`a\u{2028}b\u{2029}c`],
    ['half a surrogate pair is shown', 'a\ud83d', String.raw`a\u{d83d}`],
    ['tags outside of the basic plane are shown', '\u{e0041}', String.raw`\u{e0041}`],
    ['emoji stay', '🚀', '🚀'],
    ['emoji that are joined stay one', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['a joiner between letters is shown', 'a\u200db', String.raw`a\u{200d}b`],
  ])('%s', (_, text, expected) => {
    expect(escapeInvisible(text)).toBe(expected);
  });
});

describe('escapeTerminal', () => {
  it.each([
    ['a workflow command at the start', '::error::x', String.raw`\u{3a}:error::x`],
    [
      'a workflow command after a space, where text may be wrapped',
      'see ::set-output name=x::y',
      String.raw`see \u{3a}:set-output name=x::y`,
    ],
    ['the older form of a workflow command', 'a ##[error]x', String.raw`a #\u{23}[error]x`],
    ['a command of Azure Pipelines', '##vso[task.setvariable]x', String.raw`#\u{23}vso[task.setvariable]x`],
    ['a scope operator stays', 'std::vector', 'std::vector'],
    ['a heading of Markdown stays', '## Title', '## Title'],
  ])('%s', (_, text, expected) => {
    expect(escapeTerminal(text)).toBe(expected);
  });
});

describe('escapeJson', () => {
  it('keeps the value and hides nothing', () => {
    const value = { text: '\u001b[31m \u009b \u202e ##[error]x \ud83d \u2028 \u{e0041} 🚀' };
    const json = escapeJson(JSON.stringify(value));
    expect(JSON.parse(json)).toEqual(value);
    expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]|##\[/u);
  });
});

describe('workflow commands', () => {
  it('escapes data', () => {
    expect(escapeCommandData('100%, a: b\r\n::error::x')).toBe('100%25, a: b%0D%0A::error::x');
  });
  it('escapes properties', () => {
    expect(escapeCommandProperty('src/a,b:c%.ts\n')).toBe('src/a%2Cb%3Ac%25.ts%0A');
  });
  it('shows escape sequences', () => {
    expect(escapeCommandData('\u001b[31m')).toBe(String.raw`\u{1b}[31m`);
  });
});

describe('escapeXml', () => {
  it('escapes markup, and what ends a CDATA section', () => {
    expect(escapeXml(`<a b="c" d='e'> & ]]>`)).toBe('&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt; &amp; ]]&gt;');
  });
  it('shows characters that XML cannot hold', () => {
    expect(escapeXml('\u0000\u0008\uffff')).toBe('\\u{0}\\u{8}\ufffd');
  });
});

describe('a command of a log', () => {
  it.each([
    ['XML', escapeXml, '#&#35;vso[task.x]'],
    ['a code span', markdownCode, '`#\\u{23}vso[task.x]`'],
    ['running text of Markdown', escapeMarkdown, String.raw`##&#8203;vso\[task.x\]`],
    ['CSV', escapeCsv, String.raw`#\u{23}vso[task.x]`],
  ])('is none in %s', (_, escape, expected) => {
    expect(escape('##vso[task.x]')).toBe(expected);
  });
});

describe('escapeMarkdown', () => {
  it.each([
    ['table cells end nowhere', 'a | b', String.raw`a \| b`],
    ['HTML is text', '<script>&amp;', '&lt;script&gt;&amp;amp;'],
    ['emphasis, code and links are text', '*a* _b_ `c` [d](e)', '\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)'],
    ['line ends are shown', 'a\n# b', String.raw`a\\n# b`],
    ['mentions call nobody', 'ask @acme/billing', 'ask @&#8203;acme/billing'],
    ['numbers refer to no issue', 'fixes #12', 'fixes #&#8203;12'],
    ['addresses are no links', 'http://evil.example www.evil.example', 'http:&#8203;//evil.example www&#8203;.evil.example'],
    ['a list does not begin', '- a', '&#8203;- a'],
    ['nor does a numbered one', '1. a', '&#8203;1. a'],
    ['a version stays', '1.0.0', '1.0.0'],
  ])('%s', (_, text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });
});

describe('markdownCode', () => {
  it.each([
    ['plain text', 'a.b', '`a.b`'],
    ['text with backticks', 'a ``b`` c', '```a ``b`` c```'],
    ['a backtick at the end', 'a`', '`` a` ``'],
    ['nothing', '', '` `'],
  ])('%s', (_, text, expected) => {
    expect(markdownCode(text)).toBe(expected);
  });
  it('keeps cells of a table together', () => {
    expect(markdownCellCode('a | b')).toBe('`a \\| b`');
  });
});

describe('escapeSarifMessage', () => {
  it('leaves no placeholder and no link', () => {
    expect(escapeSarifMessage('{0} {event} owners[0] [a](http://b)')).toBe(String.raw`{{0}} {event} owners[0] \[a](http://b)`);
  });
});

describe('escapeCsv', () => {
  it.each([
    ['plain', 'a.b', 'a.b'],
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'say "hi"', '"say ""hi"""'],
    ['a formula', '=1+1', "'=1+1"],
    ['an owner is no formula', '@acme/billing', '@acme/billing'],
    ['a function of an old spreadsheet', '@SUM(A1)', "'@SUM(A1)"],
    ['a formula of full width', '＝1+1', "'＝1+1"],
    ['a newline', 'a\nb', String.raw`a\nb`],
  ])('%s', (_, text, expected) => {
    expect(escapeCsv(text)).toBe(expected);
  });
});

describe('encodePath', () => {
  it('encodes each segment', () => {
    expect(encodePath('src/[id]/a b#c%.ts')).toBe('src/%5Bid%5D/a%20b%23c%25.ts');
  });
});
