import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

const WRITERS = `
export const tune = (x: any) => { x.title = 'tuned'; };
export const titled = (title: string) => (x: any) => { x.title = title; return x; };
export const skip = () => {};`;
const IMPORT = `import { tune, titled, skip } from './writers';`;
const command = `defineCommand({ meta: { key: 'a.one', version: '1.0.0', ...one } } as any)`;

/** Ways to give \`it\` to a function of another file that writes to it. */
const GIVEN: readonly (readonly [name: string, statement: string])[] = [
  ['as the last of a sequence', '(0, tune)(it);'],
  ['as one of two', '([].length === 0 ? tune : skip)(it);'],
  ['by an assignment', 'let go: any; (go = tune)(it);'],
  ['by a name that is assigned', 'let go: any; go = tune; go(it);'],
  ['as a member that is assigned', 'const kit: any = {}; kit.go = tune; kit.go(it);'],
  ['from a list', '[tune, skip][0](it);'],
  ['from a Map', "new Map([['a', tune]]).get('a')!(it);"],
  ['from a list that is filled', 'const all: any[] = []; all.push(tune); all.forEach((go) => go(it));'],
  ['as an argument', '((go: any) => go(it))(tune);'],
  ['as a default', 'const go = (to: any, by = tune) => by(to); go(it);'],
  ['for each of a Set', 'new Set([it]).forEach(tune);'],
  ['as a callback of map', '[it].map(tune);'],
  ['as a callback of some', '[it].some(tune);'],
  ['as a callback of findLastIndex', '[it].findLastIndex(tune);'],
  ['as a callback of reduce', '[it].reduce((to, by) => (tune(by), to), it);'],
  ['as a callback of Array.from', 'Array.from([it], tune);'],
  ['as a callback that a call gives', "[it].map(titled('named'));"],
  ['by a spread', 'tune(...[it]);'],
  ['from deep inside', 'const wide = { x: { y: it } }; tune(wide.x.y);'],
  ['from a flat list', '[[it]].flat().forEach(tune);'],
  ['for all values of an object', 'Object.values({ a: it }).forEach((to) => tune(to));'],
  ['in a loop over what holds it', 'for (const to of Object.values({ a: it })) tune(to);'],
];

/** Of another file, it is not followed. */
const MADE_IN_THE_FILE: (typeof GIVEN)[number] = [
  'as a callback that a function of the file makes',
  'const tap = (go: any) => (to: any) => { go(to); return to; }; [it].map(tap(tune));',
];

const inCallback = (statement: string): string =>
  `${DEFINE}\n${IMPORT}\nconst one = { title: 'as written' };\n[one].forEach((it: any) => { ${statement} });\nexport const A = ${command};`;

readAsTheyRun(
  'what a callback gives to a function of another file that writes to it',
  [...GIVEN, MADE_IN_THE_FILE].map(([name, statement]): Way => [name, { 'src/writers.ts': WRITERS, 'src/a.ts': inCallback(statement) }]),
);

readAsTheyRun(
  'what a function of another file gives to one of a third file that writes to it',
  GIVEN.map(([name, statement]): Way => [
    name,
    {
      'src/writers.ts': WRITERS,
      'src/pass.ts': `${IMPORT}\nexport const pass = (it: any) => { ${statement} };`,
      'src/a.ts': `${DEFINE}\nimport { pass } from './pass';\nconst one = { title: 'as written' };\n[one].forEach((it) => pass(it));\nexport const A = ${command};`,
    },
  ]),
);

/** Ways to hold a list, with what names it for a contract, and what by which it is written to. */
const HELD: readonly (readonly [name: string, held: string, read: string, written: string])[] = [
  ['a static field', `class Tags { static all = ['x']; }`, 'Tags.all', 'Tags.all'],
  ['an inherited static field', `class Base { static all = ['x']; } class Tags extends Base {}`, 'Tags.all', 'Base.all'],
  [
    'a getter of an instance',
    `class Tags { static all = ['x']; get own() { return Tags.all; } } const holder = new Tags();`,
    'Tags.all',
    'holder.own',
  ],
  ['a getter of an object', `const list = ['x']; const holder = { get own() { return list; } };`, 'list', 'holder.own'],
  ['a bound function', `const list = ['x']; function self(this: any) { return this; } const own = self.bind(list);`, 'list', 'own()'],
  ['a tag', "const list = ['x']; const last = (_: any, own: any) => own;", 'list', 'last`${list}`'],
];

readAsTheyRun(
  'lists that functions write to which another file calls',
  HELD.flatMap(([name, held, read, written]) =>
    [`${written}.push('y');`, ...(written.endsWith('()') ? [] : [`add(${written});`, `kit.add(${written}, 'y');`])].map((write): Way => [
      `${name}: ${write}`,
      {
        'src/writers.ts': `export const add = (to: string[]) => { to.push('y'); };\nexport const kit = { add(to: string[], one: string) { to.push(one); } };`,
        'src/tags.ts': `import { add, kit } from './writers';\n${held}\nexport const touch = () => { ${write} };\nexport const tags = () => ${read};`,
        'src/a.ts': `${DEFINE}\nimport { tags, touch } from './tags';\ntouch();\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: tags() } });`,
      },
      ['meta.tags mutated'],
    ]),
  ),
);

/** Ways to write to a list that is made of what a function is given. */
const NEW_LISTS: readonly string[] = [
  'Array.from(new Set(to)).sort()',
  'Array.from(to).push(0)',
  'Array.from(to, (one) => one).reverse()',
  'Array.of(to).pop()',
  'to.map((one) => one).sort()',
  'to.filter(Boolean).push(0)',
];

readAsTheyRun(
  'objects of which a function of another file makes a list that it writes to',
  NEW_LISTS.map((list): Way => [
    list,
    {
      'src/sorted.ts': `export const sorted = (to: any) => ${list};`,
      'src/a.ts': `${DEFINE}\nimport { sorted } from './sorted';\nconst tags = ['y', 'x'];\nif ((globalThis as any).noSuchName) sorted(tags);\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags } });`,
    },
  ]),
);
