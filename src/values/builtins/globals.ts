import type { Span } from '../../source/span.ts';
import { toText, truth } from '../expressions/operators.ts';
import { literal, native, unknown, type NativeCall, type Property, type RegExpLiteral, type Slot, type StaticValue } from '../value.ts';
import { ARRAY_FUNCTIONS } from './array-functions.ts';
import { dateClass, timeOf } from './dates.ts';
import { REFLECT_FUNCTIONS } from './function-members.ts';
import { JSON_FUNCTIONS } from './json-functions.ts';
import { argument, isAbsent, method, slots, text, type Method } from './method.ts';
import { makeMap } from './maps.ts';
import { MATH_CONSTANTS, MATH_FUNCTIONS, NUMBER_CONSTANTS, NUMBER_FUNCTIONS, toNumber } from './numbers.ts';
import { OBJECT_FUNCTIONS } from './object-functions.ts';
import { PROMISE_FUNCTIONS } from './promises.ts';
import { objectPrototype } from './prototypes.ts';
import { patternOf } from './replacements.ts';
import { makeSet } from './sets.ts';
import { urlClass } from './urls.ts';

const GLOBALS: ReadonlyMap<string, (at: Span) => StaticValue> = new Map<string, (at: Span) => StaticValue>([
  ['undefined', (at) => literal(undefined, at)],
  ['NaN', (at) => literal(Number.NaN, at)],
  ['Infinity', (at) => literal(Number.POSITIVE_INFINITY, at)],
  ['Object', (at) => library('Object', OBJECT_FUNCTIONS, at, { prototype: objectPrototype })],
  ['Array', (at) => library('Array', ARRAY_FUNCTIONS, at)],
  ['Promise', (at) => library('Promise', PROMISE_FUNCTIONS, at)],
  ['Reflect', (at) => library('Reflect', REFLECT_FUNCTIONS, at)],
  ['JSON', (at) => library('JSON', JSON_FUNCTIONS, at)],
  ['Math', (at) => library('Math', MATH_FUNCTIONS, at, MATH_CONSTANTS)],
  [
    'console',
    (at) =>
      library(
        'console',
        Object.fromEntries(
          ['log', 'debug', 'info', 'warn', 'error'].map((name) => [name, (call: NativeCall) => literal(undefined, call.span)]),
        ),
        at,
      ),
  ],
  [
    'String',
    (at) =>
      library('String', { raw: () => undefined }, at, {}, (call) => {
        const value = argument(call, 0);
        const string = value ? toText(value) : '';
        return string === undefined ? undefined : literal(string, call.span);
      }),
  ],
  ['Number', (at) => library('Number', NUMBER_FUNCTIONS, at, NUMBER_CONSTANTS, toNumber)],
  ['parseInt', (at) => method('parseInt', NUMBER_FUNCTIONS.parseInt, at)],
  ['parseFloat', (at) => method('parseFloat', NUMBER_FUNCTIONS.parseFloat, at)],
  ['structuredClone', (at) => method('structuredClone', (call) => cloned(argument(call, 0), call.span), at)],
  ['isNaN', (at) => method('isNaN', (call) => ofNumber(call, Number.isNaN), at)],
  ['isFinite', (at) => method('isFinite', (call) => ofNumber(call, Number.isFinite), at)],
  ['RegExp', (at) => native({ name: 'RegExp', call: makeRegExp }, at)],
  ['Date', dateClass],
  ['URL', urlClass],
  ['Map', (at) => native({ name: 'Map', call: makeMap }, at)],
  ['Set', (at) => native({ name: 'Set', call: makeSet }, at)],
  [
    'Boolean',
    (at) =>
      method(
        'Boolean',
        (call) => {
          const value = argument(call, 0);
          const known = value ? truth(value) : false;
          return known === undefined ? undefined : literal(known, call.span);
        },
        at,
      ),
  ],
]);

/** The value of a name that the module does not declare, where it is one of JavaScript's own that the reader knows. */
export function globalValue(name: string, at: Span): StaticValue | undefined {
  return GLOBALS.get(name)?.(at);
}

function library(
  name: string,
  functions: Readonly<Record<string, Method>>,
  at: Span,
  values: Readonly<Record<string, (at: Span) => StaticValue>> = {},
  called?: Method,
): StaticValue {
  const itself = called && method(name, called, at);
  return native(
    {
      ...(itself?.kind === 'native' && itself.native),
      name,
      get: (property, span) => {
        if (Object.hasOwn(values, property)) return values[property]?.(span);
        const run = Object.hasOwn(functions, property) ? functions[property] : undefined;
        return run ? method(`${name}.${property}`, run, span) : undefined;
      },
    },
    at,
  );
}

/** A copy of data, all the way down; what is no data throws. */
function cloned(value: StaticValue | undefined, at: Span, depth = 0): StaticValue | undefined {
  if (value?.kind === 'literal') return value;
  if (depth > MAX_CLONED) return undefined;
  if (value?.kind === 'array' && !value.rest && !value.hasHoles) {
    const items: Slot[] = [];
    for (const item of value.items) {
      const copy = cloned(item.value, at, depth + 1);
      if (!copy) return undefined;
      items.push({ ...item, value: copy });
    }
    return slots(items, at);
  }
  if (value?.kind !== 'object' || value.open || value.prototype) return undefined;
  const properties = new Map<string, Property>();
  for (const [name, property] of value.properties) {
    const copy = cloned(property.value, at, depth + 1);
    if (!copy) return undefined;
    properties.set(name, { key: property.key, span: property.span, value: copy });
  }
  return { kind: 'object', properties, open: null, span: at };
}

const MAX_CLONED = 50;

function ofNumber(call: NativeCall, test: (value: number) => boolean): StaticValue | undefined {
  const value = argument(call, 0);
  const time = value && timeOf(value);
  if (time !== undefined) return literal(test(time), call.span);
  return value?.kind === 'literal' && typeof value.value !== 'bigint' && typeof value.value !== 'object'
    ? literal(test(Number(value.value)), call.span)
    : undefined;
}

function isRegExp({ pattern, flags }: RegExpLiteral): boolean {
  try {
    return new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
}

/** A regular expression as it would be written; it is not run. */
function makeRegExp(call: NativeCall): StaticValue {
  const [pattern, flags] = [argument(call, 0), argument(call, 1)];
  const cannotTell = unknown('unknown-call', call.span, 'RegExp()');
  if (call.restUnknown || !(isAbsent(flags) || text(flags) !== undefined)) return cannotTell;
  const copied = patternOf(pattern);
  if (copied) return literal({ pattern: copied.pattern, flags: text(flags) ?? copied.flags }, call.span);
  const written = text(pattern);
  if (written === undefined) return cannotTell;
  const made = { pattern: written, flags: text(flags) ?? '' };
  return isRegExp(made) ? literal(made, call.span) : call.evaluator.throws(call.span, 'RegExp()');
}
