import type { EvaluatorPort, StaticValue } from '../../../values/value.ts';
import { writtenAt } from '../static-value.ts';
import { lazyNode, partNode } from './make.ts';
import type { ZodField, ZodVersion } from './node.ts';

/** The fields of a shape; null when it is no object, or when fields may be in it that cannot be seen. */
export function fieldsOf(version: ZodVersion, shape: StaticValue | undefined, port: EvaluatorPort): ReadonlyMap<string, ZodField> | null {
  if (shape?.kind !== 'object' || shape.open) return null;
  const fields = new Map<string, ZodField>();
  for (const [name, property] of shape.properties) {
    const { key } = property;
    const span = writtenAt(property);
    // Zod 4's way to write a type that contains itself is a getter, which must not be asked before the type is there.
    const node = property.getter ? lazyNode(version, span, property.getter, port) : partNode(version, property.value, port);
    fields.set(name, { node, origin: span, key });
  }
  return fields;
}
