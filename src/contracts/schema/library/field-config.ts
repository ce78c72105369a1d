import type { Span } from '../../../source/span.ts';
import type { EvaluatorPort, FunctionValue, ObjectValue, StaticValue } from '../../../values/value.ts';
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
  readonly ignored: ReadonlyMap<string, Span> | null;
}
export interface UnreadFieldConfig {
  readonly isRead: false;
  readonly reason: string;
  readonly digest: () => string;
}

/** Options that the framework looks at. Facts: `SchemaFieldConfig` of the framework's schema library. */
const OPTIONS = new Set(['type', 'isOptional', 'isArray']);

/** Reads the configuration of a field. */
export function fieldConfig(field: StaticValue, port: EvaluatorPort): FieldConfig {
  if (field.kind === 'unknown') return unread(field, field.reason, port);
  if (field.kind !== 'object') return unread(field, 'not a field', port);
  if (field.open) return unread(field, field.open.reason, port);
  const { properties } = field;
  const isOptional = properties.get('isOptional')?.value;
  const isArray = properties.get('isArray')?.value;
  const optional = isTruthy(isOptional);
  const array = isTruthy(isArray);
  if (optional === null || array === null)
    return unread(field, [isOptional, isArray].find((option) => option?.kind === 'unknown')?.reason ?? 'not-static', port);
  const ignored = ignoredOptions(properties);
  const type = properties.get('type');
  // A getter must not be asked before the models that it names are there.
  if (type?.getter) return { isRead: true, type: { getter: type.getter, span: type.span }, optional, array, ignored };
  if (!type || isUndefined(type.value)) return unread(field, 'no type', port);
  return { isRead: true, type: { value: type.value }, optional, array, ignored };
}

function ignoredOptions(properties: ObjectValue['properties']): ReadonlyMap<string, Span> | null {
  let ignored: Map<string, Span> | null = null;
  for (const [option, { key }] of properties) if (!OPTIONS.has(option)) ignored = (ignored ?? new Map<string, Span>()).set(option, key);
  return ignored;
}

function unread(field: StaticValue, reason: string, port: EvaluatorPort): UnreadFieldConfig {
  return { isRead: false, reason, digest: () => valueDigest(field, port) };
}
