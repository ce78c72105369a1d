import { describe, expect, test } from 'vitest';
import type { Contract, Read } from '../../src/contracts/contract.ts';
import type { Inventory } from '../../src/contracts/inventory.ts';
import { readFile } from '../../src/contracts/read-file.ts';
import { readInventory } from '../../src/contracts/read.ts';
import { partsOf } from '../../src/contracts/schema/parts.ts';
import { frameworkModules } from '../../src/policy/define-imports.ts';
import { memoryTree } from '../../src/source/memory.ts';

const OPTIONS = {
  include: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
  exclude: ['**/*.{test,spec}.*', '**/{__tests__,test,tests,fixture,fixtures}/**'],
  modules: frameworkModules(),
};
const IMPORT = `import { defineCommand, defineEvent, defineQuery } from '@lssm-tech/lib.contracts-spec';\n`;

function read(files: Readonly<Record<string, string>> | string, exclude: readonly string[] = OPTIONS.exclude): Inventory {
  return readInventory(memoryTree(typeof files === 'string' ? { 'src/a.ts': files } : files), { ...OPTIONS, exclude });
}

function meta(key: string, more = ''): string {
  return `meta: { key: '${key}', version: '1.0.0', stability: 'stable', owners: ['@a'], tags: ['t'], description: 'd', goal: 'g', context: 'c', ${more} }`;
}

function value(found: Read<unknown> | undefined): unknown {
  if (!found) return undefined;
  if (found.state !== 'known') return `(${found.state === 'unknown' ? found.reason : found.state})`;
  return Array.isArray(found.value) ? found.value.map((item: Read<unknown>) => value(item)) : found.value;
}

function keys(inventory: Inventory): unknown[] {
  return inventory.contracts.map((contract) => value(contract.key));
}

function only(inventory: Inventory): Contract {
  expect(inventory.contracts).toHaveLength(1);
  return inventory.contracts[0]!;
}

test('a typed literal that another file gives to a define function is the contract of that call', () => {
  const { contracts } = read({
    'src/spec.ts': `import type { OperationSpec } from '@lssm-tech/lib.contracts-spec';\nexport const spec: OperationSpec<null, null> = { ${meta('a.one')} };\nexport const other: OperationSpec<null, null> = { ${meta('a.two')} };`,
    'src/a.ts': `${IMPORT}import { spec } from './spec';\nexport const A = defineCommand(spec);`,
  });
  expect(contracts.map(({ file, key }) => [file, value(key)])).toEqual([
    ['src/a.ts', 'a.one'],
    ['src/spec.ts', 'a.two'],
  ]);
});

describe('what could mislead a reader of text', () => {
  test('metadata that is commented out', () => {
    const contract = only(
      read(`${IMPORT}export const A = defineCommand({ ${meta('a.b', "/* owners: ['@x'], */ // version: '9.0.0'\n")} });`),
    );
    expect([value(contract.owners), value(contract.version)]).toEqual([['@a'], '1.0.0']);
  });

  test('metadata in a description', () => {
    const contract = only(
      read(
        `${IMPORT}export const A = defineCommand({ meta: { description: "owners: ['@x'], key: 'no'", key: 'a.b', version: '1.0.0' } });`,
      ),
    );
    expect([value(contract.owners), value(contract.key)]).toEqual(['(absent)', 'a.b']);
  });

  test('a field of a model that is named like metadata', () => {
    const contract = only(
      read(`${IMPORT}import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
export const A = defineCommand({ ${meta('a.b')}, io: { input: defineSchemaModel({ name: 'I', fields: { owners: { type: ScalarTypeEnum.ID(), isOptional: false } } }), output: null } });`),
    );
    expect(value(contract.owners)).toEqual(['@a']);
    expect(contract.input?.kind === 'object' && [...contract.input.fields.keys()]).toEqual(['owners']);
  });

  test('an apostrophe in a comment, and a define call in a comment or string', () => {
    const text = `${IMPORT}// it's not defineCommand({ meta: { key: 'no' } })
const s = "defineQuery({ meta: { key: 'no' } })";
export const A = defineEvent({ ${meta('a.done')}, payload: null });`;
    expect(keys(read(text))).toEqual(['a.done']);
  });

  test('line endings of Windows and a byte order mark', () => {
    const text = `\uFEFF${IMPORT}export const A = defineCommand({\n  ${meta('a.b')}\n});\n`.replaceAll('\n', '\r\n');
    const inventory = read(text);
    const { line, column } = inventory.locate(only(inventory).key.site);
    expect([line, column]).toEqual([3, 16]);
  });

  test('a file of ten thousand lines', () => {
    const filler = Array.from(
      { length: 10_000 },
      (_, index) => `export const n${index} = { a: [${index}, 'x'], b: n => n + ${index} };`,
    ).join('\n');
    expect(keys(read(`${IMPORT}${filler}\nexport const A = defineCommand({ ${meta('a.b')} });`))).toEqual(['a.b']);
  });
});

