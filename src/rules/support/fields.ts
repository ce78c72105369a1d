/*
 * The fields that the framework knows, by the object they stand in. Facts: `operation.ts`, `events.ts`, `ownership.ts`, `policy/requirements.ts`
 * and `capabilities.ts` of its contracts library, and the fields of newer and older versions that contracts carry.
 */

const ownership = ['key', 'version', 'title', 'description', 'domain', 'stability', 'owners', 'tags', 'docId', 'name'];

/** Where a contract of a kind holds an object of known fields: its path, `*` for each element of a list. */
export type FieldTable = ReadonlyMap<string, readonly string[]>;

const requirements = ['roles', 'anyRole', 'permissions', 'anyPermission', 'flags'];

export const operationFields: FieldTable = new Map([
  [
    '',
    [
      'meta',
      'io',
      'policy',
      'sideEffects',
      'transport',
      'acceptance',
      'capability',
      'tests',
      'implementations',
      'telemetry',
      'results',
      'outputPresentation',
      'outputForm',
      'outputDataView',
      'execution',
    ],
  ],
  ['meta', [...ownership, 'goal', 'context', 'kind']],
  ['io', ['input', 'output', 'params', 'query', 'headers', 'success', 'errors']],
  ['policy', ['auth', ...requirements, 'pii', 'rateLimit', 'escalate', 'policies', 'fieldPolicies', 'resource', 'idempotent']],
  ['policy.rateLimit', ['rpm', 'key']],
  ['sideEffects', ['emits', 'audit', 'analytics']],
  ['sideEffects.emits.*', ['key', 'version', 'when', 'payload', 'ref', 'name']],
  ['transport', ['rest', 'gql', 'mcp']],
  ['transport.rest', ['method', 'path']],
  ['transport.gql', ['field', 'returns', 'resource', 'byIdField']],
  ['transport.mcp', ['toolName']],
  ['acceptance', ['scenarios', 'examples']],
  ['acceptance.scenarios.*', ['key', 'given', 'when', 'then', 'name']],
  ['acceptance.examples.*', ['key', 'input', 'output', 'name']],
  ['telemetry', ['success', 'failure']],
]);

export const eventFields: FieldTable = new Map([
  // Older events were flat: what is now in meta stood at the top.
  ['', ['meta', 'payload', 'pii', 'capability', ...ownership]],
  ['meta', [...ownership, 'kind']],
]);
