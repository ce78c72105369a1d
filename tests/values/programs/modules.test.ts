import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

const A = (meta: string): string => `export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', ${meta} } } as any);`;

readAsTheyRun('exports and imports', [
  [
    'a constant',
    {
      'src/meta.ts': `export const OWNERS = ['@a'] as const;`,
      'src/a.ts': `${DEFINE}\nimport { OWNERS } from './meta';\n${A('owners: [...OWNERS]')}`,
    },
  ],
  [
    'a default export of an expression',
    { 'src/meta.ts': `export default { owners: ['@a'] };`, 'src/a.ts': `${DEFINE}\nimport meta from './meta';\n${A('...meta')}` },
  ],
  [
    'a default export of a function',
    {
      'src/meta.ts': `export default function owner(name: string) { return '@' + name; }`,
      'src/a.ts': `${DEFINE}\nimport of from './meta';\n${A(`owners: [of('a')]`)}`,
    },
  ],
  [
    'a default export without a name',
    {
      'src/meta.ts': `export default function () { return '@a'; }`,
      'src/b.ts': `export default class { static owner = '@b'; }`,
      'src/a.ts': `${DEFINE}\nimport of from './meta';\nimport Team from './b';\n${A(`owners: [of(), Team.owner]`)}`,
    },
  ],
  [
    'export { x as default }',
    {
      'src/meta.ts': `const owner = '@a';\nexport { owner as default, owner as other };`,
      'src/a.ts': `${DEFINE}\nimport owner, { other } from './meta';\n${A('owners: [owner, other]')}`,
    },
  ],
  [
    'export { default as x } from',
    {
      'src/meta.ts': `export default '@a';`,
      'src/index.ts': `export { default as owner } from './meta';\nexport { default } from './meta';`,
      'src/a.ts': `${DEFINE}\nimport same, { owner } from './index';\n${A('owners: [owner, same]')}`,
    },
  ],
  [
    'import { default as x }',
    { 'src/meta.ts': `export default '@a';`, 'src/a.ts': `${DEFINE}\nimport { default as owner } from './meta';\n${A('owners: [owner]')}` },
  ],
  [
    'names that are strings',
    {
      'src/meta.ts': `const owner = '@a';\nexport { owner as 'the owner' };`,
      'src/a.ts': `${DEFINE}\nimport { 'the owner' as owner } from './meta';\n${A('owners: [owner]')}`,
    },
  ],
  [
    'export * and a name that hides one of it',
    {
      'src/base.ts': `export const owner = '@base';\nexport const tag = 'base';`,
      'src/meta.ts': `export * from './base';\nexport const owner = '@own';`,
      'src/a.ts': `${DEFINE}\nimport { owner, tag } from './meta';\n${A('owners: [owner], tags: [tag]')}`,
    },
  ],
  [
    'export * does not pass the default on',
    {
      'src/base.ts': `export default '@default';\nexport const owner = '@a';`,
      'src/meta.ts': `export * from './base';`,
      'src/a.ts': `${DEFINE}\nimport * as meta from './meta';\n${A('owners: [meta.owner], title: (meta as any).default')}`,
    },
  ],
  [
    'export * as ns',
    {
      'src/base.ts': `export const owner = '@a';\nexport const nested = { tag: 't' };`,
      'src/meta.ts': `export * as base from './base';`,
      'src/a.ts': `${DEFINE}\nimport { base } from './meta';\n${A('owners: [base.owner], tags: [base.nested.tag]')}`,
    },
  ],
  [
    'export * as default',
    {
      'src/base.ts': `export const owner = '@a';`,
      'src/meta.ts': `export * as default from './base';`,
      'src/a.ts': `${DEFINE}\nimport base from './meta';\n${A('owners: [base.owner]')}`,
    },
  ],
  [
    'a namespace that is given out again',
    {
      'src/base.ts': `export const owner = '@a';`,
      'src/meta.ts': `import * as base from './base';\nexport { base };\nexport const all = base;`,
      'src/a.ts': `${DEFINE}\nimport { all, base } from './meta';\n${A('owners: [base.owner, all.owner]')}`,
    },
  ],
  [
    'the keys of a namespace, in their order',
    {
      'src/base.ts': `export const zeta = 'z';\nexport const alpha = 'a';\nexport default 'd';`,
      'src/a.ts': `${DEFINE}\nimport * as base from './base';\n${A('tags: Object.keys(base)')}`,
    },
  ],
  [
    'a spread of a namespace',
    {
      'src/base.ts': `export const owners = ['@a'];\nexport const tags = ['t'];`,
      'src/a.ts': `${DEFINE}\nimport * as base from './base';\n${A('...base')}`,
    },
  ],
  [
    'a computed member of a namespace',
    {
      'src/base.ts': `export const billing = '@billing';`,
      'src/a.ts': `${DEFINE}\nimport * as base from './base';\nconst team = 'billing';\n${A('owners: [base[team]]')}`,
    },
  ],
  [
    'two stars with the same name are ambiguous, and the module has none',
    {
      'src/one.ts': `export const owner = '@one';\nexport const tag = 'one';`,
      'src/two.ts': `export const owner = '@two';`,
      'src/meta.ts': `export * from './one';\nexport * from './two';`,
      'src/a.ts': `${DEFINE}\nimport * as meta from './meta';\n${A('tags: [meta.tag], title: (meta as any).owner')}`,
    },
    ['meta.title ambiguous'],
  ],
  [
    'a star beside barrels that give out all of packages',
    {
      'node_modules/one/index.js': `exports.other = 1;`,
      'node_modules/two/index.js': `exports.another = 1;`,
      'src/outside.ts': `export * from 'one';\nexport * from 'two';\nexport const kind = 'x';`,
      'src/nested.ts': `export * from './outside';\nexport * from 'one';`,
      'src/owner.ts': `export const owner = '@a';`,
      'src/meta.ts': `export * from './nested';\nexport * from './owner';\nexport * from 'two';`,
      'src/a.ts': `${DEFINE}\nimport * as meta from './meta';\nimport { owner, kind } from './meta';\n${A('owners: [owner, meta.owner], tags: [kind]')}`,
    },
  ],
  [
    'two stars that lead to one declaration',
    {
      'src/base.ts': `export const owner = '@a';`,
      'src/one.ts': `export * from './base';`,
      'src/two.ts': `export * from './base';`,
      'src/meta.ts': `export * from './one';\nexport * from './two';`,
      'src/a.ts': `${DEFINE}\nimport { owner } from './meta';\n${A('owners: [owner]')}`,
    },
  ],
  [
    'stars in a circle',
    {
      'src/one.ts': `export * from './two';\nexport const owner = '@a';`,
      'src/two.ts': `export * from './one';\nexport const tag = 't';`,
      'src/a.ts': `${DEFINE}\nimport { owner, tag } from './two';\n${A('owners: [owner], tags: [tag]')}`,
    },
  ],
  [
    'modules that import each other',
    {
      'src/a.ts': `${DEFINE}\nimport { tag, tagOf } from './b';\nexport const owner = '@a';\n${A('owners: [owner], tags: [tag, tagOf()]')}`,
      'src/b.ts': `import { owner } from './a';\nexport const tag = 't';\nexport const tagOf = () => owner + tag;`,
    },
  ],
  ...['import { owner } from', 'import * as all from'].map((form): Way => {
    const own = form.includes('all') ? 'all.owner' : 'owner';
    return [
      `variables that modules of a circle may ask for before they have a value: ${form}`,
      {
        'src/a.ts': `${DEFINE}\nimport { tag, later } from './b';\nexport var owner = '@a';\nexport const of = (name: string) => owner + name;\n${A('tags: [tag, later()]')}`,
        'src/b.ts': `${form} './a';\nimport { of } from './a';\nexport const tag = 'of ' + ${own};\nexport const later = () => of('b');`,
      },
      ['meta.tags[0] cycle'],
    ];
  }),
  ...[`list.push('y');`, `add(list);`, `[list].forEach(add);`, `add(all.at(0)!);`].map((write): Way => [
    `what a barrel passes on beside a list, and writes to it: ${write}`,
    {
      'src/list.ts': `export const list = ['x'];\nexport const all = [list];`,
      'src/add.ts': `export const add = (to: string[]) => { to.push('y'); };`,
      'src/more.ts': `import { add } from './add';\nimport { all, list } from './list';\nexport const more = () => { ${write} };\nmore();\nvoid all; void add;`,
      'src/index.ts': `export * from './list';\nexport * from './more';`,
      'src/a.ts': `${DEFINE}\nimport { list } from './index';\n${A('tags: list')}`,
    },
    ['meta.tags mutated'],
  ]),
  [
    'what is imported for its effects, and gives a list to a function that writes to it',
    {
      'src/list.ts': `export const list = ['x'];`,
      'src/add.ts': `export const add = (to: string[]) => { to.push('y'); };`,
      'src/more.ts': `import { add } from './add';\nimport { list } from './list';\nadd(list);`,
      'src/a.ts': `${DEFINE}\nimport './more';\nimport { list } from './list';\n${A('tags: list')}`,
    },
    ['meta.tags mutated'],
  ],
  [
    'a type of the name of a value',
    {
      'src/meta.ts': `export type owner = string;\nexport interface Tag { name: string }\nexport const Tag = { name: 't' };`,
      'src/a.ts': `${DEFINE}\nimport type { owner } from './meta';\nimport { type owner as Owner, Tag } from './meta';\nconst value: owner | Owner = '@a';\n${A('owners: [value], tags: [Tag.name]')}`,
    },
  ],
  [
    'an import that only has effects',
    {
      'src/effects.ts': `export {};\n(globalThis as any).done = true;`,
      'src/a.ts': `${DEFINE}\nimport './effects';\n${A(`owners: ['@a']`)}`,
    },
  ],
  [
    'let that is exported',
    { 'src/meta.ts': `export let owner = '@a';`, 'src/a.ts': `${DEFINE}\nimport { owner } from './meta';\n${A('owners: [owner]')}` },
  ],
  [
    'let that is exported and written',
    {
      'src/meta.ts': `export let owner = '@a';\nexport function set() { owner = '@b'; }\nset();`,
      'src/a.ts': `${DEFINE}\nimport { owner } from './meta';\n${A('owners: [owner]')}`,
    },
    ['meta.owners[0] reassigned'],
  ],
  [
    'JSON',
    {
      'src/meta.json': `{ "owners": ["@a"], "nested": { "tag": "t" }, "count": 1 }`,
      'src/a.ts': `${DEFINE}\nimport meta from './meta.json' with { type: 'json' };\n${A('owners: meta.owners, tags: [meta.nested.tag, String(meta.count)]')}`,
    },
  ],
  [
    'JSON as a namespace and by name',
    {
      'src/meta.json': `{ "owner": "@a" }`,
      'src/a.ts': `${DEFINE}\nimport * as meta from './meta.json';\nimport { owner } from './meta.json';\n${A('owners: [owner, meta.owner, (meta as any).default.owner]')}`,
    },
  ],
  [
    'JSON with a list at the top',
    { 'src/tags.json': `["x", "y"]`, 'src/a.ts': `${DEFINE}\nimport tags from './tags.json';\n${A('tags: [...tags]')}` },
  ],
  [
    'the version of package.json',
    {
      'package.json': `{ "name": "program", "version": "3.2.1" }`,
      'src/a.ts': `${DEFINE}\nimport { version } from '../package.json';\nexport const A = defineCommand({ meta: { key: 'a.one', version } });`,
    },
  ],
  [
    'import = require',
    {
      'src/meta.ts': `export const owner = '@a';`,
      'src/a.ts': `${DEFINE}\nimport meta = require('./meta');\n${A('owners: [meta.owner]')}`,
    },
  ],
  [
    'import = of a namespace',
    `${DEFINE}\nnamespace Org { export namespace Team { export const owner = '@a'; } }\nimport Team = Org.Team;\n${A('owners: [Team.owner]')}`,
  ],
  [
    'what a package outside exports',
    `${DEFINE}\nimport fallback, { OWNER } from 'outside';\nimport * as outside from 'outside';\n${A('owners: [OWNER], title: fallback, description: outside.OWNER')}`,
    ['meta.description unresolved-import', 'meta.owners[0] unresolved-import', 'meta.title unresolved-import'],
  ],
  ['await of a constant at the top', `${DEFINE}\nexport const owner = '@a';\n${A('owners: [owner]')}`],
  [
    'a dynamic import',
    {
      'src/meta.ts': `export const owner = '@a';`,
      'src/a.ts': `${DEFINE}\nexport const later = async () => (await import('./meta')).owner;\n${A(`owners: ['@a']`)}`,
    },
  ],
  [
    'a contract in an excluded file that a judged file imports',
    { 'src/fixtures/contract.ts': `${DEFINE}\n${A(`owners: ['@fixture']`)}`, 'src/index.ts': `export * from './fixtures/contract';` },
  ],
  [
    'not a contract in an excluded file that only a test imports',
    {
      'src/a.ts': `${DEFINE}\n${A(`owners: ['@a']`)}`,
      'src/a.test.ts': `${DEFINE}\nimport { B } from './fixtures/b';\ndefineCommand({ meta: { key: 'a.test', version: '1.0.0' } });\nvoid B;`,
      'src/fixtures/b.ts': `${DEFINE}\nexport const B = defineCommand({ meta: { key: 'a.fixture', version: '1.0.0' } });`,
    },
  ],
]);
