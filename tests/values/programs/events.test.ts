import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const FRAMEWORK = '@lssm-tech/lib.contracts-spec';
const SCHEMA = `import { defineEnum, defineSchemaModel, ScalarTypeEnum, SchemaModel } from '@lssm-tech/lib.schema';`;
const PAYLOAD = `const Payload = defineSchemaModel({ name: 'Payload', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false }, tags: { type: ScalarTypeEnum.String_unsecure(), isOptional: true, isArray: true } } });`;
const DONE = `export const Done = defineEvent({ meta: { key: 'a.done', version: '1.0.0', owners: ['@a'] }, payload: Payload, pii: ['id'] });`;
const emits = (entries: string): string =>
  `export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0' }, sideEffects: { emits: ${entries}, audit: ['a.done'] } } as any);`;

readAsTheyRun('events and what is emitted', [
  ['inline', `${DEFINE}\n${SCHEMA}\n${PAYLOAD}\n${emits(`[{ key: 'a.done', version: '1.0.0', when: 'w', payload: Payload }]`)}`],
  ['by the meta of an event', `${DEFINE}\n${SCHEMA}\n${PAYLOAD}\n${DONE}\n${emits(`[{ ref: Done.meta, when: 'w' }]`)}`],
  ['by the event itself, as older contracts do', `${DEFINE}\n${SCHEMA}\n${PAYLOAD}\n${DONE}\n${emits(`[{ ref: Done, when: 'w' }]`)}`],
  [
    'by an event of another file',
    {
      'src/events.ts': `${DEFINE}\n${SCHEMA}\n${PAYLOAD}\n${DONE}`,
      'src/a.ts': `${DEFINE}\nimport * as events from './events';\nimport { Done } from './events';\n${emits(`[{ ref: Done.meta, when: 'w' }, { ref: events.Done.meta, when: 'v' }]`)}`,
    },
  ],
  [
    'by an event that a factory makes',
    `${DEFINE}\nconst event = (name: string) => defineEvent({ meta: { key: 'a.' + name, version: '1.0.0' }, payload: null as any });\nexport const Done = event('done');\n${emits('[{ ref: Done.meta }]')}`,
  ],
  [
    'by a table of events',
    `${DEFINE}\nexport const events = { done: defineEvent({ meta: { key: 'a.done', version: '1.0.0' }, payload: null as any }) };\n${emits('Object.values(events).map((event) => ({ ref: event.meta }))')}`,
  ],
  [
    'by parts of the meta',
    `${DEFINE}\n${SCHEMA}\n${PAYLOAD}\n${DONE}\n${emits(`[{ key: Done.meta.key, version: Done.meta.version, payload: Done.payload, when: 'w' }]`)}`,
  ],
  [
    'lists that are put together',
    `${DEFINE}\nconst COMMON = [{ key: 'a.seen', version: '1.0.0', when: 'w', payload: null }];\nconst isLoud = true;\n${emits(`[...COMMON, ...(isLoud ? [{ key: 'a.heard', version: '1.0.0', payload: null }] : [])]`)}`,
  ],
  [
    'an entry that is not known',
    `${DEFINE}\nimport { identity } from 'outside';\n${emits(`[identity({ key: 'a.x', version: '1.0.0' }), { key: 'a.done', version: '1.0.0', payload: null }]`)}`,
    ['sideEffects.emits[0] unknown-call'],
  ],
  [
    'a list that is not known',
    `${DEFINE}\nimport { identity } from 'outside';\n${emits('[...identity([])]')}`,
    ['sideEffects.emits unknown-spread'],
  ],
  [
    'references to flat events, one by one and in a list',
    `${DEFINE}\n${SCHEMA}\n${PAYLOAD}\nconst Done = defineEvent({ name: 'a.done', version: '1.0.0', payload: Payload } as any);\nconst more = ['b', 'c'].map((name) => defineEvent({ name: 'a.' + name, version: '1.0.0', payload: Payload } as any));\n${emits('[{ ref: Done }, { ref: more[1] }]')}`,
  ],
  [
    'an event that is an instance, whose class has the meta',
    `${DEFINE}\nclass Event { get meta() { return { key: 'a.done', version: '1.0.0' }; } payload = null; }\nexport const E = defineEvent(new Event() as any);`,
    ['description', 'domain', 'key', 'owners', 'stability', 'tags', 'title', 'version'].map((name) => `meta.${name} getter`),
  ],
  [
    'flat events',
    `import { defineEvent } from '${FRAMEWORK}';\nexport const E = defineEvent({ name: 'a.done', version: 1, description: 'd', payload: null } as any);`,
  ],
  [
    'meta.name and a numeric version',
    `${DEFINE}\nexport const A = defineCommand({ meta: { name: 'a.one', version: 1, owners: ['@a'] } } as any);`,
  ],
  [
    'a typed constant',
    `import type { EventSpec } from '${FRAMEWORK}';\nimport { EventRegistry } from '${FRAMEWORK}';\nexport const E: EventSpec<any> = { meta: { key: 'a.done', version: '1.0.0', owners: ['@a'] }, payload: null as any };\nnew EventRegistry().register(E);`,
  ],
  [
    'satisfies and as',
    `import { EventRegistry, OperationSpecRegistry, type EventSpec, type OperationSpec } from '${FRAMEWORK}';\nexport const E = { meta: { key: 'a.done', version: '1.0.0' }, payload: null as any } satisfies EventSpec<any>;\nexport const Q = { meta: { kind: 'query', key: 'a.get', version: '1.0.0' } } as OperationSpec<any, any>;\nnew EventRegistry().register(E);\nnew OperationSpecRegistry().register(Q);`,
  ],
  [
    'a literal that a registry gets',
    `import { EventRegistry, OperationSpecRegistry } from '${FRAMEWORK}';\nconst events = new EventRegistry();\nevents.register({ meta: { key: 'a.done', version: '1.0.0' }, payload: null });\nnew OperationSpecRegistry().register({ meta: { kind: 'command', key: 'a.one', version: '1.0.0' } });`,
  ],
  [
    'a literal in a chain of registrations',
    `import { EventRegistry } from '${FRAMEWORK}';\nnew EventRegistry().register({ meta: { key: 'a.done', version: '1.0.0' }, payload: null }).register({ meta: { key: 'b.done', version: '1.0.0' }, payload: null });`,
  ],
  [
    'a typed list and a typed table',
    `import { EventRegistry, type EventSpec } from '${FRAMEWORK}';\nexport const LIST: EventSpec<any>[] = [{ meta: { key: 'a.done', version: '1.0.0' }, payload: null as any }];\nexport const TABLE: Record<string, EventSpec<any>> = { b: { meta: { key: 'b.done', version: '1.0.0' }, payload: null as any } };\nconst registry = new EventRegistry();\nfor (const event of [...LIST, ...Object.values(TABLE)]) registry.register(event);`,
  ],
  [
    'types on several lines',
    `import { EventRegistry, type EventSpec } from '${FRAMEWORK}';\nexport const TABLE: Record<\n  string,\n  EventSpec<any>\n> = { a: { meta: { key: 'a.done', version: '1.0.0' }, payload: null as any } };\nconst registry = new EventRegistry();\nReflect.apply(registry.register, registry, [TABLE.a]);`,
  ],
  [
    'a typed tuple',
    `import { EventRegistry, type EventSpec } from '${FRAMEWORK}';\nexport const PAIR: readonly [\n  first: EventSpec<{ id: string }>,\n  string,\n] = [{ meta: { key: 'a.done', version: '1.0.0' }, payload: null as any }, 'a'];\nconst registry = new EventRegistry();\nReflect.apply(registry.register, registry, [PAIR[0]]);`,
  ],
  [
    'a function that returns a typed literal',
    `import { EventRegistry, type EventSpec } from '${FRAMEWORK}';\nexport function event(): EventSpec<any> { return { meta: { key: 'a.done', version: '1.0.0' }, payload: null as any }; }\nnew EventRegistry().register(event());`,
  ],
]);

