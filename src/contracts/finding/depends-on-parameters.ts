import type { StaticValue } from '../../values/value.ts';

/** Whether a value has a part that only a caller can tell. */
export function dependsOnParameters(value: StaticValue): boolean {
  const seen = new Set<StaticValue>();
  const stack = [value];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'unknown' && next.reason === 'parameter') return true;
    if (next.kind === 'array') {
      if (next.rest) stack.push(next.rest);
      for (const item of next.items) stack.push(item.value);
    } else if (next.kind === 'object') {
      if (next.open) stack.push(next.open);
      for (const property of next.properties.values()) if (!property.getter) stack.push(property.value);
    }
  }
  return false;
}
