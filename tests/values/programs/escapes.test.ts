import { DEFINE, readAsTheyRun } from '../support/agree.ts';
import type { Program } from '../support/program.ts';

const ONE = `{ meta: { key: 'a.one', version: '1.0.0' } }`;
const UNREAD = ['* unknown-call'];

readAsTheyRun('define functions that go where they cannot be followed', [
  [
    'to code outside: one contract that is not read, and none of what only looks at it',
    `${DEFINE}
import { identity } from 'outside';
const make = identity(defineCommand);
export const A = make(${ONE});
console.log(defineQuery, defineEvent.name, [defineEvent].length);`,
    UNREAD,
  ],
  [
    'to code outside, as a member of a literal in a literal, and by a function',
    `${DEFINE}
import { identity } from 'outside';
export const A = identity({ tools: [{ define: defineCommand }] }).tools[0].define(${ONE});
export const B = identity(() => defineQuery)()({ meta: { key: 'a.two', version: '1.0.0' } });`,
    ['null: * unknown-call', 'null: * unknown-call'],
  ],
  [
    'from a file that calls what another one was given',
    {
      'src/kit.ts': `${DEFINE}\nimport { identity } from 'outside';\nexport const make = identity(defineCommand);`,
      'src/a.ts': `import { make } from './kit';\nexport const A = make(${ONE});`,
    },
    UNREAD,
  ],
  [
    'to a container',
    `${DEFINE}
const container = new Map<string, any>();
container.set('define', defineCommand);
export const A = container.get('define')(${ONE});`,
  ],
  ['to a proxy', `${DEFINE}\nconst kit: any = new Proxy({ define: defineCommand }, {});\nexport const A = kit.define(${ONE});`, UNREAD],
  [
    'by an assignment to a global',
    `${DEFINE}
(globalThis as any).define = defineCommand;
export const A = (globalThis as any).define(${ONE});`,
    ['* unknown-call'],
  ],
  [
    'by an assignment to a name that is assigned again',
    `${DEFINE}
let make: any;
make = defineCommand;
export const B = make({ meta: { key: 'a.two', version: '1.0.0' } });
let other: any = defineCommand;
other = other.bind(null);
export const C = other({ meta: { key: 'a.three', version: '1.0.0' } });`,
  ],
  [
    'to a method of what is outside, as a callback',
    `${DEFINE}
import { identity } from 'outside';
export const all = identity([${ONE}]).map(defineCommand);`,
    UNREAD,
  ],
  [
    'to a function that a function of the repository gives, which cannot be followed',
    `${DEFINE}
const compose = (...steps: any[]) => (value: any) => steps.copyWithin(0, 0).reduceRight((made, step) => step(made), value);
const make = compose(defineCommand, (spec: any) => ({ ...spec }));
export const A = make(${ONE});`,
    UNREAD,
  ],
  [
    'to what a caller gives: as it is given',
    `${DEFINE}
import { identity } from 'outside';
const install = (use: any) => use(defineCommand);
install((define: any) => define(${ONE}));
export const query = (use: any) => use(defineQuery)({ meta: { key: 'a.two', version: '1.0.0' } });
query(identity);`,
    ['null: * unknown-call'],
  ],
]);

