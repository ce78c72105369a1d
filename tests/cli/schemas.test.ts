import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { hostile } from '../report/fixtures.ts';
import { command, event } from '../support/sources.ts';
import { cli, cliJson, repository } from './support.ts';

const POLICY = 'version: 1\nextends: [strict]\n';
const rest =
  "  io: { input: defineSchemaModel({ name: 'Input', fields: { FIELDS } }), output: null, errors: { GONE: { description: 'x', http: 404, when: 'x' }, constructor: { http: 409 } } },\n" +
  "  policy: { auth: 'user', rateLimit: { rpm: 10, key: 'user' } },\n  sideEffects: { emits: [{ key: 'a.made', version: '1.0.0', when: 'x', payload: null }, ...others()], audit: ['a.made', label()] },\n";
const before = "import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\n";
const source = (fields: string): string =>
  command({ description: JSON.stringify(hostile), owners: "['@acme/billing', team()]" }, { before, rest: rest.replace('FIELDS', fields) });
const files = {
  'contracts-governance.yaml': POLICY,
  'src/send.ts': source('id: { type: ScalarTypeEnum.ID(), isOptional: false }'),
  'src/made.ts': event({ key: "'a.made'", tags: '[]' }),
  'src/zod.ts': command(
    { key: "'a.zod'" },
    {
      before: "import { fromZod } from '@lssm-tech/lib.schema';\nimport { z } from 'zod';\n",
      rest: "  io: { input: fromZod(z.strictObject({ a: z.string().min(2).max(5).optional(), b: z.array(z.enum(['x', 'y'])).nullable(), c: z.union([z.literal(1), z.record(z.string(), z.number())]), d: z.tuple([z.string()]), e: z.string().default('q') }), 'Zod'), output: null },\n  policy: { auth: 'user' },\n",
    },
  ),
};

type Tree = Record<string, unknown>;

function schemaOf(name: string): ValidateFunction {
  const load = (one: string): object =>
    JSON.parse(readFileSync(new URL(`../../schemas/${one}.schema.json`, import.meta.url), 'utf8')) as object;
  const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true, allErrors: true });
  formats.default(ajv);
  if (name !== 'diff') ajv.addSchema(load('diff'));
  return ajv.compile(load(name));
}

async function expectValid(name: string, root: string, argv: readonly string[]): Promise<void> {
  const { stdout } = await cli(root, argv);
  const validate = schemaOf(name);
  validate(JSON.parse(stdout));
  expect(validate.errors ?? []).toEqual([]);
}

