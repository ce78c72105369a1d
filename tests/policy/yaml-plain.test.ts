import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PolicyNode, policySource } from '../../src/policy/node.ts';
import { readPlainYaml } from '../../src/policy/yaml/plain.ts';
import { parseWithLibrary } from '../../src/policy/yaml/yaml.ts';

/** A node with its places, in a form that can be compared. */
function shown(node: PolicyNode | null): unknown {
  if (!node) return null;
  const { start, end } = node.at;
  if (node.kind === 'scalar') return { value: node.value, plain: node.plain, start, end };
  if (node.kind === 'list') return { items: node.items.map(shown), start, end };
  return { entries: [...node.entries].map(([name, { key, value }]) => [name, key.start, key.end, shown(value)]), start, end };
}

function read(text: string): { readonly plain: unknown; readonly library: unknown; readonly isClean: boolean } {
  const source = policySource('p.yaml', 'p.yaml', text);
  const { root, diagnostics } = parseWithLibrary(source);
  return { plain: shown(readPlainYaml(source)), library: shown(root), isClean: diagnostics.length === 0 };
}

describe('reads as the library does', () => {
  test.each([
    'version: 1\n',
    'version: 1 # one\nextends: [recommended, ./org.yaml]\n',
    "rules:\n  a-b: error\n  c-d: { severity: warn, becomesErrorOn: 2027-03-01 }\nowners: { directory: null, spelling: '@' }\n",
    'overrides:\n  - for: { files: ["a/**"] }\n    rules:\n      x: off\n  - for:\n      keys: [a.b]\n',
    'overrides:\n- for: {}\n  rules: {}\n- for: {}\nkeys:\n  also:\n  - a\n  - b c\n',
    'a:\nb:\n  c:\n    d:\n\n\n# end\n',
    'a: x y  z   # comment\n\n  # more\nb: []\n',
    'tags:\r\n  vocabulary:\r\n    - a\r\n    - b\r\n',
    "'@a.b': { c: '' }\n\"x y\": null\n",
    'a: é\n',
    'a: # c\nb:   # c\n  # d\nc:\n',
    'x:\r\n  a: # c\r\n  b:\r\n',
    'x:\n  a: # c\n  # d\n',
    'x:\n- a: # c\n  b: 1\n',
  ])('%j', (text) => {
    const { plain, library, isClean } = read(text);
    expect(isClean).toBe(true);
    expect(plain).not.toBeNull();
    expect(plain).toEqual(library);
  });
});

describe('leaves to the library', () => {
  test.each([
    'a: 1.10\n',
    'a: True\n',
    'a: ~\n',
    'a: x\n  y\n',
    'a: b: c\n',
    'a: [b\n  , c]\n',
    'a: [b, ]\n',
    "a: 'it''s'\n",
    'a: "\\n"\n',
    'a: |\n  b\n',
    'a: &b c\n',
    'a: *b\n',
    'a: !x b\n',
    '<<: a\n',
    'a: 1\na: 2\n',
    '---\na: 1\n',
    '%YAML 1.1\n',
    'a:\n\t- b\n',
    'a: b\n c: d\n',
    'a:\n  b: 1\n c: 2\n',
    '- - a\n',
    '? a\n',
    'a: 0x10\n',
    'a: -1\n',
    'a:b\n',
    'a: \u{1F600}\n',
    ' a: 1\n',
    'a\n',
    '',
  ])('%j', (text) => {
    expect(readPlainYaml(policySource('p.yaml', 'p.yaml', text))).toBeNull();
  });
});

