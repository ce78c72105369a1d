import { describe, expect, it } from 'vitest';
import { changeText, comparePair, type Files } from './support/pairs.ts';

const changed = ['command mail.send: input-refinement-changed, unknown, io.input.fields.to'];

/** A contract whose input is refined by `check`, with code beside it. */
function refined(check: string, beside = '', others: Files = {}): Files {
  return {
    ...others,
    'src/mail.ts': `import { defineCommand } from '@lssm-tech/lib.contracts-spec';
import { fromZod } from '@lssm-tech/lib.schema';
import { z } from 'zod';
${beside}
export const Send = defineCommand({
  meta: { key: 'mail.send', version: '1.0.0', stability: 'stable', owners: ['mail'], tags: ['mail'], description: 'd', goal: 'g', context: 'c' },
  io: { input: fromZod(z.object({ to: z.string().refine(${check}) })), output: null },
  policy: { auth: 'user' },
});
`,
  };
}

function changes(base: Files, head: Files): readonly string[] {
  return comparePair(base, head).contracts.flatMap((diff) => diff.changes.map((change) => changeText(diff, change)));
}

const limits = (text: string): Files => ({ 'src/limits.ts': text });
const useLimits = "import * as limits from './limits';";

describe('the code of a refinement is the same', () => {
  it.each<[string, Files, Files]>([
    ['with a renamed parameter', refined('(to) => to.length > 2'), refined('(value) => value.length > 2')],
    ['in other quotes', refined("(to) => to !== 'a'"), refined('(to) => to !== "a"')],
    ['with types', refined('(to) => to.length > 2'), refined('(to: string): boolean => (to as string)!.length > 2')],
    [
      'with renamed names inside',
      refined('(to) => { const [name, host] = to.split("@"); return host > name; }'),
      refined('(to) => { const [a, b] = to.split("@"); return b > a; }'),
    ],
    [
      'with a renamed constant beside it',
      refined('(to) => to.length > least', 'const least = 2;'),
      refined('(to) => to.length > MIN', 'const MIN = 2;'),
    ],
    [
      'with a constant under another name of its import',
      refined('(to) => to.length > least', "import { least } from './limits';", limits('export const least = 2;')),
      refined('(to) => to.length > min', "import { least as min } from './limits';", limits('export const least = 2;')),
    ],
    ['with a helper of its own', refined('(to) => to.length > 2'), refined('isLong', 'const isLong = (text) => text.length > 2;')],
    ['with a declared helper', refined('(to) => to.length > 2'), refined('isLong', 'function isLong(text) { return text.length > 2; }')],
    [
      'with a helper that is called',
      refined('(to) => to.length > 2'),
      refined('(to) => isLong(to)', 'const isLong = (a) => a.length > 2;'),
    ],
    [
      'with a helper of another file that has the limit handed to it',
      refined('(to) => to.length > 2 && to.at(0) !== "a"'),
      refined(
        '(to) => has(to, 2) && to.at(0) !== "a"',
        "import { has } from './limits';",
        limits('export function has(text: string, least: number) { return text.length > least; }'),
      ),
    ],
    [
      'with a helper of several statements that is called',
      refined('(to) => { const host = to.split("@")[1]; if (!host) return false; return host.length > 2; }'),
      refined(
        '(to) => check(to)',
        'function check(to) { const host = to.split("@")[1]; if (!host) return false; return host.length > 2; }',
      ),
    ],
    ['with a constant for a number', refined('(to) => to.length > 2'), refined('(to) => to.length > least', 'const least = 2;')],
    [
      'with a constant of another file for a number',
      refined('(to) => to.length > 2'),
      refined('(to) => to.length > least', "import { least } from './limits';", limits('export const least = 2;')),
    ],
    ['with a constant inside', refined('(to) => to.length > 2'), refined('(to) => { const least = 2; return to.length > least; }')],
    ['with a return', refined('(to) => to.length > 2'), refined('(to) => { return to.length > 2; }')],
    [
      'with branches that return',
      refined('(to) => to.length > 2'),
      refined('(to) => { if (to.length > 2) { return true; } return false; }'),
    ],
    ['as a function', refined('(to) => to.length > 2'), refined('function named(to) { return to.length > 2; }')],
    ['with a template for a text', refined("(to) => to !== 'a'"), refined('(to) => to !== `a`')],
    ['with its sides changed over', refined('(to) => to.length > 2'), refined('(to) => 2 < to.length')],
    ['with a constant first', refined("(to) => to.at(0) === 'a'"), refined("(to) => 'a' === to.at(0)")],
    ['with a comparison that is denied', refined("(to) => to.at(0) !== 'a'"), refined("(to) => !(to.at(0) === 'a')")],
    ['with a type that is none', refined('(to) => to.at(9) !== undefined'), refined("(to) => typeof to.at(9) !== 'undefined'")],
    ['with a Boolean of it', refined('(to) => to.at(2)'), refined('(to) => Boolean(to.at(2))')],
    ['with a double negation', refined('(to) => to.at(2)'), refined('(to) => { return !!to.at(2); }')],
    ['with a choice', refined('(to) => to.at(2) || to.includes("a")'), refined('(to) => (to.at(2) ? true : to.includes("a"))')],
    [
      'with early returns',
      refined('(to) => !to.at(2) || (to.includes("a") && to.endsWith("b") && !to.endsWith("c"))'),
      refined(
        '(to) => { if (!to.at(2)) return true; if (!to.includes("a")) { return false; } if (!to.endsWith("b")) return false; return !to.endsWith("c"); }',
      ),
    ],
    [
      "with De Morgan's law",
      refined('(to) => !(to.at(2) && (to.at(1) || to.at(0)))'),
      refined('(to) => !to.at(2) || (!to.at(1) && !to.at(0))'),
    ],
    ['with a pattern of what it is given', refined('({ length }) => length % 2 === 0'), refined('(to) => to.length % 2 === 0')],
    [
      'with a pattern of what is handed on first',
      refined('({ length }) => !Number.isInteger(length / 2)'),
      refined('(to) => !Number.isInteger(to.length / 2)'),
    ],
    [
      'with a pattern in a function of several statements',
      refined('function ({ length: size }) { if (size < 2) throw new Error(); return size !== 5; }'),
      refined('(to) => { if (to.length < 2) { throw new Error(); } return to.length !== 5; }'),
    ],
    [
      'with braces around what stands alone',
      refined('(to) => { const host = to.split("@")[1]; if (host) return host.length > 2; else return to.at(0) === "a"; }'),
      refined('(to) => { const host = to.split("@")[1]; if (!host) { return to.at(0) === "a"; } else { return host.length > 2; } }'),
    ],
    [
      'beside another type that a library makes of what it uses',
      refined('(to) => ok.includes(to)', "const ok = ['a'];\nexport const Other = z.object({ ok: z.enum(ok), n: z.number() });"),
      refined('(to) => ok.includes(to)', "const ok = ['a'];\nexport const Other = z.object({ ok: z.enum(ok), n: z.string() });"),
    ],
    [
      'beside code that only reads what it uses',
      refined('(to) => ok.has(to)', 'const ok = new Set(["a"]);'),
      refined('(to) => ok.has(to)', 'const ok = new Set(["a"]);\nprint(ok);'),
    ],
  ])('%s', (_, base, head) => {
    expect(changes(base, head)).toEqual([]);
  });
});

