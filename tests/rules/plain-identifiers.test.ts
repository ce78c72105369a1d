import { describe, expect, it } from 'vitest';
import { plainIdentifiers } from '../../src/rules/plain-identifiers.ts';
import { command, event } from '../support/sources.ts';
import { runRule } from './harness.ts';

const zeroWidth = '\u200B';
const rightToLeft = '\u202E';
const cyrillicI = '\u0456';

describe('plain-identifiers', () => {
  it('accepts plain names', () => {
    expect(runRule(plainIdentifiers, command())).toEqual([]);
  });

  it.each(['größe', 'счёт', '請求書', '請求データ', 'ファイル', '청구서', 'τιμολόγιο'])('accepts %s, which is of one script', (tag) => {
    expect(runRule(plainIdentifiers, command({ tags: `['${tag}', '${tag}-1']` }))).toEqual([]);
  });

  it('shows a zero-width character, and suggests the name without it', () => {
    expect(runRule(plainIdentifiers, command({ tags: `['bil${zeroWidth}ling']` }))).toEqual([
      {
        message: 'The tag "bil<U+200B>ling" of "billing.invoice.send" holds what no reader sees: U+200B. Remove it.',
        place: 'src/contract.ts:8:12',
        text: `'bil${zeroWidth}ling'`,
        contract: 'command billing.invoice.send',
        subject: 'bil<U+200B>ling',
        suggestions: [{ message: 'Write "billing".', output: command({ tags: "['billing']" }) }],
      },
    ]);
  });

  it.each([
    ['bidirectional', rightToLeft, 'U+202E'],
    ['control', '\u0007', 'U+0007'],
    ['soft hyphen', '\u00AD', 'U+00AD'],
    ['byte order mark', '\uFEFF', 'U+FEFF'],
    ['variation selector', '\uFE0F', 'U+FE0F'],
    ['line separator', '\u2028', 'U+2028'],
    ['lone surrogate', '\\uD800', 'U+D800'],
  ])('reports a %s character', (_, character, code) => {
    const [finding] = runRule(plainIdentifiers, command({ owners: `["@a${character}b"]` }));
    expect(finding?.message).toBe(`The owner "@a<${code}>b" of "billing.invoice.send" holds what no reader sees: ${code}. Remove it.`);
  });

  it('tells a letter of another script from the one that it resembles', () => {
    expect(runRule(plainIdentifiers, command({ owners: `['@acme/b${cyrillicI}lling']` }))).toEqual([
      {
        message: `The owner "@acme/b${cyrillicI}lling" of "billing.invoice.send" mixes Latin and Cyrillic: U+0456 (${cyrillicI}). Write it in one script.`,
        place: 'src/contract.ts:7:14',
        text: `'@acme/b${cyrillicI}lling'`,
        contract: 'command billing.invoice.send',
        subject: `@acme/b${cyrillicI}lling`,
      },
    ]);
  });

  it('reports letters of ASCII in another dress', () => {
    expect(runRule(plainIdentifiers, command({ tags: "['ｂilling']" }))).toEqual([
      {
        message:
          'The tag "ｂilling" of "billing.invoice.send" is written with characters that look like plain ones: U+FF42 (ｂ). Write "billing".',
        place: 'src/contract.ts:8:12',
        text: "'ｂilling'",
        contract: 'command billing.invoice.send',
        subject: 'ｂilling',
        suggestions: [{ message: 'Write "billing".', output: command({ tags: "['billing']" }) }],
      },
    ]);
  });

  it('suggests no space at an end', () => {
    const [finding] = runRule(plainIdentifiers, command({ version: "'1.0.0\u00A0'" }));
    expect(finding?.suggestions).toEqual([{ message: 'Write "1.0.0".', output: command({ version: "'1.0.0'" }) }]);
  });

  it('reports text that is not composed', () => {
    const decomposed = 'gro\u0308\u00DFe';
    expect(runRule(plainIdentifiers, command({ tags: `['${decomposed}']` }))).toEqual([
      {
        message: `The tag "${decomposed}" of "billing.invoice.send" is not in Unicode normal form C, so that it differs from the same text typed elsewhere. Write it composed: U+00F6 (ö).`,
        place: 'src/contract.ts:8:12',
        text: `'${decomposed}'`,
        contract: 'command billing.invoice.send',
        subject: decomposed,
        suggestions: [{ message: 'Write "gr\u00F6\u00DFe".', output: command({ tags: "['gr\u00F6\u00DFe']" }) }],
      },
    ]);
  });

  it('judges keys, versions, labels and the events that are emitted inline', () => {
    const rest =
      "  io: { input: null, output: null },\n  policy: { auth: 'user' },\n" +
      `  sideEffects: {\n    emits: [{ key: 'a.sent${zeroWidth}', version: '1${zeroWidth}.0.0', when: 'w', payload: null }],\n` +
      `    audit: ['a.sent${zeroWidth}'],\n    analytics: ['x${zeroWidth}'],\n  },\n`;
    const findings = runRule(plainIdentifiers, command({ key: `'a.send${zeroWidth}'`, version: `'1.0.0${zeroWidth}'` }, { rest }));
    expect(findings.map(({ message }) => message.slice(0, message.indexOf(' of ')))).toEqual([
      'The key "a.send<U+200B>"',
      'The version "1.0.0<U+200B>"',
      'The event key "a.sent<U+200B>"',
      'The event version "1<U+200B>.0.0"',
      'The audit label "a.sent<U+200B>"',
      'The analytics label "x<U+200B>"',
    ]);
  });

  it('does not name a contract by a key that deceives', () => {
    const [finding] = runRule(plainIdentifiers, event({ key: `'a.sent${zeroWidth}'` }));
    expect(finding?.message).toBe('The key "a.sent<U+200B>" of this event holds what no reader sees: U+200B. Remove it.');
  });
});
