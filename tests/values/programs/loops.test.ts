import { DEFINE, readAsTheyRun } from '../support/agree.ts';

readAsTheyRun('contracts in loops', [
  [
    'for … of in for … of, with a pattern',
    `${DEFINE}
export const all: unknown[] = [];
for (const domain of ['a', 'b'])
  for (const { name, owner } of [{ name: 'x', owner: '@x' }, { name: 'y', owner: '@y' }])
    all.push(defineCommand({ meta: { key: domain + '.' + name, version: '1.0.0', owners: [owner] } }));`,
  ],
  [
    'for … of the entries of an object, into another object',
    `${DEFINE}
const contracts: Record<string, unknown> = {};
for (const [key, owner] of Object.entries({ one: '@a', two: '@b' }))
  contracts[key] = defineCommand({ meta: { key, version: '1.0.0', owners: [owner] } });
export default contracts;`,
  ],
  [
    'for … of a list of another file, two contracts each',
    {
      'src/entities.ts': `export const ENTITIES = ['user', 'team'] as const;`,
      'src/a.ts': `${DEFINE}
import { ENTITIES } from './entities';
export const contracts: Record<string, unknown> = {};
for (const entity of ENTITIES) {
  contracts[entity] = {
    create: defineCommand({ meta: { key: \`\${entity}.create\`, version: '1.0.0' } }),
    get: defineQuery({ meta: { key: \`\${entity}.get\`, version: '1.0.0' } }),
  };
}`,
    },
  ],
  [
    'for … in',
    `${DEFINE}
const OWNERS = { one: '@1', two: '@2' } as const;
for (const key in OWNERS) defineCommand({ meta: { key, version: '1.0.0', owners: [OWNERS[key as keyof typeof OWNERS]] } });`,
  ],
  [
    'constants, continue and break in the body',
    `${DEFINE}
for (const name of ['one', 'two', 'three', 'four']) {
  const key = 'a.' + name;
  if (name === 'two') continue;
  if (name === 'four') break;
  defineCommand({ meta: { key, version: '1.0.0' } });
}`,
  ],
  [
    'calls of a factory',
    `${DEFINE}
const make = (key: string) => defineCommand({ meta: { key, version: '1.0.0' } });
for (const name of ['one', 'two']) make('a.' + name);`,
  ],
  [
    'a factory that loops over what it is given',
    `${DEFINE}
function make(domain: string, names: readonly string[]) {
  const made: Record<string, unknown> = {};
  for (const name of names) made[name] = defineCommand({ meta: { key: domain + '.' + name, version: '1.0.0' } });
  return made;
}
export const a = make('a', ['one', 'two']);
export const b = make('b', ['one']);`,
  ],
  [
    'a round that cannot be told leaves one contract that is not read',
    `${DEFINE}
for (const name of ['one']) {
  if (Math.random() > 2) continue;
  defineCommand({ meta: { key: 'a.' + name, version: '1.0.0' } });
}`,
    ['meta.key not-static'],
  ],
  [
    'a list that is not known',
    `${DEFINE}
import { owners } from 'outside';
for (const owner of owners()) defineCommand({ meta: { key: 'a.' + owner, version: '1.0.0' } });`,
    ['meta.key not-static'],
  ],
  [
    'a helper that looks for something',
    `${DEFINE}
const TEAMS = [{ domain: 'a', owner: '@a' }, { domain: 'b', owner: '@b' }];
function ownerOf(domain: string) {
  for (const team of TEAMS) if (team.domain === domain) return team.owner;
  return '@nobody';
}
export const A = defineCommand({ meta: { key: 'b.one', version: '1.0.0', owners: [ownerOf('b'), ownerOf('c')] } });`,
  ],
  [
    'definitions in a try and under a condition that is not known, in a factory',
    `${DEFINE}
function make(key: string) {
  try {
    defineCommand({ meta: { key, version: '1.0.0' } });
  } finally {
    if (Math.random() < 2) defineQuery({ meta: { key: key + '.get', version: '1.0.0' } });
  }
}
make('a.one');`,
  ],
  [
    'define functions that the loop goes over, or that it chooses',
    `${DEFINE}
for (const [key, define] of Object.entries({ one: defineCommand, two: defineQuery })) define({ meta: { key, version: '1.0.0' } });
for (const [key, asks] of [['three', true], ['four', false]] as const) (asks ? defineQuery : defineCommand)({ meta: { key, version: '1.0.0' } });`,
  ],
  [
    'a list that each round adds to',
    `${DEFINE}
const tags: string[] = [];
for (const key of ['a', 'b']) {
  tags.push(key);
  defineCommand({ meta: { key, version: '1.0.0', tags: [...tags] } });
}`,
  ],
  [
    'a loop in a loop, over what is not known, and one with too many rounds',
    `${DEFINE}
import { owners } from 'outside';
for (const domain of ['a']) for (const owner of owners()) defineCommand({ meta: { key: domain + '.' + owner, version: '1.0.0' } });
const MANY = Array.from('x'.repeat(80));
let once = true;
for (const x of MANY) for (const y of MANY) for (const z of MANY) if (once) { once = false; defineQuery({ meta: { key: x + y + z, version: '1.0.0' } }); }`,
    ['null: meta.key not-static', 'null: meta.key not-static'],
  ],
  [
    'a factory that loops over what one of its calls does not know',
    `${DEFINE}
import { owners } from 'outside';
function make(domain: string, names: readonly string[]) {
  for (const name of names) defineCommand({ meta: { key: domain + name, version: '1.0.0' } });
}
make('a.', ['one']);
make('z.', owners());`,
    ['null: * not-static'],
  ],
  [
    'where the value of a contract goes nowhere: it is yielded, passed over, thrown, part of an update',
    `${DEFINE}
const one = (key: string) => ({ meta: { key, version: '1.0.0' } });
function* yielded() { for (const key of ['a', 'b']) yield defineCommand(one(key)); }
export const all = [...yielded()];
const counts: Record<string, number> = { n: 0 };
for (const key of ['c', 'd']) defineCommand(one(key)), counts[(defineQuery(one(key)), 'n')]++;
for (const key of ['e', 'f']) try { throw defineCommand(one(key)); } catch { defineQuery(one(key)); }`,
  ],
  [
    'where the evaluator does not go: a class in a loop',
    `${DEFINE}
for (const key of ['a', 'b']) { class Held { static readonly command = defineCommand({ meta: { key, version: '1.0.0' } }); } }`,
  ],
]);