describe('the code of a refinement is another one', () => {
  it.each<[string, string, string]>([
    ['where a comparison with what is no number is denied', '(to) => to.at(0) - 1 >= 2', '(to) => !(to.at(0) - 1 < 2)'],
    ['where a pattern fails of nothing', '({ length }) => noise() || length > 2', '(to) => noise() || to.length > 2'],
    ['where functions are called in another order', '(to) => noise(to) > other(to)', '(to) => other(to) < noise(to)'],
    [
      'where the truth of what is given inside counts for more',
      '(to) => noise(to.split("").map((one) => !!one))',
      '(to) => noise(to.split("").map((one) => one))',
    ],
    ['where a pattern fails of nothing that may not be asked for', '({ length }) => !other?.(length)', '(to) => !other?.(to.length)'],
    ['where a method has lost what it is of', '({ at }) => at(noise()) === "a"', '(to) => to.at(noise()) === "a"'],
    ['where another member is taken', '({ length: size }) => size % 2 === 0', '({ size }) => size % 2 === 0'],
    [
      'where what is given stands for another',
      '(to) => to.split("").some((one) => one + to === "aab")',
      '(to) => to.split("").some((one) => one + one === "aab")',
    ],
    [
      'where a name that may not be there is asked for',
      "(to) => to.length > 2 && typeof missing !== 'undefined'",
      '(to) => to.length > 2 && missing !== undefined',
    ],
    ['where the last choice is another', '(to) => to.at(0) ? noise(to) : other(to)', '(to) => !to.at(0) ? noise(to) : other(to)'],
  ])('%s', (_, base, head) => {
    const beside = "import { noise, other } from 'noises';";
    expect(changes(refined(base, beside), refined(head, beside))).toEqual(changed);
  });
});

