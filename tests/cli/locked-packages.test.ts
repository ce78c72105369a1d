import { describe, expect, it } from 'vitest';
import { command } from '../support/sources.ts';
import { cli, repository } from './support.ts';

const LOCKFILES: readonly (readonly [string, (levels: string, other: string) => string])[] = [
  [
    'package-lock.json',
    (levels, other) =>
      JSON.stringify({ packages: { 'node_modules/levels': { version: levels }, 'node_modules/other': { version: other } } }, null, 2),
  ],
  [
    'pnpm-lock.yaml',
    (levels, other) =>
      `importers:\n\n  .:\n    dependencies:\n      levels:\n        specifier: ^1.0.0\n        version: ${levels}\n      other:\n        specifier: ^1.0.0\n        version: ${other}\n`,
  ],
  ['yarn.lock', (levels, other) => `levels@^1.0.0:\n  version "${levels}"\n\nother@^1.0.0:\n  version "${other}"\n`],
  [
    'bun.lock',
    (levels, other) =>
      `{\n  "packages": {\n    "levels": ["levels@${levels}", "", {}],\n    "other": ["other@${other}", "", {}],\n  },\n}\n`,
  ],
];

describe.each(LOCKFILES)('%s', (lockfile, text) => {
  const rest = '  io: { input: null, output: null },\n  policy: { auth: level },\n';
  const files = {
    'contracts-governance.yaml': 'version: 1\nextends: [recommended]\n',
    'package.json': '{ "dependencies": { "levels": "^1.0.0", "other": "^1.0.0" } }',
    'src/send.ts': command({}, { before: "import { level } from 'levels';\nimport 'other';\n", rest }),
  };
  const checked = async (before: string, after: string): Promise<number> => {
    const workspace = repository({ ...files, [lockfile]: before });
    workspace.commit('Lock', { [lockfile]: after });
    return (await cli(workspace.root, ['check', '--base', 'HEAD~1'])).code;
  };

  it('tells another version of a package that a value comes from', async () => {
    expect(await checked(text('1.0.0', '1.0.0'), text('1.1.0', '1.0.0'))).toBe(1);
  });

  it('tells nothing of other packages', async () => {
    expect(await checked(text('1.0.0', '1.0.0'), text('1.0.0', '1.1.0'))).toBe(0);
  });
});

describe('a package that a refinement asks', () => {
  const files = {
    'contracts-governance.yaml': 'version: 1\nextends: [recommended]\n',
    'package.json': '{ "dependencies": { "levels": "^1.0.0", "zod": "4.4.3" } }',
    'package-lock.json': lock('1.0.0'),
    'src/send.ts': command(
      {},
      {
        before: `import { isLevel } from 'levels';\nimport { fromZod } from '@lssm-tech/lib.schema';\nimport { z } from 'zod';\n`,
        rest: "  io: { input: fromZod(z.object({ level: z.string().refine((level) => isLevel(level)) })), output: null },\n  policy: { auth: 'user' },\n",
      },
    ),
  };

  function lock(version: string): string {
    return JSON.stringify({ packages: { 'node_modules/levels': { version }, 'node_modules/zod': { version: '4.4.3' } } }, null, 2);
  }

  it.each([
    ['a release that promises to do the same', { 'package-lock.json': lock('1.2.0') }, 0],
    [
      'a range of such',
      { 'package.json': '{ "dependencies": { "levels": "^1.1.0", "zod": "4.4.3" } }', 'package-lock.json': lock('1.1.0') },
      0,
    ],
    ['a release that does not', { 'package-lock.json': lock('2.0.0') }, 1],
    ['one before it', { 'package-lock.json': lock('1.0.0-rc.1') }, 1],
  ])('%s', async (_, change, code) => {
    const workspace = repository(files);
    workspace.commit('Update', change);
    expect((await cli(workspace.root, ['check', '--base', 'HEAD~1'])).code).toBe(code);
  });
});
