import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a repository of a given shape, and gives its folder.
 * @param {string} root
 * @param {{ packages?: number, chain?: number, inOneFile?: number, lines?: number, overrides?: number, owners?: number, tags?: number }} shape
 */
export function generate(root, shape) {
  const write = (file, text) => {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  write('package.json', JSON.stringify({ name: 'generated', private: true, workspaces: ['packages/*'] }));
  for (let index = 0; index < (shape.packages ?? 0); index++) writePackage(write, index);
  if (shape.chain) writeChain(write, shape.chain);
  if (shape.inOneFile)
    write(
      'src/all.ts',
      IMPORT + MODEL + Array.from({ length: shape.inOneFile }, (_, index) => command(`all.thing.do${index}`, `Do${index}`)).join(''),
    );
  if (shape.lines)
    write(
      'src/long.ts',
      IMPORT +
        MODEL +
        Array.from(
          { length: shape.lines },
          (_, index) => `export const n${index} = { a: [${index}, 'x'], b: (n: number) => n + ${index} };\n`,
        ).join('') +
        command('long.thing.do', 'Do'),
    );
  if (shape.overrides) writePolicy(write, shape);
  return root;
}

const IMPORT = `import { defineCommand } from '@lssm-tech/lib.contracts-spec';\nimport { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\n`;
const MODEL = `const Model = defineSchemaModel({ name: 'Model', fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false }, name: { type: ScalarTypeEnum.NonEmptyString(), isOptional: true } } });\n`;

function command(key, name, owners = `['@team-1']`) {
  return `export const ${name} = defineCommand({
  meta: { key: '${key}', version: '1.0.0', stability: 'stable', owners: ${owners}, tags: ['tag-1'], description: 'Does a thing.', goal: 'A thing is done.', context: 'From a page.' },
  io: { input: Model, output: Model },
  policy: { auth: 'user' },
});
`;
}

/** Ten files with two contracts each, and forty without, as in real repositories. */
function writePackage(write, index) {
  const folder = `packages/p${index}`;
  write(`${folder}/package.json`, JSON.stringify({ name: `@generated/p${index}`, exports: './src/index.ts' }));
  write(`${folder}/src/owners.ts`, `export const OWNERS = ['@team-${(index % 900) + 1}'] as const;\n`);
  write(`${folder}/src/index.ts`, `export * from './owners';\n`);
  for (let file = 0; file < 10; file++) {
    const contracts = ['One', 'Two'].map((name) => command(`p${index}.f${file}.${name.toLowerCase()}`, name, '[...OWNERS]')).join('');
    write(`${folder}/src/f${file}.operation.ts`, `${IMPORT}import { OWNERS } from './owners';\n${MODEL}${contracts}`);
  }
  for (let file = 0; file < 40; file++) {
    write(
      `${folder}/src/c${file}.ts`,
      Array.from({ length: 60 }, (_, line) => `export function f${line}(a: number): number { return a + ${line}; }\n`).join(''),
    );
  }
}

function writeChain(write, length) {
  for (let index = 0; index < length; index++) {
    write(
      `src/c${index}.ts`,
      index === length - 1 ? `export const OWNERS = ['@team-1'];\n` : `export { OWNERS } from './c${index + 1}';\n`,
    );
  }
  write('src/a.ts', `${IMPORT}import { OWNERS } from './c0';\n${MODEL}${command('chain.thing.do', 'Do', 'OWNERS')}`);
}

function writePolicy(write, { overrides, owners = 1, tags = 1 }) {
  const list = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join('\n');
  write(
    'contracts-governance.yaml',
    `version: 1
extends: [recommended]
owners:
  directory:
${list(owners, (index) => `    '@team-${index + 1}': {}`)}
tags:
  vocabulary:
${list(tags, (index) => `    - tag-${index + 1}`)}
overrides:
${list(overrides, (index) => `  - for: { keys: ['p${index}.**'] }\n    rules: { key-format: off }`)}
`,
  );
}
