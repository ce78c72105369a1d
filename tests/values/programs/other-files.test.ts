import { DEFINE, readAsTheyRun } from '../support/agree.ts';
import type { Program } from '../support/program.ts';

const command = (key: string, more = ''): string => `defineCommand({ meta: { key: '${key}', version: '1.0.0', ${more} } } as any)`;

/** A program of a library and a file that uses it. */
const using = (library: string, text: string): Program => ({
  files: { 'src/lib.ts': library, 'src/a.ts': `${DEFINE}\n${text}` },
  ...(library.includes('defineCommand') && { isAcrossFiles: true }),
});

readAsTheyRun('functions of other files that work by statements', [
  [
    'tables that functions of the same file read, by patterns, sets and library calls',
    using(
      `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
const SCALARS = { id: ScalarTypeEnum.ID(), str: ScalarTypeEnum.String_unsecure() } as const;
const parse = (spec: string) => {
  const match = /^(\\w+)(\\?|\\[\\])?$/.exec(spec);
  if (!match) throw new Error(spec);
  const [, name, suffix] = match;
  return { type: SCALARS[name as 'id'], isOptional: suffix === '?', isArray: suffix === '[]' };
};
export const model = (name: string, shape: Record<string, string>) =>
  defineSchemaModel({ name, fields: Object.fromEntries(Object.entries(shape).map(([k, v]) => [k, parse(v)])) });
const KNOWN = ['x', 'y'];
export const tagsOf = (...tags: string[]) => Array.from(new Set([...KNOWN, ...tags]));
export const owners = KNOWN.reduce<Record<string, string>>((all, one) => { all[one] = '@' + one; return all; }, {});`,
      `import { model, owners, tagsOf } from './lib';
let next = 0;
export const A = defineQuery({ meta: { key: 'a' + ++next, version: '1.0.0', tags: tagsOf('z', 'x'), owners: Object.values(owners) }, io: { input: model('In', { a: 'id', b: 'str?', c: 'str[]' }), output: null } } as any);`,
    ),
  ],
  [
    'lists that a function of the same file writes to, by a callback with a name',
    {
      files: {
        'src/lib.ts': `export const one: any[] = [{ key: 'a', version: '1.0.0' }];
export const two: any[] = [{ key: 'b', version: '1.0.0' }];
const stamp = (m: any) => { m.version = '2.0.0'; };
export const touch = () => one.forEach(stamp);
export const look = () => two.forEach(String);`,
        'src/mid.ts': `import { look, touch } from './lib';\ntouch();\nlook();\nexport const policy = { auth: 'user' } as const;`,
        'src/a.ts': `${DEFINE}\nimport { one, two } from './lib';\nimport { policy } from './mid';
export const A = defineCommand({ meta: { ...one[0], key: 'a' }, policy } as any);
export const B = defineCommand({ meta: two[0], policy } as any);`,
      },
      isAcrossFiles: true,
    },
    ['context', 'description', 'domain', 'goal', 'owners', 'stability', 'tags', 'title', 'version'].map(
      (field) => `a: meta.${field} unknown-spread`,
    ),
  ],
  [
    'merges that look whether something is a plain object',
    using(
      `const isPlain = (v: unknown): v is Record<string, any> => typeof v === 'object' && v !== null && !Array.isArray(v) && Object.getPrototypeOf(v) === Object.prototype;
export function merge(base: any, ...rest: any[]): any {
  const out: any = { ...base };
  for (const part of rest) for (const [key, value] of Object.entries(part)) {
    if (value === undefined) continue;
    out[key] = isPlain(value) && isPlain(out[key]) ? merge(out[key], value) : value;
  }
  return out;
}`,
      `import { merge } from './lib';
const base = { meta: { version: '1.0.0', owners: ['@a'], tags: ['t'] }, policy: { auth: 'user' } };
export const A = defineCommand(merge(base, { meta: { key: 'a', owners: ['@b'] } }, { policy: { roles: ['r'] } }));
export const B = defineCommand(merge(base, { meta: { key: 'b' } }));`,
    ),
  ],
  [
    'merges of objects by what their constructor or their tag is',
    using(
      `export const isObject = (v: any) => Object.prototype.toString.call(v) === '[object Object]';
const isOf = (v: any) => v != null && v.constructor === Object;
export function assignDeep(target: any, source: any): any {
  for (const key in source) {
    if (!Object.prototype.hasOwnProperty.call(source, key)) continue;
    if (isObject(source[key]) && isOf(target[key])) assignDeep(target[key], source[key]);
    else Object.assign(target, { [key]: source[key] });
  }
  return target;
}`,
      `import { assignDeep } from './lib';
export const A = defineCommand(assignDeep({ meta: { version: '1.0.0', owners: ['@a'] } }, { meta: { key: 'a', tags: ['x'] } }));`,
    ),
  ],
  [
    'merges through reduce, forEach, Object.keys and hasOwn',
    using(
      `export const mergeAll = (...parts: any[]) => parts.reduce((all, part) => { Object.keys(part).forEach((key) => { const value = part[key]; if (Array.isArray(value) && Object.hasOwn(all, key)) all[key] = [...new Set(all[key].concat(value))]; else if (value && typeof value === 'object' && !Array.isArray(value)) all[key] = mergeAll(all[key] || {}, value); else all[key] = value; }); return all; }, {});`,
      `import { mergeAll } from './lib';
export const A = defineCommand(mergeAll({ meta: { version: '1.0.0', tags: ['a'] } }, { meta: { key: 'a', tags: ['b', 'a'] } }));`,
    ),
  ],
  [
    'helpers with loops, Maps, accumulators and switches',
    using(
      `export function index<T extends { key: string }>(rows: readonly T[]) { const map = new Map<string, T[]>(); for (const row of rows) { const list = map.get(row.key); if (list) list.push(row); else map.set(row.key, [row]); } return map; }
export function levelOf(kind: string) { switch (kind) { case 'read': return 'anonymous'; case 'write': return 'user'; default: return 'admin'; } }
export function slug(text: string) { let out = ''; for (const char of text) out += char === ' ' ? '-' : char.toLowerCase(); return out; }
export function unique<T>(list: T[]) { const seen = new Set<T>(); const out: T[] = []; for (const one of list) { if (seen.has(one)) continue; seen.add(one); out.push(one); } return out; }
export function groupBy<T>(list: T[], by: (one: T) => string) { return list.reduce((all: Record<string, T[]>, one) => { const key = by(one); (all[key] ??= []).push(one); return all; }, {}); }`,
      `import * as lib from './lib';
const rows = [{ key: 'k', t: 'one' }, { key: 'l', t: 'two' }, { key: 'k', t: 'three' }];
export const all = [...lib.index(rows)].map(([key, list]) => ${command('x', 'title: key, tags: list.map(({ t }) => t)')});
export const C = defineCommand({ meta: { key: 'y.' + lib.slug('My Thing'), version: '1.0.0', tags: lib.unique(['a', 'b', 'a']), owners: Object.keys(lib.groupBy(rows, ({ t }) => t[0]!)) }, policy: { auth: lib.levelOf('write') } } as any);`,
    ),
  ],
  [
    'factories whose defaults are merged by another file',
    {
      files: {
        'src/merge.ts': `export function merge(a: any, b: any): any { const out: any = { ...a }; for (const key of Object.keys(b)) out[key] = typeof b[key] === 'object' && b[key] !== null && !Array.isArray(b[key]) ? merge(out[key] ?? {}, b[key]) : b[key]; return out; }`,
        'src/factory.ts': `${DEFINE}\nimport { merge } from './merge';\nconst defaults = { meta: { version: '1.0.0', owners: ['@a'] } };\nexport default function domain(name: string) { const base = merge(defaults, { meta: { domain: name } }); return { command: (key: string, spec: any) => defineCommand(merge(base, merge({ meta: { key: name + '.' + key } }, spec))), query(key: string) { return defineQuery(merge(base, { meta: { key: name + '.' + key } })); } }; }`,
        'src/a.ts': `import domain from './factory';\nconst billing = domain('billing');\nexport const A = billing.command('a', { policy: { auth: 'user' } });\nexport const B = billing.query('b');`,
      },
      isAcrossFiles: true,
    },
  ],
  [
    'classes that are extended in another file: fields, accessors, methods, super',
    using(
      `export abstract class BaseSpec { protected tags: string[] = ['base']; constructor(protected readonly domain: string) {} abstract get name(): string; get key() { return this.domain + '.' + this.name; } protected extra(): Record<string, unknown> { return {}; } tag(...more: string[]) { this.tags.push(...more); return this; } toSpec() { return { meta: { key: this.key, version: '1.0.0', tags: this.tags, ...this.extra() } }; } }`,
      `import { BaseSpec } from './lib';
class Pay extends BaseSpec { constructor() { super('billing'); this.tag('pay'); } get name() { return 'pay'; } protected override extra() { return { ...super.extra(), title: 'Pay' }; } }
class Refund extends Pay { override get name() { return super.name + '.refund'; } override get key() { return super.key + '.v2'; } }
export const A = defineCommand(new Pay().toSpec() as any);
export const B = defineCommand(new Refund().tag('x').toSpec() as any);`,
    ),
  ],
  [
    'builders with private members, made by a static method',
    using(
      `${DEFINE}
export class Builder { #meta: any = { version: '1.0.0', tags: [] }; private constructor(key: string) { this.#meta.key = key; } static of(key: string) { return new Builder(key); } tag(tag: string) { this.#meta.tags.push(tag); return this; } owners(...owners: string[]) { Object.assign(this.#meta, { owners }); return this; } build() { return defineCommand({ meta: this.#meta } as any); } }`,
      `import { Builder } from './lib';
export const A = Builder.of('a').tag('x').tag('y').owners('@a').build();
export const B = Builder.of('b').build();`,
    ),
  ],
  [
    'static members of a class of another file, by super and this',
    using(
      `export class Base { static readonly owners: string[] = ['@core']; static version = '1.0.0'; static meta(key: string) { return { key, version: this.version, owners: [...this.owners], tags: this.tagsOf(key) }; } static tagsOf(key: string) { const tags: string[] = []; for (const part of key.split('.')) tags.push(part); return tags; } static get label() { return 'l' + this.version; } }`,
      `import { Base } from './lib';
export class Orders extends Base {
  static override owners = ['@orders', ...super.owners];
  static override version = '2.0.0';
  static Place = defineCommand({ meta: this.meta('order.place') } as any);
  static Get = defineCommand({ meta: { ...super.meta('order.get'), title: super.label } } as any);
  static #key = 'order.secret';
  static Secret = defineCommand({ meta: Orders.meta(this.#key) } as any);
  static all: unknown[] = [];
  static override tagsOf(key: string) { return [...super.tagsOf(key), 'orders']; }
  static { for (const one of ['x', 'y']) this.all.push(defineCommand({ meta: super.meta('order.' + one) } as any)); }
}`,
    ),
  ],
  [
    'instances of another file that nobody changes',
    using(
      `class Domain { constructor(readonly name: string, private readonly owners: string[]) {} meta(key: string) { const tags: string[] = []; tags.push(this.name); return { key: this.name + '.' + key, version: '1.0.0', owners: this.owners, tags }; } }
export const billing = new Domain('billing', ['@billing']);`,
      `import { billing } from './lib';
export const A = defineCommand({ meta: billing.meta('a') } as any);`,
    ),
  ],
  [
    'tables that another file fills by statements',
    using(
      `const table: Record<string, { owners: string[] }> = {};
for (const name of ['a', 'b']) table[name] = { owners: ['@' + name] };
export const TABLE = table;
export const LIST: string[] = [];
LIST.push('x'); LIST.push('y');
export const COUNTS = new Map<string, number>();
for (const one of LIST) COUNTS.set(one, (COUNTS.get(one) ?? 0) + 1);`,
      `import { TABLE, LIST, COUNTS } from './lib';
export const all = Object.keys(TABLE).map((key) => ${command('x', 'title: key, owners: TABLE[key].owners, tags: LIST')});
export const C = ${command('y', 'title: String(COUNTS.size)')};`,
    ),
  ],
  [
    'CommonJS: helpers on exports, with arguments and for…in',
    {
      'src/util.js': `exports.extend = function extend(target) { var out = Object.assign({}, target); for (var i = 1; i < arguments.length; i++) { var source = arguments[i]; for (var key in source) { if (Object.prototype.hasOwnProperty.call(source, key)) out[key] = source[key]; } } return out; };
exports.inherits = function (Child, Parent) { Child.prototype = Object.create(Parent.prototype); };`,
      'src/a.js': `const { defineCommand } = require('@lssm-tech/lib.contracts-spec');
const util = require('./util');
const base = { version: '1.0.0', owners: ['@a'] };
exports.A = defineCommand({ meta: util.extend(base, { key: 'a' }, { tags: ['x'] }) });
exports.B = defineCommand({ meta: util.extend(base, { key: 'b' }) });`,
    },
  ],
]);

