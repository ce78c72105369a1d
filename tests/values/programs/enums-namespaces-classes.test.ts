import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

const A = (meta: string): string => `export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', ${meta} } } as any);`;

readAsTheyRun('enums, namespaces and classes', [
  [
    'an enum of strings',
    `${DEFINE}\nenum Owner { Billing = '@billing', 'Identity Team' = '@identity' }\n${A(`owners: [Owner.Billing, Owner['Identity Team']]`)}`,
  ],
  ['a const enum', `${DEFINE}\nconst enum Stage { Stable = 'stable' }\n${A('stability: Stage.Stable')}`],
  [
    'an enum of numbers and its names',
    `${DEFINE}\nenum Level { Low, Mid = 5, High }\n${A(`tags: [String(Level.Low), String(Level.High), Level[5], Level[6]]`)}`,
  ],
  [
    'members that use members',
    `${DEFINE}\nconst PREFIX = '@';\nenum Owner { A = 'a', B = \`\${PREFIX}\${A}\`, C = B + 'c' }\n${A('owners: [Owner.B, Owner.C]')}`,
  ],
  ['flags', `${DEFINE}\nenum Flag { None = 0, A = 1 << 0, B = 1 << 1, Both = A | B }\n${A('tags: [String(Flag.Both), Flag[3]]')}`],
  ['all values of an enum', `${DEFINE}\nenum Mixed { X = 'x', One = 1, Y = 'y' }\n${A('tags: Object.values(Mixed).map(String)')}`],
  ['an enum that is declared twice', `${DEFINE}\nenum Owner { A = '@a' }\nenum Owner { B = '@b' }\n${A('owners: [Owner.A, Owner.B]')}`],
  [
    'an enum of another file',
    {
      'src/owner.ts': `export enum Owner { A = '@a' }\nexport default Owner;`,
      'src/a.ts': `${DEFINE}\nimport Team, { Owner } from './owner';\n${A('owners: [Owner.A, Team.A]')}`,
    },
  ],
  [
    'an enum that a constant shadows in a function',
    `${DEFINE}\nenum Owner { A = '@a' }\nconst of = () => { const Owner = { A: '@inner' }; return Owner.A; };\n${A('owners: [of(), Owner.A]')}`,
  ],
  [
    'a namespace',
    `${DEFINE}\nnamespace Team { export const owner = '@a'; const hidden = 't'; export const tags = [hidden]; export function title() { return owner + '!'; } }\n${A('owners: [Team.owner], tags: Team.tags, title: Team.title()')}`,
  ],
  [
    'a nested namespace',
    `${DEFINE}\nnamespace Org { export namespace Team { export const owner = '@a'; } }\nnamespace Dotted.Team { export const owner = '@b'; }\n${A('owners: [Org.Team.owner, Dotted.Team.owner]')}`,
  ],
  [
    'a namespace with an enum, a class and a destructured export',
    `${DEFINE}\nnamespace Team { export enum Owner { A = '@a' } export class C { static tag = 't'; } export const { title } = { title: 'T' }; }\n${A('owners: [Team.Owner.A], tags: [Team.C.tag], title: Team.title')}`,
  ],
  [
    'what a namespace does not export',
    `${DEFINE}\nnamespace Team { export const owner = '@a'; const hidden = 'h'; void hidden; }\n${A(`owners: [Team.owner], title: (Team as any).hidden`)}`,
  ],
  [
    'a namespace that is declared twice',
    `${DEFINE}\nnamespace Team { export const a = '@a'; }\nnamespace Team { export const b = '@b'; }\n${A('owners: [Team.a, Team.b]')}`,
  ],
  [
    'a namespace that is merged with a function',
    `${DEFINE}\nfunction owner() { return '@call'; }\nnamespace owner { export const title = '@title'; }\n${A('owners: [owner(), owner.title]')}`,
  ],
  [
    'a namespace that is merged with an enum',
    `${DEFINE}\nenum Owner { A = '@a' }\nnamespace Owner { export const all = [Owner.A]; }\n${A('owners: Owner.all')}`,
  ],
  [
    'static members',
    `${DEFINE}\nclass Team { static owner = '@a'; static readonly tags = ['t']; static title(name: string) { return 'T' + name; } static get goal() { return 'g'; } }\n${A(`owners: [Team.owner], tags: Team.tags, title: Team.title('x'), goal: Team.goal`)}`,
  ],
  [
    'inherited static members',
    `${DEFINE}\nclass Base { static owner = '@a'; static tag = 'base'; }\nclass Team extends Base { static tag = 'team'; }\n${A('owners: [Team.owner], tags: [Team.tag, Base.tag]')}`,
  ],
  [
    'static members that use this',
    `${DEFINE}\nclass Team { static owner = '@a'; static owners = [this.owner]; }\n${A('owners: Team.owners')}`,
  ],
  [
    'static members that use the class',
    `${DEFINE}\nclass Team { static owner = '@a'; static owners = [Team.owner, '@b']; }\n${A('owners: Team.owners')}`,
  ],
  [
    'a static member that a static block writes',
    `${DEFINE}\nclass Team { static owner = '@a'; static { Team.owner = '@b'; } }\n${A('owners: [Team.owner]')}`,
  ],
  [
    'a static member that a static block writes through this',
    `${DEFINE}\nclass Team { static owner = '@a'; static { this.owner = '@b'; } }\n${A('owners: [Team.owner]')}`,
  ],
  [
    'a static member that is written outside',
    `${DEFINE}\nclass Team { static owner = '@a'; }\nTeam.owner = '@b';\n${A('owners: [Team.owner]')}`,
  ],
  [
    'a property that is put on a function',
    `${DEFINE}\nfunction team() { return '@call'; }\nteam.owner = '@property';\n${A('owners: [team.owner]')}`,
  ],
  ['members of an instance', `${DEFINE}\nclass Team { owner = '@a'; }\nconst team = new Team();\n${A('owners: [team.owner]')}`],
  [
    'a private static member of a class of another file that is no public one',
    {
      'src/team.ts': `export class Team { static #title = 'hidden'; static of() { return Team.#title; } }`,
      'src/a.ts': `${DEFINE}\nimport { Team } from './team';\n${A("title: (Team as any).title ?? 'none'")}`,
    },
    ['meta.title not-static'],
  ],
  [
    'a static member of a class of another file that is written here',
    {
      'src/team.ts': `export class Team { static owner = '@a'; }`,
      'src/a.ts': `${DEFINE}\nimport { Team } from './team';\nTeam.owner = '@b';\n${A('owners: [Team.owner]')}`,
    },
    ['meta.owners[0] mutated'],
  ],
  ['a class that is an expression', `${DEFINE}\nexport const Team = class { static owner = '@a'; };\n${A('owners: [Team.owner]')}`],
  [
    'a static member with a computed and a text name',
    `${DEFINE}\nconst name = 'owner';\nclass Team { static ['tag'] = 't'; static 'the title' = 'T'; static [name] = '@a'; }\n${A(`title: Team['the title']`)}`,
  ],
  [
    'a static member with a computed name',
    `${DEFINE}\nconst name = 'owner';\nclass Team { static [name] = '@a'; }\n${A('owners: [(Team as any).owner]')}`,
  ],
  [
    'the name and length of a class and a function',
    `${DEFINE}\nclass Team {}\nfunction two(a: string, b: string) { return a + b; }\n${A('tags: [Team.name, String(two.length)]')}`,
    ['meta.tags[0] not-static', 'meta.tags[1] not-static'],
  ],
  [
    'this in static members: the class that is asked, and of a field the one that it stands in',
    `${DEFINE}
class Team { static base = '@t'; static all = [this.base]; static of(name: string) { return this.base + name; } static get first() { return this.base; } static later = () => this.base; }
class Other extends Team { static base = '@o'; }
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [Team.of('.x'), Other.of('.x'), Team.first, Other.first], tags: [...Team.all, ...Other.all, Other.later()] } });`,
  ],
  [
    'this in a static method that is not called as a member of its class',
    `${DEFINE}
class Team { static base = '@t'; static of(name: string) { return ((this as any)?.base ?? 'none') + name; } }
const { of } = Team;
const other = { base: '@o', of: Team.of };
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [of('.x'), other.of('.x')], tags: ['y'].map(Team.of) } });`,
  ],
  [
    'a factory as a static method that uses this, inherited',
    `${DEFINE}
class Domain { static domain = 'a'; static make(name: string) { return defineCommand({ meta: { key: this.domain + name, version: '1.0.0' } }); } }
class Billing extends Domain { static domain = 'b'; }
export const A = Domain.make('.one');
export const B = Billing.make('.one');`,
  ],
  [
    'a static getter that keeps what it has made',
    `${DEFINE}
class Contracts { static kept: any; static get one() { return ((this as any).made ??= { title: 'T' }); } }
const title = Contracts.one.title + String(Contracts.kept);
let count = 0;
export const A = defineCommand({ meta: { key: 'a.' + ++count, version: '1.0.0', title } });`,
  ],
  [
    'objects that say what they are as texts and operands',
    `${DEFINE}
class Stage { constructor(readonly name: string, readonly order: number) {} toString() { return this.name; } valueOf() { return this.order; }
  static Beta = new Stage('beta', 1); static Stable = new Stage('stable', 2); }
class Plain { constructor(readonly id: string) {} toString() { return '#' + this.id; } }
const tags = [\`\${Stage.Beta}\`, String(Stage.Stable), '' + new Plain('x'), 'n' + Stage.Beta, String(Stage.Beta < Stage.Stable), String(+(Stage.Stable as any - (Stage.Beta as any)))];
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', stability: String(Stage.Stable), tags } } as any);`,
  ],
  [
    'contracts that getters make, where these are asked',
    `${DEFINE}
class Kit { constructor(readonly area: string) {} get list() { return defineQuery({ meta: { key: this.area + '.list', version: '1.0.0' } } as any); } }
export const list = new Kit('a').list;
export const other = new Kit('b')['list'];`,
  ],
  [
    'objects with a prototype that is given',
    `${DEFINE}
const base = { title: 'B', owner: 'o' };
const own = Object.create(base); own.title = 'T';
const none = Object.create(null); none.tag = 't';
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: own.title, owners: [own.owner], tags: [none.tag, Object.keys(own).join(), JSON.stringify({ ...own }), String('toString' in none)] } });`,
  ],
  [
    'classes that can be gone over',
    `${DEFINE}
class Owners { readonly #items: string[]; constructor(...items: string[]) { this.#items = items; } get head() { return this.#items[0]; } all() { return [...this.#items]; } *[Symbol.iterator]() { yield* this.#items; } get [Symbol.toStringTag]() { return 'Owners'; } }
const owners = new Owners('@a', '@b');
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: owners.all(), tags: [owners.head, ...Object.keys(owners)] } });
export const B = defineCommand({ meta: { key: 'b.one', version: '1.0.0', owners: [...owners] } });`,
    ['b.one: meta.owners unknown-spread'],
  ],
  [
    'classes that extend lists, and go over them in their own way',
    `${DEFINE}
class Owners extends Array<string> { override *[Symbol.iterator](): any { yield '@other'; } }
class Tags extends Array<string> { override map(): any { return ['other']; } }
class Plain extends Array<string> {}
${A(`owners: [...Owners.of('@a')], tags: Tags.of('t').map((tag) => tag), title: Plain.of('x').join()`)}`,
    ['meta.owners unknown-spread', 'meta.tags unknown-call'],
  ],
  [
    'static fields that ask for one that comes after them',
    `${DEFINE}\nclass Kit { static early = String((Kit as any).late); static late = 'late'; static make() { return Kit.last; } static last = 'l'; }\n${A('title: Kit.early, tags: [Kit.late, Kit.make()]')}`,
  ],
  [
    'accessors that are static',
    `${DEFINE}\nclass Kit { static accessor title = 't'; }\n${A('title: Kit.title')}`,
    ['meta.title unknown-call'],
  ],
  [
    'members by symbols that are written',
    `${DEFINE}
const made: any = {}; made[Symbol.iterator] = function* () {}; made.x = 1;
class Stage { constructor(readonly name: string) {} toString() { return 'wrong'; } [Symbol.toPrimitive]() { return this.name; } }
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: Object.keys(made) } });
export const B = defineCommand({ meta: { key: 'b.one', version: '1.0.0', title: String(new Stage('beta')) } });`,
    ['a.one: meta.tags mutated', 'b.one: meta.title unknown-call'],
  ],
  ...(
    [
      ['method', `@changed title() { return 'written'; }`, 'new Kit().title()'],
      ['static method', `@changed static title() { return 'written'; }`, 'Kit.title()'],
      ['getter', `@changed get title() { return 'written'; }`, 'new Kit().title'],
      ['field', `@initial title = 'written';`, 'new Kit().title'],
    ] as const
  ).map(([what, member, asked]): Way => [
    `a decorated ${what}, of which the decorator makes another one`,
    `${DEFINE}\nconst changed = (method: any, context: any): any => () => 'decorated';\nconst initial = (value: any, context: any): any => () => 'decorated';\nclass Kit { ${member} }\n${A(`title: ${asked}`)}`,
    ['meta.title unknown-call'],
  ]),
  [
    'a decorated class, in whose place its decorator puts another one',
    `${DEFINE}\nconst titled = (title: string) => (base: any, context: any): any => class extends base { title() { return title; } };\n@titled('decorated')\nclass Kit { title() { return 'written'; } }\n${A('title: new Kit().title()')}`,
    ['meta.title unknown-call'],
  ],
  [
    'a decorated class, in whose place its decorator puts one of another file',
    {
      'src/other.ts': `export class Other { title() { return 'other'; } }`,
      'src/swap.ts': `import { Other } from './other';\nexport function swap(base: any, context: any): any { return Other; }`,
      'src/a.ts': `${DEFINE}\nimport { swap } from './swap';\n@swap\nclass Kit { title() { return 'written'; } }\n${A('title: new Kit().title()')}`,
    },
    ['meta.title unknown-call'],
  ],
  [
    'a decorated class that stays what it is',
    `${DEFINE}\nconst service = (base: any, context: any): any => base;\n@service\nclass Kit { title() { return 'written'; } }\n${A('title: new Kit().title()')}`,
  ],
  ...['@change class Kit {}', '@make() class Kit {}', 'class Kit { @change title() { return 1; } }'].map((decorated): Way => [
    `what a decorator writes to: ${decorated}`,
    `${DEFINE}\nconst META = { title: 'first' };\nconst change = (one: any, context: any): void => { META.title = 'second'; };\nfunction make() { return change; }\n${decorated}\n${A('title: META.title')}`,
    ['meta.title mutated'],
  ]),
  [
    'blocks of one namespace, which have the names that the others export',
    `${DEFINE}\nconst owner = '@outer';\nconst hidden = 'outer';\nnamespace Team { export const owner = '@a'; const hidden = 'h'; export const tags = [hidden]; }\nnamespace Team { export const owners = [owner]; export const title = hidden + tags.length; }\n${A('owners: Team.owners, title: Team.title')}`,
  ],
  [
    'a list that another block of its namespace changes',
    `${DEFINE}\nconst tags = ['outer'];\nnamespace Team { export const tags = ['a']; }\nnamespace Team { tags.push('b'); }\n${A('tags: Team.tags, title: tags.join()')}`,
    ['meta.tags mutated'],
  ],
  [
    'blocks of a namespace in a namespace, which have the names that the others export',
    `${DEFINE}\nconst owner = '@outer';\nnamespace Team.Meta { export const owner = '@a'; }\nnamespace Team { export namespace Meta { export const owners = [owner]; } export const title = Meta.owner; }\nnamespace Team.Meta { export const tag = owner + '!'; }\n${A('owners: Team.Meta.owners, tags: [Team.Meta.tag, Team.Meta.owner], title: Team.title')}`,
  ],
  ...(
    [
      ['by its own method', `static first() { return Team.tag ?? 'none'; } static title = Team.first(); static tag = 'x';`],
      ['by `this` in its own method', `static first() { return this.tag ?? 'none'; } static title = this.first(); static tag = 'x';`],
      ['by a function', `static title = first(Team); static tag = 'x';`],
    ] as const
  ).map(([how, members]): Way => [
    `a static field that is asked for before it is set, ${how}`,
    `${DEFINE}\nconst first = (team: any) => team.tag ?? 'none';\nclass Team { ${members} }\n${A('title: Team.title')}`,
  ]),
  [
    'a class with a namespace, where statements are run',
    `${DEFINE}\nclass Team { static owner = '@a'; }\nnamespace Team { export const title = Team.owner + '!'; }\nlet tag = 'x'; tag += 'y'; (() => { tag = 'z'; })();\n${A('owners: [Team.owner], title: Team.title, tags: [tag]')}`,
  ],
  ...(
    [
      ['writes to a list', `namespace Team { tags.push('late'); export const one = 1; }`],
      ['calls what does', `const add = (tag: string) => tags.push(tag);\nnamespace Team { const count = add('late'); }`],
      ['has an enum that does', `namespace Team { export enum Count { One = tags.push('late') } }`],
    ] as const
  ).map(([what, code]): Way => [
    `a namespace that ${what}, where statements are run`,
    `${DEFINE}\nconst tags = ['x'];\n${code}\nlet tag = 'y'; (() => { tag = 'z'; })();\n${A('tags, title: tag')}`,
    ['meta.tags mutated', 'meta.title reassigned'],
  ]),
]);
