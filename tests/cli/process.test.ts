import { spawn, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'tsdown';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { nodeHint } from '../../src/cli/runtime.ts';
import { createFolder } from '../support/git-repo.ts';
import { command } from '../support/sources.ts';
import { temporaryFolder, temporaryRepository } from '../support/temporary.ts';
import { folder } from './support.ts';

// Inside of the package, so that its dependencies and documentation are found.
const outDir = new URL('../../node_modules/.contracts-governance-test', import.meta.url).pathname;
const cli = `${outDir}/cli.js`;

beforeAll(async () => {
  await build({
    config: false,
    entry: { cli: 'src/cli/main.ts' },
    outDir,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    fixedExtension: false,
    hash: false,
    dts: false,
    logLevel: 'silent',
  });
  return (): void => rmSync(outDir, { recursive: true, force: true });
});

describe('process', () => {
  it('writes ten megabytes into a slow pipe whole', async () => {
    const words = 'An invoice goes to its customer once the period closes. '.repeat(190);
    const contracts = Array.from(
      { length: 1000 },
      (_, index) => [`src/c${index}.ts`, command({ key: `'a.c${index}'`, description: `'${words}'` })] as const,
    );
    const { root } = folder(Object.fromEntries(contracts));
    const child = spawn(process.execPath, [cli, 'list', '--format', 'json'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill());
    const chunks: Buffer[] = [];
    let received = 0;
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      received += chunk.length;
      if (chunks.length % 20 === 0) await wait(5);
    }
    expect(received).toBeGreaterThan(10_000_000);
    expect((JSON.parse(Buffer.concat(chunks).toString('utf8')) as { contracts: unknown[] }).contracts).toHaveLength(1000);
  });

  it('is 2 with what fails, and names a Node.js that is too old', () => {
    const { root } = folder();
    const failing = (setup: string): { readonly code: number | null; readonly stderr: string } => {
      // Thrown as soon as somebody listens.
      const thrown =
        "process.on('newListener', (name) => name === 'uncaughtException' && setImmediate(() => { throw new Error('no styleText') }))";
      const preloaded = `data:text/javascript,${encodeURIComponent(`${setup};${thrown}`)}`;
      const { status, stderr } = spawnSync(process.execPath, ['--import', preloaded, cli, '--version'], { cwd: root, encoding: 'utf8' });
      return { code: status, stderr };
    };
    expect(failing('')).toEqual({ code: 2, stderr: 'error: no styleText\n' });
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } })`;
    expect(failing(older)).toEqual({
      code: 2,
      stderr: `error: no styleText\n  This is Node.js 18.20.8, and contracts-governance needs ${manifest.engines.node}. Update Node.js.\n`,
    });
  });

  it.each(['20.18.3', '21.7.3', '22.12.0', '23.11.0', '18.20.8'])('Node.js %s is too old', (version) => {
    expect(nodeHint(version)).toContain(version);
  });
  it.each(['20.19.0', '22.13.0', '24.0.0', '25.1.0'])('Node.js %s is not', (version) => {
    expect(nodeHint(version)).toBe('');
  });

  it('ends in peace when the reader closes the pipe', () => {
    const { root } = folder({ 'a.ts': command({ description: `'${'x'.repeat(200_000)}'` }) });
    const { stderr } = spawnSync('bash', ['-c', `"${process.execPath}" "${cli}" list --format json | head -c 10`], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
  });

  it.runIf(existsSync('/dev/full'))('has no verdict where nobody can read it', () => {
    const { root } = folder({ 'a.ts': command({ tags: '[]' }) });
    const { status, stderr } = spawnSync('bash', ['-c', `"${process.execPath}" "${cli}" check --fail-on warn > /dev/full`], {
      cwd: root,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^error: The output cannot be written: ENOSPC/)]);
  });

  it.runIf(existsSync('/proc/self'))('ends where no folder can be made for a report', () => {
    const { root } = folder({ 'a.ts': command() });
    const argv = [cli, 'check', '--format', 'json=/proc/reports/of/today.json'];
    const { status, stderr } = spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8', timeout: 20_000 });
    expect([status, stderr]).toEqual([2, expect.stringContaining('"/proc/reports/of/today.json" cannot be written: ENOENT')]);
  });

  it.runIf(existsSync('/proc/self'))('writes the other reports where one cannot be written', () => {
    const { root } = folder({ 'a.ts': command({ tags: '[]' }) });
    const argv = [cli, 'check', '--format', 'json=/proc/reports/of/today.json', '--format', 'json=good.json', '--format', 'github'];
    const env = { ...process.env, GITHUB_STEP_SUMMARY: '/proc/reports/summary' };
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: root, env, encoding: 'utf8', timeout: 20_000 });
    expect([status, stdout, existsSync(`${root}/good.json`)]).toEqual([2, expect.stringContaining('title=require-tags'), true]);
    expect(stderr.match(/cannot be written/g)).toHaveLength(2);
  });

  it('exits with the code of the command', () => {
    const empty = temporaryFolder();
    const codeOf = (...argv: string[]): number | null => spawnSync(process.execPath, [cli, ...argv], { cwd: empty }).status;
    expect([codeOf('--version'), codeOf('check', '--allow-empty'), codeOf('check'), codeOf('check', '--nope')]).toEqual([0, 0, 2, 2]);
  });

  it('needs git in a repository alone', () => {
    const repository = temporaryRepository({ 'a.ts': command() });
    const { root } = folder({ 'a.ts': command() });
    const withoutGit = (cwd: string): { status: number | null; stderr: string } =>
      spawnSync(process.execPath, [cli, 'check'], { cwd, encoding: 'utf8', env: { PATH: root } });
    expect(withoutGit(repository.root)).toMatchObject({ status: 2, stderr: expect.stringContaining('git is not installed') as string });
    expect(withoutGit(root)).toMatchObject({ status: 0, stderr: '' });
  });

  it('has no verdict in a folder that is gone', () => {
    // The shell takes its own folder away before it becomes the program.
    const gone = createFolder();
    const script = `cd '${gone}' && rmdir '${gone}' && exec '${process.execPath}' '${cli}' check`;
    const inGone = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    expect([inGone.status, inGone.stderr]).toEqual([2, 'error: The current folder does not exist any more. Change to one that does.\n']);
  });

  it('lists a repository as it is asked from its top, and from below', () => {
    const repository = temporaryRepository({ 'packages/a/a.ts': command() });
    const listed = (cwd: string): string =>
      spawnSync(process.execPath, [cli, 'list', '--format', 'json'], { cwd, encoding: 'utf8' }).stdout;
    const fromTop = listed(repository.root);
    expect(JSON.parse(fromTop)).toMatchObject({ contracts: [{ file: 'packages/a/a.ts' }] });
    expect(listed(`${repository.root}/packages/a`)).toBe(fromTop);
  });
});