readAsTheyRun('patterns, copies and what objects inherit', [
  [
    'replacements of patterns, by texts and by functions',
    `${DEFINE}
const fill = (text: string, values: Record<string, string>) => text.replace(/\\{(\\w+)\\}/g, (_, name) => values[name] ?? '');
const kebab = (text: string) => text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
const camel = (text: string) => text.replace(/-(\\w)/g, (_, letter: string) => letter.toUpperCase());
const words = 'one, two;three'.split(/[,;]\\s*/);
export const A = ${command('a', "title: fill('Do {what} to {whom}', { what: 'it', whom: 'them' }), description: kebab('savedForLater'), tags: [camel('a-b-c'), 'a.b.c'.replaceAll('.', '$&$&'), 'x'.replace('x', (one) => one + '!'), 'ab'.replace(/(a)(b)?(c)?/, '[$1$2$3$4$$]'), ...words, ...'a1b22'.match(/\\d+/g)!], goal: String(/^a/.test('abc')) + 'abc'.search(/c/)")};`,
  ],
  [
    'patterns that another engine may take in another way',
    `${DEFINE}
export const A = ${command('a', "title: 'aab'.replace(/(?:(a)|b)*/, '$1'), description: 'abc'.replace(/(?<=a)b/, 'x'), goal: 'caf\\u00e9 x'.replace(/\\w+/g, 'w')")};`,
    ['meta.description unknown-call', 'meta.goal unknown-call', 'meta.title unknown-call'],
  ],
  [
    'own members, prototypes and deep copies',
    `${DEFINE}
const base = { owners: ['@a'], deep: { tags: ['x'] } };
const copy = structuredClone(base);
copy.deep.tags.push('y');
const has = [base.hasOwnProperty('owners'), Object.hasOwn(base, 'toString'), Object.getPrototypeOf([]) === Object.prototype, base.constructor === Object, Object.prototype.toString.call(null)];
class Base { a = 1; method() {} }
const names: string[] = []; for (const name in new Base()) names.push(name); for (const name in undefined as any) names.push(name);
export const A = ${command('a', 'tags: copy.deep.tags, owners: base.deep.tags, title: has.join(), description: names.join()')};`,
  ],
  [
    'static members by super, in methods, accessors and blocks',
    `${DEFINE}
class Base { static owners = ['@core']; static get label() { return 'l' + this.version; } static version = '1.0.0'; static meta(key: string) { return { key, version: this.version, owners: [...this.owners] }; } }
class Orders extends Base { static override version = '2.0.0'; static override owners = ['@orders', ...super.owners]; static override meta(key: string) { return { ...super.meta(key), title: super.label }; } static all: unknown[] = []; static { for (const key of ['a', 'b']) this.all.push(defineCommand({ meta: this.meta(key) } as any)); } }
export const all = Orders.all;`,
  ],
  [
    'arguments, as they were given',
    `${DEFINE}
function tags(first: string) { const all: string[] = [first]; for (let i = 1; i < arguments.length; i++) all.push(arguments[i]); return [...all, ...Array.from(arguments)]; }
export const A = ${command('a', "tags: (tags as any)('a', 'b')")};`,
  ],
]);

