import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', 'src');
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));

interface Import {
  readonly source: string;
  readonly isTypeOnly: boolean;
}

function importsOf(file: string): readonly Import[] {
  const { program } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ImportDeclaration' && statement.type !== 'ExportNamedDeclaration' && statement.type !== 'ExportAllDeclaration')
      return [];
    if (!statement.source) return [];
    const kind = statement.type === 'ImportDeclaration' ? statement.importKind : statement.exportKind;
    return [{ source: statement.source.value, isTypeOnly: kind === 'type' }];
  });
}

const imports = files.map((file) => ({ file, imports: importsOf(file) }));

/** Each stage with those it may use: an import that runs goes up this list, never down. Types may be named from anywhere but the fronts. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  source: [],
  modules: ['source'],
  values: ['source', 'modules'],
  contracts: ['source', 'modules', 'values'],
  policy: ['source', 'contracts'],
  compare: ['source', 'modules', 'values', 'contracts', 'policy'],
  rules: ['source', 'modules', 'values', 'contracts', 'policy', 'compare'],
  check: ['source', 'modules', 'values', 'contracts', 'policy', 'compare', 'rules'],
  report: ['source', 'contracts', 'policy', 'compare', 'rules', 'check', 'values'],
  cli: ['source', 'modules', 'values', 'contracts', 'policy', 'compare', 'rules', 'check', 'report', 'index.ts'],
  eslint: ['source', 'modules', 'values', 'contracts', 'policy', 'compare', 'rules', 'check'],
  'index.ts': ['source', 'contracts', 'policy', 'compare', 'rules', 'check', 'report'],
};

function stageOf(file: string): string {
  return file.split('/')[0] ?? '';
}

describe('the stages', () => {
  test('are all listed', () => {
    expect([...new Set(files.map(stageOf))].sort()).toEqual(Object.keys(STAGES).sort());
  });

  test.each(Object.entries(STAGES))('%s imports only from the stages above it', (stage, allowed) => {
    const wrong = imports
      .filter(({ file }) => stageOf(file) === stage)
      .flatMap(({ file, imports: found }) =>
        found
          .filter(({ source, isTypeOnly }) => source.startsWith('.') && !isTypeOnly)
          .map(({ source }) => posix.join(posix.dirname(file), source))
          .filter((target) => !target.startsWith('..') && stageOf(target) !== stage && !allowed.includes(stageOf(target)))
          .map((target) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('have no circles of imports, apart from values: expressions stand in expressions', () => {
    const needs = new Map(
      imports.map(({ file, imports: found }) => [
        file,
        found.filter(({ isTypeOnly }) => !isTypeOnly).map(({ source }) => posix.join(posix.dirname(file), source)),
      ]),
    );
    const inCircle = (file: string): boolean => {
      const reached = new Set(needs.get(file));
      for (const one of reached) for (const next of needs.get(one) ?? []) reached.add(next);
      return reached.has(file);
    };
    expect(files.filter((file) => stageOf(file) !== 'values' && inCircle(file))).toEqual([]);
  });

  test('only the fronts name the fronts, even as types', () => {
    const wrong = imports.flatMap(({ file, imports: found }) =>
      found
        .map(({ source }) => posix.join(posix.dirname(file), source))
        .filter((target) => ['cli', 'eslint'].includes(stageOf(target)) && stageOf(target) !== stageOf(file))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});

test('imports stand in order: Node.js, packages, then files from the farthest to the nearest', () => {
  const distance = (source: string): number => {
    if (source.startsWith('node:')) return 0;
    if (!source.startsWith('.')) return 1;
    return source.startsWith('./') ? 9 : 9 - source.split('../').length;
  };
  const unordered = imports.filter(({ imports: found }) => {
    const distances = found.map(({ source }) => distance(source));
    return distances.some((one, index) => index > 0 && one < distances[index - 1]!);
  });
  expect(unordered.map(({ file }) => file)).toEqual([]);
});

describe('what reaches the outside', () => {
  const users = (isOutside: (source: string) => boolean): string[] =>
    [
      ...new Set(
        imports
          .filter(({ imports: found }) => found.some(({ source, isTypeOnly }) => !isTypeOnly && isOutside(source)))
          .map(({ file }) => stageOf(file)),
      ),
    ].sort();

  test('is the file system and processes in source alone', () => {
    expect(users((source) => ['node:fs', 'node:fs/promises', 'node:child_process', 'fs', 'child_process'].includes(source))).toEqual([
      'source',
    ]);
  });

  test('is ESLint in the plugin alone', () => {
    expect(users((source) => source === 'eslint' || source.startsWith('@typescript-eslint/'))).toEqual(['eslint']);
  });

  test('is never the network or TypeScript', () => {
    expect(
      users((source) => ['node:http', 'node:https', 'node:net', 'node:dgram', 'node:http2', 'undici', 'typescript'].includes(source)),
    ).toEqual([]);
  });
});
