import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const REGISTRY = `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';\nconst registry = new EventRegistry();`;
const event = (key: string): string => `{ meta: { key: '${key}', version: '1.0.0' }, payload: null }`;

readAsTheyRun('what registries are given, from other files', [
  [
    'an operation that is installed with its handler',
    {
      files: {
        'src/get.ts': `export const get = { meta: { kind: 'query', key: 'a.get', version: '1.0.0' } };`,
        'src/a.ts': `import * as framework from '@lssm-tech/lib.contracts-spec';
import { installOp, OperationSpecRegistry } from '@lssm-tech/lib.contracts-spec';
import { get } from './get';
const registry = new OperationSpecRegistry();
installOp(registry, { meta: { kind: 'command', key: 'a.one', version: '1.0.0' } } as any, (async () => ({})) as any);
const install = (spec: unknown) => framework.installOp(registry, spec as any, (async () => ({})) as any);
install(get);
const Two = framework.defineCommand({ meta: { key: 'a.two', version: '1.0.0', owners: ['@a'] } } as any);
installOp(registry, Two, (async () => ({})) as any);
export const Three = framework.defineQuery({ ...Two, meta: { ...Two.meta, key: 'a.three' } } as any);`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'what a method of a registry makes and registers that its callers are not seen to call',
    `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
class Events extends EventRegistry { add(key: string, payload: any) { return this.register({ meta: { key, version: '1.0.0' }, payload } as any); } }
new Events().add('a.done', null);`,
    ['meta.key parameter', 'payload parameter'],
  ],
  [
    'what a method of a class makes and registers',
    `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
class Events {
  constructor(private readonly registry: EventRegistry, private readonly owner: string) {}
  add(key: string, payload: any) {
    this.registry.register({ meta: { key, version: '1.0.0', owners: [this.owner] }, payload } as any);
    return this;
  }
}
new Events(new EventRegistry(), '@a').add('a.done', null).add('a.ended', null);`,
  ],
  [
    'an imported constant, a member of a table, a default export',
    {
      files: {
        'src/events.ts': `export const Done = ${event('a.done')};\nexport const table = { started: ${event('a.started')} };\nexport default ${event('a.ended')};`,
        'src/a.ts': `${REGISTRY}\nimport Ended, { Done, table } from './events';\nregistry.register(Done).register(table.started).register(Ended);`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'in a file that has other contracts, and through a barrel',
    {
      files: {
        'src/events.ts': `${DEFINE}\nexport const Done = ${event('a.done')};\nexport const One = defineCommand({ meta: { key: 'a.one', version: '1.0.0' } });`,
        'src/index.ts': `export * from './events';`,
        'src/a.ts': `${REGISTRY}\nimport * as all from './index';\nregistry.register(all.Done);`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'that two files register: one contract',
    {
      files: {
        'src/events.ts': `export const Done = ${event('a.done')};`,
        'src/a.ts': `${REGISTRY}\nimport { Done } from './events';\nregistry.register(Done);`,
        'src/b.ts': `${REGISTRY}\nimport { Done } from './events';\nregistry.register(Done);`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'to a registry of a third file, under a name of its own',
    {
      files: {
        'src/lib.ts': `${REGISTRY}\nexport { registry as all };`,
        'src/events.ts': `export const Done = ${event('a.done')};`,
        'src/a.ts': `import { all } from './lib';\nimport { Done } from './events';\nall\n  .register(Done);`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'that is typed: one contract',
    {
      'src/events.ts': `import type { EventSpec } from '@lssm-tech/lib.contracts-spec';\nexport const Done: EventSpec<null> = ${event('a.done')};`,
      'src/a.ts': `${REGISTRY}\nimport { Done } from './events';\nregistry.register(Done);`,
    },
  ],
  [
    'that define functions gave, or were given: one contract of each',
    {
      'src/events.ts': `${DEFINE}
export const spec = ${event('a.spec')};
export const Spec = defineEvent(spec);
export const Done = defineEvent(${event('a.done')});
export const One = defineCommand({ meta: { key: 'a.one', version: '1.0.0', kind: 'command' } });
export const make = (key: string) => defineEvent({ meta: { key, version: '1.0.0' }, payload: null });
export const Made = make('a.made');`,
      'src/a.ts': `import { EventRegistry, OperationSpecRegistry } from '@lssm-tech/lib.contracts-spec';
import { Done, Made, One, make, spec } from './events';
const events = new EventRegistry();
new OperationSpecRegistry().register(One);
for (const one of [Done, Made, spec]) events.register(one);
events.register(make('b.made'));`,
    },
  ],
]);

readAsTheyRun('what registries are given, one after the other', [
  [
    'by a loop over a list',
    `${REGISTRY}\nconst events = [${event('a.done')}, ${event('b.done')}];\nfor (const one of events) registry.register(one);`,
  ],
  [
    'by a loop that takes them apart',
    `${REGISTRY}\nfor (const { event } of [{ event: ${event('a.done')} }, { event: ${event('b.done')} }]) registry.register(event);`,
  ],
  ['by forEach over a list', `${REGISTRY}\n[${event('a.done')}, ${event('b.done')}].forEach((one) => registry.register(one));`],
  [
    'by forEach over the values of a table, in a block',
    `${REGISTRY}\nconst table = { a: ${event('a.done')}, b: ${event('b.done')} };\nObject.values(table).forEach((one) => {\n  registry.register(one);\n});`,
  ],
  [
    'in a function that registers a list',
    `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';\nconst events = [${event('a.done')}, ${event('b.done')}];\nfunction registerAll(registry: EventRegistry) {\n  for (const one of events) registry.register(one);\n}\nregisterAll(new EventRegistry());`,
  ],
  [
    'built in each round',
    `${REGISTRY}\nfor (const key of ['a.done', 'b.done']) registry.register({ meta: { key, version: '1.0.0' }, payload: null });\n['c.done', 'd.done'].forEach((key) => registry.register({ meta: { key, version: '1.0.0' }, payload: null }));`,
  ],
  [
    'made by a function',
    `${REGISTRY}\nconst make = (key: string) => ({ meta: { key, version: '1.0.0' }, payload: null });\nregistry.register(make('a.done')).register(make('b.done'));\n['c.done', 'd.done'].map(make).forEach((one) => registry.register(one));`,
  ],
  [
    'with the registry’s making',
    `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';\nconst events = [${event('a.done')}];\nnew EventRegistry([...events, ${event('b.done')}]);`,
  ],
  [
    'by a registry of one’s own that takes lists',
    `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
class Registry extends EventRegistry { registerMany(specs: object[]) { for (const one of specs) this.register(one); return this; } }
new Registry().registerMany([${event('a.done')}, ${event('b.done')}]);`,
  ],
  [
    'to a registry that a function gives',
    {
      'src/registry.ts': `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
export const createRegistry = () => new EventRegistry();
const one = createRegistry();
export function getRegistry(): EventRegistry { return one; }`,
      'src/a.ts': `import { createRegistry, getRegistry } from './registry';
const registry = createRegistry();
const done = ${event('a.done')};
registry.register(done);
getRegistry().register({ meta: { key: 'b.done', version: '1.0.0' }, payload: null });`,
    },
  ],
  [
    'by a choice',
    `${REGISTRY}\nconst Done = ${event('a.done')};\nconst Other = ${event('b.done')};\nregistry.register(Math.random() < 2 ? Done : Other);\nregistry.register(Other);`,
  ],
  [
    'by code that passes on what it is given: nothing of its own',
    `${DEFINE}\n${REGISTRY}\nfunction pass(one: object) { registry.register(one); }\nconst passAll = (all: object[]) => all.forEach((one) => registry.register({ ...one }));\npassAll([]);\npass(defineEvent(${event('a.done')}));`,
  ],
]);

readAsTheyRun('registries, wherever they are kept', [
  [
    'as members of objects and classes, of this and another file',
    {
      'src/app.ts': `import { EventRegistry, OperationSpecRegistry } from '@lssm-tech/lib.contracts-spec';
export const app = { events: new EventRegistry(), of: { commands: new OperationSpecRegistry() } };
export class Registries { static events = new EventRegistry(); static get all() { return Registries.events; } }
app.events.register(${event('a.own')});
const { events } = app;
events.register(${event('b.own')});`,
      'src/a.ts': `import { app, Registries } from './app';
const Done = ${event('a.done')};
app.events.register(Done);
app.of.commands.register({ meta: { key: 'a.one', version: '1.0.0', kind: 'command' } });
Registries.events.register(${event('b.done')});
Registries.all.register(${event('c.done')});`,
    },
  ],
  [
    'as a default export, through a namespace, and by require',
    {
      'src/lib.ts': `${REGISTRY}\nexport default registry;\nexport const other = new EventRegistry();`,
      'src/a.ts': `import * as lib from './lib';\nconst Done = ${event('a.done')};\nlib.default.register(Done);\nlib.other?.register(${event('b.done')});`,
      'src/own.cjs': `const { EventRegistry } = require('@lssm-tech/lib.contracts-spec');\nexports.registry = new EventRegistry();`,
      'src/b.cjs': `const { registry } = require('./own.cjs');\nconst Done = ${event('c.done')};\nregistry.register(Done);`,
    },
  ],
  [
    'as what registering gives',
    `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
const A = ${event('a.done')};
const registry = new EventRegistry().register(A);
registry.register(${event('b.done')});
const all = [${event('c.done')}, ${event('d.done')}];
export const last = all.reduce((one, spec) => one.register(spec), new EventRegistry());`,
  ],
  [
    'of a type or nothing',
    `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
let registry: EventRegistry | undefined;
registry = new EventRegistry();
const A = ${event('a.done')};
registry!.register(A);
function setup(given?: EventRegistry | null) { given?.register(${event('b.done')}); }
setup(registry);`,
  ],
  [
    'as parameters without a type of their own',
    {
      files: {
        'src/setup.js': `const Done = ${event('a.done')};
export function setup(registry) { registry.register(Done); }
export const plugin = ({ events }) => { events.register(${event('b.done')}); };
export const other = (engine) => { engine.register(${event('no.contract')}); };`,
        'src/a.ts': `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
import { other, plugin, setup } from './setup';
setup(new EventRegistry());
plugin({ events: new EventRegistry() });
other({ register: (value: unknown) => value });
interface App { events: EventRegistry }
const start = (app: App) => app.events.register(${event('c.done')});
start({ events: new EventRegistry() });`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'of a class of one’s own, in it',
    `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
class One extends EventRegistry { constructor() { super([${event('a.done')}]); this.register(${event('b.done')}); } }
new One();`,
  ],
]);

const unreadEvent = (reason: string): readonly string[] =>
  [
    ...['description', 'domain', 'key', 'owners', 'stability', 'tags', 'title', 'version'].map((name) => `meta.${name}`),
    'capability',
    'payload',
    'pii',
  ].map((path) => `null: ${path} ${reason}`);

readAsTheyRun('registries’ methods that are handed on', [
  [
    'to forEach, with and without bind, and under a name',
    `${REGISTRY}
const A = ${event('a.done')};
[A].forEach(registry.register, registry);
[${event('b.done')}].forEach(registry.register.bind(registry));
const register = registry.register.bind(registry);
register(${event('c.done')});
registry.register.call(registry, ${event('d.done')});
registry.register.apply(registry, [${event('e.done')}]);`,
  ],
  [
    'in functions, of this and another file, that pass on what they are given',
    {
      files: {
        'src/lib.ts': `${REGISTRY}
export function registerEvent(event: object) { registry.register(event); }
export const registerAll = (events: object[]) => { for (const one of events) registerEvent(one); };
const pass = (one: object) => registry.register(one);
pass(${event('a.done')});
pass({ ...${event('b.done')} });
for (const key of ['c.done', 'd.done']) pass({ meta: { key, version: '1.0.0' }, payload: null });`,
        'src/events.ts': `export const Done = ${event('e.done')};`,
        'src/a.ts': `import { registerAll, registerEvent } from './lib';
import { Done } from './events';
registerEvent(Done);
registerAll([${event('f.done')}]);`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'what code outside makes of a contract: one that is not read, and none of what is defined besides',
    `${DEFINE}
${REGISTRY}
import { identity } from 'outside';
registry.register(identity(${event('z.done')}));
registry.register(identity(defineEvent(${event('b.done')})));`,
    unreadEvent('unknown-call'),
  ],
]);

readAsTheyRun('registries, by the types of what holds them', [
  [
    'interfaces, types of objects and classes, of this and another file, also taken apart',
    {
      files: {
        'src/types.ts': `import type { EventRegistry } from '@lssm-tech/lib.contracts-spec';
export interface App { events: EventRegistry; of: { name: string } }`,
        'src/a.ts': `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
import type { App } from './types';
const Done = ${event('a.done')};
export function one(app: App) { app.events.register(Done); }
export const two = ({ events }: App) => { events.register(${event('b.done')}); };
export const three = ({ events: own }: { events: EventRegistry }) => { own.register(${event('c.done')}); };
export const four = (app: { events?: EventRegistry }) => { app.events?.register(${event('d.done')}); };
class Service {
  readonly events = new EventRegistry();
  #own = new EventRegistry();
  get all() { return this.#own; }
  start() { this.all.register(${event('e.done')}); }
}
const service = new Service();
service.events.register(${event('f.done')});
service.start();
const app: App = { events: new EventRegistry(), of: { name: '' } };
one(app);
two(app);
three(app);
four(app);`,
        'src/b.ts': `const other = { events: { register: (value: unknown) => value } };
interface Own { events: { register(value: unknown): unknown } }
const use = (app: Own) => app.events.register(${event('no.contract')});
use(other);`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'a cast',
    {
      'src/a.ts': `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
import { identity } from 'outside';
const A = ${event('a.done')};
const container: any = identity({ events: new EventRegistry() });
(container.events as EventRegistry).register(A);
(container.events as unknown as EventRegistry).register(${event('b.done')});`,
    },
  ],
  [
    'a name that is assigned its one value later',
    `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
let registry: any;
registry = new EventRegistry();
const A = ${event('a.done')};
registry.register(A);`,
  ],
]);

readAsTheyRun('registries that are given what is not known', [
  [
    'in loops that count, and from lists and tables that change',
    {
      'src/a.ts': `${REGISTRY}\nconst all = [${event('a.done')}];\nfor (let i = 0; i < all.length; i++) registry.register(all[i]!);`,
      'src/b.ts': `${REGISTRY}\nconst all: object[] = [];\nall.push(${event('b.done')});\nfor (const one of all) registry.register(one);`,
      'src/c.ts': `${REGISTRY}\nconst all: any = {};\nall.done = ${event('c.done')};\nregistry.register(all.done);`,
      'src/d.ts': `${DEFINE}\n${REGISTRY}\nconst all: object[] = [];\nall.push(defineEvent(${event('z.done')}));\nfor (const one of all) registry.register(one);`,
      'src/e.ts': `${REGISTRY}\nconst all = [${event('e.done')}];\nwhile (all.length > 0) registry.register(all.pop()!);`,
    },
  ],
]);

const MADE = `import type { EventSpec } from '@lssm-tech/lib.contracts-spec';
export const make = (key: string): EventSpec<any> => ({ meta: { key, version: '1.0.0' }, payload: null as any });`;

readAsTheyRun('registries that are named, or given something, in other ways', [
  [
    'by a text, after an await, as one of two',
    `${REGISTRY}\nregistry['register'](${event('a.one')});\nregistry[\`register\`](${event('a.text')});\nconst later = Promise.resolve(registry);\n(await later).register(${event('a.two')});\n(1 > 0 ? registry : registry).register(${event('a.three')});`,
  ],
  [
    'what a function with a type made for a constant: one contract',
    `${REGISTRY}\n${MADE}\nexport const A = make('a.one');\nexport const B = make('a.two');\nregistry.register(A).register(B);`,
  ],
  [
    'the same of another file',
    {
      files: {
        'src/events.ts': `${MADE}\nexport const A = make('a.one');`,
        'src/a.ts': `${REGISTRY}\nimport { A } from './events';\nregistry.register(A);`,
      },
      isAcrossFiles: true,
    },
  ],
]);
