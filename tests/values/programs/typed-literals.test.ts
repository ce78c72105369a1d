import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const REGISTER = `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';\nconst registry = new EventRegistry();`;
const DONE = `{ meta: { key: 'a.done', version: '1.0.0' }, payload: null }`;

readAsTheyRun('literals with a type of the framework', [
  [
    'under another name, by an alias, an interface and an intersection',
    `${REGISTER}
import type { EventSpec } from '@lssm-tech/lib.contracts-spec';
type Event = Readonly<EventSpec<unknown>>;
interface Audited extends Event { audited: true }
const A: Event = ${DONE};
const B: Audited = { meta: { key: 'b.done', version: '1.0.0' }, payload: null, audited: true };
const C: EventSpec<unknown> & { audited: true } = { meta: { key: 'c.done', version: '1.0.0' }, payload: null, audited: true };
for (const event of [A, B, C]) registry.register(event);`,
  ],
  [
    'through files that give the type out again',
    {
      'src/types.ts': `import type { EventSpec } from '@lssm-tech/lib.contracts-spec';\nexport type { EventSpec };\nexport type { OperationSpec as Operation } from '@lssm-tech/lib.contracts-spec';\nexport type Event<P> = EventSpec<P>;`,
      'src/index.ts': `export * from './types';\nexport type * as spec from './types';`,
      'src/a.ts': `${REGISTER}\nimport type { EventSpec, Event, spec } from './index';
const A: EventSpec<null> = ${DONE};
const B: Event<null> = { meta: { key: 'b.done', version: '1.0.0' }, payload: null };
const C: spec.Event<null> = { meta: { key: 'c.done', version: '1.0.0' }, payload: null };
for (const event of [A, B, C]) registry.register(event);`,
    },
  ],
  [
    'added to a typed list, or the default of a typed parameter',
    `${REGISTER}
import type { EventSpec } from '@lssm-tech/lib.contracts-spec';
const events: EventSpec<null>[] = [];
events.push(${DONE}, { meta: { key: 'b.done', version: '1.0.0' }, payload: null });
function add(event: EventSpec<null> = { meta: { key: 'c.done', version: '1.0.0' }, payload: null }) { events.unshift(event); }
add();
Reflect.apply(events.forEach, events, [(event: any) => Reflect.apply(registry.register, registry, [event])]);`,
  ],
  [
    'imported where it stands',
    `${REGISTER}
const A: import('@lssm-tech/lib.contracts-spec').EventSpec<null> = ${DONE};
registry.register(A);`,
  ],
  [
    'in a field of a class',
    `${REGISTER}
import type { EventSpec } from '@lssm-tech/lib.contracts-spec';
class Events { static readonly Done: EventSpec<null> = ${DONE}; }
registry.register(Events.Done);`,
  ],
  [
    'that is given to a define function: one contract',
    `${DEFINE}
import type { EventSpec, OperationSpec } from '@lssm-tech/lib.contracts-spec';
const spec: EventSpec<null> = ${DONE};
export const Done = defineEvent(spec);
const base: OperationSpec<null, null> = { meta: { key: 'a.one', version: '1.0.0' } };
export const One = defineCommand({ ...base, policy: { auth: 'user' } });`,
  ],
  [
    'whose type is another library’s, or the repository’s own of that name',
    `${DEFINE}
type EventSpec = { name: string };
interface OperationSpec { meta: object }
const A: EventSpec = { name: 'a.done' };
const B: OperationSpec = { meta: { key: 'b', version: '1.0.0' } };
export const C = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: A.name, tags: Object.keys(B) } });`,
  ],
]);

const MODULE = `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';\nconst registry = new EventRegistry();`;
/** Not seen to register anything: what it is given is a contract by its type alone. */
const NOTE = `${MODULE}\nconst note = (one) => registry['reg' + 'ister'](one);`;
const TYPE = `import('@lssm-tech/lib.contracts-spec').EventSpec`;
const named = (key: string): string => `{ meta: { key: '${key}', version: '1.0.0' }, payload: null }`;

readAsTheyRun('literals with a type in a comment, in JavaScript', [
  [
    'of a constant, a list, a table, a cast, and satisfied',
    {
      'src/a.js': `${NOTE}
/** @type {${TYPE}<{ id: string }>} */
export const A = ${named('a.done')};
/**
 * Some.
 * @type {ReadonlyArray<${TYPE}>}
 */
const list = [${named('b.done')}];
/** @type {Record<string, ${TYPE}>} */
const table = { c: ${named('c.done')} };
const D = /** @type {${TYPE}} */ (${named('d.done')});
const E = /** @satisfies {${TYPE}} */ (
  ${named('e.done')}
);
class Events {
  /** @type {${TYPE}} */
  static F = ${named('f.done')};
}
const all = [A, ...list, table.c, D, E, Events.F];
all.forEach((event) => note(event));`,
    },
  ],
  [
    'by a name that a comment gives it, and in CommonJS',
    {
      'src/a.mjs': `${NOTE}
/** @typedef {${TYPE}} Event */
/** @type {Event} */
const A = ${named('a.done')};
note(A);`,
      'src/b.js': `${NOTE}
/** @import { EventSpec as Event, OperationSpec } from '@lssm-tech/lib.contracts-spec' */
/** @type {Event} */
const B = ${named('b.done')};
note(B);`,
      'src/c.cjs': `const { EventRegistry } = require('@lssm-tech/lib.contracts-spec');
/** @type {${TYPE}} */
exports.C = ${named('c.done')};
const registry = new EventRegistry();
registry['reg' + 'ister'](exports.C);`,
    },
  ],
  [
    'by a name that a comment of another file gives it',
    {
      'src/types.js': `/** @typedef {${TYPE}} Event */\nexport {};`,
      'src/index.js': `${NOTE}\nexport { note };`,
      'src/a.js': `import { note } from './index.js';
/** @type {import('./types.js').Event} */
const A = ${named('a.done')};
note(A);`,
    },
  ],
  [
    'of another type, and in comments that say nothing of the literal',
    {
      'src/a.js': `${MODULE}
/** @type {import('elsewhere').EventSpec} */
const A = ${named('a.other')};
/** @typedef {{ name: string }} EventSpec */
/** @type {EventSpec} */
const B = { name: A.meta.key };
/** Not a {@type ${TYPE}}. */
const C = ${named('c.other')};
registry.register(${named('d.done')});
export { B, C };`,
    },
  ],
]);

readAsTheyRun('literals that are given to a registry', [
  [
    'by the name of a constant',
    `${REGISTER}
const done = ${DONE};
registry.register(done);`,
  ],
  [
    'to a registry of another file',
    {
      'src/registry.ts': `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';\nexport const events = new EventRegistry();`,
      'src/index.ts': `export { events as all } from './registry';`,
      'src/a.ts': `import { all } from './index';\nall.register(${DONE});`,
    },
  ],
  [
    'to a field of a class, by its value and by its type',
    `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
class One { events = new EventRegistry(); constructor() { this.events.register(${DONE}); } }
class Two { constructor(private readonly events: EventRegistry) { this.events.register({ meta: { key: 'b.done', version: '1.0.0' }, payload: null }); } }
new One();
new Two(new EventRegistry());`,
  ],
  [
    'or contracts that are: each once',
    `${DEFINE}
${REGISTER}
const Done = defineEvent(${DONE});
registry.register(Done).register(defineEvent({ meta: { key: 'b.done', version: '1.0.0' }, payload: null }));`,
  ],
  [
    'of another kind',
    `${DEFINE}
class Registry { register(value: object) { return value; } }
new Registry().register(${DONE});
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0' } });`,
  ],
]);
