import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

/** A way to write the tags, the title or the key, in an otherwise plain contract. */
function tags(name: string, expression: string, unreadable?: readonly string[], before = ''): Way {
  return [
    name,
    `${DEFINE}\n${before}\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: ${expression} } } as any);`,
    unreadable,
  ];
}
function title(expression: string, unreadable?: readonly string[], before = ''): Way {
  return [
    expression,
    `${DEFINE}\n${before}\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: ${expression} } } as any);`,
    unreadable,
  ];
}

readAsTheyRun('methods of strings', [
  title(`'Abc'.toLowerCase() + 'Abc'.toUpperCase()`),
  title(`'IJ'.toLocaleLowerCase() + 'ij'.toLocaleUpperCase('en-GB')`),
  title(`'IJ'.toLocaleLowerCase('tr')`, ['meta.title unknown-call']),
  title(`'  a '.trim() + '|' + ' a '.trimStart() + '|' + ' a '.trimEnd() + '|'`),
  title(`'a.b.c'.replace('.', '/') + 'a.b.c'.replaceAll('.', '/')`),
  title(`'a.b'.replace('.', '$&$&') + 'a.b'.replaceAll('b', '$$')`),
  title(`'a.b'.replace(/\\./, '/')`),
  title(`'a.b'.replace('.', (found) => found + found)`),
  title(`'a'.concat('b', 1 as any, null as any)`),
  title(`'abcdef'.slice(1, -1) + 'abcdef'.substring(4, 1) + 'abcdef'.slice(-2) + 'abcdef'.substr(1, 2)`),
  title(`'abc'.charAt(1) + 'abc'.at(-1) + 'abc'[0] + 'abc'.length`),
  title(`'ab'.repeat(3) + 'a'.padStart(3) + 'a'.padEnd(3, '-') + 'a'.padEnd(0)`),
  title(`String('a'.startsWith('a')) + 'abc'.endsWith('bc') + 'abc'.includes('x') + 'abcb'.indexOf('b') + 'abcb'.lastIndexOf('b')`),
  title(`'a-b-c'.split('-').join('+') + 'abc'.split('').join('.') + 'abc'.split().join()`),
  title(`'a-b-c'.split('-', 2).join() + 'a-b'.split(/-/, 1).join() + 'a'.split(undefined as any, 0).length`),
  title(`'é'.normalize('NFD')`, ['meta.title unknown-call']),
  title(`String(12) + String(null) + String(true) + Number('3') + Boolean('')`),
  title(`(12).toFixed(1)`),
  title(`\`\${1 + 1} \${true} \${null} \${undefined}\``),
  title(`'x'.toString() + 'y'.valueOf()`),
  title(`String.raw\`a\\n\${1 + 1}\\\`\` + String.name.length`, ['meta.title unknown-call']),
  title(`String.raw\`a\\n\${1 + 1}\\\`\``),
  title(`raw\`a\\n\``, undefined, `const { raw } = String;`),
  title(`String.raw({ raw: ['a'] } as any)`, ['meta.title unknown-call']),
  title(
    `JSON.stringify(/^(\\w+)(\\?|\\[\\])?$/.exec('id[]')) + JSON.stringify(/^(\\w+)(\\?|\\[\\])?$/.exec('id')) + String(/x/.exec('id'))`,
  ),
  title(`'b-2'.match(/(\\d)$/)![1]! + /a(b|c)?d/.exec('ad')![1] + /([a-c.]|x)?y/.exec('zy')![1]`),
  title(`/(a|b)+c/.exec('abc')![1]!`, ['meta.title unknown-call']),
  title(`/a+/.source + new RegExp(\`^\${/[a-z]/.source}$\`).test('q')`),
]);

