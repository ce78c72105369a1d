import { describe, expect, test } from 'vitest';
import { parseCodeowners } from '../../src/policy/codeowners/codeowners.ts';
import { findCodeowners } from '../../src/policy/codeowners/find.ts';
import { memoryTree } from '../../src/source/memory.ts';

const github = (text: string, file: string): string | null => {
  const match = parseCodeowners(text, 'github').ownersOf(file);
  return match && `${match.line}: ${match.owners.join(' ')}`;
};

/** The example of GitHub's documentation, line by line. */
const documented = `# Comment
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
`;

describe("GitHub's documented example", () => {
  test.each([
    ['README.md', '2: @global-owner1 @global-owner2'],
    ['a/b/c.js', '3: @js-owner'],
    ['main.go', '4: docs@example.com'],
    ['x/notes.txt', '5: @octo-org/octocats'],
    ['build/logs/a/b.log', '11: @octocat'],
    ['build/logs', '11: @octocat'],
    ['sub/build/logs.d/a.log', '2: @global-owner1 @global-owner2'],
    ['docs/getting-started.md', '9: @doctocat'],
    ['docs/build-app/troubleshooting.md', '9: @doctocat'],
    ['x/docs/a.md', '2: @global-owner1 @global-owner2'],
    ['x/apps/a/b.md', '8: @octocat'],
    ['scripts/run.sh', '10: @doctocat @octocat'],
    ['x/scripts/run.sh', '2: @global-owner1 @global-owner2'],
    ['deeply/nested/logs/a.md', '11: @octocat'],
    ['apps/x.md', '12: @octocat'],
    ['apps/github/x.md', '13: '],
    ['apps/github', '13: '],
    ['apps/githubx', '12: @octocat'],
  ])('%s: %s', (file, expected) => {
    expect(github(documented, file)).toBe(expected);
  });
});

/** Patterns of one line: which files they match. */
const patterns: readonly (readonly [pattern: string, matched: readonly string[], unmatched: readonly string[]])[] = [
  ['*', ['a', 'a/b', '.hidden'], []],
  ['**', ['a', 'a/b/c'], []],
  ['*.js', ['a.js', 'x/y/a.js', 'dir.js/inside'], ['a.jsx', 'js']],
  ['a.txt', ['a.txt', 'x/a.txt', 'a.txt/inside'], ['ba.txt', 'a.txt.bak']],
  ['/a.txt', ['a.txt', 'a.txt/inside'], ['x/a.txt']],
  ['docs', ['docs', 'docs/a', 'x/docs/a/b'], ['docsx']],
  ['docs/', ['docs/a', 'x/docs/a/b'], ['docs', 'x/docs']],
  ['/docs/', ['docs/a', 'docs/a/b'], ['x/docs/a', 'docs']],
  ['/docs', ['docs', 'docs/a/b'], ['x/docs/a']],
  ['docs/*', ['docs/a', 'docs/.b'], ['docs/a/b', 'x/docs/a', 'docs']],
  ['/docs/*', ['docs/a'], ['docs/a/b', 'x/docs/a']],
  ['docs/*.md', ['docs/a.md', 'docs/a.md/x'], ['docs/b/a.md', 'x/docs/a.md']],
  ['docs/**', ['docs/a', 'docs/a/b'], ['docs', 'x/docs/a']],
  ['docs/**/a.md', ['docs/a.md', 'docs/x/a.md', 'docs/x/y/a.md'], ['x/docs/a.md', 'docs/a.mdx']],
  ['docs/*/a', ['docs/x/a', 'docs/x/a/b'], ['docs/a', 'docs/x/y/a']],
  ['**/docs', ['docs', 'docs/a', 'x/y/docs/z'], ['xdocs']],
  ['**/docs/', ['docs/a', 'x/docs/a'], ['docs']],
  ['**/docs/*', ['docs/a', 'x/docs/a'], ['docs/a/b']],
  ['a/b', ['a/b', 'a/b/c'], ['x/a/b', 'a/bc']],
  ['a/**/b', ['a/b', 'a/x/y/b/z'], ['ab']],
  ['a?c', ['abc', 'x/a-c/y'], ['a/c', 'abbc']],
  ['/*', ['a'], ['a/b']],
  ['/*.md', ['a.md'], ['x/a.md']],
  ['/**', ['a', 'a/b'], []],
  ['/app/[id]/page.ts', ['app/[id]/page.ts'], ['app/i/page.ts', 'app/d/page.ts']],
  ['[a-c].ts', ['[a-c].ts', 'x/[a-c].ts'], ['a.ts', 'b.ts']],
  ['Docs/', ['Docs/a'], ['docs/a']],
  ['my\\ file.txt', ['my file.txt', 'x/my file.txt'], ['my']],
  ['/a\\ b/', ['a b/c'], ['a/b']],
  ['*a*b*.ts', ['xaxbx.ts'], ['xbxax.ts', 'xa/xb.ts']],
  ['.github/', ['.github/CODEOWNERS', 'x/.github/a'], ['github/a']],
  ['a/b/', ['a/b/c'], ['x/a/b/c', 'a/b']],
  ['constructor', ['constructor', 'x/constructor/y'], ['prototype']],
];

