import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileRules } from '../../src/eslint/judge.ts';
import { createRepository, type TestRepository } from '../support/git-repo.ts';

const project = join(import.meta.dirname, '..', '..');
let repository: TestRepository;

beforeAll(() => {
  repository = createRepository();
  cpSync(join(project, 'examples', 'integration-hub'), repository.root, { recursive: true });
  mkdirSync(join(repository.root, 'node_modules'));
  symlinkSync(project, join(repository.root, 'node_modules', 'contracts-governance'));
  const rules = Object.fromEntries(fileRules.map((rule) => [`contracts-governance/${rule.id}`, 'error']));
  writeFileSync(
    join(repository.root, '.oxlintrc.json'),
    JSON.stringify({ jsPlugins: ['contracts-governance/eslint'], categories: { correctness: 'off' }, rules }),
  );
});

afterAll(() => {
  repository.dispose();
});

test('the plugin finds in oxlint what the command line finds', () => {
  const { stdout } = spawnSync(process.execPath, [join(project, 'node_modules', 'oxlint', 'bin', 'oxlint'), '--format=unix', 'src'], {
    cwd: repository.root,
    encoding: 'utf8',
  });
  const told = stdout
    .split('\n')
    .flatMap((line) => /^(\S+?:\d+:\d+): .*contracts-governance\(([\w-]+)\)\]$/.exec(line)?.slice(1, 3).join(' ') ?? [])
    .sort();
  const { findings } = JSON.parse(
    spawnSync(process.execPath, [join(project, 'dist', 'cli.js'), 'check', '--format', 'json'], { cwd: repository.root, encoding: 'utf8' })
      .stdout,
  ) as { readonly findings: readonly { readonly file: string; readonly line: number; readonly column: number; readonly rule: string }[] };
  const ids = new Set(fileRules.map((rule) => rule.id));
  expect(told).toEqual(
    findings
      .filter((finding) => ids.has(finding.rule))
      .map((finding) => `${finding.file}:${finding.line}:${finding.column} ${finding.rule}`)
      .sort(),
  );
  expect(told.length).toBeGreaterThan(5);
});
