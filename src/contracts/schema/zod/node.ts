import type { Span } from '../../../source/span.ts';
import type { MadeKinds } from '../../../values/value.ts';
import type { CodeCheck, CodeTexts, Constraints, Made, ScalarName, Schema, SchemaDefault } from '../schema.ts';

/**
 * The first of the versions of Zod that mean the same by a type. Zod 3 and 4 differ in records with enum keys, tuples, `required()` and `uuid()`.
 * Before 4.5 the field that chooses an option of a union had to be there; before 4.4 a field could be absent where its type takes `undefined`,
 * such as `any()`; before 4.3 its refinements were asked of that.
 */
export type ZodVersion = 3 | 4 | 4.3 | 4.4 | 4.5;
export const NEWEST_ZOD: ZodVersion = 4.5;

/** What an object makes of a missing field of this type: refuses it, leaves it out, or puts a value there; `unsure` where code decides. */
export type Absence = 'required' | 'optional' | 'defaulted' | 'unsure';

/**
 * A Zod type as it was written: what `unwrap()`, `shape` and `extend()` need. What it means is `schemaOfNode`.
 * Types are plain data; a method makes a new one.
 */
export type ZodNode =
  | StringNode
  | NumberNode
  | PlainNode
  | LiteralNode
  | EnumNode
  | ObjectNode
  | ArrayNode
  | TupleNode
  | RecordNode
  | UnionNode
  | IntersectionNode
  | WrapperNode
  | PipeNode
  | TransformNode
  | LazyNode
  | UnreadNode;

export interface NodeBase {
  readonly version: ZodVersion;
  /** The whole expression. */
  readonly origin: Span;
  /** How many types are nested in it, references aside. */
  readonly depth: number;
  /** Refinements, transforms and the like, in order. See `opaque.ts`. */
  readonly opaque: readonly string[];
  /** Of the entries of `opaque` those that can be followed for single values. */
  readonly checks?: ReadonlyMap<string, CodeCheck>;
  /** Of the entries of `opaque`, and of that of a pipe, the code as it is written. */
  readonly texts?: CodeTexts;
  /** Zod 3's `innerType()` of a refined or transformed type. */
  readonly before?: ZodNode;
}

/** What a string check such as `.email()` makes of a string. */
export interface StringType {
  readonly scalar: ScalarName;
  readonly constraints: Constraints;
}
export interface StringNode extends NodeBase {
  readonly kind: 'string';
  /** Formats, all of which must hold: more than one is rare. */
  readonly types: readonly StringType[];
  readonly constraints: Constraints;
  /** Whether its pattern is that of a template. */
  readonly isTemplate?: true;
}
export interface NumberNode extends NodeBase {
  readonly kind: 'number';
  readonly scalar: ScalarName;
  readonly constraints: Constraints;
}
/** A type without parts or checks of its own. */
export interface PlainNode extends NodeBase {
  readonly kind: 'plain';
  /** `never` is a union without members; so is `undefined`, which no JSON value is. */
  readonly name: 'boolean' | 'date' | 'any' | 'never' | 'undefined' | 'framework';
  readonly schema: Schema;
}
export interface LiteralNode extends NodeBase {
  readonly kind: 'literal';
  readonly values: readonly (string | number | boolean | null)[];
}
export interface EnumNode extends NodeBase {
  readonly kind: 'enum';
  /** The name of a `defineEnum`; Zod's own enums have none. */
  readonly name: string | null;
  readonly entries: ReadonlyMap<string, string | number>;
}
export interface ZodField {
  readonly node: ZodNode;
  readonly origin: Span;
  readonly key: Span;
}
export interface ObjectNode extends NodeBase {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, ZodField>;
  readonly unknownFields: 'drop' | 'refuse' | 'keep';
  readonly catchall: ZodNode | null;
}
export interface ArrayNode extends NodeBase {
  readonly kind: 'array';
  readonly element: ZodNode;
  readonly constraints: Constraints;
  /** Zod 3: what `min` and `max` asked last, and `length`. */
  readonly lengths?: { readonly ends: Constraints; readonly exact: Constraints };
}
export interface TupleNode extends NodeBase {
  readonly kind: 'tuple';
  readonly items: readonly ZodNode[];
  readonly rest: ZodNode | null;
}
export interface RecordNode extends NodeBase {
  readonly kind: 'record';
  readonly key: ZodNode | null;
  readonly value: ZodNode;
  readonly form: 'record' | 'partial' | 'loose';
}
export interface UnionNode extends NodeBase {
  readonly kind: 'union';
  readonly options: readonly ZodNode[];
  readonly discriminator: string | null;
  /** `z.xor()`: a value that two options take is not taken. */
  readonly isExclusive?: true;
}
export interface IntersectionNode extends NodeBase {
  readonly kind: 'intersection';
  readonly left: ZodNode;
  readonly right: ZodNode;
}
export interface WrapperNode extends NodeBase {
  readonly kind: 'wrapper';
  readonly wrap: 'optional' | 'nonoptional' | 'nullable' | 'readonly' | 'preprocess' | 'default' | 'catch';
  readonly inner: ZodNode;
  /** Of `exactOptional`, which is another class than `optional`. */
  readonly isExact?: true;
  /** Of `default` and `catch`. */
  readonly value?: SchemaDefault;
  /** Of `prefault`: its value must be of the type, as any other. */
  readonly isAsked?: true;
  /** The code of `preprocess`; null where it cannot be followed for single values. */
  readonly code?: CodeCheck | null;
}
/** One type after the other: what values must first be, and what the result must be. */
export interface PipeNode extends NodeBase {
  readonly kind: 'pipe';
  readonly input: ZodNode;
  readonly output: ZodNode;
  /** What follows the first type, as it is written. */
  readonly text: () => string;
  /** Of a codec, whose code belongs to `input` here: the type that it begins with. */
  readonly first?: ZodNode;
  /** Of `z.stringbool()`: what it makes of a value, which the second type takes always. */
  readonly total?: (value: unknown) => Made;
}
/** `z.transform(fn)` by itself. */
export interface TransformNode extends NodeBase {
  readonly kind: 'transform';
  readonly digest: string;
  /** Null where the code cannot be followed for single values. */
  readonly check: CodeCheck | null;
  /** The kinds of what it makes of all values of some kinds; null where it may fail for some, or that cannot be told. */
  kindsMade(of: MadeKinds): MadeKinds | null;
  readonly text: () => string;
}
/** `z.lazy(fn)`, or a getter in a shape. */
export interface LazyNode extends NodeBase {
  readonly kind: 'lazy';
  /** Follows it; the same type each time. */
  read(): ZodNode;
}
/** A type that cannot be read, or that describes no JSON values. */
export interface UnreadNode extends NodeBase {
  readonly kind: 'unread';
  readonly reason: string;
  /** Set where not even that is known, whether a field of this type may be left out. */
  readonly mayBeAbsent?: true;
  /** Computed late: it may need types that are still being read. */
  digest(): string;
}