readAsTheyRun('what other modules hold, and may be changed by any', [
  [
    'counters that functions change',
    using(
      `let count = 0; export const next = () => 'n' + ++count; export const now = () => count;`,
      `import { now } from './lib';
export const A = ${command('a', 'title: String(now())')};`,
    ),
    ['meta.title reassigned'],
  ],
  [
    'counters of a function that functions change',
    using(
      `const make = () => { let count = 0; return { next: () => ++count, now: () => count }; };
export const { next, now } = make();`,
      `import { now } from './lib';
export const A = ${command('a', 'title: String(now())')};`,
    ),
    ['meta.title reassigned'],
  ],
  [
    'lists that functions change',
    using(
      `const all: string[] = ['x']; export const add = (one: string) => all.push(one); export const list = () => all;`,
      `import { list } from './lib';
export const A = ${command('a', 'tags: list()')};`,
    ),
    ['meta.tags mutated'],
  ],
  [
    'lists that a function is given for another name that functions change',
    using(
      `const all = { list: ['x'] }; const change = (given: { list: string[] }) => { given.list.push('y'); }; export const add = () => change(all); export const list = () => all.list;`,
      `import { list } from './lib';
export const A = ${command('a', 'tags: list()')};`,
    ),
    ['meta.tags mutated'],
  ],
  [
    'Maps that functions change',
    using(
      `const map = new Map([['k', 'v']]); export const put = (key: string, value: string) => map.set(key, value); export const get = (key: string) => map.get(key);`,
      `import { get } from './lib';
export const A = ${command('a', "title: String(get('k'))")};`,
    ),
    ['meta.title unknown-call'],
  ],
  [
    'static members that functions change',
    using(
      `export class Ids { static last = 0; static next() { return ++this.last; } }`,
      `import { Ids } from './lib';
export const A = ${command('a', 'title: String(Ids.last)')};`,
    ),
    ['meta.title mutated'],
  ],
  [
    'instances that functions change',
    using(
      `class Meta { tags: string[] = []; #log = ['l']; add(tag: string) { this.tags.push(tag); this.#log.push(tag); return this; } get log() { return this.#log; } }
export const meta = new Meta().add('x');`,
      `import { meta } from './lib';
export const A = ${command('a', 'tags: meta.tags, owners: meta.log')};`,
    ),
    ['meta.owners unknown-call', 'meta.tags unknown-call'],
  ],
  [
    'what a file does that is imported for it',
    {
      'src/lib.ts': `export const TABLE: Record<string, string> = {};\nfor (const key of ['a', 'b']) TABLE[key] = '@' + key;`,
      'src/patch.ts': `import { TABLE } from './lib';\nTABLE.a = '@patched';`,
      'src/a.ts': `${DEFINE}\nimport './patch';\nimport { TABLE } from './lib';\nexport const A = ${command('a', 'owners: [TABLE.a]')};`,
    },
    ['meta.owners[0] mutated'],
  ],
  [
    'what a file does from which something else is imported',
    {
      'src/lib.ts': `export const TEAM = { owners: ['@old'] };`,
      'src/patch.ts': `import { TEAM } from './lib';\nTEAM.owners = ['@new'];\nexport const TAGS = ['t'];`,
      'src/a.ts': `${DEFINE}\nimport { TEAM } from './lib';\nimport { TAGS } from './patch';\nexport const A = ${command('a', 'owners: TEAM.owners, tags: TAGS')};`,
    },
    ['meta.owners mutated'],
  ],
  [
    'that a file from which something else is imported writes to what is its own',
    {
      'src/lib.ts': `export const TEAM = { owners: ['@old'] };`,
      'src/patch.ts': `import { TEAM } from './lib';\nconst copy = { ...TEAM };\ncopy.owners = ['@new'];\nexport const TAGS = copy.owners;`,
      'src/a.ts': `${DEFINE}\nimport { TEAM } from './lib';\nimport { TAGS } from './patch';\nexport const A = ${command('a', 'owners: TEAM.owners, tags: TAGS')};`,
    },
  ],
  [
    'what a file does that passes it on',
    {
      'src/lib.ts': `export const TABLE: Record<string, string> = {};\nfor (const key of ['a', 'b']) TABLE[key] = '@' + key;`,
      'src/index.ts': `import { TABLE } from './lib';\nTABLE.a = '@patched';\nexport * from './lib';`,
      'src/a.ts': `${DEFINE}\nimport { TABLE } from './index';\nexport const A = ${command('a', 'owners: [TABLE.a]')};`,
    },
    ['meta.owners[0] mutated'],
  ],
  [
    'registries that are filled by those who import them',
    using(
      `export const registry = new Map<string, string>();\nexport const order: string[] = [];`,
      `import { registry } from './lib';\nregistry.set('a', '@a');\nexport const A = ${command('a', "owners: [String(registry.get('a'))]")};`,
    ),
    ['meta.owners[0] unknown-call'],
  ],
  [
    'what code outside is given, as it is or by a name that nobody knows',
    using(
      `export const LIST = ['x']; LIST.push('y'); export const OTHER = ['o']; OTHER.push('p'); export const MAP = new Map([['k', 'v']]);`,
      `import { change, identity } from 'outside';\nimport { LIST, OTHER, MAP } from './lib';\nchange(LIST);\nchange({ push: (value: string) => MAP.set('k', value) });\n(Math.random() < 2 ? OTHER : LIST).push('q');\nexport const A = ${command('a', "tags: LIST, owners: OTHER, title: String(MAP.get('k'))")};`,
    ),
    ['meta.owners mutated', 'meta.tags mutated', 'meta.title unknown-call'],
  ],
  [
    'lists and Maps that code outside is given',
    using(
      `export const LIST = ['x']; LIST.push('y'); export const MAP = new Map([['k', 'v']]);`,
      `import { change, identity } from 'outside';\nimport { LIST, MAP } from './lib';\nconst own = new Map([['k', 'v']]);\nchange(LIST);\nidentity(MAP);\nidentity(own);\nexport const A = ${command('a', "tags: LIST, title: String(MAP.get('k')), description: String(own.get('k'))")};`,
    ),
    ['meta.description unknown-call', 'meta.tags mutated', 'meta.title unknown-call'],
  ],
  [
    'lists that a class holds, and changes in a method',
    using(
      `export class Base { static list = ['s']; static add(tag: string) { Base.list.push(tag); } }`,
      `import { Base } from './lib';\nexport const A = ${command('a', 'tags: Base.list')};`,
    ),
    ['meta.tags mutated'],
  ],
  [
    'what a bound function changes',
    using(
      `export const add = function (this: { list: string[] }, one: string) { this.list.push(one); return this.list; }.bind({ list: ['a'] });`,
      `import { add } from './lib';\nexport const A = ${command('a', "tags: add('b')")};`,
    ),
    ['meta.tags mutated'],
  ],
  [
    'modules that import one another',
    {
      'src/one.ts': `import { two } from './two';\nexport const one: string[] = [];\none.push('x');\nexport const both = () => [...one, ...two()];`,
      'src/two.ts': `import { one } from './one';\nexport const two = () => { const all: string[] = []; for (const each of one) all.push(each); return all; };`,
      'src/a.ts': `${DEFINE}\nimport { both } from './one';\nexport const A = ${command('a', 'tags: both()')};`,
    },
  ],
]);

