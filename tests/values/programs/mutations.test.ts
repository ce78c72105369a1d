import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

/** A way whose contract takes its tags from a list that is given to a function of another file. */
function throughChange(code: string, unreadable?: readonly string[]): Way {
  return [
    `a function of another file that writes to what it is given, by way of: ${code}`,
    {
      'src/change.ts': `export function change(list: string[]) {\n${code}\n}`,
      'src/a.ts': `${DEFINE}\nimport { change } from './change';\nconst TAGS = ['x'];\nchange(TAGS);\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } });`,
    },
    unreadable,
  ];
}

/** A way whose contract takes its tags from `TAGS`, with code before it. */
function tags(name: string, before: string, unreadable?: readonly string[], after = ''): Way {
  return [
    name,
    `${DEFINE}\n${before}\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } } as any);\n${after}`,
    unreadable,
  ];
}
const MUTATED = ['meta.tags mutated'];

readAsTheyRun('arrays that change', [
  tags(
    'in all that an object has been given',
    `const TAGS = ['x'];\nconst box: any = {};\nbox.tags = TAGS;\nObject.values<any>(box).forEach((tags) => tags.push('y'));`,
  ),
  tags(
    'in all entries that another object has been given, later',
    `const TAGS = ['x'];\nconst box: any = {};\nexport const fill = () => { for (const [, tags] of Object.entries<any>(box)) tags.push(String(Math.hypot(3, 4))); };\nbox.tags = TAGS;\nfill();`,
    ['meta.tags mutated'],
  ),
  tags('push before', `const TAGS = ['x'];\nTAGS.push('y');`),
  [
    'push after, of a copy',
    `${DEFINE}\nconst TAGS = ['x'];\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: [...TAGS] } });\nTAGS.push('y');`,
  ],
  [
    'push before, of a copy',
    `${DEFINE}\nconst TAGS = ['x'];\nTAGS.push('y');\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: [...TAGS] } });`,
  ],
  tags('a write to an element', `const TAGS = ['x'];\nTAGS[0] = 'y';`),
  tags('a write to its length', `const TAGS = ['x', 'y'];\nTAGS.length = 1;`, MUTATED),
  tags('a write by destructuring', `const TAGS = ['x', 'y'];\n[TAGS[0], TAGS[1]] = ['1', '2'];`),
  tags('a write in a loop head', `const TAGS = ['x'];\nfor (TAGS[0] of ['y', 'z']);`),
  tags('a compound assignment and an increment', `const TAGS: any[] = ['x', 1];\nTAGS[0] += 'y';\nTAGS[1]++;`),
  tags('sort, reverse, splice, fill', `const TAGS = ['y', 'x'];\nTAGS.sort();`),
  tags('a method by a computed name', `const TAGS = ['x'];\nTAGS['push']('y');`),
  tags('a method by call', `const TAGS = ['x'];\nArray.prototype.push.call(TAGS, 'y');`, MUTATED),
  tags('a method that a callback of findLastIndex calls', `const TAGS = ['x'];\n[TAGS].findLastIndex((one) => one.push('y') > 0);`),
  tags('a method that is taken out of it', `const TAGS = ['x'];\nconst push = TAGS.push.bind(TAGS);\npush('y');`, MUTATED),
  tags('Reflect.set', `const TAGS = ['x'];\nReflect.set(TAGS, 0, 'y');`, MUTATED),
  tags('Object.defineProperty', `const TAGS = ['x'];\nObject.defineProperty(TAGS, 0, { value: 'y' });`, MUTATED),
  tags('Object.assign', `const TAGS = ['x'];\nObject.assign(TAGS, ['y']);`, MUTATED),
  tags(
    'Object.assign to a setter of a class',
    `class Box { list = ['x']; set more(one: string) { this.list.push(one); } }\nconst { list: TAGS } = Object.assign(new Box(), { more: 'y' });`,
  ),
  tags('a text that is evaluated', `const TAGS = ['x'];\neval("TAGS.push('y')");`, MUTATED),
  tags('a text that is evaluated in a function', `let TAGS = ['x'];\nfunction set(): void { eval("TAGS = ['y']"); }\nset();`, [
    'meta.tags reassigned',
  ]),
  tags('copyWithin in a chain', `const TAGS = ['x', 'y'];\nTAGS.copyWithin(0, 1).concat('z');`, MUTATED),
  tags('a function that changes its parameter', `const TAGS = ['x'];\nfunction add(list: string[]) { list.push('y'); }\nadd(TAGS);`),
  tags('a function that does not', `const TAGS = ['x'];\nfunction count(list: string[]) { return list.length; }\ncount(TAGS);`),
  tags(
    'a function that gives it to another that changes it',
    `const TAGS = ['x'];\nconst change = (list: string[]) => { list[0] = 'y'; };\nconst pass = (list: string[]) => change(list);\npass(TAGS);`,
  ),
  tags('a function of a package outside', `import { change } from 'outside';\nconst TAGS = ['x'];\nchange(TAGS);`, MUTATED),
  tags('a function of a package outside, later', `import { identity } from 'outside';\nconst TAGS = ['x'];`, undefined, 'identity(TAGS);'),
  tags('a rest parameter', `const TAGS = ['x'];\nfunction change(...lists: string[][]) { lists[1]!.push('y'); }\nchange([], TAGS);`),
  tags('arguments', `const TAGS = ['x'];\nfunction change(_: unknown) { arguments[0].push('y'); }\nchange(TAGS);`),
  tags(
    'a destructured parameter',
    `const TAGS = ['x'];\nfunction change({ list }: { list: string[] }) { list.push('y'); }\nchange({ list: TAGS });`,
  ),
  tags(
    'a spread argument',
    `const TAGS = ['x'];\nconst all = [TAGS];\nfunction change(list: string[]) { list.push('y'); }\nchange(...(all as [string[]]));`,
  ),
  tags('a function that is called later', `const TAGS = ['x'];\nconst later = () => TAGS.push('y');\nlater();`),
  tags('another name for it', `const TAGS = ['x'];\nconst other = TAGS;\nother.push('y');`),
  tags('another name by a cast, a condition and a default', `const TAGS = ['x'];\nconst { other = TAGS } = {} as any;\nother.push('y');`),
  tags('another name by assignment', `const TAGS = ['x'];\nlet other: string[];\nother = TAGS;\nother.push('y');`),
  tags('a member of an object that holds it', `const TAGS = ['x'];\nconst holder = { tags: TAGS };\nholder.tags.push('y');`),
  tags(
    'a member that is put on an object later',
    `const TAGS = ['x'];\nconst holder: any = {};\nholder.tags = TAGS;\nholder.tags.push('y');`,
  ),
  tags('an element of a list that holds it', `const TAGS = ['x'];\nconst [first] = [TAGS];\nfirst!.push('y');`),
  tags('what a function gives back', `const TAGS = ['x'];\nconst get = () => TAGS;\nget().push('y');`),
  tags('what a function gives back, under a name', `const TAGS = ['x'];\nconst get = () => TAGS;\nconst other = get();\nother.push('y');`),
  tags('what an identity gives back', `const TAGS = ['x'];\nconst same = <T>(value: T) => value;\nsame(TAGS).push('y');`),
  tags('what a native function gives back', `const TAGS = ['x'];\nObject.values({ TAGS })[0]!.push('y');`),
  tags('what freeze gives back', `const TAGS = ['x'];\nconst same = Object.seal(TAGS) as any;\nsame[0] = 'y';`, MUTATED),
  tags('a list in place', `const TAGS = ['x'];\n[TAGS][0]!.push('y');`),
  tags('a condition in place', `const TAGS = ['x'];\n(Math.hypot(3, 4) > 1 ? TAGS : []).push('y');`, MUTATED),
  tags('a callback of forEach', `const TAGS = ['x'];\n[TAGS].forEach((list) => { list.push('y'); });`),
  tags('a loop variable', `const TAGS = ['x'];\nfor (const list of [TAGS]) list.push('y');`),
  tags('a Map that holds it', `const TAGS = ['x'];\nconst map = new Map([['tags', TAGS]]);\nmap.get('tags')!.push('y');`),
  tags(
    'a promise, an exception and a closure that hand it on',
    `const TAGS = ['x'];\ntry { throw TAGS; } catch (list) { (list as string[]).push('y'); }`,
  ),
  tags('a tagged template', `const TAGS = ['x'];\nconst tag = (_: unknown, list: string[]) => list.push('y');\ntag\`\${TAGS}\`;`),
  tags('a constructor', `const TAGS = ['x'];\nclass Change { constructor(list: string[]) { list.push('y'); } }\nnew Change(TAGS);`),
  tags('a setter', `const TAGS = ['x'];\nconst holder = { set list(list: string[]) { list.push('y'); } };\nholder.list = TAGS;`, MUTATED),
  tags('a field of a class', `const TAGS = ['x'];\nclass Holder { static tags = TAGS; }\nHolder.tags.push('y');`),
  tags(
    'a generator that gives it',
    `const TAGS = ['x'];\nfunction* all() { yield TAGS; }\nfor (const list of all()) list.push('y');`,
    MUTATED,
  ),
  tags('a getter of an instance', `const TAGS = ['x'];\nclass Kit { get list() { return TAGS; } }\nnew Kit().list.push('y');`),
  tags('an iterator of a list', `const TAGS = ['x'];\nfor (const [at, list] of [TAGS].entries()) list.push('y' + at);`),
  tags('what a function of JavaScript’s own may call', `const TAGS = ['x'];\nJSON.parse('1', () => TAGS.push('y'));`, MUTATED),
  tags('console.log changes nothing', `const TAGS = ['x'];\nconsole.log(TAGS);`),
  tags(
    'a method that changes nothing',
    `const TAGS = ['x'];\nTAGS.forEach((tag) => console.log(tag));\nTAGS.map((tag) => tag + '!');\nTAGS.slice().push('y');\n[...TAGS].push('z');\nTAGS.concat().sort();`,
  ),
  tags('push in a branch', `const TAGS = ['x'];\nif (Math.hypot(3, 4) > 1) TAGS.push('y');`, MUTATED),
  tags('push in a function that nobody calls', `const TAGS = ['x'];\nexport function add() { TAGS.push('y'); }`, MUTATED),
  tags('push in its own initialiser', `const TAGS = ((list: string[]) => { list.push('y'); return list; })(['x']);`),
  tags('delete of an element', `const TAGS = ['x', 'y'];\ndelete (TAGS as any)[1];\nTAGS.length = 1;`, MUTATED),
]);

