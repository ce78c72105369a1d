import { expect, test } from 'vitest';
import { readInventory } from '../../src/contracts/read.ts';
import { frameworkModules } from '../../src/policy/define-imports.ts';
import { memoryTree } from '../../src/source/memory.ts';

const OPTIONS = { include: ['**/*.ts'], exclude: [], modules: frameworkModules() };
const contract = (from: string): string => `import { defineQuery } from '@lssm-tech/lib.contracts-spec';
import { z } from '${from}';
export const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: z.object({
  listed: z.record(z.enum(['x']), z.string()), any: z.any(), refined: z.string().optional().refine((value) => isFine(value)) }), output: null } });`;

/**
 * Zod 3 asks for no listed key of a record, Zod 4 for all; before 4.4 a field of any type could be absent, and before 4.3 a refinement was
 * asked of what is absent.
 */
function versionOf(files: Readonly<Record<string, string>>, near?: Readonly<Record<string, string>>): 3 | 4 | 4.3 | 4.4 {
  const earlier = near && readInventory(memoryTree(near), OPTIONS);
  const [found] = readInventory(memoryTree(files), OPTIONS, earlier).contracts;
  const input = found?.input;
  if (input?.kind !== 'object') throw new Error('The input is not read.');
  const listed = input.fields.get('listed')?.type;
  if (listed?.kind !== 'object') throw new Error('The record is not read.');
  if (listed.fields.get('x')?.optional) return 3;
  if (!input.fields.get('any')?.optional) return 4.4;
  return input.fields.get('refined')?.codeOnAbsence === undefined ? 4.3 : 4;
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
  ['^4.0.0', 4.4],
  ['4.x', 4.4],
  ['4.2.1', 4],
  ['~4.1.0', 4],
  ['4.3.6', 4.3],
  ['npm:zod@4.3.x', 4.3],
  ['~4.4.1', 4.4],
  ['4.10.0', 4.4],
  ['^5.0.0', 4.4],
  ['^3.25.0 || ^4.0.0', 4.4],
  ['>=3.25', 4.4],
  ['>=3.25 <5', 4.4],
  ['>=4.0.0 <4.4.0', 4.3],
  ['3.25.0 - 4.1.0', 4],
  ['3.x', 3],
  ['<4', 3],
  ['latest', 4.4],
] as const)('the package asks for zod %s', (range, major) => {
  expect(versionOf(withRange(range))).toBe(major);
});

test('the root makes another version of every range', () => {
  const asked = (field: string): Readonly<Record<string, string>> => ({
    'package.json': `{ "name": "app", "dependencies": { "zod": "^3.25.0" }, ${field} }`,
    'src/a.ts': contract('zod'),
  });
  expect(versionOf(asked('"overrides": { "zod": "4.1.0" }'))).toBe(4);
  expect(versionOf(asked('"resolutions": { "zod": "4.1.0" }'))).toBe(4);
  expect(versionOf(asked('"pnpm": { "overrides": { "zod": "4.1.0" } }'))).toBe(4);
  expect(versionOf(asked('"overrides": { "zod": "$zod", "other": { "zod": "4.1.0" } }'))).toBe(3);
});

test('a subpath says which version is meant', () => {
  expect(versionOf(withRange('^3.25.0', 'zod/v4'))).toBe(4);
  expect(versionOf(withRange('^4.0.0', 'zod/v3'))).toBe(3);
});

test('no package names it', () => {
  expect(versionOf({ 'src/a.ts': contract('zod') })).toBe(4.4);
});

test('the root names it for its packages', () => {
  const files = { 'package.json': `{ "devDependencies": { "zod": "^3.22.0" } }`, 'packages/a/package.json': `{ "name": "a" }` };
  expect(versionOf({ ...files, 'packages/a/a.ts': contract('zod') })).toBe(3);
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
  expect(versionOf({ ...pnpm, ...app('catalog:') })).toBe(3);
  expect(versionOf({ ...pnpm, ...app('catalog:next') })).toBe(4.4);
  const bun = { 'package.json': '{ "workspaces": { "packages": ["packages/*"], "catalog": { "zod": "^3.22.0" } } }' };
  expect(versionOf({ ...bun, ...app('catalog:') })).toBe(3);
});

test('what a package gives out is of the version that it asks for itself', () => {
  const files = {
    'package.json': `{ "name": "root", "workspaces": ["packages/*"], "dependencies": { "zod": "^4.0.0" } }`,
    'packages/old/package.json': `{ "name": "old", "exports": "./index.ts", "dependencies": { "zod": "^3.22.0" } }`,
    'packages/old/index.ts': `export { z } from 'zod';`,
    'packages/a/package.json': `{ "name": "a" }`,
  };
  expect(versionOf({ ...files, 'packages/a/a.ts': contract('old') })).toBe(3);
  expect(versionOf({ ...files, 'packages/a/a.ts': contract('zod') })).toBe(4.4);
});

const both = '^3.25.0 || ^4.0.0';

