import type { EvaluatorPort, StaticValue } from '../../../values/value.ts';
import { schemaNativeOf } from '../schema-native.ts';
import { lazyNode, partNode } from './make.ts';
import type { ZodField, ZodNode, ZodVersion } from './node.ts';

/** The fields of a shape; null when it is no object, or when fields may be in it that cannot be seen. */
export function fieldsOf(version: ZodVersion, shape: StaticValue | undefined, port: EvaluatorPort): ReadonlyMap<string, ZodField> | null {
  if (shape?.kind !== 'object' || shape.open) return null;
  const fields = new Map<string, ZodField>();
  for (const [name, { value, span, key }] of shape.properties)
    fields.set(name, { node: fieldNode(version, value, port), origin: span, key });
  return fields;
}

/** A function as a field is a getter: Zod 4's way to write a type that contains itself. */
function fieldNode(version: ZodVersion, value: StaticValue, port: EvaluatorPort): ZodNode {
  return value.kind === 'function' ? lazyNode(version, value.span, value, port) : partNode(version, value, port);
}

/** The Zod type that a value is, or null. */
export function zodNodeOf(value: StaticValue | undefined): ZodNode | null {
  const found = schemaNativeOf(value);
  return found?.isZod ? found.zod() : null;
}
