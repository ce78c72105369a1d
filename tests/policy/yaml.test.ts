import { describe, expect, test } from 'vitest';
import { policySource } from '../../src/policy/node.ts';
import { parseYaml } from '../../src/policy/yaml/yaml.ts';
import { diagnosticsOf, type SeenDiagnostic } from './diagnostics.ts';

const knownHere =
  'Known here: version, extends, rules, owners, keys, tags, audit, events, stability, versioning, schemas, meta, review, transports, contracts, overrides, enforced, assert, deprecations, waivers.';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly expected: readonly SeenDiagnostic[];
}

const cases: readonly Case[] = [
  {
    name: 'characters that nobody sees, in names and in comments',
    text: "tags: { vocabulary: ['a\u202Eb', 'c\u200Bd'] } # \u2066\n",
    expected: [
      { at: ':1:24', text: '\u202E', message: 'Here stands U+202E, which no reader sees.', hint: 'Remove it.' },
      { at: ':1:31', text: '\u200B', message: 'Here stands U+200B, which no reader sees.', hint: 'Remove it.' },
      { at: ':1:40', text: '\u2066', message: 'Here stands U+2066, which no reader sees.', hint: 'Remove it.' },
    ],
  },
  {
    name: 'a conflict of a merge',
    text: 'version: 1\n<<<<<<< HEAD\nextends: [strict]\n=======\nextends: [recommended]\n>>>>>>> main\n',
    expected: [
      {
        at: ':2:1',
        text: '<<<<<<< HEAD',
        message: 'Here stands a conflict of a merge that is not resolved.',
        hint: 'Resolve it, and remove the lines that git has written.',
      },
    ],
  },
  {
    name: 'a %YAML directive',
    text: '%YAML 1.1\n---\nversion: 1\n',
    expected: [
      { at: ':1:1', text: '%YAML 1.1', message: 'YAML directives are not read.', hint: 'Remove the line. Policies are YAML 1.2.' },
    ],
  },
  {
    name: 'a %TAG directive after a comment',
    text: '# c\n%TAG ! tag:x,2000:\n---\nversion: 1\n',
    expected: [
      { at: ':2:1', text: '%TAG ! tag:x,2000:', message: 'YAML directives are not read.', hint: 'Remove the line. Policies are YAML 1.2.' },
    ],
  },
  {
    name: 'a standard tag',
    text: 'owners: !!map { min: 1 }\n',
    expected: [{ at: ':1:9', text: '!!map', message: 'YAML tags are not read.', hint: 'Remove the tag; put text in quotes.' }],
  },
  {
    name: 'a tag of its own in a list',
    text: 'keys:\n  also: [!x init]\n',
    expected: [{ at: ':2:10', text: '!x', message: 'YAML tags are not read.', hint: 'Remove the tag; put text in quotes.' }],
  },
  {
    name: 'a merge key',
    text: 'events:\n  naming: &x { domain: true }\naudit:\n  required:\n    <<: *x\n',
    expected: [
      {
        at: ':5:5',
        text: '<<',
        message: 'Merge keys ("<<") are not read.',
        hint: 'Write the values out, or share them through "extends".',
      },
    ],
  },
  {
    name: 'two documents',
    text: 'version: 1\n---\nversion: 1\n',
    expected: [
      {
        at: ':2:1',
        text: '---',
        message: 'The file holds several YAML documents.',
        hint: 'Keep one document to a file, and join files with "extends".',
      },
    ],
  },
  {
    name: 'a key twice',
    text: 'version: 1\nowners: { min: 1 }\nowners: { min: 2 }\n',
    expected: [
      { at: ':3:1', text: 'owners', message: 'The key "owners" stands here twice; the first is on line 2.', hint: 'Remove one of them.' },
    ],
  },
  {
    name: 'an alias inside of what it refers to',
    text: 'keys:\n  also: &x [*x]\n',
    expected: [{ at: ':2:13', text: '*x', message: 'The alias "*x" stands inside of what it refers to.', hint: 'Write the value out.' }],
  },
  {
    name: 'an alias without an anchor',
    text: 'keys: *nope\n',
    expected: [
      {
        at: ':1:7',
        text: '*nope',
        message: 'The alias "*nope" has no anchor before it.',
        hint: 'Define it with "&nope", or put the text in quotes.',
      },
    ],
  },
  {
    name: 'an unquoted 1.10 where a text is meant',
    text: 'keys:\n  also: [1.10]\n',
    expected: [
      {
        at: ':2:10',
        text: '1.10',
        message: 'keys.also[0] must be a text; without quotes, 1.10 is the number 1.1.',
        hint: "Put it in quotes: '1.10'.",
      },
    ],
  },
  {
    name: 'an unquoted truth value where a text is meant',
    text: 'keys: { also: [true] }\n',
    expected: [
      {
        at: ':1:16',
        text: 'true',
        message: 'keys.also[0] must be a text; without quotes, true is a truth value.',
        hint: "Put it in quotes: 'true'.",
      },
    ],
  },
  {
    name: 'an unquoted version of the format',
    text: 'version: 1.10\n',
    expected: [{ at: ':1:10', text: '1.10', message: 'version must be 1, not 1.10.', hint: null }],
  },
  {
    name: 'a tab as indentation',
    text: 'owners:\n\tmin: 1\n',
    expected: [{ at: ':2:1', text: '\t', message: 'Tabs are not allowed as indentation.', hint: 'Indent with spaces.' }],
  },
  {
    name: 'an unquoted @, and what else is wrong',
    text: 'owners:\n  spelling: @\n  mni: 1\n',
    expected: [
      { at: ':2:13', text: '@', message: 'Plain value cannot start with reserved character @.', hint: "Put the text in quotes: '@…'." },
      { at: ':3:3', text: 'mni', message: '"mni" is not an option of owners.', hint: 'Did you mean "min"?' },
    ],
  },
  {
    name: 'a list that is not closed, and nothing that follows from it',
    text: 'keys: { also: [a }\nrulez: 1\n',
    expected: [{ at: ':1:15', text: '[', message: 'The list that begins here is not closed: "]" is missing.', hint: null }],
  },
  {
    name: 'a quote that is not closed, and nothing that follows from it',
    text: "keys: { format: '^a }\nrulez: 1\n",
    expected: [{ at: ':1:17', text: "'", message: 'The quote that begins here is not closed.', hint: null }],
  },
  {
    name: 'a map that is not closed, where another one is',
    text: 'keys: { also: [a] }\ntags: { min: 1\naudit: {}\n',
    expected: [{ at: ':2:7', text: '{', message: 'The map that begins here is not closed: "}" is missing.', hint: null }],
  },
  {
    name: 'two values on one line',
    text: 'rules:\n  tag-domain: error: warn\n',
    expected: [
      {
        at: ':2:15',
        text: 'e',
        message: 'A second "name: value" begins on the line of the first.',
        hint: 'Put it on a line of its own; text with ": " in it needs quotes.',
      },
    ],
  },
  {
    name: 'an entry that is indented otherwise',
    text: 'rules:\n  tag-domain: off\n tag-format: off\n',
    expected: [
      {
        at: ':3:1',
        text: ' ',
        message: 'This line is indented otherwise than the entries that it stands among.',
        hint: 'Indent entries of one map or list alike.',
      },
    ],
  },
  {
    name: 'entries without a comma between them',
    text: 'tags: { min: 1 max: 2 }\n',
    expected: [
      { at: ':1:14', text: '1 max: 2 ', message: 'Entries in brackets are not parted by a comma.', hint: 'Write a comma between them.' },
    ],
  },
  {
    name: 'a key that is no name',
    text: '? [a]\n: 1\n',
    expected: [
      {
        at: ':1:3',
        text: '[a]',
        message: 'A key must be a plain name.',
        hint: 'Write the name itself, in quotes where it holds special characters.',
      },
    ],
  },
  {
    name: 'a byte order mark and CRLF, at the right lines',
    text: '\uFEFFversion: 2\r\n\r\nrulez: 1\r\n',
    expected: [
      { at: ':1:10', text: '2', message: 'version must be 1, not 2.', hint: null },
      { at: ':3:1', text: 'rulez', message: '"rulez" is not an option of a policy.', hint: 'Did you mean "rules"?' },
    ],
  },
  {
    name: 'a list instead of a map',
    text: '- a\n',
    expected: [
      { at: ':1:1', text: '- a', message: '"contracts-governance.yaml" must be a map of options.', hint: 'Begin with "version: 1".' },
    ],
  },
  {
    name: 'names of object properties are names like any other',
    text: 'constructor: 1\n__proto__: 2\nrules: { toString: error, __proto__: off }\n',
    expected: [
      { at: ':1:1', text: 'constructor', message: '"constructor" is not an option of a policy.', hint: knownHere },
      { at: ':2:1', text: '__proto__', message: '"__proto__" is not an option of a policy.', hint: knownHere },
      {
        at: ':3:10',
        text: 'toString',
        message: 'There is no rule "toString".',
        hint: 'Run `contracts-governance explain` to see all rules.',
      },
      {
        at: ':3:27',
        text: '__proto__',
        message: 'There is no rule "__proto__".',
        hint: 'Run `contracts-governance explain` to see all rules.',
      },
    ],
  },
];

