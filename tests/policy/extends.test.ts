import { describe, expect, test } from 'vitest';
import { loadPolicy } from '../../src/policy/load.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { diagnosticsOf, seen, today } from './diagnostics.ts';

const root = (text: string): Record<string, string> => ({ 'contracts-governance.yaml': text });

describe('extends what is not there', () => {
  test.each([
    ['an unknown preset', 'recomended', 'There is no preset "recomended".', 'Did you mean "recommended"?'],
    [
      'a package without a version',
      "'@acme/policy'",
      '"@acme/policy" is neither a preset nor a file nor a pinned package.',
      'Presets: recommended, strict. Files begin with "./". Packages are pinned: "@acme/policy@1.0.0".',
    ],
    [
      'a range of versions',
      "'@acme/policy@^1.0.0'",
      'The package "@acme/policy" is not pinned: "^1.0.0" is no exact version.',
      'Write "@acme/policy@1.2.3".',
    ],
    [
      'a package that is not installed',
      "'@acme/policy@1.0.0'",
      'The package "@acme/policy" is not installed.',
      'Install @acme/policy@1.0.0 first.',
    ],
    ['a missing file with a near one', './orgg.yaml', 'There is no file "orgg.yaml".', 'Did you mean "org.yaml"?'],
    [
      'a preset as a file',
      'contracts-governance/policies/strict.yaml',
      'There is no file "contracts-governance/policies/strict.yaml".',
      'The preset of this name is written "strict".',
    ],
    [
      'a preset as ESLint names one',
      'contracts-governance/strict',
      'There is no preset "contracts-governance/strict".',
      'Did you mean "strict"?',
    ],
    ['a file out of the repository', '../org.yaml', '"../org.yaml" leads out of the repository.', 'Use a file inside.'],
  ])('%s', (_name, entry, message, hint) => {
    const files = { ...root(`extends: [${entry}]\n`), 'org.yaml': '' };
    expect(diagnosticsOf(files)).toEqual([{ at: ':1:11', text: entry, message, hint }]);
  });

  test.each([
    [
      'a URL',
      'https://example.com/p.yaml',
      'extends[0] is "https://example.com/p.yaml": a policy is never fetched.',
      'Use a file or a package pinned as name@version.',
    ],
    [
      'an absolute path',
      '/etc/p.yaml',
      'extends[0] is "/etc/p.yaml", which is no relative path.',
      'Begin with "./" and separate folders with "/".',
    ],
  ])('%s', (_name, entry, message, hint) => {
    expect(diagnosticsOf(`extends: ['${entry}']\n`)).toEqual([{ at: ':1:11', text: `'${entry}'`, message, hint }]);
  });
});

describe('packages', () => {
  const installed = {
    'node_modules/@acme/policy/package.json': '{ "version": "1.2.0" }',
    'node_modules/@acme/policy/contracts-governance.yaml': "extends: ['../other/x.yaml']\nrulez: {}\n",
  };

  test('another version than the pinned one is installed', () => {
    expect(diagnosticsOf({ ...root("extends: '@acme/policy@1.3.0'\n"), ...installed })).toEqual([
      {
        at: ':1:10',
        text: "'@acme/policy@1.3.0'",
        message: 'The package "@acme/policy" is installed in version 1.2.0, not 1.3.0.',
        hint: 'Install the pinned version, or pin the installed one.',
      },
    ]);
  });

  test('mistakes in a package are told with its own file, and it cannot lead out of itself', () => {
    expect(diagnosticsOf({ ...root("extends: '@acme/policy@1.2.0'\n"), ...installed })).toEqual([
      {
        at: 'node_modules/@acme/policy/contracts-governance.yaml:1:11',
        text: "'../other/x.yaml'",
        message: '"../other/x.yaml" leads out of the package.',
        hint: 'Use a file inside.',
      },
      {
        at: 'node_modules/@acme/policy/contracts-governance.yaml:2:1',
        text: 'rulez',
        message: '"rulez" is not an option of a policy.',
        hint: 'Did you mean "rules"?',
      },
    ]);
  });

  test('a file that the package does not have', () => {
    expect(diagnosticsOf({ ...root("extends: '@acme/policy@1.2.0/x.yaml'\n"), ...installed })).toEqual([
      {
        at: ':1:10',
        text: "'@acme/policy@1.2.0/x.yaml'",
        message: 'The package "@acme/policy" has no file "x.yaml".',
        hint: 'Name a file of it: "@acme/policy@1.2.0/file.yaml".',
      },
    ]);
  });

  test('are read by the function that is given', () => {
    const asked: string[] = [];
    const readPackageFile = (path: string): string | null => {
      asked.push(path);
      return path.endsWith('package.json') ? '{ "version": "1.0.0" }' : 'rules: { tag-domain: error }\n';
    };
    const { policy, diagnostics } = loadPolicy(memoryTree(root("extends: '@acme/policy@1.0.0'\n")), { today, readPackageFile });
    expect(diagnostics).toEqual([]);
    expect(policy.defaults.severity('tag-domain')).toBe('error');
    expect(new Set(asked)).toEqual(
      new Set(['node_modules/@acme/policy/package.json', 'node_modules/@acme/policy/contracts-governance.yaml']),
    );
  });
});