readAsTheyRun('what changes after the contract is defined', [
  [
    'a list that it gives to a function of another file',
    {
      'src/change.ts': `export const change = (...lists: string[][]) => lists.forEach((list) => list.push('y'));`,
      'src/a.ts': `${DEFINE}\nimport { change } from './change';\nconst TAGS = ['x'];\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } } as any);\nchange(TAGS);`,
    },
  ],
  [
    'a list that it gives away by names of names',
    {
      'src/change.ts': `export const change = (list: string[]) => { list.push('y'); };`,
      'src/a.ts': `${DEFINE}\nimport { change } from './change';\nconst TAGS = ['x'];\nconst box = { inner: { tags: TAGS } };\nconst pick = (list: any) => list.inner;\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } } as any);\nconst { tags: given } = pick(box);\nchange(given);`,
    },
  ],
  [
    'a list that a file gives back which imports it',
    {
      'src/change.ts': `export const change = (list: string[]) => { list.push('y'); };`,
      'src/back.ts': `import { TAGS } from './a';\nexport function back() { return TAGS; }`,
      'src/a.ts': `${DEFINE}\nimport { change } from './change';\nimport { back } from './back';\nexport const TAGS = ['x'];\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } } as any);\nconst given = back();\nchange(given);`,
    },
    ['meta.tags mutated'],
  ],
  [
    'a list that it gives away, of several',
    {
      'src/change.ts': `export const change = (list: string[]) => { list.push('y'); };`,
      'src/a.ts': `${DEFINE}\nimport { change } from './change';\nconst TAGS = ['x'];\nconst OTHER = ['z'];\nconst box = { TAGS: OTHER };\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS, owners: OTHER } } as any);\nchange(box.TAGS);`,
    },
  ],
  tags('a list that it holds', `const TAGS = ['x'];`, undefined, `TAGS.push('y');`),
  tags('a list in a list', `const INNER = [['x']];\nconst TAGS = INNER[0];`, undefined, `INNER[0]!.push('y');`),
  [
    'the contract itself, by its name',
    `${DEFINE}\nexport const A: any = defineEvent({ meta: { key: 'a.one', version: '1.0.0', tags: ['x'] }, payload: null } as any);\nA.meta.tags.push('y');\nA.meta.title = 'T';\nA.pii = ['p'];`,
  ],
  [
    'a list of contracts, in a loop',
    `${DEFINE}\nconst all: any[] = [defineEvent({ meta: { key: 'a.one', version: '1.0.0' }, payload: null } as any)];\nfor (const event of all) event.meta.domain = 'billing';`,
  ],
  [
    'another object of the same form',
    `${DEFINE}\nconst tags = () => ['x'];\nconst other = { list: ['y'] };\nother.list.push('z');\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: tags() } } as any);`,
  ],
]);

