import type { Span } from '../../source/span.ts';
import { timeOf } from '../builtins/dates.ts';
import { singletonName } from '../builtins/singletons.ts';
import { literal, type ArrayValue, type LiteralValue, type Native, type StaticValue } from '../value.ts';

/** Whether a value is truthy; undefined when that is not known. */
export function truth(value: StaticValue): boolean | undefined {
  if (value.kind === 'unknown') return undefined;
  return value.kind !== 'literal' || Boolean(value.value);
}

/** Whether a value is `null` or `undefined`. */
export function isNullish(value: StaticValue): boolean {
  return value.kind === 'literal' && (value.value === null || value.value === undefined);
}

/** Whether `left operator right` is its right side, of a known left side and one of `&&`, `||` and `??`. */
export function takesRight(operator: string, left: StaticValue): boolean {
  if (operator === '??') return isNullish(left);
  return truth(left) === (operator === '&&');
}

/** What JavaScript makes of a value as text, in `join`, `String()`, templates, and as the name of a property; undefined for objects. */
export function toText(value: StaticValue): string | undefined {
  if (value.kind === 'array') return listText(value);
  const plain = primitive(value);
  return plain && String(plain.value);
}

/** Of null and undefined, nothing is joined. */
function listText({ items, rest, hasHoles }: ArrayValue): string | undefined {
  if (rest || hasHoles) return undefined;
  let text = '';
  for (const [index, { value }] of items.entries()) {
    const part = isNullish(value) ? '' : toText(value);
    if (part === undefined || text.length > MAX_TEXT) return undefined;
    text += (index > 0 ? ',' : '') + part;
  }
  return text.length > MAX_TEXT ? undefined : text;
}

type Primitive = Exclude<LiteralValue['value'], object> | null;

/** A value that is the same wherever it stands: no object. */
export function primitive(value: StaticValue): { readonly value: Primitive } | undefined {
  if (value.kind !== 'literal') return undefined;
  if (typeof value.value === 'object' && value.value !== null) return undefined;
  return { value: value.value };
}

/** Operators that take the time of a date. */
const TAKES_TIMES = new Set(['<', '<=', '>', '>=', '-']);

/** What dates are compared by. */
function timeIn(value: StaticValue): { readonly value: number } | undefined {
  const time = timeOf(value);
  return time === undefined ? undefined : { value: time };
}

/** Longest text that joining and repeating may make. */
export const MAX_TEXT = 100_000;

/** `left operator right` on primitives, and the identity of what is certainly not equal; undefined when not known. */
export function binary(operator: string, left: StaticValue, right: StaticValue, span: Span): LiteralValue | undefined {
  if (operator === 'in') return isIn(left, right, span);
  if (operator === 'instanceof') return isInstance(left, right, span);
  const asked = TAKES_TIMES.has(operator) ? [timeIn(left), timeIn(right)] : [];
  const [a = primitive(left), b = primitive(right)] = asked;
  if (!a || !b) {
    if (left.kind === 'unknown' || right.kind === 'unknown') return undefined;
    if (!a && !b) return sameSingleton(operator, left, right, span);
    // An object and a primitive are never identical.
    if (operator === '===') return literal(false, span);
    if (operator === '!==') return literal(true, span);
    // Nor is one equal to nothing; any other it may be made to.
    const other = a ?? b;
    if (other?.value !== null && other?.value !== undefined) return undefined;
    if (operator === '==') return literal(false, span);
    return operator === '!=' ? literal(true, span) : undefined;
  }
  if (typeof a.value === 'bigint' || typeof b.value === 'bigint') return undefined;
  const result = compute(operator, a.value, b.value);
  if (result === undefined || (typeof result === 'string' && result.length > MAX_TEXT)) return undefined;
  return literal(result, span);
}

/** What every object has. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether an object that lacks a member has one by that name all the same. */
export function isInherited(name: string): boolean {
  return INHERITED.has(name);
}

/** `key in object`; undefined when not known. */
function isIn(key: StaticValue, object: StaticValue, span: Span): LiteralValue | undefined {
  const name = toText(key);
  if (name === undefined) return undefined;
  for (let current: StaticValue | undefined = object; ; current = current.prototype) {
    if (current?.kind === 'literal' && current.value === null) return literal(false, span);
    if (current === undefined) return isInherited(name) ? undefined : literal(false, span);
    if (current.kind === 'native') return current.native.get?.(name, span) ? literal(true, span) : undefined;
    if (current.kind !== 'object') return undefined;
    if (current.properties.has(name)) return literal(true, span);
    if (current.open) return undefined;
  }
}

/** Of the classes that libraries have; undefined for any other. */
function isInstance(value: StaticValue, type: StaticValue, span: Span): LiteralValue | undefined {
  const known = type.kind === 'native' ? type.native.isClassOf?.(value) : undefined;
  return known === undefined ? undefined : literal(known, span);
}

/** Of two objects, where one is one of JavaScript's own of which there is but one. */
function sameSingleton(operator: string, left: StaticValue, right: StaticValue, span: Span): LiteralValue | undefined {
  const [a, b] = [singletonName(left), singletonName(right)];
  const isTold = (a && b) || (a && right.kind !== 'native') || (b && left.kind !== 'native');
  if (!isTold) return undefined;
  if (operator === '===' || operator === '==') return literal(a === b, span);
  return operator === '!==' || operator === '!=' ? literal(a !== b, span) : undefined;
}

function compute(operator: string, a: Primitive, b: Primitive): string | number | boolean | undefined {
  // The operands are primitives of any type; JavaScript's own coercions are what running the code would give.
  const x = a as never as number;
  const y = b as never as number;
  switch (operator) {
    case '+':
      return typeof a === 'string' || typeof b === 'string' ? String(a) + String(b) : x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    case '%':
      return x % y;
    case '**':
      return x ** y;
    case '|':
      return x | y;
    case '&':
      return x & y;
    case '^':
      return x ^ y;
    case '<<':
      return x << y;
    case '>>':
      return x >> y;
    case '>>>':
      return x >>> y;
    case '===':
      return a === b;
    case '!==':
      return a !== b;
    case '==':
      return a == b;
    case '!=':
      return a != b;
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    case '>=':
      return x >= y;
    default:
      return undefined;
  }
}

/** What describes JSON, or holds items, is an object; what is called is a function. */
function typeOfNative({ schema, items, call, isFunction }: Native, span: Span): LiteralValue | undefined {
  if (schema || items) return call ? undefined : literal('object', span);
  return call || isFunction ? literal('function', span) : undefined;
}

export function unary(operator: string, value: StaticValue, span: Span): StaticValue | undefined {
  if (operator === 'void') return literal(undefined, span);
  if (value.kind === 'unknown') return value;
  if (operator === '!') {
    const known = truth(value);
    return known === undefined ? undefined : literal(!known, span);
  }
  if (operator === 'typeof') {
    if (value.kind === 'function') return literal('function', span);
    if (value.kind === 'array' || value.kind === 'object') return literal('object', span);
    if (value.kind === 'native') return typeOfNative(value.native, span);
    const inner = primitive(value);
    return inner ? literal(inner.value === null ? 'object' : typeof inner.value, span) : undefined;
  }
  const inner = timeIn(value) ?? primitive(value);
  if (!inner || typeof inner.value === 'bigint') return undefined;
  if (operator === '-') return literal(-Number(inner.value), span);
  if (operator === '+') return literal(Number(inner.value), span);
  if (operator === '~') return literal(~Number(inner.value), span);
  return undefined;
}
