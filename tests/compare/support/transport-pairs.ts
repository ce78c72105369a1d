import type { ContractPair } from './contract-pairs.ts';

const send = 'command billing.invoice.send';
const get = 'query billing.invoice.get';
const rest = "    rest: { method: 'POST', path: '/invoices/send' },\n";
const gql = "    gql: { field: 'sendInvoice', returns: 'Invoice' },\n";
const onGet = (transport: string): readonly [string, string] => [
  "policy: { auth: 'anonymous' },",
  `policy: { auth: 'anonymous' },\n  transport: { ${transport} },`,
];

/** Names on the wire. REST and GraphQL are in use, because the command pins them; MCP is not. */
export const transportPairs: readonly ContractPair[] = [
  {
    name: 'a REST method changes',
    edits: [["method: 'POST'", "method: 'GET'"]],
    expected: [`${send}: rest-method-changed, breaking, transport.rest.method`],
  },
  { name: 'a REST method that is the default is no longer pinned', edits: [["method: 'POST', ", '']], expected: [] },
  {
    name: 'a REST path changes',
    edits: [["'/invoices/send'", "'/invoices/post'"]],
    expected: [`${send}: rest-path-changed, breaking, transport.rest.path`],
  },
  { name: 'a REST endpoint is removed', edits: [[rest, '']], expected: [`${send}: rest-removed, breaking, transport.rest`] },
  { name: 'a REST path is pinned to what it was', edits: [onGet("rest: { path: '/billing/invoice/get/v1.0.0' }")], expected: [] },
  {
    name: 'a REST path is pinned to another than the derived one',
    edits: [onGet("rest: { path: '/invoice' }")],
    expected: [`${get}: rest-path-changed, breaking, transport.rest.path`],
  },
  {
    name: 'a first REST endpoint where REST is not in use',
    edits: [onGet("rest: { path: '/invoice' }")],
    options: { policy: { transports: [] } },
    expected: [`${get}: rest-added, additive, transport.rest`],
  },
  {
    name: 'a GraphQL field changes',
    edits: [["field: 'sendInvoice'", "field: 'postInvoice'"]],
    expected: [`${send}: graphql-field-changed, breaking, transport.gql.field`],
  },
  {
    name: 'a GraphQL type changes',
    edits: [["returns: 'Invoice'", "returns: '[Invoice]'"]],
    expected: [`${send}: graphql-type-changed, breaking, transport.gql.returns`],
  },
  {
    name: 'a GraphQL type is no longer declared',
    edits: [[", returns: 'Invoice'", '']],
    expected: [`${send}: graphql-type-changed, breaking, transport.gql.returns`],
  },
  { name: 'a GraphQL field is removed', edits: [[gql, '']], expected: [`${send}: graphql-removed, breaking, transport.gql`] },
  {
    name: 'a GraphQL type is declared',
    edits: [onGet("gql: { returns: 'Invoice' }")],
    expected: [`${get}: graphql-added, additive, transport.gql.returns`],
  },
  {
    name: 'a first MCP tool',
    edits: [onGet("mcp: { toolName: 'get_invoice' }")],
    expected: [`${get}: mcp-added, additive, transport.mcp`],
  },
  {
    name: 'an MCP tool is pinned to what it was',
    edits: [onGet("mcp: { toolName: 'billing_invoice_get-v1_0_0' }")],
    options: { policy: { transports: ['mcp'] } },
    expected: [],
  },
  {
    name: 'an MCP tool is pinned to another name',
    edits: [onGet("mcp: { toolName: 'get_invoice' }")],
    options: { policy: { transports: ['mcp'] } },
    expected: [`${get}: mcp-tool-changed, breaking, transport.mcp.toolName`],
  },
  {
    name: 'an MCP tool is removed',
    base: [onGet("mcp: { toolName: 'get_invoice' }")],
    edits: [["transport: { mcp: { toolName: 'get_invoice' } }", 'transport: {}']],
    expected: [`${get}: mcp-removed, breaking, transport.mcp`],
  },
  {
    name: 'a derived name follows the version',
    edits: [["key: 'billing.invoice.get',\n    version: '1.0.0'", "key: 'billing.invoice.get',\n    version: '1.0.1'"]],
    expected: [],
  },
  {
    name: 'an option that is not known',
    edits: [[gql, gql.replace("'Invoice' }", "'Invoice', byIdField: 'key' }")]],
    expected: [`${send}: transport-option-changed, dangerous, transport.gql.byIdField`],
  },
  {
    name: 'a path can no longer be read',
    edits: [["path: '/invoices/send'", 'path: makePath()']],
    expected: [`${send}: transport-unreadable, unknown, transport.rest.path`],
  },
];