readAsTheyRun('define functions that are awaited, defaults, or applied', [
  [
    'from a dynamic import, with and without a name of its own',
    `const { defineCommand: command } = await import('@lssm-tech/lib.contracts-spec');
export const A = command(${ONE});
export async function load() {
  const spec = await import('@lssm-tech/lib.contracts-spec');
  const { defineQuery: query } = spec;
  return query({ meta: { key: 'a.two', version: '1.0.0' } });
}
await load();`,
  ],
  [
    'then',
    `await import('@lssm-tech/lib.contracts-spec').then((spec) => spec.defineCommand(${ONE} as any));
await import('@lssm-tech/lib.contracts-spec').then(({ defineQuery }) => defineQuery({ meta: { key: 'a.two', version: '1.0.0' } } as any));
await import('@lssm-tech/lib.contracts-spec').then((spec) => Object.keys(spec));`,
  ],
  [
    'as the default of a parameter, of a member of one, with another one given',
    `${DEFINE}
const make = (key: string, define: any = defineCommand) => define({ meta: { key, version: '1.0.0' } });
export const A = make('a.one');
export const B = make('a.two', defineQuery);
function other({ define = defineEvent as any } = {}) { return define({ meta: { key: 'a.done', version: '1.0.0' }, payload: null }); }
other();`,
  ],
  [
    'by Reflect',
    `${DEFINE}
const spec = { meta: { key: 'a.two', version: '1.0.0' } };
export const A = Reflect.apply(defineCommand as any, undefined, [${ONE}]);
export const B = Reflect.apply(defineQuery as any, null, [spec]);`,
  ],
  [
    'of a module that gives out a copy of the framework',
    {
      'src/kit.cjs': `module.exports = { ...require('@lssm-tech/lib.contracts-spec'), more: 1 };`,
      'src/a.cjs': `const { defineCommand: command } = require('./kit.cjs');\nexports.A = command(${ONE});`,
    },
  ],
  [
    'in decorators',
    `${DEFINE}
const handles = (contract: unknown) => (target: any) => target;
@handles(defineCommand(${ONE} as any))
export class Handler {
  @handles(defineQuery({ meta: { key: 'a.two', version: '1.0.0' } } as any)) run() {}
}`,
  ],
]);

readAsTheyRun('factories that are called in other ways', [
  [
    'by call, apply and bind, with what they are given spread',
    `${DEFINE}
function make(key: string, owner: string) { return defineCommand({ meta: { key, version: '1.0.0', owners: [owner] } }); }
export const A = make.call(null, 'a.one', '@a');
export const B = make.apply(null, ['a.two', '@b']);
const args = ['a.three', '@c'] as const;
export const C = make.call(null, ...args);
const bound = make.bind(null, 'a.four');
export const D = bound('@d');
export const E = Reflect.apply(make, null, ['a.five', '@e']);`,
  ],
  [
    'asynchronously',
    `${DEFINE}
async function make(key: string) { return defineCommand({ meta: { key, version: '1.0.0' } }); }
export const A = await make('a.one');
export const all = await Promise.all(['a.two', 'a.three'].map(async (key) => make(key)));
const names = async () => ({ version: '2.0.0' });
export const B = defineQuery({ meta: { key: 'b.one', ...(await names()) } });
await Promise.resolve('b.two').then((key) => defineQuery({ meta: { key, version: '1.0.0' } })).finally(() => make('a.last'));`,
  ],
]);

const META = `const META = { one: { key: 'a.one', version: '1.0.0' } };\nconst hold = () => META.one;`;
const CHANGE = `function change(value: any) { value.key = 'a.changed'; }`;

readAsTheyRun('objects that change', [
  ...[
    'change.call(null, META.one);',
    'change.call(null, hold());',
    'change.apply(null, [hold()]);',
    'change.bind(null, META.one)();',
    'Reflect.apply(change, null, [hold()]);',
    'await Promise.resolve(META).then((all: any) => { all.one.key = "a.changed"; });',
    'const get = async () => META;\n(await get()).one.key = "a.changed";',
    'const [all] = await Promise.all([META]);\nall.one.key = "a.changed";',
  ].map(
    (way) =>
      [
        way,
        `${DEFINE}\n${META}\n${CHANGE}\n${way}\nexport const A = defineCommand({ meta: { ...META.one } });\nexport { change, hold };`,
      ] as const,
  ),
]);

