import type { Span } from '../../../source/span.ts';
import type { EvaluatorPort, FunctionValue, StaticValue } from '../../../values/value.ts';
import { schemaNativeOf } from '../schema-native.ts';
import { isTruthy, isUndefined } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';

/** What a field of a model says: `{ type, isOptional, isArray }`. */
export type FieldConfig = ReadFieldConfig | UnreadFieldConfig;

export interface ReadFieldConfig {
  readonly isRead: true;
  /** The type, or the getter that gives it: a model that contains itself. */
  readonly type: { readonly value: StaticValue } | { readonly getter: FunctionValue; readonly span: Span };
  readonly optional: boolean;
  readonly array: boolean;
  readonly ignored: ReadonlyMap<string, Span>;
}
export interface UnreadFieldConfig {
  readonly isRead: false;
  readonly reason: string;
  readonly digest: string;
}

/** Options that the framework looks at. Facts: `SchemaFieldConfig` of the framework's schema library. */
const OPTIONS = new Set(['type', 'isOptional', 'isArray']);

/** Reads the configuration of a field. */
export function fieldConfig(field: StaticValue, port: EvaluatorPort): FieldConfig {
  const unread = (reason: string): UnreadFieldConfig => ({ isRead: false, reason, digest: valueDigest(field, port) });
  if (field.kind === 'unknown') return unread(field.reason);
  if (field.kind !== 'object') return unread('not a field');
  if (field.open) return unread(field.open.reason);
  const { properties } = field;
  const [isOptional, isArray] = [properties.get('isOptional')?.value, properties.get('isArray')?.value];
  const [optional, array] = [isTruthy(isOptional), isTruthy(isArray)];
  if (optional === null || array === null)
    return unread([isOptional, isArray].find((option) => option?.kind === 'unknown')?.reason ?? 'not-static');
  const ignored = new Map([...properties].filter(([option]) => !OPTIONS.has(option)).map(([option, { key }]) => [option, key]));
  const type = properties.get('type');
  // A getter must not be asked before the models that it names are there.
  if (type?.getter) return { isRead: true, type: { getter: type.getter, span: type.span }, optional, array, ignored };
  if (!type || isUndefined(type.value)) return unread('no type');
  // A wrapped Zod type may allow its own absence; a list of them may not be absent for that.
  const mayBeAbsent = !array && (schemaNativeOf(type.value)?.mayBeAbsent?.() ?? false);
  return { isRead: true, type: { value: type.value }, optional: optional || mayBeAbsent, array, ignored };
}
