import { readAsTheyRun } from '../support/agree.ts';

const REQUIRE = `const { defineCommand } = require('@lssm-tech/lib.contracts-spec');`;
const IMPORT = `import { defineCommand } from '@lssm-tech/lib.contracts-spec';`;
const A = (meta: string): string => `defineCommand({ meta: { key: 'a.one', version: '1.0.0', ${meta} } });`;

readAsTheyRun('CommonJS', [
  ['require that is destructured', { 'src/a.cjs': `${REQUIRE}\nexports.A = ${A(`owners: ['@a']`)}` }],
  [
    'require as an object',
    {
      'src/a.cjs': `const spec = require('@lssm-tech/lib.contracts-spec');\nmodule.exports = { A: spec.${A(`owners: ['@a']`)} };`.replace(
        '); };',
        ') };',
      ),
    },
  ],
  ['a member of require', { 'src/a.cjs': `module.exports.A = require('@lssm-tech/lib.contracts-spec').${A(`owners: ['@a']`)}` }],
  [
    'module.exports as an object',
    {
      'src/meta.cjs': `module.exports = { owner: '@a', tags: ['t'] };`,
      'src/a.cjs': `${REQUIRE}\nconst { owner, tags } = require('./meta.cjs');\nexports.A = ${A('owners: [owner], tags')}`,
    },
  ],
  [
    'module.exports as a function',
    {
      'src/meta.js': `module.exports = (name) => '@' + name;`,
      'src/a.cjs': `${REQUIRE}\nconst of = require('./meta');\nexports.A = ${A(`owners: [of('a')]`)}`,
    },
  ],
  [
    'exports one by one',
    {
      'src/meta.cjs': `exports.owner = '@a';\nmodule.exports.tag = 't';\nexports['title'] = 'T';`,
      'src/a.cjs': `${REQUIRE}\nconst meta = require('./meta.cjs');\nexports.A = ${A('owners: [meta.owner], tags: [meta.tag], title: meta.title')}`,
    },
  ],
  [
    'ES modules that import CommonJS by name',
    {
      'src/meta.cjs': `exports.owner = '@a';\nmodule.exports.tag = 't';`,
      'src/a.ts': `${IMPORT}\nimport { owner, tag } from './meta.cjs';\nexport const A = ${A('owners: [owner], tags: [tag]')}`,
    },
  ],
  [
    'ES modules that import module.exports as default',
    {
      'src/meta.cjs': `module.exports = { owner: '@a' };`,
      'src/a.ts': `${IMPORT}\nimport meta from './meta.cjs';\nexport const A = ${A('owners: [meta.owner]')}`,
    },
  ],
  [
    'ES modules that import module.exports as a namespace',
    {
      'src/meta.cjs': `module.exports = { owner: '@a' };`,
      'src/a.ts': `${IMPORT}\nimport * as meta from './meta.cjs';\nexport const A = ${A('owners: [meta.owner]')}`,
    },
  ],
  [
    'ES modules that import __esModule',
    {
      'src/meta.js': `Object.defineProperty(exports, '__esModule', { value: true });\nexports.default = '@default';\nexports.tag = 't';`,
      'src/a.ts': `${IMPORT}\nimport owner, { tag } from './meta.js';\nexport const A = ${A('owners: [owner], tags: [tag]')}`,
    },
  ],
  [
    'CommonJS that requires ES modules',
    {
      'src/meta.ts': `export const owner = '@a';\nexport default 'T';`,
      'src/a.cjs': `${REQUIRE}\nconst meta = require('./meta');\nexports.A = ${A('owners: [meta.owner], title: meta.default')}`,
    },
  ],
  [
    'require of JSON',
    { 'src/meta.json': `{ "owners": ["@a"] }`, 'src/a.cjs': `${REQUIRE}\nexports.A = ${A(`owners: require('./meta.json').owners`)}` },
  ],
  [
    'exports that are assigned twice',
    {
      'src/meta.cjs': `exports.owner = '@first';\nexports.owner = '@last';`,
      'src/a.cjs': `${REQUIRE}\nexports.A = ${A(`owners: [require('./meta.cjs').owner]`)}`,
    },
  ],
  [
    'exports that are assigned on a condition',
    {
      'src/meta.cjs': `exports.owner = '@first';\nif (Math.hypot(3, 4) > 1) exports.owner = '@second';`,
      'src/a.cjs': `${REQUIRE}\nexports.A = ${A(`owners: [require('./meta.cjs').owner]`)}`,
    },
    ['meta.owners[0] mutated'],
  ],
  [
    'module.exports and then a property of it',
    {
      'src/meta.cjs': `module.exports = { owner: '@a' };\nmodule.exports.tag = 't';`,
      'src/a.cjs': `${REQUIRE}\nconst meta = require('./meta.cjs');\nexports.A = ${A('owners: [meta.owner], tags: [meta.tag]')}`,
    },
  ],
  [
    'a require that is shadowed',
    {
      'src/meta.cjs': `exports.owner = '@a';`,
      'src/a.cjs': `${REQUIRE}\nconst of = (require) => require('./meta.cjs').owner;\nexports.A = ${A(`owners: [of(() => ({ owner: '@shadowed' }))]`)}`,
    },
  ],
  [
    'export = and import =',
    {
      'src/meta.cts': `const meta = { owner: '@a' };\nexport = meta;`,
      'src/a.cts': `import { defineCommand } from '@lssm-tech/lib.contracts-spec';\nimport meta = require('./meta.cjs');\nexport const A = ${A('owners: [meta.owner]')}`,
    },
  ],
  [
    'exports in a chain',
    {
      'src/meta.cjs': `exports.one = exports.two = '@a';`,
      'src/a.cjs': `${REQUIRE}\nconst { one, two } = require('./meta.cjs');\nexports.A = ${A('owners: [one, two]')}`,
    },
  ],
  [
    'exports by Object.assign',
    {
      'src/meta.cjs': `Object.assign(exports, { owner: '@a' });`,
      'src/a.cjs': `${REQUIRE}\nexports.A = ${A(`owners: [require('./meta.cjs').owner]`)}`,
    },
    ['meta.owners[0] mutated'],
  ],
  [
    'exports and module.exports as one object',
    {
      'src/one.cjs': `module.exports = exports = { owner: '@one' };\nexports.tag = 'one';`,
      'src/two.cjs': `exports = module.exports = { owner: '@two' };\nexports.tag = 'two';`,
      'src/cut.cjs': `module.exports = { owner: '@cut' };\nexports.tag = 'lost';`,
      'src/a.cjs': `const { defineCommand } = require('@lssm-tech/lib.contracts-spec');
const [one, two, cut] = [require('./one.cjs'), require('./two.cjs'), require('./cut.cjs')];
exports.A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [one.owner, two.owner, cut.owner], tags: [one.tag, two.tag], title: cut.tag } });`,
    },
  ],
  [
    'a define function by another name',
    {
      'src/kit.cjs': `exports.create = () => require('@lssm-tech/lib.contracts-spec');`,
      'src/a.cjs': `const { defineCommand: command } = require('@lssm-tech/lib.contracts-spec');
const { defineEvent: event } = require('./kit.cjs').create();
command({ meta: { key: 'a.one', version: '1.0.0' } });
event({ meta: { key: 'a.two', version: '1.0.0' } });
['b', 'c'].forEach((name) => { exports[name] = command({ meta: { key: name + '.one', version: '1.0.0' } }); });`,
    },
  ],
  [
    'exports that the module reads itself',
    {
      'src/models.cjs': `exports.TEAM = '@a';
exports.tags = [];
exports.owners = [exports.TEAM, module.exports.TEAM];
exports.of = (name) => [exports.TEAM, name];
exports.tags.push('late');
use(exports.owners);
function use(owners) { return owners.length; }`,
      'src/a.cjs': `${REQUIRE}
const models = require('./models.cjs');
exports.A = ${A(`owners: [...models.owners, ...models.of('@b')], tags: models.tags`)}`,
    },
    ['meta.tags mutated'],
  ],
  [
    'exports that the module reads before they are assigned, or between two assignments',
    {
      'src/meta.cjs': `exports.title = exports.later;
exports.later = 'T';
exports.owner = '@first';
exports.tag = exports.owner;
exports.owner = '@last';`,
      'src/a.cjs': `${REQUIRE}
const meta = require('./meta.cjs');
exports.A = ${A(`owners: [meta.owner], tags: [String(meta.tag)], title: meta.title`)}`,
    },
    ['meta.tags[0] mutated', 'meta.title mutated'],
  ],
  [
    'exports that have a name of their own as well',
    {
      'src/meta.cjs': `const owners = (exports.owners = ['@a']);
const tags = (exports.tags = ['t']);
tags.push('u');`,
      'src/a.cjs': `${REQUIRE}
const { owners, tags } = require('./meta.cjs');
exports.A = ${A(`owners, tags`)}`,
    },
    ['meta.tags mutated'],
  ],
  [
    'members of this',
    {
      'src/meta.cjs': `this.owner = '@a';`,
      'src/a.cjs': `const { defineCommand } = require('@lssm-tech/lib.contracts-spec');
exports.A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [require('./meta.cjs').owner] } });`,
    },
    ['meta.owners[0] mutated'],
  ],
]);
