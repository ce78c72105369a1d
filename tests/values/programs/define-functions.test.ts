import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const META = `meta: { key: 'a.one', version: '1.0.0', owners: ['@a'] }`;
const FRAMEWORK = '@lssm-tech/lib.contracts-spec';

readAsTheyRun('names of the define functions', [
  ['an aliased import', `import { defineCommand as command } from '${FRAMEWORK}';\nexport const A = command({ ${META} });`],
  ['a namespace import', `import * as spec from '${FRAMEWORK}';\nexport const A = spec.defineCommand({ ${META} });`],
  ['a subpath', `import { defineQuery } from '${FRAMEWORK}/operations';\nexport const A = defineQuery({ ${META} });`],
  ['a local alias', `${DEFINE}\nconst command = defineCommand;\nexport const A = command({ ${META} });`],
  [
    'an alias of an alias, with a cast',
    `${DEFINE}\nconst one = defineCommand as any;\nconst two = one;\nexport const A = two({ ${META} });`,
  ],
  [
    'a destructured namespace',
    `import * as spec from '${FRAMEWORK}';\nconst { defineCommand: command } = spec;\nexport const A = command({ ${META} });`,
  ],
  ['a computed member of the namespace', `import * as spec from '${FRAMEWORK}';\nexport const A = spec['defineCommand']({ ${META} });`],
  [
    'a computed member that is put together',
    `import * as spec from '${FRAMEWORK}';\nconst kind = 'Command' as const;\nexport const A = (spec as any)['define' + kind]({ ${META} });`,
  ],
  [
    'a template as the computed member',
    `import * as spec from '${FRAMEWORK}';\nexport const A = (spec as any)[\`define\${'Query'}\`]({ ${META} });`,
  ],
  [
    'a member of what a function of another file gives',
    {
      'src/kit.ts': `${DEFINE}\nexport const createKit = () => ({ command: defineCommand });\nexport const kit = createKit();`,
      'src/a.ts': `${DEFINE}
import { createKit, kit } from './kit';
const own = createKit();
const one = own.command;
const two = kit.command;
const { command: three } = kit;
const four = createKit().command;
export const A = one({ ${META} });
export const B = two({ ${META.replace('a.one', 'a.two')} });
export const C = three({ ${META.replace('a.one', 'a.three')} });
export const D = four({ ${META.replace('a.one', 'a.four')} });
export const E = defineQuery({ ${META.replace('a.one', 'a.five')} });`,
    },
  ],
  [
    'what a map has of them, under a name of its own',
    `${DEFINE}
const by = new Map([['command', defineCommand], ['query', defineQuery]]);
if (!by.has('query')) throw new Error();
const define = by.get('query')!;
export const A = define({ ${META} });`,
  ],
  [
    'a choice of what two tables hold',
    `${DEFINE}
const one = { make: defineCommand };
const two = { make: defineQuery };
const isQuery = true;
export const A = (isQuery ? two.make : one.make)({ ${META} });
export const B = (0, one.make)({ ${META.replace('a.one', 'a.two')} });`,
  ],
  [
    'a choice between an element of an imported list and another function',
    {
      'src/kit.ts': `${DEFINE}\nexport const list = [defineQuery];`,
      'src/a.ts': `${DEFINE}
import { list } from './kit';
const isQuery = true;
const other: any = (spec: unknown) => spec;
export const A = (isQuery ? list[0] : other)({ ${META} });
export const B = defineCommand({ ${META.replace('a.one', 'a.two')} });`,
    },
  ],
  ['unicode escapes in the name', `${DEFINE}\nexport const A = d\\u0065fineCommand({ ${META} });`],
  ['unicode escapes in the import', `import { define\\u0043ommand as x } from '${FRAMEWORK}';\nexport const A = x({ ${META} });`],
  [
    'escapes in the name of the package',
    `import * as spec from '@lssm-tech/lib.contracts-sp\\u0065c';\nexport const A = spec['defineCommand']({ ${META} });`,
  ],
  [
    'members of a namespace by names that are put together, and others after them',
    `import * as spec from '${FRAMEWORK}';
export const A = spec['define' + 'Command']({ ${META} });
export const B = spec.defineQuery({ ${META.replace('a.one', 'a.two')} });
export const C = spec[\`define\${'Query'}\`]({ ${META.replace('a.one', 'a.three')} });
export const D = spec.d\\u0065fineCommand({ ${META.replace('a.one', 'a.four')} });`,
  ],
  [
    'a re-export of one file, under the same name',
    {
      'src/spec.ts': `export { defineCommand } from '${FRAMEWORK}';`,
      'src/a.ts': `import { defineCommand } from './spec';\nexport const A = defineCommand({ ${META} });`,
    },
  ],
  [
    'a re-export under another name',
    {
      'src/spec.ts': `export { defineCommand as command } from '${FRAMEWORK}';`,
      'src/a.ts': `import { command } from './spec';\nexport const A = command({ ${META} });`,
    },
  ],
  [
    'a re-export of everything',
    {
      'src/spec.ts': `export * from '${FRAMEWORK}';`,
      'src/a.ts': `import { defineCommand } from './spec';\nexport const A = defineCommand({ ${META} });`,
    },
  ],
  [
    'a re-export as a namespace',
    {
      'src/spec.ts': `export * as spec from '${FRAMEWORK}';`,
      'src/a.ts': `import { spec } from './spec';\nexport const A = spec.defineCommand({ ${META} });`,
    },
  ],
  [
    'an exported alias',
    {
      'src/spec.ts': `${DEFINE}\nexport const command = defineCommand;`,
      'src/a.ts': `import { command } from './spec';\nexport const A = command({ ${META} });`,
    },
  ],
  [
    'an alias as the default export',
    {
      'src/spec.ts': `${DEFINE}\nexport default defineCommand;`,
      'src/a.ts': `import command from './spec';\nexport const A = command({ ${META} });`,
    },
  ],
  [
    'a table of define functions',
    `${DEFINE}\nconst define = { command: defineCommand, query: defineQuery };\nexport const A = define.query({ ${META} });`,
  ],
  [
    'a table of define functions in another file',
    {
      'src/define.ts': `${DEFINE}\nexport const define = { command: defineCommand, query: defineQuery };`,
      'src/a.ts': `import { define } from './define';\nexport const A = define.command({ ${META} });`,
    },
  ],
  ['a condition that chooses', `${DEFINE}\nconst isQuery = true;\nexport const A = (isQuery ? defineQuery : defineCommand)({ ${META} });`],
  ['a sequence as callee', `${DEFINE}\nexport const A = (0, defineCommand)({ ${META} });`],
  ['type arguments and a non-null assertion', `${DEFINE}\nexport const A = defineCommand!<any, any>({ ${META} } as any);`],
  ['an optional call', `${DEFINE}\nexport const A = defineCommand?.({ ${META} } as any);`],
  [
    'call and apply',
    `${DEFINE}\nexport const A = defineCommand.call(null, { ${META} } as any);\nexport const B = defineQuery.apply(null, [{ meta: { key: 'a.two', version: '1.0.0' } }] as any);`,
  ],
  ['bind', `${DEFINE}\nconst command = defineCommand.bind(null);\nexport const A = command({ ${META} } as any);`],
  [
    'a property of a class',
    `${DEFINE}\nclass Spec { static command = defineCommand; }\nexport const A = Spec.command({ ${META} } as any);`,
  ],
  [
    'a member of a namespace',
    `${DEFINE}\nnamespace spec { export const command = defineCommand; }\nexport const A = spec.command({ ${META} } as any);`,
  ],
  [
    'a define function that is given on',
    `${DEFINE}\nconst run = (define: any, spec: any) => define(spec);\nexport const A = run(defineCommand, { ${META} });`,
  ],
  [
    'specs that are mapped to contracts',
    `${DEFINE}\nexport const [A, B] = [{ ${META} }, { meta: { key: 'a.two', version: '1.0.0' } }].map(defineCommand as any);`,
  ],
  [
    'functions of the same name that are not those of the framework, beside one that is',
    {
      'src/cli.ts': `import { defineCommand } from 'citty';\nexport const cli = defineCommand({ meta: { name: 'cli', version: '1.0.0' } } as any);`,
      'src/own.ts': `const defineEvent = (event: unknown) => event;\nexport const own = defineEvent({ meta: { key: 'own', version: '1.0.0' } });`,
      'src/a.ts': `${DEFINE}\nexport const A = defineCommand({ ${META} } as any);`,
    },
  ],
  [
    'a local function that shadows the define function',
    `${DEFINE}
export function unrelated() {
  const defineCommand = (spec: unknown) => spec;
  return defineCommand({ meta: { key: 'no.contract', version: '1.0.0' } });
}
unrelated();
export const A = defineCommand({ ${META} } as any);`,
  ],
  [
    'a parameter that shadows the define function',
    `${DEFINE}
const given = (defineCommand: (spec: unknown) => unknown) => defineCommand({ meta: { key: 'no.contract', version: '1.0.0' } });
given((spec) => spec);
export const A = defineCommand({ ${META} } as any);`,
  ],
  [
    'a dynamic import that is destructured',
    `${DEFINE}\nexport const A = defineCommand({ ${META} } as any);\nexport const load = async () => (await import('${FRAMEWORK}')).defineQuery;`,
  ],
]);