describe('whose define function it is', () => {
  test.each([
    ['another library', `import { defineCommand } from 'citty';\nexport const A = defineCommand({ ${meta('no')} });`, []],
    [
      'a function of the file',
      `${IMPORT}function f(defineCommand: (x: unknown) => unknown) { return defineCommand({ ${meta('no')} }); }\nf(String);`,
      [],
    ],
    [
      'an alias',
      `import { defineCommand as dc } from '@contractspec/lib.contracts-spec';\nexport const A = dc({ ${meta('a.b')} });`,
      ['a.b'],
    ],
    ['a namespace', `import * as spec from '@lssm/lib.contracts';\nexport const A = spec.defineQuery({ ${meta('a.b')} });`, ['a.b']],
    [
      'a subpath',
      `import { defineEvent } from '@lssm-tech/lib.contracts-spec/events';\nexport const A = defineEvent({ ${meta('a.b')} });`,
      ['a.b'],
    ],
    [
      'a computed member of the namespace',
      `import * as ns from '@lssm-tech/lib.contracts-spec';\nexport const A = ns['define' + 'Command']({ ${meta('a.b')} });`,
      ['a.b'],
    ],
    [
      'a name with an escape',
      `import { d\\u0065fineCommand as x } from '@lssm-tech/lib.contracts-spec';\nexport const A = x({ ${meta('a.b')} });`,
      ['a.b'],
    ],
    [
      'a require',
      `const { defineCommand } = require('@lssm-tech/lib.contracts-spec');\nmodule.exports.A = defineCommand({ ${meta('a.b')} });`,
      ['a.b'],
    ],
  ])('%s', (_, text, expected) => {
    expect(keys(read(text))).toEqual(expected);
  });

  test('a re-export under another name', () => {
    const inventory = read({
      'src/dsl.ts': `export { defineCommand as command } from '@lssm-tech/lib.contracts-spec';`,
      'src/a.ts': `import { command } from './dsl.js';\nexport const A = command({ ${meta('a.b')} });`,
    });
    expect(keys(inventory)).toEqual(['a.b']);
  });

  test('a relative import that ends in the package', () => {
    const files = (name: string): Record<string, string> => ({
      'packages/spec/package.json': JSON.stringify({ name }),
      'packages/spec/src/operations.ts': `export const defineCommand = (spec: unknown) => ({ ...(spec as object) });`,
      'packages/spec/src/own/a.ts': `import { defineCommand } from '../operations';\nexport const A = defineCommand({ ${meta('a.b')} });`,
    });
    expect(keys(read(files('@lssm-tech/lib.contracts-spec')))).toEqual(['a.b']);
    expect(keys(read(files('@acme/cli')))).toEqual([]);
  });

  test.each([
    [
      'its own package gives a name',
      {
        'package.json': `{ "imports": { "#spec/*": "@lssm-tech/lib.contracts-spec/*", "#schema": { "types": "./types.d.ts", "default": "@lssm-tech/lib.schema" }, "#zod": "zod" } }`,
      },
    ],
    [
      'a tsconfig gives a name, counted from where packages are installed',
      {
        'tsconfig.json': `{ "compilerOptions": { "baseUrl": "./node_modules", "paths": { "#spec/*": ["@lssm-tech/lib.contracts-spec/*"], "#schema": ["@lssm-tech/lib.schema"], "#zod": ["zod"] } } }`,
      },
    ],
    [
      'a tsconfig gives a name, where it is installed',
      {
        'tsconfig.json': `{ "compilerOptions": { "paths": { "#spec/*": ["./node_modules/@lssm-tech/lib.contracts-spec/*"], "#schema": ["./node_modules/@lssm-tech/lib.schema"], "#zod": ["./node_modules/.pnpm/zod@4.0.0/node_modules/zod"] } } }`,
      },
    ],
  ])('a package that %s', (_, configuration) => {
    const { contracts } = read({
      ...configuration,
      'src/a.ts': `import { defineCommand } from '#spec/operations';
        import { fromZod } from '#schema';
        import { z } from '#zod';
        export const A = defineCommand({ ${meta('a.called')}, io: { input: fromZod(z.object({ a: z.string() })), output: null } });`,
      'src/b.ts': `import type { EventSpec } from '#spec/events';\nexport const B: EventSpec<null> = { ${meta('b.typed')}, payload: null };`,
    });
    expect(contracts.map(({ key, input, unresolved }) => [value(key), input?.kind, unresolved])).toEqual([
      ['a.called', 'object', []],
      ['b.typed', undefined, []],
    ]);
  });

  test('packages that the policy adds', () => {
    const tree = memoryTree({
      'a.ts': `import { defineCommand } from '@acme/contracts';\nexport const A = defineCommand({ ${meta('a.b')} });`,
    });
    expect(keys(readInventory(tree, { ...OPTIONS, modules: ['@acme/contracts'] }))).toEqual(['a.b']);
    expect(keys(readInventory(tree, OPTIONS))).toEqual([]);
  });

  test('the schema library of a fork, also where the fork itself has it from elsewhere', () => {
    const payload = `defineSchemaModel({ name: 'M', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } } })`;
    const event = (from: string): string =>
      `import { defineEvent } from '@acme/lib.contracts-spec';\nimport { defineSchemaModel, ScalarTypeEnum } from '${from}';\nexport const E = defineEvent({ ${meta('a.b')}, payload: ${payload} });`;
    const library = `export class SchemaModel { constructor(config) { this.config = config; } }
export const defineSchemaModel = (config) => new SchemaModel(config);
export const ScalarTypeEnum = { ID: () => build('ID') };`;
    const schemaOf = (from: string, name: string, modules: readonly string[] = ['@acme/lib.contracts-spec']): unknown => {
      const files = {
        'package.json': '{ "workspaces": ["libs/*"] }',
        'libs/spec/package.json': '{ "name": "@acme/lib.contracts-spec", "exports": { ".": "./index.ts" } }',
        'libs/spec/index.ts': `export * from '${name}';\nexport const defineEvent = (event) => event;`,
        'libs/schema/package.json': JSON.stringify({ name, exports: { '.': './index.ts' } }),
        'libs/schema/index.ts': library,
        'libs/spec/own/a.ts': event(from),
      };
      return readInventory(memoryTree(files), { ...OPTIONS, modules }).contracts.map((contract) => contract.payload?.kind);
    };
    expect(schemaOf('@acme/lib.schema', '@acme/lib.schema')).toEqual(['object']);
    expect(schemaOf('../index', '@acme/lib.schema')).toEqual(['object']);
    expect(schemaOf('../index', '@acme/models')).toEqual(['object']);
    expect(schemaOf('@acme/models', '@acme/models')).toEqual(['unknown']);
    expect(schemaOf('@acme/models', '@acme/models', ['@acme/lib.contracts-spec', '@acme/models'])).toEqual(['object']);
  });
});

