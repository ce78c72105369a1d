import { expect, test } from 'vitest';
import { createResolver, type Resolution } from '../../src/modules/resolution/resolve.ts';
import { memoryTree } from '../../src/source/memory.ts';

function resolve(files: Readonly<Record<string, string>>, specifier: string, from = 'src/a.ts'): Resolution {
  return createResolver(memoryTree(files)).resolve(specifier, from);
}

const SOLUTION = `{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tsconfig.node.json" }] }`;
const paths = (target: string): string => `{ "compilerOptions": { "paths": { "@/*": ["${target}"] } } }`;

test('a tsconfig that only lists others has the paths of those beside it', () => {
  const files = { 'tsconfig.json': SOLUTION, 'tsconfig.app.json': paths('./src/*'), 'tsconfig.node.json': '{}', 'src/meta.ts': '' };
  expect(resolve(files, '@/meta')).toEqual({ kind: 'file', file: 'src/meta.ts' });
  expect(resolve({ ...files, 'tsconfig.app.json': '{}' }, '@/meta').kind).toBe('package');
});

test('two of them that lead to different files are ambiguous', () => {
  const files = { 'tsconfig.app.json': paths('./src/*'), 'tsconfig.node.json': paths('./tools/*'), 'src/meta.ts': '', 'tools/meta.ts': '' };
  expect(resolve({ 'tsconfig.json': SOLUTION, ...files }, '@/meta')).toEqual({
    kind: 'ambiguous',
    files: ['src/meta.ts', 'tools/meta.ts'],
  });
});

test.each([
  ['workspace:*', 'file'],
  ['*', 'file'],
  ['latest', 'file'],
  ['1.4.0', 'file'],
  ['^1.0.0', 'file'],
  ['>=1 <3', 'file'],
  ['^2.0.0', 'package'],
  ['~1.3.0', 'package'],
  ['npm:other@1.0.0', 'package'],
  ['github:acme/kit', 'package'],
  ['acme/kit', 'package'],
  ['https://example.org/kit.tgz', 'package'],
])('a package of the workspace that is asked for as %s', (range, kind) => {
  const files = {
    'package.json': `{ "name": "root", "workspaces": ["lib/*"], "dependencies": { "kit": "${range}" } }`,
    'lib/kit/package.json': '{ "name": "kit", "version": "1.4.0", "main": "./index.ts" }',
    'lib/kit/index.ts': '',
  };
  expect(resolve(files, 'kit').kind).toBe(kind);
});

test.each([
  ['npm', ', "overrides": { "kit": "2.0.0" }', ''],
  ['Yarn', ', "resolutions": { "kit": "npm:other@1.0.0" }', ''],
  ['pnpm', ', "pnpm": { "overrides": { "kit": "2.0.0" } }', ''],
  ['pnpm in its own file', '', 'packages: [lib/*]\noverrides: { kit: 2.0.0 }\n'],
])('a package of the workspace that the root overrides, as %s has it, is what the root makes of it', (_, overrides, pnpm) => {
  const files = {
    'package.json': `{ "name": "root", "workspaces": ["lib/*"]${overrides} }`,
    'pnpm-workspace.yaml': pnpm,
    'lib/kit/package.json': '{ "name": "kit", "version": "1.4.0", "main": "./index.ts" }',
    'lib/kit/index.ts': '',
    'lib/app/package.json': '{ "name": "app", "dependencies": { "kit": "^1.0.0" } }',
  };
  expect(resolve(files, 'kit', 'lib/app/index.ts').kind).toBe('package');
});

test.each([
  ['the package of the workspace says no version', '"dependencies"', ''],
  ['others are to install it', '"peerDependencies"', '"version": "1.4.0", '],
])('any range leads to the workspace where %s', (_, field, version) => {
  const files = {
    'package.json': `{ "name": "root", "workspaces": ["lib/*"], ${field}: { "kit": "^2.0.0" } }`,
    'lib/kit/package.json': `{ "name": "kit", ${version}"main": "./index.ts" }`,
    'lib/kit/index.ts': '',
  };
  expect(resolve(files, 'kit').kind).toBe('file');
});

test('a package that Node and bundlers take other files of is ambiguous; its source may be the same for both', () => {
  const files = {
    'package.json': '{ "name": "root", "workspaces": ["lib/*"] }',
    'lib/kit/package.json': '{ "name": "kit", "main": "./dist/index.js", "module": "./dist/index.mjs" }',
    'lib/kit/src/index.ts': '',
  };
  expect(resolve(files, 'kit')).toEqual({ kind: 'file', file: 'lib/kit/src/index.ts' });
  expect(resolve({ ...files, 'lib/kit/dist/index.js': '', 'lib/kit/dist/index.mjs': '' }, 'kit').kind).toBe('ambiguous');
});

test('a tsconfig that refers to itself ends', () => {
  const files = { 'tsconfig.json': `{ "extends": "./tsconfig.json", "references": [{ "path": "." }, { "path": "./tsconfig.json" }] }` };
  expect(resolve(files, '@/meta').kind).toBe('package');
});

