import type { Span } from '../../source/span.ts';
import { toText } from '../expressions/operators.ts';
import { literal, type NativeCall, type StaticValue } from '../value.ts';
import { timeOf } from './dates.ts';
import { argument, count, isAbsent, method, type Method } from './method.ts';

/** Functions of `Math` that give the same in every engine. */
export const MATH_FUNCTIONS: Readonly<Record<string, Method>> = Object.fromEntries(
  (['max', 'min', 'floor', 'ceil', 'round', 'trunc', 'abs', 'sign'] as const).map((name) => [
    name,
    (call: NativeCall): StaticValue | undefined => {
      const numbers = call.args.map(({ value }) => count(value, undefined));
      if (!numbers.every((number) => number !== undefined)) return undefined;
      // The function is one of those above, which take numbers and give one.
      return literal((Math[name] as (...numbers: number[]) => number)(...numbers), call.span);
    },
  ]),
);

const constants = (of: object, names: readonly string[]): Readonly<Record<string, (at: Span) => StaticValue>> =>
  Object.fromEntries(names.map((name) => [name, (at: Span) => literal(Number(Reflect.get(of, name)), at)]));

export const MATH_CONSTANTS: Readonly<Record<string, (at: Span) => StaticValue>> = constants(Math, ['PI', 'E', 'SQRT2', 'LN2', 'LN10']);

export const NUMBER_CONSTANTS: Readonly<Record<string, (at: Span) => StaticValue>> = constants(Number, [
  'MAX_SAFE_INTEGER',
  'MIN_SAFE_INTEGER',
  'MAX_VALUE',
  'MIN_VALUE',
  'EPSILON',
  'POSITIVE_INFINITY',
  'NEGATIVE_INFINITY',
  'NaN',
]);

export const NUMBER_FUNCTIONS: Readonly<Record<'parseInt' | 'parseFloat' | 'isInteger' | 'isNaN' | 'isFinite', Method>> = {
  parseInt: (call) => {
    const radix = count(argument(call, 1), 10);
    return radix === undefined ? undefined : ofText(call, (text) => Number.parseInt(text, isAbsent(argument(call, 1)) ? undefined : radix));
  },
  parseFloat: (call) => ofText(call, Number.parseFloat),
  isInteger: (call) => ofLiteral(call, Number.isInteger),
  isNaN: (call) => ofLiteral(call, Number.isNaN),
  isFinite: (call) => ofLiteral(call, Number.isFinite),
};

/** `Number(value)`. */
export function toNumber(call: NativeCall): StaticValue | undefined {
  const value = argument(call, 0);
  if (!value) return literal(0, call.span);
  const time = timeOf(value);
  if (time !== undefined) return literal(time, call.span);
  return toText(value) === undefined || value.kind !== 'literal' ? undefined : literal(Number(value.value), call.span);
}

function ofText(call: NativeCall, make: (text: string) => number): StaticValue | undefined {
  const value = argument(call, 0);
  const text = value && toText(value);
  return text === undefined ? undefined : literal(make(text), call.span);
}

function ofLiteral(call: NativeCall, test: (value: unknown) => boolean): StaticValue | undefined {
  const value = argument(call, 0);
  return value?.kind === 'literal' ? literal(test(value.value), call.span) : undefined;
}

/** A member of a number: its texts. */
export function numberMember(self: number, name: string, at: Span): StaticValue | undefined {
  const write = Object.hasOwn(NUMBER_TEXTS, name) ? NUMBER_TEXTS[name] : undefined;
  if (!write) return undefined;
  const written = (call: NativeCall): StaticValue | undefined => {
    const given = argument(call, 0);
    const digits = count(given, 0);
    if (digits === undefined) return undefined;
    try {
      return literal(write(self, isAbsent(given) ? undefined : digits), call.span);
    } catch {
      return call.evaluator.throws(call.span, `${name}()`);
    }
  };
  return method(name, written, at);
}

const NUMBER_TEXTS: Readonly<Record<string, (self: number, digits: number | undefined) => string>> = {
  toString: (self: number, radix: number | undefined) => self.toString(radix),
  toFixed: (self, digits) => self.toFixed(digits),
  toPrecision: (self, digits) => self.toPrecision(digits),
};
