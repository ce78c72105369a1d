import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { command, event } from '../support/sources.ts';
import { cli, repository } from './support.ts';

const emits =
  "  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  sideEffects: { emits: [{ key: 'billing.invoice.sent', version: '1.0.0', when: 'Once it is sent.', payload: null }], audit: ['billing.invoice.sent'] },\n";
const files = {
  'contracts-governance.yaml': "version: 1\nextends: [recommended]\ncontracts:\n  catalogs:\n    product: { files: ['src/**'] }\n",
  'package.json': '{ "name": "@acme/billing" }',
  'src/owners.ts': "export const OWNERS = ['@acme/billing'] as const;\n",
  'src/send.ts': command({ owners: '[...OWNERS]' }, { before: "import { OWNERS } from './owners';\n", rest: emits }),
  'src/sent.ts': event({ stability: "'beta'" }),
  'lib/void.ts': command({ key: "'billing.invoice.void'", owners: 'teamFor("x")', tags: "['billing', 'void']" }),
};

describe('list', () => {
  it('is an aligned table', async () => {
    const { root } = repository(files);
    expect(await cli(root, ['list'])).toMatchObject({
      code: 0,
      stdout: `KIND     KEY                   VERSION  STABILITY  OWNERS         TAGS           FILE
command  billing.invoice.void  1.0.0    stable     ?              billing, void  lib/void.ts:2
command  billing.invoice.send  1.0.0    stable     @acme/billing  billing        src/send.ts:3
event    billing.invoice.sent  1.0.0    beta       @acme/billing  billing        src/sent.ts:2

3 contracts: 2 commands, 0 queries, 1 event; 1 with values that cannot be read.
`,
    });
  });

  it('fits the terminal: cuts tags, paths and owners first, then leaves out columns and says so', async () => {
    const { root } = repository(files);
    const at = async (columns: number): Promise<string[]> => (await cli(root, ['list', '--no-color'], { columns })).stdout.split('\n');
    expect((await at(90)).slice(0, 2)).toEqual([
      'KIND     KEY                   VERSION  STABILITY  OWNERS         TAGS       FILE',
      'command  billing.invoice.void  1.0.0    stable     ?              billing,…  lib/void.ts:2',
    ]);
    expect((await at(78)).slice(0, 2)).toEqual([
      'KIND     KEY                   VERSION  STABILITY  OWNERS        FILE',
      'command  billing.invoice.void  1.0.0    stable     ?             lib/void.ts:2',
    ]);
    expect(await at(78)).toContain('Too narrow for TAGS; --format csv has all.');
    expect((await at(63))[2]).toBe('command  billing.invoice.send  1.0.0    stable     @acme/billi…');
    expect(await at(50)).toContain('Too narrow for OWNERS and TAGS and FILE; --format csv has all.');
    for (const columns of [40, 50, 60, 70, 80, 90])
      expect((await at(columns)).slice(0, 4).filter((line) => line.length > columns)).toEqual([]);
  });
  it('is cut nowhere in a pipe', async () => {
    expect((await cli(repository(files).root, ['list'])).stdout).not.toContain('…');
  });

  it.each([
    [['--kind', 'event'], ['billing.invoice.sent']],
    [
      ['--owner', '@acme/billing'],
      ['billing.invoice.send', 'billing.invoice.sent'],
    ],
    [['--tag', 'void'], ['billing.invoice.void']],
    [['--stability', 'beta'], ['billing.invoice.sent']],
    [['--key', 'billing.*.send'], ['billing.invoice.send']],
    [
      ['--kind', 'command', '--tag', 'billing', '--sort', 'key'],
      ['billing.invoice.send', 'billing.invoice.void'],
    ],
    [['lib'], ['billing.invoice.void']],
    [['src/sent.ts'], ['billing.invoice.sent']],
    [
      ['--sort', 'key'],
      ['billing.invoice.send', 'billing.invoice.sent', 'billing.invoice.void'],
    ],
  ])('with %j lists just %j', async (argv, keys) => {
    const { root } = repository(files);
    const { stdout } = await cli(root, ['list', '--format', 'json', ...argv]);
    expect((JSON.parse(stdout) as { contracts: { key: string }[] }).contracts.map(({ key }) => key)).toEqual(keys);
  });

  it('stands under headings', async () => {
    const { root } = repository(files);
    const { stdout } = await cli(root, ['list', '--group-by', 'stability']);
    expect(stdout.match(/^(?:beta|stable) \(\d\)$/gm)).toEqual(['beta (1)', 'stable (2)']);
  });

  it('sorts and groups stages from the first to the last, as the policy lists them', async () => {
    const staged = (stability: string): Record<string, string> => ({
      [`src/${stability}.ts`]: command({ key: `'mail.${stability}'`, stability: `'${stability}'` }),
    });
    const stages = ['beta', 'deprecated', 'experimental', 'idea', 'stable', 'strange'];
    const { root } = repository(Object.assign({}, ...stages.map(staged)) as Record<string, string>);
    const { stdout } = await cli(root, ['list', '--sort', 'stability', '--format', 'csv']);
    expect(stdout.match(/(?<=,mail\.)\w+/g)).toEqual(['idea', 'experimental', 'beta', 'stable', 'deprecated', 'strange']);
    const grouped = await cli(root, ['list', '--group-by', 'stability']);
    expect(grouped.stdout.match(/^\w+(?= \(1\)$)/gm)).toEqual(['idea', 'experimental', 'beta', 'stable', 'deprecated', 'strange']);
  });

  it('sorts versions as semantic versions are ordered', async () => {
    const versions = ['10.0.0', '1.2.0', '1', '2.0.0', '2.0.0-rc.1', '2.0.0-rc.10', '2.0.0-rc.2'];
    const { root } = repository(
      Object.fromEntries(
        versions.map((version, at) => [`src/${String(at)}.ts`, command({ key: `'mail.v${String(at)}'`, version: `'${version}'` })]),
      ),
    );
    const { stdout } = await cli(root, ['list', '--sort', 'version', '--format', 'csv']);
    expect(stdout.match(/(?<=mail\.v\d,)[^,]+/g)).toEqual(['1', '1.2.0', '2.0.0-rc.1', '2.0.0-rc.2', '2.0.0-rc.10', '2.0.0', '10.0.0']);
  });

  it.each(['json', 'csv'])('has no headings as %s, and says so', async (format) => {
    const { root } = repository(files);
    const { code, stdout, stderr } = await cli(root, ['list', '--format', format, '--group-by', 'stability']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--group-by');
  });

  it('is JSON as its schema says', async () => {
    const { root } = repository(files);
    const { stdout } = await cli(root, ['list', '--format', 'json']);
    const schema = JSON.parse(readFileSync(new URL('../../schemas/list.schema.json', import.meta.url), 'utf8')) as object;
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true, strictRequired: false, strictTypes: false });
    const validate = ajv.compile(schema);
    validate(JSON.parse(stdout));
    expect(validate.errors ?? []).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({
      contracts: [
        {
          key: 'billing.invoice.void',
          owners: null,
          catalog: null,
          unresolved: [{ path: 'meta.owners', reason: 'unknown-call', file: 'lib/void.ts', line: 7, column: 13 }],
        },
        {
          kind: 'command',
          key: 'billing.invoice.send',
          version: '1.0.0',
          owners: ['@acme/billing'],
          file: 'src/send.ts',
          line: 3,
          column: 25,
          exportName: 'Contract',
          package: '@acme/billing',
          catalog: 'product',
          policy: { auth: 'user' },
          io: { input: null, errors: {}, success: {} },
          emits: [{ key: 'billing.invoice.sent', version: '1.0.0', form: 'inline', when: 'Once it is sent.', payload: null }],
          audit: ['billing.invoice.sent'],
          acceptance: { scenarios: 0, examples: 0 },
        },
        { kind: 'event', io: null, emits: [], goal: null },
      ],
    });
  });

  it('is CSV', async () => {
    const { root } = repository(files);
    const { stdout } = await cli(root, ['list', '--format', 'csv', '--kind', 'command', '--key', '**.send']);
    expect(stdout).toBe(
      'kind,key,version,stability,owners,tags,domain,title,description,emits,audit,file,line,package\r\n' +
        'command,billing.invoice.send,1.0.0,stable,@acme/billing,billing,billing,,Sends an invoice to its customer.,billing.invoice.sent,billing.invoice.sent,src/send.ts,3,@acme/billing\r\n',
    );
  });

  it('is Markdown', async () => {
    const { root } = repository(files);
    expect((await cli(root, ['list', '--format', 'markdown', '--kind', 'event'])).stdout).toBe(
      '| Kind | Key | Version | Stability | Owners | Tags | File |\n| --- | --- | --- | --- | --- | --- | --- |\n| event | `billing.invoice.sent` | 1.0.0 | beta | `@acme/billing` | `billing` | `src/sent.ts:2` |\n',
    );
  });

  it('is 2 with a name that is nothing, and suggests', async () => {
    const { root } = repository(files);
    const { code, stderr } = await cli(root, ['list', 'billing.invoice.sned']);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no contract, file or folder "billing.invoice.sned".\n  Did you mean "billing.invoice.send"?');
    expect((await cli(root, ['list', 'billing.**'])).stderr).toContain('Globs of keys go with --key: --key "billing.**".');
  });

  it.each([
    [['--owner', '@acme/biling'], 'No contract has the owner "@acme/biling".\n  Did you mean "@acme/billing"?'],
    [['--tag', 'vodi'], 'No contract has the tag "vodi".\n  Did you mean "void"?'],
    [['--stability', 'stabel'], 'There is no stage "stabel".\n  Did you mean "stable"?'],
    [['--stability', 'x'], 'There is no stage "x".\n  Stages: idea, in_creation, experimental, beta, stable, deprecated.'],
    [['--key', 'billing.invoice.sned'], 'No contract has the key "billing.invoice.sned".\n  Did you mean "billing.invoice.send"?'],
    [['--key', '!billing.**'], 'The glob "!billing.**" of --key is refused: negation is not supported.'],
  ])('is 2 with %j, which nothing is, and lists nothing', async (argv, stderr) => {
    const { root } = repository(files);
    for (const format of ['table', 'json']) {
      const found = await cli(root, ['list', '--format', format, ...argv]);
      expect(found).toMatchObject({ code: 2, stdout: '' });
      expect(found.stderr).toContain(stderr);
    }
  });

  it.each([[['--stability', 'idea']], [['--key', 'identity.**']], [['--owner', '@acme/billing', '--tag', 'void']]])(
    'is 0 with %j, which might be',
    async (argv) => {
      const { root } = repository(files);
      expect(await cli(root, ['list', ...argv])).toMatchObject({ code: 0, stdout: 'No contracts.\n' });
    },
  );
});

