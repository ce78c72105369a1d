import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const command = (key: string, more = ''): string => `defineCommand({ meta: { key: '${key}', version: '1.0.0', ${more} } } as any)`;

readAsTheyRun('what changes in the course of time', [
  [
    'an object that is given out, with a getter that asks it for more',
    `${DEFINE}
export const versions = { first: '1.0.0', get latest() { return this.first + '-x'; } };
const tags: string[] = []; tags.push('t');
export const A = ${command('a', 'tags, title: versions.latest')};`,
  ],
  [
    'a list that is made of itself again and again, after its contract',
    `${DEFINE}
const seen = ['x'];
let all = seen.slice(0);
const last = (one: string): string => all.join('-') + one;
export const A = ${command('a', 'tags: [...all], owners: seen')};
for (let i = 0; i < 2; i++) { seen.forEach((one) => all.push(last(one))); all = [...all, 'y']; }`,
  ],
  [
    'counters, loops that count, labels',
    `${DEFINE}
let id = 0;
const next = () => \`v\${++id}\`;
const keys = ['a', 'b'];
const tags: string[] = [];
outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; tags.push(i + '-' + j); } }
let left = 2;
while (left > 0) tags.push('left' + left--);
do { tags.push('once'); } while (left > 0);
for (let i = 0; i < keys.length; i++) ${command('k', 'title: keys[i] + next(), tags')};
export const C = ${command('c', 'title: next()')};`,
  ],
  [
    'names of loops in functions that are called later',
    `${DEFINE}
const all: (() => string)[] = [];
for (let i = 0; i < 4; i++) { all.push(() => 'l' + i); i++; }
for (var j = 0; j < 2; j++) all.push(() => 'v' + j);
export const A = ${command('a', 'tags: all.map((one) => one())')};`,
  ],
  [
    'Maps and Sets, by identity and in their order',
    `${DEFINE}
const key = {};
const map = new Map<any, string>([[key, 'one'], [NaN, 'n']]);
map.set('a', '1').set('b', '2').set('a', '3'); map.delete('b'); map.set('b', '4');
const set = new Set<string>(); set.add('x').add('y').add('x'); set.delete('x');
export const A = ${command('a', "tags: [map.get(key), map.get(NaN), String(map.get({})), ...set], owners: [...map.values()], title: String(map.size) + set.has('y')")};
export const all = [...map].slice(2).map(([name, value]) => ${command('m', 'title: name + value')});`,
  ],
  [
    'accumulators, merges, groups, and lists that are sorted',
    `${DEFINE}
const rows = [{ k: 'b', o: '@b' }, { k: 'a', o: '@a' }];
const byKey = rows.reduce((all, { k, o }) => { all[k] = o; return all; }, {} as Record<string, string>);
function merge(a: any, b: any): any { const out: any = { ...a }; for (const [k, v] of Object.entries(b)) out[k] = v && typeof v === 'object' && !Array.isArray(v) ? merge(a[k] ?? {}, v) : v; return out; }
const groups: Record<string, string[]> = {};
for (const { k, o } of [...rows, ...rows]) (groups[k] ||= []).push(o);
rows.sort((x, y) => (x.k < y.k ? -1 : 1));
export const A = defineCommand(merge({ meta: { version: '1.0.0', owners: [byKey.a] }, policy: { auth: 'user' } }, { meta: { key: 'a', tags: rows.map(({ k }) => k) }, policy: { roles: groups.b } }));`,
  ],
  [
    'what is found ends the search',
    `${DEFINE}
let asked = 0;
const isOne = (one: string) => { asked++; return one === 'b'; };
const list = ['a', 'b', 'c'];
export const A = ${command('a', 'tags: [String(list.some(isOne)), String(asked), String(list.every((one) => !isOne(one))), String(asked), list.find(isOne), String(asked), list.findLast(isOne), String(asked)]')};`,
  ],
  [
    'lists as texts, objects of Maps, and what is awaited at once',
    `${DEFINE}
const order = new Map([['b', 2], ['a', 1]]);
const { a, ...rest } = Object.fromEntries(order);
let seen = 0;
const { owners } = await Promise.resolve({ owners: ['@a'] }).then((given) => { seen++; return given; });
export const A = ${command('a', "owners, title: `${[1, null, [2, undefined], 'x']}` + String([]) + ['y', ['z']].join('-'), description: a + '.' + rest.b, tags: [String(seen)]")};`,
  ],
  [
    'what is not awaited at once',
    `${DEFINE}
let seen = 0;
const later = Promise.resolve(1).then(() => seen++);
export const A = ${command('a', 'tags: [String(seen)]')};
export const last = later;`,
    ['meta.tags[0] reassigned'],
  ],
  [
    'try, throw and finally',
    `${DEFINE}
const log: string[] = [];
const check = (size: number) => { if (size > 1) throw 'big'; return 'ok'; };
for (const size of [1, 2]) { try { log.push(check(size)); } catch (error) { log.push(String(error)); } finally { log.push('f'); } }
export const A = ${command('a', 'tags: log')};`,
  ],
  [
    'finally comes before what is thrown goes on, and may leave instead of it',
    `${DEFINE}
const log: string[] = [];
const outer = (leave: boolean) => { for (const one of ['a', 'b']) { try { log.push(one); throw one; } finally { log.push('f'); if (leave) continue; } } };
outer(true);
try { outer(false); } catch (error) { log.push('caught ' + error); }
try { try { throw 'first'; } finally { throw 'second'; } } catch (error) { log.push(String(error)); }
try { try { throw 'x'; } catch (error) { throw error + 'y'; } finally { log.push('last'); } } catch (error) { log.push(String(error)); }
export const A = ${command('a', 'tags: log')};`,
  ],
  ...(
    [
      ['what is not known is asked for a member', `outside.team.owner; `],
      ['what is not known is taken apart', `const { team } = outside; `],
      ['what is not known is assigned by a pattern', `let one: any; ({ one } = outside); `],
      ['a member of what is not known is written', `outside.team.owner = 'x'; `],
      ['what is not known is spread', `const all = [...outside]; `],
      ['a name that is nowhere declared', `(nowhere as any); `],
      ['a text that is no JSON', `JSON.parse('{no'); `],
      ['a pattern that is none', `new RegExp('('); `],
      ['a function of JavaScript’s own that refuses what it is given', `'x'.repeat(-1); `],
      ['nothing to reduce', `[].reduce((all, one) => all + one); `],
      ['a callback that is none', `[].map(5 as any); `],
      ['a list of less than nothing', `new Array(-1); `],
      ['what has no items', `const [one] = {} as any; `],
      ['a private member that is another class’s', `class Own { #own = 1; static ask(other: any) { return other.#own; } } Own.ask({}); `],
      ['a class that does not call super', `class Base {} class Late extends Base { constructor() { this.x = 1; super(); } } new Late(); `],
      ['a method as a class', `const holder: any = { arrow() {} }; new holder.arrow(); `],
      ['a WeakMap that is given no object', `new WeakMap<any, any>([]).set('x', 1); `],
      ['a WeakSet that is given no object', `new WeakSet<any>(['x']); `],
      ['an arrow function as a class', `const arrow: any = () => 1; new arrow(); `],
    ] as const
  ).map(
    ([name, code]) =>
      [
        `whether this throws in a try, is not known: ${name}`,
        `${DEFINE}
import outside from 'outside';
declare const nowhere: unknown;
let owner = '@first';
try { ${code}owner = '@second'; } catch { owner = '@third'; }
export const A = ${command('a', 'title: owner')};`,
        ['meta.title reassigned'],
      ] as const,
  ),
  [
    'an asynchronous function that throws, and for which nobody waits',
    `${DEFINE}
const fails = async () => { throw 'x'; };
let owner = '@first';
try { fails().catch(() => {}); owner = '@second'; } catch { owner = '@third'; }
export const A = ${command('a', 'title: owner')};`,
    ['meta.title reassigned'],
  ],
  [
    'two names of one object, and copies of it',
    `${DEFINE}
const a = ['x']; const b = a; b.push('y'); const c = [...a]; a.push('z');
let p = 'p', q = 'q'; [p, q] = [q, p];
export const A = ${command('a', 'tags: c, owners: b, title: p + q')};
a.push('late');`,
  ],
  [
    'generators that depend on nothing else',
    `${DEFINE}\nfunction* keys(count: number) { for (let i = 0; i < count; i++) yield 'k' + i; yield* ['x', 'y']; }\nexport const all = [...keys(2)].map((key) => ${command('a', 'title: key')});`,
  ],
]);

