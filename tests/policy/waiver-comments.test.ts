import { describe, expect, test } from 'vitest';
import { parseWaiverComments } from '../../src/policy/waivers/comments.ts';
import type { Location } from '../../src/source/span.ts';

const file = 'src/a.ts';

function textAt(text: string, { line, column, endLine, endColumn }: Location): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return text.slice((starts[line - 1] ?? 0) + column - 1, (starts[endLine - 1] ?? 0) + endColumn - 1);
}

describe('a waiver in a comment', () => {
  test('says what one in the policy says', () => {
    const text =
      'const a = 1;\n// contracts-governance-waive audit-coverage owner=@acme/billing expires=2027-01-31 issue=GOV-1 subject=a.b -- the pipeline lands in Q1\nexport const X = defineCommand({ meta: {} });\n';
    const { waivers, diagnostics } = parseWaiverComments(text, file);
    expect(diagnostics).toEqual([]);
    expect(waivers).toEqual([
      {
        rule: 'audit-coverage',
        contract: '**',
        subject: 'a.b',
        reason: 'the pipeline lands in Q1',
        owner: '@acme/billing',
        issue: 'GOV-1',
        expires: '2027-01-31',
        from: null,
        to: null,
        changes: [],
        location: { file, line: 2, column: 1, endLine: 2, endColumn: 136 },
        covers: { file, line: 3, column: 1, endLine: 3, endColumn: 45 },
        above: ['export const X'],
        covered: 'exportconstX=defineCommand({meta:{}})',
      },
    ]);
  });

  test.each([
    ['export const X = defineCommand({\n  HERE\n  tags: [],\n});', ['export const X', 'tags']],
    ['const a = { b: 1 };\nexport const X = f({ sideEffects: {\n  HERE\n  emits: [] } });', ['export const X', 'sideEffects', 'emits']],
    [
      "const X = f({ meta: { key: 'x' }, emits: [{ key: 'a' },\n  HERE\n  {\n    when: 'x', key: 'b' }] })",
      ['const X', "key: 'x'", 'emits', "key: 'b'"],
    ],
    ["const X = f({ emits: [\n  HERE\n  { ref: E.meta, when: 'x' }] })", ['const X', 'emits', 'ref: E.meta']],
    ["const y = f(1)\nconst X = f({ 'tags': [\n  HERE\n  'x'] })", ['const X', "'tags'", "'x'"]],
    ['module.exports = [f({ a: 1 }),\n  HERE\n  f({ meta: { key: "b", a: 2 } })];', ['module.exports =', 'key: "b"']],
  ])('knows what it stands above: %j', (code, above) => {
    const text = code.replace('HERE', '// contracts-governance-waive tag-domain owner=a expires=2027-01-31 -- r');
    expect(parseWaiverComments(text, file).waivers).toMatchObject([{ above }]);
  });

  test.each([
    [
      'a statement',
      'export const X = defineCommand({\n  meta: { key: "a" },\n});',
      'export const X = defineCommand({\n  meta: { key: "a" },\n})',
    ],
    ['a statement without a semicolon', 'export const X = define({\n})\nconst y = 1;', 'export const X = define({\n})'],
    ['a property with brackets', "owners: ['a', 'b'],\n  tags: []", "owners: ['a', 'b']"],
    ['the last property', "owners: ['a']\n}", "owners: ['a']"],
    ['the last property on the line of the bracket', "owners: ['a'] }", "owners: ['a'] "],
    [
      'each of two, one above the other',
      "// contracts-governance-waive tag-format owner=a expires=2027-01-31 -- r\n  tags: ['a'],",
      "tags: ['a']",
    ],
    ['a property without brackets', "version: '1.0.0',\n  x: 1", "version: '1.0.0'"],
    [
      'brackets in strings, templates, patterns and comments',
      "a: f(')', `}${`}`}`, /[)]/, /* ) */ 1),\n b",
      "a: f(')', `}${`}`}`, /[)]/, /* ) */ 1)",
    ],
    ['what stands after other comments', '// more\n/* and more */\n  goal: "x",', 'goal: "x"'],
    ['a division, which is no pattern', 'a: (b) / 2, c: 1 / 3,', 'a: (b) / 2'],
  ])('covers %s', (_name, below, covered) => {
    const text = `{\n  // contracts-governance-waive tag-domain owner=a expires=2027-01-31 -- r\n  ${below}`;
    const [waiver] = parseWaiverComments(text, file).waivers;
    expect(waiver && textAt(text, waiver.covers)).toBe(covered);
  });

  test('may be a block comment, over several lines', () => {
    const text = '/*\n * contracts-governance-waive tag-domain owner=a\n * expires=2027-01-31 -- because\n * of this\n */\nx();\n';
    expect(parseWaiverComments(text, file).waivers).toMatchObject([
      { rule: 'tag-domain', owner: 'a', expires: '2027-01-31', reason: 'because of this' },
    ]);
  });

  test('is not read in strings, templates and patterns', () => {
    const line = '// contracts-governance-waive tag-domain owner=a expires=2027-01-31 -- r';
    const text = `const a = "${line}";\nconst b = \`\n${line}\n\`;\nconst c = /\\/\\/ contracts-governance-waive tag-domain/;\n`;
    expect(parseWaiverComments(text, file)).toEqual({ waivers: [], diagnostics: [] });
  });

  test('is one only where the comment begins with it', () => {
    expect(parseWaiverComments('// see contracts-governance-waive\n// contracts-governance-waiver x\n', file)).toEqual({
      waivers: [],
      diagnostics: [],
    });
  });
});

