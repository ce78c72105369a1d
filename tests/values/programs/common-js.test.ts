import { expect, test } from 'vitest';
import { readAsTheyRun, readProgram, type Way } from '../support/agree.ts';

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
    'helpers of compilers that ask for __esModule',
    {
      'src/owner.js': `Object.defineProperty(exports, '__esModule', { value: true });\nexports.default = '@a';`,
      'src/title.js': `exports.default = 'T';`,
      'src/a.cjs': `${REQUIRE}\nconst interop = (all) => (all && all.__esModule ? all : { default: all });\nconst owner = interop(require('./owner')), title = interop(require('./title'));\nexports.A = ${A('owners: [owner.default], title: title.default.default')}`,
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
    'exports that compilers clear above',
    {
      'src/a.cjs': `Object.defineProperty(exports, '__esModule', { value: true });
exports.A = exports.owners = void 0;
${REQUIRE}
exports.owners = ['@a'];
exports.A = ${A('owners: exports.owners')}`,
    },
  ],
  [
    'exports that compilers clear above, read by a function before they are there',
    {
      'src/a.cjs': `Object.defineProperty(exports, '__esModule', { value: true });
exports.A = exports.owners = void 0;
${REQUIRE}
const own = () => exports.owners ?? ['@none'];
exports.early = own();
exports.owners = ['@a'];
exports.A = ${A('owners: exports.early')}
exports.B = defineCommand({ meta: { key: 'a.two', version: '1.0.0', owners: own() } });`,
    },
    ['a.one: meta.owners mutated', 'a.two: meta.owners mutated'],
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
  ...(
    [
      ['a function', `function owner() { return exports.team || '@none'; }\nexports.first = owner();`],
      [
        'a function that it gives out',
        `exports.owner = function () { return exports.team || '@none'; };\nexports.first = exports.owner();`,
      ],
    ] as const
  ).map(([what, code]): Way => [
    `what ${what} asks of the exports before it is there`,
    {
      'src/team.cjs': `${code}\nexports.team = '@late';`,
      'src/a.ts': `${IMPORT}\nimport { first } from './team.cjs';\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [first] } } as any);`,
    },
  ]),
  [
    'what a function asks of the exports when all is there',
    {
      'src/team.cjs': `const { join } = require('node:path');\nexports.team = '@a';\nfunction owner() { return exports.team || '@none'; }\nexports.first = owner();`,
      'src/a.ts': `${IMPORT}\nimport { first } from './team.cjs';\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [first] } } as any);`,
    },
  ],
]);

const COUNTED = `let count = 0;\nconst next = () => 't' + ++count;`;

