import { describe, expect, it } from 'vitest';
import { createDefineReach } from '../../src/contracts/factories/define-reach.ts';
import { createGraph } from '../../src/modules/graph.ts';
import { memoryTree } from '../../src/source/memory.ts';

const PACKAGE = '@lssm-tech/lib.contracts-spec';
const FACTORY = `import { defineCommand } from '${PACKAGE}';\nexport const make = (key) => defineCommand({ meta: { key } });\n`;

/** Whether the last call of a file may come to a define function. */
function mayDefine(text: string, others: Readonly<Record<string, string>> = {}): boolean {
  const graph = createGraph(memoryTree({ 'src/a.ts': text, ...others }));
  const module = graph.load('src/a.ts');
  const call = module.analysis.calls.reduce((last, one) => (one.node.start > last.node.start ? one : last));
  return createDefineReach(graph, [PACKAGE])({ ...call, module });
}

describe('the names of a call lead to a define function', () => {
  it.each<[string, string, Record<string, string>?]>([
    ['of a factory in another file', "import { make } from './make';\nmake('a');", { 'src/make.ts': FACTORY }],
    [
      'by way of a barrel, under another name',
      "import { build } from './index';\nbuild('a');",
      { 'src/index.ts': "export { make as build } from './make';", 'src/make.ts': FACTORY },
    ],
    [
      'by way of another function',
      "import { run } from './run';\nrun();",
      {
        'src/run.ts': "import { make } from './make';\nconst all = () => [make('a')];\nexport function run() { return all(); }",
        'src/make.ts': FACTORY,
      },
    ],
    ['of a namespace', "import * as kit from './make';\nkit.make('a');", { 'src/make.ts': FACTORY }],
    ['of the package as a whole', `import * as contracts from '${PACKAGE}/operations';\nconst { defineCommand: x } = contracts;\nx({});`],
    ['of an import under another name', `import { defineEvent as raise } from '${PACKAGE}';\nraise({});`],
    [
      'of a re-export under another name',
      "import { op } from './ops';\nop({});",
      { 'src/ops.ts': `export { defineCommand as op } from '${PACKAGE}';` },
    ],
    [
      'of a member of a table',
      "import { kit } from './kit';\nkit['make']('a');",
      { 'src/kit.ts': `${FACTORY}export const kit = { make };\n` },
    ],
    [
      'of what is written to a table',
      "import { kit } from './kit';\nkit.make('a');",
      {
        'src/kit.ts': `import { defineCommand } from '${PACKAGE}';\nexport const kit = {};\nkit.make = (key) => defineCommand({ meta: { key } });\n`,
      },
    ],
    [
      'of a method that a class inherits',
      "import { Kit } from './kit';\nnew Kit().make('a');",
      {
        'src/kit.ts': "import { Base } from './base';\nexport class Kit extends Base {}",
        'src/base.ts': `import { defineCommand } from '${PACKAGE}';\nexport class Base { make(key) { return defineCommand({ meta: { key } }); } }`,
      },
    ],
    [
      'of what a function is given',
      "import { each } from './each';\nimport { make } from './make';\nfunction all() { const local = make;\neach(local); }",
      {
        'src/each.ts': 'export const each = (give) => give();',
        'src/make.ts': FACTORY,
      },
    ],
    ['of what is required', "const { make } = require('./make');\nmake('a');", { 'src/make.ts': FACTORY }],
    [
      'of what is imported later',
      "async function run() { const { make } = await import('./make');\nmake('a'); }",
      { 'src/make.ts': FACTORY },
    ],
    [
      'of a variable that is given another value',
      "import { make } from './make';\nlet build;\nbuild = make;\nbuild('a');",
      { 'src/make.ts': FACTORY },
    ],
    [
      'of a default of a parameter',
      "import { make } from './make';\nfunction run(build = make) { build('a'); }",
      { 'src/make.ts': FACTORY },
    ],
    [
      'in a cycle of files',
      "import { a } from './b';\na('x');",
      {
        'src/b.ts': "import { c } from './c';\nexport const a = (x) => c(x);",
        'src/c.ts': `import { a } from './b';\nimport { defineQuery } from '${PACKAGE}';\nexport const c = (x) => (x ? defineQuery({}) : a(x));`,
      },
    ],
  ])('%s', (_, text, others) => {
    expect(mayDefine(text, others)).toBe(true);
  });
});

describe('the names of a call lead to no define function', () => {
  it.each<[string, string, Record<string, string>?]>([
    [
      'of code that writes contracts as text',
      "import { write } from './write';\nwrite('a');",
      {
        'src/write.ts': "export const write = (key) => `export const x = defineCommand({ key: '${key}' })` + 'defineQuery';",
      },
    ],
    [
      'of another function beside a factory',
      "import { other } from './make';\nother('a');",
      { 'src/make.ts': `${FACTORY}export const other = (x) => x;` },
    ],
    ['of a package', "import { make } from 'elsewhere';\nmake('a');"],
    [
      'of files that are not there, and in a cycle',
      "import { a } from './b';\na('x');",
      {
        'src/b.ts': "import { b } from './a';\nimport { c } from './gone';\nexport const a = (x) => c(x) ?? b;",
      },
    ],
  ])('%s', (_, text, others) => {
    expect(mayDefine(text, others)).toBe(false);
  });
});
