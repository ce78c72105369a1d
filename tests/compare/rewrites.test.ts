import { describe, expect, it } from 'vitest';
import { billing } from './support/billing.ts';
import { comparePair, type Edit, edited, type Files } from './support/pairs.ts';

/** What a comparison says of each contract: nothing, when all means the same. */
function differences(head: Files): readonly string[] {
  return comparePair(billing, head).contracts.map(({ key, status, changes }) => `${key} ${status} ${changes.map(({ id }) => id).join()}`);
}

const meta = /  meta: \{\n    key: 'billing\.invoice\.get',[\s\S]*?\n  \},\n/.exec(billing['src/get.ts'] ?? '')?.[0] ?? '';
const rewrites: readonly (readonly [name: string, edits: readonly Edit[]])[] = [
  [
    'a constant is extracted',
    [
      ["owners: ['@acme/billing', '@acme/finance']", 'owners: OWNERS'],
      ['export const SendInvoice =', "const OWNERS = ['@acme/billing', '@acme/finance'] as const;\n\nexport const SendInvoice ="],
    ],
  ],
  [
    'a constant comes from another file',
    [
      ["stability: 'beta'", 'stability: STAGE'],
      [
        "import { InvoiceModel } from './models';\n\nexport const GetInvoice",
        "import { InvoiceModel, STAGE } from './models';\n\nexport const GetInvoice",
      ],
      ['export const InvoiceStatus', "export const STAGE = 'beta';\nexport const InvoiceStatus"],
    ],
  ],
  [
    'a value is spread in',
    [
      ["auth: 'anonymous'", '...open'],
      ['export const GetInvoice', "const open = { auth: 'anonymous' };\n\nexport const GetInvoice"],
    ],
  ],
  ['a template without holes', [["description: 'Reads an invoice.'", 'description: `Reads an invoice.`']]],
  ['texts put together', [["'Sends an invoice to its customer.'", "'Sends an invoice ' + 'to its customer.'"]]],
  [
    'as const, satisfies and parentheses',
    [
      ["key: 'billing.invoice.get'", "key: ('billing.invoice.get' as const)"],
      ["version: '1.0.0',\n    stability: 'beta'", "version: '1.0.0' satisfies string,\n    stability: 'beta'"],
    ],
  ],
  [
    'an alias of the define function',
    [
      ['import { defineQuery } from', 'import { defineQuery as query } from'],
      ['GetInvoice = defineQuery(', 'GetInvoice = query('],
    ],
  ],
  [
    'a namespace import',
    [
      ["import { defineQuery } from '@lssm-tech/lib.contracts-spec/operations'", "import * as spec from '@lssm-tech/lib.contracts-spec'"],
      ['GetInvoice = defineQuery(', 'GetInvoice = spec.defineQuery('],
    ],
  ],
  [
    'another name of the same package',
    [["import { defineEvent } from '@lssm-tech/lib.contracts-spec/events'", "import { defineEvent } from '@lssm-tech/lib.contracts-spec'"]],
  ],
  [
    'the fields in another order',
    [
      [meta, ''],
      ["policy: { auth: 'anonymous' },\n", `policy: { auth: 'anonymous' },\n${meta}`],
    ],
  ],
  [
    'comments, quotes and white space',
    [["tags: ['billing', 'invoice'],", '// What it is about.\n    tags: [ "billing",\n      "invoice" /* both */ ],']],
  ],
  [
    'a local constant is renamed',
    [
      ['const SendInvoiceInput = ', 'const Input = '],
      ['    input: SendInvoiceInput,', '    input: Input,'],
    ],
  ],
  [
    'a model is written where it is used',
    [
      [
        'input: SendInvoiceInput',
        "input: defineSchemaModel({ name: 'SendInvoiceInput', fields: { invoiceId: { type: ScalarTypeEnum.ID(), isOptional: false } } })",
      ],
    ],
  ],
  ['a model with another name', [["name: 'Invoice',", "name: 'InvoiceView',"]]],
  [
    'isOptional: false is left out',
    [['id: { type: ScalarTypeEnum.ID(), isOptional: false },\n    status', 'id: { type: ScalarTypeEnum.ID() },\n    status']],
  ],
  [
    'new SchemaModel for defineSchemaModel',
    [
      ['const SendInvoiceInput = defineSchemaModel(', 'const SendInvoiceInput = new SchemaModel('],
      [
        "import { ScalarTypeEnum, defineSchemaModel } from '@lssm-tech/lib.schema';\nimport { InvoiceSent }",
        "import { ScalarTypeEnum, SchemaModel, defineSchemaModel } from '@lssm-tech/lib.schema';\nimport { InvoiceSent }",
      ],
    ],
  ],
  [
    'an error in a constant of its own',
    [
      ["{ description: 'It was sent before.', http: 409, when: 'It was sent before.' }", 'alreadySent'],
      [
        'export const SendInvoice =',
        "const alreadySent = { description: 'It was sent before.', http: 409, when: 'It was sent before.' };\n\nexport const SendInvoice =",
      ],
    ],
  ],
  ['an event referred to without .meta', [['{ ref: InvoiceSent.meta,', '{ ref: InvoiceSent,']]],
  [
    'an emitted event in a constant',
    [
      ["{ ref: InvoiceSent.meta, when: 'The invoice was sent.' }", 'sent'],
      [
        'export const SendInvoice =',
        "const sent = { ref: InvoiceSent.meta, when: 'The invoice was sent.' };\n\nexport const SendInvoice =",
      ],
    ],
  ],
  [
    'the contract is made by a function of one expression',
    [
      ['GetInvoice = defineQuery({', 'GetInvoice = make({'],
      ['export const GetInvoice', 'const make = (spec) => defineQuery(spec);\n\nexport const GetInvoice'],
    ],
  ],
  [
    'the contract is exported in a list',
    [
      ['export const GetInvoice =', 'const GetInvoice ='],
      ["  policy: { auth: 'anonymous' },\n});\n", "  policy: { auth: 'anonymous' },\n});\n\nexport { GetInvoice };\n"],
    ],
  ],
  [
    'a second export of the contract',
    [["  policy: { auth: 'anonymous' },\n});\n", "  policy: { auth: 'anonymous' },\n});\n\nexport default GetInvoice;\n"]],
  ],
];

describe('contracts that mean the same', () => {
  it.each(rewrites)('make no change: %s', (_, edits) => {
    expect(differences(edited(billing, edits))).toEqual([]);
  });

  it('make no change when nothing is done', () => {
    expect(differences(billing)).toEqual([]);
  });

  it('are moved when their files are, and nothing more', () => {
    const moved = Object.fromEntries(Object.entries(billing).map(([path, text]) => [path.replace('src/', 'packages/billing/src/'), text]));
    expect(differences(moved)).toEqual(['billing.invoice.get moved ', 'billing.invoice.send moved ', 'billing.invoice.sent moved ']);
  });

  it('are moved when files are joined', () => {
    const { 'src/get.ts': get = '', 'src/send.ts': send = '', ...rest } = billing;
    const joined = `${send}\n${get.replace("import { InvoiceModel } from './models';\n", '')}`;
    expect(differences({ ...rest, 'src/send.ts': joined })).toEqual(['billing.invoice.get moved ']);
  });
});
