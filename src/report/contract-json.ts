import type { Acceptance, Contract, ContractError, Emit, Outcomes, Read, ReadList } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { schemaToJson } from '../contracts/schema/json.ts';
import type { Schema } from '../contracts/schema/schema.ts';

/** What the inventory says of one contract; the order of the fields is part of the bytes. */
export function contractToJson(contract: Contract, inventory: Inventory, catalog: string | null): object {
  const call = inventory.locate(contract.call);
  const definedAt = contract.definedAt && inventory.locate(contract.definedAt);
  const isEvent = contract.kind === 'event';
  return {
    kind: contract.kind,
    key: known(contract.key),
    version: text(contract.version),
    stability: known(contract.stability),
    owners: list(contract.owners, known),
    tags: list(contract.tags, known),
    title: known(contract.title),
    description: known(contract.description),
    goal: known(contract.goal),
    context: known(contract.context),
    domain: known(contract.domain),
    file: call.file,
    line: call.line,
    column: call.column,
    exportName: contract.exportName,
    definedAt: definedAt && { file: definedAt.file, line: definedAt.line, column: definedAt.column },
    package: contract.package,
    catalog,
    policy: known(contract.policy),
    io: isEvent ? null : ioToJson(contract),
    ...newerToJson(contract),
    emits: list(contract.emits, (emit) => (emit.state === 'known' ? emitToJson(emit.value) : null)),
    audit: list(contract.audit, known),
    analytics: list(contract.analytics, known),
    transport: known(contract.transport),
    acceptance: acceptanceToJson(contract.acceptance),
    capability: known(contract.capability),
    payload: schema(contract.payload),
    pii: list(contract.pii, known),
    unresolved: contract.unresolved.map(({ path, reason, origin }) => {
      const { file, line, column } = inventory.locate(origin);
      return { path, reason, file, line, column };
    }),
  };
}

function ioToJson(contract: Contract): object {
  return {
    input: schema(contract.input),
    output: schema(contract.output),
    params: schema(contract.params),
    query: schema(contract.query),
    headers: schema(contract.headers),
    ...outcomesToJson(contract),
  };
}

function outcomesToJson({ errors, success }: Outcomes): object {
  return { errors: record([...errors].map(([name, error]) => [name, errorToJson(error)])), success };
}

function errorToJson({ http, status, gqlCode, when }: ContractError): object {
  const newer = status.state === 'absent' ? {} : { status: known(status) };
  return { http: known(http), ...newer, gqlCode: known(gqlCode), when: known(when) };
}

/** What only newer contracts have: left out where there is none. */
function newerToJson({ results, execution }: Contract): object {
  const hasResults = results.errors.size > 0 || Object.keys(results.success).length > 0;
  return {
    ...(hasResults ? { results: outcomesToJson(results) } : {}),
    ...(execution.state === 'known' ? { execution: execution.value } : {}),
  };
}

function emitToJson(emit: Emit): object {
  return { key: known(emit.key), version: text(emit.version), form: emit.form, when: known(emit.when), payload: schema(emit.payload) };
}

function acceptanceToJson({ scenarios, examples }: Acceptance): object {
  return { scenarios: length(scenarios), examples: length(examples) };
}

function known<T>(read: Read<T>): T | null {
  return read.state === 'known' ? read.value : null;
}

/** A version of older contracts is a number. */
function text(read: Read<string | number>): string | null {
  return read.state === 'known' ? String(read.value) : null;
}

/** Absent is an empty list; a list that cannot be read is null, an element that cannot be read is null in its place. */
function list<T, R>(read: ReadList<T>, element: (read: Read<T>) => R | null): (R | null)[] | null {
  if (read.state === 'absent') return [];
  return read.state === 'known' ? read.value.map(element) : null;
}

function length(read: ReadList<unknown>): number | null {
  if (read.state === 'absent') return 0;
  return read.state === 'known' ? read.value.length : null;
}

function schema(read: Schema | null): unknown {
  return read && schemaToJson(read);
}

/** Names of errors come from the repository: `constructor` and `__proto__` are names like any other. */
function record(entries: readonly (readonly [string, object])[]): object {
  const result: Record<string, object> = Object.create(null);
  for (const [name, value] of entries) result[name] = value;
  return result;
}
