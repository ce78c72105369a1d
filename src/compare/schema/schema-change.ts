import type { Schema } from '../../contracts/schema/schema.ts';
import type { Span } from '../../source/span.ts';
import type { ChangeClass, ChangeWords, Witness } from '../change.ts';
import type { IsOpaque } from '../scalar-library.ts';

/** Which way the values go: inputs come from consumers, outputs go to them, events go both from old to new code and from new to old. */
export type SchemaSide = 'input' | 'output' | 'event';

/** Why a class is `unknown`: a part cannot be read, a refinement's meaning cannot be read, no witness was found, or the search was cut short. */
export type UnknownReason = 'unreadable' | 'opaque' | 'no-witness' | 'budget';

export interface SchemaOptions {
  /** What a server does with input fields that a model does not declare. */
  readonly unknownFields: 'refuse' | 'drop';
  /** Names of enums to which values may be added at any time: readers cope. */
  readonly openEnums: readonly string[];
  /** `source`: consumers import the TypeScript types as well. */
  readonly profile: 'wire' | 'source';
  /** Scalars that the schema library of the repository defines otherwise at the head than at the base. */
  readonly isOpaque?: IsOpaque | null;
}

export interface SchemaComparison {
  readonly base: Schema | null;
  readonly head: Schema | null;
  readonly side: SchemaSide;
  /** Where the schema stands in the contract: `io.input`. Paths of changes begin with it. */
  readonly path: string;
  readonly options: SchemaOptions;
}

export interface SchemaChange {
  /** An id of the catalogue, such as `input-required-field-added`. */
  readonly id: string;
  readonly class: ChangeClass;
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly message: string;
  readonly words: ChangeWords;
  /** Verified: one side takes it and the other does not. */
  readonly witness: Witness | null;
  /** Set when the class is `unknown`. */
  readonly reason: UnknownReason | null;
  readonly baseOrigin: Span | null;
  readonly headOrigin: Span | null;
}
