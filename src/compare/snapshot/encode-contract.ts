import type { Contract, ContractError, Emit, JsonObject, JsonValue, Outcomes, Read, ReadList } from '../../contracts/contract.ts';
import { defined } from '../../contracts/schema/json.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import { encodeSchema } from './encode-schema.ts';

/** All that a comparison looks at of a contract, as JSON. What is absent is left out; where things are written is not part of it. */
export function encodeContract(contract: Contract): JsonObject {
  return defined({
    kind: contract.kind,
    key: encodeRead(contract.key),
    version: encodeRead(contract.version),
    stability: encodeRead(contract.stability),
    file: contract.file,
    exportName: contract.exportName ?? undefined,
    package: contract.package ?? undefined,
    owners: encodeList(contract.owners, (value) => value),
    tags: encodeList(contract.tags, (value) => value),
    title: encodeRead(contract.title),
    description: encodeRead(contract.description),
    goal: encodeRead(contract.goal),
    context: encodeRead(contract.context),
    domain: encodeRead(contract.domain),
    policy: encodeRead(contract.policy),
    auth: encodeRead(contract.auth),
    input: encodeSchemaOf(contract.input),
    output: encodeSchemaOf(contract.output),
    params: encodeSchemaOf(contract.params),
    query: encodeSchemaOf(contract.query),
    headers: encodeSchemaOf(contract.headers),
    payload: encodeSchemaOf(contract.payload),
    mayBeMissing: contract.mayBeMissing.size > 0 ? [...contract.mayBeMissing] : undefined,
    ...encodeOutcomes(contract),
    results: encodeResults(contract.results),
    execution: encodeRead(contract.execution),
    emits: encodeList(contract.emits, encodeEmit),
    audit: encodeList(contract.audit, (value) => value),
    transport: encodeRead(contract.transport),
    pii: encodeList(contract.pii, (value) => value),
    unresolved:
      contract.unresolved.length > 0 ? contract.unresolved.map(({ path, reason, detail }) => ({ path, reason, detail })) : undefined,
  });
}

function encodeOutcomes({ errors, success }: Outcomes): JsonObject {
  return defined({
    errors: errors.size > 0 ? [...errors].map(([name, error]) => [name, encodeError(error)]) : undefined,
    success: Object.keys(success).length > 0 ? success : undefined,
  });
}

function encodeResults(results: Outcomes): JsonObject | undefined {
  const encoded = encodeOutcomes(results);
  return Object.keys(encoded).length > 0 ? encoded : undefined;
}

function encodeError({ http, status, gqlCode, when }: ContractError): JsonObject {
  return defined({ http: encodeRead(http), status: encodeRead(status), gqlCode: encodeRead(gqlCode), when: encodeRead(when) });
}

function encodeEmit({ key, version, when, form, payload }: Emit): JsonObject {
  return defined({ form, key: encodeRead(key), version: encodeRead(version), when: encodeRead(when), payload: encodeSchemaOf(payload) });
}

function encodeSchemaOf(schema: Schema | null): JsonObject | undefined {
  return schema ? { schemas: encodeSchema(schema).schemas } : undefined;
}

function encodeRead(read: Read<JsonValue>): JsonObject | undefined {
  return encodeWith(read, (value) => value);
}

function encodeList<T>(list: ReadList<T>, encode: (value: T) => JsonValue): JsonObject | undefined {
  return encodeWith(list, (elements) => elements.map((element) => encodeWith(element, encode) ?? {}));
}

function encodeWith<T>(read: Read<T>, encode: (value: T) => JsonValue): JsonObject | undefined {
  switch (read.state) {
    case 'known':
      return { value: encode(read.value) };
    case 'unknown':
      return { unknown: read.reason, detail: read.detail };
    case 'invalid':
      return { invalid: read.found };
    case 'absent':
      return undefined;
  }
}
