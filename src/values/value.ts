import type { Schema } from '../contracts/schema/schema.ts';
import type { Span } from '../source/span.ts';
import type { Ending } from './strict.ts';

/** Why a value cannot be read. The names are part of the JSON interface. */
export type UnreadableReason =
  | 'parameter'
  | 'unknown-call'
  | 'dynamic-key'
  | 'unknown-spread'
  | 'reassigned'
  | 'mutated'
  | 'getter'
  | 'unresolved-import'
  | 'ambiguous'
  | 'cycle'
  | 'too-deep'
  | 'not-static';

/** What an expression evaluates to, without running it. `span` is always where the value itself is written, in whichever file. */
export type StaticValue = LiteralValue | ArrayValue | ObjectValue | FunctionValue | NativeValue | UnknownValue;

export interface LiteralValue {
  readonly kind: 'literal';
  readonly value: string | number | boolean | bigint | null | undefined | RegExpLiteral;
  readonly span: Span;
  /** Set where the value is written as one string or number literal, so that `span` can be replaced by a fix. */
  readonly written?: true;
}

/** A regular expression literal: never compiled by the reader. */
export interface RegExpLiteral {
  readonly pattern: string;
  readonly flags: string;
}

/** A place in an array or object: the value, and the expression that stands there. */
export interface Slot {
  readonly value: StaticValue;
  /** The expression as written at this place: of a spread, the whole `...x`. */
  readonly span: Span;
}

export interface Property extends Slot {
  /** Of `get x() {…}`: the function. `value` is what calling it gives. */
  readonly getter?: FunctionValue;
  /** Whether `value` is evaluated only when it is asked for. */
  readonly isLazy?: true;
  /** The span of the key; of a property that came by a spread, the key where the object was written. */
  readonly key: Span;
  /** Of a property that came by a spread, the expression where the object was written. */
  readonly from?: Span;
}

export interface ArrayValue {
  readonly kind: 'array';
  readonly items: readonly Slot[];
  /** An unknown spread: how many items stand after `items`, and which, is not known. */
  readonly rest: UnknownValue | null;
  /** Written with holes (`['a', , 'b']`), which are among `items` as `undefined`. */
  readonly hasHoles?: true;
  /** Of a match of a pattern: where it is, and the groups by their names. */
  readonly members?: ReadonlyMap<string, StaticValue>;
  /** What `bounded` has found: kept here, because maps that hold values weakly cost the garbage collector more than all values do. */
  size?: number;
  readonly span: Span;
}

export interface ObjectValue {
  readonly kind: 'object';
  /** Own enumerable properties in the order that running the code gives; the last duplicate wins. */
  readonly properties: ReadonlyMap<string, Property>;
  /** An unknown spread or computed key: properties not in `properties` may exist all the same. */
  readonly open: UnknownValue | null;
  /** Where `open` comes in: the spread, or the computed key. */
  readonly openAt?: Span;
  /** The only members that may be there besides; without it there may be any. A run that loses track of the object takes it away. */
  openTo?: ReadonlySet<string>;
  /** Of `__proto__: x`: where members that it lacks are looked up. Spreads do not copy them. */
  readonly prototype?: StaticValue;
  /** As of an array. */
  size?: number;
  readonly span: Span;
}

/** A function or class that is written in the repository. What is inside is the evaluator's business. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly closure: unknown;
  readonly span: Span;
}

/** A value of a library that the reader knows without reading its code: the schema library, Zod, the framework's enums and functions. */
export interface NativeValue {
  readonly kind: 'native';
  readonly native: Native;
  readonly span: Span;
}

export interface Native {
  /** What it is, as a user would say it: `z.object`, `ScalarTypeEnum.ID()`. */
  readonly name: string;
  /** Set on values that describe JSON values: models, enums, scalars, Zod types. */
  readonly schema?: Schema;
  /** Of a schema: whether it is a Zod type itself. */
  readonly isZod?: boolean;
  /** Of what can be gone over, as a Set can: its items. It may be changed by its own methods. */
  readonly items?: readonly Slot[];
  /** Of what code that is run for single values makes and changes: it is always what it is then. */
  readonly isLive?: true;
  /** Of what can be gone over but once, as an iterator can: whether it has been, and whether it was left before its end. */
  readonly once?: { isOver: boolean; isLeft?: boolean };
  /** What it was made of, and looks at again whenever it is asked: what is written to that later changes it. */
  readonly holds?: StaticValue | undefined;
  /** Of a date: the time that it stands for. */
  readonly time?: number;
  /** Of a function: it makes nothing of what it is given. */
  readonly ignoresArguments?: true;
  /** Of a promise: what awaiting it gives. */
  readonly promised?: StaticValue;
  /** Of a function that is called in another way, by `call`, `apply` or with bound arguments: the function. */
  readonly target?: FunctionValue;
  /** A member; undefined when there is none by that name that the reader knows, and then the member is unknown. */
  get?(property: string, at: Span): StaticValue | undefined;
  /** Of a class: whether a value is an instance of it; undefined where that is not known. */
  isClassOf?(value: StaticValue): boolean | undefined;
  /** Of what can be called, where that is an unknown call. */
  readonly isFunction?: true;
  /** Calls it (or, with `call.isNew`, constructs it). Absent: an unknown call. */
  call?(call: NativeCall): StaticValue;
}

export interface NativeCall {
  readonly args: readonly Slot[];
  /** An argument list that ends in an unknown spread. */
  readonly restUnknown: UnknownValue | null;
  readonly isNew: boolean;
  /** The whole call expression. */
  readonly span: Span;
  readonly evaluator: EvaluatorPort;
}

/** A call of whatever function. */
export type Call = Omit<NativeCall, 'evaluator'>;

