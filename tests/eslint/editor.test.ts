import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { expect, test, describe } from 'vitest';
import plugin from '../../src/eslint/index.ts';
import { createFolder, type TestRepository } from '../support/git-repo.ts';
import { temporaryRepository } from '../support/temporary.ts';

/* What an editor does to a plugin: files that are parts of others or have no name, folders opened above the repository, policies half written. */

const OWNERLESS = `import { defineCommand } from '@lssm-tech/lib.contracts-spec';
export const Send = defineCommand({
  meta: {
    key: 'billing.invoice.send', version: '1.0.0', stability: 'stable', owners: [], tags: ['billing'],
    description: 'Sends an invoice.', goal: 'The customer gets it.', context: 'From the billing page.',
  },
  io: { input: null, output: null },
  policy: { auth: 'user' },
});
`;
const OWNERS_IMPORTED = `import { OWNERS } from './owners.js';\n${OWNERLESS.replace('[], tags', 'OWNERS, tags')}`;
const ownerless = ['require-owners 4:81'];

function repositoryOf(files: Readonly<Record<string, string>>): TestRepository {
  return temporaryRepository(files);
}

/** What ESLint says, rules without their prefix; of what has no verdict, the text. */
function lint(cwd: string, filename: string | undefined, text: string, more: readonly Linter.Config[] = []): string[] {
  const linter = new Linter({ cwd });
  const config: Linter.Config[] = [{ files: ['**/*.{ts,vue}'], languageOptions: { parser }, ...plugin.configs.recommended }, ...more];
  const nameless: Linter.Config[] = [{ languageOptions: { parser }, ...plugin.configs.recommended }];
  const messages =
    filename === undefined ? linter.verify(text, nameless) : linter.verify(text, config, { filename, filterCodeBlock: () => true });
  return messages.map(({ ruleId, messageId, message, line, column }) =>
    messageId === 'no-verdict'
      ? `${line}:${column} ${message}`
      : `${ruleId?.replace('contracts-governance/', '') ?? message} ${line}:${column}`,
  );
}

describe('a policy with mistakes', () => {
  const broken = 'version: 1\nextends: [recommended]\nrules: { require-ownrs: off, key-fromat: off }\n';

  test('is said once in each file with contracts, and judges nothing', () => {
    const { root } = repositoryOf({ 'contracts-governance.yaml': broken, 'src/a.ts': OWNERLESS });
    expect(lint(root, 'src/a.ts', OWNERLESS)).toEqual([
      '1:1 No verdict: contracts-governance.yaml:3:10 There is no rule "require-ownrs". Did you mean "require-owners"? (And 1 more.)',
    ]);
    expect(lint(root, 'src/b.ts', OWNERLESS)).toHaveLength(1);
    expect(lint(root, 'src/plain.ts', 'export const x = 1;\n')).toEqual([]);
  });

  test('is said by another rule where the first is off', () => {
    const { root } = repositoryOf({ 'contracts-governance.yaml': broken });
    const off: Linter.Config = { rules: { 'contracts-governance/audit-coverage': 'off', 'contracts-governance/audit-known': 'off' } };
    expect(lint(root, 'src/a.ts', OWNERLESS, [off])).toHaveLength(1);
  });

  test('judges again once it is mended', async () => {
    const repository = repositoryOf({ 'contracts-governance.yaml': broken });
    expect(lint(repository.root, 'src/a.ts', OWNERLESS)).toHaveLength(1);
    repository.write({ 'contracts-governance.yaml': 'version: 1\nextends: [recommended]\n' });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(lint(repository.root, 'src/a.ts', OWNERLESS)).toEqual(ownerless);
  });
});

describe('the files of a policy', () => {
  test('a change of any of them is seen', async () => {
    const repository = repositoryOf({
      'contracts-governance.yaml': 'version: 1\nextends: [./governance/org.yaml]\n',
      'governance/org.yaml': 'version: 1\nowners: { directory: ./teams.yaml }\n',
      'governance/teams.yaml': "teams: { '@acme/sales': {} }\n",
    });
    const text = OWNERLESS.replace('[], tags', "['@acme/billing'], tags");
    expect(lint(repository.root, 'src/a.ts', text)).toEqual(['known-owner 4:82']);
    repository.write({ 'governance/teams.yaml': "teams: { '@acme/sales': {}, '@acme/billing': {} }\n" });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(lint(repository.root, 'src/a.ts', text)).toEqual([]);
  });

  test('a package that it extends is read where it is installed', () => {
    const { root } = repositoryOf({
      '.gitignore': 'node_modules\n',
      'node_modules/@acme/policy/package.json': '{ "name": "@acme/policy", "version": "1.2.0" }',
      'node_modules/@acme/policy/contracts-governance.yaml': 'version: 1\nrules: { require-owners: off }\n',
      'contracts-governance.yaml': "version: 1\nextends: ['@acme/policy@1.2.0']\n",
    });
    expect(lint(root, 'src/a.ts', OWNERLESS)).toEqual([]);
  });
});

