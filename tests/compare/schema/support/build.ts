import type {
  ArraySchema,
  Constraints,
  EnumSchema,
  ObjectSchema,
  RefSchema,
  ScalarName,
  ScalarSchema,
  Schema,
  SchemaDefault,
  SchemaField,
} from '../../../../src/contracts/schema/schema.ts';
import type { Span } from '../../../../src/source/span.ts';

/** Schemas made by hand, each node with an origin of its own. */
let offset = 0;
function origin(): Span {
  offset += 10;
  return { file: 'schemas.ts', start: offset, end: offset + 5 };
}

export function scalar(name: ScalarName, constraints?: Constraints): ScalarSchema {
  return { kind: 'scalar', name, origin: origin(), ...(constraints ? { constraints } : {}) };
}
export const text = (constraints?: Constraints): ScalarSchema => scalar('String_unsecure', constraints);
export const integer = (constraints?: Constraints): ScalarSchema => scalar('Int_unsecure', constraints);
export const float = (constraints?: Constraints): ScalarSchema => scalar('Float_unsecure', constraints);
export const bool = (): ScalarSchema => scalar('Boolean');
export const json = (): ScalarSchema => scalar('JSON');

export function enumeration(name: string | null, ...values: (string | number)[]): EnumSchema {
  return { kind: 'enum', name, values, origin: origin() };
}
export function literal(value: string | number | boolean | null): Schema {
  return { kind: 'literal', value, origin: origin() };
}
export function list(item: Schema, constraints?: Constraints): ArraySchema {
  return { kind: 'array', item, origin: origin(), ...(constraints ? { constraints } : {}) };
}
export function union(...members: Schema[]): Schema {
  return { kind: 'union', members, origin: origin() };
}
export function intersection(...members: Schema[]): Schema {
  return { kind: 'intersection', members, origin: origin() };
}
export function nullable(type: Schema): Schema {
  return { kind: 'nullable', type, origin: origin() };
}
export function record(value: Schema, key?: Schema): Schema {
  return { kind: 'record', value, origin: origin(), ...(key ? { key } : {}) };
}
export function tuple(items: Schema[], rest?: Schema): Schema {
  return { kind: 'tuple', items, origin: origin(), ...(rest ? { rest } : {}) };
}
export function ref(name: string, target: () => Schema): RefSchema {
  return { kind: 'ref', name, target, origin: origin() };
}
export function unreadable(digest: string | null = null): Schema {
  return { kind: 'unknown', reason: 'unknown-call', digest, origin: origin() };
}
export function resource(key: string, array = false): Schema {
  return { kind: 'resource', key, array, origin: origin() };
}
export function withDefault<T extends Schema>(schema: T, value: unknown, options: Partial<SchemaDefault> = {}): T {
  return { ...schema, default: { value, known: true, isCatch: false, ...options } };
}

export function field(type: Schema, options: { optional?: boolean; array?: boolean } = {}): SchemaField {
  return { type, optional: options.optional ?? false, array: options.array ?? false, origin: origin() };
}
export const maybe = (type: Schema): SchemaField => field(type, { optional: true });
export const many = (type: Schema): SchemaField => field(type, { array: true });

type Fields = Record<string, Schema | SchemaField>;

export function object(
  fields: Fields,
  options: Partial<Pick<ObjectSchema, 'name' | 'unknownFields' | 'catchall' | 'constraints'>> = {},
): ObjectSchema {
  const entries = Object.entries(fields).map(([name, one]) => [name, 'kind' in one ? field(one) : one] as const);
  return { kind: 'object', name: null, fields: new Map(entries), unknownFields: 'drop', origin: origin(), ...options };
}
