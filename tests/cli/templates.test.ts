import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folder, repository } from './support.ts';

const cliFile = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const read = (file: string): unknown => parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));

/** Runs a line of a shell with an `npx` that starts the built command line, as the repository's own dependency would be. */
function shell(
  root: string,
  line: string,
  env: Readonly<Record<string, string>> = {},
): { readonly status: number | null; readonly stderr: string } {
  const { root: bin } = folder({
    npx: `#!/bin/sh\n[ "$1 $2" = "--no-install contracts-governance" ] || exit 99\nshift 2\nexec "${process.execPath}" "${cliFile}" "$@"\n`,
  });
  chmodSync(`${bin}/npx`, 0o755);
  const ran = spawnSync('sh', ['-ec', line], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: bin, ...env },
  });
  return { status: ran.status, stderr: ran.stderr };
}

const contract = (field: string): string => `
  import { defineQuery } from '@contractspec/lib.contracts-spec';
  import { defineSchemaModel, ScalarTypeEnum } from '@contractspec/lib.schema';
  const Model = defineSchemaModel({ name: 'Model', fields: { ${field}: { type: ScalarTypeEnum.ID(), isOptional: false } } });
  export const Get = defineQuery({
    meta: { key: 'billing.invoice.get', version: '1.0.0', stability: 'stable', owners: ['@acme/billing'], tags: ['billing'], description: 'Gives an invoice.', goal: 'See it.', context: 'The desk.' },
    io: { input: null, output: Model },
    policy: { auth: 'user' },
  });
`;

describe('templates/gitlab.yml', () => {
  const { 'contracts-governance': job } = read('templates/gitlab.yml') as {
    'contracts-governance': { variables: { GIT_DEPTH: string }; script: string[]; artifacts: { reports: Record<string, string> } };
  };
  const line = job.script.find((one) => one.includes('contracts-governance check')) ?? '';

  it('judges, and writes the reports that it names', () => {
    const { root } = repository({ 'src/a.ts': contract('id') });
    expect(shell(root, line)).toMatchObject({ status: 0 });
    for (const file of Object.values(job.artifacts.reports)) expect(existsSync(`${root}/${file}`)).toBe(true);
  });

  it('compares with the target in a merge request', () => {
    const { root, git, write, commit } = repository({ 'src/a.ts': contract('id') });
    git('checkout', '-q', '-b', 'change');
    write({ 'src/a.ts': contract('number') });
    commit('change');
    expect(shell(root, line)).toMatchObject({ status: 0 });
    expect(shell(root, line, { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' })).toMatchObject({ status: 1 });
  });

  it('asks for the whole history', () => {
    expect(job.variables.GIT_DEPTH).toBe('0');
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const [hook] = read('.pre-commit-hooks.yaml') as { entry: string; pass_filenames: boolean }[];

  it.each([
    ['passes what is right', contract('id'), 0],
    ['stops what is not', contract('id').replace("owners: ['@acme/billing'], ", ''), 1],
  ])('%s', (_, text, status) => {
    const { root } = repository({ 'src/a.ts': text });
    expect(shell(root, hook?.entry ?? '')).toMatchObject({ status });
  });

  it('judges all contracts, whichever files change', () => {
    expect(hook?.pass_filenames).toBe(false);
  });
});