describe('JSON is as its schema says', () => {
  it('of list', async () => {
    await expectValid('list', repository(files).root, ['list', '--format', 'json']);
  });
  it('of check, with findings of many kinds', async () => {
    await expectValid('check', repository(files).root, ['check', '--format', 'json']);
  });
  it('of check with a base', async () => {
    const workspace = repository(files);
    workspace.write({
      'src/send.ts': source(
        'id: { type: ScalarTypeEnum.ID(), isOptional: false }, email: { type: ScalarTypeEnum.EmailAddress(), isOptional: false }',
      ),
    });
    workspace.remove('src/made.ts');
    await expectValid('check', workspace.root, ['check', '--base', 'HEAD', '--format', 'json']);
    await expectValid('diff', workspace.root, ['diff', '--base', 'HEAD', '--format', 'json']);
  });
  it('of check without a verdict', async () => {
    const { root } = repository({ ...files, 'contracts-governance.yaml': 'version: 2\n' });
    await expectValid('check', root, ['check', '--format', 'json']);
  });
  it('of check with a file that does not parse', async () => {
    await expectValid('check', repository({ ...files, 'src/broken.ts': `${command()}\nconst x = ;` }).root, ['check', '--format', 'json']);
  });
  it('of print-config, for a file, and for a key that two contracts have', async () => {
    const { root } = repository({
      'contracts-governance.yaml': `${POLICY}owners: { directory: { '@acme/billing': { contact: '#billing' } } }\n`,
      'src/one.ts': command(),
      'src/two.ts': command({ version: "'2.0.0'" }),
    });
    await expectValid('print-config', root, ['print-config', 'src/one.ts', '--format', 'json']);
    await expectValid('print-config', root, ['print-config', 'billing.invoice.send', '--format', 'json']);
    const { json } = await cliJson(root, ['print-config', 'billing.invoice.send', '--format', 'json']);
    const policies = (json as unknown as { policies: { contract: object; values: { path: string; layer: string }[] }[] }).policies;
    expect(policies.map(({ contract }) => contract)).toEqual([
      { kind: 'command', key: 'billing.invoice.send', version: '1.0.0' },
      { kind: 'command', key: 'billing.invoice.send', version: '2.0.0' },
    ]);
    expect(policies[0]?.values.filter(({ path }) => path === 'owners.min' || path.endsWith('.contact'))).toEqual([
      {
        path: 'owners.directory["@acme/billing"].contact',
        value: '#billing',
        layer: 'contracts-governance.yaml',
        file: 'contracts-governance.yaml',
        line: 3,
      },
      { path: 'owners.min', value: 1, layer: 'recommended', file: null, line: null },
    ]);
  });
  it('of the example', async () => {
    const example = new URL('../../examples/integration-hub', import.meta.url).pathname;
    const names = [
      'contracts-governance.yaml',
      'governance/teams.yaml',
      'src/connection/connection.operations.ts',
      'src/connection/connection.schema.ts',
      'src/connection/connection.events.ts',
      'src/shared/governance.ts',
    ];
    const { root } = repository(Object.fromEntries(names.map((name) => [name, readFileSync(`${example}/${name}`, 'utf8')])));
    await expectValid('check', root, ['check', '--format', 'json']);
  });
  it('of waivers, and of what they hide', async () => {
    const waived = (name: string, more: string): string =>
      `  - { rule: require-tags, contract: ${name}, reason: r, owner: '@acme/billing', expires: 2026-12-31${more} }\n`;
    const { root } = repository({
      'contracts-governance.yaml': `version: 1\nextends: [recommended]\nwaivers:\n${waived('a.b', ', issue: GOV-1')}${waived('a.gone', '')}`,
      'src/a.ts': command({ key: "'a.b'", tags: '[]' }),
    });
    for (const today of ['2026-12-01', '2027-06-01']) {
      await expectValid('waivers', root, ['waivers', '--format', 'json', '--today', today]);
      await expectValid('check', root, ['check', '--format', 'json', '--today', today]);
    }
  });
});

describe('a schema is strict', () => {
  it.each([
    ['list', ['list', '--format', 'json'], (document: Tree) => document['contracts']],
    ['check', ['check', '--format', 'json', '--base', 'HEAD'], (document: Tree) => document['findings']],
    ['diff', ['diff', '--format', 'json', '--base', 'HEAD'], (document: Tree) => document['contracts']],
  ] as const)('%s: no field of a document, and of its first entry, may be missing, or another one there', async (name, argv, entriesOf) => {
    const workspace = repository(files);
    workspace.write({ 'src/send.ts': source('id: { type: ScalarTypeEnum.EmailAddress(), isOptional: false }') });
    const { stdout } = await cli(workspace.root, argv);
    const validate = schemaOf(name);
    const document = JSON.parse(stdout) as Tree;
    const [entry] = entriesOf(document) as Tree[];
    expect(validate(document)).toBe(true);
    for (const tree of [document, entry as Tree]) {
      for (const field of [...Object.keys(tree), 'somethingElse']) {
        const had = tree[field];
        const isThere = field in tree;
        if (isThere) Reflect.deleteProperty(tree, field);
        else tree[field] = 1;
        expect([field, validate(document)]).toEqual([field, false]);
        if (isThere) tree[field] = had;
        else Reflect.deleteProperty(tree, field);
      }
    }
  });
});
