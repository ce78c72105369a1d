import { toText } from '../expressions/operators.ts';
import { literal, type NativeCall, type StaticValue } from '../value.ts';
import { timeOf } from './dates.ts';
import { argument, count, isAbsent, type Method } from './method.ts';

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
