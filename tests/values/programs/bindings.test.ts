import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const A = (meta: string): string => `export const A = defineCommand({ meta: { ${meta} } } as any);`;

readAsTheyRun('bindings', [
  ['let that is never written again', `${DEFINE}\nlet key = 'a.one';\nvar version = '1.0.0';\n${A('key, version')}`],
  ['let that is written later', `${DEFINE}\nlet key = 'a.one';\n${A(`key, version: '1.0.0'`)}\nkey = 'a.two';`],
  ['let that is written before', `${DEFINE}\nlet key;\nkey = 'a.one';\n${A(`key, version: '1.0.0'`)}`],
  ['let that a function writes', `${DEFINE}\nlet key = 'a.one';\nfunction set() { key = 'a.two'; }\nset();\n${A(`key, version: '1.0.0'`)}`],
  ['let that a pattern writes', `${DEFINE}\nlet key = 'a.one';\n({ key } = { key: 'a.two' });\n${A(`key, version: '1.0.0'`)}`],
  ['let that a loop writes', `${DEFINE}\nlet key = 'a.one';\nfor (key of ['a.two']);\n${A(`key, version: '1.0.0'`)}`],
  ['let that an increment writes', `${DEFINE}\nlet count = 1;\ncount++;\n${A(`key: 'a' + count, version: '1.0.0'`)}`],
  ['let that nothing is assigned to', `${DEFINE}\nlet title;\n${A(`key: 'a.one', version: '1.0.0', title`)}`],
  ['var that is declared twice', `${DEFINE}\nvar key = 'a.one';\nvar key = 'a.two';\n${A(`key, version: '1.0.0'`)}`],
  ['var that is declared again without a value', `${DEFINE}\nvar key = 'a.one';\nvar key;\n${A(`key, version: '1.0.0'`)}`],
  ['var below its use is undefined', `${DEFINE}\n${A(`key: 'a.one', version: '1.0.0', title`)}\nvar title = 'late';`],
  ['var in a block is seen outside', `${DEFINE}\n{ var key = 'a.one'; }\n${A(`key, version: '1.0.0'`)}`],
  [
    'var in a branch that is not taken',
    `${DEFINE}\nif (Math.hypot(0, 1) > 2) { var title = 'never'; }\n${A(`key: 'a.one', version: '1.0.0', title`)}`,
    ['meta.title not-static'],
  ],
  ['let in a block shadows', `${DEFINE}\nconst key = 'a.one';\n{ const key = 'a.inner'; void key; }\n${A(`key, version: '1.0.0'`)}`],
  [
    'an inner function declaration shadows',
    `${DEFINE}\nconst owner = () => '@outer';\nfunction owners() { return [owner()]; function owner() { return '@inner'; } }\n${A(`key: 'a.one', version: '1.0.0', owners: owners()`)}`,
  ],
  [
    'the last of two functions of one name',
    `${DEFINE}\nfunction owner() { return '@first'; }\n${A(`key: 'a.one', version: '1.0.0', owners: [owner()]`)}\nfunction owner() { return '@last'; }`.replace(
      "function owner() { return '@first'; }",
      '',
    ),
  ],
  [
    'overloads',
    `${DEFINE}\nfunction owner(): string;\nfunction owner(name: string): string;\nfunction owner(name = 'x') { return '@' + name; }\n${A(`key: 'a.one', version: '1.0.0', owners: [owner(), owner('y')]`)}`,
  ],
  [
    'a function that is assigned over',
    `${DEFINE}\nlet owner = () => '@a';\nowner = () => '@b';\n${A(`key: 'a.one', version: '1.0.0', owners: [owner()]`)}`,
  ],
  [
    'a parameter that is written',
    `${DEFINE}\nfunction owner(name: string) { name = '@' + name; return name; }\n${A(`key: 'a.one', version: '1.0.0', owners: [owner('a')]`)}`,
  ],
  [
    'a parameter that shadows a constant',
    `${DEFINE}\nconst name = 'outer';\nconst owner = (name: string) => '@' + name;\n${A(`key: 'a.one', version: '1.0.0', owners: [owner('a'), name]`)}`,
  ],
  [
    'a parameter with the name of its default',
    `${DEFINE}\nconst base = '@base';\nconst owner = (name = base, base2 = name) => base2;\n${A(`key: 'a.one', version: '1.0.0', owners: [owner()]`)}`,
  ],
  [
    'undefined that is shadowed',
    `${DEFINE}\nfunction title(undefined: string) { return undefined; }\n${A(`key: 'a.one', version: '1.0.0', title: title('shadowed')`)}`,
  ],
  [
    "StabilityEnum of one\\'s own".replace("\\'", "'"),
    `${DEFINE}\nconst StabilityEnum = { Stable: 'own' };\n${A(`key: 'a.one', version: '1.0.0', stability: StabilityEnum.Stable`)}`,
  ],
  [
    'StabilityEnum, OwnersEnum and TagsEnum of the framework',
    `${DEFINE}\nimport { OwnersEnum, StabilityEnum, TagsEnum } from '@lssm-tech/lib.contracts-spec';\n${A(`key: 'a.one', version: '1.0.0', stability: StabilityEnum.Stable, owners: [OwnersEnum.PlatformFinance], tags: [TagsEnum.Docs, 'x']`)}`,
  ],
  [
    'a const that stands below, in a function that is called later',
    `${DEFINE}\nconst make = () => defineCommand({ meta: { key, version: '1.0.0' } } as any);\nconst key = 'a.one';\nexport const A = make();`,
  ],
  [
    'a catch parameter',
    `${DEFINE}\nlet found = '';\ntry { throw 'a.one'; } catch (key) { defineCommand({ meta: { key, version: '1.0.0' } } as any); }\nvoid found;`,
  ],
  [
    'a class name and its expression name',
    `${DEFINE}\nconst Team = class Inner { static owner = '@a'; static all = [Inner.owner]; };\n${A(`key: 'a.one', version: '1.0.0', owners: Team.all`)}`,
  ],
  [
    'a name that only a type has',
    `${DEFINE}\ntype key = string;\ninterface Owner { name: string }\nconst Owner = { name: '@a' };\n${A(`key: 'a.one' as key, version: '1.0.0', owners: [Owner.name]`)}`,
  ],
  [
    'names like those of Object',
    `${DEFINE}\nconst constructor = 'c', toString = 's', __proto__ = 'p', hasOwnProperty = 'h';\n${A(`key: 'a.one', version: '1.0.0', tags: [constructor, toString, __proto__, hasOwnProperty]`)}`,
  ],
  [
    'names with escapes and other letters',
    `${DEFINE}\nconst clé = 'a.one', \\u0061b = 'x', 名 = 'y', $_ = 'z';\n${A(`key: clé, version: '1.0.0', tags: [ab, \\u540d, $_]`)}`,
  ],
  [
    'a closure over a parameter',
    `${DEFINE}\nconst of = (owner: string) => ({ owners: () => [owner] });\nconst a = of('@a'), b = of('@b');\n${A(`key: 'a.one', version: '1.0.0', owners: [...a.owners(), ...b.owners()]`)}`,
  ],
  [
    'a recursive function',
    `${DEFINE}\nconst times = (text: string, count: number): string => (count === 0 ? '' : text + times(text, count - 1));\n${A(`key: 'a.one', version: '1.0.0', title: times('x', 5)`)}`,
  ],
  [
    'a cycle of constants that never runs',
    `${DEFINE}\nconst a = (): string => b();\nconst b = (): string => a();\n${A(`key: 'a.one', version: '1.0.0', tags: ['t', typeof a]`)}`,
  ],
  [
    'what defaults of parameters name, and the body declares too',
    `${DEFINE}
const name = 'outer';
const shadowed = (one = name) => { const name = 'inner'; return one + name; };
const closing = (get = () => name) => { var name = 'inner'; return get() + name; };
function again(name: string, get = () => name) { var name: string; name = 'changed'; return get() + name; }
const plain = ({ name: one = 'x' } = {} as any) => { const name = one.trim(); return name; };
${A(`key: 'a.one', version: '1.0.0', tags: [shadowed(), closing(), again('given')], title: plain()`)}`,
    ['meta.tags[0] unknown-call', 'meta.tags[1] unknown-call', 'meta.tags[2] unknown-call'],
  ],
  [
    'functions by the name of a parameter, and of a var that has a value',
    `${DEFINE}
function given(name: any) { return typeof name; function name() {} }
function written() { const before = typeof name; var name: any = 'x'; function name() {} return before + typeof name; }
${A(`key: 'a.one', version: '1.0.0', title: given('x'), domain: written()`)}`,
    ['meta.domain reassigned', 'meta.title unknown-call'],
  ],
  [
    'lists and an object that is taken for one',
    `${DEFINE}
const more: any = { length: 1, 0: 'y', [Symbol.isConcatSpreadable]: true };
${A(`key: 'a.one', version: '1.0.0', tags: ['x'].concat(more), owners: ['@a'].concat(['@b'], '@c')`)}`,
    ['meta.tags unknown-call'],
  ],
  [
    'a var that a function reads before it has its value',
    `${DEFINE}
const early = String(read());
function read() { return name; }
var name = 'late';
function later() { return other; }
var other = 'x';
${A(`key: 'a.one', version: '1.0.0', title: early, domain: later()`)}`,
  ],
  [
    'iterators that are gone over twice',
    `${DEFINE}
const letters = ['a', 'b', 'c'].values();
const [first] = letters;
const numbers = (function* () { yield '1'; yield '2'; })();
const twice = (each: Iterable<string>) => [...each, '|', ...each];
${A(`key: 'a.one', version: '1.0.0', tags: [first!, ...letters], owners: [...numbers, ...numbers], title: twice(['x'].values()).join()`)}`,
    ['meta.owners unknown-spread', 'meta.tags unknown-spread', 'meta.tags[0] not-static', 'meta.title unknown-spread'],
  ],
]);
