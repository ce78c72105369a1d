/*
 * The fields that the framework knows, by the object they stand in. Facts: `operation.ts`, `events.ts`, `ownership.ts`, `policy/requirements.ts`
 * and `capabilities.ts` of its contracts library, and the fields of newer and older versions that contracts carry.
 */

/** An object that the framework knows: its fields, and what it knows of the objects in them. Of a list the description is that of its elements. */
export interface KnownObject {
  readonly fields: ReadonlySet<string>;
  readonly inside: ReadonlyMap<string, KnownObject>;
}

function known(fields: string, inside: Readonly<Record<string, KnownObject>> = {}): KnownObject {
  const nested = Object.entries(inside);
  return {
    fields: new Set([...fields.split(' ').filter((name) => name !== ''), ...nested.map(([name]) => name)]),
    inside: new Map(nested),
  };
}

const OWNERSHIP = 'key version title description domain stability owners tags docId name kind';

export const operationFields: KnownObject = known(
  'capability tests implementations outputPresentation outputForm outputDataView execution',
  {
    results: known('success errors'),
    meta: known(`${OWNERSHIP} goal context`),
    io: known('input output params query headers success errors'),
    policy: known('auth roles anyRole permissions anyPermission flags pii escalate policies fieldPolicies resource idempotent', {
      rateLimit: known('rpm key'),
    }),
    sideEffects: known('audit analytics', { emits: known('key version when payload ref name') }),
    transport: known('', { rest: known('method path'), gql: known('field returns resource byIdField'), mcp: known('toolName') }),
    acceptance: known('', { scenarios: known('key given when then name'), examples: known('key input output name') }),
    telemetry: known('success failure'),
  },
);

// Older events were flat: what is now in meta stood at the top.
export const eventFields: KnownObject = known(`payload pii capability ${OWNERSHIP}`, { meta: known(OWNERSHIP) });

/** All of them, of whatever object. */
export const fieldNames: ReadonlySet<string> = new Set([operationFields, eventFields].flatMap(namesIn));

function namesIn({ fields, inside }: KnownObject): readonly string[] {
  return [...fields, ...[...inside.values()].flatMap(namesIn)];
}
