import { DEFINE, readAsTheyRun, type Way } from '../support/agree.ts';

const BOTH = ['null: * mutated', 'null: * mutated'];

/** A kit whose factory keeps what it makes, and a file that calls it and does something with what is kept. */
function kept(name: string, holder: string, keep: string, use: string, unreadable: readonly string[] = BOTH): Way {
  const names = [...holder.matchAll(/export (?:const|let|class|function) (\w+)/g)].map(([, exported]) => exported);
  const files = {
    'src/kit.ts': `${DEFINE}
${holder}
export const define = (key: string): any => {
  const spec: any = { meta: { key, version: '1.0.0', tags: ['t'] } };
  const made: any = defineCommand(spec);
  ${keep};
  return made;
};`,
    'src/a.ts': `import { ${['define', ...names].join(', ')} } from './kit';\nexport const A = define('a');\n${use}\nexport const B = define('b');`,
  };
  return [name, { files, isAcrossFiles: true }, unreadable];
}

const REGISTRY = 'export const registry: any = {};';
const ALL = 'export const all: any[] = [];';
const CLASS = `export class Registry {
  static last: any;
  items: any[] = [];
  add(spec: any) { this.items.push(spec); Registry.last = spec; return this; }
  latest() { return this.items[this.items.length - 1]; }
}
export const registry = new Registry();`;

readAsTheyRun('what a factory keeps, and another file writes to', [
  kept('in a member', REGISTRY, 'registry.current = made', `registry.current.meta.version = '2.0.0';`),
  kept('in a member that nobody writes to', REGISTRY, 'registry.current = made', `registry.count = 1;`, []),
  kept(
    'in a member, by a pattern',
    REGISTRY,
    'registry.current = made',
    `const { current: { meta } } = registry;\nmeta.version = '2.0.0';`,
  ),
  kept(
    'its metadata in a member',
    REGISTRY,
    'registry.current = made.meta',
    `const { current: last } = registry;\nlast.version = '2.0.0';`,
  ),
  kept('in a member, deleted', REGISTRY, 'registry.current = made', `delete registry.current.meta.tags;`),
  kept(
    'in a member, by a function of JavaScript',
    REGISTRY,
    'registry.current = made',
    `Object.assign(registry.current.meta, { title: 'T' });`,
  ),
  kept('by its key', 'export const by: any = {};', 'by[key] = made', `by.a.meta.tags.push('u');`),
  kept(
    'by its key, all of them',
    'export const by: any = {};',
    'by[key] = made',
    `for (const one of Object.values<any>(by)) one.meta.version = '2.0.0';`,
  ),
  kept(
    'in a literal that is given to a function',
    'export const by: any = {};',
    'Object.assign(by, { [key]: made })',
    `by.a.meta.version = '2.0.0';`,
  ),
  kept('in a list', ALL, 'all.push(made)', `all[0].meta.version = '2.0.0';`),
  kept('in a list that others count', ALL, 'all.push(made)', `const counts: number[] = [];\ncounts.push(all.length);`, []),
  kept('in a list, each of it', ALL, 'all.push(made)', `all.forEach((one) => { one.meta.version = '2.0.0'; });`),
  kept('in a list, in a loop', ALL, 'all.push(made)', `for (const { meta } of all) meta.version = '2.0.0';`),
  kept('in a list, taken out', ALL, 'all.unshift(made)', `all.splice(0)[0].meta.version = '2.0.0';`),
  kept('in a Map', 'export const by = new Map<string, any>();', 'by.set(key, made)', `by.get('a').meta.version = '2.0.0';`),
  kept(
    'in a Map, as a list beside it',
    'export const by = new Map<string, any>();',
    'by.set(key, made)',
    `const groups = new Map<string, string[]>();\ngroups.set('x', []);\ngroups.get('x')?.push('y');`,
    [],
  ),
  kept(
    'in a Map, each of it',
    'export const by = new Map<string, any>();',
    'by.set(key, made)',
    `by.forEach((one) => one.meta.tags.push('u'));`,
  ),
  kept('in a Set', 'export const every = new Set<any>();', 'every.add(made)', `for (const one of every) one.meta.version = '2.0.0';`),
  kept(
    'in a name that a function gives',
    'let last: any;\nexport const latest = () => last;',
    'last = made',
    `latest().meta.version = '2.0.0';`,
  ),
  kept('in a name that is exported', 'export let last: any;', 'last = made', `last.meta.version = '2.0.0';`),
  kept('in a static member', CLASS, 'registry.add(made)', `Registry.last.meta.version = '2.0.0';`),
  kept('in an object of a class', CLASS, 'registry.add(made)', `registry.latest().meta.version = '2.0.0';`),
  kept(
    'by a weak key',
    'const keep = new WeakMap<any, any>();\nexport const KEY = {};\nexport const specOf = (key: any) => keep.get(key);',
    'keep.set(KEY, made)',
    `specOf(KEY).meta.version = '2.0.0';`,
  ),
  kept(
    'at the global object',
    'export const none = 0;',
    '(globalThis as any).last = made',
    `(globalThis as any).last.meta.version = '2.0.0';`,
  ),
  kept(
    'by those who are told of it',
    'const hooks: any[] = [];\nexport const onDefine = (hook: any) => { hooks.push(hook); };',
    'hooks.forEach((hook) => hook(spec))',
    `onDefine((spec: any) => { spec.meta.version = '2.0.0'; });`,
  ),
  kept(
    'by those who are told of it, and write to something else',
    'const hooks: any[] = [];\nexport const onDefine = (hook: any) => { hooks.push(hook); };',
    'hooks.forEach((hook) => hook(spec))',
    `const seen: any = {};\nonDefine((spec: any) => { seen.count = 1; });`,
    [],
  ),
]);

