import { DEFINE, readAsTheyRun } from '../support/agree.ts';

/** Helpers of a file that its caller is imported by in turn, so that no module can be run by itself. */
function stepped(
  helpers: readonly (readonly [name: string, helper: string, unread: readonly string[]])[],
): readonly [string, Record<string, string>, readonly string[]][] {
  return helpers.map(([name, helper, unread]) => [
    name,
    {
      'src/meta.ts': `import './a';
${helper}`,
      'src/a.ts': `${DEFINE}
import { meta } from './meta';
export const A = defineCommand({ meta: meta('one') });
export const B = defineCommand({ meta: meta('two', '@b') });
export const C = defineCommand({ meta: meta('three', '', true) });`,
    },
    unread,
  ]);
}

readAsTheyRun('helpers and wrappers', [
  [
    'a helper that gives the whole meta',
    `${DEFINE}
const meta = (key: string, goal: string) => ({ key, version: '1.0.0', goal, owners: ['@a'] });
export const A = defineCommand({ meta: meta('a.one', 'first') });`,
  ],
  [
    'a helper below its use',
    `${DEFINE}
export const A = defineCommand({ meta: meta('a.one') });
function meta(key: string) { return { key, version: '1.0.0' }; }`,
  ],
  [
    'a helper of another file, spread into meta',
    {
      'src/meta.ts': `export function base(owner: string) { return { version: '1.0.0', owners: [owner], tags: [] as string[] }; }`,
      'src/a.ts': `${DEFINE}
import { base } from './meta';
export const A = defineCommand({ meta: { key: 'a.one', ...base('@a'), tags: ['t'] } });`,
    },
  ],
  [
    'a helper for io',
    `${DEFINE}
import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
const result = (type: unknown, name: string) => ({ input: null, output: defineSchemaModel({ name, fields: { value: { type, isOptional: false }, page: { type: ScalarTypeEnum.Int_unsecure(), isOptional: true } } }) });
export const A = defineQuery({ meta: { key: 'a.one', version: '1.0.0' }, io: result(ScalarTypeEnum.ID(), 'Result') });`,
  ],
  [
    'a helper with a local and an if',
    `${DEFINE}
function meta(name: string, isBeta: boolean) {
  const key = 'a.' + name;
  let stability = 'stable';
  if (isBeta) { return { key, version: '0.1.0', stability: 'beta' }; } else { return { key, version: '1.0.0', stability }; }
}
export const A = defineCommand({ meta: meta('one', true) });
export const B = defineCommand({ meta: meta('two', false) });`,
  ],
  [
    'a helper that calls a helper',
    `${DEFINE}
const owner = (name: string) => '@' + name;
const owners = (...names: string[]) => names.map((name) => owner(name));
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: owners('x', 'y') } });`,
  ],
  [
    'a wrapper that passes the spec on',
    `${DEFINE}
const defineCommandLoose = (spec: any) => defineCommand(spec);
export const A = defineCommandLoose({ meta: { key: 'a.one', version: '1.0.0', owners: ['@a'] } });`,
  ],
  [
    'a wrapper in another file, with a type parameter and a cast',
    {
      'src/loose.ts': `${DEFINE}
export function defineCommandLoose<T>(spec: T) { return defineCommand(spec as never) as unknown as T; }`,
      'src/a.ts': `import { defineCommandLoose } from './loose';
export const A = defineCommandLoose({ meta: { key: 'a.one', version: '1.0.0', tags: ['t'] } });`,
    },
  ],
  [
    'a wrapper that adds to the spec',
    `${DEFINE}
const defineOwned = (spec: any) => defineCommand({ ...spec, meta: { owners: ['@default'], ...spec.meta, tags: [...spec.meta.tags, 'owned'] } });
export const A = defineOwned({ meta: { key: 'a.one', version: '1.0.0', tags: ['t'] }, policy: { auth: 'user' } });
export const B = defineOwned({ meta: { key: 'a.two', version: '1.0.0', tags: [], owners: ['@b'] } });`,
  ],
  [
    'a wrapper that changes the spec before it passes it on',
    `${DEFINE}
function defineTagged(spec: any) {
  spec.meta.tags = ['changed'];
  return defineCommand(spec);
}
export const A = defineTagged({ meta: { key: 'a.one', version: '1.0.0', tags: ['t'] } });`,
  ],
  [
    'a wrapper of rest arguments',
    `${DEFINE}
const wrapped = (...args: [any]) => defineCommand(...args);
export const A = wrapped({ meta: { key: 'a.one', version: '1.0.0' } });`,
  ],
  [
    'a wrapper that checks before it passes on',
    `${DEFINE}
function checked(spec: any) {
  if (!spec.meta.key) throw new Error('no key');
  return defineCommand(spec);
}
export const A = checked({ meta: { key: 'a.one', version: '1.0.0' } });`,
  ],
  [
    'an identity of a package outside, which may change what it is given',
    `${DEFINE}
import { identity } from 'outside';
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: identity(['@a']) } });`,
    ['meta.owners unknown-call'],
  ],
  [
    'Object.freeze around everything',
    `${DEFINE}
export const A = Object.freeze(defineCommand(Object.freeze({ meta: Object.freeze({ key: 'a.one', version: '1.0.0', tags: Object.freeze(['t']) }) })));`,
  ],
  [
    'a helper called at once',
    `${DEFINE}
export const A = defineCommand({ meta: (() => ({ key: 'a.one', version: '1.0.0' }))(), policy: (function () { return { auth: 'user' }; })() });`,
  ],
  [
    'a contract made by a function that is called at once',
    `${DEFINE}
export const A = (() => {
  const key = 'a.one';
  return defineCommand({ meta: { key, version: '1.0.0' } });
})();`,
  ],
  [
    'an optional call of a helper',
    `${DEFINE}
const helpers: { owners?: () => string[]; tags?: () => string[] } = { owners: () => ['@a'] };
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: helpers.owners?.(), tags: helpers.tags?.() } });`,
  ],
  [
    'a helper with a loop',
    `${DEFINE}
function tags() {
  const all: string[] = [];
  for (const tag of ['x', 'y']) all.push(tag);
  return all;
}
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: tags() } });`,
  ],
  [
    'a helper that leaves a loop with its result',
    `${DEFINE}
function owner() {
  for (const name of ['@x', '@y']) if (name === '@y') return name;
  return '@none';
}
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [owner()] } });`,
  ],
  [
    'a helper whose try is left by an exception',
    `${DEFINE}
function fail() { throw new Error('no'); }
function owner() {
  try {
    fail();
    return '@tried';
  } catch {
    return '@caught';
  }
}
function tag() {
  try { return 'tried'; } finally { return 'finally'; }
}
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [owner()], tags: [tag()] } });`,
    ['meta.owners[0] not-static', 'meta.tags[0] not-static'],
  ],
  [
    'a helper with a case that equals nothing, not even itself',
    `${DEFINE}
const named = (count: number): string => { switch (count) { case NaN: return 'none'; default: return 'some'; } };
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: named(NaN) } } as any);`,
  ],
  [
    'a helper that leaves a switch or a labelled block by break',
    `${DEFINE}
const flag = Math.hypot(3, 4) > 1;
function owner(kind: string) {
  switch (kind) {
    case 'a':
      if (flag) break;
      return '@case';
  }
  return '@after';
}
function tag() {
  block: {
    if (flag) break block;
    return 'inside';
  }
  return 'after';
}
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [owner('a')], tags: [tag()] } });`,
    ['meta.owners[0] not-static', 'meta.tags[0] not-static'],
  ],
  [
    'asynchronous helpers and generators are not followed',
    `${DEFINE}
const later = async () => '@a';
function* many() { yield 'x'; }
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: [...many()] } });
void later();`,
  ],
  [
    'a helper that reads its arguments by the name arguments',
    `${DEFINE}
function second() { return arguments[1]; }
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', title: (second as any)('x', 'y') } });`,
  ],
  [
    'a method that reads another member by this',
    `${DEFINE}
const team = { name: 'x', owner() { return '@' + this.name; } };
export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', owners: [team.owner()] } });`,
  ],
  ...stepped([
    [
      'a variable that is given other values on the way, in branches that are known',
      `export function meta(name: string, owner?: string, isBeta = false) {
  if (!owner) { owner = '@a'; }
  let key = name;
  if (isBeta) key = key + '.beta'; else if (name === 'two') { key = 'second'; key = key + '.two'; }
  key = 'a.' + key;
  return { key, version: '1.0.0', owners: [owner] };
}`,
      [],
    ],
    [
      'what was made of a variable before it is given another value',
      `export function meta(name: string, owner?: string, isBeta = false) {
  let part;
  part = 'a';
  const { length, [0]: first } = part + '.';
  const start = part + '.';
  part = name;
  if (isBeta) { const before = part; part = 'beta'; return { key: start + before + length + first, version: '1.0.0', tags: [part] }; }
  return { key: start + part, version: '1.0.0', tags: [start, String(owner)] };
}`,
      [],
    ],
    [
      'a variable that is given another value on a condition that nobody knows',
      `export function meta(name: string, owner?: string, isBeta = false) {
  let stability = 'stable';
  const key = 'a.' + name;
  if (Math.random() > 2) stability = 'beta';
  const kept = stability;
  stability = isBeta ? 'experimental' : kept;
  return { key, version: '1.0.0', stability };
}`,
      ['a.one: meta.stability reassigned', 'a.two: meta.stability reassigned'],
    ],
    [
      'a variable that a function inside knows',
      `export function meta(name: string, owner?: string, isBeta = false) {
  let part = 'a.';
  const full = () => part + name;
  part = 'b.';
  return { key: 'a.' + name, version: '1.0.0', title: full() };
}`,
      ['one', 'two', 'three'].map((key) => `a.${key}: meta.title reassigned`),
    ],
    [
      'lists, which may be changed by another name',
      `export function meta(name: string, owner?: string, isBeta = false) {
  let tags = ['x'];
  const same = tags;
  if (isBeta) tags = ['y'];
  same.push('z');
  return { key: 'a.' + name, version: '1.0.0', tags };
}`,
      ['one', 'two', 'three'].map((key) => `a.${key}: meta.tags reassigned`),
    ],
  ]),
]);
