import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFolder } from '../support/git-repo.ts';
import { command } from '../support/sources.ts';
import { cli, repository } from './support.ts';

const POLICY = 'version: 1\nextends: [recommended]\n';
const files = { 'contracts-governance.yaml': POLICY, 'src/send.ts': command() };

describe('a link to a file of the repository', () => {
  const keysOf = async (root: string): Promise<unknown> => {
    const { stdout } = await cli(root, ['list', '--format', 'json']);
    return (JSON.parse(stdout) as { contracts: { key: string; file: string }[] }).contracts.map(({ key, file }) => `${key} ${file}`);
  };

  it('is no second declaration of what stands there', async () => {
    const workspace = repository(files);
    symlinkSync('send.ts', `${workspace.root}/src/again.ts`);
    expect(await keysOf(workspace.root)).toEqual(['billing.invoice.send src/send.ts']);
    expect((await cli(workspace.root, ['check'])).code).toBe(0);
    expect((await cli(workspace.root, ['check', '--base', 'HEAD'])).code).toBe(0);
  });

  it('holds what stands there where only the link is judged', async () => {
    const workspace = repository({ ...files, 'tests/sent.ts': command({ key: "'billing.invoice.sent'" }), 'src/copy.ts': command() });
    symlinkSync('../tests/sent.ts', `${workspace.root}/src/again.ts`);
    expect(await keysOf(workspace.root)).toEqual([
      'billing.invoice.sent src/again.ts',
      'billing.invoice.send src/copy.ts',
      'billing.invoice.send src/send.ts',
    ]);
  });
});

describe('what cannot be read', () => {
  it('is 2 for a link out of the repository, and says what to do', async () => {
    const workspace = repository(files);
    symlinkSync(createFolder({ 'hidden.ts': command({ key: "'a.b'" }) }), `${workspace.root}/src/linked`);
    const { code, stderr } = await cli(workspace.root, ['check']);
    expect(code).toBe(2);
    expect(stderr).toContain('"src/linked" is a link out of the repository');
    expect(stderr).toContain('contracts.exclude');
  });

  it('is told once where the link is a source file', async () => {
    const workspace = repository(files);
    symlinkSync('/etc/hostname', `${workspace.root}/src/name.ts`);
    const { code, stderr } = await cli(workspace.root, ['check']);
    expect(code).toBe(2);
    expect(stderr.match(/^error: .*/gm)).toEqual([
      'error: src/name.ts: "src/name.ts" is a link out of the repository, to "/etc/hostname".',
    ]);
  });

  it('is 0 for a link that the policy excludes, or that is no source', async () => {
    const workspace = repository({ ...files, 'contracts-governance.yaml': `${POLICY}contracts: { exclude: ['src/linked/**'] }\n` });
    symlinkSync(createFolder(), `${workspace.root}/src/linked`);
    symlinkSync('/etc/hostname', `${workspace.root}/notes.txt`);
    expect((await cli(workspace.root, ['check'])).code).toBe(0);
  });

  it('is told as what it is where a contract imports it, and what was found is told all the same', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n';
    const owner = command({ owners: '[OWNER]' }, { before: "import { OWNER } from './owner.ts';\n" });
    const workspace = repository({ ...files, 'src/owner.ts': "export const OWNER = '@acme/billing';\n", 'src/send.ts': owner });
    for (const [prepare, why] of [
      [() => workspace.write({ 'src/owner.ts': pointer }), '"src/owner.ts" is a Git LFS pointer, not the file\'s text'],
      [() => mkdirSync(`${workspace.root}/src/owner.ts`), '"src/owner.ts" is a folder, not a file'],
    ] as const) {
      workspace.remove('src/owner.ts');
      prepare();
      const { code, stdout, stderr } = await cli(workspace.root, ['check', '--base', 'HEAD']);
      expect(code).toBe(2);
      expect(stdout).toContain(`src/owner.ts, which cannot be read: ${why}. Mend that, or write the value here.`);
      expect(stderr).toContain(why);
    }
  });

  it('is a note for a submodule, and 2 when the change brings it', async () => {
    const inner = repository({ 'a.ts': command({ key: "'a.b'" }) });
    const workspace = repository(files);
    workspace.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'vendor');
    expect((await cli(workspace.root, ['check'])).stdout).toContain('"vendor" is a submodule: contracts in it are not judged here.');
    expect((await cli(workspace.root, ['check'])).code).toBe(0);
    expect((await cli(workspace.root, ['check', '--base', 'HEAD'])).code).toBe(2);
    workspace.commit('submodule');
    workspace.write({ 'README.md': 'x' });
    expect((await cli(workspace.root, ['check', '--base', 'HEAD'])).code).toBe(0);
  });
});

it('what a contract imports from a submodule is the same as long as its commit is', async () => {
  const inner = repository({ 'models.ts': 'export const Model = 1;' });
  const rest = "  io: { input: Model, output: null },\n  policy: { auth: 'user' },\n";
  const workspace = repository({ ...files, 'src/send.ts': command({}, { before: "import { Model } from '../vendor/models';\n", rest }) });
  workspace.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'vendor');
  workspace.commit('submodule');
  const owing = async (): Promise<readonly string[]> => {
    const { stdout } = await cli(workspace.root, ['check', '--base', 'HEAD', '--format', 'json']);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; severity: string }[] };
    return findings.filter(({ rule }) => rule === 'version-bump').map(({ severity }) => severity);
  };
  workspace.write({ 'README.md': 'x' });
  expect(await owing()).toEqual([]);
  const next = inner.commit('Next', { 'models.ts': 'export const Model = 2;' });
  workspace.git('update-index', '--cacheinfo', `160000,${next},vendor`);
  expect(await owing()).toEqual(['error']);
  workspace.git('commit', '--quiet', '--message', 'Next');
  expect(await owing()).toEqual([]);
});

describe('stale parts of the policy', () => {
  const stale = `${POLICY}overrides:\n  - for: { keys: ['no.such.**'] }\n    rules: { require-tags: off }\n`;
  it('are notes', async () => {
    const { root } = repository({ ...files, 'contracts-governance.yaml': stale });
    const { code, stdout } = await cli(root, ['check']);
    expect(code).toBe(0);
    expect(stdout).toContain('contracts-governance.yaml:4:5 This override matches no contract.');
  });
  it('are problems with --hints error', async () => {
    const { root } = repository({ ...files, 'contracts-governance.yaml': stale });
    const { code, stderr } = await cli(root, ['check', '--hints', 'error']);
    expect(code).toBe(2);
    expect(stderr).toContain('contracts-governance.yaml:4:5: This override matches no contract.');
  });
});
