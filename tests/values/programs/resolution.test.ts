import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const a = (specifier: string): string => `${DEFINE}
import { owner } from '${specifier}';
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [owner] } });`;
const OWNER = `export const owner = '@right';`;
const WRONG = `export const owner = '@wrong';`;

readAsTheyRun('relative specifiers', [
  ['without an extension', { 'src/meta.ts': OWNER, 'src/a.ts': a('./meta') }],
  ['of the output, for the source', { 'src/meta.ts': OWNER, 'src/a.ts': a('./meta.js') }],
  [
    'of the output, for TSX, MTS and CTS',
    {
      'src/meta.tsx': OWNER,
      'src/b.mts': `export * from './meta.jsx';`,
      'src/c.cts': `export { owner } from './b.mjs';`,
      'src/a.ts': a('./c.cjs'),
    },
  ],
  ['TypeScript before JavaScript', { 'src/meta.ts': OWNER, 'src/meta.js': WRONG, 'src/a.ts': a('./meta') }],
  ['with the extension of the source', { 'src/meta.ts': OWNER, 'src/a.ts': a('./meta.ts') }],
  ['a folder', { 'src/meta/index.ts': OWNER, 'src/a.ts': a('./meta') }],
  ['a folder with a slash, beside a file of its name', { 'src/meta/index.ts': OWNER, 'src/meta.ts': WRONG, 'src/a.ts': a('./meta/') }],
  ['a file beside a folder of its name', { 'src/meta.ts': OWNER, 'src/meta/index.ts': WRONG, 'src/a.ts': a('./meta') }],
  ['the folder itself, and the one above', { 'src/index.ts': OWNER, 'src/deep/index.ts': `export * from '..';`, 'src/deep/a.ts': a('.') }],
  [
    'a folder with a package.json',
    {
      'src/meta/package.json': `{ "main": "./lib/main.js" }`,
      'src/meta/lib/main.js': OWNER,
      'src/meta/index.ts': WRONG,
      'src/a.ts': a('./meta'),
    },
  ],
  ['a name with dots', { 'src/meta.contract.ts': OWNER, 'src/meta.ts': WRONG, 'src/a.ts': a('./meta.contract') }],
]);

