import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

/** What changes while a generator is gone over, or before. */
const meanwhile = (name: string, generator: string, loop: string): Way => [
  name,
  `${DEFINE}
const given: string[] = [];
${generator}
${loop}
defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: given } });`,
  ['meta.tags mutated'],
];

readAsTheyRun('generators that run on while others change what they ask for', [
  meanwhile(
    'an object that they are given',
    `const own = { n: 1 }; function* keys(of: typeof own) { yield 'a.' + of.n; yield 'a.' + of.n; }`,
    `for (const key of keys(own)) { given.push(key); own.n++; }`,
  ),
  meanwhile(
    'a list that grows as it is gone over',
    `const own = ['a.1']; function* keys(of: string[]) { for (const key of of) yield key; }`,
    `for (const key of keys(own)) { given.push(key); if (own.length < 3) own.push('a.' + (own.length + 1)); }`,
  ),
  meanwhile(
    'a counter, by way of a function',
    `let n = 1; const current = () => 'a.' + n; function* keys() { yield current(); yield current(); }`,
    `for (const key of keys()) { given.push(key); n++; }`,
  ),
  meanwhile(
    'a counter that what they are given counts',
    `let n = 1; function* keys(next: () => string) { yield next(); yield next(); }`,
    `for (const key of keys(() => 'a.' + n++)) { given.push(key); n += 10; }`,
  ),
  meanwhile(
    'their own object',
    `class Kit { n = 1; *keys() { yield 'a.' + this.n; yield 'a.' + this.n; } }\nconst kit = new Kit();`,
    `for (const key of kit.keys()) { given.push(key); kit.n++; }`,
  ),
  meanwhile(
    'a Map',
    `const own = new Map([['n', 1]]); function* keys(of: typeof own) { yield 'a.' + of.get('n'); yield 'a.' + of.get('n'); }`,
    `for (const key of keys(own)) { given.push(key); own.set('n', 2); }`,
  ),
  meanwhile(
    'between the call and the loop',
    `const own = { n: 1 }; function* keys(of: typeof own) { yield 'a.' + of.n; }`,
    `const later = keys(own); own.n = 5;\nfor (const key of later) given.push(key);`,
  ),
  meanwhile(
    'an error after what they gave',
    `function* keys() { yield 'a.1'; throw new Error('over'); }`,
    `try { for (const key of keys()) given.push(key); } catch {}`,
  ),
  meanwhile(
    'a list that they name',
    `const own = ['a.1']; function* keys() { for (const key of own) yield key; }`,
    `for (const key of keys()) { given.push(key); if (own.length < 3) own.push('a.' + (own.length + 1)); }`,
  ),
  meanwhile(
    'a list that a function which they call writes to',
    `const log: string[] = []; const add = () => { log.push('x'); return 'a.'; }; function* keys() { yield add(); yield add(); }`,
    `for (const key of keys()) given.push(key + log.length);`,
  ),
  [
    'nothing, though they name a list of their file',
    `${DEFINE}
const TENANTS = ['acme', 'globex'];
function* specs() { for (const tenant of TENANTS) for (const step of ['open', 'close']) yield { key: tenant + '.' + step, owners: ['@' + tenant] }; }
export const all = [...specs()].map((meta) => defineCommand({ meta: { ...meta, version: '1.0.0' } }));`,
  ],
  [
    'nothing of what they ask for',
    `${DEFINE}
function* walk(tree: any): Generator<string> { yield tree.key; for (const child of tree.children ?? []) yield* walk(child); }
const given: string[] = [];
for (const key of walk({ key: 'a.1', children: [{ key: 'a.2' }] })) given.push(key);
defineCommand({ meta: { key: 'a.one', version: '1.0.0', tags: given } });`,
  ],
]);

const EACH = `export function* each() { for (const key of ['a.1', 'a.2', 'a.3']) yield defineCommand({ meta: { key, version: '1.0.0' } }); }`;

readAsTheyRun('generators that define contracts', [
  ['gone over to the end', `${DEFINE}\n${EACH}\nfor (const _ of each()) {}`],
  [
    'of another file',
    {
      files: { 'src/each.ts': `${DEFINE}\n${EACH}`, 'src/a.ts': `import { each } from './each';\nexport const all = [...each()];` },
      isAcrossFiles: true,
    },
  ],
  ['a rest takes what is left', `${DEFINE}\n${EACH}\nexport const [first, ...others] = each();`],
  ...[
    `for (const _ of each()) break;`,
    `outer: for (const _ of [1]) for (const _ of each()) continue outer;`,
    `export const [first] = each();`,
    `try { for (const _ of each()) throw new Error('enough'); } catch {}`,
    `const head = (all: Iterable<unknown>) => { for (const one of all) return one; };\nexport const first = head(each());`,
  ].map((code): Way => [`left before the end: ${code}`, `${DEFINE}\n${EACH}\n${code}`, ['meta.key not-static']]),
]);