const KIT = `const contracts = new Map<string, unknown>();
const events: Record<string, unknown> = {};
const order: any[] = [];
export function keep(meta: any) { if (contracts.has(meta.key)) throw new Error(meta.key); contracts.set(meta.key, meta); order.push(meta); return meta; }
export const event = (key: string) => (events[key] = { key, version: '1.0.0' }) as any;
export const last = () => order[order.length - 1];`;
const COUNTER = `let count = 0;\nconst next = () => 't' + ++count;`;

/** A program of a library and a file that uses it, across files. */
const keeping = (text: string, library = KIT): Program => ({ ...using(library, `${COUNTER}\n${text}`), isAcrossFiles: true });
const UNREAD = ['meta.* mutated'];

readAsTheyRun('functions of other files that collect what they are given', [
  [
    'in a Map, a list and an object, looking whether it is there',
    keeping(`import { event, keep } from './lib';
export const all = ['a', 'b'].map((key) => defineCommand({ meta: keep({ key, version: '1.0.0', tags: [next(), event(key).key] }) } as any));`),
  ],
  [
    'in a list that a class has',
    keeping(
      `import { Registry } from './lib';
export const A = defineCommand({ meta: Registry.add({ key: 'a', version: '1.0.0', tags: [next()] }) } as any);`,
      `export class Registry { static items: any[] = []; static add(meta: any) { Registry.items.push(meta); return meta; } }`,
    ),
  ],
  [
    'by instances that make others of their class',
    keeping(
      `import { scope } from './lib';
const billing = scope('billing');
export const A = billing.command('pay', next());
export const B = billing.at('2.0.0').command('void', next());`,
      `import { defineCommand } from '@lssm-tech/lib.contracts-spec';
const registry: unknown[] = [];
const register = <T>(key: string, contract: T): T => { registry.push({ key }); return contract; };
class Scope {
  constructor(private readonly area: string, private readonly version = '1.0.0') {}
  at(version: string) { return new Scope(this.area, version); }
  #meta(name: string, tag: string) { return { key: this.area + '.' + name, version: this.version, tags: [tag] }; }
  command(name: string, tag: string) { return register(name, defineCommand({ meta: this.#meta(name, tag) } as any)); }
}
export const scope = (area: string) => new Scope(area);`,
    ),
  ],
  [
    'in a list that a class has filled when it was made, its members besides',
    keeping(
      `import { Contracts, model } from './lib';
export const A = defineCommand({ meta: Contracts.meta('a', next()), io: { input: model, output: null } } as any);`,
      `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
export const model = defineSchemaModel({ name: 'M', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } } });
class Base { static owners = ['@base']; }
export class Contracts extends Base {
  static override owners = ['@own', ...super.owners];
  static all: unknown[] = [];
  static { for (const one of ['x', 'y']) this.all.push(one); }
  static meta(key: string, tag: string) { return { key, version: '1.0.0', owners: [...this.owners], tags: [tag, String(this.all.length)] }; }
}`,
    ),
  ],
  [
    'in a list that a class goes on to fill',
    keeping(
      `import { Contracts } from './lib';
Contracts.add('z');
export const A = defineCommand({ meta: Contracts.meta('a', next()) } as any);`,
      `export class Contracts {
  static all: string[] = [];
  static add = (one: string) => Contracts.all.push(one);
  static meta(key: string, tag: string) { return { key, version: '1.0.0', tags: [tag, ...this.all] }; }
}`,
    ),
    ['meta.tags unknown-spread', 'meta.tags[0] not-static'],
  ],
  [
    'and that others write to what is collected',
    keeping(
      `import { keep, stamp } from './lib';
const meta = keep({ key: 'a', version: '1.0.0', tags: [next()] });
stamp();
export const A = defineCommand({ meta } as any);`,
      `const order: any[] = [];
export function keep(meta: any) { order.push(meta); return meta; }
export const stamp = () => order.forEach((meta) => { meta.version = '2.0.0'; });`,
    ),
    UNREAD,
  ],
  [
    'and give it back under another name',
    keeping(`import { keep, last } from './lib';
const meta = keep({ key: 'a', version: '1.0.0', tags: [next()] });
last().version = '2.0.0';
export const A = defineCommand({ meta } as any);`),
    UNREAD,
  ],
  [
    'that throw on a condition which is not known, and something catches it',
    keeping(
      `import { check } from './lib';
let tags = ['x'];
try { check(Math.hypot(3, 4) > 1); tags = [next()]; } catch {}
export const A = defineCommand({ meta: { key: 'a', version: '1.0.0', tags } } as any);`,
      `export function check(isBad: boolean) { if (isBad) throw new Error('bad'); }`,
    ),
    ['meta.tags reassigned'],
  ],
]);

