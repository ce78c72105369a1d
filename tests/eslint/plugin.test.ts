import * as parser from '@typescript-eslint/parser';
import { ESLint, Linter } from 'eslint';
import { afterEach, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import plugin from '../../src/eslint/index.ts';
import { presetSeverities } from '../../src/policy/preset-severities.ts';
import { rules } from '../../src/rules/index.ts';
import { createRepository, type TestRepository } from '../support/git-repo.ts';

const repositories: TestRepository[] = [];
function repositoryOf(files: Readonly<Record<string, string>>): TestRepository {
  const repository = createRepository(files);
  repositories.push(repository);
  return repository;
}
afterEach(() => {
  for (const repository of repositories.splice(0)) repository.dispose();
});

const command = (meta: string, rest = ''): string => `import { defineCommand } from '@lssm-tech/lib.contracts-spec';
export const Send = defineCommand({
  meta: {
    key: 'billing.invoice.send', version: '1.0.0', stability: 'stable', ${meta}
    description: 'Sends an invoice.', goal: 'The customer gets it.', context: 'From the billing page.',
  },
  io: { input: null, output: null },
  policy: { auth: 'user' },${rest}
});
`;
const GOOD = `owners: ['@billing'], tags: ['billing'],`;

interface Linted {
  readonly messages: readonly string[];
  readonly output: string | undefined;
}

async function lint(repository: TestRepository, file: string, text: string, options: ESLint.Options = {}): Promise<Linted> {
  const eslint = new ESLint({
    cwd: repository.root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.ts'], languageOptions: { parser } },
      { files: ['**/*'], ...plugin.configs.recommended },
    ],
    ...options,
  });
  const [result] = await eslint.lintText(text, { filePath: file });
  return {
    messages: (result?.messages ?? []).map((message) => `${message.ruleId} ${message.line}:${message.column}`),
    output: result?.output,
  };
}

describe('the plugin', () => {
  test('says who it is', () => {
    expect(plugin.meta).toEqual({ name: manifest.name, version: manifest.version, namespace: 'contracts-governance' });
  });

  test('has every file rule, one for the assertions of policies, and no other', () => {
    expect(Object.keys(plugin.rules).sort()).toEqual(
      [...rules.filter((rule) => rule.scope === 'file').map((rule) => rule.id), 'assertions'].sort(),
    );
  });

  test.each(['recommended', 'strict'] as const)('%s has the severities of the preset', (name) => {
    const expected = [...presetSeverities(name)].filter(([rule, severity]) => rule in plugin.rules && severity !== 'off');
    expect(new Map(Object.entries(plugin.configs[name].rules ?? {}))).toEqual(
      new Map([...expected, ['assertions', 'error']].map(([rule, severity]) => [`contracts-governance/${rule}`, severity])),
    );
    expect(expected.length).toBeGreaterThan(8);
  });

  test('its configs are valid for ESLint', () => {
    const linter = new Linter({ configType: 'flat' });
    expect(linter.verify('const x = 1;', [plugin.configs.strict]).filter((message) => message.fatal)).toEqual([]);
  });
});