readAsTheyRun('CommonJS whose modules are run', [
  [
    'helpers that are functions with members, tables, and loops that build up what they give',
    {
      'src/fields.js': `const { ScalarTypeEnum: S } = require('@lssm-tech/lib.schema');
const types = { id: S.ID, string: S.String_unsecure };
function fields(spec) {
  const out = {};
  for (const name of Object.keys(spec)) {
    let type = spec[name];
    const isOptional = type.endsWith('?');
    if (isOptional) type = type.slice(0, -1);
    out[name] = { type: types[type](), isOptional };
    if (name === 'list') out[name].isArray = true;
  }
  return out;
}
module.exports = fields;
module.exports.types = types;`,
      'src/meta.js': `exports.createMeta = function createMeta(area) {
  return function meta(name, extra) { return Object.assign({ key: area + '.' + name, version: '1.0.0', tags: [area].concat('x') }, extra); };
};`,
      'src/a.js': `${REQUIRE}
const { defineSchemaModel } = require('@lssm-tech/lib.schema');
const fields = require('./fields');
const { createMeta } = require('./meta');
const meta = createMeta('booking');
const model = (name, spec) => defineSchemaModel({ name, fields: fields(spec) });
const all = {};
['request', 'cancel'].forEach(function (name) {
  all[name] = defineCommand({ meta: Object.assign(meta(name), { title: name }), io: { input: model(name, { id: 'id', note: 'string?', list: 'string' }), output: null } });
});
all.confirm = defineCommand({ meta: meta('confirm', { version: '2.0.0' }), io: { input: null, output: null } });
module.exports = all;`,
    },
  ],
  [
    'functions that call one another by exports',
    {
      'src/util.js': `exports.required = function (type) { return { type: type, isOptional: false }; };
exports.optional = (type) => Object.assign({}, exports.required(type), { isOptional: true });
exports.extend = function (target) { var out = Object.assign({}, target); for (var i = 1; i < arguments.length; i++) for (var k in arguments[i]) out[k] = arguments[i][k]; return out; };`,
      'src/a.js': `${REQUIRE}\nconst { defineSchemaModel, ScalarTypeEnum: T } = require('@lssm-tech/lib.schema');\nconst util = require('./util');
for (const name of ['a', 'b']) exports[name] = defineCommand({ meta: util.extend({ version: '1.0.0' }, { key: name }), io: { input: defineSchemaModel({ name, fields: { id: util.required(T.ID()), note: util.optional(T.ID()) } }), output: null } });`,
    },
  ],
  [
    'what a module gives by the end, not before',
    {
      'src/cut.js': `exports.lost = 'l';\nmodule.exports = { kept: 'k' };\nexports.late = 1;\nmodule.exports.late = 'late';`,
      'src/each.js': `['x', 'y'].forEach((name) => { exports[name] = name + '!'; });\nObject.assign(module.exports, { z: 'z' });`,
      'src/a.js': `${REQUIRE}\n${COUNTED}\nconst cut = require('./cut');\nconst each = require('./each');
exports.A = ${A('owners: [String(cut.lost), cut.kept, cut.late], tags: [next(), each.x, each.y, each.z]')}`,
    },
  ],
  [
    'what functions of the module change when others call them',
    {
      'src/base.js': `exports.tags = ['a'];\nexports.add = function (tag) { exports.tags.push(tag); };`,
      'src/adds.js': `require('./base').add('b');\nexports.title = 'T';`,
      'src/a.js': `${REQUIRE}\n${COUNTED}\nconst base = require('./base');\nconst { title } = require('./adds');
exports.A = ${A('title, tags: [next(), ...base.tags]')}`,
    },
    ['meta.tags unknown-spread', 'meta.tags[0] not-static'],
  ],
  [
    'modules that are required for what they do',
    {
      'src/base.js': `exports.meta = { owners: ['a'] };\nexports.other = ['o'];`,
      'src/patch.js': `require('./base').meta.owners = ['b'];`,
      'src/a.js': `${REQUIRE}\n${COUNTED}\nconst { meta } = require('./base');\nrequire('./patch');
exports.A = ${A('owners: meta.owners, tags: [next()]')}`,
    },
    ['meta.owners mutated'],
  ],
  [
    'what is required by a name of the exports, too',
    `const { defineCommand } = (module.exports.contracts = require('@lssm-tech/lib.contracts-spec'));\nexports.A = ${A("title: 'T'")}`,
  ],
  [
    'the same, of functions that define several',
    `const { defineCommand } = (exports.contracts = require('@lssm-tech/lib.contracts-spec'));
function of(name) { return defineCommand({ meta: { key: name, version: '1.0.0' } }); }
['a', 'b'].forEach(function (name) { exports[name + '1'] = of(name + '.1'); exports[name + '2'] = of(name + '.2'); });`,
  ],
  [
    'functions that ask for files beside those that know a table',
    {
      'src/base.js': `const fs = require('node:fs');\nconst path = require('path');\nconst byId = new Map([['a', { tags: ['t'] }]]);
exports.folder = path.join('a', 'b');\nexports.has = () => fs.existsSync(exports.folder);\nexports.of = (id) => byId.get(id);`,
      'src/a.js': `${REQUIRE}\nconst { of } = require('./base');\nexports.A = ${A("tags: of('a').tags")}`,
    },
  ],
  [
    'functions that give files to functions which write',
    {
      'src/base.js': `const fs = require('node:fs');\nconst byId = new Map([['a', { tags: ['t'] }]]);\nconst forget = () => byId.clear();
exports.watch = () => fs.watchFile('a', forget);\nexports.of = (id) => byId.get(id);`,
      'src/a.js': `${REQUIRE}\nconst { of } = require('./base');\nexports.A = ${A("tags: (of('a') || {}).tags")}`,
    },
    ['meta.tags unknown-call'],
  ],
  [
    'what is not known, given to a function that takes it apart',
    {
      'src/fields.js': `const { ScalarTypeEnum, SchemaModel } = require('@lssm-tech/lib.schema');
const types = Object.fromEntries(['text'].sort(() => Math.random()).map((name) => [name, () => ({ type: ScalarTypeEnum.ID(), isOptional: false })]));
module.exports = {
  ...types,
  optional: (field) => Object.assign({}, field, { isOptional: true }),
  list: ({ type, isOptional }) => ({ type, isOptional, isArray: true }),
  model: (name, fields) => new SchemaModel({ name, fields }),
  parse(name, text) { for (const part of text.split(',')) types[part] = 1; },
};`,
      'src/a.js': `${REQUIRE}\nconst f = require('./fields');
exports.A = defineCommand({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: f.model('In', { name: f.text(), skills: f.list(f.optional(f.text())) }) } });`,
    },
  ],
  [
    'a parameter that is written by way of `arguments`',
    {
      'src/a.cjs': `${REQUIRE}
function named(name, tag) { arguments[0] = 'set'; return name + tag; }
exports.A = ${A(`title: named('given', 't')`)}`,
    },
    ['meta.title reassigned'],
  ],
  [
    'what modules of a circle give out before and after they ask for one another',
    {
      'src/a.cjs': `exports.early = 'early';\nconst b = require('./b.cjs');\n${REQUIRE}\nexports.late = 'late';\nexports.of = (name) => '@' + name;\nexports.A = ${A(`tags: b.tags, owners: [b.named('b')]`)}`,
      'src/b.cjs': `const a = require('./a.cjs');\nexports.tags = [String(a.early), String(a.late)];\nexports.named = (name) => a.of(name);`,
    },
    ['meta.tags cycle'],
  ],
  [
    'members in the order in which they are given out',
    {
      'src/more.cjs': `exports.z = 'z';\nexports.a = 'a';`,
      'src/a.cjs': `${REQUIRE}\nexports.A = ${A(`tags: Object.keys({ ...require('./more.cjs') })`)}`,
    },
  ],
]);

