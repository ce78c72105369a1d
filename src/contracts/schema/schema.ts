import type { Span } from '../../source/span.ts';
import type { Asked } from '../../values/value.ts';

/**
 * The framework's scalars, by name. Facts: `ScalarTypeEnum` of the framework's schema library.
 */
export type ScalarName =
  | 'String_unsecure'
  | 'ID'
  | 'NonEmptyString'
  | 'EmailAddress'
  | 'URL'
  | 'PhoneNumber'
  | 'Locale'
  | 'TimeZone'
  | 'Time'
  | 'Currency'
  | 'CountryCode'
  | 'Int_unsecure'
  | 'Float_unsecure'
  | 'Latitude'
  | 'Longitude'
  | 'Boolean'
  | 'Date'
  | 'DateTime'
  | 'JSON'
  | 'JSONObject';

/** A schema stands for a set of JSON values. Recursion goes through `ref` nodes alone, so every other edge is a tree. */
export type Schema =
  | ScalarSchema
  | EnumSchema
  | ObjectSchema
  | ArraySchema
  | UnionSchema
  | IntersectionSchema
  | LiteralSchema
  | NullableSchema
  | RecordSchema
  | TupleSchema
  | RefSchema
  | ResourceSchema
  | UnknownSchema;

export interface SchemaBase {
  /** Where the schema is written. */
  readonly origin: Span;
  readonly constraints?: Constraints;
  /** Zod's `.default()`, `.prefault()` or `.catch()`: absent is allowed on input, and never found on output. `value` is undefined when it cannot be read. */
  readonly default?: SchemaDefault;
  /** Of the entries of `constraints.opaque` those whose code says of single values whether it takes them. */
  readonly checks?: ReadonlyMap<string, CodeCheck>;
  /** Of the entries of `constraints.opaque` those that code stands for: the code as it is written, in a line. */
  readonly texts?: CodeTexts;
  /** What is given, where that is of another type than what is taken: of a pipe what its second type gives. See `givenBy`. */
  readonly given?: Schema;
  /** What is done to a string of which nothing is asked, as in `constraints.opaque`: it takes any string all the same, but code around it sees another one. */
  readonly changes?: readonly string[];
}

/** Code by the entries that stand for it. It is looked up when it is shown. */
export type CodeTexts = ReadonlyMap<string, () => string>;

/** Code that cannot be read as a whole, and yet be followed for single values. */
export interface CodeCheck {
  /** Whether the code takes the value; null where that cannot be told. */
  takes(value: unknown): boolean | null;
  /** Whether it takes every value of the type: see `kindsMade`. */
  readonly isTotal?: boolean;
  /** Constants that the code mentions: what it takes may be made of them. */
  readonly constants: readonly (string | number)[];
  /** The fields that the code reads of the value; it may read any where this is not told. */
  readonly reads?: ReadonlySet<string>;
  /** What the code asks of strings and numbers, where that can be said without code. */
  readonly asked?: Asked;
  /** Of a bound of dates: those within the tighter one are within the looser one. */
  readonly bound?: { readonly name: 'min' | 'max'; readonly time: number };
  /** What it makes of a value that it takes. */
  made?(value: unknown): Made;
  /** What must be true of what is made; `takes` says nothing then. */
  readonly must?: Schema;
  /** What makes it: the same for the same code. */
  readonly by?: string;
}

/** What becomes of a value. `absent`: nothing, where the value was an absent field's. */
export type Made = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'refused' | 'absent' | 'unsure' };

export interface SchemaDefault {
  readonly value: unknown;
  readonly known: boolean;
  /** `.catch()`: on input every value is accepted. */
  readonly isCatch: boolean;
  /** Of a value that cannot be read: equal digests mean an equal value. */
  readonly digest?: string;
}

/** Of strings `minLength` and `maxLength` count UTF-16 units, of arrays items. */
export interface Constraints {
  readonly min?: number;
  readonly max?: number;
  readonly exclusiveMin?: number;
  readonly exclusiveMax?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Sources of regular expressions, all of which must match; flags, where there are any, as in `(?i)…`-less literal form `/…/i`. */
  readonly pattern?: readonly string[];
  /** JSON Schema's format names where there is one (`email`, `uri`, `uuid`, `date`, `date-time`), else Zod's. */
  readonly format?: string;
  readonly int?: true;
  /** Digests of refinements and transforms, in order: what they accept cannot be read. */
  readonly opaque?: readonly string[];
}

