import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

function title(expression: string, unreadable?: readonly string[], before = ''): Way {
  return [
    expression,
    `${DEFINE}\n${before}\nexport const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: ${expression} } } as any);`,
    unreadable,
  ];
}

readAsTheyRun('operators', [
  title(`undefined ?? 'right'`),
  title(`'' ?? 'right'`),
  title(`null ?? undefined ?? 'last'`),
  title(`'' || 0 || 'right'`),
  title(`'left' && 'right'`),
  title(`('' && 'right') + '!'`),
  title(`[] && {} && 'right'`),
  title(`true ? 'yes' : 'no'`),
  title(`1 > 2 ? 'a' : 1 === 1 ? 'b' : 'c'`),
  title(`'a' + 1 + 2 + true + null + undefined`),
  title(`1 + 2 + 'a'`),
  title(`'5' * ('2' as any) + ''`),
  title(`(7 % 4) + '|' + 2 ** 3 + '|' + 7 / 2 + '|' + (5 & 3) + '|' + (1 << 4)`),
  title(`-'3' + '' + +'4' + ~5`),
  title(`typeof 'a' + typeof 1 + typeof undefined + typeof null + typeof {} + typeof [] + typeof (() => 1)`),
  title(`typeof undeclared`, ['meta.title not-static'], 'declare const undeclared: string;'),
  title(`void 'x' === undefined ? 'void' : 'value'`),
  title(`!'' + '' + !!'x'`),
  title(`('b' > 'a') + '' + (null == undefined) + (NaN === NaN) + (0 === -0)`),
  title(`({}) === ({}) ? 'same' : 'other'`),
  title(`'a' in { a: 1 } ? 'in' : 'out'`),
  title(`('first', 'last')`),
  title(`\`a\${'b'}\${\`c\${1}\`}\``),
  title('`line\\nbreak \\u0041 ${"x"} \\`quoted\\``'),
  title(`[1, [2, 3]] + ''`, ['meta.title not-static']),
  title(`\`\${['a', ['b', null]]}\``),
  title(`'a' + { toString: () => 'b' }`),
  title(`1n + 2n + ''`, ['meta.title not-static']),
  title(`table?.a?.b ?? 'none'`, undefined, `const table = { a: { b: 'found' } };`),
  title(`table?.missing?.b ?? 'none'`, undefined, `const table: any = {};`),
  title(`table.missing?.b.c.d ?? 'none'`, undefined, `const table: any = {};`),
  title(`table?.['a'] ?? 'none'`, undefined, `const table: any = null;`),
  title(`process.env.TITLE ?? 'fallback'`, ['meta.title not-static'], `const process = globalThis as any; process.env = {};`),
  title(
    `String('a' in TABLE) + ('b' in TABLE) + (1 in ['x', 'y']) + ('toString' in TABLE ? 'own' : 'none')`,
    ['meta.title not-static'],
    `const TABLE = { a: 1 };`,
  ),
  title(`String('a' in TABLE) + ('b' in TABLE)`, undefined, `const TABLE = { a: 1 };`),
  title(`String('a' in { ...MORE })`, ['meta.title not-static'], `const MORE: object = Object(Math.hypot(3, 4));`),
  title(`String('x' in { __proto__: { x: 1 } }) + ('y' in { __proto__: null, x: 1 })`),
  title(`String([] instanceof Array) + ({} instanceof Object) + ({} instanceof Date) + ([] instanceof Map)`),
  title(`String({} instanceof Date)`, ['meta.title not-static'], `class Date { static [Symbol.hasInstance](_: unknown) { return true; } }`),
  title(`flag ? 'a' : 'b'`, ['meta.title not-static'], `const flag = Math.random() > 2;`),
  title(`(flag ? ['a'] : ['b'])[0]`, ['meta.title not-static'], `const flag = Math.random() > 2;`),
  title(`flag || 'fallback'`, ['meta.title unknown-call'], `const flag = Math.hypot(0);`),
  title(`title`, undefined, `let title = 'a'; title ||= 'b'; title += 'c';`),
  title(`\`\${Symbol.iterator.description}\``, ['meta.title not-static']),
  title(`'\\x41\\u{42}\\103'`.replace('\\103', 'C')),
  title(`"it's" + 'a "quote"'`),
  title(`(<string>'cast') as const satisfies string`),
  title(`new String('boxed') + ''`, ['meta.title unknown-call']),
  title(`String(new Date(0).getTime())`, ['meta.title unknown-call']),
  title(`delete (table as any).a ? 'deleted' : 'kept'`, undefined, `const table = { a: 1 };`),
]);

const MORE = `const more: any[] = Math.random() > 2 ? ['other'] : [];
const first = (a?: any, ...others: any[]) => a;
const second = (a: any, b?: any) => b;`;

readAsTheyRun('arguments after an unknown number of others', [
  title(`first('known', ...more)`, undefined, MORE),
  title(`first(...['known'], ...more, 'x')`, undefined, MORE),
  title(`first(...more, 'x')`, ['meta.title not-static'], MORE),
  title(`second('a', ...more, 'x')`, ['meta.title not-static'], MORE),
  title(`first.call(null, ...more, 'x')`, ['meta.title not-static'], MORE),
  title(`first.bind(null, ...more)('x')`, ['meta.title not-static'], MORE),
  title(`first.bind(null, 'known')(...more, 'x')`, undefined, MORE),
]);