describe('where contracts stand', () => {
  test('one for each call of a factory, at the call', () => {
    const inventory = read({
      'src/shared.ts': `${IMPORT}export function make(key: string) { return defineCommand({ meta: { key, version: '1.0.0', owners: ['@a'] } }); }`,
      'src/a.ts': `import { make } from './shared.js';\nexport const A = make('a.one');\nexport const B = make('a.two');`,
    });
    expect(
      inventory.contracts.map((contract) => [value(contract.key), contract.exportName, contract.file, contract.definedAt?.file]),
    ).toEqual([
      ['a.one', 'A', 'src/a.ts', 'src/shared.ts'],
      ['a.two', 'B', 'src/a.ts', 'src/shared.ts'],
    ]);
  });

  test('a factory that nobody calls is a contract that cannot be read', () => {
    const contract = only(
      read(`${IMPORT}export function make(key: string) { return defineCommand({ meta: { key, version: '1.0.0' } }); }`),
    );
    expect([value(contract.key), value(contract.version)]).toEqual(['(parameter)', '1.0.0']);
  });

  test('in a function that does not matter to it', () => {
    const text = `${IMPORT}export function setup(r: { register(x: unknown): void }) { r.register(defineCommand({ ${meta('a.b')} })); }`;
    expect(keys(read(text))).toEqual(['a.b']);
  });

  test('from a table by map', () => {
    const text = `${IMPORT}export const all = ['a.one', 'a.two'].map((key) => defineCommand({ meta: { key, version: '1.0.0' } }));`;
    expect(keys(read(text))).toEqual(['a.one', 'a.two']);
  });

  test('literals that are contracts by their type, or because a registry gets them', () => {
    const text = `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';
import type { EventSpec, OperationSpec } from '@lssm-tech/lib.contracts-spec';
export const A: EventSpec<never> = { ${meta('a.one')}, payload: null as never };
export const B = { ${meta('a.two', "kind: 'query',")}, io: {} } satisfies OperationSpec<never, never>;
const registry = new EventRegistry();
registry.register({ ${meta('a.three')}, payload: null as never });
export const C = { ${meta('no')} };`;
    expect(read(text).contracts.map((contract) => `${contract.kind} ${String(value(contract.key))}`)).toEqual([
      'event a.one',
      'query a.two',
      'event a.three',
    ]);
  });

  test('not in excluded files, unless a judged file imports them', () => {
    const files = { 'test/a.ts': `${IMPORT}export const A = defineCommand({ ${meta('a.b')} });`, 'src/b.ts': `export const x = 1;` };
    expect(keys(read(files))).toEqual([]);
    expect(keys(read({ ...files, 'src/b.ts': `import { A } from '../test/a.js';\nconsole.log(A);` }))).toEqual(['a.b']);
    const named = { 'src/a.test.ts': files['test/a.ts'], 'src/b.ts': `import { A } from './a.test';\nconsole.log(A);` };
    expect(keys(read(named))).toEqual(['a.b']);
  });
});

