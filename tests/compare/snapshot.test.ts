import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../src/contracts/inventory.ts';
import { compare } from '../../src/compare/compare.ts';
import { readSnapshot, SnapshotError, writeSnapshot } from '../../src/compare/snapshot.ts';
import { policyWith } from '../support/policy.ts';
import { billing } from './support/billing.ts';
import { edited, read } from './support/pairs.ts';

const inventory = read(billing);
const zod = read({
  'src/tree.ts': `import { z } from 'zod';
import { fromZod } from '@lssm-tech/lib.schema';
import { defineQuery } from '@lssm-tech/lib.contracts-spec/operations';

const Node = z.object({ __proto__2: z.string(), get children() { return z.array(Node); } }).strict();

export const ReadTree = defineQuery({
  meta: { key: 'tree.read', version: 1, stability: 'beta', owners: ['@acme/tree', owner()], tags: 'tree' },
  io: {
    input: fromZod(z.object({ note: z.preprocess((value) => value ?? 'x', z.string()), depth: z.number().int().min(1).max(9).default(3), kind: z.union([z.literal('a'), z.enum(['b', 'c'])]).nullable(), who: z.object({ name: z.string().trim(), mail: z.email().toLowerCase(), by: z.string().trim().default('me') }).refine((who) => who.name !== who.by) }).optional()),
    output: fromZod(z.object({ root: Node, extra: z.record(z.string(), z.tuple([z.string(), z.number()])), odd: z.string().refine((text) => text.length % 2 === 1) })),
  },
  results: { errors: { GONE: { status: 410 }, LOST: { http: 404, gqlCode: code() } }, success: { LATER: { status: 202 } } },
  execution: { effects: ['read'], approval: { required: true } },
  policy: { auth: level() },
});
`,
});
const madeFile = `import { z } from 'zod';
import { fromZod } from '@lssm-tech/lib.schema';
import { defineQuery } from '@lssm-tech/lib.contracts-spec/operations';

export const ReadMade = defineQuery({
  meta: { key: 'made.read', version: '1.0.0' },
  io: { input: null, output: fromZod(z.object({ made: MADE })) },
});
`;

