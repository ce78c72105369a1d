/** What a text must be, beyond a string. Each has its own check and message in `validate-text.ts`. */
export type TextFormat =
  | 'text'
  | 'path-glob'
  | 'key-glob'
  | 'name-glob'
  | 'pattern'
  | 'key-format'
  | 'tag-format'
  | 'date'
  | 'rule'
  | 'stage'
  | 'team'
  | 'team-glob'
  | 'tag'
  | 'tag-glob'
  | 'auth'
  | 'extends'
  | 'label'
  | 'release-tag'
  | 'waived-contract'
  | 'version'
  | 'value-path'
  | 'assertion-id'
  | 'package-name';

/** The form of a value of the policy. The JSON Schema for editors and the checks at run time are both made from it. */
export type Shape =
  TextShape | ChoiceShape | IntegerShape | BooleanShape | NullShape | ScalarShape | ListShape | ObjectShape | RecordShape | EitherShape;

export interface TextShape {
  readonly kind: 'text';
  readonly format: TextFormat;
  readonly about: string;
}
export interface ChoiceShape {
  readonly kind: 'choice';
  readonly values: readonly string[];
  readonly about: string;
}
export interface IntegerShape {
  readonly kind: 'integer';
  readonly minimum: number;
  readonly maximum: number | null;
  readonly about: string;
}
export interface BooleanShape {
  readonly kind: 'boolean';
  readonly about: string;
}
export interface NullShape {
  readonly kind: 'null';
}
/** Any text, number, truth value or null. */
export interface ScalarShape {
  readonly kind: 'scalar';
  readonly about: string;
}
export interface ListShape {
  readonly kind: 'list';
  readonly items: Shape;
  readonly isEmptyAllowed: boolean;
  readonly about: string;
}
/** A map whose names are fixed. */
export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
  /** Fields of which there must be one at least, for without them the map does nothing. */
  readonly someOf: readonly string[];
  /** What to tell who writes a name here that belongs elsewhere. */
  readonly elsewhere?: (name: string) => string | undefined;
  readonly about: string;
}
/** A map whose names are the user's. */
export interface RecordShape {
  readonly kind: 'record';
  readonly names: TextFormat | readonly string[];
  readonly values: Shape;
  readonly about: string;
}
/** One of several forms that differ in their YAML kind, so that a mistake is told in the words of the form that was meant. */
export interface EitherShape {
  readonly kind: 'either';
  readonly shapes: readonly Shape[];
  readonly about: string;
}

export function text(about: string, format: TextFormat = 'text'): TextShape {
  return { kind: 'text', format, about };
}
export function choice(about: string, ...values: readonly string[]): ChoiceShape {
  return { kind: 'choice', values, about };
}
export function integer(about: string, minimum = 0, maximum: number | null = null): IntegerShape {
  return { kind: 'integer', minimum, maximum, about };
}
export function boolean(about: string): BooleanShape {
  return { kind: 'boolean', about };
}
export function scalar(about: string): ScalarShape {
  return { kind: 'scalar', about };
}
export function list(about: string, items: Shape): ListShape {
  return { kind: 'list', items, isEmptyAllowed: true, about };
}
export function filledList(about: string, items: Shape): ListShape {
  return { kind: 'list', items, isEmptyAllowed: false, about };
}
export function object(
  about: string,
  fields: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
  someOf: readonly string[] = [],
): ObjectShape {
  return { kind: 'object', fields: new Map(Object.entries(fields)), required, someOf, about };
}
export function record(about: string, names: RecordShape['names'], values: Shape): RecordShape {
  return { kind: 'record', names, values, about };
}
export function either(about: string, ...shapes: readonly Shape[]): EitherShape {
  return { kind: 'either', shapes, about };
}
/** The shape, or null. */
export function nullable(shape: Exclude<Shape, NullShape>): EitherShape {
  return { kind: 'either', shapes: [shape, { kind: 'null' }], about: shape.about };
}

/** Tells who writes one of these names here where they belong. */
export function onlyAtRoot(shape: ObjectShape, names: readonly string[]): ObjectShape {
  return { ...shape, elsewhere: (name) => (names.includes(name) ? 'It belongs in the policy at the root.' : shape.elsewhere?.(name)) };
}