describe('linting', () => {
  test('finds nothing in a good contract', async () => {
    const repository = repositoryOf({ 'src/a.ts': command(GOOD) });
    expect((await lint(repository, 'src/a.ts', command(GOOD))).messages).toEqual([]);
  });

  test('judges the text of the editor, not the one on disk', async () => {
    const repository = repositoryOf({ 'src/a.ts': command(GOOD) });
    expect((await lint(repository, 'src/a.ts', command(`owners: [], tags: ['billing'],`))).messages).toEqual([
      'contracts-governance/require-owners 4:81',
    ]);
  });

  test('judges a file that is not on disk yet', async () => {
    const repository = repositoryOf({ 'src/a.ts': '' });
    expect((await lint(repository, 'src/new/b.ts', command(`owners: [], tags: ['billing'],`))).messages).toEqual([
      'contracts-governance/require-owners 4:81',
    ]);
  });

  test('reads JavaScript with the default parser', async () => {
    const repository = repositoryOf({ 'src/a.js': command(GOOD) });
    expect((await lint(repository, 'src/a.js', command(`owners: [], tags: ['billing'],`))).messages).toEqual([
      'contracts-governance/require-owners 4:81',
    ]);
  });

  test('sees a change of an imported file', async () => {
    const text = `import { OWNERS } from './owners.js';\n${command(`owners: OWNERS, tags: ['billing'],`)}`;
    const repository = repositoryOf({ 'src/a.ts': text, 'src/owners.ts': `export const OWNERS = ['@billing'];` });
    expect((await lint(repository, 'src/a.ts', text)).messages).toEqual([]);
    repository.write({ 'src/owners.ts': `export const OWNERS: string[] = [];` });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await lint(repository, 'src/a.ts', text)).messages).toEqual(['contracts-governance/require-owners 5:81']);
  });

  test('reports at the contract what another file says wrong, and fixes nothing there', async () => {
    const text = `import { TAGS } from './tags.js';\n${command(`owners: ['@billing'], tags: [...TAGS],`)}`;
    const repository = repositoryOf({ 'src/a.ts': text, 'src/tags.ts': `export const TAGS = ['billing', 'billing'];` });
    const { messages, output } = await lint(repository, 'src/a.ts', text, { fix: true });
    expect(messages).toEqual(['contracts-governance/require-tags 5:102']);
    expect(output).toBeUndefined();
  });

  test('fixes what it can', async () => {
    const text = command(`owners: ['@billing'], tags: ['billing', 'billing'],`);
    const repository = repositoryOf({ 'src/a.ts': text });
    const { messages, output } = await lint(repository, 'src/a.ts', text, { fix: true });
    expect(messages).toEqual([]);
    expect(output).toBe(command(GOOD));
  });

  test('is quiet where the policy turns a rule off', async () => {
    const text = command(`owners: [], tags: ['billing'],`);
    const repository = repositoryOf({
      'src/a.ts': text,
      'contracts-governance.yaml': 'version: 1\nextends: [recommended]\nrules: { require-owners: off }\n',
    });
    expect((await lint(repository, 'src/a.ts', text)).messages).toEqual([]);
  });

  test('is quiet where only the policy of a folder turns a rule off, and there alone', async () => {
    const text = command(`owners: [], tags: ['billing'],`);
    const repository = repositoryOf({
      'billing/a.ts': text,
      'billing-old/a.ts': text,
      'billing/contracts-governance.yaml': 'version: 1\nrules: { require-owners: off }\n',
    });
    expect((await lint(repository, 'billing/a.ts', text)).messages).toEqual([]);
    expect((await lint(repository, 'billing-old/a.ts', text)).messages).toEqual(['contracts-governance/require-owners 4:81']);
  });

  test('reports what the assertions of the policy demand', async () => {
    const policy = (rest = ''): string =>
      `version: 1\nextends: [recommended]\nassert: [{ id: tagged-twice, value: tags, minItems: 2 }, { id: titled, value: title, required: true }]\n${rest}`;
    const text = command(GOOD);
    const lintUnder = async (yaml: string, source = text): Promise<readonly string[]> =>
      (await lint(repositoryOf({ 'src/a.ts': text, 'contracts-governance.yaml': yaml }), 'src/a.ts', source)).messages;
    const [first, second, ...others] = await lintUnder(policy());
    expect([first, second].map((message) => message?.split(' ')[0])).toEqual(Array(2).fill('contracts-governance/assertions'));
    expect(others).toEqual([]);
    expect(await lintUnder(policy('rules: { titled: off }\n'))).toHaveLength(1);
    const waiver = (rule: string): string => {
      const expires = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      return text.replace('export const', `// contracts-governance-waive ${rule} owner=@billing expires=${expires} -- soon\nexport const`);
    };
    expect(await lintUnder(policy(), waiver('titled'))).toHaveLength(1);
    expect(await lintUnder(policy(), waiver('require-owners'))).toHaveLength(2);
  });

  test('is quiet in files that the policy excludes', async () => {
    const text = command(`owners: [], tags: ['billing'],`);
    const repository = repositoryOf({ 'src/a.test.ts': text });
    expect((await lint(repository, 'src/a.test.ts', text)).messages).toEqual([]);
  });

  test('is quiet where a waiver holds', async () => {
    const expires = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const waiver = `// contracts-governance-waive require-owners owner=@billing expires=${expires} -- moving teams\n`;
    const text = command(`owners: [], tags: ['billing'],`).replace('export const', `${waiver}export const`);
    const repository = repositoryOf({ 'src/a.ts': text });
    expect((await lint(repository, 'src/a.ts', text)).messages).toEqual([]);
  });

  test('says nothing of files without contracts, or with another defineCommand', async () => {
    const text = `import { defineCommand } from 'citty';\nexport const c = defineCommand({ meta: { name: 'x' } });\n`;
    const repository = repositoryOf({ 'src/a.ts': text });
    expect((await lint(repository, 'src/a.ts', text)).messages).toEqual([]);
  });
});