test.each([
  ['what runs without being told to holds where it is there', { 'lib/kit/dist/index.js': '' }, 'lib/kit/dist/index.js'],
  ['else a condition leads to the source', {}, 'lib/kit/src/main.ts'],
])('of the conditions of a package %s', (_, output: Readonly<Record<string, string>>, file) => {
  const files = {
    'package.json': '{ "workspaces": ["lib/*"] }',
    'lib/kit/package.json': '{ "name": "kit", "exports": { ".": { "development": "./src/main.ts", "default": "./dist/index.js" } } }',
    'lib/kit/src/main.ts': '',
    'lib/kit/src/index.ts': '',
  };
  expect(resolve({ ...files, ...output }, 'kit')).toEqual({ kind: 'file', file });
});

test('the source of an output may be in a folder of that name', () => {
  const files = {
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/kit/package.json': '{ "name": "kit", "exports": "./distribution/index.js" }',
    'packages/kit/source/index.ts': '',
  };
  expect(resolve(files, 'kit')).toEqual({ kind: 'file', file: 'packages/kit/source/index.ts' });
});

test.each(['./es/index.js', './dist-esm/index.js', './lib/commonjs/index.js', './_esm/index.js', './target/index.js'])(
  'an output that is not committed, as %s, is read from its source',
  (main) => {
    const files = {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/kit/package.json': JSON.stringify({ name: 'kit', main }),
      'packages/kit/src/index.ts': '',
      'packages/kit/src/index.test.ts': '',
    };
    expect(resolve({ ...files, 'packages/kit/index.ts': '' }, 'kit')).toEqual({ kind: 'file', file: 'packages/kit/src/index.ts' });
  },
);

test.each([
  ['npm in a folder', { 'web/package.json': '{ "workspaces": ["packages/*"] }' }],
  ['pnpm in a folder', { 'web/pnpm-workspace.yaml': 'packages: ["packages/*"]\n' }],
  ['Lerna', { 'lerna.json': '{ "packages": ["web/packages/*"] }' }],
  ['Rush', { 'rush.json': '{ "projects": [{ "packageName": "kit", "projectFolder": "web/packages/kit" }], /* … */ }' }],
])('the packages of a workspace of %s are found by their names', (_, declared: Readonly<Record<string, string>>) => {
  const files = {
    ...declared,
    'web/packages/kit/package.json': '{ "name": "kit", "main": "./index.ts" }',
    'web/packages/kit/index.ts': '',
  };
  expect(resolve(files, 'kit', 'web/packages/app/a.ts').kind).toBe('file');
});

test('of packages of one name in several workspaces that of the innermost is meant, and none of a workspace beside it', () => {
  const kit = (folder: string): Readonly<Record<string, string>> => ({
    [`${folder}/kit/package.json`]: '{ "name": "kit", "main": "./index.ts" }',
    [`${folder}/kit/index.ts`]: '',
  });
  const workspaces = '{ "workspaces": ["*"] }';
  const files = { 'one/package.json': workspaces, ...kit('one'), 'two/package.json': workspaces, ...kit('two') };
  expect(resolve(files, 'kit', 'two/app/a.ts')).toEqual({ kind: 'file', file: 'two/kit/index.ts' });
  expect(resolve(files, 'kit', 'a.ts').kind).toBe('package');
  const nested = { ...files, 'package.json': '{ "workspaces": ["lib/*"] }', ...kit('lib') };
  expect(resolve(nested, 'kit', 'two/app/a.ts')).toEqual({ kind: 'file', file: 'two/kit/index.ts' });
  expect(resolve(nested, 'kit', 'a.ts')).toEqual({ kind: 'file', file: 'lib/kit/index.ts' });
});

test.each([
  ['npm:@example/contracts@^1.0.0', '', { kind: 'package', name: '@example/contracts', subpath: './operations' }],
  ['npm:@example/contracts@^1.0.0', '"@example/contracts": "^2.0.0"', { kind: 'package', name: 'spec', subpath: './operations' }],
  ['npm:kit@1', '', { kind: 'package', name: 'kit', subpath: './operations' }],
  ['workspace:kit@*', '', { kind: 'file', file: 'lib/kit/operations.ts' }],
])('a name of one’s own for %s stands for the package behind it', (range, beside, resolution) => {
  const files = {
    'package.json': '{ "workspaces": ["lib/*"] }',
    'lib/kit/package.json': '{ "name": "kit" }',
    'lib/kit/operations.ts': '',
    'lib/app/package.json': `{ "name": "app", "dependencies": { "spec": "${range}" }, "peerDependencies": { ${beside} } }`,
  };
  expect(resolve(files, 'spec/operations', 'lib/app/a.ts')).toEqual(resolution);
});

test('a name of one’s own in the place of a package in a scope leaves that its name', () => {
  const files = { 'package.json': '{ "dependencies": { "@example/contracts": "npm:@fork/contracts@1.0.0" } }' };
  expect(resolve(files, '@example/contracts')).toMatchObject({ kind: 'package', name: '@example/contracts' });
});

test('the version of a package that has a name of one’s own is what that is asked for in', () => {
  const files = { 'package.json': '{ "dependencies": { "zod3": "npm:zod@^3.25.0" } }' };
  expect(createResolver(memoryTree(files)).versionOf('zod', 'a.ts').range()).toBe('npm:zod@^3.25.0');
});

test.each([
  ['a comment', '/* '.repeat(300_000), 'file'],
  ['a string', `"${'\\"'.repeat(400_000)}`, 'package'],
])('a tsconfig that ends in %s which is not closed takes no time', (_, rest, kind) => {
  expect(resolve({ 'tsconfig.json': `${paths('./src/*')}${rest}`, 'src/meta.ts': '' }, '@/meta').kind).toBe(kind);
});
