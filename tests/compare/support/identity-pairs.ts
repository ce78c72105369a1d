import type { Deprecation } from '../../../src/policy/effective-policy.ts';
import type { ContractPair } from './contract-pairs.ts';

const announced: Deprecation = {
  contract: 'billing.invoice.send',
  replacement: null,
  since: '2026-01-01',
  sunset: '2026-12-31',
  reason: null,
  location: null,
};
const sendVersion = "key: 'billing.invoice.send',\n    version: '1.0.0'";
const sendStage = "version: '1.0.0',\n    stability: 'stable',\n    owners: ['@acme/billing', '@acme/finance']";
const stage = (name: string): string => sendStage.replace("'stable'", name);
const noStage = sendStage.replace("stability: 'stable',\n    ", '');
const send = 'command billing.invoice.send';

/** Keys, kinds, versions, stages, sunsets, exports and texts. */
export const identityPairs: readonly ContractPair[] = [
  { name: 'nothing', edits: [], expected: [] },
  {
    name: 'a contract is added',
    edits: [
      [
        'export const GetInvoice',
        "export const ListInvoices = defineQuery({ meta: { key: 'billing.invoice.list', version: '1.0.0' }, io: { input: null, output: InvoiceModel }, policy: { auth: 'user' } });\n\nexport const GetInvoice",
      ],
    ],
    expected: ['query billing.invoice.list: contract-added, additive, meta.key'],
  },
  {
    name: 'a contract is removed, its fields are no children',
    edits: [
      [
        "export const GetInvoice = defineQuery({\n  meta: {\n    key: 'billing.invoice.get',",
        "export const Other = defineEvent({\n  meta: {\n    key: 'billing.other',",
      ],
      ['import { defineQuery } from', "import { defineEvent } from '@lssm-tech/lib.contracts-spec/events';\nimport { defineQuery } from"],
    ],
    expected: [
      'query billing.invoice.get: contract-removed, breaking, meta.key',
      'event billing.other: contract-added, additive, meta.key',
    ],
  },
  {
    name: 'a deprecated contract is removed before its sunset',
    edits: [
      ["key: 'billing.invoice.send',", 'key: makeKey(),'],
      ['export const SendInvoice = defineCommand', 'const other = (spec) => spec;\nexport const SendInvoice = other'],
    ],
    options: { policy: { deprecations: [announced] } },
    expected: [`${send}: contract-removed-before-sunset, breaking, meta.key`],
  },
  {
    name: 'a deprecated contract is removed after its sunset',
    edits: [['export const SendInvoice = defineCommand', 'const other = (spec) => spec;\nexport const SendInvoice = other']],
    options: { policy: { deprecations: [announced] }, today: '2027-01-01' },
    expected: [`${send}: contract-removed-after-sunset, none, meta.key`],
  },
  {
    name: 'a key is renamed',
    edits: [["key: 'billing.invoice.send'", "key: 'billing.invoice.issue'"]],
    expected: [`${send}: key-renamed, breaking, meta.key`],
  },
  {
    name: 'a key can no longer be read',
    edits: [["key: 'billing.invoice.send'", 'key: makeKey()']],
    expected: [`${send}: key-unreadable, breaking, meta.key`],
  },
  {
    name: 'a query becomes a command',
    edits: [
      ['import { defineQuery }', 'import { defineCommand }'],
      ['export const GetInvoice = defineQuery', 'export const GetInvoice = defineCommand'],
    ],
    expected: ['command billing.invoice.get: kind-changed, breaking, kind'],
  },
  {
    name: 'a version can no longer be read',
    edits: [[sendVersion, sendVersion.replace("'1.0.0'", 'makeVersion()')]],
    expected: [`${send}: version-unreadable, breaking, meta.version`],
  },
  { name: 'a version rises, which is no change', edits: [[sendVersion, sendVersion.replace('1.0.0', '1.0.1')]], expected: [] },
  { name: 'a number means the same as its full version', edits: [[sendVersion, sendVersion.replace("'1.0.0'", '1')]], expected: [] },
  {
    name: 'a stage rises',
    edits: [["stability: 'beta'", "stability: 'stable'"]],
    expected: ['query billing.invoice.get: stability-raised, additive, meta.stability'],
  },
  {
    name: 'a stage falls',
    edits: [["stability: 'beta'", "stability: 'experimental'"]],
    expected: ['query billing.invoice.get: stability-lowered, breaking, meta.stability'],
  },
  {
    name: 'a contract is deprecated',
    edits: [["stability: 'beta'", "stability: 'deprecated'"]],
    expected: ['query billing.invoice.get: stability-deprecated, additive, meta.stability'],
  },
  {
    name: 'a contract is deprecated by the policy',
    edits: [],
    options: { policy: {}, headPolicy: { deprecations: [announced] } },
    expected: [`${send}: stability-deprecated, additive, meta.stability`],
  },
  {
    name: 'a deprecation is taken back',
    edits: [],
    options: { policy: { deprecations: [announced] }, headPolicy: {} },
    expected: [`${send}: stability-restored, additive, meta.stability`],
  },
  {
    name: 'a stage is replaced by one that nobody knows',
    edits: [[sendStage, stage("'gold'")]],
    expected: [`${send}: stability-changed, additive, meta.stability`],
  },
  {
    name: 'a stage is written for the first time',
    base: [[sendStage, noStage]],
    edits: [[noStage, stage("'experimental'")]],
    expected: [`${send}: stability-declared, patch, meta.stability`],
  },
  {
    name: 'a stage is no longer written',
    edits: [[sendStage, noStage]],
    expected: [`${send}: stability-lowered, breaking, meta.stability`],
  },
  {
    name: 'an early stage is no longer written',
    base: [[sendStage, stage("'experimental'")]],
    edits: [[stage("'experimental'"), noStage]],
    expected: [`${send}: stability-changed, additive, meta.stability`],
  },
  {
    name: 'a stage can no longer be read',
    edits: [[sendStage, stage('makeStage()')]],
    expected: [`${send}: stability-unreadable, unknown, meta.stability`],
  },
  {
    name: 'a sunset moves closer',
    edits: [],
    options: { policy: { deprecations: [announced] }, headPolicy: { deprecations: [{ ...announced, sunset: '2026-11-30' }] } },
    expected: [`${send}: sunset-moved-closer, breaking, deprecations`],
  },
  {
    name: 'a sunset moves away',
    edits: [],
    options: { policy: { deprecations: [announced] }, headPolicy: { deprecations: [{ ...announced, sunset: '2027-01-31' }] } },
    expected: [],
  },
  {
    name: 'a sunset is dropped',
    edits: [],
    options: { policy: { deprecations: [announced] }, headPolicy: { deprecations: [{ ...announced, sunset: null }] } },
    expected: [`${send}: sunset-dropped, breaking, deprecations`],
  },
  {
    name: 'an export is lost',
    edits: [['export const SendInvoice =', 'const SendInvoice =']],
    expected: [`${send}: export-lost, dangerous, export`],
  },
  {
    name: 'an export is lost to those who import it',
    edits: [['export const SendInvoice =', 'const SendInvoice =']],
    options: { policy: { schemas: { profile: 'source' } } },
    expected: [`${send}: export-lost, breaking, export`],
  },
  {
    name: 'code that the contract does not import writes to it',
    edits: [['export const served = [SendInvoice];', "export const served = [SendInvoice];\nserved[0].policy.auth = 'anonymous';"]],
    expected: [`${send}: written-elsewhere, unknown, writes`],
  },
  {
    name: 'code that the contract does not import writes to a list of contracts',
    edits: [['export const served = [SendInvoice];', 'export const served = [SendInvoice];\nserved.push(SendInvoice);']],
    expected: [],
  },
  {
    name: 'an export is renamed, which nobody on the wire sees',
    edits: [['export const SendInvoice =', 'export const IssueInvoice =']],
    expected: [],
  },
  {
    name: 'an export is renamed for those who import it',
    edits: [['export const SendInvoice =', 'export const IssueInvoice =']],
    options: { policy: { schemas: { profile: 'source' } } },
    expected: [`${send}: export-renamed, breaking, export`],
  },
  {
    name: 'a title is reworded',
    edits: [["'Send invoice'", "'Send an invoice'"]],
    expected: [`${send}: title-changed, patch, meta.title`],
  },
  {
    name: 'a description is reworded',
    edits: [['Sends an invoice to its customer.', 'Sends it.']],
    expected: [`${send}: description-changed, patch, meta.description`],
  },
  {
    name: 'a goal is removed',
    edits: [["    goal: 'Customers learn what they owe.',\n", '']],
    expected: [`${send}: goal-changed, patch, meta.goal`],
  },
  {
    name: 'a context can no longer be read',
    edits: [["context: 'Called when a billing period closes.'", 'context: makeContext()']],
    expected: [`${send}: context-changed, patch, meta.context`],
  },
  {
    name: 'a domain is changed',
    edits: [["domain: 'billing'", "domain: 'invoicing'"]],
    expected: [`${send}: domain-changed, patch, meta.domain`],
  },
  {
    name: 'a description is wrapped over lines',
    edits: [["'Sends an invoice to its customer.'", '`Sends an invoice\n      to its customer.`']],
    expected: [],
  },
  {
    name: 'owners are respelt',
    edits: [["['@acme/billing', '@acme/finance']", "['acme/billing', '@acme/finance']"]],
    expected: [`${send}: owners-changed, patch, meta.owners`],
  },
  {
    name: 'owners are put in another order',
    edits: [["['@acme/billing', '@acme/finance']", "['@acme/finance', '@acme/billing']"]],
    expected: [],
  },
  {
    name: 'a tag is added',
    edits: [["['billing', 'invoice']", "['billing', 'invoice', 'mail']"]],
    expected: [`${send}: tags-changed, patch, meta.tags`],
  },
  {
    name: 'acceptance, tests, implementations, telemetry and capability',
    edits: [
      ["when: ['it is sent']", "when: ['it is posted']"],
      [
        '  acceptance: {',
        "  telemetry: { success: { event: { key: 'sent' } } },\n  implementations: [{ path: 'src/send.ts', type: 'handler' }],\n  tests: [{ key: 'send', version: '1.0.0' }],\n  capability: { key: 'billing', version: '1.0.0' },\n  acceptance: {",
      ],
    ],
    expected: [],
  },
];
