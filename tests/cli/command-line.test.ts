import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { command, event } from '../support/sources.ts';
import { cli, cliJson, folder, repository } from './support.ts';

const files = {
  'contracts-governance.yaml': "version: 1\nextends: [recommended]\nowners: { directory: { '@acme/billing': {}, '@acme/audit': {} } }\n",
  'src/send.ts': command({ tags: '[]' }),
  'src/sent.ts': event(),
};

describe('a choice that chooses nothing by mistake is no pass', () => {
  it.each([
    [
      'an owner that nobody is',
      ['check', '--owner', 'acme/biling'],
      'No contract has the owner "acme/biling".',
      'Did you mean "@acme/billing"?',
    ],
    ['a path that is not there', ['check', 'src/snt.ts'], 'There is no file or folder "src/snt.ts".', 'Did you mean "src/sent.ts"?'],
    ['a glob', ['check', 'src/**/*.ts'], 'There is no file or folder "src/**/*.ts".', 'Paths are files and folders, not globs.'],
    ['a folder that is not there', ['check', 'sr'], 'There is no file or folder "sr".', 'Did you mean "src"?'],
    [
      'rules in one value',
      ['check', '--rule', 'require-tags,require-owners'],
      'There is no rule "require-tags,require-owners".',
      'Repeat --rule',
    ],
    [
      'a rule that compares, without a base',
      ['check', '--rule', 'require-tags', '--rule', 'version-bump'],
      '"version-bump" compares with a base, and there is none.',
      'Add --base',
    ],
    [
      'suggestions of a rule that compares, without a base',
      ['check', '--fix', '--suggestions', 'version-overbump'],
      '"version-overbump" compares with a base, and there is none.',
      'Add --base',
    ],
    ['a kind that is none', ['list', '--kind', 'comand'], "'comand' is invalid", 'command, query and event'],
    ['a path of diff', ['diff', '--base', 'HEAD', 'srv'], 'There is no file or folder "srv".', 'Did you mean "src"?'],
    ['an owner of diff', ['diff', '--base', 'HEAD', '--owner', '@acme/x'], 'No contract has the owner "@acme/x".', 'list --group-by owner'],
    [
      'a path that --base takes',
      ['check', '--base', 'src'],
      'There is no revision "src" in this clone; it is a file',
      'before the options',
    ],
    ['a file for a folder', ['check', '--cwd', 'src/send.ts'], 'src/send.ts" is a file, not a folder.', ''],
    ['a policy file that is not there', ['check', '--policy', 'x.yaml'], 'error: There is no policy file "x.yaml".', 'git does not ignore'],
    [
      'one file by two names',
      ['check', '--format', 'json=a.txt', '--format', 'sarif=src/../a.txt'],
      '--format json and --format sarif both write to "',
      'Send one to a file',
    ],
    ['help of a command that is none', ['help', 'chek'], "error: unknown command 'chek'", 'Did you mean check?'],
    ['--help of a command that is none', ['chek', '--help'], "error: unknown command 'chek'", 'Did you mean check?'],
    ['an option of another tool', ['list', '--json'], "unknown option '--json'", 'Did you mean --format json?'],
    ['an option of another tool with a value', ['check', '--config=x.yaml'], "unknown option '--config", 'Did you mean --policy?'],
    ['an option before the command', ['--cwd', 'src', 'check'], "unknown option '--cwd'", 'Options stand after the command.'],
    ['--policy of init, which writes one', ['init', '--policy', 'x.yaml'], "unknown option '--policy'", 'init --help'],
  ])('%s', async (_, argv, message, hint) => {
    const { code, stderr } = await cli(repository(files).root, argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });

  it('a choice of diff that is wrong is not said to have no change', async () => {
    const { root } = repository(files);
    expect((await cli(root, ['diff', '--base', 'HEAD', 'srv'])).stdout).toBe('');
    expect((await cli(root, ['diff', '--base', 'HEAD', 'src'])).stdout).toBe('✔ No contract changed.\n');
  });

  it('a rule that is off is said to judge nothing, unless an override turns it on', async () => {
    const { root } = repository(files);
    const isOff = '"tag-domain" is off in the policy, and judges nothing.';
    expect(await cli(root, ['check', '--rule', 'tag-domain'])).toMatchObject({ code: 0, stdout: expect.stringContaining(isOff) as string });
    const on = 'overrides: [{ for: { kinds: [event] }, rules: { tag-domain: error } }]\n';
    const { root: other } = repository({ ...files, 'contracts-governance.yaml': `${files['contracts-governance.yaml']}${on}` });
    expect((await cli(other, ['check', '--rule', 'tag-domain'])).stdout).not.toContain(isOff);
    expect(await cli(root, ['check', '--rule', 'version-bump', '--base', 'HEAD'])).toMatchObject({ code: 0 });
  });

  it('a choice is told as one, so that it is taken for no verdict on all', async () => {
    const { root } = repository(files);
    const told = 'Only what was asked for is shown and counted';
    for (const argv of [['src/sent.ts'], ['--rule', 'require-owners'], ['--owner', '@acme/audit']])
      expect((await cli(root, ['check', ...argv])).stdout).toContain(told);
    expect((await cli(root, ['check'])).stdout).not.toContain(told);
  });

  it('a team of the directory without contracts is no mistake', async () => {
    const { root } = repository(files);
    expect((await cli(root, ['check', '--owner', '@acme/audit'])).code).toBe(0);
    expect((await cliJson(root, ['check', '--format', 'json', '--owner', '@acme/billing'])).json.summary.warn).toBe(1);
  });
});

describe('list', () => {
  it('takes keys and paths beside each other', async () => {
    const { root } = repository({ ...files, 'lib/void.ts': command({ key: "'billing.invoice.void'" }) });
    const keys = async (...names: string[]): Promise<unknown> =>
      (await cli(root, ['list', '--format', 'csv', ...names])).stdout.match(/billing\.invoice\.\w+/g);
    expect(await keys('billing.invoice.void', 'src/sent.ts')).toEqual(['billing.invoice.void', 'billing.invoice.sent']);
    expect(await keys('billing.invoice.void', 'billing.invoice.send')).toEqual(['billing.invoice.void', 'billing.invoice.send']);
  });
  it('filters the one contract of a key as well', async () => {
    const { root } = repository(files);
    expect((await cli(root, ['list', 'billing.invoice.send', '--owner', '@acme/billing'])).stdout).toContain('Stability');
    expect(await cli(root, ['list', 'billing.invoice.send', '--owner', '@acme/audit'])).toMatchObject({
      code: 0,
      stdout: 'No contracts.\n',
    });
  });
});

describe('where it runs', () => {
  it('takes an absolute path through a link to the repository', async () => {
    const { root } = repository(files);
    const { root: elsewhere } = folder();
    const link = join(elsewhere, 'link');
    symlinkSync(root, link);
    const ofLink = await cli(link, ['check', join(link, 'src'), '--fail-on', 'warn']);
    expect(ofLink).toEqual(await cli(root, ['check', join(root, 'src'), '--fail-on', 'warn']));
    expect(ofLink.code).toBe(1);
  });
  it('says that a bare repository has no files', async () => {
    const { root } = repository(files);
    const { root: elsewhere } = folder();
    execFileSync('git', ['clone', '--quiet', '--bare', root, join(elsewhere, 'bare.git')]);
    const { code, stderr } = await cli(join(elsewhere, 'bare.git'), ['check']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('This repository is bare')]);
  });
  it('says that a repository has no commit yet', async () => {
    const { root } = folder(files);
    execFileSync('git', ['init', '--quiet', root]);
    for (const argv of [
      ['list', '--head', 'HEAD'],
      ['check', '--base', 'main'],
      ['diff', '--base', 'HEAD'],
    ]) {
      const { code, stderr } = await cli(root, argv);
      expect([code, stderr]).toEqual([2, expect.stringContaining('The repository has no commit yet')]);
    }
  });
});

