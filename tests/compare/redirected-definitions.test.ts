import { describe, expect, it } from 'vitest';
import { file } from './support/contract-text.ts';
import { changeText, comparePair, type Files } from './support/pairs.ts';

const NAME = '@lssm-tech/lib.contracts-spec';
const told = ['command mail.send: written-elsewhere, unknown, writes'];
const contract: Files = { 'src/mail.ts': file({}) };
const config = (options: string): Files => ({ 'tsconfig.json': `{ "compilerOptions": { ${options} } }` });
const paths = config(`"paths": { "${NAME}/*": ["./shim/*"] }`);
const shim = (body: string): Files => ({ 'shim/operations.ts': `export function defineCommand(spec) { ${body} }\n` });
const plain = shim('return spec;');
const manifest = (more: string): Files => ({ 'package.json': `{ "dependencies": { "${NAME}": "^1.0.0" }${more} }` });

function changes(base: Files, head: Files): readonly string[] {
  const diffs = comparePair({ ...contract, ...base }, { ...contract, ...head }).contracts;
  return diffs.flatMap((diff) => diff.changes.map((change) => changeText(diff, change)));
}

describe('other code in the place of the contracts package', () => {
  it.each<[string, Files, Files]>([
    ['that a tsconfig leads to', plain, { ...plain, ...paths }],
    ['that a tsconfig no longer leads to', { ...plain, ...paths }, plain],
    ['that changes', { ...plain, ...paths }, { ...shim("return { ...spec, policy: { auth: 'admin' } };"), ...paths }],
    ['that baseUrl leads to', {}, { ...config('"baseUrl": "."'), [`${NAME}/operations.ts`]: '' }],
    ['that is committed nearer', {}, { [`src/node_modules/${NAME}/operations.js`]: '' }],
    [
      'that joins the workspace',
      manifest(''),
      { ...manifest(', "workspaces": ["own"]'), 'own/package.json': `{ "name": "${NAME}" }`, 'own/operations.ts': '' },
    ],
  ])('is told: %s', (_, base, head) => {
    expect(changes(base, head)).toContain(told[0]);
  });

  it('is told where a scoped package is put in its place', () => {
    expect(changes(manifest(''), manifest(`, "overrides": { "${NAME}": "npm:@acme/lax@1.0.0" }`))).toContain(told[0]);
  });

  it.each<[string, Files, Files]>([
    ['is as it was', { ...plain, ...paths }, { ...plain, ...paths, 'src/other.ts': 'export const one = 1;\n' }],
    ['says the same', { ...plain, ...paths }, { 'shim/operations.ts': `// As before.\n${plain['shim/operations.ts'] ?? ''}`, ...paths }],
    ['leads nowhere', {}, paths],
    ['is for another package', {}, { 'src/node_modules/other/index.js': '' }],
  ])('is no matter where it %s', (_, base, head) => {
    expect(changes(base, head)).toEqual([]);
  });
});