readAsTheyRun('tsconfig', [
  [
    'paths',
    {
      'tsconfig.json': `{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "@meta": ["./src/deep/meta.ts"] } } }`,
      'src/deep/meta.ts': OWNER,
      'src/b.ts': `export { owner } from '@meta';`,
      'src/a.ts': a('@/b'),
    },
  ],
  [
    'paths, the longest pattern first, and a second target',
    {
      'tsconfig.json': `{ "compilerOptions": { "paths": { "@/*": ["./wrong/*"], "@/meta/*": ["./none/*", "./src/meta/*"] } } }`,
      'src/meta/owner.ts': OWNER,
      'wrong/meta/owner.ts': WRONG,
      'src/a.ts': a('@/meta/owner'),
    },
  ],
  [
    'baseUrl',
    { 'tsconfig.json': `{ "compilerOptions": { "baseUrl": "./src" } }`, 'src/shared/meta.ts': OWNER, 'src/a.ts': a('shared/meta') },
  ],
  [
    'paths below a baseUrl',
    {
      'tsconfig.json': `{ "compilerOptions": { "baseUrl": "./src", "paths": { "~/*": ["shared/*"] } } }`,
      'src/shared/meta.ts': OWNER,
      'src/a.ts': a('~/meta'),
    },
  ],
  [
    'extends, with comments and trailing commas',
    {
      'tsconfig.base.json': `{\n  // the paths\n  "compilerOptions": { "paths": { "@/*": ["./src/*"], }, },\n}`,
      'app/tsconfig.json': `{ "extends": "../tsconfig.base.json", /* nothing else */ }`,
      'src/meta.ts': OWNER,
      'app/a.ts': a('@/meta'),
    },
  ],
  [
    'a parent that is missing',
    {
      'tsconfig.json': `{ "extends": "./missing.json", "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
      'src/meta.ts': OWNER,
      'src/a.ts': a('@/meta'),
    },
  ],
  [
    'several parents, the last wins',
    {
      'one.json': `{ "compilerOptions": { "paths": { "@/*": ["./wrong/*"] } } }`,
      'two.json': `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
      'tsconfig.json': `{ "extends": ["./one.json", "./two.json"] }`,
      'src/meta.ts': OWNER,
      'wrong/meta.ts': WRONG,
      'src/a.ts': a('@/meta'),
    },
  ],
  [
    'the nearest one',
    {
      'tsconfig.json': `{ "compilerOptions": { "paths": { "@/*": ["./wrong/*"] } } }`,
      'app/tsconfig.json': `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
      'app/src/meta.ts': OWNER,
      'wrong/meta.ts': WRONG,
      'app/src/a.ts': a('@/meta'),
    },
  ],
  [
    'paths to a declaration file are no code',
    {
      'tsconfig.json': `{ "compilerOptions": { "paths": { "outside": ["./types/outside.d.ts"] } } }`,
      'types/outside.d.ts': `export declare const OWNER: string;`,
      'src/a.ts': a('outside').replace('{ owner }', '{ OWNER as owner }'),
    },
    ['meta.owners[0] unresolved-import'],
  ],
]);

const ROOT = `{ "name": "root", "private": true, "workspaces": ["packages/*"] }`;

readAsTheyRun('packages', [
  [
    "imports of one's own",
    {
      'package.json': `{ "name": "program", "imports": { "#meta": "./src/meta.ts", "#deep/*": "./src/deep/*.ts" } }`,
      'src/meta.ts': `export { owner } from '#deep/owner';`,
      'src/deep/owner.ts': OWNER,
      'src/a.ts': a('#meta'),
    },
  ],
  [
    'imports under conditions',
    {
      'package.json': `{ "name": "program", "imports": { "#meta": { "types": "./src/wrong.ts", "browser": "./src/wrong.ts", "node": "./src/meta.ts", "default": "./src/wrong.ts" } } }`,
      'src/meta.ts': OWNER,
      'src/wrong.ts': WRONG,
      'src/a.ts': a('#meta'),
    },
  ],
  [
    'itself by name',
    {
      'package.json': `{ "name": "program", "exports": { ".": "./src/index.ts", "./meta": "./src/meta.ts" } }`,
      'src/index.ts': 'export {};',
      'src/meta.ts': OWNER,
      'src/a.ts': a('program/meta'),
    },
  ],
  [
    'a workspace package by main',
    {
      files: {
        'package.json': ROOT,
        'packages/shared/package.json': `{ "name": "@acme/shared", "main": "./src/main.ts" }`,
        'packages/shared/src/main.ts': OWNER,
        'packages/shared/index.ts': WRONG,
        'packages/app/package.json': `{ "name": "app" }`,
        'packages/app/a.ts': a('@acme/shared'),
      },
      links: { '@acme/shared': 'packages/shared' },
    },
  ],
  [
    'a workspace package by exports, under run-time conditions',
    {
      files: {
        'package.json': ROOT,
        'packages/shared/package.json': `{ "name": "@acme/shared", "main": "./wrong.ts", "exports": { ".": { "types": "./wrong.ts", "import": "./src/index.ts", "default": "./wrong.ts" } } }`,
        'packages/shared/src/index.ts': OWNER,
        'packages/shared/wrong.ts': WRONG,
        'packages/app/package.json': `{ "name": "app" }`,
        'packages/app/a.ts': a('@acme/shared'),
      },
      links: { '@acme/shared': 'packages/shared' },
    },
  ],
  [
    'a subpath with a star',
    {
      files: {
        'package.json': ROOT,
        'packages/shared/package.json': `{ "name": "@acme/shared", "exports": { "./*": "./src/*.ts", "./private/*": null } }`,
        'packages/shared/src/meta.ts': OWNER,
        'packages/app/package.json': `{ "name": "app" }`,
        'packages/app/a.ts': a('@acme/shared/meta'),
      },
      links: { '@acme/shared': 'packages/shared' },
    },
  ],
  [
    'a subpath without exports',
    {
      files: {
        'package.json': ROOT,
        'packages/shared/package.json': `{ "name": "@acme/shared" }`,
        'packages/shared/meta.ts': OWNER,
        'packages/app/package.json': `{ "name": "app" }`,
        'packages/app/a.ts': a('@acme/shared/meta'),
      },
      links: { '@acme/shared': 'packages/shared' },
    },
  ],
  [
    'the built file, for its source',
    {
      files: {
        'package.json': ROOT,
        'packages/shared/package.json': `{ "name": "@acme/shared", "exports": { ".": { "types": "./dist/index.d.ts", "default": "./dist/index.js" } } }`,
        'packages/shared/src/index.ts': OWNER,
        'packages/app/package.json': `{ "name": "app" }`,
        'packages/app/a.ts': a('@acme/shared'),
      },
      built: { 'packages/shared/dist/index.js': OWNER },
      links: { '@acme/shared': 'packages/shared' },
    },
  ],
  [
    'a workspace of pnpm',
    {
      files: {
        'package.json': `{ "name": "root" }`,
        'pnpm-workspace.yaml': `packages:\n  - 'libs/**'\n  - '!libs/old/**'`,
        'libs/shared/package.json': `{ "name": "shared", "exports": "./index.ts" }`,
        'libs/shared/index.ts': OWNER,
        'libs/old/shared/package.json': `{ "name": "shared", "exports": "./index.ts" }`,
        'libs/old/shared/index.ts': WRONG,
        'app/a.ts': a('shared'),
      },
      links: { shared: 'libs/shared' },
    },
  ],
  [
    'a workspace with a package above the stars, and a copy in a folder that begins with a dot',
    {
      files: {
        'package.json': `{ "name": "root", "workspaces": ["shared/**"] }`,
        'shared/package.json': `{ "name": "shared", "exports": "./index.ts" }`,
        'shared/index.ts': OWNER,
        'shared/.copies/shared/package.json': `{ "name": "shared", "exports": "./index.ts" }`,
        'shared/.copies/shared/index.ts': WRONG,
        'app/a.ts': a('shared'),
      },
      links: { shared: 'shared' },
    },
  ],
  [
    'a workspace of yarn, as an object',
    {
      files: {
        'package.json': `{ "name": "root", "workspaces": { "packages": ["./packages/*"] } }`,
        'packages/shared/package.json': `{ "name": "shared", "module": "./index.mts" }`,
        'packages/shared/index.mts': OWNER,
        'packages/app/package.json': `{ "name": "app" }`,
        'packages/app/a.ts': a('shared'),
      },
      links: { shared: 'packages/shared' },
    },
  ],
  [
    'two packages of one name',
    {
      files: {
        'package.json': `{ "name": "root", "workspaces": ["packages/*", "old/*"] }`,
        'packages/shared/package.json': `{ "name": "shared", "exports": "./index.ts" }`,
        'packages/shared/index.ts': OWNER,
        'old/shared/package.json': `{ "name": "shared", "exports": "./index.ts" }`,
        'old/shared/index.ts': WRONG,
        'app/a.ts': a('shared'),
      },
      links: { shared: 'packages/shared' },
    },
    ['meta.owners[0] ambiguous'],
  ],
  [
    'a package that node_modules holds and the repository does not',
    { 'src/a.ts': a('outside').replace('{ owner }', '{ OWNER as owner }') },
    ['meta.owners[0] unresolved-import'],
  ],
]);

readAsTheyRun('further configuration', [
  [
    'jsconfig.json',
    { 'jsconfig.json': `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`, 'src/meta.js': OWNER, 'src/a.js': a('@/meta') },
  ],
  [
    'a list of tsconfigs, each with something of its own',
    {
      'tsconfig.json': `{ "extends": ["./base.json", "./strict"] }`,
      'base.json': `{ "compilerOptions": { "paths": { "$lib/*": ["\${configDir}/src/*"] } } }`,
      'strict.json': `{ "compilerOptions": { "strict": true } }`,
      'src/meta.ts': OWNER,
      'src/a.ts': a('$lib/meta'),
    },
  ],
  [
    'the folder of the tsconfig that extends',
    {
      'config/base.json': `{ "compilerOptions": { "baseUrl": "\${configDir}/src" } }`,
      'tsconfig.json': `{ "extends": "./config/base.json" }`,
      'src/lib/meta.ts': OWNER,
      'config/src/lib/meta.ts': WRONG,
      'src/a.ts': a('lib/meta'),
    },
  ],
  [
    'a name of the package that leads to another package',
    {
      files: {
        'package.json': `{ "name": "root", "workspaces": ["packages/*"] }`,
        'packages/shared/package.json': `{ "name": "shared", "exports": { "./owner": { "require": "./old.cts", "import": "./index.ts" } } }`,
        'packages/shared/index.ts': OWNER,
        'packages/shared/old.cts': WRONG,
        'packages/app/package.json': `{ "name": "app", "imports": { "#owner": "shared/owner" } }`,
        'packages/app/a.ts': a('#owner'),
      },
      links: { shared: 'packages/shared' },
    },
  ],
  [
    'a folder that the root depends on',
    {
      files: {
        'package.json': `{ "name": "root", "workspaces": ["apps/*"], "dependencies": { "shared": "link:./vendor/shared" } }`,
        'vendor/shared/package.json': `{ "name": "shared", "main": "./index.ts" }`,
        'vendor/shared/index.ts': OWNER,
        'apps/a/package.json': `{ "name": "a" }`,
        'apps/a/src/a.ts': a('shared'),
      },
      links: { shared: 'vendor/shared' },
    },
  ],
  [
    'a dependency that is a folder, in no workspace',
    {
      files: {
        'package.json': `{ "name": "root" }`,
        'shared/package.json': `{ "name": "shared", "main": "./index.ts" }`,
        'shared/index.ts': OWNER,
        'app/package.json': `{ "name": "app", "dependencies": { "shared": "file:../shared" } }`,
        'app/a.ts': a('shared'),
      },
      links: { shared: 'shared' },
    },
  ],
  [
    'names of a JSON file that another file gives out',
    {
      'src/meta.json': `{ "owner": "@right" }`,
      'src/index.ts': `export { owner, default as whole } from './meta.json';`,
      'src/a.ts': `${DEFINE}
import { owner, whole } from './index';
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [owner, whole.owner] } });`,
    },
  ],
]);

const FIXTURE = `${DEFINE}\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0' } });`;

readAsTheyRun('excluded files that judged ones import', [
  [
    'by names of the package, exact and by patterns that end in another word',
    {
      'package.json': `{ "name": "program", "imports": { "#main": "./tests/one.ts", "#by/*": "./tests/contracts/*/main.ts", "#x-*": "./fixtures/*.ts" } }`,
      'tests/one.ts': FIXTURE,
      'tests/contracts/two/main.ts': FIXTURE.replace('a.one', 'a.two'),
      'fixtures/three.ts': FIXTURE.replace('a.one', 'a.three'),
      'fixtures/four.ts': FIXTURE.replace('a.one', 'a.four'),
      'src/a.ts': `import { A as One } from '#main';\nimport { A as Two } from '#by/two';\nimport { A as Three } from '#x-three';\nexport const all = [One, Two, Three];`,
    },
  ],
  [
    'by a path of the tsconfig',
    {
      'tsconfig.json': `{ "compilerOptions": { "paths": { "@fixture": ["./tests/one.ts"] } } }`,
      'tests/one.ts': FIXTURE,
      'src/a.ts': `export { A } from '@fixture';`,
    },
  ],
  [
    'when they run',
    {
      'tests/one.ts': FIXTURE,
      'tests/two.ts': FIXTURE.replace('a.one', 'a.two'),
      'src/a.ts': `export const one = await import('../tests/one');\nexport const two = await import(\`../tests/two\`);`,
    },
  ],
]);