describe('the files that a text imports', () => {
  const importing = OWNERS_IMPORTED.replace('owners.js', 'all.js');

  test('are read again once they have changed', async () => {
    const repository = repositoryOf({ 'src/all.ts': "export * from './owners.js';\n", 'src/owners.ts': 'export const OTHERS = [];\n' });
    expect(lint(repository.root, 'src/a.ts', importing)).toEqual(['static-contract 5:81']);
    repository.write({ 'src/owners.ts': 'export const OWNERS = [];\n' });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(lint(repository.root, 'src/a.ts', importing)).toEqual(['require-owners 5:81']);
    repository.write({ 'src/owners.ts': "export const OWNERS = ['@acme/billing'];\n" });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(lint(repository.root, 'src/a.ts', importing)).toEqual([]);
  });

  test('are as on disk where they are not linted', () => {
    const { root } = repositoryOf({ 'src/owners.ts': "export const OWNERS = ['@acme/billing'];\n" });
    expect(lint(root, 'src/owners.ts', 'export const OWNERS = [];\n')).toEqual([]);
    expect(lint(root, 'src/a.ts', OWNERS_IMPORTED)).toEqual([]);
  });
});

describe('a file that the engine refuses', () => {
  // A parser that takes what the engine's does not.
  const lenient: Linter.Config = {
    languageOptions: {
      parser: {
        parse: () => ({
          type: 'Program',
          body: [],
          tokens: [],
          comments: [],
          range: [0, 1],
          loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 1 } },
        }),
      },
    },
  };

  test('is said to have no verdict, where the command line ends with 2', () => {
    const { root } = repositoryOf({});
    const deep = `${OWNERLESS}const deep = ${'['.repeat(2000)}${']'.repeat(2000)};\n`;
    expect(lint(root, 'src/a.ts', deep, [lenient])).toEqual([expect.stringMatching(/^10:\d+ No verdict: .*deep/)]);
    expect(lint(root, 'src/a.ts', `${OWNERLESS}const = ;`, [lenient])).toEqual([expect.stringMatching(/^10:\d+ No verdict: /)]);
  });

  test('does not matter without contracts', () => {
    const { root } = repositoryOf({});
    expect(lint(root, 'src/a.ts', 'const = ;', [lenient])).toEqual([]);
  });
});

describe('where a text stands', () => {
  test('a part of a file imports from beside that file', () => {
    const { root } = repositoryOf({ 'src/owners.ts': 'export const OWNERS: string[] = [];\n' });
    const processor: Linter.Processor = {
      preprocess: (text) => [{ text, filename: '0.ts' }],
      postprocess: (messages) => messages.flat(),
    };
    const found = (file: string): string[] =>
      lint(root, file, OWNERS_IMPORTED, [{ files: ['**/*.vue'], processor }]).map((message) => message.split(' ')[0] ?? '');
    expect(found('src/page.vue')).toEqual(['require-owners']);
    expect(found('lib/page.vue')).toEqual(['static-contract']);
  });

  test('a text without a name is judged, if it can be read', () => {
    const { root } = repositoryOf({});
    expect(lint(root, undefined, OWNERLESS)).toEqual(ownerless);
    expect(lint(root, undefined, `${OWNERLESS}const x = <string>y;\n`)).toEqual([]);
  });

  test('the policy is that of the file’s repository, whatever folder is open', () => {
    const above = createFolder({});
    const { root: lax } = repositoryOf({
      'contracts-governance.yaml': 'version: 1\nextends: [recommended]\nrules: { require-owners: off }\n',
    });
    const { root: usual } = repositoryOf({});
    for (const cwd of [above, '/']) {
      // `files` patterns hold below the working directory alone.
      const found = (root: string): string[] => lint('/', join(root, 'src/a.ts'), OWNERLESS);
      expect([cwd, found(lax), found(usual)]).toEqual([cwd, [], ownerless]);
    }
  });

  test('a nested policy is that of its folder', () => {
    const { root } = repositoryOf({
      'contracts-governance.yaml': 'version: 1\nextends: [recommended]\n',
      'packages/lax/contracts-governance.yaml': 'version: 1\nrules: { require-owners: off }\n',
    });
    expect(lint(root, 'packages/lax/a.ts', OWNERLESS)).toEqual([]);
    expect(lint(join(root, 'packages/lax'), 'a.ts', OWNERLESS)).toEqual([]);
    expect(lint(root, 'packages/a.ts', OWNERLESS)).toEqual(ownerless);
  });

  test('a folder opened through a link is the folder', () => {
    const { root } = repositoryOf({ 'src/owners.ts': 'export const OWNERS: string[] = [];\n' });
    const elsewhere = createFolder({});
    mkdirSync(elsewhere, { recursive: true });
    const link = join(elsewhere, 'link');
    symlinkSync(root, link);
    for (const file of ['src/a.ts', join(link, 'src/a.ts')]) expect(lint(link, file, OWNERS_IMPORTED)).toEqual(['require-owners 5:81']);
  });

  test('a folder with brackets in its name is one of the policy’s', () => {
    const { root } = repositoryOf({
      'contracts-governance.yaml': "version: 1\nextends: [recommended]\ncontracts: { exclude: ['app/[id]/**'] }\n",
    });
    expect(lint(root, 'app/[id]/a.ts', OWNERLESS)).toEqual([]);
    expect(lint(root, 'app/other/a.ts', OWNERLESS)).toEqual(ownerless);
  });
});