describe('what a refinement looks in is of another file', () => {
  const broken = ['command mail.send: input-refinement-changed, breaking, io.input.fields.to'];

  it.each<[string, string, string]>([
    ['a pattern', '(to) => !own.test(to)', 'export const own = /<[^<>]*>/;'],
    ['a Set', '(to) => !own.has(to.trim())', "export const own = new Set(['new']);"],
    ['a list that is made of another', '(to) => own.includes(to.trim())', "export const own = [{ id: 'a' }].map((one) => one.id);"],
    ['a table', '(to) => (own[to.slice(-1)] ?? 0) < 5', 'export const own = { d: 24, w: 3 };'],
  ])('%s', (_, check, beside) => {
    expect(changes(refined('(to) => true'), refined(check, "import { own } from './limits';", limits(beside)))).toEqual(broken);
  });
});

describe('the code of a refinement is of a package', () => {
  const asking = (dependencies: string): Files => ({ 'package.json': `{ "name": "app", "dependencies": { ${dependencies} } }` });
  const checked = (dependencies: string): Files => refined('isHost', "import { isHost } from 'hosts';", asking(dependencies));

  it('in another version', () => {
    expect(changes(checked('"hosts": "^1.0.0"'), checked('"hosts": "^2.0.0"'))).toEqual(changed);
    expect(changes(checked('"hosts": "workspace:*"'), checked('"hosts": "npm:other@1"'))).toEqual(changed);
  });

  it.each([['overrides'], ['resolutions']])('in the one that the %s of the root make of it', (field) => {
    const forced = (version: string): Files => ({
      'package.json': `{ "dependencies": { "hosts": "^1.0.0" }, "${field}": { "hosts": "${version}" } }`,
    });
    const of = (root: Files): Files =>
      refined('isHost', "import { isHost } from 'hosts';", { 'package.json': '{ "dependencies": { "hosts": "^1.0.0" } }', ...root });
    expect(changes(of({}), of(forced('1.2.0')))).toEqual(changed);
    expect(changes(of(forced('1.2.0')), of(forced('1.3.0')))).toEqual(changed);
    expect(changes(of({}), of(forced('$hosts')))).toEqual([]);
  });

  it('in the same one, whatever becomes of others', () => {
    const others = '"hosts": "^1.0.0", "@lssm-tech/lib.schema": "2.0.0"';
    expect(changes(checked('"hosts": "^1.0.0", "lodash": "^3.0.0"'), checked(`${others}, "lodash": "^4.0.0"`))).toEqual([]);
    const own = (dependencies: string): Files => refined('(to) => to.length > 2', "import 'hosts';", asking(dependencies));
    expect(changes(own('"hosts": "^1.0.0"'), own('"hosts": "^2.0.0"'))).toEqual([]);
  });
});

