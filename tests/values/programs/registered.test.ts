import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const REGISTRY = `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';\nconst registry = new EventRegistry();`;
const event = (key: string): string => `{ meta: { key: '${key}', version: '1.0.0' }, payload: null }`;

readAsTheyRun('what registries are given, from other files', [
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
