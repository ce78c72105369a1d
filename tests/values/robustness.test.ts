import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInventory } from '../../src/contracts/read.ts';
import { contractToJson } from '../../src/report/contract-json.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { runs, timeFor } from '../support/runs.ts';
import { DEFINE, OPTIONS } from './support/agree.ts';
import { generate } from './support/generate.ts';

/** What people write, of every form at once: what is left of it after a change of its tokens is anything but that. */
const FORMS = `${DEFINE}
import { defineEnum, defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
import * as shared from './shared';
enum Owner { A = '@a', B = \`\${Owner.A}b\` }
namespace Team { export const tags = ['x', ...shared.list]; }
class Loop extends Loop { static owner = this.owner; }
class Base { static version = '1.0.0'; static of<T extends string>(key: T) { return { key, version: this.version }; } }
const Model = defineSchemaModel({ name: 'M', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false }, get self() { return { type: Model, isOptional: true, isArray: true as const }; } } });
const make = ({ key, ...rest }: { key: string; tags?: string[] }, ...more: string[]) => defineCommand({ meta: { key, version: Base.version, owners: [Owner.A, ...more], ...rest }, io: { input: Model, output: null } });
export const A = make({ key: 'a.one', tags: Team.tags.map((tag, index) => tag + index) }, Owner.B);
export const Done = defineEvent({ meta: { key: 'a.done', version: '1.0.0', ['ti' + 'tle']: shared.list?.[0] ?? 'none' }, payload: Model });
export const B = defineQuery({ ...A, meta: { ...A.meta, key: 'b.get' }, sideEffects: { emits: [{ ref: Done.meta, when: /x+/g.test('x') ? 'w' : "v" }] } } satisfies object);
for (const kind of [Loop.owner, Loop.none]) for (const other of new Set([kind, 'x'])) defineCommand({ meta: { key: other, version: '1.0.0' } });
for (const kind of ['one', 'two']) { if (kind === 'one') continue; Team.tags.push(kind); }
function later(flag: boolean) { switch (flag) { case true: return 1; default: try { throw Team; } catch (error) { return error; } finally { A.meta.title = 'x'; } } }
export default defineEnum('E', Object.keys({ a: 1, ...later(true) as object }));
`;
const SHARED = `import { A } from './a';
export const list = ['s', String(A)];
export * from './a';
`;

/** Long enough for a slow machine with other work: the worst of these texts take seconds, what does not end takes for ever. */
const LIMIT_MS = 20_000;
const TOKEN = /\s+|[\p{L}\p{N}_$]+|=>|\.\.\.|\?\.|\?\?|[<>=!]=+|[^\s\p{L}\p{N}_$]/gu;

type Change = readonly [kind: 'delete' | 'duplicate' | 'swap', at: number, other: number];
const changes = fc.array(fc.tuple(fc.constantFrom('delete', 'duplicate', 'swap'), fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 });

/** A text with some of its tokens deleted, duplicated or swapped. */
function mutate(text: string, all: readonly Change[]): string {
  const tokens = text.match(TOKEN) ?? [];
  for (const [kind, first, second] of all) {
    const [a, b] = [first % tokens.length, second % tokens.length];
    const token = tokens[a] ?? '';
    if (kind === 'delete') tokens[a] = '';
    else if (kind === 'duplicate') tokens.splice(a, 0, token);
    else [tokens[a], tokens[b]] = [tokens[b] ?? '', token];
  }
  return tokens.join('');
}

/** Each file ends in contracts whose fields are read or listed as unreadable, or in a problem that is told. */
function readAll(files: Readonly<Record<string, string>>): void {
  const started = performance.now();
  const inventory = readInventory(memoryTree(files), OPTIONS);
  for (const contract of inventory.contracts) {
    const json = JSON.stringify(contractToJson(contract, inventory, null));
    expect(json).not.toBe('');
    const isKeyTold = contract.key.state !== 'unknown' || contract.unresolved.some(({ path }) => path === 'meta.key' || path === 'meta');
    expect(isKeyTold).toBe(true);
  }
  for (const problem of inventory.problems) expect(problem.message).not.toBe('');
  const took = performance.now() - started;
  expect(took, `${took} ms for\n${Object.values(files).join('\n')}`).toBeLessThan(LIMIT_MS);
}

test('the texts are read before they are changed', () => {
  const { contracts, problems } = readInventory(memoryTree({ 'src/a.ts': FORMS, 'src/shared.ts': SHARED }), OPTIONS);
  expect(contracts.map(({ kind }) => kind)).toEqual(['command', 'event', 'query', 'command']);
  expect(problems).toEqual([]);
});

test('tokens that are deleted, duplicated or swapped', { timeout: timeFor(400) }, () => {
  fc.assert(
    fc.property(changes, changes, (ofForms, ofShared) =>
      readAll({ 'src/a.ts': mutate(FORMS, ofForms), 'src/shared.ts': mutate(SHARED, ofShared) }),
    ),
    { numRuns: runs(400), endOnFailure: true },
  );
});

