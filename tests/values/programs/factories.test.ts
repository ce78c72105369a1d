import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

readAsTheyRun('factories', [
  [
    'an arrow function with positional parameters',
    `${DEFINE}
const make = (key: string, goal: string) => defineCommand({ meta: { key, version: '1.0.0', goal } });
export const A = make('a.one', 'first');
export const B = make('a.two', 'second');`,
  ],
  [
    'a function declaration below its calls',
    `${DEFINE}
export const A = make('a.one');
function make(key: string) {
  return defineCommand({ meta: { key, version: '1.0.0', owners: ['@a'] } });
}`,
  ],
  [
    'a function expression',
    `${DEFINE}
const make = function (key: string) { return defineQuery({ meta: { key, version: '1.0.0' } }); };
export const A = make('a.one');`,
  ],
  [
    'a factory in another file, which never names the define function where it is called',
    {
      'src/make.ts': `${DEFINE}
export const createCommand = (key: string, title: string) => defineCommand({ meta: { key, title, version: '1.0.0', owners: ['@a'] }, policy: { auth: 'user' } });`,
      'src/a.ts': `import { createCommand } from './make';
export const A = createCommand('a.one', 'One');`,
      'src/b.ts': `import { createCommand as create } from './make.js';
export const B = create('b.one', 'Two');`,
    },
  ],
  [
    'a factory that is the default export',
    {
      'src/make.ts': `${DEFINE}
export default (key: string) => defineCommand({ meta: { key, version: '1.0.0' } });`,
      'src/a.ts': `import make from './make';
export const A = make('a.one');`,
    },
  ],
  [
    'a factory through a namespace import',
    {
      'src/make.ts': `${DEFINE}
export function command(key: string) { return defineCommand({ meta: { key, version: '1.0.0' } }); }`,
      'src/a.ts': `import * as factories from './make';
export const A = factories.command('a.one');`,
    },
  ],
  [
    'a factory through re-exports under another name',
    {
      'src/make.ts': `${DEFINE}
export const command = (key: string) => defineCommand({ meta: { key, version: '1.0.0' } });`,
      'src/index.ts': `export { command as makeCommand } from './make';`,
      'src/all.ts': `export * from './index';`,
      'src/a.ts': `import { makeCommand } from './all';
export const A = makeCommand('a.one');`,
    },
  ],
  [
    'a destructured parameter',
    `${DEFINE}
const make = ({ key, owners }: { key: string; owners: string[] }) => defineCommand({ meta: { key, version: '1.0.0', owners } });
export const A = make({ key: 'a.one', owners: ['@a'] });`,
  ],
  [
    'a destructured parameter with renamed and nested names',
    `${DEFINE}
const make = ({ id: key, team: { owner } }) => defineCommand({ meta: { key, version: '1.0.0', owners: [owner] } });
export const A = make({ id: 'a.one', team: { owner: '@a' } });`,
  ],
  [
    'a destructured parameter with defaults, some of them used',
    `${DEFINE}
const make = ({ key, version = '1.0.0', stability = 'beta' }: { key: string; version?: string; stability?: string }) =>
  defineCommand({ meta: { key, version, stability } });
export const A = make({ key: 'a.one' });
export const B = make({ key: 'a.two', version: '2.0.0', stability: undefined });`,
  ],
  [
    'a destructured parameter with a rest',
    `${DEFINE}
const make = ({ key, ...rest }) => defineCommand({ meta: { key: 'a.' + key, version: '1.0.0', ...rest } });
export const A = make({ key: 'one', owners: ['@a'], tags: ['t'] });`,
  ],
  [
    'a default parameter',
    `${DEFINE}
const make = (key: string, owners: string[] = ['@default']) => defineCommand({ meta: { key, version: '1.0.0', owners } });
export const A = make('a.one');
export const B = make('a.two', ['@b']);
export const C = make('a.three', undefined);`,
  ],
  [
    'a default that uses an earlier parameter',
    `${DEFINE}
const make = (key: string, title = 'Title of ' + key) => defineCommand({ meta: { key, title, version: '1.0.0' } });
export const A = make('a.one');`,
  ],
  [
    'null is no reason to take the default',
    `${DEFINE}
const make = (key: string, title: string | null = 'Default') => defineCommand({ meta: { key, title, version: '1.0.0' } });
export const A = make('a.one', null);`,
  ],
  [
    'a rest parameter',
    `${DEFINE}
const make = (key: string, ...tags: string[]) => defineCommand({ meta: { key, version: '1.0.0', tags } });
export const A = make('a.one', 'x', 'y');
export const B = make('a.two');`,
  ],
  [
    'a spread argument',
    `${DEFINE}
const make = (key: string, version: string, ...tags: string[]) => defineCommand({ meta: { key, version, tags } });
const given = ['a.one', '1.0.0', 'x'] as const;
export const A = make(...given);
export const B = make(...['a.two', '2.0.0'] as const, 'y', ...['z']);`,
  ],
  [
    'a factory that calls a factory',
    `${DEFINE}
const base = (key: string, owners: string[]) => defineCommand({ meta: { key, version: '1.0.0', owners } });
const billing = (name: string) => base('billing.' + name, ['@billing']);
export const A = billing('pay');
export const B = billing('refund');`,
  ],
  [
    'a factory that calls a factory of another file, three deep',
    {
      'src/base.ts': `${DEFINE}
export function base(key: string, meta: object) { return defineQuery({ meta: { key, version: '1.0.0', ...meta } }); }`,
      'src/team.ts': `import { base } from './base';
export const team = (owner: string) => (key: string) => base(key, { owners: [owner] });`,
      'src/a.ts': `import { team } from './team';
const make = team('@a');
export const A = make('a.one');
export const B = team('@b')('b.one');`,
    },
  ],
  [
    'a factory that returns a factory',
    `${DEFINE}
const of = (domain: string) => (name: string) => defineCommand({ meta: { key: \`\${domain}.\${name}\`, version: '1.0.0', domain } });
const billing = of('billing');
export const A = billing('pay');
export const B = of('identity')('login');`,
  ],
  [
    'a factory with locals and an early return',
    `${DEFINE}
function make(name: string, legacy = false) {
  const key = 'a.' + name;
  if (legacy) return defineCommand({ meta: { key: key + '.legacy', version: '0.1.0' } });
  const version = '1.0.0';
  return defineCommand({ meta: { key, version } });
}
export const A = make('one');
export const B = make('two', true);`,
  ],
  [
    'a factory with a switch',
    `${DEFINE}
function make(kind: 'read' | 'write' | 'other', key: string) {
  switch (kind) {
    case 'read':
      return defineQuery({ meta: { key, version: '1.0.0' } });
    case 'write':
      return defineCommand({ meta: { key, version: '1.0.0' } });
    default:
      return defineEvent({ meta: { key, version: '1.0.0' }, payload: null });
  }
}
export const A = make('read', 'a.read');
export const B = make('write', 'a.write');
export const C = make('other', 'a.happened');`,
  ],
  [
    'a factory as a method of an object',
    `${DEFINE}
const factories = { command(key: string) { return defineCommand({ meta: { key, version: '1.0.0' } }); }, query: (key: string) => defineQuery({ meta: { key, version: '1.0.0' } }) };
export const A = factories.command('a.one');
export const B = factories.query('a.two');`,
  ],
  [
    'a factory as a static method',
    `${DEFINE}
class Contracts {
  static command(key: string) { return defineCommand({ meta: { key, version: '1.0.0' } }); }
}
export const A = Contracts.command('a.one');`,
  ],
  [
    'a factory as a static method that static fields and a static block of its class call by this, and of one that extends it',
    `${DEFINE}
class Contracts {
  static owner = '@a';
  static #command(key: string) { return defineCommand({ meta: { key, version: '1.0.0', owners: [this.owner] } } as any); }
  static all: unknown[] = [this.#command('a.one')];
  static command(key: string) { return defineCommand({ meta: { key, version: '1.0.0', owners: [this.owner] } } as any); }
  static { this.all.push(this.command('a.two')); }
}
export class Others extends Contracts {
  static owner = '@b';
  static three = this.command('a.three');
  static four = super.command('a.four');
}`,
  ],
  [
    'a factory that gets the define function',
    `${DEFINE}
const make = (define: typeof defineCommand, key: string) => define({ meta: { key, version: '1.0.0' } });
export const A = make(defineCommand, 'a.one');`,
  ],
  [
    'a factory that makes two contracts at once',
    `${DEFINE}
const pair = (name: string) => ({
  create: defineCommand({ meta: { key: name + '.create', version: '1.0.0' } }),
  get: defineQuery({ meta: { key: name + '.get', version: '1.0.0' } }),
});
export const user = pair('user');
export const { create, get } = pair('team');`,
  ],
  [
    'a factory that changes what was defined',
    `${DEFINE}
const make = (key: string) => ({ ...defineCommand({ meta: { key, version: '1.0.0' }, io: { input: null, output: null } }), extra: true });
export const A = make('a.one');`,
  ],
  [
    'a generic factory',
    `${DEFINE}
const make = <T extends string>(key: T) => defineCommand({ meta: { key, version: '1.0.0' } }) as unknown as { key: T };
export const A = make<'a.one'>('a.one');`,
  ],
  [
    'a call with a cast, and one in parentheses',
    `${DEFINE}
const make = (key: string) => defineCommand({ meta: { key, version: '1.0.0' } });
export const A = make('a.one') as unknown;
export const B = (make)('a.two')!;
export const C = make('a.three' as const) satisfies object;`,
  ],
  [
    'a factory whose body depends on what cannot be known',
    `${DEFINE}
import { owners } from 'outside';
const make = (key: string) => defineCommand({ meta: { key, version: '1.0.0', owners: owners() } });
export const A = make('a.one');`,
    ['meta.owners unknown-call'],
  ],
  [
    'a factory that maps what it is given',
    `${DEFINE}
const pairs = (names: string[]) => names.map((name) => defineCommand({ meta: { key: name, version: '1.0.0' } }));
export const all = [...pairs(['a.one', 'a.two']), ...pairs(['a.three'])];`,
  ],
  [
    'a factory that registers what it defines',
    `${DEFINE}
const registry = { add(contract: unknown) { return contract; } };
function register(name: string) {
  const contract = defineCommand({ meta: { key: 'a.' + name, version: '1.0.0' } });
  registry.add(contract);
  registry.add(defineEvent({ meta: { key: 'a.' + name + '.done', version: '1.0.0' }, payload: null }));
}
register('one');
register('two');`,
  ],
  [
    'a factory in whose way stands what cannot be known',
    `${DEFINE}
const isNew = Math.hypot(3, 4) > 1;
function make(key: string, isOld: boolean) {
  if (isOld) return null;
  return defineCommand({ meta: { key, version: '1.0.0' } });
}
export const A = make('a.one', false);
export const B = make('b.old', true);
export const C = make('c.two', !isNew);`,
    ['null: * not-static'],
  ],
  [
    'a factory that is given on what it does not know',
    `${DEFINE}
const make = (key: string, isOld: boolean) => (isOld ? null : defineCommand({ meta: { key, version: '1.0.0' } }));
const both = (isOld: boolean) => [make('a.one', isOld), make('a.two', isOld)];
export const all = both(false);`,
  ],
  [
    'a function that is called where it is written',
    `${DEFINE}
export const A = ((owner: string) => defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [owner] } }))('@a');
export const B = (function ({ key, ...meta }: any) { return defineCommand({ meta: { key, version: '1.0.0', ...meta } }); })({ key: 'a.two', tags: ['t'] });`,
  ],
  [
    'a chain of calls, each with a new function',
    `${DEFINE}
const contract = (meta: any): any => ({
  owners: (...owners: string[]) => contract({ ...meta, owners }),
  build: () => defineCommand({ meta }),
});
export const A = contract({ key: 'a.one', version: '1.0.0' }).owners('@a').build();
export const B = contract({ key: 'a.two', version: '1.0.0' }).build();`,
  ],
  [
    'a factory without a name that files give out under one',
    {
      'src/make.ts': `${DEFINE}\nexport default (spec: any) => defineCommand(spec);`,
      'src/index.ts': `import make from './make';\nexport { make as build };\nexport { default as create } from './make';`,
      'src/a.ts': `import { build, create } from './index';\nexport const A = build({ meta: { key: 'a.one', version: '1.0.0' } });\nexport const B = create({ meta: { key: 'a.two', version: '1.0.0' } });`,
    },
  ],
  [
    'a factory as a default in a pattern',
    `${DEFINE}
const make = (key: string) => defineCommand({ meta: { key, version: '1.0.0' } });
const { create = make } = {} as { create?: typeof make };
export const A = create('a.one');`,
  ],
  [
    'a recursive factory ends',
    `${DEFINE}
const make = (key: string, times: number) => (times === 0 ? defineCommand({ meta: { key, version: '1.0.0' } }) : make(key + '.x', times - 1));
export const A = make('a', 3);`,
  ],
]);

