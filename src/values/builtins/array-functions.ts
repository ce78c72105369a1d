import type { Span } from '../../source/span.ts';
import { literal, type EvaluatorPort, type NativeCall, type ObjectValue, type Slot, type StaticValue } from '../value.ts';
import { argument, slots, type Method } from './method.ts';
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
    const items = source?.kind === 'array' && !source.rest ? source.items : source?.kind === 'object' ? nothings(source, call) : undefined;
    if (!items) return undefined;
    const callee = argument(call, 1);
    return slots(
      callee ? items.map((item, index) => ({ value: mapOne(call.evaluator, callee, item, index, call.span), span: item.span })) : items,
      call.span,
    );
  },
};

/** `{ length: 3 }`, which has nothing in it. */
function nothings(source: ObjectValue, call: NativeCall): readonly Slot[] | undefined {
  const length = source.properties.get('length')?.value;
  if (source.properties.size !== 1 || source.open || source.prototype || length?.kind !== 'literal') return undefined;
  return emptySlots(length.value, call.span);
}

/** Longest list that is made of a length. */
const MAX_LENGTH = 10_000;

/** As many places with nothing in them; undefined where that is no length, or a large one. */
export function emptySlots(length: unknown, span: Span): readonly Slot[] | undefined {
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || length > MAX_LENGTH) return undefined;
  return Array.from({ length }, () => ({ value: literal(undefined, span), span }));
}

function mapOne(evaluator: EvaluatorPort, callee: StaticValue, item: Slot, index: number, span: Span): StaticValue {
  return evaluator.call(callee, [item.value, literal(index, span)], span);
}
