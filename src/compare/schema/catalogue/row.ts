import type { ChangeClass } from '../../change.ts';
import type { SchemaSide } from '../schema-change.ts';

/** The names of the rows, side apart. */
export type SchemaRow =
  | 'required-field-added'
  | 'optional-field-added'
  | 'required-field-removed'
  | 'optional-field-removed'
  | 'field-renamed'
  | 'field-became-required'
  | 'field-became-optional'
  | 'became-non-nullable'
  | 'became-nullable'
  | 'enum-value-added'
  | 'enum-value-removed'
  | 'string-became-enum'
  | 'enum-became-string'
  | 'type-widened'
  | 'type-narrowed'
  | 'type-changed'
  | 'constraint-tightened'
  | 'constraint-loosened'
  | 'list-became-single'
  | 'single-became-list'
  | 'union-member-added'
  | 'union-member-removed'
  | 'default-added'
  | 'default-changed'
  | 'default-removed'
  | 'schema-added'
  | 'schema-removed'
  | 'extra-fields-added'
  | 'extra-fields-removed'
  | 'undeclared-fields-refused'
  | 'undeclared-fields-accepted'
  | 'undeclared-fields-dropped'
  | 'undeclared-fields-kept'
  | 'refinement-changed'
  | 'coercion-added'
  | 'coercion-removed'
  | 'became-impossible'
  | 'unreadable'
  | 'scalar-library-changed'
  | 'type-renamed';

/** A row of the catalogue: one kind of change, and what it is on each side. The relation decides; a row's class is what it decides as a rule. */
export interface SchemaChangeRow {
  readonly row: SchemaRow;
  /** Null: no such change on that side. */
  readonly input: ChangeClass | null;
  readonly output: ChangeClass | null;
  readonly event: ChangeClass | null;
  /** Sides on which the change breaks consumers who import the TypeScript types (`schemas.profile: source`), though values still fit. */
  readonly source?: readonly SchemaSide[];
  /** Names, defaults and what is done with the rest of a value change without the values that are described. */
  readonly isBesideValues?: true;
  /** What changed, as the beginning of a sentence about the thing that changed. */
  readonly what: string;
  /** The same where it can be said more closely. */
  readonly whatOf?: (change: { readonly before: string | null; readonly after: string | null }) => string;
  /** The same after "a field that", where that reads better otherwise. */
  readonly titled?: string;
  /** What to do instead, or about it. */
  readonly advice: string;
}

export const KEEP_OLD_FORM: string =
  'Keep the old form beside the new one until consumers have moved, or release it with the bump that is owed.';