/** A file that holds an object in something, and another one that goes over that. */
const goneOver = (name: string, holder: string, use: string, unreadable: readonly string[] = ['meta.owners mutated']): Way => [
  name,
  {
    files: {
      'src/kit.ts': `export const held = { owners: ['x'] };\n${holder}`,
      'src/use.ts': `import * as kit from './kit';\n${use}`,
      'src/a.ts': `${DEFINE}\nimport './use';\nimport { held } from './kit';\nexport const A = defineCommand({ meta: { key: 'a', version: '1.0.0', owners: held.owners } });`,
    },
    isAcrossFiles: true,
  },
  unreadable,
];

readAsTheyRun('what another file goes over, and writes to', [
  goneOver('a Set', 'export const all = new Set([held]);', `for (const one of kit.all) one.owners.push('y');`),
  goneOver('a Set in an object', 'export const by = { all: new Set([held]) };', `kit.by.all.forEach((one) => { one.owners = []; });`),
  goneOver('a Set by a function', 'const own = new Set([held]);\nexport const all = () => own;', `[...kit.all()][0]!.owners.push('y');`),
  goneOver('a generator', 'export function* all() { yield held; }', `for (const one of kit.all()) one.owners.push('y');`),
  goneOver(
    'a class',
    'export class Kit { *[Symbol.iterator]() { yield held; } }\nexport const all = new Kit();',
    `for (const one of kit.all) one.owners.push('y');`,
  ),
  goneOver(
    'a Set, and writes to something else',
    'export const all = new Set([held]);',
    `const seen: any[] = [];\nfor (const one of kit.all) seen.push(one);`,
    [],
  ),
]);

readAsTheyRun('objects that write to themselves', [
  [
    'by a method',
    `${DEFINE}\nconst meta: any = { key: 'a', version: '1.0.0', raise() { this.version = '2.0.0'; } };\nmeta.raise();\nexport const A = defineCommand({ meta });`,
    ['meta.* mutated'],
  ],
  [
    'by a method that writes to what lies in them',
    {
      files: {
        'src/b.ts': `export const all: any = { meta: { key: 'a', version: '1.0.0' }, raise() { this.meta.version = '2.0.0'; } };`,
        'src/a.ts': `${DEFINE}\nimport { all } from './b';\nall.raise();\nexport const A = defineCommand({ meta: all.meta });`,
      },
      isAcrossFiles: true,
    },
    ['meta.* mutated'],
  ],
  [
    'by a method of another one',
    `${DEFINE}\nconst meta: any = { key: 'a', version: '1.0.0' };\nconst counter: any = { version: 0, raise() { this.version = 1; } };\ncounter.raise();\nexport const A = defineCommand({ meta });`,
  ],
]);
