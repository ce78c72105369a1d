import { describe, expect, it } from 'vitest';
import { command, event } from '../support/sources.ts';
import { cli, folder, repository } from './support.ts';

// More than ten, so that one finding is less than a tenth of them.
const others = Array.from({ length: 12 }, (_, index) => [`src/e${index}.ts`, event({ key: `'billing.e${index}.sent'` })]);
const files: Readonly<Record<string, string>> = { 'src/send.ts': command({ owners: '[]' }), ...Object.fromEntries(others) };

describe('init', () => {
  it('writes a policy and a baseline with which check passes, and says what to do next', async () => {
    const workspace = repository(files);
    const { code, stdout, stderr } = await cli(workspace.root, ['init']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('✔ contracts-governance.yaml\n✔ .contracts-governance/baseline.json, with 1 finding of today\n');
    expect(stdout).toContain('\n  1. ');
    expect(stdout).toContain('\n  2. ');
    expect(stdout).toContain('\n  3. ');
    expect(stdout).toContain('       /contracts-governance.yaml @your-org/platform-team\n');
    expect(workspace.read('contracts-governance.yaml')).toContain('extends: [recommended]');
    expect(await cli(workspace.root, ['check'])).toMatchObject({ code: 0, stdout: '✔ No findings in 13 contracts (1 in the baseline).\n' });
  });

  it('lets no new finding pass', async () => {
    const workspace = repository(files);
    await cli(workspace.root, ['init']);
    workspace.write({ 'src/void.ts': command({ key: "'billing.invoice.void'", owners: '[]' }) });
    expect((await cli(workspace.root, ['check'])).code).toBe(1);
  });

  it('overwrites nothing', async () => {
    const workspace = repository({ ...files, 'contracts-governance.yaml': 'version: 1\n' });
    const { code, stderr } = await cli(workspace.root, ['init']);
    expect(code).toBe(2);
    expect(stderr).toContain('"contracts-governance.yaml" exists already');
    expect(workspace.read('contracts-governance.yaml')).toBe('version: 1\n');
  });

  it('writes nothing with --dry-run', async () => {
    const workspace = repository(files);
    const { code, stdout } = await cli(workspace.root, ['init', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# yaml-language-server/);
    expect(workspace.git('status', '--porcelain')).toBe('');
    // What init would write does not depend on the policy that is there.
    workspace.write({ 'contracts-governance.yaml': 'version: 1\nrules: { tag-format: off }\n' });
    expect(await cli(workspace.root, ['init', '--dry-run'])).toEqual({ code: 0, stdout, stderr: '' });
  });

  it('writes nothing where a file cannot be read', async () => {
    const workspace = repository({ ...files, 'src/broken.ts': `${command()}\nconst x = ;` });
    expect((await cli(workspace.root, ['init'])).code).toBe(2);
    expect(workspace.git('status', '--porcelain')).toBe('');
  });

  it('writes nothing where there is no contract', async () => {
    const workspace = repository({ 'a.ts': 'export {};\n' });
    expect((await cli(workspace.root, ['init'])).code).toBe(2);
    expect(workspace.git('status', '--porcelain')).toBe('');
  });

  it('judges which rules fit by the teams that it names', async () => {
    const spelled = (owner: string) => (_: unknown, index: number) =>
      [
        `src/${owner.slice(1)}${index}.ts`,
        event({ key: `'a.${owner.slice(1).toLowerCase()}${index}.sent'`, owners: `['${owner}']` }),
      ] as const;
    const teams = { length: 20 };
    const workspace = repository({
      ...Object.fromEntries([...Array.from(teams, spelled('@acme/core')), ...Array.from({ length: 5 }, spelled('@acme/Core'))]),
      CODEOWNERS: '* @acme/core\n',
    });
    await cli(workspace.root, ['init']);
    const policy = workspace.read('contracts-governance.yaml');
    expect(policy).toContain('known-owner: off # would report on 5 of 25 contracts (20 %)');
    expect(policy).toContain('codeowners-agree: warn');
    expect((await cli(workspace.root, ['check'])).code).toBe(0);
  });

  it('finds a fork of the framework, and not another library with a function of the same name', async () => {
    const fork = (text: string): string => text.replaceAll('@lssm-tech/lib.contracts-spec', '@acme/lib.specs');
    const forked = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, fork(text)]));
    const tool = { 'cli/main.ts': "import { defineCommand } from 'citty';\nexport default defineCommand({ meta: { name: 'x' } });\n" };
    const workspace = repository({ ...forked, ...tool });
    expect((await cli(workspace.root, ['init'])).code).toBe(0);
    expect(workspace.read('contracts-governance.yaml')).toContain("modules: ['@acme/lib.specs']");
    expect(await cli(workspace.root, ['check'])).toMatchObject({ code: 0, stdout: '✔ No findings in 13 contracts (1 in the baseline).\n' });
    const other = repository(tool);
    expect((await cli(other.root, ['init'])).code).toBe(2);
  });

  it('names the branch that changes are made to', async () => {
    const workspace = repository(files);
    workspace.git('update-ref', 'refs/remotes/origin/trunk', 'HEAD');
    workspace.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    expect((await cli(workspace.root, ['init'])).stdout).toContain('contracts-governance check --base origin/trunk\n');
  });

  it('works in a folder without git', async () => {
    const { root } = folder(files);
    expect((await cli(root, ['init'])).stdout).toContain('contracts-governance check --base origin/main\n');
    expect((await cli(root, ['check'])).code).toBe(0);
  });
});
