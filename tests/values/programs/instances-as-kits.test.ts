import { expect, test } from 'vitest';
import { readFile } from '../../../src/contracts/read-file.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { DEFINE, OPTIONS, readAsTheyRun, readProgram } from '../support/agree.ts';
import type { Program } from '../support/program.ts';

/** An instance of a class, in a file whose functions make contracts by it. */
function kit(members: string, exported: string, more = ''): Program {
  return {
    isAcrossFiles: true,
    files: {
      'src/kit.ts': `${DEFINE}
class Kit {
  constructor(private stage = 'stable') {}
  ${members}
}
const kit = new Kit();
${exported}`,
      'src/a.ts': `import { make } from './kit';${more}
export const A = make('a.one');
export const B = make('a.two', 'beta');`,
    },
  };
}

const command = `command(key: string, stability = this.stage) { return defineCommand({ meta: { key, version: '1.0.0', stability } } as any); }`;
const make = 'export const make = (key: string, stability?: string) => kit.command(key, stability);';

readAsTheyRun('functions that make contracts by an instance of their file', [
  ['by one of its methods', kit(command, make)],
  [
    'by a method that calls another',
    kit(`${command}\n  make(key: string, stability?: string) { return this.command(key, stability); }`, make.replace('.command', '.make')),
  ],
  ['with the arguments as they are', kit(command, "export const make: Kit['command'] = (...args) => kit.command(...args);")],
  [
    'of a class that extends another',
    kit(command, `class Special extends Kit { }\nconst special = new Special('experimental');\n${make.replace('kit.', 'special.')}`),
  ],
]);

/** A class that collects for a contract, beside constants that its contracts are made of. */
function builder(members: string, tag = "'x'"): Program {
  return {
    isAcrossFiles: true,
    files: {
      'src/builder.ts': `${DEFINE}
const DEFAULTS = { owners: ['@a'], stability: 'stable' };
const SHARED: any = { tags: ['s'] };
export class Builder {
  ${members}
  constructor(private key: string) {}
  tags(): string[] { return []; }
  build() { return defineCommand({ meta: { key: this.key, version: '1.0.0', stability: DEFAULTS.stability, owners: DEFAULTS.owners, tags: this.tags() } } as any); }
}
export const shared = () => SHARED.tags.join();`,
      'src/a.ts': `import { Builder } from './builder';
export const A = new Builder('a.one').tag(${tag}).build();
export const B = new Builder('a.two').build();`,
    },
  };
}

const collected = 'tags() { return [...this.list]; }';
const withTags = (members: string): Program => {
  const program = builder(members);
  return {
    ...program,
    files: { ...program.files, 'src/builder.ts': program.files['src/builder.ts']!.replace('tags(): string[] { return []; }', collected) },
  };
};

readAsTheyRun('classes that collect for a contract', [
  ['in a list', withTags('private list: string[] = []; tag(one: string) { this.list.push(one); return this; }')],
  [
    'by its places',
    withTags(
      '#list: string[] = []; get list() { return this.#list; } tag(one: string) { this.#list[this.#list.length] = one; return this; }',
    ),
  ],
  [
    'in a list that is begun anew',
    withTags('private list: string[] = []; tag(one: string) { this.list = []; this.list.push(one); return this; }'),
  ],
  [
    'in an object',
    withTags(
      'private all: any = {}; get list(): string[] { return this.all.tags ?? []; } tag(one: string) { this.all.tags = [...this.list, one]; return this; }',
    ),
  ],
  [
    'by Object.assign',
    withTags(
      'private all: any = {}; get list(): string[] { return Object.keys(this.all); } tag(one: string) { Object.assign(this.all, { [one]: 1 }); return this; }',
    ),
  ],
]);

test.each([
  ['is given', 'private list: string[] = []; tag(one: string) { this.list = SHARED.tags; this.list.push(one); return this; }'],
  ['begins with', 'private list: string[] = SHARED.tags; tag(one: string) { this.list.push(one); return this; }'],
  [
    'holds',
    'private all: any = { inner: SHARED }; get list() { return this.all.inner.tags; } tag(one: string) { this.all.inner.tags.push(one); return this; }',
  ],
  [
    'may be given',
    'private list: string[] = []; take(all: any) { Object.assign(this, all); return this; } tag(one: string) { this.list.push(one); return this; }',
  ],
])('what a class collects in that it %s from elsewhere may be anything', (_, members) => {
  const [, second] = readProgram(withTags(members).files);
  expect(second?.said.owners).not.toEqual(['@a']);
});

test('an instance that another function changes tells nothing', () => {
  const changing = kit(
    `${command}\n  lower() { this.stage = 'beta'; }`,
    `${make}\nexport const lower = () => kit.lower();`,
    "\nimport { lower } from './kit';\nlower();",
  );
  expect(readProgram(changing.files).map(({ said }) => said.key)).toEqual([null]);
});

test('a file that gives out what calls such a method says nothing of contracts by itself', () => {
  const contractsIn = (exported: string): number =>
    readFile(memoryTree(kit(command, exported).files), OPTIONS, 'src/kit.ts').contracts.length;
  expect(contractsIn(make)).toBe(0);
  expect(contractsIn(make.replace('export ', ''))).toBe(1);
});

