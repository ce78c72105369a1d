import type { JsonValue } from '../../contracts/contract.ts';

/** One text for all values that mean the same: keys sorted, and the items of the outermost list too. */
export function canonical(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(ordered).sort().join(',')}]`;
  return value === undefined ? '' : ordered(value);
}

function ordered(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(ordered).join(',')}]`;
  const entries = Object.entries(value as Readonly<Record<string, JsonValue>>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${ordered(item)}`).join(',')}}`;
}

/** A property of a JSON object; undefined where there is none, or no object. */
export function property(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, JsonValue>>)[name] : undefined;
}

/** The items of a list of texts; of anything else its canonical text. */
export function textItems(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  const items: readonly JsonValue[] = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return [...new Set(items.map((item) => (typeof item === 'string' ? item : canonical(item))))];
}

/** A value as text: strings as they are, the rest as JSON. */
export function display(value: JsonValue): string {
  return typeof value === 'string' ? value : canonical(value);
}

/** A text without its line breaks and indents: only its words count. */
export function squeeze(text: string): string;
export function squeeze(text: string | null): string | null;
export function squeeze(text: string | null): string | null {
  return text === null ? null : text.trim().replace(/\s+/g, ' ');
}
