import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emitting } from '../support/emitting.ts';
import { createFolder } from '../support/git-repo.ts';
import { command, event } from '../support/sources.ts';
import { cli, cliJson, existing, repository } from './support.ts';

const POLICY = 'version: 1\nextends: [recommended]\n';
const files = { 'contracts-governance.yaml': POLICY, 'src/send.ts': command(), 'src/sent.ts': event() };
const input = (fields: string): string =>
  command(
    {},
    {
      before: "import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\n",
      rest: `  io: { input: defineSchemaModel({ name: 'Input', fields: { ${fields} } }), output: null },\n  policy: { auth: 'user' },\n`,
    },
  );
const ID = 'id: { type: ScalarTypeEnum.ID(), isOptional: false }';
const EMAIL = 'email: { type: ScalarTypeEnum.EmailAddress(), isOptional: false }';

/** A model that several contracts take, in a file of its own. */
function sharedModel(fields: string): string {
  return `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\nexport const Shared = defineSchemaModel({ name: 'Shared', fields: { ${fields} } });\n`;
}

function takingShared(key: string): string {
  return command(
    { key: `'${key}'` },
    { before: "import { Shared } from './shared';\n", rest: "  io: { input: Shared, output: null },\n  policy: { auth: 'user' },\n" },
  );
}

