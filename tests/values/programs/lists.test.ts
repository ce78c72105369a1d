import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const contract = (meta: string): string => `export const A = defineCommand({ meta: { key: 'a.one', version: '1.0.0', ${meta} } });`;

readAsTheyRun('sets', [
  ['tags without repetition', `${DEFINE}\nconst BASE = ['a', 'b'];\n${contract(`tags: [...new Set([...BASE, 'a', 'c'])]`)}`],
  [
    'Array.from, has and size',
    `${DEFINE}\nconst SET = new Set(['a', 'b', 'a']);\n${contract(`tags: Array.from(SET, (tag) => tag + SET.size), owners: SET.has('b') ? ['@b'] : []`)}`,
  ],
  [
    'of a text, of another set, and of nothing',
    `${DEFINE}\n${contract(`tags: [...new Set(new Set(['x'])), ...new Set<string>()], owners: Array.from(new Set(['@a']))`)}`,
  ],
  ['in a loop', `${DEFINE}\nfor (const key of new Set(['a.one', 'a.two', 'a.one'])) defineCommand({ meta: { key, version: '1.0.0' } });`],
  ['one that is added to', `${DEFINE}\nconst SET = new Set(['a']);\nSET.add('b');\n${contract('tags: [...SET]')}`],
  [
    'one that a function adds to',
    `${DEFINE}\nconst SET = new Set(['a']);\nconst add = (set: Set<string>) => set.add('b');\nadd(SET);\n${contract('tags: [...SET]')}`,
  ],
  [
    'of what is not known',
    `${DEFINE}\nimport { owners } from 'outside';\n${contract('owners: [...new Set(owners())]')}`,
    ['meta.owners unknown-spread'],
  ],
]);

readAsTheyRun('texts that are gone over', [
  [
    'as arguments, by a pattern, as a set',
    `${DEFINE}\nconst joined = (...all: string[]) => all.join('-');\nconst [first, ...others] = 'xyz';\n${contract(`title: joined(...'ab'), tags: others, owners: [first, ...new Set('aab')]`)}`,
  ],
  [
    'by a generator and a loop, one after the other',
    `${DEFINE}\nconst tags: string[] = [];\nfunction* each() { yield* 'ab'; }\nfor (const one of each()) tags.push(one);\nfor (const one of 'yz') tags.push(one);\n${contract('tags')}`,
  ],
]);

readAsTheyRun('lists with holes', [
  [
    'of a length: what callbacks pass over, and spreads and loops do not',
    `${DEFINE}
const rounds: string[] = [];
for (const one of new Array(2)) rounds.push(String(one));
const filled = new Array(2).fill('f');
filled.push('g');
${contract("tags: [...[...new Array(2)].map(() => 'x'), new Array(2).join('-')], owners: [...rounds, ...filled, ...Array.from(new Array(1).keys(), String)]")}`,
  ],
  [
    'whose callbacks and names are not read',
    `${DEFINE}
const holes = [1, , 3];
${contract("tags: new Array(2).map(() => 'x'), owners: Object.keys(holes), title: Object.keys({ ...holes }).join()")}`,
    ['meta.owners unknown-call', 'meta.tags unknown-call', 'meta.title unknown-call'],
  ],
  [
    'over whose names a loop goes',
    `${DEFINE}
for (const name in [, 'b']) { ${contract('title: name').replace('export ', '')} }`,
    ['meta.title not-static'],
  ],
]);

readAsTheyRun('enums whose members are computed', [
  [
    'by the name of the enum itself',
    `${DEFINE}\nenum Team { Core = '@core', Web = \`\${Team.Core}.web\` }\n${contract('owners: [Team.Web]')}`,
  ],
  [
    'names of an enum of numbers, by isNaN',
    `${DEFINE}\nenum Level { Low, High }\n${contract('tags: Object.keys(Level).filter((key) => isNaN(Number(key)))')}`,
  ],
  [
    'none counts on from a member that is computed',
    `${DEFINE}\nenum Size { Word = 'abc'.length, Plain = 7, Next }\n${contract('tags: [String(Size.Next), Size[7]]')}`,
  ],
]);

readAsTheyRun('tagged templates', [
  [
    'by a function of the repository',
    `${DEFINE}\nconst lines = (texts: TemplateStringsArray, ...values: unknown[]) => texts.join('|') + values.length;\n${contract('title: lines`a${1}b${2}c`')}`,
  ],
  [
    'by texts as they are written',
    `${DEFINE}\nconst raw = (texts: TemplateStringsArray) => texts.raw[0];\n${contract('title: raw`a\\\\n`')}`,
    ['meta.title unknown-call'],
  ],
]);