describe('circles', () => {
  test('a file that extends itself', () => {
    expect(diagnosticsOf(root('extends: ./contracts-governance.yaml\n'))).toEqual([
      {
        at: ':1:10',
        text: './contracts-governance.yaml',
        message: 'A policy extends itself: "contracts-governance.yaml" extends "contracts-governance.yaml".',
        hint: 'Remove one of these.',
      },
    ]);
  });

  test('over three files', () => {
    const files = {
      ...root('extends: [./a.yaml]\n'),
      'a.yaml': 'extends: [./b/b.yaml]\n',
      'b/b.yaml': 'version: 1\nextends: [recommended, ../a.yaml]\n',
    };
    expect(diagnosticsOf(files)).toEqual([
      {
        at: 'b/b.yaml:2:24',
        text: '../a.yaml',
        message: 'A policy extends itself: "a.yaml" extends "b/b.yaml" extends "a.yaml".',
        hint: 'Remove one of these.',
      },
    ]);
  });
});

describe('the policy file', () => {
  test('another one may be named', () => {
    const { policy } = loadPolicy(memoryTree({ 'ci/strict.yaml': 'extends: strict\n' }), { today, file: 'ci/strict.yaml' });
    expect(policy.file).toBe('ci/strict.yaml');
    expect(policy.defaults.severity('tag-domain')).toBe('warn');
  });

  test('that is named and missing is an error', () => {
    expect(diagnosticsOf({ 'ci/strict.yaml': '' }, { file: 'ci/strikt.yaml' })).toEqual([
      { at: null, text: '', message: 'There is no policy file "ci/strikt.yaml".', hint: 'Did you mean "ci/strict.yaml"?' },
    ]);
  });

  test('with both endings is an error', () => {
    expect(diagnosticsOf({ ...root(''), 'contracts-governance.yml': '' })).toEqual([
      {
        at: 'contracts-governance.yml:1:1',
        text: '',
        message: '"contracts-governance.yaml" and "contracts-governance.yml" are both policies of one folder.',
        hint: 'Keep one of them.',
      },
    ]);
  });

  test.each([
    '.contracts-governance.yaml',
    'contract-governance.yml',
    'contracts_governance.yaml',
    'contracts-governance.json',
    '.contractsgovernancerc',
  ])('that is called %s is told of, and not read', (name) => {
    const { policy, diagnostics } = loadPolicy(memoryTree({ [name]: 'rulez: {}', 'docs/contract-governance.yml': '' }), { today });
    expect(policy.file).toBeNull();
    expect(diagnostics).toMatchObject([
      {
        severity: 'hint',
        message: 'This file is not read.',
        hint: 'A policy is called contracts-governance.yaml.',
        location: { file: name, line: 1 },
      },
    ]);
    expect(diagnosticsOf({ ...root(''), [name]: 'rulez: {}' })).toEqual([]);
  });

  test('is ignored where only presets are asked for', () => {
    const { policy, diagnostics } = loadPolicy(memoryTree(root('rulez: 1\n')), { today, presetsOnly: true });
    expect(diagnostics).toEqual([]);
    expect(policy.file).toBeNull();
  });
});