describe('GitHub patterns', () => {
  test.each(patterns.flatMap(([pattern, matched]) => matched.map((file) => [pattern, file] as const)))('%s matches %s', (pattern, file) => {
    expect(github(`${pattern} @a`, file)).toBe('1: @a');
  });
  test.each(patterns.flatMap(([pattern, , unmatched]) => unmatched.map((file) => [pattern, file] as const)))(
    '%s does not match %s',
    (pattern, file) => {
      expect(github(`${pattern} @a`, file)).toBeNull();
    },
  );
});

describe('GitHub lines', () => {
  test('the last matching line wins, and one without owners takes them away', () => {
    expect(github('* @a\n/x/ @b\n/x/y\n', 'x/z')).toBe('2: @b');
    expect(github('* @a\n/x/ @b\n/x/y\n', 'x/y')).toBe('3: ');
  });

  test('lines that GitHub cannot read have no effect', () => {
    const codeowners = parseCodeowners('* @a\n!x @b\n\\#y @b\nz @b not-an-owner\n***.ts @b\n', 'github');
    expect(['x', '!x', '#y', 'z', 'q.ts'].map((file) => codeowners.ownersOf(file)?.line)).toEqual([1, 1, 1, 1, 1]);
  });

  test('sections are GitLab’s: GitHub reads them as a pattern without owners', () => {
    expect(github('* @a\n[Docs]\n', 'x')).toBe('1: @a');
  });

  test('comments, CRLF, tabs, a byte order mark', () => {
    expect(github('\uFEFF*\t@a @b # @c\r\n# /x @d\r\n', 'x')).toBe('1: @a @b');
  });

  test('owners are users, teams and addresses, at their places', () => {
    const text = '* @a\n  /x  @org/team-x someone+tag@example.co.uk\n';
    const { mentions } = parseCodeowners(text, 'github');
    const owners = ['@a', '@org/team-x', 'someone+tag@example.co.uk'];
    expect(mentions).toEqual(owners.map((owner) => ({ owner, start: text.indexOf(owner) })));
  });

  test('the winning line is given', () => {
    expect(parseCodeowners('\n  /x/   @a  # why\n', 'github').ownersOf('x/y')).toEqual({ line: 2, owners: ['@a'] });
  });
});

/** Vectors of GitLab's documentation and of the functions that it is built on. */
const gitlabPatterns: readonly (readonly [pattern: string, matched: readonly string[], unmatched: readonly string[]])[] = [
  ['*', ['a', 'a/b'], []],
  ['README.md', ['README.md', 'x/README.md'], ['README.md/x', 'xREADME.md']],
  ['/README.md', ['README.md'], ['x/README.md']],
  ['docs/', ['docs/a', 'x/docs/a/b'], ['docs']],
  ['/docs/', ['docs/a', 'docs/a/b'], ['x/docs/a']],
  ['/docs/*', ['docs/a'], ['docs/a/b']],
  ['docs/*', ['docs/a', 'x/docs/a'], ['docs/a/b']],
  ['/docs/*.md', ['docs/a.md'], ['docs/b/a.md']],
  ['/docs/**/*.md', ['docs/a.md', 'docs/b/c/a.md'], ['x/docs/a.md']],
  ['/docs/**', ['docs/a'], ['docs/a/b']],
  ['internal/README.md', ['internal/README.md', 'docs/internal/README.md'], ['README.md']],
  ['/docs/index.*', ['docs/index.md', 'docs/index.ts'], ['docs/index']],
  ['apps', ['apps', 'x/apps'], ['apps/a']],
  ['[ab].ts', ['a.ts', 'x/b.ts'], ['c.ts']],
  ['path\\ with\\ spaces/', ['path with spaces/a'], ['path/a']],
  ['\\#file', ['#file', 'x/#file'], ['file']],
];