readAsTheyRun('define functions that are chosen', [
  [
    'in a factory, by a condition and from a table',
    `${DEFINE}
const by: Record<string, any> = { command: defineCommand, query: defineQuery };
const make = (kind: string, key: string) => by[kind]({ meta: { key, version: '1.0.0' } });
const choose = (isQuery: boolean, key: string) => (isQuery ? defineQuery : (defineCommand as any))({ meta: { key, version: '1.0.0' } });
function define(isQuery: boolean, key: string) {
  const defined = isQuery ? defineQuery : (defineCommand as any);
  return defined({ meta: { key, version: '1.0.0' } });
}
export const all = [make('command', 'a.one'), make('query', 'a.two'), choose(true, 'a.three'), choose(false, 'a.four'), define(true, 'a.five'), define(false, 'a.six')];`,
  ],
  [
    'from a table of another file, in a loop',
    {
      'src/by.ts': `${DEFINE}\nexport const by: any = { command: defineCommand, query: defineQuery };\nexport const make = (kind: string, key: string) => by[kind]({ meta: { key, version: '1.0.0' } });`,
      'src/a.ts': `import { by, make } from './by';
export const A = make('command', 'a.one');
for (const [kind, key] of [['command', 'a.two'], ['query', 'a.three']]) by[kind]({ meta: { key, version: '1.0.0' } });`,
    },
  ],
  [
    'by running the code: contracts that are not read',
    `${DEFINE}
const hook: any = (globalThis as any).hook;
export const A = (hook || defineCommand)(${ONE});
const define = Math.random() < 2 ? defineCommand : (defineCommand as any).bind(null);
export const B = define({ meta: { key: 'a.two', version: '1.0.0' } });
export const C = hook ?? defineCommand({ meta: { key: '', version: '1.0.0' } });`,
    ['null: * unknown-call', 'null: * unknown-call'],
  ],
  [
    'by a member of the object that a method is called on, and by a default that is an object',
    `${DEFINE}
const kit = { define: defineCommand as any, make(key: string) { return this.define({ meta: { key, version: '1.0.0' } }); } };
export const A = kit.make('a.one');
const other = ({ define } = { define: defineCommand as any }) => define({ meta: { key: 'a.two', version: '1.0.0' } });
export const B = other();`,
  ],
]);

/** A program whose calls of what is kept, only running it tells. */
const keeping = (text: string): Program => ({ files: { 'src/a.ts': `${DEFINE}\n${text}` }, isAcrossFiles: true });
const SPEC = `{ meta: { key, version: '1.0.0' } } as any`;

readAsTheyRun('define functions that are kept, and called by nobody that is found', [
  [
    'in a proxy with a trap',
    keeping(
      `const kit: any = new Proxy({} as any, { get: () => defineCommand });\nconst factory = (key: string) => kit.any(${SPEC});\nexport const A = factory('a');`,
    ),
    UNREAD,
  ],
  [
    'in a promise',
    keeping(
      `const kit: Promise<any> = Promise.resolve(defineCommand);\nexport const factory = async (key: string) => (await kit)(${SPEC});\nexport const A = await factory('a');`,
    ),
  ],
  [
    'in a table that a function fills',
    keeping(
      `const kit: any = {};\nconst add = (name: string, fn: any) => { kit[name] = fn; };\nadd('command', defineCommand);\nconst factory = (name: string, key: string) => kit[name](${SPEC});\nexport const A = factory('command', 'a');`,
    ),
  ],
  [
    'in a class that others extend',
    keeping(
      `class Base { static define: any = defineCommand; static make(key: string) { return this.define(${SPEC}); } }\nclass Sub extends Base {}\nexport const A = Sub.make('a');`,
    ),
  ],
  [
    'in an export that another file passes on by another name',
    {
      'src/kit.ts': `${DEFINE}\nexport const command: any = new Proxy({} as any, { get: () => defineCommand });`,
      'src/all.ts': `export { command as own } from './kit';`,
      'src/a.ts': `import { own } from './all';\nconst factory = (key: string) => own.any(${SPEC});\nexport const A = factory('a');`,
    },
    UNREAD,
  ],
  [
    'in an export whose name another file has for something else',
    {
      'src/kit.ts': `${DEFINE}\nexport const command = defineQuery;`,
      'src/a.ts': `${DEFINE}\nconst command = 'a';\nexport const A = defineCommand(${ONE});\nexport default command;`,
    },
  ],
  [
    'in a list whose functions are called one after another',
    keeping(`const key = 'a';\nexport const A = [(spec: any) => spec, defineCommand].reduce((spec: any, f: any) => f(spec), ${SPEC});`),
  ],
  ['in a name that nobody uses', keeping(`export const command = defineQuery;\nexport const A = defineCommand(${ONE});`)],
  [
    'in a name that is used, beside one that is only looked at',
    keeping(`const command = defineCommand;\nconsole.log(defineQuery);\nexport const A = command(${ONE});`),
  ],
]);
