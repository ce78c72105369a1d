import type { Span } from '../source/span.ts';
import { literal, type LiteralValue, type Property, type StaticValue } from './value.ts';

/** JSON as a static value. */
export function plainValue(value: unknown, span: Span): StaticValue {
  if (Array.isArray(value))
    return { kind: 'array', items: value.map((item) => ({ value: plainValue(item, span), span })), rest: null, span };
  if (typeof value === 'object' && value !== null) {
    const properties = new Map<string, Property>();
    for (const [key, item] of Object.entries(value)) properties.set(key, { key: span, span, value: plainValue(item, span) });
    return { kind: 'object', properties, open: null, span };
  }
  return literal(value as LiteralValue['value'], span);
}