describe('of what code complains does not count', () => {
  const told = (check: string, beside = ''): Files => {
    const files = refined('', beside);
    return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace('.refine()', check)]));
  };

  const test = told(".refine((to) => isGood(to), 'bad')");

  it.each([
    "(to, ctx) => { if (!isGood(to)) ctx.addIssue({ code: 'custom', message: 'bad' }); }",
    "(value, context) => { if (!isGood(value)) { context.addIssue('bad'); } }",
    "function (to, ctx) { if (isGood(to)) return; ctx.addIssue({ code: 'custom', message: `${to} is bad` }); }",
  ])('whether it is a test that gives the contrary, or complains: %s', (code) => {
    const complaining = told(`.superRefine(${code})`);
    expect(changes(test, complaining)).toEqual([]);
    expect(changes(complaining, test)).toEqual([]);
  });

  it.each([
    "(to, ctx) => { if (isGood(to)) ctx.addIssue('bad'); }",
    "(to, ctx) => { if (!isGood(to)) ctx.addIssue('bad'); else count(to); }",
    "(to, ctx) => { if (!isGood(to)) ctx.addIssue('bad'); if (isBad(to)) ctx.addIssue('bad'); }",
    "(to, ctx) => { if (!isGood(to)) { count(to); ctx.addIssue('bad'); } }",
    "(to, ctx) => { if (!isGood(ctx)) ctx.addIssue('bad'); }",
    "(to, ctx) => { if (!isGood(to)) others.addIssue('bad'); }",
    "async (to, ctx) => { if (!isGood(to)) ctx.addIssue('bad'); }",
    'isGood',
  ])('but that it is another one does: %s', (code) => {
    expect(changes(test, told(`.superRefine(${code})`))).toEqual(changed);
  });

  it.each<[string, Files, Files]>([
    [
      'in a superRefine',
      told(".superRefine((to, ctx) => { if (isBad(to)) ctx.addIssue({ code: 'custom', message: 'bad' }); })"),
      told(
        ".superRefine((to, context) => { if (isBad(to)) context.addIssue({ code: 'custom', message: `${to} is bad`, path: ['to'] }); })",
      ),
    ],
    [
      'in a function inside',
      told(".superRefine((to, ctx) => { parts(to).forEach((part) => { if (isBad(part)) ctx.addIssue('bad'); }); })"),
      told(".superRefine((to, ctx) => { parts(to).forEach((part) => { if (isBad(part)) ctx.addIssue({ code: 'custom' }); }); })"),
    ],
    [
      'in a check',
      told(".check((ctx) => { if (isBad(ctx.value)) ctx.issues.push({ code: 'custom', input: ctx.value, message: 'bad' }); })"),
      told(".check((ctx) => { if (isBad(ctx.value)) ctx.issues.push({ code: 'custom', input: ctx.value, message: 'not good' }); })"),
    ],
    [
      'in a transform',
      told(".transform((to, ctx) => { if (isBad(to)) { ctx.addIssue('bad'); return z.NEVER; } return to; })"),
      told(".transform((to, ctx) => { if (isBad(to)) { ctx.addIssue({ code: 'custom', message: 'x' }); return z.NEVER; } return to; })"),
    ],
    [
      'with words that are made of a list',
      told(".superRefine((to, ctx) => { if (isBad(to)) ctx.addIssue('bad'); })", "const known = ['a'];"),
      told(".superRefine((to, ctx) => { if (isBad(to)) ctx.addIssue(`not one of ${known.join(', ')}`); })", "const known = ['a'];"),
    ],
  ])('%s', (_, base, head) => {
    expect(changes(base, head)).toEqual([]);
  });

  it.each<[string, Files, Files]>([
    [
      'but when it complains',
      told(".superRefine((to, ctx) => { if (isBad(to)) ctx.addIssue('bad'); })"),
      told(".superRefine((to, ctx) => { if (isBad(to.trim())) ctx.addIssue('bad'); })"),
    ],
    [
      'but what its words do beside',
      told(".superRefine((to, ctx) => { if (isBad(to)) ctx.addIssue(count('bad')); })"),
      told(".superRefine((to, ctx) => { if (isBad(to)) ctx.addIssue(count('good')); })"),
    ],
    [
      'but complaints to others',
      told(".refine((to) => { others.addIssue('bad'); return others.ok(to); })"),
      told(".refine((to) => { others.addIssue('good'); return others.ok(to); })"),
    ],
  ])('%s', (_, base, head) => {
    expect(changes(base, head)).toEqual(changed);
  });
});

