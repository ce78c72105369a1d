import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint as ESLint10 } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '../../src/check/check.ts';
import plugin from '../../src/eslint/index.ts';
import { parsePage } from '../docs/page.ts';
import { createRepository, type TestRepository } from '../support/git-repo.ts';

const project = join(import.meta.dirname, '..', '..');
let repository: TestRepository;

/** The example, and the wrong code of every rule's page: each rule has something to find. */
beforeAll(() => {
  repository = createRepository();
  cpSync(join(project, 'examples', 'integration-hub'), repository.root, { recursive: true });
  writeFileSync(
    join(repository.root, 'contracts-governance.yaml'),
    'version: 1\nextends: [strict]\nowners: { directory: ./governance/teams.yaml }\nassert: [{ id: titled, for: { kinds: [event] }, value: title, required: true }]\n',
  );
  for (const page of readdirSync(join(project, 'docs', 'rules'))) {
    const files = parsePage(readFileSync(join(project, 'docs', 'rules', page), 'utf8')).files('Wrong');
    for (const [name, code] of Object.entries(files)) {
      if (!name.endsWith('.ts')) continue;
      const file = join(repository.root, 'src', 'pages', page.replace('.md', ''), name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, code);
    }
  }
  repository.commit('All of it');
});

afterAll(() => {
  repository.dispose();
});

interface Told {
  readonly file: string;
  readonly rule: string;
  readonly at: string;
  readonly message: string;
}

const byText = (a: Told, b: Told): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function toldByCheck(): readonly Told[] {
  const { findings } = check({ cwd: repository.root, today: '2026-11-22' });
  return findings
    .map((finding) => ({ ...finding, rule: finding.rule === 'titled' ? 'assertions' : finding.rule }))
    .filter((finding) => finding.rule in plugin.rules)
    .map(({ file, rule, line, column, endLine, endColumn, message }) => ({
      file,
      rule,
      at: `${line}:${column}-${endLine}:${endColumn}`,
      message,
    }))
    .sort(byText);
}

async function toldByEslint(ESLint: typeof ESLint10): Promise<readonly Told[]> {
  const eslint = new ESLint({
    cwd: repository.root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.ts'], languageOptions: { parser } },
      { files: ['**/*.ts'], ...plugin.configs.strict },
    ],
  });
  const results = await eslint.lintFiles(['**/*.ts']);
  return results
    .flatMap(({ filePath, messages }) =>
      messages
        .filter((message) => message.ruleId?.startsWith('contracts-governance/'))
        .map((message) => ({
          file: filePath.slice(repository.root.length + 1),
          rule: message.ruleId?.replace('contracts-governance/', '') ?? '',
          at: `${message.line}:${message.column}-${message.endLine}:${message.endColumn}`,
          message: message.message,
        })),
    )
    .sort(byText);
}

describe('the editor says what the command line says', () => {
  test('in ESLint 10', async () => {
    const told = toldByCheck();
    expect(new Set(told.map(({ rule }) => rule)).size).toBeGreaterThan(15);
    expect(await toldByEslint(ESLint10)).toEqual(told);
  });

  test('in ESLint 9', async () => {
    // The two majors' types differ in what this test does not use.
    expect(await toldByEslint(ESLint9 as unknown as typeof ESLint10)).toEqual(toldByCheck());
  });
});
