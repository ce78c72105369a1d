import { type Span, writtenOr } from '../../source/span.ts';
import { literal, type LiteralValue, type NativeCall, type Property, type StaticValue, type UnknownValue } from '../../values/value.ts';

/** The nth argument; an unknown spread stands for every argument from its place on. Undefined when there is none. */
export function argumentAt(call: NativeCall, index: number): StaticValue | undefined {
  const value = call.args[index]?.value ?? call.restUnknown ?? undefined;
  return value && isUndefined(value) ? undefined : value;
}

/** The first argument, as a function gives it back that changes nothing. */
export function givenBack(call: NativeCall): StaticValue {
  return argumentAt(call, 0) ?? literal(undefined, call.span);
}

/** All that a call is given, an unknown spread as one value at the end. */
export function argumentsOf(call: NativeCall): readonly StaticValue[] {
  const values = call.args.map((slot) => slot.value);
  return call.restUnknown ? [...values, call.restUnknown] : values;
}

/** Whether the value is the literal `undefined`. */
export function isUndefined(value: StaticValue): boolean {
  return value.kind === 'literal' && value.value === undefined;
}

/** The string that the value is, or null. */
export function stringOf(value: StaticValue | undefined): string | null {
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : null;
}

/** The number that the value is, or null. */
export function numberOf(value: StaticValue | undefined): number | null {
  return value?.kind === 'literal' && typeof value.value === 'number' ? value.value : null;
}

/** Whether JavaScript takes the value for true; null when that is not known. */
export function isTruthy(value: StaticValue | undefined): boolean | null {
  if (value === undefined) return false;
  if (value.kind === 'unknown') return null;
  return value.kind === 'literal' ? Boolean(value.value) : true;
}

/** Whether what a type or a check is given is a message, or options that are read and are about messages alone. */
export function isOnlyWords(value: StaticValue): boolean {
  if (value.kind === 'literal') return typeof value.value === 'string' || value.value === undefined;
  return value.kind === 'object' && !value.open && [...value.properties.keys()].every((name) => WORDS.has(name));
}

const WORDS: ReadonlySet<string> = new Set(['message', 'error', 'description', 'required_error', 'invalid_type_error', 'errorMap']);

/** A property of an object value: undefined when it is absent, an unknown value when it may be there. */
export function propertyOf(value: StaticValue | undefined, name: string): StaticValue | undefined {
  if (value?.kind === 'unknown') return value;
  if (value?.kind !== 'object') return undefined;
  const open = value.openTo?.has(name) === false ? null : value.open;
  const found = value.properties.get(name)?.value ?? open ?? undefined;
  return found && isUndefined(found) ? undefined : found;
}

/** The items of an array whose length and items are known as places; else why not. Undefined when it is no array. */
export function itemsOf(value: StaticValue | undefined): readonly StaticValue[] | UnknownValue | undefined {
  if (value?.kind === 'unknown') return value;
  if (value?.kind !== 'array') return undefined;
  return value.rest ?? value.items.map((item) => item.value);
}

/** Whether `itemsOf` and the like gave the reason instead of the thing. */
export function isUnknown(value: unknown): value is UnknownValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'unknown';
}

/** An object value that did not come from an object literal: every place is `span`. */
export function objectValue(entries: Iterable<readonly [string, StaticValue]>, span: Span): StaticValue {
  const properties = new Map<string, Property>();
  for (const [name, value] of entries) properties.set(name, { value, span: writtenOr(value.span, span), key: span });
  return { kind: 'object', properties, open: null, span };
}

/** More parts than a default or an example has; a value that is part of itself many times over would grow without end. */
const MAX_PARTS = 10_000;

/** The value as plain JavaScript, objects without a prototype; `known` is false when any part of it cannot be read or is not data. */
export function plainOf(value: StaticValue | undefined): { readonly known: boolean; readonly value: unknown } {
  const budget = { left: MAX_PARTS };
  const plain = plainPart(value, budget);
  return plain === UNREADABLE ? { known: false, value: undefined } : { known: true, value: plain };
}

const UNREADABLE = Symbol('unreadable');

function plainPart(value: StaticValue | undefined, budget: { left: number }): unknown {
  if (value === undefined || budget.left-- <= 0) return UNREADABLE;
  if (value.kind === 'literal') return typeof value.value === 'bigint' || isRegExp(value) ? UNREADABLE : value.value;
  if (value.kind === 'array' && !value.rest) {
    const items = value.items.map((item) => plainPart(item.value, budget));
    return items.includes(UNREADABLE) ? UNREADABLE : items;
  }
  if (value.kind === 'object' && !value.open) {
    // Without a prototype, so that `__proto__` is a name like any other.
    const result = Object.create(null) as Record<string, unknown>;
    for (const [name, property] of value.properties) {
      const part = plainPart(property.value, budget);
      if (part === UNREADABLE) return UNREADABLE;
      // As in JSON: to types that is the same as an absent one.
      if (part !== undefined) result[name] = part;
    }
    return result;
  }
  return UNREADABLE;
}

function isRegExp(value: LiteralValue): boolean {
  return typeof value.value === 'object' && value.value !== null;
}

/** Where a property is written, wherever a spread has brought it to. */
export function writtenAt({ from, span }: Property): Span {
  return from ?? span;
}