/** Lockfiles that give the package in `packages/a` one version of Zod, and the root another one. */
function locks(own: string, root: string): readonly (readonly [file: string, text: string])[] {
  const npm = { packages: { 'node_modules/zod': { version: root }, 'packages/a/node_modules/zod': { version: own } } };
  return [
    ['package-lock.json', JSON.stringify({ lockfileVersion: 3, ...npm })],
    [
      'pnpm-lock.yaml',
      `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      zod:
        specifier: '*'
        version: ${root}

  packages/a:
    devDependencies:
      vitest:
        specifier: ^3.0.0
        version: 3.0.0
      zod:
        specifier: ${both}
        version: ${own}

packages:

  zod@${root}:
    resolution: {integrity: sha512-x}
`,
    ],
    [
      'yarn.lock',
      `# yarn lockfile v1


zod@*:
  version "${root}"
  resolved "https://example.com/zod.tgz"

"zod@${both}":
  version "${own}"
`,
    ],
    [
      'yarn.lock',
      `__metadata:
  version: 8

"zod@npm:*":
  version: ${root}
  resolution: "zod@npm:${root}"

"other@npm:1.0.0, zod@npm:${both}":
  version: ${own}
  resolution: "zod@npm:${own}"
`,
    ],
    [
      'bun.lock',
      `{ "packages": {
 "zod": ["zod@${root}", "", {}, "sha512-x"],
 "a/zod": ["zod@${own}", "", {}, "sha512-y"],
 } }`,
    ],
  ];
}

function locked(range: string, file: string, text: string): Readonly<Record<string, string>> {
  return {
    'package.json': `{ "name": "root", "workspaces": ["packages/*"] }`,
    'packages/a/package.json': `{ "name": "a", "dependencies": { "zod": "${range}" } }`,
    'packages/a/a.ts': contract('zod'),
    [file]: text,
  };
}

test.each([
  ['3.25.76', '4.1.0', 3],
  ['4.1.0', '3.25.76', 4],
] as const)('where a range allows both, the lockfile says which: %s, and %s at the root', (own, root, major) => {
  for (const [file, text] of locks(own, root)) {
    expect([file, versionOf(locked(both, file, text))]).toEqual([file, major]);
    // A lockfile that has what the range does not allow is out of date; Yarn's has an entry for each range.
    expect([file, versionOf(locked('^4.0.0', file, text))]).toEqual([file, major === 3 || file === 'yarn.lock' ? 4.4 : 4]);
    expect([file, versionOf(locked('^3.20.0', file, text))]).toEqual([file, 3]);
  }
});

test('of versions that are compatible, the lockfile says which', () => {
  for (const [index, [file, text]] of locks('4.3.6', '4.2.0').entries()) {
    const [, newer = ''] = locks('4.4.0', '4.2.0')[index] ?? [];
    expect([file, versionOf(locked('^4.0.0', file, text))]).toEqual([file, file === 'yarn.lock' ? 4.4 : 4.3]);
    expect([file, versionOf(locked(both, file, text))]).toEqual([file, 4.3]);
    expect([file, versionOf(locked(both, file, newer))]).toEqual([file, 4.4]);
    // Only the lockfile is another one than before.
    expect([file, versionOf(locked(both, file, newer), locked(both, file, text))]).toEqual([file, 4.4]);
  }
});

test('what the root has is found from its packages', () => {
  const [npm, , , , bun] = locks('3.25.76', '3.25.76');
  const files = { 'packages/a/package.json': `{ "name": "other" }`, 'packages/a/a.ts': contract('zod') };
  for (const [file, text] of [npm, bun].filter((lock) => lock !== undefined))
    expect(versionOf({ 'package.json': '{}', ...files, [file]: text })).toBe(3);
});

test('lockfiles of older versions', () => {
  expect(versionOf(locked(both, 'package-lock.json', '{ "dependencies": { "zod": { "version": "3.25.76" } } }'))).toBe(3);
  expect(versionOf(locked(both, 'pnpm-lock.yaml', 'lockfileVersion: 5.4\n\ndependencies:\n  zod: 3.25.76\n'))).toBe(3);
});

test('where nothing but the version of Zod is another one, what was read before does not hold', () => {
  expect(versionOf(withRange('^4.0.0'), withRange('^3.22.0'))).toBe(4.4);
  expect(versionOf(withRange('^3.22.0'), withRange('^4.0.0'))).toBe(3);
  for (const [index, [file, text]] of locks('3.25.76', '4.1.0').entries()) {
    const [, other = ''] = locks('4.1.0', '4.1.0')[index] ?? [];
    expect(versionOf(locked(both, file, other), locked(both, file, text))).toBe(4);
    expect(versionOf(locked(both, file, text), locked(both, file, other))).toBe(3);
  }
});

test('a version that a file hands on from elsewhere is another one', () => {
  const files = (range: string): Record<string, string> => ({
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/kit/package.json': `{ "name": "kit", "exports": "./index.ts", "dependencies": { "zod": "${range}" } }`,
    'packages/kit/index.ts': `export { z } from 'zod';`,
    'packages/a/package.json': `{ "name": "a" }`,
    'packages/a/a.ts': contract('kit'),
  });
  expect(versionOf(files('^4.0.0'), files('^3.22.0'))).toBe(4.4);
});