readAsTheyRun('what a kit of another file does beside making contracts', [
  [
    'a method of an object of a class, called by functions that are given out',
    using(
      `export const versions = new (class { major = 2; next(minor = 1) { return \`\${this.major}.\${minor}.0\`; } })();`,
      `import { versions } from './lib';
const asset = { tags: [] as string[] };
for (const tag of ['x', 'y']) asset.tags.push(tag);
export const meta = (key: string) => ({ key, version: versions.next(3), tags: asset.tags });
export const A = defineCommand({ meta: meta('a') } as any);`,
    ),
  ],
  [
    'a method that writes to its object, called by functions that are given out',
    using(
      `export const versions = new (class { major = 2; next() { return \`\${++this.major}.0.0\`; } })();`,
      `import { versions } from './lib';
const asset = { tags: [] as string[] };
for (const tag of ['x', 'y']) asset.tags.push(tag);
export const meta = (key: string) => ({ key, version: versions.next(), tags: asset.tags });
export const A = defineCommand({ meta: meta('a') } as any);`,
    ),
    ['meta.tags mutated', 'meta.version unknown-call'],
  ],
  [
    'a table that is filled where nothing stands yet, and a flag that ends it',
    using(
      `${DEFINE}
const all: Record<string, any> = Object.create(null);
let isOver = false;
export const register = { command(spec: any) { if (isOver) throw new Error('over'); const made = defineCommand(spec); all[spec.meta.key] ??= made; return made; } };
export function end() { isOver = true; }`,
      `import { end, register } from './lib';
let count = 0;
export const A = register.command({ meta: { key: 'a', version: '1.0.0', title: 'T' + ++count } });
end();`,
    ),
  ],
  [
    'an object that is kept under a name, and written to by that',
    using(
      `let last: any;
export function keep(meta: any) { last = meta; return meta; }
export const stamp = () => { last.version = '2.0.0'; };`,
      `import { keep, stamp } from './lib';
let count = 0;
const meta = keep({ key: 'a', version: '1.0.0', title: 'T' + ++count });
stamp();
export const A = defineCommand({ meta } as any);`,
    ),
    UNREAD,
  ],
  [
    'a function that is kept under a name, and called by that',
    using(
      `let handler: any;
export function on(fn: any) { handler = fn; }
export const fire = () => handler();`,
      `import { fire, on } from './lib';
const tags = ['x'];
tags.push('y');
on(() => { tags.push('z'); });
fire();
export const A = ${command('a', 'tags')};`,
    ),
    ['meta.tags mutated'],
  ],
  [
    'one of two objects, which of them a name has another function tells, and a third writes to it',
    using(
      `const one = { title: '1' }, two = { title: '2' };
let current = one;
export const meta = { one, two };
export const swap = () => { current = two; };
export const stamp = () => { current.title = 's'; };`,
      `import { meta, stamp, swap } from './lib';
const tags: string[] = [];
tags.push('y');
swap();
stamp();
export const A = ${command('a', 'title: meta.two.title, tags')};`,
    ),
    ['meta.tags mutated', 'meta.title mutated'],
  ],
  [
    'what is made once, when it is asked for',
    using(
      `export function lazy<T>(make: () => T) { let value: T | undefined; return () => (value ??= make()); }`,
      `import { lazy } from './lib';
const tags: string[] = [];
tags.push('y');
export const get = lazy(() => 'made');
export const A = ${command('a', 'tags, title: get()')};`,
    ),
  ],
]);