describe('a name that ten thousand files pass on', () => {
  test.each([
    ['by name', (next: string) => `export { OWNERS } from '${next}';`],
    ['by a star', (next: string) => `export * from '${next}';`],
    ['by a star among other code', (next: string) => `export * from '${next}';\nconst own = 1;`],
    ['by an import', (next: string) => `import { OWNERS } from '${next}';\nexport { OWNERS };`],
  ])('%s', (_, pass) => {
    const files: Record<string, string> = { 'src/c10000.ts': `export const OWNERS = ['@far'];` };
    for (let index = 0; index < 10_000; index++) files[`src/c${index}.ts`] = pass(`./c${index + 1}`);
    files['src/a.ts'] =
      `${IMPORT}import { OWNERS } from './c0';\nexport const A = defineCommand({ meta: { key: 'a.b', version: '1.0.0', owners: OWNERS } });`;
    expect(value(only(read(files)).owners)).toEqual(['@far']);
  });
});

describe('an excluded file is imported', () => {
  const contract = `${IMPORT}export const A = defineCommand({ ${meta('a.b')} });`;

  test.each([
    ['by its package', 'packages/shared/test/main.ts', 'packages/app/a.ts', '@acme/shared'],
    ['by an entry of its package', 'packages/shared/test/main.ts', 'packages/app/a.ts', '@acme/shared/operations'],
    ['as the folder above', 'src/test/index.ts', 'src/test/inner/a.ts', '..'],
    ['as two folders above', 'src/test/index.ts', 'src/test/one/two/a.ts', '../..'],
    ['as its own folder', 'src/test/index.ts', 'src/test/a.ts', './'],
  ])('%s', (_, excluded, importer, specifier) => {
    const manifest = { name: '@acme/shared', exports: { '.': './test/main.ts', './operations': './test/main.ts' } };
    const files = {
      'package.json': JSON.stringify({ workspaces: ['packages/*'] }),
      'packages/shared/package.json': JSON.stringify(manifest),
      [excluded]: contract,
    };
    expect(keys(read(files, [excluded]))).toEqual([]);
    const importing = { ...files, [importer]: `import { A } from '${specifier}';\nconsole.log(A);` };
    expect(keys(read(importing, [excluded]))).toEqual(['a.b']);
  });
});