describe('the code of a refinement is another', () => {
  it.each<[string, Files, Files]>([
    ['by members that are called like names inside', refined('(a, b) => b.a > 2'), refined('(x, y) => y.x > 2')],
    [
      'by which name of a declaration it takes',
      refined('(to) => to.length > a', 'const [a, b] = pair();'),
      refined('(to) => to.length > b', 'const [a, b] = pair();'),
    ],
    [
      'by a helper that changes what it is given',
      refined('(to) => to.length > 2'),
      refined('(to) => isLong(to)', 'function isLong(text) { return (text = "abc") && text.length > 2; }'),
    ],
    [
      'by a helper that is another one later',
      refined('isLong', 'function isLong(text) { return text.length > 2; }'),
      refined('(to) => isLong(to)', 'function isLong(text) { return text.length > 2; }\nisLong = () => true;'),
    ],
    [
      'by what a function that sets a variable is given',
      refined('(to) => to.length > least', 'let least = 2;\nfunction ask(n) { least = n; }\nconst more = () => ask(3);'),
      refined('(to) => to.length > least', 'let least = 2;\nfunction ask(n) { least = n; }\nconst more = () => ask(3);\nmore();'),
    ],
    [
      'by which of two functions inside is called',
      refined('(to) => { function a() { return 1; } function b() { return 2; } return a() > to; }'),
      refined('(to) => { function a() { return 1; } function b() { return 2; } return b() > to; }'),
    ],
    [
      'by the arguments of a helper',
      refined('(to) => has(to)', 'function has() { const all = [...arguments]; return all.length > 1; }'),
      refined('has', 'function has() { const all = [...arguments]; return all.length > 1; }'),
    ],
    [
      'by what is handed on',
      refined('(to, all) => check(all, to)', 'function check(a, b) { const x = a; return x === b.y; }'),
      refined('check', 'function check(a, b) { const x = a; return x === b.y; }'),
    ],
    [
      'by a helper that waits',
      refined('(to) => has(to)', 'async function has(to) { return to.length > 2; }'),
      refined('(to) => has(to)', 'function has(to) { return to.length > 2; }'),
    ],
    [
      'by where an expression stands',
      refined('(to) => { for (f(to); ; ) return true; }'),
      refined('(to) => { for (; f(to); ) return true; }'),
    ],
    ['by a hole', refined('(to) => [to, , 1].length > 2'), refined('(to) => [to, 1].length > 2')],
    [
      'by a value that is given later',
      refined('(to) => to.length > least', 'let least = 1;\nleast = 2;'),
      refined('(to) => to.length > least', 'let least = 1;\nleast = 3;'),
    ],
    [
      'by a function that a list is handed to',
      refined(
        '(to) => rules.every((rule) => rule(to))',
        'const rules: any[] = [];\nfill(rules);\nfunction fill(list) { list.push((to) => to.length > 2); }',
      ),
      refined(
        '(to) => rules.every((rule) => rule(to))',
        'const rules: any[] = [];\nfill(rules);\nfunction fill(list) { list.push((to) => to.length > 3); }',
      ),
    ],
    [
      'by a function of another file that a list is handed to',
      refined(
        '(to) => rules.every((rule) => rule(to))',
        "import { fill } from './limits';\nconst rules: any[] = [];\nfill(rules);",
        limits('export const fill = (list) => list.push((to) => to.length > 2);'),
      ),
      refined(
        '(to) => rules.every((rule) => rule(to))',
        "import { fill } from './limits';\nconst rules: any[] = [];\nfill(rules);",
        limits('export const fill = (list) => list.push((to) => to.length > 3);'),
      ),
    ],
    [
      'by what is done to it under another name',
      refined('(to) => rules.every((rule) => rule(to))', 'const rules: any[] = [];\nconst all = rules;\nall.push((to) => to.length > 2);'),
      refined('(to) => rules.every((rule) => rule(to))', 'const rules: any[] = [];\nconst all = rules;\nall.push((to) => to.length > 3);'),
    ],
    [
      'by a member that is written elsewhere',
      refined('(to) => to.length > limits.least', 'const limits: any = {};\nlimits.least = 2;'),
      refined('(to) => to.length > limits.least', 'const limits: any = {};\nlimits.least = 3;'),
    ],
    [
      'by what a module takes from another one',
      refined('(to) => limits.ok(to)', useLimits, {
        ...limits("import { a } from './more';\nexport const ok = (to) => to > a;"),
        'src/more.ts': 'export const a = 1, b = 2;',
      }),
      refined('(to) => limits.ok(to)', useLimits, {
        ...limits("import { b } from './more';\nexport const ok = (to) => to > b;"),
        'src/more.ts': 'export const a = 1, b = 2;',
      }),
    ],
    [
      'by a value two modules away',
      refined('(to) => limits.ok(to)', useLimits, {
        ...limits("import { a } from './more';\nexport const ok = (to) => to > a;"),
        'src/more.ts': 'export const a = 1;',
      }),
      refined('(to) => limits.ok(to)', useLimits, {
        ...limits("import { a } from './more';\nexport const ok = (to) => to > a;"),
        'src/more.ts': 'export const a = 2;',
      }),
    ],
  ])('%s', (_, base, head) => {
    expect(changes(base, head)).toEqual(changed);
  });
});

