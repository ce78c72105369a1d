import { DEFINE, readAsTheyRun } from '../support/agree.ts';

const define = (meta: string): string => `export const A = defineCommand({ meta: { ${meta} } });`;

readAsTheyRun('destructuring', [
  ['an object', `${DEFINE}\nconst { key, version } = { key: 'a.one', version: '1.0.0' };\n${define('key, version')}`],
  [
    'other names',
    `${DEFINE}\nconst { id: key, 'the-version': version } = { id: 'a.one', 'the-version': '1.0.0' };\n${define('key, version')}`,
  ],
  [
    'defaults',
    `${DEFINE}\nconst { key = 'a.default', version = '1.0.0', title = 'T' } = { key: 'a.one', title: null } as any;\n${define('key, version, title')}`,
  ],
  [
    'nested',
    `${DEFINE}\nconst { team: { owners: [owner], name = 'n' } } = { team: { owners: ['@a', '@b'] } } as any;\n${define(`key: 'a.one', version: '1.0.0', owners: [owner], title: name`)}`,
  ],
  [
    'a rest of an object',
    `${DEFINE}\nconst { goal, ...rest } = { key: 'a.one', goal: 'g', version: '1.0.0', tags: ['t'] };\n${define('...rest, title: goal')}`,
  ],
  [
    'arrays, with holes, defaults and a rest',
    `${DEFINE}\nconst [key, , version = '1.0.0', ...tags] = ['a.one', 'skipped', undefined, 'x', 'y'];\n${define('key: key!, version, tags: tags as string[]')}`,
  ],
  ['a computed key', `${DEFINE}\nconst field = 'id';\nconst { [field]: key } = { id: 'a.one' };\n${define(`key, version: '1.0.0'`)}`],
  [
    'a default that uses an earlier name',
    `${DEFINE}\nconst { key, title = key + '!' } = { key: 'a.one' } as any;\n${define(`key, title, version: '1.0.0'`)}`,
  ],
  [
    'a string',
    `${DEFINE}\nconst [first, second] = 'xy';\nconst { length } = 'xyz';\n${define(`key: 'a.one', version: '1.0.0', tags: [first!, second!, String(length)]`)}`,
  ],
  [
    'an import of a namespace',
    {
      'src/meta.ts': `export const owner = '@a';\nexport const versions = { current: '1.0.0' };`,
      'src/a.ts': `${DEFINE}\nimport * as meta from './meta';\nconst { owner, versions: { current } } = meta;\n${define(`key: 'a.one', version: current, owners: [owner]`)}`,
    },
  ],
  [
    'exports that are destructured',
    {
      'src/meta.ts': `export const { owner, tags: [tag] } = { owner: '@a', tags: ['t'] };`,
      'src/a.ts': `${DEFINE}\nimport { owner, tag } from './meta';\n${define(`key: 'a.one', version: '1.0.0', owners: [owner], tags: [tag!]`)}`,
    },
  ],
  [
    'swapped by an assignment',
    `${DEFINE}\nlet one = 'a.one', two = 'a.two';\n[one, two] = [two, one];\n${define(`key: one, version: '1.0.0'`)}`,
  ],
  ['what is not there', `${DEFINE}\nconst { title } = {} as any;\n${define(`key: 'a.one', version: '1.0.0', title`)}`],
  ['a Set', `${DEFINE}\nconst [key] = new Set(['a.one']);\n${define(`key: key!, version: '1.0.0'`)}`],
  [
    'an object and a class that have iterators of their own',
    `${DEFINE}
class Keys { *[Symbol.iterator]() { yield 'x'; } }
const [title] = new Keys() as any;
let domain: any;
[domain] = new Keys() as any;
${define(`key: 'a.one', version: '1.0.0', title, domain`)}`,
    ['meta.domain reassigned', 'meta.title unknown-call'],
  ],
]);
