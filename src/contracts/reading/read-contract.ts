import { once } from '../../source/once.ts';
import { contains, type Span } from '../../source/span.ts';
import { unknown, type EvaluatorPort, type StaticValue, type UnknownValue } from '../../values/value.ts';
import {
  SCHEMA_PLACES,
  type Acceptance,
  type AcceptanceExample,
  type Contract,
  type ContractError,
  type ContractKind,
  type Emit,
  type JsonObject,
  type Outcomes,
  type Read,
  type SchemaPlace,
  type UnresolvedValue,
} from '../contract.ts';
import type { EventsByMeta } from '../define-functions.ts';
import { followLateParts } from '../late-parts.ts';
import { mayBeMissing, schemaOf } from '../schema/from-value.ts';
import { NOT_A_SCHEMA, NOT_JSON, type Schema, type UnknownSchema } from '../schema/schema.ts';
import { createPlaceReader, rootPlace, type Place, type PlaceReader } from './place-reader.ts';
import { unknownParts } from './unknown-parts.ts';

/** Where a contract was found, and what was passed to the define function. */
export interface Sighting {
  readonly kind: ContractKind;
  readonly file: string;
  readonly call: Span;
  readonly definedAt: Span | null;
  readonly spec: StaticValue;
  readonly exportName: string | null;
  readonly package: string | null;
  readonly deprecatedTag: string | null;
  /** Found late, because it costs a walk of the module graph. */
  dependencies(): ReadonlySet<string>;
}

/** Reads a contract's argument by the framework's own shape. Facts: `operation.ts`, `events.ts` and `ownership.ts` of the framework. */
export function readContract(sighting: Sighting, port: EvaluatorPort, eventsByMeta: EventsByMeta): Contract {
  const { kind, file, call, definedAt, spec } = sighting;
  // What a factory says inside stands for all its contracts; a finding for one of them belongs at its call.
  const isOwn = (span: Span): boolean => span.file === file && (definedAt === null || (span.start >= call.start && span.end <= call.end));
  const reader = createPlaceReader(isOwn, (value) => port.sourceDigest(value));
  const site = isOwn(spec.span) ? spec.span : call;
  const root = rootPlace(spec, site);
  const ownMeta = reader.at(root, 'meta');
  // A class may have it, as a getter, too.
  const isFlat = kind === 'event' && spec.kind === 'object' && !spec.properties.has('meta') && !ownMeta.value;
  const meta = isFlat ? root : ownMeta;
  const isOperation = kind !== 'event';
  /** What the other kind of contract has is absent, whatever stands there. */
  const only = (isOfKind: boolean, place: Place, name: string): Place =>
    isOfKind ? reader.at(place, name) : { path: name, value: undefined, site: place.site };
  const ofOperation = (place: Place, name: string): Place => only(isOperation, place, name);
  const io = reader.at(root, 'io');
  const policy = reader.at(root, 'policy');
  const effects = reader.at(root, 'sideEffects');
  const key = readKey(reader, meta);
  const schema = (place: Place): Schema | null => readSchema(reader, place, port);
  const schemas: Readonly<Record<SchemaPlace, Place>> = {
    input: ofOperation(io, 'input'),
    output: ofOperation(io, 'output'),
    params: ofOperation(io, 'params'),
    query: ofOperation(io, 'query'),
    headers: ofOperation(io, 'headers'),
    payload: only(!isOperation, root, 'payload'),
  };
  const missing = once(() => {
    const isMissing = (name: SchemaPlace): boolean => {
      const { value } = schemas[name];
      return value !== undefined && mayBeMissing(value, name === 'output' || name === 'payload' ? 'given' : 'taken');
    };
    return new Set(SCHEMA_PLACES.filter(isMissing));
  });
  const dependencies = once(() => {
    followLateParts(contract);
    return sighting.dependencies();
  });
  const contract = {
    kind,
    file,
    call,
    definedAt,
    exportName: sighting.exportName,
    package: sighting.package,
    key,
    version: reader.version(reader.at(meta, 'version')),
    stability: reader.string(reader.at(meta, 'stability')),
    owners: reader.list(reader.at(meta, 'owners'), reader.string),
    tags: reader.list(reader.at(meta, 'tags'), reader.string),
    title: reader.string(reader.at(meta, 'title')),
    description: reader.string(reader.at(meta, 'description')),
    goal: reader.string(ofOperation(meta, 'goal')),
    context: reader.string(ofOperation(meta, 'context')),
    domain: reader.string(reader.at(meta, 'domain')),
    policy: reader.object(ofOperation(root, 'policy')),
    auth: reader.string(ofOperation(policy, 'auth')),
    input: schema(schemas.input),
    output: schema(schemas.output),
    params: schema(schemas.params),
    query: schema(schemas.query),
    headers: schema(schemas.headers),
    ...readOutcomes(reader, only(isOperation, root, 'io')),
    results: readOutcomes(reader, ofOperation(root, 'results')),
    execution: reader.object(ofOperation(root, 'execution')),
    emits: reader.list(ofOperation(effects, 'emits'), (place) => readEmit(reader, place, port, eventsByMeta)),
    audit: reader.list(ofOperation(effects, 'audit'), reader.string),
    analytics: reader.list(ofOperation(effects, 'analytics'), reader.string),
    transport: reader.object(ofOperation(root, 'transport')),
    acceptance: readAcceptance(reader, ofOperation(root, 'acceptance')),
    capability: reader.object(reader.at(root, 'capability')),
    payload: schema(schemas.payload),
    /** Found late: lazy types are read for it. */
    get mayBeMissing() {
      return missing();
    },
    pii: reader.list(only(!isOperation, root, 'pii'), reader.string),
    spec: spec.kind === 'object' ? spec : null,
    unresolved: [] as readonly UnresolvedValue[],
    deprecatedTag: sighting.deprecatedTag,
    get dependencies() {
      return dependencies();
    },
  } satisfies Contract;
  contract.unresolved = reader.unresolved;
  return contract;
}