describe('is refused with its place', () => {
  test.each(cases)('$name', ({ text, expected }) => {
    expect(diagnosticsOf(text)).toEqual(expected);
  });
});

describe('is read', () => {
  test.each([
    ['an empty file', ''],
    ['comments alone', '# nothing yet\n'],
    ['an anchor and its alias', 'keys:\n  also: &names [a.b]\nevents: { naming: { also: *names } }\n'],
    ['a block text', 'assert:\n  - id: a\n    value: meta.title\n    message: |\n      Two\n      lines.\n'],
    ['tabs between a key and its value', 'version: \t1\n'],
    ['a document that begins with a marker', '---\nversion: 1\n'],
  ])('%s', (_name, text) => {
    expect(diagnosticsOf(text)).toEqual([]);
  });
});

describe('hostile files end at once', () => {
  const parse = (text: string): readonly string[] =>
    parseYaml(policySource('p.yaml', 'p.yaml', text)).diagnostics.map(({ message }) => message);

  test('a file over 1 MB', () => {
    expect(diagnosticsOf(`# ${'x'.repeat(1_000_000)}\n`)).toEqual([
      { at: ':1:1', text: '', message: '"contracts-governance.yaml" is larger than 1 MB.', hint: 'Split it up with "extends".' },
    ]);
  });

  test('a file over 1 MB of characters of several bytes', () => {
    expect(parse(`# ${'é'.repeat(600_000)}\n`)).toEqual(['"p.yaml" is larger than 1 MB.']);
  });

  test('10 MB', () => {
    expect(parse('a: b\n'.repeat(2_000_000))).toEqual(['"p.yaml" is larger than 1 MB.']);
  });

  test('a bomb of aliases', () => {
    const lines = ['keys:', '  also: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level <= 8; level += 1)
      lines.push(
        `  k${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      );
    const found = diagnosticsOf(`${lines.join('\n')}\n`).filter(({ message }) => message.startsWith('The aliases'));
    expect(found).toEqual([
      {
        at: ':5:47',
        text: '*a2',
        message: 'The aliases stand for more than 10000 values.',
        hint: 'Write the values out, or share them through "extends".',
      },
    ]);
  });

  test.each([
    ['flow lists', '['.repeat(200_000)],
    ['flow maps', '{'.repeat(200_000)],
    ['compact lists', '- '.repeat(200_000)],
    ['compact maps', 'a: '.repeat(200_000)],
    ['question marks', '? '.repeat(200_000)],
    ['indented maps', Array.from({ length: 1200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('%s nested too deep', (_name, text) => {
    expect(parse(text)).toEqual(['"p.yaml" is nested deeper than 100 levels.']);
  });

  test('a hundred levels are read', () => {
    expect(parse(`a: ${'['.repeat(95)}${']'.repeat(95)}`)).toEqual([]);
  });

  test('no more than 100 mistakes of the grammar are told one by one', () => {
    const messages = parse('a: @\n'.repeat(300));
    expect(messages).toHaveLength(400);
    expect(messages[100]).toBe("200 more mistakes of YAML's grammar follow.");
  });
});
