import type { Span } from '../source/span.ts';
import type { ObjectValue, StaticValue, UnreadableReason } from '../values/value.ts';
import type { Schema } from './schema/schema.ts';

export const CONTRACT_KINDS = ['command', 'query', 'event'] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

/** A value of a contract as it was read. `site` is always in the contract's own file; `origin` is where the value is written. */
export type Read<T> = Known<T> | Unreadable | Invalid | Absent;

export interface Known<T> {
  readonly state: 'known';
  readonly value: T;
  readonly site: Span;
  readonly origin: Span;
  /** True when `origin` is one literal that a fix may replace. */
  readonly written: boolean;
}
export interface Unreadable {
  readonly state: 'unknown';
  readonly reason: UnreadableReason;
  /** The function, parameter or import that stands there. */
  readonly detail: string;
  readonly site: Span;
  readonly origin: Span;
}
/** Readable, but not of the type that the framework declares: `owners: 'x'`, `key: 5`. */
export interface Invalid {
  readonly state: 'invalid';
  readonly value: StaticValue;
  /** `a string`, `an array`: what was found. */
  readonly found: string;
  readonly site: Span;
  readonly origin: Span;
}
export interface Absent {
  readonly state: 'absent';
  /** The object that lacks it. */
  readonly site: Span;
  readonly origin: Span;
}

/** A list whose elements are read one by one; the list itself is unknown only where an unknown spread stands in it. */
export type ReadList<T> = Read<readonly Read<T>[]> | PartlyRead<T>;

/** A list with an unknown spread in it: what else it holds, and how much, is not known. */
export interface PartlyRead<T> extends Unreadable {
  readonly items: readonly Read<T>[];
}

export interface Contract {
  readonly kind: ContractKind;
  /** The file of the call; all `site` spans are in it. */
  readonly file: string;
  /** The define call; of a factory's contract the factory's call; of a contract without a call the literal. */
  readonly call: Span;
  /** Of a factory's contract the define call inside the factory, else null. */
  readonly definedAt: Span | null;
  readonly exportName: string | null;
  /** Name of the nearest package.json, or null. */
  readonly package: string | null;
  /** `meta.key`, or `meta.name` of older contracts. */
  readonly key: Read<string>;
  readonly version: Read<string | number>;
  readonly stability: Read<string>;
  readonly owners: ReadList<string>;
  readonly tags: ReadList<string>;
  readonly title: Read<string>;
  readonly description: Read<string>;
  readonly goal: Read<string>;
  readonly context: Read<string>;
  readonly domain: Read<string>;
  /** The whole `policy` object, as plain JSON with null for what is unreadable. */
  readonly policy: Read<JsonObject>;
  readonly auth: Read<string>;
  readonly input: Schema | null;
  readonly output: Schema | null;
  readonly params: Schema | null;
  readonly query: Schema | null;
  readonly headers: Schema | null;
  readonly errors: Outcomes['errors'];
  readonly success: Outcomes['success'];
  /** The catalogue in which newer contracts name their outcomes. */
  readonly results: Outcomes;
  /** What running it does, and whether each run has to be approved: in newer contracts. */
  readonly execution: Read<JsonObject>;
  readonly emits: ReadList<Emit>;
  readonly audit: ReadList<string>;
  readonly analytics: ReadList<string>;
  readonly transport: Read<JsonObject>;
  readonly acceptance: Acceptance;
  readonly capability: Read<JsonObject>;
  /** Events: the payload's schema. */
  readonly payload: Schema | null;
  /** Which of these schemas also take, or give, nothing at all, as Zod's optional types do. */
  readonly mayBeMissing: ReadonlySet<SchemaPlace>;
  /** Events: paths of personal data. */
  readonly pii: ReadList<string>;
  /** The whole argument as it was read; null when it is not an object that can be read. Rules that look at fields not listed above use `valueAt`. */
  readonly spec: ObjectValue | null;
  /** Everything that cannot be read, each by its own path (`meta.owners[0]`). */
  readonly unresolved: readonly UnresolvedValue[];
  /** A TSDoc `@deprecated` above the contract: its text, or null. */
  readonly deprecatedTag: string | null;
  /** Files, relative to the root, whose text any value of this contract may depend on, the contract's own included. */
  readonly dependencies: ReadonlySet<string>;
}

/** The members of a contract that are schemas. */
export const SCHEMA_PLACES = ['input', 'output', 'params', 'query', 'headers', 'payload'] as const;
export type SchemaPlace = (typeof SCHEMA_PLACES)[number];

/** The outcomes that an operation names. */
export interface Outcomes {
  readonly errors: ReadonlyMap<string, ContractError>;
  /** Of each its `status` and more, as plain JSON. */
  readonly success: JsonObject;
}

export interface ContractError {
  /** `io.errors.NOT_FOUND` or `results.errors.NOT_FOUND`. */
  readonly path: string;
  readonly http: Read<number>;
  /** What counts where both are given. */
  readonly status: Read<number>;
  readonly gqlCode: Read<string>;
  readonly when: Read<string>;
  readonly site: Span;
  readonly origin: Span;
}

export interface Emit {
  readonly key: Read<string>;
  readonly version: Read<string | number>;
  readonly when: Read<string>;
  readonly form: 'inline' | 'ref';
  /** The reference leads to an event that is declared. */
  readonly isDeclared: boolean;
  readonly payload: Schema | null;
  /** The entry in the contract's own file. */
  readonly site: Span;
  readonly origin: Span;
  /** The entry as an object: for stray fields and their keys. */
  readonly entry: ObjectValue | null;
}

export interface Acceptance {
  readonly scenarios: ReadList<JsonObject>;
  readonly examples: ReadList<AcceptanceExample>;
}
export interface AcceptanceExample {
  readonly key: Read<string>;
  readonly input: Read<unknown>;
  readonly output: Read<unknown>;
  readonly site: Span;
}

export interface UnresolvedValue {
  readonly path: string;
  readonly reason: UnreadableReason;
  readonly detail: string;
  readonly site: Span;
  readonly origin: Span;
  /** A digest of the code that it comes from, with all that this refers to: where it is the same, so is the value. Null where that is not known. */
  digest(): string | null;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
/** Without a prototype, so that a key such as `constructor` is a key like any other. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
