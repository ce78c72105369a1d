import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const A = (meta: string): string => `export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', ${meta} } } as any);`;

readAsTheyRun('object literals', [
  ['the last of two equal keys', `${DEFINE}\n${A(`title: 'first', 'title': 'second', ['title']: 'last'`)}`],
  [
    'a spread after a key, and before',
    `${DEFINE}\nconst more = { title: 'spread', goal: 'spread' };\n${A(`title: 'own', ...more, goal: 'own'`)}`,
  ],
  ['a spread whose value is undefined', `${DEFINE}\nconst more = { title: undefined };\n${A(`title: 'own', ...more`)}`],
  [
    'a spread of nothing',
    `${DEFINE}\nconst no = false;\n${A(`title: 'own', ...null, ...undefined, ...(no && { title: 'no' }), ...(0 as any), ...''`)}`,
  ],
  [
    'a spread on a condition that holds',
    `${DEFINE}\nconst beta = true;\n${A(`...(beta && { stability: 'beta' }), ...(beta ? { title: 'T' } : {})`)}`,
  ],
  [
    'a spread on a condition that is not known',
    `${DEFINE}\nconst beta = Math.hypot(3, 4) > 1;\nexport const A = defineCommand({ meta: { title: 'before', ...(beta && { stability: 'beta' }), key: 'a.one', version: '1.0.0' } } as any);`,
    ['meta.stability unknown-spread'],
  ],
  [
    'a spread of one of two that are known, after what it may set',
    `${DEFINE}\nconst beta = Math.hypot(3, 4) > 1;\nconst BETA = { title: 'B' };\nexport const A = defineCommand({ ...(beta ? { transport: { mcp: { toolName: 'a' } } } : {}), meta: { key: 'a.one', version: '1.0.0', title: 'T', goal: 'g', ...(beta ? BETA : beta && { ['goal']: 'b', ...null }) } } as any);`,
    ['meta.goal unknown-spread', 'meta.title unknown-spread', 'transport unknown-spread'],
  ],
  [
    'a copy of what may have been set',
    `${DEFINE}\nconst beta = Math.hypot(3, 4) > 1;\nconst base = { owners: ['@a'], ...(beta && { title: 'B' }) };\nconst { owners, ...rest } = base;\nexport const A = defineCommand({ meta: { goal: 'g', title: 'T', ...base, ...rest, key: 'a.one', version: '1.0.0', owners, tags: Object.keys(base), context: String('title' in base) } } as any);`,
    ['meta.context not-static', 'meta.tags unknown-call', 'meta.title unknown-spread'],
  ],
  [
    'a spread of one of two, of which one is not known',
    `${DEFINE}\nconst beta = Math.hypot(3, 4) > 1;\nconst more = (): any => JSON.parse('{"title":"T"}');\nexport const A = defineCommand({ meta: { title: 'before', ...(beta ? more() : {}), key: 'a.one', version: '1.0.0' } } as any);`,
    [
      'meta.context unknown-spread',
      'meta.description unknown-spread',
      'meta.domain unknown-spread',
      'meta.goal unknown-spread',
      'meta.owners unknown-spread',
      'meta.stability unknown-spread',
      'meta.tags unknown-spread',
      'meta.title unknown-spread',
    ],
  ],
  [
    'a spread of an array and of a string',
    `${DEFINE}\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0' }, policy: { auth: 'user', ...['x'], ...'yz' } } as any);`,
  ],
  [
    'computed keys',
    `${DEFINE}\nconst field = 'title', other = 'GOAL';\n${A(`[field]: 'T', [other.toLowerCase()]: 'g', [\`con\${'text'}\`]: 'c', ['tags']: ['t']`)}`,
  ],
  [
    'a computed key that is not known',
    `${DEFINE}\nconst field = Math.hypot(3, 4) > 1 ? 'title' : 'goal';\nexport const A = defineCommand({ meta: { title: 'before', [field]: 'T', key: 'a.one', version: '1.0.0', owners: ['@a'] } } as any);`,
    [
      'meta.context dynamic-key',
      'meta.description dynamic-key',
      'meta.domain dynamic-key',
      'meta.goal dynamic-key',
      'meta.stability dynamic-key',
      'meta.tags dynamic-key',
      'meta.title dynamic-key',
    ],
  ],
  [
    'keys that are numbers',
    `${DEFINE}\nconst names = { 1: 'one', 0x2: 'two', 1e1: 'ten', '3': 'three', 1_0_0: 'hundred' };\n${A(`tags: [...Object.keys(names), names[2], names['10']]`)}`,
  ],
  ['keys with quotes and escapes', `${DEFINE}\n${A(`'ti\\\\u0074le': 'T', "goal": 'g', t\\u0061gs: ['t']`)}`],
  [
    'shorthands and methods',
    `${DEFINE}\nconst title = 'T';\nconst helper = { owner() { return '@a'; }, tag: function () { return 't'; }, goal: () => 'g' };\n${A(`title, owners: [helper.owner()], tags: [helper.tag()], goal: helper.goal()`)}`,
  ],
  ['a getter', `${DEFINE}\nconst team = { get owner() { return '@a'; } };\n${A(`owners: [team.owner], get title() { return 'T'; }`)}`],
  [
    'a getter that reads this',
    `${DEFINE}\nconst team = { name: 'a', get owner() { return '@' + this.name; } };\n${A('owners: [team.owner]')}`,
  ],
  [
    'a getter that gives another value each time',
    `${DEFINE}\nlet count = 0;\nconst team = { get owner() { count += 1; return '@' + count; } };\n${A('owners: [team.owner, team.owner]')}`,
  ],
  [
    'a getter and a setter',
    `${DEFINE}\nconst team = { get owner() { return '@a'; }, set owner(_: string) {}, set alone(_: string) {} };\n${A(`owners: [team.owner], title: team.alone, tags: Object.keys(team)`)}`,
  ],
  ['a value after a getter of the same key', `${DEFINE}\n${A(`get title() { return 'getter'; }, title: 'value'`)}`],
  ['a setter after a value of the same key', `${DEFINE}\n${A(`title: 'value', set title(_: string) {}`)}`],
  ['a getter in a spread', `${DEFINE}\nconst base = { get title() { return 'T'; } };\n${A('...base')}`],
  [
    '__proto__ sets what is inherited',
    `${DEFINE}\nconst base = { title: 'inherited', goal: 'inherited' };\n${A(`__proto__: base, goal: 'own'`)}`,
  ],
  ['__proto__ that is inherited twice', `${DEFINE}\n${A(`__proto__: { __proto__: { title: 'far' }, goal: 'near' }`)}`],
  ['__proto__ in a spread is not copied', `${DEFINE}\nconst base = { __proto__: { title: 'inherited' }, goal: 'own' };\n${A('...base')}`],
  [
    '__proto__ as a computed key and a shorthand is a key',
    `${DEFINE}\nconst __proto__ = { title: 'no' };\n${A(`['__proto__']: { title: 'no' }, tags: Object.keys({ __proto__ })`)}`,
  ],
  ['__proto__ of null', `${DEFINE}\n${A(`__proto__: null, title: 'T'`)}`],
  [
    'members that all objects inherit are no fields',
    `${DEFINE}\nconst table: any = {};\n${A(`title: table.nothing, goal: table.toString === undefined ? 'none' : 'inherited'`)}`,
    ['meta.goal not-static'],
  ],
  [
    'names like those of Object as fields',
    `${DEFINE}\nimport { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\nconst field = { type: ScalarTypeEnum.ID(), isOptional: false };\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0' }, io: { input: defineSchemaModel({ name: 'I', fields: { constructor: field, toString: field, hasOwnProperty: field } }), output: null, errors: { constructor: { http: 400, when: 'w' } } } } as any);`,
  ],
  [
    'what is not of the declared type',
    `${DEFINE}\nexport const A = defineCommand({ meta: { key: 'a.one', version: 1, title: 5, owners: ['@a', 5], goal: null, tags: null } } as any);`,
  ],
  [
    'everything that a command has',
    `${DEFINE}\nexport const A = defineCommand({
  meta: { key: 'a.one', version: '1.0.0', stability: 'stable', owners: ['@a'], tags: ['t'], title: 'T', description: 'd', goal: 'g', context: 'c', domain: 'billing' },
  io: { input: null, output: null, errors: { NOT_FOUND: { description: 'x', http: 404, gqlCode: 'NF', when: 'missing' } }, success: { http: 201 } },
  policy: { auth: 'user', roles: ['r'], rateLimit: { rpm: 10, key: 'user' }, pii: [] },
  sideEffects: { emits: [{ key: 'a.done', version: '1.0.0', when: 'always', payload: null }], audit: ['a.done'], analytics: ['seen'] },
  transport: { rest: { method: 'POST', path: '/a' }, gql: { field: 'a' }, mcp: { toolName: 'a' } },
  acceptance: { scenarios: [{ key: 's', given: ['g'], when: ['w'], then: ['t'] }], examples: [{ key: 'e', input: {}, output: null }] },
  capability: { key: 'cap', version: '1.0.0' },
} as any);`,
  ],
  [
    'getters, which are asked when they are copied',
    `${DEFINE}
const state = { stage: 'first' };
const kit = { get stage() { return state.stage; }, other: 1 };
const spread = { ...kit };
const { other, ...rest } = kit;
const text = JSON.stringify(kit);
state.stage = 'last';
${A(`title: kit.stage, tags: [spread.stage, rest.stage, text, { ...kit }.stage]`)}`,
  ],
  [
    'no argument and no object',
    `${DEFINE}\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0' } } as any);\nexport const B = defineEvent({ meta: { key: 'b.done', version: '1.0.0' }, payload: undefined } as any);`,
  ],
]);