const KIT = `${DEFINE}
const command = (key: string) => defineCommand({ meta: { key, version: '1.0.0' } });
const query = (key: string) => defineQuery({ meta: { key, version: '1.0.0' } });`;

/** A factory that is called by its name, and in another way as well. */
const alsoCalled = (name: string, code: string, unreadable?: readonly string[]): Way => [
  name,
  `${KIT}\nexport const A = command('a.one');\nexport const B = query('a.two');\n${code}`,
  unreadable,
];

readAsTheyRun('factories that are called by their names, and in other ways', [
  alsoCalled(
    'as a member of a list or an object',
    `export const C = [command][0]!('a.three');\nexport const D = { make: query }.make('a.four');`,
  ),
  alsoCalled('as one of two', `export const C = (1 > 0 ? command : query)('a.three');\nexport const D = (query ?? null)('a.four');`),
  alsoCalled(
    'as what a function gives',
    `export const C = (() => command)()('a.three');\nconst pick = () => ({ make: query });\nexport const D = pick().make('a.four');`,
  ),
  alsoCalled('as a default', `const run = (key: string, make = command) => make(key);\nexport const C = run('a.three');`),
  alsoCalled(
    'by what a function makes of them',
    `const loud = (make: any) => (key: string) => make(key + '!');\nconst command2 = loud(command);\nexport const C = command2('a.three');\nconst kept = (make: any) => ({ go: (key: string) => make(key) });\nexport const D = kept(query).go('a.four');\nexport const other = loud((key: string) => key)('none');`,
  ),
  alsoCalled(
    'as a getter or a namespace gives them',
    `const table = { get make() { return command; } };\nexport const C = table.make('a.three');\nnamespace Kit { export const make = query; }\nexport const D = Kit.make('a.four');`,
  ),
  alsoCalled(
    'from a Map and a Set',
    `const by = new Map<string, any>([['command', command], ['query', query]]);\nexport const C = by.get('query')('a.three');\nfor (const make of new Set([command])) make('a.four');`,
  ),
  alsoCalled(
    'as one of two, which of them is not known',
    `const isCommand = Math.hypot(3, 4) > 1;\nexport const C = (isCommand ? command : query)('z.last');`,
    ['null: * unknown-call'],
  ),
]);