describe('what cannot be judged is a problem', () => {
  test('a file that does not parse', () => {
    const { problems } = read(`${IMPORT}export const A = defineCommand({ meta: { key: 'a.b', } `);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      file: 'src/a.ts',
      line: expect.any(Number) as number,
      hint: 'Fix the syntax, or exclude the file with contracts.exclude in the policy.',
    });
  });

  test('ten thousand brackets, which would end the process', () => {
    const { problems } = read(`${IMPORT}export const A = defineCommand({ meta: ${'['.repeat(10_000)}${']'.repeat(10_000)} });`);
    expect(problems).toMatchObject([
      {
        message: expect.stringContaining('nested more than 1000 deep') as string,
        hint: 'Split it up, or exclude the file with contracts.exclude in the policy.',
      },
    ]);
  });

  test('not a file that is broken and holds no contract', () => {
    expect(read({ 'src/a.ts': 'export const = ;', 'src/b.ts': '' }).problems).toEqual([]);
  });
});

describe('a reading of a tree that differs little', () => {
  const files: Record<string, string> = {
    'src/shared.ts': `export const OWNERS = ['@a'];`,
    'src/factory.ts': `${IMPORT}export const make = (key: string) => defineCommand({ meta: { key, version: '1.0.0', owners: ['@a'] } });`,
    'src/a.ts': `${IMPORT}import { OWNERS } from './shared.js';\nexport const A = defineCommand({ meta: { key: 'a.b', version: '1.0.0', owners: OWNERS } });`,
    'src/b.ts': `import { make } from './factory.js';\nexport const B = make('b.c');`,
    'src/c.ts': `${IMPORT}export const C = defineQuery({ ${meta('c.d')} });`,
  };
  const summary = (inventory: Inventory): unknown[] =>
    inventory.contracts.map((contract) => [
      contract.file,
      contract.package,
      value(contract.key),
      value(contract.version),
      value(contract.owners),
    ]);

  test.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['a contract', { 'src/c.ts': `${IMPORT}export const C = defineQuery({ ${meta('c.e')} });` }],
    ['what a contract imports', { 'src/shared.ts': `export const OWNERS = ['@b'];` }],
    [
      'a factory',
      {
        'src/factory.ts': `${IMPORT}export const make = (key: string) => defineCommand({ meta: { key, version: '2.0.0', owners: ['@a'] } });`,
      },
    ],
    [
      'a call of a factory',
      { 'src/b.ts': `import { make } from './factory.js';\nexport const B = make('b.x');\nexport const D = make('b.y');` },
    ],
    ['where an import leads', { 'src/shared.tsx': `export const OWNERS = ['@other'];`, 'src/shared.ts': '' }],
    ['a file less', { 'src/b.ts': '' }],
    ['the name of the package', { 'package.json': '{ "name": "@acme/mail" }' }],
  ])('equals a reading of everything, when what changes is %s', (_, change) => {
    const near = read(files);
    const tree = memoryTree({ ...files, ...change });
    expect(summary(readInventory(tree, OPTIONS, near))).toEqual(summary(readInventory(tree, OPTIONS)));
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['a function is no factory', { 'src/factory.ts': 'export const make = (key: string) => ({ key });' }, {}],
    [
      'a function that is called beside a contract is no factory',
      { 'src/factory.ts': 'export const make = (key: string) => ({ key });' },
      {
        'src/b.ts': `${IMPORT}import { make } from './factory.js';\nexport const B = make('b.c');\nexport const D = defineCommand({ ${meta('b.d')} });`,
      },
    ],
    [
      'a define function has another name',
      { 'src/define.ts': 'export const command = (spec: unknown) => spec;' },
      {
        'src/define.ts': `${IMPORT}export const command = defineCommand;`,
        'src/d.ts': `import { command } from './define.js';\nexport const D = command({ ${meta('d.e')} });`,
      },
    ],
    [
      'a third file defines what a registry is given',
      { 'src/third.ts': `import { DONE } from './done.js';\nexport const done = DONE;` },
      {
        'src/done.ts': `export const DONE = { ${meta('d.done')}, payload: null };`,
        'src/register.ts': `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';\nimport { DONE } from './done.js';\nexport const registry = new EventRegistry();\nregistry.register(DONE);`,
        'src/third.ts': `import { defineEvent } from '@lssm-tech/lib.contracts-spec';\nimport { DONE } from './done.js';\nexport const Done = defineEvent(DONE);`,
      },
    ],
    [
      'a registry is given what another file holds',
      { 'src/register.ts': '' },
      {
        'src/done.ts': `export const DONE = { ${meta('d.done')}, payload: null };`,
        'src/register.ts': `import { EventRegistry } from '@lssm-tech/lib.contracts-spec';\nimport { DONE } from './done.js';\nexport const registry = new EventRegistry();\nregistry.register(DONE);`,
      },
    ],
    [
      'an excluded file is imported',
      { 'src/index.ts': '' },
      {
        'src/index.ts': "export { D } from './test/d.js';",
        'src/test/d.ts': `${IMPORT}export const D = defineCommand({ ${meta('d.e')} });`,
      },
    ],
  ])('equals a reading of everything from either side, when here and not there %s', (_, change, more) => {
    const options = { ...OPTIONS, exclude: ['**/test/**'] };
    const [here, there] = [
      { ...files, ...more },
      { ...files, ...more, ...change },
    ];
    for (const [one, other] of [
      [here, there],
      [there, here],
    ] as const) {
      const near = readInventory(memoryTree(other), options);
      const whole = readInventory(memoryTree(one), options);
      expect(summary(readInventory(memoryTree(one), options, near))).toEqual(summary(whole));
      expect(summary(near)).not.toEqual(summary(whole));
    }
  });

  test('takes over what is the same', () => {
    const near = read(files);
    const again = readInventory(
      memoryTree({ ...files, 'src/c.ts': `${IMPORT}export const C = defineQuery({ ${meta('c.e')} });` }),
      OPTIONS,
      near,
    );
    expect(again.contracts.filter((contract) => near.contracts.includes(contract)).map((contract) => contract.file)).toEqual([
      'src/a.ts',
      'src/b.ts',
    ]);
  });

  test.each([
    ['code that cannot be read', 'input: make(Given)'],
    ['code further in that cannot be read', 'input: fromZod(z.object({ a: z.string(), b: make(Given) }))'],
    [
      'what is read when it is asked for',
      "input: defineSchemaModel({ name: 'M', fields: { a: { get type() { return fromZod(Given); } } } })",
    ],
    ['code that is read then and cannot be', 'input: fromZod(z.object({ a: z.lazy(() => make(Given)) }))'],
  ])('does not take over a contract of which a file differs that %s is given', (_, input) => {
    const contract = `${IMPORT}import { defineSchemaModel, fromZod } from '@lssm-tech/lib.schema';
      import { make } from 'elsewhere';
      import { z } from 'zod';
      import { Given } from './given.js';
      export const A = defineCommand({ ${meta('a.b')}, io: { ${input}, output: null } });`;
    const tree = (given: string) =>
      memoryTree({ 'src/a.ts': contract, 'src/given.ts': `import { z } from 'zod'; export const Given = z.object({ ${given} });` });
    const near = readInventory(tree('a: z.string()'), OPTIONS);
    const again = (given: string) => readInventory(tree(given), OPTIONS, near).contracts[0];
    expect(again('a: z.string()')).toBe(near.contracts[0]);
    expect(again('a: z.number()')).not.toBe(near.contracts[0]);
  });
});

