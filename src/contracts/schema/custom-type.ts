import type { EvaluatorPort, StaticValue } from '../../values/value.ts';
import { zodNodeOf } from './schema-native.ts';
import type { ZodNode } from './zod/node.ts';

/** The Zod type of an object with a `getZod` of its own, which is a schema type like those of the framework; null when it is none. */
export function customTypeNode(value: StaticValue, port: EvaluatorPort): ZodNode | null {
  if (value.kind !== 'object') return null;
  const getZod = value.properties.get('getZod')?.value;
  return getZod?.kind === 'function' ? zodNodeOf(port.call(getZod, [], value.span)) : null;
}