describe('a policy in a folder', () => {
  test('says nothing about the whole repository', () => {
    const text = 'contracts: { exclude: [] }\nwaivers: []\ndeprecations: []\nowners: { directory: null }\nrulez: 1\n';
    const files = { ...root(''), 'a/contracts-governance.yaml': text };
    expect(diagnosticsOf(files).map(({ at, message, hint }) => [at, message, hint])).toEqual([
      ['a/contracts-governance.yaml:1:14', '"exclude" is not an option of contracts.', 'It belongs in the policy at the root.'],
      ['a/contracts-governance.yaml:2:1', '"waivers" is not an option of a policy.', 'It belongs in the policy at the root.'],
      ['a/contracts-governance.yaml:3:1', '"deprecations" is not an option of a policy.', 'It belongs in the policy at the root.'],
      ['a/contracts-governance.yaml:4:11', '"directory" is not an option of owners.', 'It belongs in the policy at the root.'],
      ['a/contracts-governance.yaml:5:1', '"rulez" is not an option of a policy.', 'Did you mean "rules"?'],
    ]);
  });
});

describe('files of teams and tags', () => {
  test('are read beside the policy that names them', () => {
    const files = {
      ...root('extends: [./gov/org.yaml]\n'),
      'gov/org.yaml': 'owners: { directory: ./teams.yaml }\ntags: { vocabulary: ./tags.yaml }\n',
      'gov/teams.yaml': "teams:\n  '@a': { aliases: [a] }\n",
      'gov/tags.yaml': 'tags: [x, { name: y, replacement: x }]\n',
    };
    const { policy, diagnostics } = loadPolicy(memoryTree(files), { today });
    expect(diagnostics).toEqual([]);
    expect(policy.defaults.owners.directory?.source).toBe('gov/teams.yaml');
    expect(policy.defaults.owners.directory?.teams.get('@a')?.location).toMatchObject({ file: 'gov/teams.yaml', line: 2, column: 3 });
    expect(policy.defaults.tags.vocabulary?.get('y')?.replacement).toBe('x');
  });

  test('have their own mistakes told in their own file', () => {
    const files = {
      ...root('owners: { directory: ./teams.yaml }\n'),
      'teams.yaml': "teams:\n  '@a': { alias: [a] }\n  '@b': { dissolved: soon }\n",
    };
    expect(diagnosticsOf(files)).toEqual([
      {
        at: 'teams.yaml:2:11',
        text: 'alias',
        message: '"alias" is not an option of teams.yaml.teams.@a.',
        hint: 'Did you mean "aliases"?',
      },
      {
        at: 'teams.yaml:3:22',
        text: 'soon',
        message: 'teams.yaml.teams.@b.dissolved is "soon", which is no date.',
        hint: 'Write YYYY-MM-DD.',
      },
    ]);
  });

  test('are missing, empty or of another form', () => {
    const files = { ...root('owners: { directory: ./team.yaml }\ntags: { vocabulary: ./tags.yaml }\n'), 'teams.yaml': '', 'tags.yaml': '' };
    expect(diagnosticsOf(files)).toEqual([
      { at: ':1:22', text: './team.yaml', message: 'There is no file "team.yaml".', hint: 'Did you mean "teams.yaml"?' },
      { at: 'tags.yaml:1:1', text: '', message: '"tags.yaml" is empty.', hint: 'Begin with "tags:".' },
    ]);
  });

  test('CODEOWNERS as the directory takes every owner that stands in it', () => {
    const files = {
      ...root('owners: { directory: CODEOWNERS }\n'),
      '.github/CODEOWNERS': '* @acme/core\n# @not/this\n/a/ @acme/a ops@acme.io\n',
    };
    const { policy } = loadPolicy(memoryTree(files), { today });
    const directory = policy.defaults.owners.directory;
    expect([...(directory?.teams.keys() ?? [])]).toEqual(['@acme/core', '@acme/a', 'ops@acme.io']);
    expect(directory?.source).toBe('.github/CODEOWNERS');
    expect(directory?.teams.get('@acme/a')).toMatchObject({
      codeowners: ['@acme/a'],
      location: { file: '.github/CODEOWNERS', line: 3, column: 5 },
    });
  });

  test('CODEOWNERS as the directory without the file', () => {
    expect(diagnosticsOf('owners: { directory: CODEOWNERS }\n')).toEqual([
      {
        at: ':1:22',
        text: 'CODEOWNERS',
        message: 'There is no CODEOWNERS file.',
        hint: 'Add .github/CODEOWNERS, or name a file of teams.',
      },
    ]);
  });
});

test('a diagnostic carries the line that it stands on', () => {
  const files = root('version: 1\r\n\towners: {}\r\n');
  const { diagnostics } = loadPolicy(memoryTree(files), { today });
  expect(diagnostics.map((diagnostic) => [seen(diagnostic, files).at, diagnostic.excerpt])).toEqual([[':2:1', '\towners: {}']]);
});