readAsTheyRun('schemas', [
  [
    'a model in place',
    `${DEFINE}\n${SCHEMA}\nexport const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: defineSchemaModel({ name: 'I', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } } }), output: new SchemaModel({ name: 'O', fields: {} }) } } as any);`,
  ],
  [
    'models in models, and enums',
    `${DEFINE}\n${SCHEMA}\nconst Kind = defineEnum('Kind', ['a', 'b']);\nconst Inner = new SchemaModel({ name: 'Inner', fields: { kind: { type: Kind, isOptional: false } } });\nexport const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: null, output: defineSchemaModel({ name: 'O', fields: { inner: { type: Inner, isOptional: false, isArray: true } } }) } } as any);`,
  ],
  [
    'fields that are spread and computed',
    `${DEFINE}\n${SCHEMA}\nconst page = { limit: { type: ScalarTypeEnum.Int_unsecure(), isOptional: true } };\nconst name = 'after';\nexport const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: defineSchemaModel({ name: 'I', fields: { ...page, [name]: { type: ScalarTypeEnum.ID(), isOptional: true } } }), output: null } } as any);`,
  ],
  [
    'classes of models',
    `${DEFINE}\n${SCHEMA}
class Named extends SchemaModel<any> {
  constructor(name: string, more: any = {}) { super({ name: name + 'Model', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false }, ...more } }); }
  title() { return this.config.name; }
}
class Team extends Named { constructor() { super('Team', { lead: { type: new Named('Lead'), isOptional: true } }); } }
class Plain extends SchemaModel<any> {}
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: new Team(), output: new Plain({ name: 'Plain', fields: {} }) } } as any);`,
  ],
  [
    'a class of models that changes what it is given',
    `${DEFINE}\n${SCHEMA}
class Changed extends SchemaModel<any> { constructor() { super({ name: 'Changed', fields: {} }); this.config.fields.id = { type: ScalarTypeEnum.ID(), isOptional: false }; } }
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: new Changed(), output: null } } as any);`,
    ['io.input unknown-call'],
  ],
  [
    'a factory of models',
    `${DEFINE}\n${SCHEMA}\nconst list = (name: string, item: unknown) => defineSchemaModel({ name: name + 'List', fields: { items: { type: item, isOptional: false, isArray: true } } });\nexport const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: null, output: list('User', ScalarTypeEnum.ID()) } } as any);`,
  ],
  [
    'values of an enum from a table',
    `${DEFINE}\n${SCHEMA}\nconst KINDS = { a: 1, b: 2 };\nexport const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: defineSchemaModel({ name: 'I', fields: { kind: { type: defineEnum('Kind', Object.keys(KINDS)), isOptional: false } } }), output: null } } as any);`,
  ],
  [
    'the fields of another model',
    `${DEFINE}\n${SCHEMA}\nconst Base = defineSchemaModel({ name: 'Base', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } } });\nexport const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: defineSchemaModel({ name: 'I', fields: { ...Base.config.fields, more: { type: ScalarTypeEnum.Boolean(), isOptional: false } } }), output: Base } } as any);`,
  ],
  [
    'a model that changes',
    `${DEFINE}\n${SCHEMA}\nconst fields: any = { id: { type: ScalarTypeEnum.ID(), isOptional: false } };\nfields.more = { type: ScalarTypeEnum.Boolean(), isOptional: true };\nexport const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: defineSchemaModel({ name: 'I', fields }), output: null } } as any);`,
  ],
  [
    'a model whose fields change after it was made',
    `${DEFINE}\n${SCHEMA}\nconst Model: any = defineSchemaModel({ name: 'I', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } } });\nModel.config.fields.more = { type: ScalarTypeEnum.Boolean(), isOptional: true };\nexport const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: Model, output: null } } as any);`,
  ],
  [
    'a scalar by a name that is not known',
    `${DEFINE}\n${SCHEMA}\nconst name = Math.hypot(3, 4) > 1 ? 'ID' : 'Boolean';\nexport const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: defineSchemaModel({ name: 'I', fields: { id: { type: ScalarTypeEnum[name](), isOptional: false } } }), output: null } } as any);`,
    ['io.input.fields.id dynamic-key'],
  ],
]);
