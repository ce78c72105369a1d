import { expect, test } from 'vitest';
import { FRAMEWORK_MODULES } from '../../src/contracts/framework.ts';
import { readInventory } from '../../src/contracts/read.ts';
import { memoryTree } from '../../src/source/memory.ts';

const OPTIONS = { include: ['**/*.ts'], exclude: [], modules: FRAMEWORK_MODULES };
const contract = (from: string): string => `import { defineQuery } from '@lssm-tech/lib.contracts-spec';
import { z } from '${from}';
export const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: z.object({ a: z.any() }), output: null } });`;

/** Zod 3 takes an object without a field of any type; Zod 4 asks for the field. */
function majorOf(files: Readonly<Record<string, string>>): 3 | 4 {
  const [found] = readInventory(memoryTree(files), OPTIONS).contracts;
  const input = found?.input;
  if (input?.kind !== 'object') throw new Error('The input is not read.');
  return input.fields.get('a')?.optional ? 3 : 4;
}

function withRange(range: string, from = 'zod'): Readonly<Record<string, string>> {
  return { 'package.json': `{ "name": "app", "dependencies": { "zod": "${range}" } }`, 'src/a.ts': contract(from) };
}

test.each([
  ['^3.22.4', 3],
  ['3.25.76', 3],
  ['~3.23', 3],
  ['>=3.20 <4', 3],
  ['npm:zod@^3.25.0', 3],
  ['^4.0.0', 4],
  ['^3.25.0 || ^4.0.0', 4],
  ['>=3.25', 4],
  ['latest', 4],
] as const)('the package asks for zod %s', (range, major) => {
  expect(majorOf(withRange(range))).toBe(major);
});

test('a subpath says which version is meant', () => {
  expect(majorOf(withRange('^3.25.0', 'zod/v4'))).toBe(4);
  expect(majorOf(withRange('^4.0.0', 'zod/v3'))).toBe(3);
});

test('no package names it', () => {
  expect(majorOf({ 'src/a.ts': contract('zod') })).toBe(4);
});

test('the root names it for its packages', () => {
  const files = { 'package.json': `{ "devDependencies": { "zod": "^3.22.0" } }`, 'packages/a/package.json': `{ "name": "a" }` };
  expect(majorOf({ ...files, 'packages/a/a.ts': contract('zod') })).toBe(3);
});

test('a catalogue of the workspace, of pnpm and of Bun', () => {
  const app = (range: string): Record<string, string> => ({
    'packages/a/package.json': `{ "name": "a", "peerDependencies": { "zod": "${range}" } }`,
    'packages/a/a.ts': contract('zod'),
  });
  const pnpm = {
    'package.json': '{}',
    'pnpm-workspace.yaml': 'packages: [packages/*]\ncatalog:\n  zod: ^3.22.0\ncatalogs:\n  next:\n    zod: ^4.0.0\n',
  };
  expect(majorOf({ ...pnpm, ...app('catalog:') })).toBe(3);
  expect(majorOf({ ...pnpm, ...app('catalog:next') })).toBe(4);
  const bun = { 'package.json': '{ "workspaces": { "packages": ["packages/*"], "catalog": { "zod": "^3.22.0" } } }' };
  expect(majorOf({ ...bun, ...app('catalog:') })).toBe(3);
});

test('what a package gives out is of the version that it asks for itself', () => {
  const files = {
    'package.json': `{ "name": "root", "workspaces": ["packages/*"], "dependencies": { "zod": "^4.0.0" } }`,
    'packages/old/package.json': `{ "name": "old", "exports": "./index.ts", "dependencies": { "zod": "^3.22.0" } }`,
    'packages/old/index.ts': `export { z } from 'zod';`,
    'packages/a/package.json': `{ "name": "a" }`,
  };
  expect(majorOf({ ...files, 'packages/a/a.ts': contract('old') })).toBe(3);
  expect(majorOf({ ...files, 'packages/a/a.ts': contract('zod') })).toBe(4);
});