describe('the code of a refinement is another, and it can be said which values it takes no longer', () => {
  it.each<[string, Files, Files]>([
    [
      'by a constant of the same name',
      refined('(to) => to.length > least', 'const least = 2;'),
      refined('(to) => to.length > least', 'const least = 3;'),
    ],
    [
      'by a constant that another one inside hides',
      refined('(to) => to.length > least', 'const least = 2;'),
      refined('(to) => { const least = 3; return to.length > least; }', 'const least = 2;'),
    ],
    [
      'by a branch',
      refined('(to) => { if (to.length > 2) return true; return false; }'),
      refined('(to) => { if (to.length > 2) return false; return true; }'),
    ],
    [
      'by names of a module that are exchanged',
      refined('(to) => to.length > limits.a', useLimits, limits('export const a = 1, b = 2;')),
      refined('(to) => to.length > limits.a', useLimits, limits('export const b = 1, a = 2;')),
    ],
    ['by a number for a text', refined('(to) => to !== 1'), refined('(to) => to !== "1"')],
    [
      'by which of two names it takes',
      refined('(to) => { const [a, b] = to.split("@"); return b > a; }'),
      refined('(to) => { const [a, b] = to.split("@"); return a > b; }'),
    ],
    [
      'by what a helper is given',
      refined('(to) => has(to, 2)', 'const has = (text, least) => text.length > least;'),
      refined('(to) => has(to, 3)', 'const has = (text, least) => text.length > least;'),
    ],
    [
      'by the order in which a helper is given it',
      refined('(to) => less(to, 2)', 'const less = (a, b) => a < b;'),
      refined('(to) => less(2, to)', 'const less = (a, b) => a < b;'),
    ],
  ])('%s', (_, base, head) => {
    expect(changes(base, head)).toEqual(['command mail.send: input-refinement-changed, breaking, io.input.fields.to']);
  });

  it('with a list of another file', () => {
    const listed = (list: string): Files =>
      refined('(to) => allowed.includes(to)', "import { allowed } from './limits';", limits(`export const allowed = ${list};`));
    const [more, less] = [listed("['a', 'b']"), listed("['a']")];
    expect(changes(more, less)).toEqual(['command mail.send: input-refinement-changed, breaking, io.input.fields.to']);
    expect(changes(less, more)).toEqual(['command mail.send: input-refinement-changed, additive, io.input.fields.to']);
  });

  it('but not with a list that is changed beside it', () => {
    const listed = (item: string): Files => refined('(to) => allowed.includes(to)', `const allowed = ['a'];\nallowed.push('${item}');`);
    expect(changes(listed('b'), listed('c'))).toEqual(changed);
  });
});

describe('the code of a refinement that is made by a function', () => {
  /** Made with a limit for the contract, and beside it with others, which are read before. */
  const made = (limit: string, others = ''): Files =>
    refined(
      `long(${limit})`,
      `import { least } from 'elsewhere';
function long(limit: number | (() => number)) {
  const hash = (text: string) => text.length * 31 + Number(limit);
  return (to: string) => hash(to) % 7 > 2;
}
export const OTHERS = [${others}].map((limit) => z.string().refine(long(limit as number)));`,
    );

  it('is another with another limit', () => {
    expect(changes(made('2'), made('3'))).toEqual(['command mail.send: input-refinement-changed, breaking, io.input.fields.to']);
    expect(changes(made('2'), made('least'))).toEqual(changed);
    expect(changes(made('least'), made('() => 2'))).toEqual(changed);
    expect(changes(made('() => 2', 'least, 2'), made('() => 3', 'least, 2'))).toEqual(changed);
  });

  it.each(['2', 'least', '() => 2'])('is the same with %s, whatever else is made by it', (limit) => {
    expect(changes(made(limit), made(limit, 'least, 1, 2, () => 3'))).toEqual([]);
    expect(changes(made(limit, '3, least'), made(limit, 'least'))).toEqual([]);
  });
});