describe('check --base', () => {
  it('demands the bump that a change owes', async () => {
    const workspace = repository({ ...files, 'src/send.ts': input(ID) });
    const base = workspace.git('rev-parse', 'HEAD');
    workspace.write({ 'src/send.ts': input(`${ID}, ${EMAIL}`) });
    const { code, json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--format', 'json']);
    expect(code).toBe(1);
    expect(json).toMatchObject({
      base,
      head: 'working tree',
      findings: [{ rule: 'version-bump', severity: 'error', file: 'src/send.ts' }],
      changes: [{ key: 'billing.invoice.send', requiredBump: 'major', requiredVersion: '2.0.0', satisfied: false }],
    });
  });

  it('finds nothing where nothing changed', async () => {
    const workspace = repository(files);
    workspace.write({ 'README.md': 'x' });
    expect(await cli(workspace.root, ['check', '--base', 'HEAD'])).toMatchObject({ code: 0, stdout: '✔ No findings in 2 contracts.\n' });
  });

  it('sees what a file that no contract imports does to one, unless that is a test', async () => {
    const workspace = repository({ ...files, 'src/send.ts': input(ID) });
    const [name] = /(?<=export const )\w+/.exec(input(ID)) ?? [];
    const write = `import { ${String(name)} } from './send';\n(${String(name)} as any).policy.auth = 'anonymous';\n`;
    workspace.write({ 'src/send.test.ts': write });
    expect((await cli(workspace.root, ['check', '--base', 'HEAD'])).code).toBe(0);
    workspace.write({ 'src/patch.ts': write });
    const { code, json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--format', 'json']);
    expect(code).toBe(1);
    expect(json).toMatchObject({
      findings: [{ rule: 'version-bump', severity: 'error', file: 'src/send.ts' }],
      changes: [{ changes: [{ id: 'written-elsewhere', class: 'unknown', origin: { file: 'src/patch.ts', line: 2, column: 1 } }] }],
    });
    workspace.commit('written', {});
    workspace.write({ 'src/patch.ts': `${write}export const isPatched = true;\n` });
    expect((await cli(workspace.root, ['check', '--base', 'HEAD'])).code).toBe(0);
  });

  it('gives no verdict on a file that may write to contracts and cannot be parsed', async () => {
    const workspace = repository({ ...files, 'src/send.ts': input(ID) });
    const [name = ''] = /(?<=export const )\w+/.exec(input(ID)) ?? [];
    const write = `import { ${name} } from './send';\n(${name} as any).policy.auth = ;\n`;
    workspace.write({ 'src/patch.ts': write });
    const { code, stderr } = await cli(workspace.root, ['check', '--base', 'HEAD']);
    expect(code).toBe(2);
    expect(stderr).toContain('src/patch.ts may write to what contracts are made of and cannot be parsed');
    workspace.remove('src/patch.ts');
    workspace.write({ 'src/other.ts': write.replace('./send', './others') });
    expect((await cli(workspace.root, ['check', '--base', 'HEAD'])).code).toBe(0);
  });

  it('follows links to folders, at the base too', async () => {
    const model = (fields: string): string =>
      `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\nexport const Sent = defineSchemaModel({ name: 'Sent', fields: { ${fields} } });\n`;
    const workspace = repository({
      ...files,
      'one/sent.ts': model(`${ID}, ${EMAIL}`),
      'two/sent.ts': model(ID),
      'three/sent.ts': model(`${ID}, ${EMAIL}`),
    });
    const linkTo = (target: string): void => {
      workspace.remove('src/models');
      symlinkSync(target, `${workspace.root}/src/models`);
    };
    linkTo('../one');
    workspace.commit('linked', {
      'src/send.ts': `import { Sent } from './models/sent';\n${input(ID)}`.replace('output: null', 'output: Sent'),
    });
    const judge = async (): Promise<readonly string[]> => {
      const { json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--format', 'json']);
      return json.findings.map(({ rule }) => rule);
    };
    expect(await judge()).toEqual([]);
    linkTo('../three');
    expect(await judge()).toEqual([]);
    linkTo('../two');
    expect(await judge()).toEqual(['version-bump']);
  });

  it('sees another version of a package in contracts that did not change', async () => {
    const asking = (range: string): Readonly<Record<string, string>> => ({
      'package.json': `{ "name": "app", "dependencies": { "models": "${range}", "zod": "^4.0.0" } }`,
    });
    const workspace = repository({
      ...files,
      ...asking('1.0.0'),
      'src/send.ts': `import { Sent } from 'models';\n${input(ID)}`.replace('output: null', 'output: Sent'),
    });
    const judge = async (manifest: Readonly<Record<string, string>>): Promise<readonly string[]> => {
      workspace.write(manifest);
      const { json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--format', 'json']);
      return json.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
    };
    expect(await judge(asking('2.0.0'))).toEqual(['version-bump']);
    expect(await judge({ 'package.json': asking('1.0.0')['package.json']?.replace('^4.0.0', '^4.1.0') ?? '' })).toEqual([]);
  });

  it('gives the command that fetches what a shallow clone lacks', async () => {
    const origin = repository(files);
    origin.commit('second', { 'a.txt': '1' });
    origin.git('checkout', '-q', '-b', 'feature');
    origin.commit('third', { 'a.txt': '2' });
    const clone = `${createFolder()}/clone`;
    execFileSync('git', ['clone', '-q', '--depth', '1', '--branch', 'feature', `file://${origin.root}`, clone], { stdio: 'ignore' });
    existing(clone);
    const { code, stderr } = await cli(clone, ['check', '--base', 'origin/main']);
    expect(code).toBe(2);
    expect(stderr).toContain('Run `git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main`.');
  });

  it('refuses a base that does not exist', async () => {
    const { root } = repository(files);
    const { code, stdout, stderr } = await cli(root, ['check', '--base', 'nowhere']);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no revision "nowhere" in this clone');
    expect(stdout).toContain('✖ No verdict');
  });

  it('refuses a base whose policy is broken, with its place', async () => {
    const workspace = repository({ ...files, 'contracts-governance.yaml': `${POLICY}rules:\n  audit-coverag: error\n` });
    workspace.write({ 'contracts-governance.yaml': POLICY });
    const { code, stderr } = await cli(workspace.root, ['check', '--base', 'HEAD']);
    expect(code).toBe(2);
    expect(stderr).toContain('contracts-governance.yaml:4:3: At the base');
    expect(stderr).toContain('mend it on the target branch first');
  });

  it('refuses to compare a pull request with itself', async () => {
    const { root, git } = repository(files);
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    const { code, stderr } = await cli(root, ['check', '--base'], { env: { GITHUB_BASE_REF: 'main' } });
    expect(code).toBe(2);
    expect(stderr).toContain('is the head itself');
  });

  it('tells whoever compares a state with itself, and nobody who has changed a file', async () => {
    const workspace = repository(files);
    const note = 'is the head itself: there was nothing to compare.';
    const sameState = await cli(workspace.root, ['check', '--base', 'HEAD']);
    expect([sameState.code, (sameState.stdout + sameState.stderr).includes(note)]).toEqual([0, true]);
    const sameRevision = await cli(workspace.root, ['diff', '--base', 'HEAD', '--head', 'HEAD']);
    expect(sameRevision.stdout + sameRevision.stderr).toContain(note);
    workspace.write({ 'a.txt': 'x' });
    const changed = await cli(workspace.root, ['check', '--base', 'HEAD']);
    expect(changed.stdout + changed.stderr).not.toContain(note);
  });

  it('tells who counts from releases that no tag of one is there', async () => {
    const policy = `${POLICY}versioning: { released: 'v{version}' }\n`;
    const workspace = repository({ ...files, 'contracts-governance.yaml': policy, 'src/send.ts': input(ID) });
    const hears = async (): Promise<boolean> =>
      (await cli(workspace.root, ['diff', '--base', 'HEAD'])).stderr.includes('is a release ("v{version}"): what is owed is counted from');
    expect(await hears()).toBe(false);
    workspace.write({ 'src/send.ts': input(`${ID}, ${EMAIL}`) });
    expect(await hears()).toBe(true);
    workspace.git('tag', 'v1.0.0', 'HEAD');
    expect(await hears()).toBe(false);
  });

  it('takes the target from the variables of the CI', async () => {
    const workspace = repository(files);
    const base = workspace.git('rev-parse', 'HEAD');
    workspace.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    workspace.commit('more', { 'a.txt': 'x' });
    const { json } = await cliJson(workspace.root, ['check', '--format', 'json', '--base'], { env: { GITHUB_BASE_REF: 'main' } });
    expect(json.base).toBe(base);
  });

  it('says so when no variable names a target', async () => {
    const { root } = repository(files);
    const { code, stderr } = await cli(root, ['check', '--base']);
    expect(code).toBe(2);
    expect(stderr).toContain('Name the base, such as --base origin/main.');
  });

  it('judges by the policy of the base, which a change cannot loosen for itself', async () => {
    const workspace = repository(files);
    workspace.write({ 'contracts-governance.yaml': `${POLICY}rules:\n  require-owners: off\n`, 'src/send.ts': command({ owners: '[]' }) });
    const { json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--format', 'json']);
    expect(json.findings.map(({ rule }) => rule).sort()).toEqual(['policy-loosened', 'require-owners']);
  });

  it('judges by the policy of the head where the base has none, and says so', async () => {
    const { 'contracts-governance.yaml': policy, ...sources } = files;
    const workspace = repository(sources);
    workspace.write({ 'contracts-governance.yaml': `${policy}rules:\n  require-owners: off\n`, 'src/send.ts': command({ owners: '[]' }) });
    const { code, stdout } = await cli(workspace.root, ['check', '--base', 'HEAD']);
    expect(stdout).toContain('bootstrap: the base has no policy');
    expect(code).toBe(0);
    workspace.write({ 'contracts-governance.yaml': '', 'src/contracts-governance.yaml': 'version: 1\nrules:\n  require-owners: off\n' });
    workspace.remove('contracts-governance.yaml');
    const nested = await cli(workspace.root, ['check', '--base', 'HEAD']);
    expect(nested.stdout).toContain('bootstrap: the base has no policy');
    expect(nested.stdout).not.toContain('No policy file');
  });

  it('judges by the policy of the base where the change brings the file that --policy names', async () => {
    const workspace = repository(files);
    workspace.write({ 'own.yaml': `${POLICY}rules:\n  require-owners: off\n`, 'src/send.ts': command({ owners: '[]' }) });
    const judge = async (...argv: readonly string[]): Promise<readonly string[]> => {
      const { json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--format', 'json', ...argv]);
      expect(json.policy.bootstrap).toBe(false);
      return json.findings.map(({ rule }) => rule).sort();
    };
    expect(await judge('--policy', 'own.yaml')).toEqual(['policy-loosened', 'require-owners']);
    workspace.commit('own policy');
    expect(await judge('--policy', 'own.yaml')).toEqual([]);
  });

  it('lets a change take a policy package in another version, and says that it does', async () => {
    const pinned = (version: string): string => `version: 1\nextends: [recommended, '@acme/policy@${version}']\n`;
    const installed = (version: string, text: string): Readonly<Record<string, string>> => ({
      'node_modules/@acme/policy/package.json': `{ "version": "${version}" }`,
      'node_modules/@acme/policy/contracts-governance.yaml': `version: 1\n${text}`,
    });
    const workspace = repository({ ...files, '.gitignore': 'node_modules\n', 'contracts-governance.yaml': pinned('1.0.0') });
    workspace.write(installed('1.0.0', ''));
    const judge = async (): Promise<readonly [number, readonly string[]]> => {
      const { code, json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--format', 'json']);
      return [code, json.findings.map(({ severity, message }) => `${severity} ${message}`)];
    };
    expect(await judge()).toEqual([0, []]);
    workspace.write({ ...installed('2.0.0', 'rules: { require-owners: off }\n'), 'contracts-governance.yaml': pinned('2.0.0') });
    expect(await judge()).toEqual([
      0,
      [expect.stringContaining('warn This change weakens the policy: extends takes "@acme/policy" in version 2.0.0 instead of 1.0.0')],
    ]);
    workspace.write({ 'contracts-governance.yaml': pinned('1.0.0') });
    expect((await cli(workspace.root, ['check', '--base', 'HEAD'])).code).toBe(2);
  });

  it.each([
    ['the folder that it came to', ['lib'], 1],
    ['the folder that it left', ['src'], 1],
    ['a folder that it was never in', ['docs'], 0],
    ['the owner who got it', ['--owner', '@acme/legal'], 1],
    ['the owner who gave it away', ['--owner', '@acme/billing'], 1],
    ['an owner who has no part in it', ['--owner', '@acme/mail'], 0],
  ])('shows what a contract owes to who asks for %s', async (_name, filter, expected) => {
    const workspace = repository({ ...files, 'src/send.ts': input(ID), 'docs/README.md': '' });
    workspace.remove('src/send.ts');
    workspace.write({ 'lib/send.ts': input(`${ID}, ${EMAIL}`).replace("'@acme/billing'", "'@acme/legal'") });
    const { json } = await cliJson(workspace.root, ['check', ...filter, '--base', 'HEAD', '--format', 'json']);
    expect(json.findings.filter(({ rule }) => rule === 'version-bump')).toHaveLength(expected);
  });

  it('shows with --new-only what the base did not have', async () => {
    const workspace = repository({ ...files, 'src/old.ts': command({ key: "'a.old'", owners: '[]' }) });
    workspace.write({ 'src/new.ts': command({ key: "'a.new'", owners: '[]' }) });
    const { json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--new-only', '--format', 'json']);
    expect(json.findings).toMatchObject([{ rule: 'require-owners', file: 'src/new.ts' }]);
    expect(json.summary.error).toBe(1);
  });

  it('sees with --new-only what a removed team does to contracts that did not change', async () => {
    const policy = (teams: string): string => `${POLICY}owners:\n  directory: {${teams}}\n`;
    const workspace = repository({ ...files, 'contracts-governance.yaml': policy("'@acme/billing': {}, '@acme/web': {}") });
    expect((await cli(workspace.root, ['check'])).code).toBe(0);
    workspace.write({ 'contracts-governance.yaml': policy("'@acme/web': {}") });
    const { json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--new-only', '--format', 'json']);
    expect(json.findings.filter(({ rule }) => rule === 'known-owner')).toHaveLength(2);
  });

  it('does not blame a change with --new-only for entries of the baseline that were stale before', async () => {
    const workspace = repository({ ...files, 'src/send.ts': command({ owners: '[]' }) });
    await cli(workspace.root, ['baseline', '--allow-additions']);
    workspace.commit('stale', { 'src/send.ts': command() });
    workspace.write({ 'src/new.ts': command({ key: "'a.new'" }) });
    expect((await cli(workspace.root, ['check', '--base', 'HEAD'])).code).toBe(1);
    expect((await cli(workspace.root, ['check', '--base', 'HEAD', '--new-only'])).code).toBe(0);
  });

  it('tells in Markdown what was mended', async () => {
    const workspace = repository({ ...files, 'src/send.ts': command({ owners: '[]' }) });
    workspace.write({ 'src/send.ts': command() });
    const { stdout } = await cli(workspace.root, ['check', '--base', 'HEAD', '--format', 'markdown']);
    expect(stdout).toContain('<summary>Fixed: 1</summary>');
  });
});

describe('a waiver of a change', () => {
  const policy = `${POLICY}waivers:
  entries:
    - rule: version-bump
      contract: billing.invoice.send
      from: 1.0.0
      to: 1.0.0
      changes: [input-required-field-added]
      reason: No consumer yet
      owner: '@acme/billing'
      expires: 2027-01-31
`;
  const NAME = 'name: { type: ScalarTypeEnum.String_unsecure(), isOptional: false }';
  const statuses = async (fields: string): Promise<readonly string[]> => {
    const workspace = repository({ ...files, 'contracts-governance.yaml': policy, 'src/send.ts': input(`${ID}, ${NAME}`) });
    workspace.write({ 'src/send.ts': input(fields) });
    const { json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--today', '2027-01-01', '--format', 'json']);
    return json.findings.map(({ rule, status }) => `${rule} ${status}`);
  };
  it('holds for the change that it names', async () => {
    expect(await statuses(`${ID}, ${NAME}, ${EMAIL}`)).toEqual(['version-bump waived']);
  });
  it('waits in the base for its change: neither what adds it nor what comes in between fails', async () => {
    const workspace = repository({ ...files, 'src/send.ts': input(ID) });
    const check = async (...base: readonly string[]): Promise<readonly [number, readonly string[]]> => {
      const { code, json } = await cliJson(workspace.root, ['check', ...base, '--today', '2027-01-01', '--format', 'json']);
      return [code, json.findings.map(({ rule, status }) => `${rule} ${status}`)];
    };
    workspace.write({ 'contracts-governance.yaml': policy });
    expect(await check('--base', 'HEAD')).toEqual([0, ['policy-loosened new']]);
    workspace.commit('waive');
    expect(await check()).toEqual([0, []]);
    workspace.write({ 'src/void.ts': command({ key: "'billing.invoice.void'" }) });
    expect(await check('--base', 'HEAD')).toEqual([0, []]);
    workspace.write({ 'src/send.ts': input(`${ID}, ${EMAIL}`) });
    expect(await check('--base', 'HEAD')).toEqual([0, ['version-bump waived']]);
  });
  it('names a numeric version of older contracts in full', async () => {
    const old = (fields: string): string => input(fields).replace("version: '1.0.0'", 'version: 1');
    const workspace = repository({ ...files, 'contracts-governance.yaml': policy, 'src/send.ts': old(ID) });
    workspace.write({ 'src/send.ts': old(`${ID}, ${EMAIL}`) });
    const { json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--today', '2027-01-01', '--format', 'json']);
    expect(json.findings.map(({ rule, status }) => `${rule} ${status}`)).toContain('version-bump waived');
  });
  it('does not hold for one that came to it', async () => {
    expect(await statuses(`${ID}, ${EMAIL}`)).toContain('version-bump new');
  });
});

describe('a contract that is gone', () => {
  it('is shown where it was', async () => {
    const workspace = repository({ ...files, 'src/void.ts': command({ key: "'billing.invoice.void'" }) });
    workspace.remove('src/void.ts');
    const { code, stdout } = await cli(workspace.root, ['check', '--base', 'HEAD']);
    expect(code).toBe(1);
    expect(stdout).toContain('src/void.ts\n');
    expect(stdout).toContain('4:10 (at the base)');
    expect(stdout).toContain("> 4 |     key: 'billing.invoice.void',");
  });
});

describe('diff', () => {
  it('needs a base', async () => {
    const { root } = repository(files);
    const { code, stderr } = await cli(root, ['diff']);
    expect(code).toBe(2);
    expect(stderr).toContain('Add --base');
  });

  it('shows the verdict, the change and the witness', async () => {
    const workspace = repository({ ...files, 'src/send.ts': input(ID) });
    workspace.write({ 'src/send.ts': input(`${ID}, ${EMAIL}`) });
    const { code, stdout } = await cli(workspace.root, ['diff', '--base', 'HEAD']);
    expect(code).toBe(0);
    expect(stdout).toContain('✖ billing.invoice.send command 1.0.0 → 1.0.0, owes 2.0.0\n');
    expect(stdout).toContain('    breaking   "io.input.fields.email" is a new required field (EmailAddress). It breaks those');
    expect(stdout).toMatch(/^ {15}src\/send\.ts:\d+:\d+ {2}input-required-field-added$/m);
    expect(stdout).toMatch(/witness \{.*\} is accepted by the base and refused by the head/);
    expect(stdout).toContain('✖ 1 contract: 1 changed; 1 owes something.');
  });

  it('says that nothing changed', async () => {
    const { root } = repository(files);
    expect(await cli(root, ['diff', '--base', 'HEAD'])).toMatchObject({ code: 0, stdout: '✔ No contract changed.\n' });
  });

  it('shows a change of a shared model once', async () => {
    const workspace = repository({
      ...files,
      'src/shared.ts': sharedModel(ID),
      'src/a.ts': takingShared('a.a'),
      'src/b.ts': takingShared('a.b'),
    });
    workspace.write({ 'src/shared.ts': sharedModel(`${ID}, ${EMAIL}`) });
    const { stdout } = await cli(workspace.root, ['diff', '--base', 'HEAD']);
    expect(stdout).toMatch(
      /^One change reaches 2 contracts\n\n {4}breaking .*\n(?: {15}.*\n)* {15}src\/shared\.ts:2:\d+ {2}input-required/,
    );
    expect(stdout.match(/input-required-field-added/g)).toHaveLength(1);
    expect(stdout.match(/^ {4}a\.[ab] 1\.0\.0 → 1\.0\.0, owes 2\.0\.0$/gm)).toHaveLength(2);
    expect(stdout).not.toContain('✖ a.');
    const { stdout: markdown } = await cli(workspace.root, ['diff', '--base', 'HEAD', '--format', 'markdown']);
    expect(markdown.match(/input-required-field-added/g)).toHaveLength(1);
    expect(markdown.match(/^<summary>.*$/gm)).toEqual(['<summary>❌ One change reaches 2 contracts</summary>']);
    expect(markdown).toContain('Reached: `a.a`, `a.b`.');
    const { json } = await cliJson(workspace.root, ['diff', '--base', 'HEAD', '--format', 'json']);
    expect(json).toMatchObject({
      contracts: [
        { key: 'a.a', changes: [{ id: 'input-required-field-added' }] },
        { key: 'a.b', changes: [{ id: 'input-required-field-added' }] },
      ],
    });
  });

  it('counts a shared change once where a contract has it at two places', async () => {
    const takingTwice = (key: string, auth: string): string =>
      command(
        { key: `'${key}'` },
        {
          before:
            "import { defineSchemaModel } from '@lssm-tech/lib.schema';\nimport { Shared } from './shared';\nconst Both = defineSchemaModel({ name: 'Both', fields: { from: { type: Shared }, to: { type: Shared } } });\n",
          rest: `  io: { input: Both, output: null },\n  policy: { auth: '${auth}' },\n`,
        },
      );
    const taking = (auth: string): Record<string, string> => ({
      'src/a.ts': takingTwice('a.a', auth),
      'src/b.ts': takingTwice('a.b', auth),
    });
    const workspace = repository({ ...files, 'src/shared.ts': sharedModel(ID), ...taking('user') });
    workspace.write({ 'src/shared.ts': sharedModel(`${ID}, ${EMAIL}`), ...taking('admin') });
    const { stdout } = await cli(workspace.root, ['diff', '--base', 'HEAD']);
    expect(stdout).toMatch(/^One change reaches 2 contracts\n/);
    expect(stdout.match(/and \d+ shared changes?, see above/g)).toEqual(Array(2).fill('and 1 shared change, see above'));
    const { stdout: markdown } = await cli(workspace.root, ['diff', '--base', 'HEAD', '--format', 'markdown']);
    expect(markdown.match(/^- and \d+ shared changes?, see above$/gm)).toEqual(Array(2).fill('- and 1 shared change, see above'));
    expect(markdown.match(/^<summary>.*$/gm)).toEqual([
      '<summary>❌ One change reaches 2 contracts</summary>',
      '<summary>❌ a.a: 2 changes</summary>',
      '<summary>❌ a.b: 2 changes</summary>',
    ]);
  });

  it('shows the gravest of many changes, says how many there are, and where the rest is', async () => {
    const names = Array.from({ length: 34 }, (_, index) => `a.c${String(index).padStart(2, '0')}`);
    const all = (change: (key: string) => string): Record<string, string> =>
      Object.fromEntries(names.map((key) => [`src/${key}.ts`, change(key)]));
    const errors = (amount: number): string =>
      Array.from({ length: amount }, (_, index) => `E${index}: { description: 'It failed.', http: ${400 + index}, when: 'x' }`).join(', ');
    const failing = (key: string, amount: number, auth = 'user'): string =>
      command(
        { key: `'${key}'` },
        { rest: `  io: { input: null, output: null, errors: { ${errors(amount)} } },\n  policy: { auth: '${auth}' },\n` },
      );
    const workspace = repository({ ...files, ...all((key) => failing(key, 0)), 'src/last.ts': failing('a.last', 0) });
    workspace.write({ ...all((key) => failing(key, 1)), 'src/last.ts': failing('a.last', 2, 'admin') });
    const { stdout } = await cli(workspace.root, ['diff', '--base', 'HEAD']);
    const heads = stdout.match(/^✖ a\.\S+/gm);
    expect(heads).toHaveLength(30);
    expect(heads?.at(-1)).toBe('✖ a.last');
    expect(stdout).toContain('5 more contracts not shown. All 35 by their gravest change:\n');
    expect(stdout).toMatch(/^ {2}breaking +1 +–\n {2}dangerous +34 +–$/m);
    expect(stdout).toMatch(/^Show one folder by its path, .* --format markdown or json\.\n$/m);
    const one = await cli(workspace.root, ['diff', '--base', 'HEAD', 'src/last.ts']);
    expect(one.stdout).not.toContain('not shown');
    expect(one.stderr).toContain('34 other contracts changed');
    const none = await cli(workspace.root, ['diff', '--base', 'HEAD', 'contracts-governance.yaml']);
    expect([none.stdout, none.stderr]).toEqual(['✔ No contract changed.\n', expect.stringContaining('35 other contracts changed')]);
    const { stdout: markdown } = await cli(workspace.root, ['diff', '--base', 'HEAD', '--format', 'markdown']);
    expect(markdown.match(/^<summary>/gm)).toHaveLength(35);
  });

  it('writes a changelog', async () => {
    const workspace = repository({ ...files, 'src/send.ts': input(ID) });
    workspace.write({ 'src/send.ts': input(`${ID}, ${EMAIL}`), 'src/new.ts': event({ key: "'a.made'" }) });
    const { stdout } = await cli(workspace.root, ['diff', '--base', 'HEAD', '--format', 'changelog']);
    expect(stdout.match(/^#.*$/gm)).toEqual(['# Contracts', '## a.made 1.0.0', '### Added', '## billing.invoice.send 1.0.0', '### Added']);
    expect(stdout).toContain('- **Breaking:** ');
  });

  it('says in one line of a changelog that a contract came or went', async () => {
    const workspace = repository({ ...files, 'src/old.ts': event({ key: "'a.old'" }) });
    workspace.remove('src/old.ts');
    workspace.write({ 'src/new.ts': command({ key: "'a.made'" }) });
    const { stdout } = await cli(workspace.root, ['diff', '--base', 'HEAD', '--format', 'changelog']);
    expect(stdout.match(/^- .*$/gm)).toEqual(['- New command.', '- **Breaking:** The event was removed without having been deprecated.']);
  });

  it('shows changes that reach the same contracts together, and breaks lines on a terminal', async () => {
    const workspace = repository({
      ...files,
      'src/shared.ts': sharedModel(ID),
      'src/a.ts': takingShared('a.a'),
      'src/b.ts': takingShared('a.b'),
    });
    workspace.write({ 'src/shared.ts': sharedModel(`${ID}, ${EMAIL}, ${EMAIL.replace('email', 'reply')}`) });
    const { stdout } = await cli(workspace.root, ['diff', '--base', 'HEAD', '--no-color'], { columns: 70 });
    expect(stdout).toMatch(/^2 changes reach 2 contracts\n\n {4}breaking {3}"io\.input\.fields\.email" is/);
    expect(stdout.match(/^ {4}a\.[ab] 1\.0\.0 → 1\.0\.0, owes 2\.0\.0$/gm)).toHaveLength(2);
    expect(stdout).toContain('witness { "id": "" } is accepted');
    expect(stdout.split('\n').filter((line) => line.length > 70)).toEqual([]);
  });

  it('writes Markdown', async () => {
    const workspace = repository({ ...files, 'src/send.ts': input(ID) });
    workspace.write({ 'src/send.ts': input(`${ID}, ${EMAIL}`) });
    const { stdout } = await cli(workspace.root, ['diff', '--base', 'HEAD', '--format', 'markdown']);
    expect(stdout).toMatch(/^<!-- contracts-governance -->\n## ❌ Contracts: 1 contract of 1 owes something\n/);
    expect(stdout).toContain('| ❌ | `billing.invoice.send` | command | 1.0.0 → 1.0.0 | major | none | owes 2.0.0 |');
  });
});

describe('bump', () => {
  const broken = { 'src/send.ts': input(`${ID}, ${EMAIL}`) };
  it('writes what is owed, and then finds nothing to do', async () => {
    const workspace = repository({ ...files, 'src/send.ts': input(ID) });
    workspace.write(broken);
    expect((await cli(workspace.root, ['bump', '--base', 'HEAD', '--dry-run'])).stdout).toContain('Would write 1 version.');
    expect(workspace.read('src/send.ts')).toBe(broken['src/send.ts']);
    expect((await cli(workspace.root, ['bump', '--base', 'HEAD'])).stdout).toMatch(
      /^✔ command billing\.invoice\.send 1\.0\.0 → 2\.0\.0 {2}src\/send\.ts:6:14\n/,
    );
    expect(workspace.read('src/send.ts')).toBe(broken['src/send.ts'].replace("'1.0.0'", "'2.0.0'"));
    expect((await cli(workspace.root, ['bump', '--base', 'HEAD'])).stdout).toBe('Nothing to write.\n');
    expect((await cli(workspace.root, ['check', '--base', 'HEAD'])).code).toBe(0);
  });
});

describe('bump --changeset', () => {
  it('says whose version it writes in a command that emits an event inline', async () => {
    const before = "import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\n";
    const payload = (fields: string): string => `defineSchemaModel({ name: 'Sent', fields: { ${fields} } })`;
    const both = (fields: string): Record<string, string> => ({
      'src/send.ts': emitting(
        `{ emits: [{ key: 'billing.invoice.sent', version: '1.0.0', when: 'Sent.', payload: ${payload(fields)} }] }`,
        { before },
      ),
      'src/sent.ts': event({}, { before, rest: `  payload: ${payload(fields)},\n` }),
    });
    const workspace = repository({ ...files, ...both(ID) });
    workspace.write(both(`${ID}, ${EMAIL}`));
    const { stdout } = await cli(workspace.root, ['bump', '--base', 'HEAD']);
    expect(stdout.match(/^✔ .*(?= 1\.0\.0 → 2\.0\.0)/gm)).toEqual([
      '✔ command billing.invoice.send',
      '✔ event billing.invoice.sent',
      '✔ event billing.invoice.sent, emitted by command billing.invoice.send,',
    ]);
  });

  it('writes a changeset for the package, once', async () => {
    const workspace = repository({ ...files, 'package.json': '{ "name": "@acme/billing", "version": "1.0.0" }', 'src/send.ts': input(ID) });
    workspace.write({ 'src/send.ts': input(`${ID}, ${EMAIL}`) });
    const { stdout } = await cli(workspace.root, ['bump', '--base', 'HEAD', '--changeset']);
    expect(stdout).toContain('Wrote 1 version and 1 changeset.');
    const [file = ''] = workspace.git('ls-files', '--others', '.changeset').split('\n');
    expect(workspace.read(file)).toContain('"@acme/billing": major');
    expect((await cli(workspace.root, ['bump', '--base', 'HEAD', '--changeset'])).stdout).toBe('Nothing to write.\n');
  });
});

describe('release-snapshot', () => {
  it('makes owed versions count from what was released', async () => {
    const workspace = repository({ ...files, 'src/send.ts': input(ID) });
    const { code, stderr } = await cli(workspace.root, ['release-snapshot']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Wrote 2 contracts to .contracts-governance/released.json.\n' });
    workspace.commit('released');
    workspace.commit('first break, paid', { 'src/send.ts': input(`${ID}, ${EMAIL}`).replace("'1.0.0'", "'2.0.0'") });
    workspace.write({ 'src/send.ts': input(EMAIL).replace("'1.0.0'", "'2.0.0'") });
    expect((await cli(workspace.root, ['check', '--base', 'HEAD'])).code).toBe(0);
  });
  it('is written by a change only as the contracts are', async () => {
    const file = '.contracts-governance/released.json';
    const pay = command({ key: "'billing.invoice.pay'" });
    const workspace = repository({ ...files, 'src/send.ts': input(ID), 'src/pay.ts': pay });
    const altered = async (): Promise<readonly string[]> => {
      const { json } = await cliJson(workspace.root, ['check', '--base', 'HEAD', '--format', 'json']);
      return json.findings.flatMap(({ rule, message }) =>
        rule === 'policy-loosened' ? (/ of (.*) what neither/.exec(message)?.[1] ?? 'no form') : [],
      );
    };
    await cli(workspace.root, ['release-snapshot']);
    expect(await altered()).toEqual([]);
    const released = workspace.read(file);
    const without = (key: string): string =>
      released
        .split('\n')
        .filter((line) => !line.includes(key))
        .join('\n')
        .replace('},\n]', '}\n]');
    workspace.write({ [file]: without('invoice.send') });
    expect(await altered()).toEqual(['command billing.invoice.send 1.0.0']);
    workspace.commit('released', { [file]: released });
    workspace.write({ [file]: without('invoice.pay') });
    expect(await altered()).toEqual(['command billing.invoice.pay 1.0.0']);
    workspace.write({ [file]: released.replaceAll('1.0.0', '0.9.0') });
    expect(await altered()).toEqual([expect.stringContaining('billing.invoice.pay 0.9.0')]);
    workspace.write({ [file]: released.slice(9) });
    expect(await altered()).toEqual(['no form']);
    // What is released next, and what was until then, are both as they should be.
    workspace.remove('src/pay.ts');
    workspace.write({ 'src/send.ts': input(`${ID}, ${EMAIL}`).replace("'1.0.0'", "'2.0.0'") });
    await cli(workspace.root, ['release-snapshot']);
    expect(await altered()).toEqual([]);
    workspace.write({ [file]: released });
    expect(await altered()).toEqual([]);
  });

  it('writes nothing when a file cannot be read', async () => {
    const workspace = repository({ ...files, 'src/broken.ts': `${command()}\nconst x = ;` });
    expect((await cli(workspace.root, ['release-snapshot'])).code).toBe(2);
    expect(() => workspace.read('.contracts-governance/released.json')).toThrow();
  });
});