readAsTheyRun('methods of arrays', [
  tags('concat', `['x'].concat(['y'], 'z', [['w']] as any).slice(0, 3)`),
  tags('slice with negative ends', `['x', 'y', 'z'].slice(-2, -1)`),
  tags('join in a template', `[\`\${['x', 'y'].join('-')}\`, ['x', null, undefined, 1].join()]`),
  tags('map with an index', `['x', 'y'].map((tag, index) => tag + index)`),
  tags('map with a block', `['x', 'y'].map((tag) => { const more = tag + '!'; return more; })`),
  tags('map with a named function', `['x', 'y'].map(up)`, undefined, `function up(tag: string) { return tag.toUpperCase(); }`),
  tags('map with the array as third parameter', `['x', 'y'].map((tag, index, all) => all[all.length - 1 - index])`),
  tags('map with String', `[1, 2].map(String)`),
  tags('map with a destructured parameter', `[{ name: 'x' }, { name: 'y' }].map(({ name }) => name)`),
  tags('filter', `['x', 'y', 'z'].filter((tag) => tag !== 'y')`),
  tags('filter with Boolean', `['x', '', undefined, 'y'].filter(Boolean)`),
  tags('flatMap and flat', `[...['x', 'y'].flatMap((tag) => [tag, tag + tag]), ...[['z'], [['w']]].flat(2)]`),
  tags('find and findIndex', `[['x', 'y'].find((tag) => tag > 'x'), String(['x', 'y'].findIndex((tag) => tag === 'z'))]`),
  tags(
    'findLast, findLastIndex, lastIndexOf',
    `[['x', 'y', 'x'].findLast((tag) => tag > 'a')!, String(['x', 'y'].findLastIndex((tag) => tag < 'a')), String(['x', 'y', 'x'].lastIndexOf('x'))]`,
  ),
  tags('reduceRight', `['x', 'y', 'z'].reduceRight((all, tag, index) => [...all, tag + index], [] as string[])`),
  tags('some of what is not asked', `['x', 'y'].some((tag) => tag === 'x' || Math.hypot(3, 4) > 9) ? ['yes'] : ['no']`),
  tags('some and every in a condition', `['x'].some((tag) => tag === 'x') && !['x'].every((tag) => tag === 'y') ? ['yes'] : ['no']`),
  tags('includes and indexOf', `['x', 'y'].includes('y') ? [String(['x', 'y'].indexOf('y'))] : []`),
  tags('includes of NaN, indexOf of NaN', `[String([NaN].includes(NaN)), String([NaN].indexOf(NaN))]`),
  tags('at and length', `[['x', 'y'].at(-1), String(['x', 'y'].length)]`),
  tags('reduce', `['x', 'y', 'z'].reduce((all, tag) => [tag, ...all], [] as string[])`),
  tags('reduce without a start', `[['x', 'y', 'z'].reduce((all, tag, index) => all + tag + index)]`),
  tags('toReversed, toSorted and with', `[...['x', 'y'].toReversed(), ...['c', 'a', 'b'].toSorted(), ...['x', 'y'].with(1, 'w')]`),
  tags('sort and reverse of a literal', `[...['c', 'a', 'b'].sort(), ...['x', 'y'].reverse()]`),
  tags('sort of numbers, by text', `[10, 9, 1].sort().map(String)`),
  tags('sort with a comparison', `['b', 'a'].sort((a, b) => a.localeCompare(b))`, ['meta.tags unknown-call']),
  tags('Array.from and Array.of', `[...Array.from('xy'), ...Array.of('z'), ...Array.from(['a'], (tag) => tag + tag)]`),
  tags('Array.from with a length', `Array.from({ length: 2 }, (_, index) => 't' + index)`),
  tags('Array.isArray', `[].concat(Array.isArray(given) ? given : [given])`, undefined, `const given = ['x'] as any;`),
  tags('keys, values and entries', `[...['x', 'y'].entries()].map(([index, tag]) => index + tag)`),
  tags('fill', `new Array(2).fill('x')`),
  tags('an array with holes', `['x', , 'y'].filter((tag) => true)`, ['meta.tags unknown-call']),
  tags('a method of the object, not of the array', `({ map: (callback: any) => ['own', callback('x')] }).map((tag: string) => tag)`),
  tags('a negative index and a text index', `[['x', 'y'][-1] ?? 'none', ['x', 'y']['1']]`),
]);