/** `meta.key`; contracts written before the end of 2025 say `meta.name`. */
function readKey(reader: PlaceReader, meta: Place): Read<string> {
  const key = reader.at(meta, 'key');
  if (key.value) return reader.string(key);
  const name = reader.at(meta, 'name');
  return name.value ? reader.string(name) : reader.string(key);
}

function knownObject(read: Read<JsonObject>): JsonObject {
  return read.state === 'known' ? read.value : {};
}

function readSchema(reader: PlaceReader, place: Place, port: EvaluatorPort): Schema | null {
  if (!place.value) return null;
  const schema = schemaOf(place.value, port);
  if (place.value.kind === 'unknown') reader.note(place, place.value);
  else if (schema)
    for (const { path, schema: part } of unknownParts(schema, place.path)) {
      // In a schema that is written here, the part is what cannot be read.
      const site = contains(place.site, part.origin) ? part.origin : place.site;
      reader.note({ path, value: place.value, site }, unknownPart(part), () => part.digest);
    }
  return schema;
}

const REASONS: ReadonlySet<string> = new Set([
  'parameter',
  'unknown-call',
  'dynamic-key',
  'unknown-spread',
  'reassigned',
  'mutated',
  'getter',
  'unresolved-import',
  'ambiguous',
  'cycle',
  'too-deep',
]);

function unknownPart({ reason, detail, origin }: UnknownSchema): UnknownValue {
  if (reason.startsWith(NOT_JSON)) return unknown('not-static', origin, reason);
  const shown = detail ?? (reason.startsWith(NOT_A_SCHEMA) ? NOT_A_SCHEMA : 'a schema');
  return unknown(REASONS.has(reason) ? (reason as UnknownValue['reason']) : 'not-static', origin, shown);
}

function readOutcomes(reader: PlaceReader, place: Place): Outcomes {
  return { errors: readErrors(reader, reader.at(place, 'errors')), success: knownObject(reader.object(reader.at(place, 'success'))) };
}

