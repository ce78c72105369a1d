import { DEFINE, readAsTheyRun } from '../support/agree.ts';

/** What registers is not seen to: that something is a contract, its form alone tells. */
const NOTE = `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
const hidden = new EventRegistry();
export const note = (one) => hidden['reg' + 'ister'](one);
`;
const MODEL = `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
export const Model = defineSchemaModel({ name: 'M', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } } });`;
const FILES = { 'src/note.js': NOTE, 'src/model.ts': MODEL };
const HEAD = `import { note } from './note';\nimport { Model } from './model';\nimport type { EventSpec } from '@lssm-tech/lib.contracts-spec';\n`;
const named = (key: string): string => `{ meta: { key: '${key}', version: '1.0.0', owners: ['@a'] }, payload: Model }`;
const empty = (key: string): string => `{ meta: { key: '${key}', version: '1.0.0', owners: ['@a'] }, payload: null }`;

readAsTheyRun('objects that have the form of a contract', [
  [
    'given to functions with a typed parameter: of this file, of another one, generic, a rest, a list',
    {
      ...FILES,
      'src/use.ts': `import { note } from './note';\nimport type { EventSpec } from '@lssm-tech/lib.contracts-spec';\nexport function use(spec: EventSpec<unknown>) { note(spec); }`,
      'src/a.ts': `${HEAD}import { use } from './use';
const own = <E extends EventSpec<unknown>>(name: string, spec: E): E => note(spec);
function all(...specs: EventSpec<unknown>[]) { for (const spec of specs) note(spec); }
const list = (specs: readonly EventSpec<unknown>[]) => specs.forEach((spec) => note(spec));
use(${empty('a.done')});
own('b', ${empty('b.done')});
all(${named('c.done')}, ${empty('d.done')});
list([${named('e.done')}]);`,
    },
  ],
  [
    'given to methods and constructors of classes',
    {
      ...FILES,
      'src/bus.ts': `import { note } from './note';\nimport type { EventSpec } from '@lssm-tech/lib.contracts-spec';\nexport class Bus { declare(spec: EventSpec<unknown>) { note(spec); return this; } static of(spec: EventSpec<unknown>) { return note(spec); } }\nexport class Topic { constructor(readonly spec: EventSpec<unknown>) { note(spec); } }`,
      'src/a.ts': `${HEAD}import { Bus, Topic } from './bus';
new Bus().declare(${named('a.done')}).declare(${empty('b.done')});
Bus.of(${named('c.done')});
export const topic = new Topic(${named('d.done')});
class Paid extends Topic { constructor() { super(${named('e.done')}); } }
export const paid = new Paid();`,
    },
  ],
  [
    'assigned later, to a name and to a field',
    {
      ...FILES,
      'src/a.ts': `${HEAD}let first: EventSpec<unknown>;
first = ${empty('a.done')};
class Module { spec: EventSpec<unknown>; constructor() { this.spec = ${empty('b.done')}; } }
note(first);
note(new Module().spec);`,
    },
  ],
  [
    'in Maps, Sets and tables',
    {
      ...FILES,
      'src/a.ts': `${HEAD}const map = new Map<string, EventSpec<unknown>>([['a', ${empty('a.done')}]]);
map.set('b', ${empty('b.done')});
const set = new Set<EventSpec<unknown>>([${empty('c.done')}]);
const table: Record<string, EventSpec<unknown>> = {};
table['d'] = ${empty('d.done')};
for (const spec of [...map.values(), ...set, ...Object.values(table)]) note(spec);`,
    },
  ],
  [
    'in what has a type of the repository’s own',
    {
      ...FILES,
      'src/types.ts': `import type { EventSpec } from '@lssm-tech/lib.contracts-spec';\nexport interface Plugin { name: string; events: readonly EventSpec<unknown>[] }`,
      'src/a.ts': `import { note } from './note';\nimport type { Plugin } from './types';\nconst plugin: Plugin = { name: 'x', events: [${empty('a.done')}] };\nplugin.events.forEach((event) => note(event));`,
    },
  ],
  [
    'made by what a typed list is made of',
    {
      ...FILES,
      'src/a.ts': `${HEAD}const all: readonly EventSpec<unknown>[] = ['a', 'b'].map((key) => ({ meta: { key: key + '.done', version: '1.0.0' }, payload: null }));
const more: EventSpec<unknown>[] = ['c'].flatMap((key) => { const name = key + '.done'; return [{ meta: { key: name, version: '1.0.0' }, payload: Model as never }]; });
for (const spec of [...all, ...more]) note(spec);`,
    },
  ],
  [
    'what JSDoc types as a result or a parameter',
    {
      ...FILES,
      'src/a.js': `import { note } from './note';
/** @returns {import('@lssm-tech/lib.contracts-spec').EventSpec} */
function make() { return ${empty('a.done')}; }
/** @param {import('@lssm-tech/lib.contracts-spec').EventSpec} spec */
function use(spec) { note(spec); }
use(make());
use(${empty('b.done')});`,
    },
  ],
  [
    'to a registry behind something that has no type',
    {
      ...FILES,
      'src/a.js': `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
import { identity } from 'outside';
import { Model } from './model';
const ctx = {};
ctx.registry = new EventRegistry();
ctx.registry.register(${named('a.done')});
const other = identity({ registry: new EventRegistry() });
other.registry.register(${empty('b.done')});`,
    },
  ],
  [
    'given to a decorator',
    {
      ...FILES,
      'src/a.ts': `${HEAD}const Handles = (spec: EventSpec<unknown>) => (target: any) => note(spec) && target;\n@Handles(${named('a.done')})\nexport class Handler {}`,
    },
  ],
  [
    'made by functions: one for each call',
    {
      files: {
        ...FILES,
        'src/make.ts': `import type { EventSpec } from '@lssm-tech/lib.contracts-spec';\nimport { Model } from './model';\nexport function event(key: string): EventSpec<unknown> { return { meta: { key, version: '1.0.0' }, payload: Model as never }; }`,
        'src/a.ts': `import { note } from './note';\nimport { event } from './make';\nexport const A = note(event('a.done'));\nexport const B = note(event('b.done'));`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'made by what nobody can follow: contracts that are not read',
    {
      ...FILES,
      'src/a.ts': `${HEAD}import { identity } from 'outside';\nconst own = (spec: EventSpec<unknown>): void => note(spec);\nidentity(['a.done']).forEach((key: string) => own({ meta: { key, version: '1.0.0' }, payload: Model }));`,
    },
    ['meta.key parameter'],
  ],
]);

readAsTheyRun('objects that look like a contract and are none by themselves', [
  [
    'what a contract is built upon, and what is given to a define function in another file',
    {
      files: {
        ...FILES,
        'src/specs.ts': `import { Model } from './model';\nexport const base = ${named('x')};\nexport const specs = [${named('c.done')}];`,
        'src/a.ts': `${DEFINE}
import { base, specs } from './specs';
export const A = defineEvent({ ...base, meta: { ...base.meta, key: 'a.done' } });
export const all = specs.map((spec) => defineEvent(spec));`,
      },
    },
  ],
  [
    'what functions of other libraries, and own ones that take anything, are given, and what is only exported',
    {
      ...FILES,
      'src/mine.ts': 'export const defineCommand = <T>(spec: T): T => spec;',
      'src/a.ts': `${DEFINE}
import { identity } from 'outside';
import { Model } from './model';
import { defineCommand } from './mine';
export const A = defineEvent(${named('a.done')});
export const B = identity(${named('b.done')});
export const C = defineCommand({ meta: { key: 'c.do', version: '1.0.0', owners: ['x'] }, io: { input: Model, output: null } });
export const D = ${named('d.done')};`,
    },
  ],
  [
    'messages with the data of an event, and what other libraries are given',
    {
      ...FILES,
      'src/a.ts': `${DEFINE}
import { Model } from './model';
export const A = defineEvent(${named('a.done')});
export const send = (bus: any, id: string) => bus.publish({ meta: { key: 'a.done', version: '1.0.0', owners: ['x'] }, payload: { id } });
export const again = (bus: any, payload: unknown) => bus.publish({ meta: { ...A.meta, at: 1 }, payload });
export const none = (bus: any) => bus.publish({ meta: { key: 'a.done', version: '1.0.0' }, payload: null });
const server: any = { register: (plugin: unknown) => plugin };
server.register({ name: 'plugin', meta: { title: 'x' }, io: {} });`,
    },
  ],
]);