readAsTheyRun('objects that change', [
  [
    'Object.assign to one of two imports of one object',
    {
      'src/teams.ts': `export const first: any = { title: 'T' };\nexport const second = first;`,
      'src/a.ts': `${DEFINE}\nimport { first, second } from './teams';\nObject.assign(second, { title: 'U' });\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: first.title } });`,
    },
    ['meta.title mutated'],
  ],
  [
    'one of two imports of one list, given to a function of another file',
    {
      'src/lists.ts': `export const first = ['x'];\nexport const second = first;\nexport function change(list: string[]) { list.push('y'); }`,
      'src/a.ts': `${DEFINE}\nimport { change, first, second } from './lists';\nconst before = [...second];\nchange(first);\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: before, tags: [...second] } });`,
    },
    ['meta.tags unknown-spread'],
  ],
  [
    'what a function of its own file reads, when another one has written to it',
    {
      'src/team.ts': `export const team = { owner: '@a' };\nexport const owners = () => [team.owner];`,
      'src/a.ts': `${DEFINE}\nimport { owners, team } from './team';\nteam.owner = '@b';\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: owners() } });`,
    },
    ['meta.owners[0] mutated'],
  ],
  [
    'a member of the global object, by its bare name',
    `${DEFINE}\nconst META = { owner: '@a', tags: ['x'] };\n(globalThis as any).shared = META;\ndeclare const shared: any;\nshared.owner = '@b';\nshared.tags.push('y');\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [META.owner], tags: META.tags } } as any);`,
    ['meta.owners[0] mutated', 'meta.tags mutated'],
  ],
  [
    'a member of the global object, by its bare name in another file',
    {
      'src/meta.ts': `export const META = { owner: '@a' };\n(globalThis as any).shared = META;`,
      'src/change.ts': `import './meta';\ndeclare const shared: any;\nshared.owner = '@b';`,
      'src/a.ts': `${DEFINE}\nimport { META } from './meta';\nimport './change';\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [META.owner] } } as any);`,
    },
    ['meta.owners[0] mutated'],
  ],
  [
    'a member that was assigned, held by another object and written to there',
    {
      'src/meta.ts': `export const OWNERS = ['@a'];`,
      'src/a.ts': `${DEFINE}\nimport { OWNERS } from './meta';\nconst team: any = { owners: ['@none'] };\nteam.owners = OWNERS;\nconst holder = { inner: team.owners };\nholder.inner.push('@b');\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: OWNERS } } as any);`,
    },
    ['meta.owners mutated'],
  ],
  [
    'a member that is written before',
    `${DEFINE}\nconst META = { key: 'a.one', version: '1.0.0', owners: ['@a'] };\nMETA.owners = ['@b'];\nexport const A = defineCommand({ meta: META });`,
  ],
  [
    'a member that is written after, of a contract that copies',
    `${DEFINE}\nconst META = { key: 'a.one', version: '1.0.0', owners: ['@a'] };\nexport const A = defineCommand({ meta: { ...META } });\nMETA.owners = ['@b'];`,
  ],
  [
    'a member of a member',
    `${DEFINE}\nconst META: any = { key: 'a.one', version: '1.0.0', nested: { owners: ['@a'] } };\nMETA.nested.owners[0] = '@b';\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: META.nested.owners } });`,
  ],
  [
    'a spread of what changes',
    `${DEFINE}\nconst META: any = { version: '1.0.0', owners: ['@a'] };\nMETA.title = 'T';\nexport const A = defineCommand({ meta: { ...META, key: 'a.one' } });`,
  ],
  [
    'delete',
    `${DEFINE}\nconst META: any = { title: 'T' };\ndelete META.title;\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: META.title } });`,
  ],
  [
    'Object.assign to it',
    `${DEFINE}\nconst META: any = { title: 'T' };\nObject.assign(META, { title: 'U' });\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: META.title } });`,
  ],
  [
    'Object.assign from it',
    `${DEFINE}\nconst META: any = { title: 'T' };\nconst other = Object.assign({}, META, { title: 'U' });\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: META.title, description: other.title } });`,
  ],
  [
    'what Object.assign gives back is its first argument',
    `${DEFINE}\nconst META: any = { tags: ['x'] };\nconst other: any = Object.assign(META);\nother.tags = ['y'];\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: META.tags } });`,
  ],
  [
    'Object.setPrototypeOf',
    `${DEFINE}\nconst META: any = {};\nObject.setPrototypeOf(META, { title: 'T' });\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: META.title } });`,
    ['meta.title mutated'],
  ],
  [
    'an import that is written to',
    {
      'src/meta.ts': `export const TAGS = ['x'];`,
      'src/a.ts': `${DEFINE}\nimport { TAGS } from './meta';\nTAGS.push('y');\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } });`,
    },
    ['meta.tags mutated'],
  ],
  [
    'an export that its own module writes to, later',
    {
      'src/meta.ts': `export const TAGS = ['x'];\nTAGS.push('y');`,
      'src/a.ts': `${DEFINE}\nimport { TAGS } from './meta';\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } });`,
    },
  ],
  [
    'a member of a namespace that is written to',
    {
      'src/meta.ts': `export const TAGS = ['x'];`,
      'src/a.ts': `${DEFINE}\nimport * as meta from './meta';\nmeta.TAGS.push('y');\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: meta.TAGS } });`,
    },
    ['meta.tags mutated'],
  ],
  [
    'an import that a third module writes to',
    {
      'src/meta.ts': `export const TAGS = ['x'];`,
      'src/change.ts': `import { TAGS } from './meta';\nTAGS.push('y');`,
      'src/a.ts': `${DEFINE}\nimport './change';\nimport { TAGS } from './meta';\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } });`,
    },
    ['meta.tags mutated'],
  ],
  [
    'in another file, through an object of a third one that holds it',
    {
      'src/bag.ts': `import { TAGS } from './a';\nexport const bag = { TAGS };`,
      'src/change.ts': `export function change(given: any) { given.TAGS.push('y'); }`,
      'src/a.ts': `${DEFINE}\nimport { bag } from './bag';\nimport { change } from './change';\nexport const TAGS = ['x'];\nexport const later = () => change(bag);\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } });`,
      'src/b.ts': `import { later } from './a';\nlater();`,
    },
    MUTATED,
  ],
  [
    'a function of another file that writes to what it is given',
    {
      'src/change.ts': `export function change(list: string[]) { list.push('y'); }`,
      'src/a.ts': `${DEFINE}\nimport { change } from './change';\nconst TAGS = ['x'];\nchange(TAGS);\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } });`,
    },
  ],
  ...[
    `[list].slice()[0]!.push('y');`,
    `[list].sort()[0]!.push('y');`,
    `[[list]].flat()[0]!.push('y');`,
    `[list].filter(Boolean).map((one) => one)[0]!.push('y');`,
    `[list].reduce((_, one) => one).push('y');`,
    `Object.fromEntries([['list', list]]).list!.push('y');`,
    `Object.entries({ list }).forEach(([, inner]) => inner.push('y'));`,
    `for (const [, inner] of [list].entries()) inner.push('y');`,
    `Array.from({ length: 1 }, () => list)[0]!.push('y');`,
    `new Array(list)[0]!.push('y');`,
    `const { inner } = { inner: list };\ninner.push('y');`,
    `let inner: string[];\n[inner] = [list];\ninner.push('y');`,
    `const holder = { get inner() { return list; } };\nholder.inner.push('y');`,
    `class Holder { static get inner() { return list; } }\nHolder.inner.push('y');`,
    `const holder = { __proto__: { list } } as any;\nholder.list.push('y');`,
  ].map((code) => throughChange(code)),
  ...[
    `function* all() { yield* [list]; }\nfor (const inner of all()) inner.push('y');`,
    `const [all] = [(function* () { yield list; })()];\nall!.next().value!.push('y');`,
    `Reflect.get({ list }, 'list').push('y');`,
    `const push: any = Array.prototype.push;\npush.call(list, 'y');`,
    `const { push }: any = list;\npush.call(list, 'y');`,
    `[1].forEach(function (this: string[]) { this.push('y'); }, list);`,
  ].map((code) => throughChange(code, ['meta.tags mutated'])),
  [
    'a prototype of a prototype, which is written to after its object was made',
    `${DEFINE}\nconst base: any = { x: 1 };\nconst inner = Object.create(base);\nconst meta = Object.create(inner);\ninner.x = 2;\ndelete inner.x;\nbase.x = 3;\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: [String(meta.x)] } } as any);`,
  ],
  [
    'a function of another file whose loop gives a member each of its items',
    {
      'src/meta.ts': `export const meta = { key: 'a.one', version: '1.0.0', title: 'x' };`,
      'src/change.ts': `import { meta } from './meta';\nexport function change() { for (meta.title of ['y', 'z']); }`,
      'src/a.ts': `${DEFINE}\nimport { change } from './change';\nimport { meta } from './meta';\nchange();\nexport const A = defineCommand({ meta });`,
    },
    ['meta.* mutated'],
  ],
  [
    'a local of a factory, changed before its contract',
    `${DEFINE}\nfunction make(key: string) { const tags = ['x']; tags.push(key); return defineCommand({ meta: { key, version: '1.0.0', tags } }); }\nexport const A = make('a.one');`,
  ],
  [
    'a local of a factory that is built up from nothing',
    `${DEFINE}\nfunction make(key: string) { const meta: any = { key, version: '1.0.0' }; meta.title = 'T'; return defineCommand({ meta }); }\nexport const A = make('a.one');`,
  ],
  [
    'a spec that is built up step by step',
    `${DEFINE}\nconst spec: any = {};\nspec.meta = { key: 'a.one', version: '1.0.0' };\nexport const A = defineCommand(spec);`,
  ],
  [
    'a contract that is changed after it was defined',
    `${DEFINE}\nconst owners = ['@a'];\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [...owners] } });\nowners.push('@b');`,
  ],
  [
    'what is frozen stays',
    `${DEFINE}\nimport { change } from 'outside';\nconst TAGS = Object.freeze(['x']);\ntry { change(TAGS); } catch { /* it is frozen */ }\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } } as any);`,
    ['meta.tags mutated'],
  ],
  tags(
    'what is as const, a package is given to read',
    `import { identity } from 'outside';\nconst TAGS = ['x'] as const;\nexport const column = identity({ enum: TAGS });`,
  ),
  tags(
    'what is as const, a package is given by a cast',
    `import { change } from 'outside';\nconst TAGS = ['x'] as const;\nchange(TAGS as any);`,
    MUTATED,
  ),
  tags(
    'what is as const, code of the repository is given',
    `const change = (list: any) => { list.push(String(Math.hypot(3, 4))); };\nconst TAGS = ['x'] as const;\nchange(TAGS);`,
    MUTATED,
  ),
  [
    'what is as const in another file, where a package is given it to read',
    {
      'src/tags.ts': `import { identity } from 'outside';\nexport const TAGS = ['x'] as const;\nexport const column = identity({ enum: TAGS });`,
      'src/a.ts': `${DEFINE}\nimport { TAGS } from './tags';\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: TAGS } } as any);`,
    },
  ],
  [
    'strings and numbers do not change',
    `${DEFINE}\nimport { identity } from 'outside';\nconst key = 'a.one';\nidentity(key);\nconst META = { version: '1.0.0' };\nconst version = META.version;\nexport const A = defineCommand({ meta: { key, version } });`,
  ],
]);