/** Ways to have define functions in a table, and what is called of it by the name of a kind. */
const TABLES: readonly (readonly [name: string, code: string])[] = [
  ['of a namespace', `import * as spec from '${FRAMEWORK}';\nconst kinds: any = { command: spec.defineCommand, query: spec.defineQuery };`],
  [
    'of imports by other names',
    `import { defineCommand as c, defineQuery as $q } from '${FRAMEWORK}';\nconst kinds: any = { command: c, query: $q };`,
  ],
  [
    'of constants that name others',
    `${DEFINE}\nconst c = defineCommand, again = c;\nconst { q } = { q: defineQuery };\nconst kinds: any = { command: again, query: q };`,
  ],
  [
    'of the rest of a namespace',
    `import * as spec from '${FRAMEWORK}';\nconst { defineCommand: c, ...rest } = spec;\nconst kinds: any = { command: c, query: rest.defineQuery };`,
  ],
];

readAsTheyRun(
  'tables of define functions, asked by a name that a caller gives',
  TABLES.flatMap(([name, table]) =>
    ['kinds[kind]', "kinds[['com', 'mand'].join('')]", "(kind === 'query' ? kinds.query : kinds.command)"].map(
      (called): readonly [string, string] => [
        `${name}: ${called}`,
        `${table}\nconst build = (key: string, kind: string) => ${called}({ meta: { key, version: '1.0.0', owners: ['@a'] } });
export const A = build('a.one', 'command');\nexport const B = build('a.two', 'query');`,
      ],
    ),
  ),
);

