import type { Property } from '../value.ts';

/** Integer-like keys come first and ascend, as running the code gives them. */
export function inRunTimeOrder(properties: ReadonlyMap<string, Property>): ReadonlyMap<string, Property> {
  // Hardly any object has one.
  let indices: string[] | undefined;
  for (const key of properties.keys()) if (isIndex(key)) (indices ??= []).push(key);
  if (!indices) return properties;
  indices.sort((a, b) => Number(a) - Number(b));
  const ordered = new Map<string, Property>();
  for (const key of indices) ordered.set(key, properties.get(key) as Property);
  for (const [key, property] of properties) if (!ordered.has(key)) ordered.set(key, property);
  return ordered;
}

function isIndex(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 48 && first <= 57 && /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 4_294_967_295;
}
