import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, event } from '../support/sources.ts';
import { cli, cliJson, folder, repository } from './support.ts';

const POLICY = 'version: 1\nextends: [recommended]\n';
const clean = { 'contracts-governance.yaml': POLICY, 'src/send.ts': command(), 'src/sent.ts': event() };
const noOwner = command({ owners: '[]' });

describe('notes', () => {
  const stale = {
    ...clean,
    'contracts-governance.yaml': `${POLICY}keys: { also: [${Array.from({ length: 12 }, (_, index) => `old${index}`).join(', ')}] }\n`,
  };

  it('stand in the report for people, the first ten', async () => {
    const { root } = repository(stale);
    const { code, stdout, stderr } = await cli(root, ['check']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/matches the key of no contract/g)).toHaveLength(10);
    expect(stdout).toContain('2 more notes.');
  });

  it.each([[['--format', 'json']], [['--format', 'github']], [['--format', 'json', '--format', 'stylish=report.txt']]])(
    'go to stderr with %j',
    async (argv) => {
      const { root } = repository(stale);
      const { code, stdout, stderr } = await cli(root, ['check', ...argv]);
      expect(code).toBe(0);
      expect(stdout).not.toContain('matches the key');
      expect(stderr.match(/matches the key of no contract/g)).toHaveLength(10);
      expect(stderr).toMatch(/\n2 more notes\.\n$/);
    },
  );
});

describe('a policy that cannot be read as text', () => {
  it.each(['rdjsonl', 'gitlab', 'sarif', 'junit', 'markdown', 'json', 'github'])('is told in the format %s', async (format) => {
    const { root } = repository(clean);
    writeFileSync(join(root, 'contracts-governance.yaml'), Buffer.from([0x23, 0xe9, 0x0a]));
    const { code, stdout } = await cli(root, ['check', '--format', format]);
    expect(code).toBe(2);
    expect(stdout).toContain('is not UTF-8 text');
  });
});