test.each(['const', 'let', 'var'])('require by another name, bound by %s', (kind) => {
  const [one] = readProgram({
    'src/meta.cjs': `exports.owner = '@a';`,
    'src/a.cjs': `${kind} load = require;\nconst { owner } = load('./meta.cjs');\nconst spec = load('@lssm-tech/lib.contracts-spec');\nexports.A = spec.${A('owners: [owner]')}`,
  });
  expect(one?.said).toMatchObject({ key: 'a.one', owners: ['@a'] });
});

test('a name that may be another function than require', () => {
  const read = readProgram({
    'src/a.cjs': `let load = require;\nload = (name) => ({ defineCommand: (spec) => spec });\nexports.A = load('@lssm-tech/lib.contracts-spec').${A('')}`,
  });
  expect(read.map(({ said }) => said.key)).not.toContain('a.one');
});

test('the framework as a default import, as compilers to CommonJS give it', () => {
  const [one] = readProgram({
    'src/a.ts': `import spec from '@lssm-tech/lib.contracts-spec/operations';\nimport lib, { ScalarTypeEnum } from '@lssm-tech/lib.schema';
export const A = spec.defineCommand({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: lib.defineSchemaModel({ name: 'In', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } } }) } });`,
  });
  expect(one?.said).toMatchObject({ key: 'a.one', io: { input: { kind: 'object', name: 'In' } } });
});