readAsTheyRun('functions of Object', [
  tags('keys', `Object.keys({ b: 1, a: 2, 1: 3, 0: 4 })`),
  tags('values', `Object.values({ b: 'x', a: 'y', 2: 'z' })`),
  tags('entries', `Object.entries({ x: 1, y: 2 }).map(([name, value]) => name + value)`),
  tags('entries of an array', `Object.entries(['x', 'y']).map(([index, tag]) => index + tag)`),
  tags('keys of a string', `Object.keys('ab')`, ['meta.tags unknown-call']),
  tags('fromEntries', `Object.keys(Object.fromEntries([['y', 1], ['x', 2], ['y', 3]]))`),
  tags('fromEntries with integer keys', `Object.keys(Object.fromEntries([['b', 1], ['1', 2], ['0', 3]]))`),
  tags('assign', `Object.keys(Object.assign({}, { x: 1 }, null, { y: 2, 1: 3 }))`),
  tags('assign of an array', `Object.keys(Object.assign({}, ['x', 'y']))`, ['meta.tags unknown-call']),
  tags('freeze, seal and preventExtensions', `Object.freeze(Object.seal(Object.preventExtensions(['x'])))`),
  tags('keys of an enum', `Object.values(Tags)`, undefined, `enum Tags { X = 'x', Y = 'y' }`),
  tags(
    'keys of a frozen table',
    `Object.keys(TABLE).filter((name) => TABLE[name as 'x'].on)`,
    undefined,
    `const TABLE = Object.freeze({ x: { on: true }, y: { on: false } });`,
  ),
  tags('hasOwn and is', `[String(Object.hasOwn({ a: 1 }, 'a'))]`),
  tags('another Object', `Object.keys({ a: 1 })`, undefined, `const Object = { keys: (_: unknown) => ['shadowed'] };`),
  tags('another String', `[String('x')]`, undefined, `function String(text: string) { return text + '!'; }`),
  tags('JSON.parse', `JSON.parse('["x"]')`),
  tags('JSON of JSON', `JSON.parse(JSON.stringify(BASE))`, undefined, `const BASE = ['x', 'y'];`),
  tags(
    'JSON of what is left out of it',
    `[JSON.stringify({ a: undefined, b: [undefined, NaN], c: { d: null } }), JSON.stringify([1], null, 2)]`,
  ),
  tags('JSON of what says itself what it is', `[JSON.stringify({ toJSON: () => 'x' })]`, ['meta.tags[0] unknown-call']),
  tags('JSON.parse with a function', `JSON.parse('["x"]', (_, value) => value)`, ['meta.tags unknown-call']),
  tags(
    'Math and Number',
    `[Math.max(1, 3, 2), Math.min(), Math.round(-1.5), Math.trunc(2.7), Number.parseInt('08px', 10), parseFloat('1.5em'), Number.isInteger('1')].map(String)`,
  ),
  tags(
    'texts of numbers',
    `[(2).toString(), (255).toString(16), (1.005).toFixed(2), (12.5).toFixed(), (1e21).toString(), (123.456).toPrecision(4), (-0).toString()]`,
  ),
  tags('texts of numbers in a way that throws', `[(() => { try { return (1).toFixed(101); } catch { return 'thrown'; } })()]`, [
    'meta.tags[0] not-static',
  ]),
  tags(
    'numbers that JavaScript has names for',
    `[Number.MAX_SAFE_INTEGER, Number.EPSILON > 0, Number.NaN, Math.PI, -Number.MIN_VALUE].map(String)`,
  ),
  tags('parseInt of a number in another base', `[parseInt('11', 2), parseInt('0x1f'), parseInt('x')].map(String)`),
  tags('Math of what is no number', `[String(Math.max('3' as any))]`, ['meta.tags[0] unknown-call']),
]);

const tagged = (code: string, tags: string): string =>
  `${DEFINE}\n${code}\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: [${tags}].map(String) } });`;

readAsTheyRun('matches of patterns', [
  [
    'groups by their names, and where a match is',
    tagged(
      String.raw`const m = /^(?<area>[a-z]+)\.(?<name>[a-z]+)(?:@(\d+))?$/.exec('user.create')!;
const { groups: { area, ...others } = {} as any, index } = m;
const [, first, ...rest] = m;`,
      `m.groups!['name'], area, JSON.stringify(others), index, m.input, m[3], m.length, first, rest.length, JSON.stringify(m.groups), Object.keys(m.groups!)`,
    ),
  ],
  [
    'between characters',
    tagged(
      '',
      String.raw`'CreateUserV2'.split(/(?=[A-Z])/), 'createUserV2'.split(/(?<=[a-z])(?=[A-Z])/), 'a.b.'.split(/(?<=\.)/), 'ABC'.split(/(?=[A-Z])/, 2), ''.split(/(?=x)/), 'UserName'.replace(/(?=[A-Z])/g, '_'), 'UserName'.replace(/(?<=r)(?=N)/, ' '), 'x'.search(/(?=y)/)`,
    ),
  ],
  ['of patterns whose groups have none', tagged('', String.raw`'x1y22'.match(/\d+/)!.index, 'x1y22'.match(/\d+/)!.groups, /a/.exec('b')`)],
  [
    'one after the other',
    tagged(
      String.raw`const pairs = [...'a=1;b=2'.matchAll(/(?<key>\w)=(\d)/g)].map((match) => match.groups!.key + match[2] + match.index);
const places: number[] = []; for (const { index } of 'xyx'.matchAll(/x/g)) places.push(index);`,
      String.raw`pairs, places, Array.from('k1k2'.matchAll(/k(?<n>\d)/g), (match) => match.groups!.n)`,
    ),
  ],
  [
    'in replacements',
    tagged(
      '',
      String.raw`'user.create'.replace(/(?<a>\w+)\.(?<b>\w+)/, '$<b>-$<a>-$1$<zz>'), 'a.b'.replace(/(\w)\.(\w)/, '$<x>$2'), 'user.create'.replace(/(?<a>\w+)\.(?<b>\w+)/, (...given) => JSON.stringify(given.at(-1)))`,
    ),
  ],
  [
    'all that they have, in an object',
    tagged(String.raw`const m = /(?<a>x)/.exec('x')!;`, `({ ...m } as any).groups?.a, Object.keys(m)`),
    ['meta.tags[0] unknown-spread', 'meta.tags[1] unknown-call'],
  ],
]);