describe('exit code', () => {
  it('is 0 without findings', async () => {
    const { root } = repository(clean);
    expect(await cli(root, ['check'])).toMatchObject({ code: 0, stdout: '✔ No findings in 2 contracts.\n', stderr: '' });
  });
  it('is 1 with an error', async () => {
    const { root } = repository({ ...clean, 'src/send.ts': noOwner });
    expect((await cli(root, ['check'])).code).toBe(1);
  });
  it('is 0 with an error and --fail-on never', async () => {
    const { root } = repository({ ...clean, 'src/send.ts': noOwner });
    expect((await cli(root, ['check', '--fail-on', 'never'])).code).toBe(0);
  });
  it('is 0 with a warning, 1 with --fail-on warn, 1 with --max-warnings 0', async () => {
    const { root } = repository({ ...clean, 'src/send.ts': command({ tags: '[]' }) });
    expect((await cli(root, ['check'])).code).toBe(0);
    expect((await cli(root, ['check', '--fail-on', 'warn'])).code).toBe(1);
    expect((await cli(root, ['check', '--max-warnings', '0'])).code).toBe(1);
    expect((await cli(root, ['check', '--max-warnings', '1'])).code).toBe(0);
  });
  it('is 2 when a file that may hold contracts does not parse, and what was found is printed', async () => {
    const { root } = repository({ ...clean, 'src/send.ts': noOwner, 'src/broken.ts': `${command()}\nconst x = ;` });
    const { code, stdout, stderr } = await cli(root, ['check']);
    expect(code).toBe(2);
    expect(stdout).toContain('require-owners');
    expect(stderr).toContain('error: src/broken.ts:');
    expect(stderr).toContain('exclude the file');
  });
  it('is 2 without any contract, and 0 with --allow-empty', async () => {
    const { root } = repository({ 'a.ts': 'export {};\n' });
    const { code, stderr } = await cli(root, ['check']);
    expect(code).toBe(2);
    expect(stderr).toContain('No contract was found.');
    expect((await cli(root, ['check', '--allow-empty'])).code).toBe(0);
  });
  it('says from which other package such functions are imported, where there is no contract', async () => {
    const { root } = repository({
      'a.ts': command().replaceAll('@lssm-tech/lib.contracts-spec', '@acme/lib.specs'),
      'b.ts': "import { defineEvent } from '@acme/lib.specs/events';\n",
      'c.ts': "import { defineCommand } from 'citty';\n",
    });
    const { code, stderr } = await cli(root, ['check']);
    expect(code).toBe(2);
    expect(stderr).toContain(`contracts: { modules: ['@acme/lib.specs'] }`);
    expect(stderr).not.toContain('citty');
  });
  it.each([
    ['by default', undefined, 'tests/a.ts', 'contracts.exclude'],
    ['by contracts.exclude', "exclude: ['src/**']", 'src/a.ts', 'contracts.exclude'],
    ['by contracts.include', "include: ['packages/**']", 'src/a.ts', 'contracts.include'],
  ])('says which files are left out %s, where there is no contract', async (_, lists, file, option) => {
    const policy = lists === undefined ? {} : { 'contracts-governance.yaml': `version: 1\ncontracts: { ${lists} }\n` };
    const { root } = repository({ [file]: command(), 'a.ts': "import { defineCommand } from 'citty';\n", ...policy });
    const { code, stderr } = await cli(root, ['check']);
    expect(code).toBe(2);
    expect(stderr).toContain(`They are imported in "${file}", which the policy leaves out by ${option}: change`);
    expect(stderr).not.toContain('citty');
  });
  it('is 2 with a broken policy, which is shown', async () => {
    const { root } = repository({ ...clean, 'contracts-governance.yaml': `${POLICY}rules:\n  audit-coverag: error\n` });
    const { code, stderr } = await cli(root, ['check']);
    expect(code).toBe(2);
    expect(stderr).toContain('contracts-governance.yaml:4:3');
    expect(stderr).toContain('    4 |   audit-coverag: error\n      |   ^^^^^^^^^^^^^\n');
    expect(stderr).toContain('Did you mean "audit-coverage"?');
  });
  it.each([
    ['an unknown command', ['chek'], "unknown command 'chek'", 'Did you mean check?'],
    ['an unknown flag', ['check', '--bse'], "unknown option '--bse'", 'Did you mean --base?'],
    ['an unknown format', ['check', '--format', 'sarf'], 'There is no format "sarf".', 'Did you mean "sarif"?'],
    ['two documents on stdout', ['check', '--format', 'json', '--format', 'sarif'], 'both write to stdout', 'Send one to a file'],
    ['a date that is none', ['check', '--today', '2026-02-30'], '2026-02-30', 'YYYY-MM-DD'],
    ['a path outside', ['check', '../..'], 'outside of the repository', 'Name a path inside'],
    ['--new-only without a base', ['check', '--new-only'], '--new-only compares with a base', 'Add --base'],
    ['--suggestions without --fix', ['check', '--suggestions', 'audit-coverage'], '--fix is missing', 'Write --fix'],
    [
      'a rule that does not exist',
      ['check', '--rule', 'audit-coverag'],
      'There is no rule "audit-coverag".',
      'Did you mean "audit-coverage"?',
    ],
    ['a revision that does not exist', ['check', '--head', 'nowhere'], 'There is no revision "nowhere"', 'Name a branch'],
    ['a folder that does not exist', ['check', '--cwd', 'nowhere'], 'There is no folder', ''],
  ])('is 2 with %s', async (_, argv, message, hint) => {
    const { root } = repository(clean);
    const { code, stdout, stderr } = await cli(root, argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(stdout).not.toContain('✔');
  });
});

describe('report', () => {
  it('is the same, byte for byte, from two working directories', async () => {
    const { root } = repository({ ...clean, 'src/send.ts': noOwner });
    for (const format of ['stylish', 'json', 'sarif', 'gitlab', 'junit', 'markdown', 'rdjsonl']) {
      const fromRoot = await cli(root, ['check', '--format', format]);
      const fromBelow = await cli(`${root}/src`, ['check', '--format', format]);
      expect(fromBelow.stdout).toBe(fromRoot.stdout);
      expect(fromRoot.stdout).not.toContain(root);
    }
  });
  it('is the same in two clones', async () => {
    const files = { ...clean, 'src/send.ts': noOwner };
    const [one, other] = [repository(files), repository(files)];
    expect((await cli(other.root, ['check', '--format', 'json'])).stdout).toBe((await cli(one.root, ['check', '--format', 'json'])).stdout);
  });
  it('holds no escape sequence in a pipe, and does on a terminal', async () => {
    const { root } = repository({ ...clean, 'src/send.ts': noOwner });
    expect((await cli(root, ['check'])).stdout).not.toContain('\u001b');
    expect((await cli(root, ['check'], { columns: 100 })).stdout).toContain('\u001b[');
    expect((await cli(root, ['check', '--no-color'], { columns: 100 })).stdout).not.toContain('\u001b');
    expect((await cli(root, ['check'], { columns: 100, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b');
    expect((await cli(root, ['check'], { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[');
  });
  it('obeys --no-color on both streams, also when the command line is wrong', async () => {
    const { root } = repository(clean);
    const env = { FORCE_COLOR: '1' };
    for (const argv of [['check', '--base', 'nowhere'], ['check', 'src', '--nope'], ['list', 'nope'], ['--help'], ['check', '--help']]) {
      const { stdout, stderr } = await cli(root, [...argv, '--no-color'], { columns: 80, env });
      expect(stdout + stderr).not.toContain('\u001b');
    }
    expect((await cli(root, ['list', 'nope'], { env })).stderr).toContain('\u001b[');
    // After `--` it is a path.
    expect((await cli(root, ['list', '--', '--no-color'], { env })).stderr).toMatch(/\u001b\[.*"--no-color"/);
  });
  it('goes to files below --cwd', async () => {
    const { root, read } = repository(clean);
    await cli(root, ['check', '--cwd', 'src', '--format', 'json=report.json']);
    expect(read('src/report.json')).toContain('"schemaVersion": 1');
  });
  it('goes to files too', async () => {
    const { root, read } = repository({ ...clean, 'src/send.ts': noOwner });
    const { stdout } = await cli(root, ['check', '--format', 'stylish', '--format', 'json=out/report.json']);
    expect(stdout).toContain('require-owners');
    expect(JSON.parse(read('out/report.json'))).toMatchObject({ summary: { error: 1 } });
  });
  it('has annotations and a summary under GitHub Actions', async () => {
    const { root, read, write } = repository({ ...clean, 'src/send.ts': noOwner });
    write({ 'summary.md': 'before\n' });
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: `${root}/summary.md` };
    const { stdout } = await cli(root, ['check'], { env });
    expect(stdout).toContain('✖ 1 error');
    expect(stdout).toMatch(/^::error file=src\/send\.ts,line=7,/m);
    expect(read('summary.md')).toMatch(/^before\n<!-- contracts-governance -->\n## ❌/);
  });
  it('shows only what was asked for, and counts only that', async () => {
    const { root } = repository({ ...clean, 'src/send.ts': noOwner, 'lib/other.ts': command({ key: "'a.b'", owners: '[]', tags: '[]' }) });
    const counts = async (...argv: string[]): Promise<object> => (await cliJson(root, ['check', '--format', 'json', ...argv])).json.summary;
    expect(await counts()).toMatchObject({ contracts: 3, error: 2, warn: 1 });
    expect(await counts('lib')).toMatchObject({ contracts: 3, error: 1, warn: 1 });
    expect(await counts('--rule', 'require-tags')).toMatchObject({ error: 0, warn: 1 });
    expect(await counts('--owner', '@acme/billing')).toMatchObject({ error: 0, warn: 0 });
  });
  it('leaves out warnings when quiet, and counts them', async () => {
    const { root } = repository({ ...clean, 'src/send.ts': command({ tags: '[]' }) });
    const { stdout } = await cli(root, ['check', '--quiet']);
    expect(stdout).not.toContain('require-tags');
    expect(stdout).toContain('⚠ 1 warning');
  });
  it('tells times on stderr alone', async () => {
    const { root } = repository(clean);
    const { stdout, stderr } = await cli(root, ['check', '--timing']);
    expect(stdout).toBe('✔ No findings in 2 contracts.\n');
    expect(stderr).toMatch(/^files +\d+ ms\npolicy +\d+ ms\ncontracts +\d+ ms\nrules +\d+ ms\nall +\d+ ms\n$/);
  });
  it('takes a link for what it leads to', async () => {
    const { root } = repository({ ...clean, 'src/send.ts': noOwner });
    symlinkSync('src', `${root}/linked`);
    const said = await cli(root, ['check', 'src']);
    for (const path of ['linked', 'linked/send.ts']) {
      expect(await cli(root, ['check', path])).toEqual(said);
      expect((await cli(root, ['list', path])).stdout).toContain('src/send.ts');
    }
  });
  it('works in a folder without git', async () => {
    const { root } = folder({ ...clean, 'src/send.ts': noOwner });
    expect((await cli(root, ['check'])).code).toBe(1);
  });
  it('judges a revision with --head', async () => {
    const workspace = repository(clean);
    workspace.write({ 'src/send.ts': noOwner });
    const first = await cliJson(workspace.root, ['check', '--head', 'HEAD', '--format', 'json']);
    expect(first.json).toMatchObject({ head: workspace.git('rev-parse', 'HEAD'), summary: { error: 0 } });
    expect((await cliJson(workspace.root, ['check', '--format', 'json'])).json).toMatchObject({
      head: 'working tree',
      summary: { error: 1 },
    });
  });
});

describe('policy', () => {
  it('keeps its lines with BOM and CRLF', async () => {
    const text = '\uFEFFversion: 1\r\nextends: [recommended]\r\nrules:\r\n  audit-coverag: error\r\n';
    const { root } = repository({ ...clean, 'contracts-governance.yaml': text });
    expect((await cli(root, ['check'])).stderr).toContain('contracts-governance.yaml:4:3');
  });
  it('may be another file', async () => {
    const { root } = repository({ ...clean, 'src/send.ts': noOwner, 'other.yaml': `${POLICY}rules:\n  require-owners: off\n` });
    expect((await cli(root, ['check', '--policy', 'other.yaml'])).code).toBe(0);
    expect((await cli(`${root}/src`, ['check', '--policy', '../other.yaml'])).code).toBe(0);
  });
});

describe('fingerprint', () => {
  const duplicate = (owner: string): string => command({ key: "'a.b'", owners: `['${owner}', '${owner}', '${owner}']` });
  it('differs between equal findings of one file, and is the same when code moves or the file is renamed', async () => {
    const workspace = repository({ ...clean, 'src/dup.ts': duplicate('@acme/x') });
    const fingerprints = async (): Promise<string[]> =>
      (await cliJson(workspace.root, ['check', '--format', 'json'])).json.findings
        .filter(({ rule }) => rule === 'require-owners')
        .map(({ fingerprint }) => fingerprint);
    const before = await fingerprints();
    expect(new Set(before).size).toBe(before.length);
    expect(before.length).toBeGreaterThan(0);
    workspace.write({ 'src/renamed.ts': `// a line\n\n${duplicate('@acme/x')}` });
    workspace.remove('src/dup.ts');
    expect(await fingerprints()).toEqual(before);
  });
});