function readErrors(reader: PlaceReader, place: Place): ReadonlyMap<string, ContractError> {
  const errors = new Map<string, ContractError>();
  if (place.value?.kind === 'unknown') reader.note(place, place.value);
  const object = reader.objectValue(place);
  if (!object) return errors;
  if (object.open) reader.note(place, object.open);
  for (const name of object.properties.keys()) {
    const error = reader.at(place, name);
    if (!error.value) continue;
    errors.set(name, { path: error.path, ...readError(reader, error, error.value), site: error.site, origin: error.value.span });
  }
  return errors;
}

function readError(reader: PlaceReader, error: Place, value: StaticValue): Pick<ContractError, 'http' | 'status' | 'gqlCode' | 'when'> {
  if (value.kind === 'unknown') {
    const unread = reader.note(error, value);
    return { http: unread, status: unread, gqlCode: unread, when: unread };
  }
  return {
    http: reader.number(reader.at(error, 'http')),
    status: reader.number(reader.at(error, 'status')),
    gqlCode: reader.string(reader.at(error, 'gqlCode')),
    when: reader.string(reader.at(error, 'when')),
  };
}

function readEmit(reader: PlaceReader, place: Place, port: EvaluatorPort, eventsByMeta: EventsByMeta): Read<Emit> {
  const { value, site } = place;
  if (!value) return { state: 'absent', site, origin: site };
  if (value.kind === 'unknown') return reader.note(place, value);
  if (value.kind !== 'object') return { state: 'invalid', value, found: 'not an object', site, origin: value.span };
  const reference = reader.at(place, 'ref');
  const emit: Emit =
    reference.value && value.properties.has('ref')
      ? readReference(reader, place, reference, port, eventsByMeta)
      : {
          key: readKey(reader, place),
          version: reader.version(reader.at(place, 'version')),
          when: reader.string(reader.at(place, 'when')),
          form: 'inline',
          isDeclared: false,
          payload: readSchema(reader, reader.at(place, 'payload'), port),
          site,
          origin: value.span,
          entry: value,
        };
  return { state: 'known', value: emit, site, origin: value.span, written: false };
}

/** `{ ref: Event.meta }`; older contracts say `{ ref: Event }`, where the event may be flat: its key and payload side by side. */
function readReference(reader: PlaceReader, place: Place, reference: Place, port: EvaluatorPort, eventsByMeta: EventsByMeta): Emit {
  const target = reference.value;
  const inner = reader.objectValue(reference);
  const hasMeta = inner?.properties.has('meta') ?? false;
  const meta = hasMeta ? reader.at(reference, 'meta') : reference;
  const isFlat = inner?.properties.has('payload') ?? false;
  const event = hasMeta || isFlat ? target : target ? eventsByMeta.get(target) : undefined;
  const payload = event ? schemaOf(port.member(event, 'payload', reference.site), port) : null;
  // The reference is what the author can change here; the event's own key stands elsewhere, in this file or another.
  const written = place.value?.kind === 'object' ? place.value.properties.get('ref')?.span : undefined;
  const site = written?.file === place.site.file ? written : reference.site;
  return {
    key: { ...readKey(reader, meta), site },
    version: { ...reader.version(reader.at(meta, 'version')), site },
    when: reader.string(reader.at(place, 'when')),
    form: 'ref',
    isDeclared: hasMeta ? meta.value !== undefined && eventsByMeta.has(meta.value) : event !== undefined,
    payload,
    site: place.site,
    origin: place.value?.span ?? place.site,
    entry: reader.objectValue(place),
  };
}

function readAcceptance(reader: PlaceReader, place: Place): Acceptance {
  return {
    scenarios: reader.list(reader.at(place, 'scenarios'), reader.object),
    examples: reader.list(reader.at(place, 'examples'), (example): Read<AcceptanceExample> => {
      const { value, site } = example;
      if (!value) return { state: 'absent', site, origin: site };
      if (value.kind === 'unknown') return reader.note(example, value);
      return {
        state: 'known',
        value: {
          key: reader.string(reader.at(example, 'key')),
          input: reader.json(reader.at(example, 'input')),
          output: reader.json(reader.at(example, 'output')),
          site,
        },
        site,
        origin: value.span,
        written: false,
      };
    }),
  };
}
