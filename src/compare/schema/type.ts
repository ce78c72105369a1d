import type { Schema } from '../../contracts/schema/schema.ts';
import { NOWHERE } from '../../source/span.ts';

/** Whether something holds, where refinements and unreadable parts may leave that open. */
export type Answer = 'yes' | 'no' | 'maybe';

/**
 * How undeclared fields of objects are taken. `declared`: there are none (the values that a schema describes; and what is accepted where they are refused).
 * `drop`: accepted, except where the schema itself refuses them. `open`: accepted everywhere.
 */
export type ExtraFields = 'declared' | 'drop' | 'open';

/** How a schema is turned into a set of values. */
export interface View {
  readonly extras: ExtraFields;
  /** A default makes a field optional for who sends, and present for who receives. */
  readonly defaults: 'optional' | 'present';
  /** Readers cope with any value of an enum that the policy calls open. */
  readonly isReader: boolean;
}

/** A set of JSON values: what all of `schemas` accept, under a view. Equal sets of schemas give the same object. */
export interface Type {
  readonly id: number;
  readonly schemas: readonly Schema[];
  readonly view: View;
}

/** The simple parts of sets of values, by JSON's kinds of values. */
export interface PartKinds {
  readonly constants: ConstantPart;
  readonly numbers: NumberPart;
  readonly strings: StringPart;
  readonly arrays: ArrayPart;
  readonly objects: ObjectPart;
}

/** A set of values as a union of simple parts. */
export type Parts = { readonly [Kind in keyof PartKinds]: readonly PartKinds[Kind][] };

export interface Part {
  /** Names of conditions whose meaning cannot be read, sorted: equal names are equal conditions. */
  readonly opaque: readonly string[];
}

export interface ConstantPart extends Part {
  readonly value: boolean | null;
}

export interface NumberPart extends Part {
  readonly values: ReadonlySet<number> | null;
  readonly min: number;
  readonly max: number;
  readonly exclusiveMin: boolean;
  readonly exclusiveMax: boolean;
  readonly isInteger: boolean;
  readonly multiplesOf: readonly number[];
}

export interface StringPart extends Part {
  readonly values: ReadonlySet<string> | null;
  readonly minLength: number;
  readonly maxLength: number;
  /** Patterns and formats, by name: `pattern:^a$`, `format:email`. */
  readonly tests: ReadonlySet<string>;
  /** What is done to a string before it is looked at, such as `overwrite:trim`. Strings that it leaves alone are taken as the rest says, others perhaps. */
  readonly changes: readonly string[];
  /**
   * How the rest is to be taken where there are changes. `after`: it is asked of what comes out of them; `out`: these are the strings that come
   * out; `mixed`: some of it is asked before, so that of strings that are changed nothing is known; `lost`: the same of what comes out, which
   * may be a changed one.
   */
  readonly looks: 'after' | 'out' | 'mixed' | 'lost';
}

export interface ArrayPart extends Part {
  /** What each item must be, all of the list; of the places after `first` what `rest` says, which may be that there are none. */
  readonly first: readonly (readonly Schema[])[];
  readonly rest: readonly Schema[] | null;
  readonly minLength: number;
  readonly maxLength: number;
  readonly view: View;
}

export interface ObjectPart extends Part {
  readonly fields: ReadonlyMap<string, ObjectPartField>;
  readonly extra: ExtraRule;
  readonly view: View;
}

export interface ObjectPartField {
  readonly types: readonly Schema[];
  readonly absence: Absence;
}

/**
 * Whether a field may be absent: null where it may not, and else on which conditions that cannot be read, all of which must hold; equal
 * names are equal conditions.
 */
export type Absence = readonly string[] | null;

export const surelyOptional: Absence = [];

/** What a schema says of fields that it does not declare. */
export type ExtraRule =
  | { readonly kind: 'drop' }
  | { readonly kind: 'refuse' }
  /** Accepted by whoever reads it, and part of no description. */
  | { readonly kind: 'keep' }
  /** Any key, or one of `keys`, with a value of `values`. */
  | { readonly kind: 'typed'; readonly keys: readonly Schema[]; readonly values: readonly Schema[] };

export const noParts: Parts = { constants: [], numbers: [], strings: [], arrays: [], objects: [] };

export const everyBoolean: Parts = { ...noParts, constants: [false, true].map((value) => ({ value, opaque: [] })) };

export const anyNumber: NumberPart = {
  values: null,
  min: -Infinity,
  max: Infinity,
  exclusiveMin: false,
  exclusiveMax: false,
  isInteger: false,
  multiplesOf: [],
  opaque: [],
};

export const anyText: StringPart = {
  values: null,
  minLength: 0,
  maxLength: Infinity,
  tests: new Set(),
  changes: [],
  looks: 'after',
  opaque: [],
};

/** The schema of every JSON value. */
export const anyValue: Schema = { kind: 'scalar', name: 'JSON', origin: NOWHERE };

/** The schema of the keys of a record that says nothing of them. */
export const anyKey: Schema = { kind: 'scalar', name: 'String_unsecure', origin: NOWHERE };

/** The extra fields that a part accepts under its view; null when none. */
export function acceptedExtras(part: ObjectPart): { readonly keys: readonly Schema[]; readonly values: readonly Schema[] } | null {
  const { extra, view } = part;
  if (extra.kind === 'typed') return extra;
  const isAccepted =
    view.extras === 'open' || (view.extras === 'drop' && extra.kind === 'drop') || (view.isReader && extra.kind === 'keep');
  if (isAccepted) return { keys: [], values: [anyValue] };
  return null;
}

export function joinParts(list: readonly Parts[]): Parts {
  return {
    constants: list.flatMap((parts) => parts.constants),
    numbers: joinValues(
      list.flatMap((parts) => parts.numbers),
      anyNumber,
    ),
    strings: joinValues(
      list.flatMap((parts) => parts.strings),
      anyText,
    ),
    arrays: list.flatMap((parts) => parts.arrays),
    objects: list.flatMap((parts) => parts.objects),
  };
}

/** Lists of values of which nothing else is asked become one: a union may have thousands of literals. */
function joinValues<Value, P extends Part & { readonly values: ReadonlySet<Value> | null }>(parts: readonly P[], any: P): readonly P[] {
  const names = Object.keys(any).filter((name) => name !== 'values') as (keyof P)[];
  const isPlain = (part: P): boolean => part.values !== null && names.every((name) => part[name] === any[name]);
  const plain = parts.filter(isPlain);
  if (plain.length < 2) return parts;
  return [{ ...any, values: new Set(plain.flatMap((part) => [...(part.values ?? [])])) }, ...parts.filter((part) => !isPlain(part))];
}

/** Applies a change to each part of a set. */
export function mapParts(parts: Parts, change: <T extends Part>(part: T) => T): Parts {
  return {
    constants: parts.constants.map(change),
    numbers: parts.numbers.map(change),
    strings: parts.strings.map(change),
    arrays: parts.arrays.map(change),
    objects: parts.objects.map(change),
  };
}