const STORE = `export const store: { last?: any; names: string[] } = { names: [] };
export function keep(meta: any) { store.last = meta; return meta; }
export const last = () => store.last;`;

readAsTheyRun('what functions of other files write to contracts that they are given where they are defined', [
  [
    'a list of one',
    using(
      `export const tag = (contract: any, tag: string) => { contract.meta.tags.push(tag); return contract; };`,
      `import { tag } from './lib';\nexport const A = tag(defineEvent({ meta: { key: 'a', version: '1.0.0', tags: [] }, payload: null } as any), 'late');`,
    ),
  ],
  [
    'the same, where the file cannot be followed',
    using(
      `export const tag = (contract: any, tag: string) => { contract.meta.tags.push(tag); return contract; };`,
      `import { tag } from './lib';\nif (Math.hypot(3, 4) > 1) Object.keys({}).push('x');\nexport const A = tag(defineEvent({ meta: { key: 'a', version: '1.0.0', tags: [] }, payload: null } as any), 'late');`,
    ),
    [
      'capability',
      'payload',
      'pii',
      ...['description', 'domain', 'key', 'owners', 'stability', 'tags', 'title', 'version'].map((name) => `meta.${name}`),
    ].map((path) => `${path} mutated`),
  ],
  [
    'nothing',
    using(
      `export const see = (contract: any) => { const tags = [...contract.meta.tags]; tags.push('x'); return contract; };`,
      `import { see } from './lib';\nif (Math.hypot(3, 4) > 1) Object.keys({}).push('x');\nexport const A = see(defineEvent({ meta: { key: 'a', version: '1.0.0', tags: [] }, payload: null } as any));`,
    ),
  ],
]);

