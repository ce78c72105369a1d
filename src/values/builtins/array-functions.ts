import type { Span } from '../../source/span.ts';
import { literal, type EvaluatorPort, type Slot, type StaticValue } from '../value.ts';
import { argument, slots, text, type Method } from './method.ts';
import { iterated } from './sets.ts';

/** Functions of `Array`. */
export const ARRAY_FUNCTIONS: Readonly<Record<string, Method>> = {
  of: (call) => slots(call.args, call.span),
  isArray: (call) => {
    const value = argument(call, 0);
    return value && value.kind !== 'unknown' ? literal(value.kind === 'array', call.span) : undefined;
  },
  from: (call) => {
    const given = argument(call, 0);
    const source = given && iterated(given);
    const items =
      source?.kind === 'array' && !source.rest
        ? source.items
        : text(source) === undefined
          ? undefined
          : [...(text(source) ?? '')].map((char) => ({ value: literal(char, call.span), span: call.span }));
    if (!items) return undefined;
    const callee = argument(call, 1);
    return slots(
      callee ? items.map((item, index) => ({ value: mapOne(call.evaluator, callee, item, index, call.span), span: item.span })) : items,
      call.span,
    );
  },
};

function mapOne(evaluator: EvaluatorPort, callee: StaticValue, item: Slot, index: number, span: Span): StaticValue {
  return evaluator.call(callee, [item.value, literal(index, span)], span);
}