describe('help', () => {
  it('of a command is the same by both ways, and help has its own', async () => {
    const { stdout } = await cli('/', ['check', '--help']);
    expect(stdout).toContain('Usage: contracts-governance check ');
    expect(await cli('/', ['help', 'check'])).toMatchObject({ code: 0, stdout });
    const all = await cli('/', ['--help']);
    for (const argv of [['help'], ['help', 'help'], ['help', '--help']]) expect(await cli('/', argv)).toEqual(all);
  });
  const io = { cwd: '/', env: {}, stdout: { isTerminal: false, columns: undefined, write: () => undefined } };
  const program = createProgram({ ...io, stderr: io.stdout }, () => undefined);
  it.each(program.commands.map((one) => [one.name(), one] as const))('of %s has a sentence for all, and examples', async (name, one) => {
    const { code, stdout } = await cli('/', [name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Examples:\n( {2}contracts-governance \S.*\n)+/m);
    expect(one.description()).toMatch(/^[A-Z].*\.$/);
    for (const { flags, description } of [
      ...one.options,
      ...one.registeredArguments.map((argument) => ({ flags: argument.name(), description: argument.description })),
    ])
      expect(`${flags}: ${description}`).toMatch(/: [a-z].*[^.]$/);
  });
  const argvs = [['--help'], ...program.commands.map((one) => [one.name(), '--help'])];
  it.each(
    argvs.flatMap((argv) => [
      { argv, io: {} },
      { argv, io: { columns: 80 } },
    ]),
  )('fits into 80 columns: $argv with $io', async ({ argv, io: terminal }) => {
    const { stdout } = await cli('/', argv, terminal);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
