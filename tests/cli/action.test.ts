import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { createFolder } from '../support/git-repo.ts';

interface Step {
  readonly id?: string;
  readonly name: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as Action;

/** Runs the step that checks, with a command line that writes its arguments down and a report, and exits with `code`. */
function check(
  code: number,
  env: Readonly<Record<string, string>>,
): { readonly output: Readonly<Record<string, string>>; readonly argv: readonly string[] } {
  const stub = `
    const { writeFileSync } = require('node:fs');
    const argv = process.argv.slice(2);
    writeFileSync(process.env.RUNNER_TEMP + '/argv.json', JSON.stringify(argv));
    const fileOf = (format) => argv.find((one) => one.startsWith(format + '=')).slice(format.length + 1);
    if (process.env.FAIL_ON === 'eror') process.exit(2);
    writeFileSync(fileOf('sarif'), '{}');
    writeFileSync(fileOf('json'), JSON.stringify({ summary: { error: 2, warn: 1 }, changes: [{ requiredBump: 'none' }, { requiredBump: 'minor' }] }));
    process.exitCode = ${code};
  `;
  const temp = createFolder({
    'contracts-governance/node_modules/contracts-governance/dist/cli.js': stub,
    'workspace/hub/a.txt': '',
    output: '',
  });
  onTestFinished(() => rmSync(temp, { recursive: true, force: true }));
  const script = action.runs.steps.find((step) => step.id === 'check')?.run ?? '';
  const ran = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      RUNNER_TEMP: temp,
      GITHUB_WORKSPACE: `${temp}/workspace`,
      GITHUB_OUTPUT: `${temp}/output`,
      GITHUB_BASE_REF: '',
      BASE: '',
      POLICY: '',
      FOLDER: 'hub',
      FAIL_ON: 'error',
      NEW_ONLY: 'false',
      FORMATS: '',
      ...env,
    },
  });
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  const lines = readFileSync(`${temp}/output`, 'utf8').trimEnd().split('\n');
  const output = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).replace(temp, '')]),
  );
  const argv = (JSON.parse(readFileSync(`${temp}/argv.json`, 'utf8')) as string[]).map((one) => one.replace(temp, ''));
  return { output, argv };
}

describe('action.yml', () => {
  it('puts no input and no event into a script', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
  });
  it('runs no other action that could change', () => {
    for (const { uses } of action.runs.steps) if (uses) expect(uses).toMatch(/@[0-9a-f]{40}$/);
  });
  it('takes the version of the package from itself, and installs it outside of the checkout', () => {
    const install = action.runs.steps.find(({ name }) => name === 'Install')?.run ?? '';
    expect(install).toContain('"$GITHUB_ACTION_PATH/package.json"');
    expect(install).toContain('cd "$RUNNER_TEMP"');
    expect(install).toContain('--ignore-scripts');
  });
  it('has its outputs', () => {
    expect(Object.keys(action.outputs)).toEqual(['verdict', 'required-bump', 'findings', 'sarif-file']);
  });
  it.each([
    [0, 'pass'],
    [1, 'fail'],
    [2, 'none'],
  ])('of exit code %i the verdict is %s', (code, verdict) => {
    expect(check(code, {}).output).toEqual({
      code: String(code),
      verdict,
      'required-bump': 'minor',
      findings: '3',
      'sarif-file': '/contracts-governance-reports/contracts.sarif',
      'comment-file': '/contracts-governance-reports/comment.md',
    });
  });
  it('names no report that was not written', () => {
    expect(check(2, { FAIL_ON: 'eror' }).output).toMatchObject({ verdict: 'none', findings: '0', 'sarif-file': '' });
  });
  it('compares with nothing outside of pull requests', () => {
    expect(check(0, {}).argv).not.toContain('--base');
  });
  it('asks the tool for the target in a pull request', () => {
    expect(check(0, { GITHUB_BASE_REF: 'main' }).argv.at(-1)).toBe('--base');
  });
  it('hands its inputs on as they are', () => {
    const { argv } = check(0, {
      BASE: 'origin/main; rm -rf /',
      POLICY: 'a b.yaml',
      NEW_ONLY: 'true',
      FORMATS: 'junit=reports/a b.xml\ngitlab=g.json\n',
    });
    expect(argv.slice(argv.indexOf('--policy'))).toEqual([
      '--policy',
      'a b.yaml',
      '--new-only',
      '--format',
      'junit=reports/a b.xml',
      '--format',
      'gitlab=g.json',
      '--base',
      'origin/main; rm -rf /',
    ]);
  });
});