describe('a reading of one file', () => {
  const files = {
    'src/shared.ts': `${IMPORT}export function make(key: string) { return defineCommand({ meta: { key, version: '1.0.0' } }); }`,
    'src/a.ts': `import { make } from './shared.js';\nexport const A = make('a.one');`,
  };

  test('sees the calls of factories in other files', () => {
    expect(keys(readFile(memoryTree(files), OPTIONS, 'src/a.ts'))).toEqual(['a.one']);
  });

  test('does not take an exported factory for a contract, since others may call it', () => {
    expect(keys(readFile(memoryTree(files), OPTIONS, 'src/shared.ts'))).toEqual([]);
  });

  test('takes what other calls of the file are given for no writer, as the reading of all files does not', () => {
    const tree = memoryTree({
      'src/log.ts': `import { AsyncLocalStorage } from 'node:async_hooks';
class Context {
  storage = new AsyncLocalStorage();
  set(key, value) {
    const current = this.storage.getStore();
    if (current) current.values[key] = value;
  }
}
export class Logger { context = new Context(); }`,
      'src/logger.ts': `import { Logger } from './log.js';\nexport const logger = new Logger();`,
      'src/serve.ts': 'export function serve(options) { return options; }',
      'src/registry.ts': `export class Registry {
  specs = new Map();
  register(spec) { this.specs.set(spec.meta.key, spec); return this; }
}
export function install(registry, spec) { return registry.register(spec); }`,
      'src/a.ts': `${IMPORT}import { install, Registry } from './registry.js';
import { logger } from './logger.js';
import { serve } from './serve.js';
function specs() {
  const registry = new Registry();
  const send = defineCommand({ ${meta('a.send')} });
  install(registry, send);
  return registry;
}
export function start() { return serve({ logger, specs: specs() }); }`,
    });
    expect([keys(readInventory(tree, OPTIONS)), keys(readFile(tree, OPTIONS, 'src/a.ts'))]).toEqual([['a.send'], ['a.send']]);
  });
});