const pieces = [
  'a',
  '1',
  '0',
  '1.10',
  'true',
  'null',
  '~',
  '2027-01-31',
  './x',
  '..',
  '@',
  "'q'",
  '"d"',
  "''",
  ' ',
  '  ',
  '\n',
  '\n  ',
  ': ',
  ':',
  '- ',
  '-',
  ',',
  ', ',
  '[',
  ']',
  '{',
  '}',
  '#',
  ' # c',
  '&',
  '*',
  '!',
  '|',
  '>',
  '%',
  '?',
  '<<',
  '---',
  '...',
  '\t',
  '\r\n',
  'x y',
  'é',
  '\\',
  '^',
  '$',
  '(',
  '+',
  '=',
  ';',
  '/',
  '.',
  '_',
  '"',
  "'",
  '\n\n',
  '\n# c\n',
];

type Tree = string | readonly Tree[] | ReadonlyMap<string, Tree>;
const word = fc.constantFrom(
  'a',
  'off',
  'x y',
  '1',
  '42',
  'true',
  'null',
  '2027-01-31',
  "'@x'",
  '"q s"',
  "''",
  './org.yaml',
  'billing.**',
  '^a+$',
  'packages/{a}',
  'v1',
  'a#b',
  'é-u',
  '',
);
const name = fc.constantFrom('a', 'b', 'c-d', 'e.f', "'@g'", '"h i"', 'j_k');
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.array(fc.tuple(name, tie('tree')), { maxLength: 3 }).map((entries) => new Map(entries)),
  ),
}));
const root = fc.array(fc.tuple(name, tree), { minLength: 1, maxLength: 4 }).map((entries) => new Map(entries));

/** Writes a tree as a person would: `style` decides between block and flow, comments and indentation. */
function write(node: Tree, indent: string, style: () => number): string {
  const comment = style() % 7 === 0 ? ' # c' : '';
  if (typeof node === 'string') return ` ${node}${comment}`.trimEnd();
  const isFlow = style() % 3 === 0;
  if (Array.isArray(node)) {
    if (isFlow || node.length === 0) return ` [${node.map((item: Tree) => flow(item)).join(', ')}]${comment}`;
    return comment + node.map((item: Tree) => `\n${indent}-${write(item, `${indent}  `, style)}`).join('');
  }
  const entries = [...(node as ReadonlyMap<string, Tree>)];
  if (isFlow || entries.length === 0)
    return ` {${style() % 2 ? ' ' : ''}${entries.map(([key, value]) => `${key}: ${flow(value)}`).join(', ')}}`;
  return (
    comment + entries.map(([key, value]) => `\n${indent}${key}:${write(value, indent + (style() % 2 ? '  ' : '    '), style)}`).join('')
  );
}

function flow(node: Tree): string {
  if (typeof node === 'string') return node === '' ? 'x' : node;
  if (Array.isArray(node)) return `[${node.map((item: Tree) => flow(item)).join(', ')}]`;
  return `{${[...(node as ReadonlyMap<string, Tree>)].map(([key, value]) => `${key}: ${flow(value)}`).join(', ')}}`;
}

const documents = fc
  .tuple(
    root,
    fc.array(fc.nat(100), { minLength: 20, maxLength: 20 }),
    fc.array(fc.tuple(fc.nat(300), fc.constantFrom(...pieces), fc.nat(3)), { maxLength: 2 }),
  )
  .map(([node, styles, changes]) => {
    let at = 0;
    let text = write(node, '', () => (at === 0 ? ((at += 1), 1) : (styles[at++ % styles.length] ?? 0))).trimStart();
    for (const [position, piece, removed] of changes)
      text = text.slice(0, position % (text.length + 1)) + piece + text.slice((position % (text.length + 1)) + removed);
    return text;
  });

test('whatever the plain reader takes, the library reads the same, with the same places', () => {
  let taken = 0;
  fc.assert(
    fc.property(documents, (text) => {
      const source = policySource('p.yaml', 'p.yaml', text);
      if (readPlainYaml(source) === null) return;
      taken += 1;
      const { plain, library, isClean } = read(text);
      expect(isClean).toBe(true);
      expect(plain).toEqual(library);
    }),
    { numRuns: 5_000 },
  );
  expect(taken).toBeGreaterThan(500);
});
