import {
  type Contract,
  CONTRACT_KINDS,
  type ContractError,
  type Emit,
  type JsonObject,
  type Outcomes,
  type Read,
  type ReadList,
  SCHEMA_PLACES,
} from '../../contracts/contract.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import type { Span } from '../../source/span.ts';
import { literal, type UnreadableReason } from '../../values/value.ts';
import { decodeSchema } from './decode-schema.ts';
import { isPresent, items, type JsonPart, member, numeral, object, oneOf, refused, text, textOrNull } from './json-reader.ts';

const REASONS: readonly UnreadableReason[] = [
  ...(['parameter', 'unknown-call', 'dynamic-key', 'unknown-spread', 'reassigned', 'mutated'] as const),
  ...(['getter', 'unresolved-import', 'ambiguous', 'cycle', 'too-deep', 'not-static'] as const),
];

/**
 * The contract that was encoded, as far as a comparison looks at it. All its places are the beginning of its file.
 * @throws {SnapshotError} when it is none
 */
export function decodeContract(part: JsonPart): Contract {
  const file = text(member(part, 'file'));
  const at: Span = { file, start: 0, end: 0 };
  const string = (name: string): Read<string> => decodeRead(member(part, name), at, text);
  const json = (name: string): Read<JsonObject> => decodeRead(member(part, name), at, object);
  const schema = (name: string): Schema | null => decodeSchemaOf(member(part, name), at);
  const strings = (name: string): ReadList<string> => decodeList(member(part, name), at, text);
  return {
    kind: oneOf(member(part, 'kind'), CONTRACT_KINDS),
    file,
    call: at,
    definedAt: null,
    exportName: textOrNull(member(part, 'exportName')),
    package: textOrNull(member(part, 'package')),
    key: string('key'),
    version: decodeRead(member(part, 'version'), at, versionValue),
    stability: string('stability'),
    owners: strings('owners'),
    tags: strings('tags'),
    title: string('title'),
    description: string('description'),
    goal: string('goal'),
    context: string('context'),
    domain: string('domain'),
    policy: json('policy'),
    auth: string('auth'),
    input: schema('input'),
    output: schema('output'),
    params: schema('params'),
    query: schema('query'),
    headers: schema('headers'),
    ...decodeOutcomes(part, 'io', at),
    results: decodeOutcomes(member(part, 'results'), 'results', at),
    execution: json('execution'),
    emits: decodeList(member(part, 'emits'), at, (emit) => decodeEmit(emit, at)),
    audit: strings('audit'),
    analytics: absent(at),
    transport: json('transport'),
    acceptance: { scenarios: absent(at), examples: absent(at) },
    capability: absent(at),
    payload: schema('payload'),
    mayBeMissing: new Set(optionalItems(member(part, 'mayBeMissing')).map((place) => oneOf(place, SCHEMA_PLACES))),
    pii: strings('pii'),
    spec: null,
    unresolved: optionalItems(member(part, 'unresolved')).map((one) => ({
      path: text(member(one, 'path')),
      reason: oneOf(member(one, 'reason'), REASONS),
      detail: text(member(one, 'detail')),
      site: at,
      origin: at,
      digest: () => null,
    })),
    deprecatedTag: null,
    dependencies: new Set([file]),
  };
}

/** @param place where the contract names them: `io` or `results` */
function decodeOutcomes(part: JsonPart, place: string, at: Span): Outcomes {
  const success = member(part, 'success');
  return {
    errors: new Map(optionalItems(member(part, 'errors')).map((entry) => decodeError(entry, place, at))),
    success: isPresent(success) ? object(success) : {},
  };
}

function decodeError(entry: JsonPart, place: string, at: Span): readonly [string, ContractError] {
  const [name, error] = items(entry);
  if (!name || !error) throw refused(entry, 'a name and an error');
  return [
    text(name),
    {
      path: `${place}.errors.${text(name)}`,
      http: decodeRead(member(error, 'http'), at, numeral),
      status: decodeRead(member(error, 'status'), at, numeral),
      gqlCode: decodeRead(member(error, 'gqlCode'), at, text),
      when: decodeRead(member(error, 'when'), at, text),
      site: at,
      origin: at,
    },
  ];
}

function decodeEmit(part: JsonPart, at: Span): Emit {
  return {
    key: decodeRead(member(part, 'key'), at, text),
    version: decodeRead(member(part, 'version'), at, versionValue),
    when: decodeRead(member(part, 'when'), at, text),
    form: oneOf(member(part, 'form'), ['inline', 'ref']),
    isDeclared: false,
    payload: decodeSchemaOf(member(part, 'payload'), at),
    site: at,
    origin: at,
    entry: null,
  };
}

function decodeSchemaOf(part: JsonPart, at: Span): Schema | null {
  return isPresent(part) ? decodeSchema(part, at) : null;
}

function decodeRead<T>(part: JsonPart, at: Span, decode: (part: JsonPart) => T): Read<T> {
  if (!isPresent(part)) return absent(at);
  const [known, unknown, invalid] = ['value', 'unknown', 'invalid'].map((name) => member(part, name));
  if (known && isPresent(known)) return { state: 'known', value: decode(known), site: at, origin: at, written: false };
  if (unknown && isPresent(unknown))
    return { state: 'unknown', reason: oneOf(unknown, REASONS), detail: text(member(part, 'detail')), site: at, origin: at };
  if (invalid && isPresent(invalid)) return { state: 'invalid', value: literal(null, at), found: text(invalid), site: at, origin: at };
  throw refused(part, 'an object with value, unknown or invalid');
}

function decodeList<T>(part: JsonPart, at: Span, decode: (part: JsonPart) => T): ReadList<T> {
  return decodeRead(part, at, (list) =>
    items(list).map((item) => (Object.keys(object(item)).length === 0 ? absent(at) : decodeRead(item, at, decode))),
  );
}

function optionalItems(part: JsonPart): readonly JsonPart[] {
  return isPresent(part) ? items(part) : [];
}

function versionValue(part: JsonPart): string | number {
  return typeof part.value === 'number' ? part.value : text(part);
}

function absent(at: Span): { readonly state: 'absent'; readonly site: Span; readonly origin: Span } {
  return { state: 'absent', site: at, origin: at };
}