test("the package manager's own code is no source", () => {
  const code = `${IMPORT}export const A = defineCommand({ ${meta('a.b')} });`;
  const inventory = read({
    'src/a.ts': code,
    '.yarn/releases/yarn-4.cjs': `${code}(`,
    'apps/web/.yarn/plugins/p.cjs': code,
    '.pnp.cjs': code,
    'src/yarn.ts': code.replace('a.b', 'a.c'),
  });
  expect(inventory.problems).toEqual([]);
  expect(keys(inventory)).toEqual(['a.b', 'a.c']);
});

test('a contract that hides beside the package manager is judged where it is imported', () => {
  const hidden = { '.yarn/a.ts': `${IMPORT}export const A = defineCommand({ ${meta('a.b')} });` };
  expect(keys(read(hidden))).toEqual([]);
  expect(keys(read({ ...hidden, 'src/b.ts': `export { A } from '../.yarn/a';` }))).toEqual(['a.b']);
});

test('code that is bundled, with letters as escapes, is none of a contract for that', () => {
  const bundled = `const { x } = require('node:fs');\nconst s = '\\x41\\u0042';\n${'('.repeat(20_000)}`;
  expect(read({ 'src/a.js': bundled }).problems).toEqual([]);
  expect(read({ 'src/a.js': `${bundled}d\\u{65}fine\\x43ommand` }).problems).toHaveLength(1);
});

test('what no run can tell takes no run away from what one can', () => {
  const outside = `import { table } from 'outside';\n${IMPORT}`;
  const files = Object.fromEntries(
    Array.from({ length: 80 }, (_, n) => [
      `src/a${n}.ts`,
      `${outside}export const A = defineQuery({ ${meta(`a${n}.b`)}, io: { input: table.pick({ a: true }), output: null } });`,
    ]),
  );
  const told = `${IMPORT}const owners: string[] = [];\nfor (const name of ['a', 'b']) owners.push('@' + name);\nexport const Z = defineQuery({ ${meta('z.z').replace("owners: ['@a']", 'owners')}, io: { input: null, output: null } });`;
  const { contracts } = read({ ...files, 'src/z.ts': told });
  expect(value(contracts.at(-1)?.owners)).toEqual(['@a', '@b']);
});

