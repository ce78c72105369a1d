import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..');
let folder: string;
let tarball: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contracts-governance-'));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: project, stdio: 'pipe' });
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** An empty project with the tarball and other packages; npm refuses to install what conflicts with a peer. */
function install(name: string, packages: readonly string[]): string {
  const root = join(folder, name);
  mkdirSync(root);
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--strict-peer-deps', tarball, ...packages], {
    cwd: root,
    stdio: 'pipe',
  });
  cpSync(join(project, 'examples', 'integration-hub'), root, { recursive: true, filter: (path) => !path.endsWith('package.json') });
  return root;
}

function run(
  root: string,
  program: string,
  args: readonly string[],
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', program), args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '' },
  });
  return { status, stdout, stderr };
}

function findingsOf(root: string): readonly { readonly rule: string }[] {
  const { status, stdout } = run(root, 'contracts-governance', ['check', '--format', 'json', '--today', '2026-11-22']);
  expect(status).toBe(1);
  const report = JSON.parse(stdout) as { readonly findings: readonly { readonly rule: string }[] };
  return report.findings;
}

describe.each([
  { name: 'eslint-9', packages: ['eslint@9', 'typescript@5.9', '@typescript-eslint/parser@8'] },
  { name: 'eslint-10', packages: ['eslint@10', 'typescript@7'] },
])('beside $name', ({ name, packages }) => {
  test('the plugin and the command line find the same errors', () => {
    const root = install(name, packages);
    const parser = packages.some((one) => one.includes('parser'));
    writeFileSync(
      join(root, 'eslint.config.js'),
      `import contractsGovernance from 'contracts-governance/eslint';
${parser ? "import * as parser from '@typescript-eslint/parser';" : ''}
export default [${parser ? "{ files: ['**/*.ts'], languageOptions: { parser } }," : ''} { files: ['**/*.${parser ? 'ts' : 'js'}'], ...contractsGovernance.configs.recommended }];
`,
    );
    if (!parser) {
      // Without a parser for TypeScript, ESLint reads JavaScript alone.
      writeFileSync(
        join(root, 'src', 'plain.js'),
        "import { defineEvent } from '@lssm-tech/lib.contracts-spec';\nexport const E = defineEvent({ meta: { key: 'a.done', version: 'banana', stability: 'stable', owners: ['@integrations'], tags: ['sync'], description: 'Done.' }, payload: null });\n",
      );
    }
    const linted = run(root, 'eslint', ['--format', 'json', 'src']);
    const results = JSON.parse(linted.stdout) as readonly {
      readonly filePath: string;
      readonly messages: readonly { readonly ruleId: string; readonly severity: number }[];
    }[];
    const told = results.flatMap((result) =>
      result.messages.filter((message) => message.severity === 2).map((message) => message.ruleId.replace('contracts-governance/', '')),
    );
    const errors = findingsOf(root).map((finding) => finding.rule);
    if (parser) expect(told.sort()).toEqual(errors.filter((rule) => rule !== 'unique-contract').sort());
    else expect(told).toEqual(['valid-version']);
  });
});

describe('alone', () => {
  let root: string;
  beforeAll(() => {
    root = install('alone', []);
  });

  test('the command line runs without ESLint or TypeScript', () => {
    expect(readdirSync(join(root, 'node_modules')).filter((name) => name === 'eslint' || name === 'typescript')).toEqual([]);
    expect(findingsOf(root).length).toBeGreaterThan(5);
  });

  test('everything that the interfaces name is in the package', () => {
    writeFileSync(
      join(root, 'use.js'),
      `import * as api from 'contracts-governance';
import recommended from 'contracts-governance/package.json' with { type: 'json' };
for (const path of ['policies/recommended.yaml', 'policies/strict.yaml', 'policy.schema.json', 'schemas/check.schema.json', 'schemas/list.schema.json', 'schemas/diff.schema.json'])
  import.meta.resolve('contracts-governance/' + path);
console.log(JSON.stringify({ names: Object.keys(api).sort(), name: recommended.name }));
`,
    );
    const output = execFileSync(process.execPath, ['--no-warnings', 'use.js'], { cwd: root, encoding: 'utf8' });
    expect(JSON.parse(output)).toMatchObject({
      name: 'contracts-governance',
      names: expect.arrayContaining(['check', 'diff', 'list', 'loadPolicy']),
    });
  });

  test('--version and --help answer', () => {
    expect(run(root, 'contracts-governance', ['--version']).stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
    expect(run(root, 'contracts-governance', ['--help']).stdout).toContain('check');
  });
});