/** How the reason begins of a type that is read and has no form in JSON, such as `z.map()`. */
export const NOT_JSON = 'not JSON: ';

/** How the reason begins where what stands there can be read and is no schema. */
export const NOT_A_SCHEMA = 'not a schema';

export interface ScalarSchema extends SchemaBase {
  readonly kind: 'scalar';
  readonly name: ScalarName;
}
export interface EnumSchema extends SchemaBase {
  readonly kind: 'enum';
  readonly name: string | null;
  /** Strings, or of a native numeric enum numbers. */
  readonly values: readonly (string | number)[];
}
export interface ObjectSchema extends SchemaBase {
  readonly kind: 'object';
  readonly name: string | null;
  readonly fields: ReadonlyMap<string, SchemaField>;
  /** What happens to fields that are not declared. */
  readonly unknownFields: 'drop' | 'refuse' | 'keep';
  /** Zod's `.catchall(type)`: undeclared fields are kept and must be of this type. */
  readonly catchall?: Schema;
}
export interface SchemaField {
  readonly type: Schema;
  readonly optional: boolean;
  /**
   * Where code decides whether the field may be absent: what stands for that code, the same for the same decision. `optional`, or the
   * default of `type`, then says what becomes of an absent field that the code takes.
   */
  readonly codeOnAbsence?: string | undefined;
  /** The same of what is given, where that is another thing. */
  readonly whenGiven?: { readonly optional: boolean; readonly codeOnAbsence?: string | undefined };
  /** `isArray`: a list of `type`. */
  readonly array: boolean;
  /** The field's own value expression, where it is written. */
  readonly origin: Span;
  /** Options that were written but that the framework ignores, such as `isList`, with the span of their key. */
  readonly ignored?: ReadonlyMap<string, Span>;
}
export interface ArraySchema extends SchemaBase {
  readonly kind: 'array';
  readonly item: Schema;
}
export interface UnionSchema extends SchemaBase {
  readonly kind: 'union';
  readonly members: readonly Schema[];
  readonly discriminator?: string;
}
export interface IntersectionSchema extends SchemaBase {
  readonly kind: 'intersection';
  readonly members: readonly Schema[];
}
export interface LiteralSchema extends SchemaBase {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}
export interface NullableSchema extends SchemaBase {
  readonly kind: 'nullable';
  readonly type: Schema;
}
export interface RecordSchema extends SchemaBase {
  readonly kind: 'record';
  /** Absent: any string. */
  readonly key?: Schema;
  readonly value: Schema;
}
export interface TupleSchema extends SchemaBase {
  readonly kind: 'tuple';
  readonly items: readonly Schema[];
  readonly rest?: Schema;
}
export interface RefSchema extends SchemaBase {
  readonly kind: 'ref';
  readonly name: string;
  /** The schema that is referred to; the same object at each call. */
  target(): Schema;
}
/** A reference to a resource by name, as an operation's output. */
export interface ResourceSchema extends SchemaBase {
  readonly kind: 'resource';
  readonly key: string;
  readonly array: boolean;
}
export interface UnknownSchema extends SchemaBase {
  readonly kind: 'unknown';
  readonly reason: string;
  /** The function, parameter or import that stands there, where it is known. */
  readonly detail?: string;
  /** A digest of the source and of what it depends on: equal digests mean an equal schema. Null when there is none. */
  readonly digest: string | null;
  /** Of what code makes: of which values, and by which code. Null as a result: that cannot be told. */
  readonly made?: MadeByCode;
}

export interface MadeByCode {
  readonly of: Schema;
  /** The same for the same code. */
  readonly by: string;
  make(value: unknown): Made;
  /** What all of it is of, where that can be told. */
  readonly within?: Schema;
  /** The code as it is written, in a line. */
  text(): string;
}