readAsTheyRun('what is written to by the names that other files keep it under', [
  [
    'a member of what they give out',
    using(
      STORE,
      `import { keep, store } from './lib';\nconst meta = keep({ key: 'a', version: '1.0.0' });\nstore.last.version = '2.0.0';\nexport const A = defineCommand({ meta } as any);`,
    ),
    UNREAD,
  ],
  [
    'the same, in a function, of an object that has a name',
    using(
      STORE,
      `import { keep, store } from './lib';\nconst meta = { key: 'a', version: '1.0.0', tags: ['x'] };\nkeep(meta);
function touch() { const { last } = store; last.tags.push('y'); }\ntouch();\nexport const A = defineCommand({ meta } as any);`,
    ),
    UNREAD,
  ],
  [
    'what a function of theirs gives',
    using(
      STORE,
      `import { keep, last } from './lib';\nconst meta = { key: 'a', version: '1.0.0' };\nkeep(meta);\nlast().version = '2.0.0';\nexport const A = defineCommand({ meta } as any);`,
    ),
    UNREAD,
  ],
  [
    'what they made themselves',
    using(
      STORE,
      `import { keep, store } from './lib';\nconst meta = { key: 'a', version: '1.0.0' };\nkeep(meta);\nstore.names.push('n');\nexport const A = defineCommand({ meta } as any);`,
    ),
  ],
]);

/** A module that writes to what functions of another file give, and may have kept: the store, by a name that says nothing. */
const ROWS = `export const rows: any = {};
export const find = (id: string): any => rows[id];
export const pass = (value: any): any => value;
export const keep = (value: any): any => { rows.last = value; return value; };`;

readAsTheyRun('what a module uses that writes to what functions of another file give', [
  [
    'given to a function that does not keep it',
    using(
      ROWS,
      `import { find, pass } from './lib';
const tags = ['x'];
export const run = (id: string) => { const row = find(id); row.title = 'seen'; pass(tags); };
export const A = ${command('a', 'tags')};`,
    ),
  ],
  [
    'given to one that keeps it',
    using(
      ROWS,
      `import { find, keep } from './lib';
const one: any = { title: 'one' };
keep(one);
const row = find('last');
row.title = 'two';
export const A = ${command('a', '...one')};`,
    ),
    ['meta.* unknown-spread'],
  ],
]);
