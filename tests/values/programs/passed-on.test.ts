import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const ONE = `{ meta: { key: 'a.one', version: '1.0.0' } }`;
const TWO = `{ meta: { key: 'a.two', version: '1.0.0' } }`;

readAsTheyRun('define functions that files pass on', [
  [
    'a kit that a function of another file gives',
    {
      'src/kit.ts': `${DEFINE}\nexport const createKit = () => ({ command: defineCommand, query: defineQuery });`,
      'src/a.ts': `import { createKit } from './kit';\nconst kit = createKit();\nconst { query: ask } = createKit();\nexport const A = kit.command(${ONE});\nexport const B = ask(${TWO});\nexport const C = createKit().command({ meta: { key: 'a.three', version: '1.0.0' } });`,
    },
  ],
  [
    'a function that gives the define function itself',
    {
      'src/kit.ts': `${DEFINE}\nexport function getDefine() { return defineCommand; }`,
      'src/a.ts': `import { getDefine } from './kit';\nconst make = getDefine();\nexport const A = make(${ONE});\nexport const B = getDefine()(${TWO});`,
    },
  ],
  [
    'a kit under other names, four files away',
    {
      'src/lib.ts': `${DEFINE}\nexport const createKit = () => ({ command: defineCommand });`,
      'src/kit.ts': `import { createKit } from './lib';\nexport const kit = createKit();`,
      'src/tools.ts': `import { kit } from './kit';\nexport const { command: make } = kit;\nexport const tools = { m: kit.command };`,
      'src/a.ts': `import { make, tools } from './tools';\nexport const A = make(${ONE});\nexport const B = tools.m(${TWO});`,
    },
  ],
  [
    'a namespace with an alias in it, in an object of a third file',
    {
      'src/define.ts': `${DEFINE}\nexport const command = defineCommand;`,
      'src/kit.ts': `import * as d from './define';\nexport const kit = { c: d.command, nested: { d } };`,
      'src/a.ts': `import { kit } from './kit';\nexport const A = kit.c(${ONE});\nexport const B = kit.nested.d.command(${TWO});`,
    },
  ],
  [
    'a kit that is a default export, given out under a name',
    {
      'src/kit.ts': `${DEFINE}\nexport default () => ({ command: defineCommand });`,
      'src/index.ts': `export { default as createKit } from './kit';`,
      'src/a.ts': `import { createKit } from './index';\nconst kit = createKit();\nexport const A = kit.command(${ONE});`,
      'src/b.ts': `import anything from './kit';\nconst kit = anything();\nexport const A = kit.command(${TWO});`,
    },
  ],
  [
    'a kit with a getter',
    {
      'src/kit.ts': `${DEFINE}\nexport const kit = { get command() { return defineCommand; } };`,
      'src/a.ts': `import { kit } from './kit';\nexport const A = kit.command(${ONE});`,
    },
  ],
  [
    'module.exports as an object, a function, and the define function',
    {
      'src/kit.cjs': `const { defineCommand } = require('@lssm-tech/lib.contracts-spec');\nmodule.exports = { command: defineCommand };`,
      'src/maker.cjs': `const { defineQuery } = require('@lssm-tech/lib.contracts-spec');\nmodule.exports = () => ({ query: defineQuery });`,
      'src/make.cts': `import spec = require('@lssm-tech/lib.contracts-spec');\nexport = spec.defineCommand;`,
      'src/a.cts': `import make = require('./make.cjs');
const kit = require('./kit.cjs');
const other = require('./maker.cjs')();
exports.A = kit.command(${ONE});
exports.B = other.query(${TWO});
exports.C = make({ meta: { key: 'a.three', version: '1.0.0' } });
exports.D = require('./make.cjs')({ meta: { key: 'a.four', version: '1.0.0' } });`,
    },
  ],
]);

readAsTheyRun('functions that are given a define function', [
  [
    'and give back a function that calls it',
    `${DEFINE}
const by = (define: (spec: object) => unknown) => (key: string) => define({ meta: { key, version: '1.0.0' } });
const command = by(defineCommand);
const query = by(defineQuery);
export const A = command('a.one');
export const B = query('a.two');
export const all = ['a.three', 'a.four'].map(by(defineCommand));`,
  ],
  [
    'in other files, with a change to the spec',
    {
      'src/owned.ts': `export const owned = (define: any, owner: string) => (spec: any) => define({ ...spec, meta: { ...spec.meta, owners: [owner] } });`,
      'src/kit.ts': `${DEFINE}\nimport { owned } from './owned';\nexport const command = owned(defineCommand, '@c');\nexport const query = owned(defineQuery, '@q');`,
      'src/a.ts': `import { command, query } from './kit';\nexport const A = command(${ONE});\nexport const B = query(${TWO});`,
    },
  ],
  [
    'one after another',
    `${DEFINE}
const secured = (define: any) => (spec: any) => define({ ...spec, policy: { auth: 'user' } });
const owned = (define: any) => (spec: any) => define({ ...spec, meta: { ...spec.meta, owners: ['@a'] } });
const make = secured(owned(defineCommand));
const pipe = (...steps: any[]) => (value: any) => steps.reduce((made, step) => step(made), value);
const piped = pipe((spec: any) => ({ ...spec, policy: { auth: 'admin' } }), defineQuery);
export const A = make(${ONE});
export const B = piped(${TWO});`,
  ],
  [
    'as a member of a literal, or of a constant',
    {
      'src/build.ts': `export const build = (context: any, key: string) => context.define({ meta: { key, version: '1.0.0' } });\nexport const first = ([define]: any[]) => define(${TWO});`,
      'src/a.ts': `${DEFINE}\nimport { build, first } from './build';\nconst context = { define: defineQuery };\nexport const A = build({ define: defineCommand }, 'a.one');\nexport const B = first([defineCommand]);\nexport const C = build(context, 'a.three');`,
    },
  ],
  [
    'and are given out as a default, and held by a class',
    {
      'src/by.ts': `export const by = (define: any) => (key: string) => define({ meta: { key, version: '1.0.0' } });`,
      'src/command.ts': `${DEFINE}\nimport { by } from './by';\nexport default by(defineCommand);\nexport class Kit { static query = by(defineQuery); }`,
      'src/a.ts': `import make, { Kit } from './command';\nexport const A = make('a.one');\nexport const B = Kit.query('a.two');`,
      'src/b.ts': `${DEFINE}\nimport { by } from './by';\nconst command = by(defineCommand);\nexport const A = command('a.three');`,
    },
  ],
  [
    'but what only takes it defines nothing',
    `${DEFINE}
const nameOf = (define: { name: string }) => define.name;
export const name = nameOf(defineQuery);
export const A = defineCommand(${ONE});`,
  ],
  [
    'in a function, and a factory of them',
    `${DEFINE}
const by = (define: any, domain = 'a') => (key: string) => define({ meta: { key: domain + '.' + key, version: '1.0.0' } });
const kit = () => ({ query: defineQuery });
export function all() { const command = by(defineCommand); return [command('one'), command('two')]; }
export function domain(name: string) { const command = by(defineCommand, name); return [command('one'), kit().query({ meta: { key: name + '.get', version: '1.0.0' } })]; }
all();
export const B = domain('b');
export const C = domain('c');`,
  ],
]);