test('tokens of generated programs', { timeout: timeFor(200) }, () => {
  const tape = fc.array(fc.nat(1_000), { minLength: 200, maxLength: 500, size: 'max' });
  fc.assert(
    fc.property(tape, changes, (choices, all) => {
      const { files } = generate(choices, { hasChanges: true });
      readAll(Object.fromEntries(Object.entries(files).map(([file, text]) => [file, mutate(text, all)])));
    }),
    { numRuns: runs(200), endOnFailure: true },
  );
});

test('texts that are cut off', () => {
  for (let end = 0; end < FORMS.length; end += 17) readAll({ 'src/a.ts': FORMS.slice(0, end), 'src/shared.ts': SHARED });
});

test.each([
  [
    'models that contain themselves by fields that cannot be read',
    `import { defineSchemaModel } from '@lssm-tech/lib.schema';\nconst flag = Math.hypot(3, 4) > 1;\nconst A = defineSchemaModel({ name: 'A', fields: { get self() { return { type: A, isOptional: flag }; }, get b() { return { type: B, isOptional: false }; } } });\nconst B = defineSchemaModel({ name: 'B', fields: { get a() { return { type: A, isOptional: flag }; } } });\ndefineCommand({ meta: { key: 'a', version: '1.0.0' }, io: { input: A, output: B } });`,
  ],
  ['constants in a circle', `const a = b;\nconst b = a;\ndefineCommand({ meta: { key: a, version: '1.0.0' } });`],
  [
    'functions that call each other twice',
    `const f = (n) => g(n) + g(n);\nconst g = (n) => f(n) + f(n);\ndefineCommand({ meta: { key: f(1), version: '1.0.0' } });`,
  ],
  [
    'a loop without test, body and end',
    `const tags = [];\ntags.push('x');\nfor (;;) {}\ndefineCommand({ meta: { key: 'a', version: '1.0.0', tags } });`,
  ],
  [
    'a function that grows what it is given',
    `const f = (list) => f([...list, ...list]);\ndefineCommand({ meta: { key: 'a', version: '1.0.0', tags: f(['x']) } });`,
  ],
  [
    'a list of lists that each hold the one before twice',
    `const f = (list, count) => (count === 0 ? list : f([list, list], count - 1));\ndefineCommand({ meta: { key: 'a', version: '1.0.0', tags: f(['x'], 40).flat(9) }, policy: { deep: f(['x'], 40) } });`,
  ],
  [
    'objects that hold the one before twice',
    `const f = (table, count) => (count === 0 ? table : f({ a: table, b: table }, count - 1));\ndefineCommand({ meta: { key: 'a', version: '1.0.0' }, policy: f({}, 40), transport: { ...f({}, 50) } });`,
  ],
  [
    'texts that double',
    `const f = (text, count) => (count === 0 ? text : f(\`\${text}\${text}\`, count - 1));\nconst x = f('x', 16);\ndefineCommand({ meta: { key: 'a', version: '1.0.0', title: f('x', 50), goal: x.replaceAll('x', x), context: x.replaceAll('', '$&$\`'), tags: [x.split('').join(x)] } });`,
  ],
  [
    'a factory that calls itself without end',
    `const make = (key) => make(key + 'x') ?? defineCommand({ meta: { key, version: '1.0.0' } });\nmake('a');`,
  ],
  [
    'an object that is put into itself',
    `const o = {};\no.self = o;\no.self.self.self.list = [o];\ndefineCommand({ meta: { key: 'a', version: '1.0.0', ...o } });`,
  ],
  [
    'names that are given to each other',
    `let a = [], b = a;\na = b;\nb = a;\nfor (a of b) a.push(b);\ndefineCommand({ meta: { key: 'a', version: '1.0.0', tags: a } });`,
  ],
  [
    'a value that goes through thousands of names',
    `const pick = (x) => (x.length > 100 ? [] : x);\nlet v0 = ['t'];\n${Array.from({ length: 3000 }, (_, n) => `let v${n + 1} = pick(v${n}); v${n + 1} = v${n};`).join('\n')}\nv3000.push('u');\ndefineCommand({ meta: { key: 'a', version: '1.0.0', tags: v0 } });`,
  ],
  [
    'objects that are made of each other, each of all',
    `${Array.from({ length: 14 }, (_, n) => `let o${n} = {};`).join('\n')}\nfunction mix() {\n${Array.from({ length: 14 }, (_, n) => `o${n} = { list: [], ${Array.from({ length: 14 }, (_, m) => `...o${m}`).join(', ')} };`).join('\n')}\n}\nmix();\no0.list.push(o13);\ndefineCommand({ meta: { key: 'a', version: '1.0.0', ...o1 } });`,
  ],
  ['a class that extends itself', `class A extends A { static x = A.x; }\ndefineCommand({ meta: { key: A.x, version: '1.0.0' } });`],
])('%s: reading ends', (_, text) => {
  const files = { 'src/a.ts': `${DEFINE}\n${text}` };
  readAll(files);
  expect(readInventory(memoryTree(files), OPTIONS).contracts.length).toBeGreaterThan(0);
});