/**
 * What of a function counts: whether what it gives is true, or whether it complains to the context that it is given. One that does so where
 * something holds, and nothing else, is the same as a test of the contrary.
 */
export type Counting = 'truth' | 'complaints';

/** What natives may ask of the evaluator. */
export interface EvaluatorPort {
  /** Calls a function value; of functions whose body cannot be followed, the result is unknown. */
  call(callee: StaticValue, args: readonly StaticValue[], at: Span): StaticValue;
  /** Calls with slots, as written in a call. */
  invoke(callee: StaticValue, call: Call): StaticValue;
  /** `value[property]`, natives and unknowns included; a literal `undefined` when absent. */
  member(value: StaticValue, property: string, at: Span): StaticValue;
  /**
   * A digest of what a function does: its own text without comments and formatting, and that of everything it refers to, across files.
   * Equal digests mean equal behaviour; different digests mean nothing.
   * @param what what of it counts, all if nothing is said
   */
  digest(value: StaticValue, what?: Counting): string;
  /** The same of the code that an unknown value comes from; null where that is not kept. */
  sourceDigest(value: UnknownValue): string | null;
  /** Whether code is being run for single values, statement by statement. */
  isRunning(): boolean;
  /** Notes that running the code throws there. */
  throws(at: Span, what: string): UnknownValue;
  /** What is written there. */
  textAt(at: Span): string;
  /** A function that can be run for single values; null where it may do what is not known. */
  plainFunction(callee: StaticValue): PlainFunction | null;
  /** The kinds of value that a function makes of every value of some kinds, none of which makes it fail; null where that cannot be told. */
  kindsMade(callee: StaticValue, of: MadeKinds): MadeKinds | null;
  /** Notes that a contract was defined, for whoever looks for contracts. */
  define(definition: Definition): void;
}

/** What code makes: `no number` is NaN or infinite, `nothing` null or undefined, `strings` a list of them. */
export type MadeKind = 'string' | 'number' | 'no number' | 'boolean' | 'nothing' | 'strings';

/** The kinds of which each value is one that code makes. */
export type MadeKinds = ReadonlySet<MadeKind>;

/** A function that does nothing but give a value, or throw, and tell what it is given a context for. */
export interface PlainFunction {
  run(args: readonly StaticValue[]): Ending;
  /** Constants that it mentions. */
  readonly constants: readonly (string | number)[];
  /** What it asks of its argument, where that is made of comparisons with constants: it calls true just those values. */
  readonly asked: Asked | null;
  /** The fields that it reads of its argument; null where it may read any. */
  readonly reads: ReadonlySet<string> | null;
}

/** What is asked of one string or number, said without code. */
export type Asked =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Asked[] }
  | { readonly kind: 'not'; readonly of: Asked }
  /** Of strings. */
  | { readonly kind: 'pattern'; readonly pattern: RegExpLiteral }
  | { readonly kind: 'text'; readonly where: 'start' | 'end' | 'inside'; readonly text: string }
  | { readonly kind: 'compared'; readonly of: 'value' | 'length'; readonly by: Comparison; readonly with: number }
  /** Of numbers. */
  | { readonly kind: 'multiple'; readonly of: number }
  | { readonly kind: 'safe integer' }
  /** Of either. */
  | { readonly kind: 'one of'; readonly values: readonly (string | number)[] };

export type Comparison = '<' | '<=' | '>' | '>=';

/** A call of a define function, as it was met in an evaluation. */
export interface Definition {
  readonly kind: 'command' | 'query' | 'event';
  /** The define call. */
  readonly span: Span;
  /** Its argument. */
  readonly spec: StaticValue;
  /** What it gives back. */
  readonly result: StaticValue;
  /** Set where it is no define call: a registry was given a contract, or several. */
  readonly isRegistration?: true;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  readonly reason: UnreadableReason;
  /** The expression that cannot be read. */
  readonly span: Span;
  /** What stands there, in a few words: the name of the function, of the parameter, of the import. */
  readonly detail: string;
  /** Set where it has the reason of what was made of a value that code has changed. */
  readonly isOfChanged?: true;
  /** Of a date: the time that it was made for. */
  readonly time?: number;
  /** Set where the detail says all of it: what a known package gives by a name that is not known. */
  readonly isNamed?: true;
}

/** Stands in the detail of an import that leads to a file, which says nothing. */
export const UNPARSED = ', which cannot be parsed';
export const UNREAD = ', which cannot be read';

/** Says which of the two it is: with the reason why the file cannot be read, or null. */
export function saysNothing(file: string, unread: string | null): string {
  return unread === null ? `${file}${UNPARSED}` : `${file}${UNREAD}: ${unread.replace(/\.$/, '')}`;
}

export function unknown(reason: UnreadableReason, span: Span, detail: string): UnknownValue {
  return { kind: 'unknown', reason, span, detail };
}

/** Whether it is not known because code has changed it, or what it was made of. */
export function isChangedByCode({ reason, isOfChanged }: UnknownValue): boolean {
  return reason === 'mutated' || reason === 'reassigned' || isOfChanged === true;
}

/** What is made of an unknown value, for a reason of its own. */
export function madeOf(cause: UnknownValue, made: UnknownValue): UnknownValue {
  return isChangedByCode(cause) ? { ...made, isOfChanged: true } : made;
}

/** A plain call, with arguments that are all known. */
export function callOf(args: readonly Slot[], span: Span): Call {
  return { args, restUnknown: null, isNew: false, span };
}

export function literal(value: LiteralValue['value'], span: Span): LiteralValue {
  return { kind: 'literal', value, span };
}

export function native(definition: Native, span: Span): NativeValue {
  return { kind: 'native', native: definition, span };
}