readAsTheyRun('define functions by other names that go where nobody follows', [
  [
    'kept by objects of a class',
    `import { defineCommand as c } from '${FRAMEWORK}';\nclass Kinds { command = c; of(key: string) { return [this.command].map((make) => make({ meta: { key, version: '1.0.0' } }))[Math.floor(Math.random() / 2)]; } }
export const A = new Kinds().of('a.one');`,
    ['* unknown-call'],
  ],
]);

const SPEC = `{ meta: { key, version: '1.0.0' } } as any`;
const calls = `export const A = factory('command', 'a');\nexport const B = factory('query', 'b');`;

readAsTheyRun('define functions that are chosen where they are kept', [
  [
    'static members',
    `${DEFINE}\nclass Kit { static command = defineCommand; static query = defineQuery; }\nconst factory = (kind: 'command' | 'query', key: string) => Kit[kind](${SPEC});\n${calls}`,
  ],
  [
    'a private static table',
    `${DEFINE}\nclass Kit { static #by: any = { command: defineCommand, query: defineQuery }; static make(kind: string, key: string) { return Kit.#by[kind](${SPEC}); } }\nconst factory = (kind: string, key: string) => Kit.make(kind, key);\n${calls}`,
  ],
  [
    'a list',
    `${DEFINE}\nconst all: any = [defineCommand, defineQuery];\nconst factory = (kind: string, key: string) => all[kind === 'query' ? 1 : 0](${SPEC});\n${calls}`,
  ],
  [
    'a function with a switch',
    `${DEFINE}\nfunction pick(kind: string): any {\n  switch (kind) {\n    case 'query':\n      return defineQuery;\n    default:\n      return defineCommand;\n  }\n}\nconst factory = (kind: string, key: string) => pick(kind)(${SPEC});\n${calls}`,
  ],
  [
    'closures in a table',
    {
      files: {
        'src/a.ts': `${DEFINE}\nconst maker = (define: any) => (spec: any) => define(spec);\nconst by: any = { command: maker(defineCommand), query: maker(defineQuery) };\nconst factory = (kind: string, key: string) => by[kind](${SPEC});\n${calls}`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'a member by a symbol',
    `${DEFINE}\nconst COMMAND = Symbol('command');\nconst by: any = { [COMMAND]: defineCommand };\nconst factory = (_: string, key: string) => by[COMMAND](${SPEC});\nexport const A = factory('', 'a');`,
    ['* mutated'],
  ],
  [
    'a table that names no define function',
    `${DEFINE}\nconst by: any = { command: String };\nexport const text = by['command' as string]('x');\nexport const A = defineCommand({ meta: { key: 'a', version: '1.0.0' } });`,
  ],
]);