describe('a snapshot', () => {
  it('is read back as contracts from which nothing differs', () => {
    const policy = policyWith();
    for (const written of [inventory, zod]) {
      const released = readSnapshot(writeSnapshot(written));
      const { contracts } = compare({ base: released, head: written, basePolicy: policy, headPolicy: policy, today: '2026-06-15' });
      expect(contracts.flatMap(({ changes }) => changes)).toEqual([]);
    }
  });

  it.each([
    ['z.stringbool()', 'z.boolean()', []],
    ['z.stringbool()', 'z.string()', ['output-type-changed']],
    ['z.string().pipe(z.coerce.number())', 'z.number()', []],
    ["z.string().transform((text) => (text === '' ? undefined : text))", 'z.string()', ['output-unreadable']],
  ])('remembers what an output gives: of %s to %s', (was, is, ids) => {
    const policy = policyWith();
    const giving = (type: string): Inventory => read({ 'src/made.ts': madeFile.replaceAll('MADE', type) });
    const released = readSnapshot(writeSnapshot(giving(was)));
    const { contracts } = compare({ base: released, head: giving(is), basePolicy: policy, headPolicy: policy, today: '2026-06-15' });
    expect(contracts.flatMap(({ changes }) => changes.map(({ id }) => id))).toEqual(ids);
  });

  it.each([
    'z.string().refine((text) => text.length > 3)',
    'z.number().refine((amount) => amount > 0).optional()',
    'z.array(z.string()).refine((items) => items.length > 0)',
    "z.object({ from: z.string() }).refine((range) => range.from !== '')",
    'z.coerce.number().int().min(1)',
    "z.preprocess((text) => (text === '' ? undefined : text), z.string().optional())",
    'z.string().trim().refine((text) => text.length > 3)',
    'z.coerce.date().min(new Date(0))',
    "z.lazy(() => z.string().refine((text) => text !== ''))",
  ])('knows code that has not changed beside what has: %s', (code) => {
    const policy = policyWith();
    const taking = (others: string): Inventory =>
      read({
        'src/made.ts': madeFile.replace('input: null', `input: fromZod(z.object({ code: ${code}${others} }))`).replace('MADE', code),
      });
    const released = readSnapshot(writeSnapshot(taking('')));
    const head = taking(', more: z.string().optional()');
    const [contract] = compare({ base: released, head, basePolicy: policy, headPolicy: policy, today: '2026-06-15' }).contracts;
    expect(contract?.changes.map(({ id }) => id)).toEqual(['input-optional-field-added']);
    const narrowed = taking(', more: z.string()');
    const [broken] = compare({ base: released, head: narrowed, basePolicy: policy, headPolicy: policy, today: '2026-06-15' }).contracts;
    expect(broken?.changes.map(({ id }) => id)).toEqual(['input-required-field-added']);
  });

  it('remembers named outcomes, and whether a run has to be approved', () => {
    const policy = policyWith();
    const released = readSnapshot(writeSnapshot(zod));
    const [file, text = ''] = ['src/tree.ts', zod.text('src/tree.ts')];
    const head = read({
      [file]: text
        .replace('GONE: { status: 410 }, ', '')
        .replace('LATER: { status: 202 }', '')
        .replace('required: true', 'required: false'),
    });
    const { contracts } = compare({ base: released, head, basePolicy: policy, headPolicy: policy, today: '2026-06-15' });
    expect(contracts.flatMap(({ changes }) => changes.map(({ id, path }) => `${id} ${path}`))).toEqual([
      'error-removed results.errors.GONE',
      'success-changed results.success.LATER',
      'human-review-dropped execution.approval.required',
    ]);
  });

  it('is written again as the same bytes', () => {
    const text = writeSnapshot(inventory);
    expect(writeSnapshot(readSnapshot(text))).toBe(text);
    expect(writeSnapshot(readSnapshot(writeSnapshot(zod)))).toBe(writeSnapshot(zod));
  });

  it('is the same bytes wherever the contracts stand in their files', () => {
    expect(writeSnapshot(read({ ...billing, 'src/get.ts': `// A comment.\n\n${billing['src/get.ts'] ?? ''}` }))).toBe(
      writeSnapshot(inventory),
    );
  });

  it('tells what has changed since', () => {
    const policy = policyWith();
    const head = read(
      edited(billing, [['status: { type: InvoiceStatus, isOptional: false }', 'status: { type: InvoiceStatus, isOptional: true }']]),
    );
    const { contracts } = compare({
      base: readSnapshot(writeSnapshot(inventory)),
      head,
      basePolicy: policy,
      headPolicy: policy,
      today: '2026-06-15',
    });
    expect(contracts.map(({ key, changes }) => [key, changes.map(({ id }) => id)])).toEqual([
      ['billing.invoice.get', ['output-field-became-optional']],
      ['billing.invoice.send', ['output-field-became-optional']],
    ]);
  });

  it('has one line a contract', () => {
    const lines = writeSnapshot(inventory).split('\n');
    expect(lines.slice(0, 3)).toEqual(['{', '"schemaVersion": 1,', '"contracts": [']);
    expect(lines.slice(3, -3).map((line) => (JSON.parse(line.replace(/,$/, '')) as { key: unknown }).key)).toEqual([
      { value: 'billing.invoice.send' },
      { value: 'billing.invoice.sent' },
      { value: 'billing.invoice.get' },
    ]);
  });

  it.each([
    ['{', 'The snapshot is not JSON'],
    ['{ "schemaVersion": 2, "contracts": [] }', 'snapshot.schemaVersion must be 1, not 2'],
    ['{ "contracts": [] }', 'snapshot.schemaVersion must be 1, not missing'],
    ['{ "schemaVersion": 1 }', 'snapshot.contracts must be a list.'],
    ['{ "schemaVersion": 1, "contracts": [{ "kind": "command" }] }', 'snapshot.contracts[0].file must be a text.'],
    [
      '{ "schemaVersion": 1, "contracts": [{ "kind": "thing", "file": "a.ts" }] }',
      'snapshot.contracts[0].kind must be one of command, query, event.',
    ],
    [
      '{ "schemaVersion": 1, "contracts": [{ "kind": "query", "file": "a.ts", "key": "x" }] }',
      'snapshot.contracts[0].key must be an object with value, unknown or invalid.',
    ],
    [
      '{ "schemaVersion": 1, "contracts": [{ "kind": "query", "file": "a.ts", "input": { "schemas": [{ "kind": "ref", "name": "x", "to": 7 }] } }] }',
      'snapshot.contracts[0].input must be a list with a schema of number 7.',
    ],
    [
      '{ "schemaVersion": 1, "contracts": [{ "kind": "query", "file": "a.ts", "input": { "schemas": [{ "kind": "enum", "values": [true] }] } }] }',
      'snapshot.contracts[0].input.schemas[0].values[0] must be a text.',
    ],
  ])('that says %j is refused', (text, message) => {
    expect(() => readSnapshot(text)).toThrow(SnapshotError);
    expect(() => readSnapshot(text)).toThrow(message);
  });
});
