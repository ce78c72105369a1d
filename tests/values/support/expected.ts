import type { Defined } from './program.ts';

/** A contract as the inventory's JSON gives it, without its place. */
export interface Expected {
  readonly kind: string;
  readonly key: unknown;
  readonly [field: string]: unknown;
}

type Json = Readonly<Record<string, unknown>>;

/** What the inventory ought to say of a contract, by what its define function was given. */
export function expectedOf({ kind, spec }: Defined, all: readonly Defined[]): Expected {
  const isEvent = kind === 'event';
  const meta = (isEvent && !('meta' in spec) ? spec : (spec['meta'] ?? {})) as Json;
  const effects = (spec['sideEffects'] ?? {}) as Json;
  const acceptance = (spec['acceptance'] ?? {}) as Json;
  return {
    kind,
    key: text(meta['key'] ?? meta['name']),
    version: typeof meta['version'] === 'number' ? String(meta['version']) : text(meta['version']),
    stability: text(meta['stability']),
    owners: list(meta['owners'], text),
    tags: list(meta['tags'], text),
    title: text(meta['title']),
    description: text(meta['description']),
    goal: isEvent ? null : text(meta['goal']),
    context: isEvent ? null : text(meta['context']),
    domain: text(meta['domain']),
    policy: isEvent ? null : json(spec['policy']),
    io: isEvent ? null : io((spec['io'] ?? {}) as Json),
    ...(isEvent ? {} : newer(spec)),
    emits: isEvent ? [] : list(effects['emits'], (emit) => emitted(emit as Json, all)),
    audit: isEvent ? [] : list(effects['audit'], text),
    analytics: isEvent ? [] : list(effects['analytics'], text),
    transport: isEvent ? null : json(spec['transport']),
    acceptance: {
      scenarios: list(acceptance['scenarios'], json)?.length ?? null,
      examples: list(acceptance['examples'], json)?.length ?? null,
    },
    capability: json(spec['capability']),
    payload: isEvent ? schema(spec['payload']) : null,
    pii: isEvent ? list(spec['pii'], text) : [],
  };
}

/** What only newer contracts have. */
function newer({ results, execution }: Json): Json {
  return {
    ...(results === undefined ? {} : { results: outcomes(results as Json) }),
    ...(execution === undefined ? {} : { execution: json(execution) }),
  };
}

function outcomes(spec: Json): Json {
  const errors = Object.entries((spec['errors'] ?? {}) as Record<string, Json>);
  const said = ({ http = null, status, gqlCode = null, when = null }: Json): Json => ({
    http,
    ...(status === undefined ? {} : { status }),
    gqlCode,
    when,
  });
  return { errors: Object.fromEntries(errors.map(([name, error]) => [name, said(error)])), success: json(spec['success']) ?? {} };
}

function io(spec: Json): Json {
  return {
    input: schema(spec['input']),
    output: schema(spec['output']),
    params: schema(spec['params']),
    query: schema(spec['query']),
    headers: schema(spec['headers']),
    ...outcomes(spec),
  };
}

function emitted(emit: Json, all: readonly Defined[]): Json {
  if (!('ref' in emit)) {
    return {
      key: text(emit['key']),
      version: text(emit['version']),
      form: 'inline',
      when: text(emit['when']),
      payload: schema(emit['payload']),
    };
  }
  const ref = emit['ref'] as Json;
  const meta = (ref['meta'] ?? ref) as Json;
  const event = all.find(({ spec }) => spec['meta'] === meta || spec === ref)?.spec;
  return {
    key: text(meta['key'] ?? meta['name']),
    version: text(meta['version']),
    form: 'ref',
    when: text(emit['when']),
    payload: schema(event?.['payload']),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function list<T>(value: unknown, item: (value: unknown) => T): T[] | null {
  if (value === undefined) return [];
  return Array.isArray(value) ? Array.from(value, item) : null;
}

/** Plain data; null for what is absent. */
function json(value: unknown): unknown {
  return value === undefined || value === null ? null : JSON.parse(JSON.stringify(value));
}

/** The stub's models, enums and scalars. */
function schema(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  const type = value as {
    config?: { name?: string; fields: Record<string, Json> };
    enumName?: string;
    values?: readonly string[];
    scalar?: string;
  };
  if (type.scalar !== undefined) return { kind: 'scalar', name: type.scalar };
  if (type.values !== undefined) return { kind: 'enum', name: type.enumName, values: [...type.values] };
  const fields = Object.entries(type.config?.fields ?? {});
  return {
    kind: 'object',
    name: type.config?.name ?? null,
    fields: Object.fromEntries(
      fields.map(([name, field]) => [
        name,
        { type: schema(field['type']), optional: Boolean(field['isOptional']), array: Boolean(field['isArray']) },
      ]),
    ),
  };
}