/** An instance that is exported, and keeps the contracts that it makes. */
function registry(members: string, uses: string, more?: string): Program {
  return {
    isAcrossFiles: true,
    files: {
      'src/registry.ts': `${DEFINE}
export class Registry {
  readonly all: any[] = [];
  readonly #byKey = new Map<string, any>();
  constructor(private readonly domain: string) {}
  command(name: string) {
    const made = defineCommand({ meta: { key: this.domain + '.' + name, version: '1.0.0', tags: ['t'] } } as any);
    this.all.push(made);
    this.#byKey.set(name, made);
    return made;
  }
  get(name: string) { return this.#byKey.get(name); }
  ${members}
}
export const registry = new Registry('a');
${uses}`,
      ...(more !== undefined && { 'src/a.ts': `import { registry } from './registry';\n${more}` }),
    },
  };
}

readAsTheyRun('instances that are exported, and keep what they make', [
  ['in their own file', registry('', `export const One = registry.command('one');\nregistry.command('two');`)],
  ['in another file', registry('', '', `export const One = registry.command('one');\nexport const Two = registry.command('two');`)],
  [
    'one after the other',
    registry(
      'add(name: string) { this.command(name); return this; }',
      `registry.add('one').add('two');\nexport const Two = registry.get('two');`,
    ),
  ],
]);

test.each([
  ['writes to what they keep', 'tag() { for (const one of this.all) one.meta.tags.push("late"); }'],
  ['hands out what they keep to be written to', 'each(tag: (one: any) => void) { this.all.forEach(tag); }'],
  ['writes to what was chosen', 'chosen: any; choose() { this.chosen = this.get("one"); } tag() { this.chosen.meta.tags.push("late"); }'],
])('contracts of an exported instance are not known where another file may call what %s', (_, members) => {
  const { files } = registry(members, `export const One = registry.command('one');`);
  expect(readProgram(files).map(({ said }) => said.key)).toEqual([null]);
});

test('calls of an exported instance that another file has filled are not lost', () => {
  const filled = registry('list() { return [...this.all]; }', '', `export const One = registry.command(String(registry.list().length));`);
  expect(readProgram(filled.files)).toHaveLength(1);
  const members = 'tags: string[] = []; tag(one: string) { this.tags.push(one); }';
  const { files } = registry(
    members,
    `export const One = registry.command('one');`,
    `import './tags';\nexport const Two = registry.command('two');`,
  );
  const tagged = { ...files, 'src/tags.ts': `import { registry } from './registry';\nregistry.tag('t');` };
  expect(readProgram(tagged).map(({ said }) => said.key)).toEqual(['a.one', null]);
});

const MAKE = `const make = (key: string) => defineCommand({ meta: { key, version: '1.0.0' } });
const Direct = make('a.direct');`;
const KIT = `${DEFINE}\n${MAKE}`;
const SHARED = { 'src/make.ts': KIT.replace('const make', 'export const make') };

readAsTheyRun('factories that instances keep, and that are called directly, too', [
  [
    'in a field, for a method',
    `${KIT}
class Kit { make = make; one() { return this.make('a.one'); } }
const One = new Kit().one();`,
  ],
  [
    'in a static field, for a static method',
    `${KIT}
class Kit { static make = make; static one(key: string) { return this.make(key); } }
export const One = Kit.one('a.one');
export const Two = Kit.make('a.two');`,
  ],
  [
    'in a parameter that is a field',
    `${KIT}
class Kit { constructor(private make: (key: string) => unknown) {} one() { return this.make('a.one'); } }
export const One = new Kit(make).one();`,
  ],
  [
    'in an object whose method calls it',
    `${KIT}
const kit = { make, one(key: string) { return this.make(key); } };
export const One = kit.one('a.one');`,
  ],
  [
    'in a field of an instance of another file',
    {
      isAcrossFiles: true,
      files: {
        ...SHARED,
        'src/kit.ts': `import { make } from './make';
class Kit { make = make; two(key: string) { return this.make(key); } }
export const kit = new Kit();`,
        'src/a.ts': `import { kit } from './kit';
export const One = kit.make('a.one');
export const Two = kit.two('a.two');`,
      },
    },
  ],
  [
    'in what a constructor sets, of a class that is extended',
    {
      isAcrossFiles: true,
      files: {
        ...SHARED,
        'src/base.ts': `import { make } from './make';
export class Base { make; constructor() { this.make = make; } }`,
        'src/a.ts': `import { Base } from './base';
class Kit extends Base { one = this.make('a.one'); }
export const kit = new Kit();`,
      },
    },
  ],
  [
    'in a static field of a class that is extended',
    {
      isAcrossFiles: true,
      files: {
        ...SHARED,
        'src/base.ts': `import { make } from './make';
export class Base { static make = make; }`,
        'src/a.ts': `import { Base } from './base';
class Kit extends Base { static one(key: string) { return super.make(key); } }
export const One = Kit.one('a.one');`,
      },
    },
  ],
]);
