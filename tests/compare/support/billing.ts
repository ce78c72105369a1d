/** A small repository of contracts: a command that emits one event inline and one by reference, a query, and the events. Pairs of tests are made by editing it. */
export const billing: Readonly<Record<string, string>> = {
  'src/models.ts': `import { ScalarTypeEnum, defineEnum, defineSchemaModel } from '@lssm-tech/lib.schema';

export const InvoiceStatus = defineEnum('InvoiceStatus', ['draft', 'sent']);

export const InvoiceModel = defineSchemaModel({
  name: 'Invoice',
  fields: {
    id: { type: ScalarTypeEnum.ID(), isOptional: false },
    status: { type: InvoiceStatus, isOptional: false },
    note: { type: ScalarTypeEnum.String_unsecure(), isOptional: true },
  },
});

export const InvoiceSentPayload = defineSchemaModel({
  name: 'InvoiceSentPayload',
  fields: {
    invoiceId: { type: ScalarTypeEnum.ID(), isOptional: false },
    email: { type: ScalarTypeEnum.EmailAddress(), isOptional: true },
  },
});
`,
  'src/events.ts': `import { defineEvent } from '@lssm-tech/lib.contracts-spec/events';
import { InvoiceSentPayload } from './models';

export const InvoiceSent = defineEvent({
  meta: {
    key: 'billing.invoice.sent',
    version: '1.0.0',
    stability: 'stable',
    owners: ['@acme/billing'],
    tags: ['billing'],
    description: 'An invoice was sent.',
  },
  payload: InvoiceSentPayload,
  pii: ['email'],
});
`,
  'src/app.ts': `import { SendInvoice } from './send';

export const served = [SendInvoice];
`,
  'src/send.ts': `import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';
import { ScalarTypeEnum, defineSchemaModel } from '@lssm-tech/lib.schema';
import { InvoiceSent } from './events';
import { InvoiceModel } from './models';

const SendInvoiceInput = defineSchemaModel({
  name: 'SendInvoiceInput',
  fields: {
    invoiceId: { type: ScalarTypeEnum.ID(), isOptional: false },
  },
});

const ReminderPayload = defineSchemaModel({
  name: 'ReminderPayload',
  fields: {
    invoiceId: { type: ScalarTypeEnum.ID(), isOptional: false },
  },
});

export const SendInvoice = defineCommand({
  meta: {
    key: 'billing.invoice.send',
    version: '1.0.0',
    stability: 'stable',
    owners: ['@acme/billing', '@acme/finance'],
    tags: ['billing', 'invoice'],
    title: 'Send invoice',
    domain: 'billing',
    description: 'Sends an invoice to its customer.',
    goal: 'Customers learn what they owe.',
    context: 'Called when a billing period closes.',
  },
  io: {
    input: SendInvoiceInput,
    output: InvoiceModel,
    success: { SENT: { status: 200 } },
    errors: {
      NOT_FOUND: { description: 'No such invoice.', http: 404, gqlCode: 'INVOICE_NOT_FOUND', when: 'The id is unknown.' },
      ALREADY_SENT: { description: 'It was sent before.', http: 409, when: 'It was sent before.' },
    },
  },
  policy: {
    auth: 'user',
    roles: ['clerk'],
    anyRole: ['north', 'south'],
    permissions: ['invoice:send'],
    anyPermission: ['invoice:read', 'invoice:list'],
    flags: ['invoicing'],
    policies: [{ key: 'billing.default', version: '1.0.0' }],
    fieldPolicies: [{ field: 'email', actions: ['read'], roles: ['support'] }],
    rateLimit: { rpm: 60, key: 'user' },
    pii: ['email'],
  },
  sideEffects: {
    emits: [
      { ref: InvoiceSent.meta, when: 'The invoice was sent.' },
      { key: 'billing.reminder.scheduled', version: '1.0.0', when: 'A reminder was set.', payload: ReminderPayload },
    ],
    audit: ['billing.invoice.sent', 'billing.reminder.scheduled'],
  },
  transport: {
    rest: { method: 'POST', path: '/invoices/send' },
    gql: { field: 'sendInvoice', returns: 'Invoice' },
  },
  acceptance: { scenarios: [{ key: 'sends', given: ['a draft'], when: ['it is sent'], then: ['it is out'] }] },
});
`,
  'src/get.ts': `import { defineQuery } from '@lssm-tech/lib.contracts-spec/operations';
import { InvoiceModel } from './models';

export const GetInvoice = defineQuery({
  meta: {
    key: 'billing.invoice.get',
    version: '1.0.0',
    stability: 'beta',
    owners: ['@acme/billing'],
    tags: ['billing'],
    description: 'Reads an invoice.',
    goal: 'Customers see what they owe.',
    context: 'Called by the billing page.',
  },
  io: { input: null, output: InvoiceModel },
  policy: { auth: 'anonymous' },
});
`,
};