const MADE = {
  'src/make.ts': `${DEFINE}
export const make = (key: string) => defineCommand({ meta: { key, version: '1.0.0' } });
export default make;
export const Direct = make('a.direct');`,
};

readAsTheyRun('factories that callbacks are given', [
  [
    'of a module that is waited for',
    {
      isAcrossFiles: true,
      files: {
        ...MADE,
        'src/a.ts': `import('./make').then(({ make }) => make('a.one'));
import('./make').then((module) => module.default('a.two'));
import('./make').then(({ default: command }) => command('a.three'));
import('./make').then((module) => module.make).then((command) => command('a.four'));`,
      },
    },
  ],
  [
    'of a list, several at one place',
    {
      isAcrossFiles: true,
      files: {
        ...MADE,
        'src/a.ts': `import { make } from './make';
export const all = [make, (key: string) => make(key + '.other')].map((command) => command('a.one'));
[make].forEach((command) => command('a.two'));`,
      },
    },
  ],
]);

const event = `defineEvent({ meta: { key, version: '1.0.0' } })`;

readAsTheyRun('factories that keep what they have made', [
  ...(
    [
      [
        'a Map',
        `const made = new Map();\nconst make = (key: string) => { if (!made.has(key)) made.set(key, ${event}); return made.get(key); };`,
      ],
      ['an object', `const made: any = {};\nconst make = (key: string) => (made[key] ??= ${event});`],
    ] as const
  ).map(([where, code]): Way => [
    `in ${where}, asked again for the same`,
    `${DEFINE}\n${code}\nexport const A = make('a.one');\nexport const B = make('a.one');\nexport const C = make('a.two');`,
  ]),
  [
    'not at all: each call is a contract',
    `${DEFINE}\nconst make = (key: string) => ${event};\nexport const A = make('a.one');\nexport const B = make('a.one');`,
  ],
]);