test.each([
  ['// contracts-governance-waiver tag-domain owner=a expires=2027-01-31 -- r', 'contracts-governance-waiver'],
  ['/* contracts-governance-waive: tag-domain owner=a -- r */', 'contracts-governance-waive:'],
])('%s is a waiver that is written wrongly', (comment, word) => {
  const { waivers, diagnostics } = parseWaiverComments(`${comment}\nx();\n`, 'a.ts');
  expect(waivers).toEqual([]);
  expect(diagnostics.map(({ message }) => message)).toEqual([`This waiver is void: it begins with "${word}".`]);
});

test('prose about waivers is none', () => {
  expect(parseWaiverComments('// contracts-governance-waivers are listed below\nx();\n', 'a.ts')).toEqual({ waivers: [], diagnostics: [] });
});

describe('is void', () => {
  test.each([
    ['', 'it names no rule.'],
    ['owner=a expires=2027-01-31 -- r', 'it names no rule.'],
    ['tag-domain expires=2027-01-31 -- r', 'it has no owner.'],
    ['tag-domain owner= expires=2027-01-31 -- r', 'it has no owner.'],
    ['tag-domain owner=a -- r', 'it has no last day.'],
    ['tag-domain owner=a expires=2027-02-30 -- r', '"2027-02-30" is no date.'],
    ['tag-domain owner=a expires=2027-01-31', 'it gives no reason.'],
    ['tag-domain owner=a expires=2027-01-31 --', 'it gives no reason.'],
    ['tag-domain owner=a because expires=2027-01-31 -- r', '"because" is neither an option nor, after "--", a reason.'],
    ['tag-domain ownr=a expires=2027-01-31 -- r', '"ownr" is not an option of a waiver. Did you mean "owner"?'],
    ['tag-domain owner=a owner=b expires=2027-01-31 -- r', '"owner" stands there twice.'],
  ])('%s: %s', (body, reason) => {
    const text = `  // contracts-governance-waive ${body}\nx();\n`;
    const { waivers, diagnostics } = parseWaiverComments(text, file);
    expect(waivers).toEqual([]);
    expect(diagnostics).toEqual([
      {
        severity: 'error',
        message: `This waiver is void: ${reason}`,
        hint: 'Write "contracts-governance-waive <rule> owner=<team> expires=YYYY-MM-DD -- <reason>".',
        location: { file, line: 1, column: 3, endLine: 1, endColumn: 3 + `// contracts-governance-waive ${body}`.length },
        excerpt: text.split('\n')[0],
      },
    ]);
  });
});

test('hostile text is scanned in linear time', () => {
  const started = performance.now();
  for (const piece of [
    '// contracts-governance-waive a\nx (',
    '/* contracts-governance-waive */ a\n',
    '/* contracts-governance-waive */ (a)\n+',
    '`${',
    '/*',
    '"',
    "'",
    '`',
    '{',
    '// contracts-governance-waive\n',
    '/',
    '\\',
  ]) {
    parseWaiverComments(`// contracts-governance-waive\n${piece.repeat(100_000 / piece.length)}`, file);
  }
  for (const piece of ['\n', ' ', '*', '\n *', '\n * @', '\n * contracts-governance-waive ']) {
    const filling = piece.repeat(100_000 / piece.length);
    parseWaiverComments(`/*${filling}contracts-governance-waive a${filling}x */`, file);
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});

describe('a block of comment', () => {
  const waiver = (rule: string): string => `contracts-governance-waive ${rule} owner=a expires=2027-01-31 -- r`;

  test('may hold waivers below its prose, each of them up to a line that is empty or begins with a tag', () => {
    const text = `/**\n * Sends it.\n *\n * ${waiver('tag-format')}\n *   and more.\n * ${waiver('tag-domain')}\n * @deprecated\n */\nexport const X = 1;\n`;
    const { waivers, diagnostics } = parseWaiverComments(text, file);
    expect(diagnostics).toEqual([]);
    expect(waivers.map(({ rule, reason, location, covers }) => [rule, reason, location.line, textAt(text, covers)])).toEqual([
      ['tag-format', 'r and more.', 4, 'export const X = 1'],
      ['tag-domain', 'r', 6, 'export const X = 1'],
    ]);
  });

  test('may speak of waivers', () => {
    expect(parseWaiverComments('/** The contracts-governance-waive comments of old are gone. */\nconst a = 1;', file).waivers).toEqual([]);
  });
});

test.each(['contract-governance-waive', 'contracts-governance-wave', 'contracts-governance-waive:'])('%s is void', (word) => {
  const { waivers, diagnostics } = parseWaiverComments(`// ${word} tag-format owner=a expires=2027-01-31 -- r\nconst a = 1;`, file);
  expect(waivers).toEqual([]);
  expect(diagnostics.map(({ message }) => message)).toEqual([`This waiver is void: it begins with "${word}".`]);
});