describe('GitLab patterns', () => {
  const gitlab = (pattern: string, file: string): boolean => parseCodeowners(`${pattern} @a`, 'gitlab').ownersOf(file) !== null;
  test.each(gitlabPatterns.flatMap(([pattern, matched]) => matched.map((file) => [pattern, file] as const)))(
    '%s matches %s',
    (pattern, file) => {
      expect(gitlab(pattern, file)).toBe(true);
    },
  );
  test.each(gitlabPatterns.flatMap(([pattern, , unmatched]) => unmatched.map((file) => [pattern, file] as const)))(
    '%s does not match %s',
    (pattern, file) => {
      expect(gitlab(pattern, file)).toBe(false);
    },
  );
});

describe('GitLab sections', () => {
  const text = `* @all
[Docs] @doc-team @doc-lead
docs/
*.md @writers
^[Optional DB][2] @dba
*.sql
[docs]
/extra/
[Exclusions] @ex
*
!*.lock
`;
  const codeowners = parseCodeowners(text, 'gitlab');

  test('each section has a winning line of its own, and default owners where it names none', () => {
    expect(codeowners.matchesOf('docs/a.ts')).toEqual([
      { line: 1, owners: ['@all'] },
      { line: 3, owners: ['@doc-team', '@doc-lead'] },
      { line: 10, owners: ['@ex'] },
    ]);
    expect(codeowners.ownersOf('docs/a.md')).toEqual({ line: 1, owners: ['@all', '@writers', '@ex'] });
  });

  test('an optional section is a section', () => {
    expect(codeowners.matchesOf('x.sql')).toContainEqual({ line: 6, owners: ['@dba'] });
  });

  test('sections of one name are one, with the default owners of the first', () => {
    expect(codeowners.matchesOf('extra/a')).toContainEqual({ line: 8, owners: ['@doc-team', '@doc-lead'] });
  });

  test('an exclusion takes files out of its section', () => {
    expect(codeowners.matchesOf('yarn.lock')).toEqual([{ line: 1, owners: ['@all'] }]);
  });
});

describe('which file is in force', () => {
  const found = (files: readonly string[]): readonly [string, string] | null => {
    const result = findCodeowners(memoryTree(Object.fromEntries(files.map((file) => [file, '* @a\n']))));
    return result && [result.file, result.codeowners.dialect];
  };

  test.each([
    [
      ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
      ['.github/CODEOWNERS', 'github'],
    ],
    [
      ['CODEOWNERS', 'docs/CODEOWNERS'],
      ['CODEOWNERS', 'github'],
    ],
    [['docs/CODEOWNERS'], ['docs/CODEOWNERS', 'github']],
    [
      ['CODEOWNERS', '.gitlab-ci.yml'],
      ['CODEOWNERS', 'gitlab'],
    ],
    [
      ['docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
      ['docs/CODEOWNERS', 'gitlab'],
    ],
    [['.gitlab/CODEOWNERS'], ['.gitlab/CODEOWNERS', 'gitlab']],
    [
      ['CODEOWNERS', '.gitlab-ci.yml', '.github/workflows/ci.yml'],
      ['CODEOWNERS', 'github'],
    ],
    [['src/CODEOWNERS'], null],
  ] as const)('%j: %j', (files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});

test('a hostile pattern is matched in linear time', () => {
  const started = performance.now();
  const text = `${'*a'.repeat(2000)}*b @a\n${'**/a/'.repeat(500)}b @a\n`;
  const codeowners = parseCodeowners(text, 'github');
  expect(codeowners.ownersOf('a'.repeat(4000))).toBeNull();
  expect(codeowners.ownersOf(`${'a/'.repeat(2000)}c`)).toBeNull();
  expect(performance.now() - started).toBeLessThan(2000);
});