describe('list <key>', () => {
  it('shows one contract as a page', async () => {
    const { root } = repository(files);
    expect((await cli(root, ['list', 'billing.invoice.send'])).stdout).toBe(`billing.invoice.send

  Type        command
  Version     1.0.0
  Stability   stable
  Owners      @acme/billing  (src/owners.ts:1)
  Tags        billing
  File        src/send.ts:3

Description
  Sends an invoice to its customer.

Goal
  Customers learn what they owe.

Context
  Called when a billing period closes.

Emitted events
  billing.invoice.sent 1.0.0  audited
    Once it is sent.

Policy
  auth        user

Source
  src/send.ts:3:25  exported as Contract
  package @acme/billing
`);
  });

  it('shows transport, analytics, acceptance and capability where there are any', async () => {
    const rest =
      "  io: { input: null, output: null },\n  policy: { auth: 'user', rateLimit: { rpm: 60, key: 'user' }, roles: ['clerk'] },\n" +
      "  sideEffects: { emits: [{ key: 'billing.invoice.sent', version: '1.0.0' }], audit: ['billing.invoice.sent.v1'], analytics: ['invoice_sent'] },\n" +
      "  transport: { rest: { method: 'POST', path: '/invoices/send' }, mcp: { toolName: 'send_invoice' } },\n" +
      "  acceptance: { scenarios: [{ key: 'sends' }, { key: 'refuses' }], examples: [{ input: {}, output: {} }] },\n" +
      "  capability: { key: 'billing', version: '1.0.0' },\n";
    const { root } = repository({
      'contracts-governance.yaml': "version: 1\naudit: { labels: ['{event}.v{major}'] }\n",
      'src/send.ts': command({}, { rest }),
    });
    expect((await cli(root, ['list', 'billing.invoice.send'])).stdout).toContain(`Emitted events
  billing.invoice.sent 1.0.0  audited

Analytics
  invoice_sent

Policy
  auth        user
  rateLimit   rpm 60, key user
  roles       ["clerk"]

Transport
  rest        method POST, path /invoices/send
  mcp         toolName send_invoice

Acceptance
  scenarios   2: sends, refuses
  examples    1

Capability
  key         billing
  version     1.0.0

Source
`);
  });

  it('shows named outcomes and what a run does where there are any', async () => {
    const rest =
      "  io: { input: null, output: null, errors: { GONE: { status: 410, when: 'It was voided.' }, LOST: { http: 404, gqlCode: 'LOST' } } },\n" +
      "  results: { errors: { LOCKED: { status: 423 } } },\n  policy: { auth: 'user' },\n" +
      "  execution: { effects: ['write'], approval: { required: true } },\n";
    const { root } = repository({ 'src/send.ts': command({}, { rest }) });
    expect((await cli(root, ['list', 'billing.invoice.send'])).stdout).toContain(`Policy
  auth        user

Execution
  effects     ["write"]
  approval    required true

Errors
  LOCKED  423
  GONE  410  It was voided.
  LOST  404 LOST

Source
`);
  });

  it('shows what cannot be read, and why', async () => {
    const { root } = repository(files);
    expect((await cli(root, ['list', 'billing.invoice.void'])).stdout).toContain('Cannot be read\n  meta.owners  unknown-call ');
  });

  it('lets no text of the repository speak to the terminal or the CI', async () => {
    const { root } = repository({
      ...files,
      'src/evil.ts': command({ key: "'a.evil'", description: String.raw`'\u001b[2J ::error::x ##[error]y \n::warning::z \u202e'` }),
    });
    const { stdout } = await cli(root, ['list', 'a.evil']);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|##\[/u);
    expect(stdout).not.toMatch(/^\s*::/m);
  });
});