readAsTheyRun('instances of classes', [
  [
    'fields and defaults of parameters, whose order the compiler tells where one changes what the other reads',
    `${DEFINE}
const log = ['first'];
const note = (one: string): string => { log.push(one); return one; };
class Plain { last = log.join('-'); constructor(public name: string = 'plain') {} }
class Noting { last = log.join('-'); constructor(public name: string = note('default')) {} }
export const A = ${command('a', 'title: new Plain().last + new Plain().name')};
export const B = ${command('b', 'title: new Noting().last')};`,
    ['a: meta.title unknown-call', 'b: meta.title unknown-call'],
  ],
  [
    'fields, parameters, methods, accessors and private members',
    `${DEFINE}
class Domain {
  readonly prefix = this.constructorless();
  #tags: string[] = [];
  constructor(readonly name: string, private owners: string[] = ['@' + name]) {}
  constructorless() { return 'x'; }
  get tags() { return this.#tags; }
  set tag(value: string) { this.#tags.push(value); }
  meta(key: string) { return { key: this.name + '.' + key, version: '1.0.0', owners: this.owners, tags: this.tags, title: this.prefix }; }
  command(key: string) { return defineCommand({ meta: this.meta(key) } as any); }
}
const billing = new Domain('billing');
billing.tag = 'money';
export const A = defineCommand({ meta: billing.meta('pay') } as any);
export const B = billing.command('refund');`,
  ],
  [
    'inheritance, super and static members',
    `${DEFINE}
abstract class Contract { static count = 0; abstract readonly key: string; log = ['base']; constructor() { Contract.count++; this.hook(); } hook() { this.log.push('hook'); } define() { return defineCommand({ meta: { key: this.key, version: '1.0.0', tags: this.log, title: String(Contract.count) } } as any); } }
class Pay extends Contract { readonly key = 'pay'; constructor() { super(); this.log.push('pay'); } override hook() { super.hook(); this.log.push('more'); } }
class Refund extends Contract { readonly key = 'refund'; }
export const all = [Pay, Refund].map((Kind) => new Kind().define());`,
  ],
  [
    'builders, of this file and of another one: a contract at each call',
    {
      files: {
        'src/builder.ts': `${DEFINE}
export class CommandBuilder {
  private readonly meta: any = { version: '1.0.0' };
  private policy: any;
  constructor(key: string) { this.meta.key = key; }
  owners(...owners: string[]): this { this.meta.owners = owners; return this; }
  auth(level: string): this { this.policy = { auth: level }; return this; }
  build() { return defineCommand({ meta: this.meta, policy: this.policy } as any); }
}`,
        'src/a.ts': `import { CommandBuilder } from './builder';
export const A = new CommandBuilder('a').owners('@a').auth('user').build();
export const B = new CommandBuilder('b').build();`,
        'src/b.ts': `${DEFINE}
class Builder { constructor(private readonly spec: any) {} with(more: any) { return new Builder({ ...this.spec, ...more }); } build() { return defineCommand({ meta: this.spec } as any); } }
export const C = new Builder({ key: 'c', version: '1.0.0' }).with({ owners: ['@c'] }).build();`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'computed names of members, which are found once and in their order, before any field has its value',
    `${DEFINE}
const log: string[] = [];
let count = 0;
const name = (one: string): string => { log.push(one); return one + count++; };
class Kit { static first = log.push('field'); [name('own')] = 'x'; static [name('static')] = 'y'; [name('method')]() {} }
const kits = [new Kit(), new Kit()];
export const A = ${command('a', 'tags: log, owners: kits.flatMap((kit) => Object.keys(kit)), title: (Kit as any).static1')};`,
  ],
  [
    'a field without a value that a class has from another one: the compiler tells what it has',
    `${DEFINE}\nclass Base { owner = '@base'; }\nclass Kit extends Base { declare tag: string; owner: string; }\nexport const A = ${command('a', 'title: new Kit().owner')};`,
    ['meta.title unknown-call'],
  ],
  [
    'static fields, which a spread copies',
    `${DEFINE}\nclass Defaults { static owners = ['@a']; }\nexport const A = ${command('a', 'title: JSON.stringify({ ...Defaults })')};`,
    ['meta.title unknown-call'],
  ],
  [
    'a contract whose policy a getter gives',
    `${DEFINE}\nclass Spec { meta = { key: 'a', version: '1.0.0' }; get policy() { return { auth: 'user' }; } }\nexport const A = defineCommand(new Spec() as any);`,
    ['policy getter', 'policy.auth getter'],
  ],
  [
    'what a generator gives by way of another one',
    `${DEFINE}\nfunction* inner() { yield 'a'; return 'end'; }\nfunction* outer() { yield* inner(); yield 'z'; }\nexport const A = ${command('a', 'tags: [...outer()]')};`,
  ],
  [
    'what a generator returns to another one',
    `${DEFINE}
function* inner() { yield 'a'; return 'end'; }
function* asked() { const last: string = yield* inner(); yield last; }
export const A = ${command('a', 'owners: [...asked()]')};`,
    ['meta.owners unknown-spread'],
  ],
  [
    'functions with a prototype, and with a this that is given',
    `${DEFINE}
function Team(this: any, name: string) { this.name = name; }
Team.prototype.owner = function () { return '@' + this.name; };
function tag(this: any, value: string) { this.tags.push(value); return this; }
const holder = { tags: [] as string[] };
tag.call(holder, 'a'); tag.apply(holder, ['b']); tag.bind(holder, 'c')();
export const A = ${command('a', "owners: [new (Team as any)('a').owner()], tags: holder.tags")};`,
  ],
]);

readAsTheyRun('frozen values', [
  [
    'that code which is not known is given',
    {
      'src/note.ts': `export const note: any = (globalThis as any).note ?? (() => {});`,
      'src/a.ts': `${DEFINE}\nimport { note } from './note';\nconst list = Object.freeze(['p', 'q']);\nconst kit = Object.freeze({ tag: 'r' });\nconst tags: string[] = [...list];\nnote(list, kit);\ntags.push(...list, kit.tag);\nexport const A = ${command('a', 'tags')};`,
    },
  ],
]);

readAsTheyRun('what a run does not know for certain', [
  [
    'what other files change by a function of the module',
    {
      'src/a.ts': `${DEFINE}\nconst tags: string[] = [];\nexport const add = (tag: string) => { tags.push(tag); };\nadd('x');\nexport const A = ${command('a', 'tags')};`,
      'src/b.ts': `import { add } from './a';\nadd('y');`,
    },
    ['meta.tags mutated'],
  ],
  [
    'an instance that is given out, and changes itself',
    {
      'src/a.ts': `${DEFINE}\nclass Meta { tags: string[] = []; add(tag: string) { this.tags.push(tag); return this; } }\nexport const meta = new Meta().add('x');\nexport const A = ${command('a', 'tags: meta.tags')};`,
      'src/b.ts': `import { meta } from './a';\nmeta.add('y');`,
    },
    ['meta.tags unknown-call'],
  ],
  [
    'the private members of what another file is given',
    {
      'src/note.ts': `export const note: any = (globalThis as any).note ?? ((all: any) => { all.add('y'); });`,
      'src/a.ts': `${DEFINE}\nimport { note } from './note';\nclass All { #one = ['x']; #list = ['x']; add(tag: string) { this.#one = [tag]; this.#list.push(tag); } static one(all: All) { return all.#one; } static list(all: All) { return all.#list; } }\nconst all = new All();\nnote(all);\nexport const A = ${command('a', 'tags: All.list(all), owners: All.one(all)')};`,
    },
    ['meta.owners unknown-call', 'meta.tags unknown-call'],
  ],
  [
    'whether a default is asked for that does something, of what is not known',
    {
      'src/given.ts': `export const given: any = (globalThis as any).given ?? {};`,
      'src/a.ts': `${DEFINE}\nimport { given } from './given';\nconst tags = ['x'];\nlet count: unknown;\n({ count = tags.push('y') } = given);\nexport const A = ${command('a', 'tags')};`,
    },
    ['meta.tags mutated'],
  ],
  [
    'objects that a file gives back which imports the module',
    {
      'src/back.ts': `import { TAGS } from './a';\nexport function back() { return TAGS; }`,
      'src/a.ts': `${DEFINE}\nimport { back } from './back';\nexport const TAGS = ['x'];\nTAGS.push('y');\nback().push('z');\nexport const A = ${command('a', 'tags: TAGS')};`,
    },
    ['meta.tags mutated'],
  ],
  [
    'what is given to code outside, as it is or in a function',
    `${DEFINE}
import { change, identity } from 'outside';
const one = ['a']; one.push('b'); change(one);
const two = ['a']; two.push('b'); identity(() => two.push('c'))();
export const A = ${command('a', 'tags: one, owners: two')};`,
    ['meta.owners mutated', 'meta.tags mutated'],
  ],
  [
    'one of two objects, which of them is not known',
    `${DEFINE}\nconst one = ['a'], two = ['b'];\n(Math.random() < 2 ? one : two).push('c');\nexport const A = ${command('a', 'tags: one, owners: two')};`,
    ['meta.owners mutated', 'meta.tags mutated'],
  ],
  [
    'what is done while something else waits',
    `${DEFINE}
const log: string[] = [];
async function wait(name: string) { log.push(name + '1'); await null; log.push(name + '2'); }
const first = wait('a'); log.push('between');
await first;
export const A = ${command('a', 'tags: log')};`,
    ['meta.tags mutated'],
  ],
  [
    'a generator that is asked step by step',
    `${DEFINE}\nconst state = { n: 0 };\nfunction* steps() { for (let i = 0; i < 3; i++) yield 't' + state.n; }\nconst tags: string[] = [];\nfor (const step of steps()) { state.n++; tags.push(step); }\nexport const A = ${command('a', 'tags')};`,
    ['meta.tags mutated'],
  ],
  [
    'a list that a callback changes while it is gone over',
    `${DEFINE}\nconst list = ['a', 'b', 'c'];\nconst kept = list.filter(() => { list.pop(); return true; });\nexport const A = ${command('a', 'tags: kept, owners: list')};`,
    ['meta.owners mutated', 'meta.tags mutated'],
  ],
]);

readAsTheyRun('what is met where a part of the program cannot be followed', [
  [
    'a contract that a getter makes, and whose key is known',
    {
      files: {
        'src/kit.js': `const { defineQuery } = require('@lssm-tech/lib.contracts-spec');
const owners = new Map([['kit', '@kit']]);
module.exports = class Kit { static get list() { return (this.kept ??= defineQuery({ meta: { key: 'kit.list', version: '1.0.0', owners: [owners.get('kit')] } })); } };
module.exports.first = module.exports.list;`,
        'src/print.js': `const Kit = require('./kit');\nif (require.main === module) console.log(Kit.list);`,
      },
      isAcrossFiles: true,
    },
    ['meta.owners[0] unknown-call'],
  ],
]);