test('a name of a define function or factory of another file may have escapes, too', () => {
  const inventory = read({
    'src/dsl.ts': `${IMPORT}export { defineCommand as dc } from '@lssm-tech/lib.contracts-spec';\nexport const make = (key: string) => defineCommand({ ${meta("' + key + '")} });`,
    'src/a.ts': `import { d\\u0063 as x } from './dsl';\nexport const A = x({ ${meta('a.b')} });`,
    'src/b.ts': `import { m\\u{61}ke as x } from './dsl';\nexport const B = x('b.b');`,
  });
  expect(keys(inventory)).toEqual(['a.b', 'b.b']);
});

test('who imports a file is found the same however often it is asked', () => {
  const make = (n: number): string => `${IMPORT}export const make${n} = (key: string) => defineCommand({ ${meta(`' + key + '`)} });`;
  const call = (n: number): string => `make${n}('a${n}.b')`;
  const sources = [
    ["import { make0 } from './make/f0';", 'src/a0.ts'],
    ["import { make1 } from './make/f1.js';", 'src/a1.ts'],
    ['const { make2 } = require("./make/f2");', 'src/a2.cjs'],
    ["import * as all from './make/f3/';\nconst { make3 } = all;", 'src/a3.ts'],
    ["import { make4 } from '..';", 'src/make/f4/sub/a4.ts'],
    ["import { make5 } from '#make/f5';", 'src/a5.ts'],
  ];
  const files = Object.fromEntries(
    sources.flatMap(([text = '', file = ''], n) => [
      [n === 3 || n === 4 ? `src/make/f${n}/index.ts` : `src/make/f${n}.ts`, make(n)],
      [file, `${text}\nexport const A${n} = ${call(n)};`],
    ]),
  );
  const found = keys(read({ ...files, 'package.json': '{ "imports": { "#make/*": "./src/make/*.ts" } }' }));
  expect(found.toSorted()).toEqual(sources.map((_, n) => `a${n}.b`));
});

describe('schemas that are made in files which write to something else', () => {
  const unreadOf = (files: Readonly<Record<string, string>>): unknown[] => {
    const from = "import { fromZod } from '@lssm-tech/lib.schema';\nimport { Input } from './input';\n";
    const contract = `${IMPORT}${from}export const A = defineCommand({ ${meta('a.b')}, io: { input: fromZod(Input), output: null } });`;
    const { input } = only(read({ ...files, 'src/a.ts': contract }));
    const found = new Set(input ? [input] : []);
    for (const schema of found) for (const part of partsOf(schema)) found.add(part);
    return [...found].flatMap((schema) => (schema.kind === 'unknown' ? schema.reason : []));
  };

  test('by functions of a table, which are called by computed names', () => {
    const makers = '{ text: (id: string) => z.object({ id: z.literal(id) }), list: (id: string) => z.array(z.literal(id)) } as const';
    const input = `import { z } from 'zod';
import { env } from 'elsewhere';
const names = env.list.map((one: any) => one.name());
const rows: any = {};
for (const name of names) rows[name] = name;
const makers = ${makers};
const make = (all: { id: string; type: keyof typeof makers }[]): any => z.union(all.map((one) => makers[one.type](one.id)) as any);
export const Input = make([{ id: 'a', type: 'text' }, { id: 'b', type: 'list' }]);`;
    expect(unreadOf({ 'src/input.ts': input })).toEqual([]);
  });

  test('from a constant list, where a file writes to what it may have found anywhere', () => {
    const files = (constant: string): Record<string, string> => ({
      'src/make.ts': "import { load } from 'elsewhere';\nexport const make = (given: any): any => load();",
      'src/list.ts': "import { z } from 'zod';\nexport const listOf = (all: any) => z.array(z.enum(all));",
      'src/tags.ts': `import { make } from './make';
export const TAGS = ['x', 'y']${constant};
export const query = (tags?: readonly string[]) => make({ wanted: tags ?? TAGS });
export const count = () => { const { wanted } = make({}); wanted.push('z'); };`,
      'src/input.ts':
        "import { z } from 'zod';\nimport { listOf } from './list';\nimport { TAGS } from './tags';\nexport const Input = z.object({ tags: listOf(TAGS) });",
    });
    expect(unreadOf(files(' as const'))).toEqual([]);
    expect(unreadOf(files(''))).toEqual(['mutated']);
  });
});
