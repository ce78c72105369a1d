import type { Span } from '../source/span.ts';
import { unknown, type StaticValue } from './value.ts';

/** Values with more parts than this, each counted as often as it is reached, are not read: everything that walks a value ends. */
const MAX_SIZE = 200_000;

/**
 * How many parts a value has, counted as if it were a tree: a list that holds itself twice, again and again, has few objects and very many parts.
 * What is evaluated only when it is asked for counts as one.
 */
function sizeOf(value: StaticValue): number {
  if (value.kind !== 'array' && value.kind !== 'object') return 1;
  if (value.size !== undefined) return value.size;
  let size = 1;
  if (value.kind === 'array') for (const item of value.items) size += sizeOf(item.value);
  else for (const property of value.properties.values()) size += property.isLazy ? 1 : sizeOf(property.value);
  return (value.size = size);
}

/** Values that grow with each call would take all memory. */
export function bounded(value: StaticValue, span: Span): StaticValue {
  return sizeOf(value) > MAX_SIZE ? unknown('too-deep', span, 'a value that is too large') : value;
}
