import type { Span } from '../../source/span.ts';
import { primitive } from '../expressions/operators.ts';
import { literal, native, unknown, type NativeCall, type Slot, type StaticValue } from '../value.ts';
import { argument, arrayOf, method, slots, text, type Method } from './method.ts';

/** `new Set(list)`, of what can be compared: texts, numbers and the like. */
export function makeSet(call: NativeCall): StaticValue {
  const given = argument(call, 0) ?? arrayOf([], call.span);
  const source = iterated(given);
  const cannotTell = unknown('unknown-call', call.span, 'Set()');
  if (!call.isNew || call.restUnknown || source.kind !== 'array' || source.rest) return source.kind === 'unknown' ? source : cannotTell;
  const items = new Map<unknown, Slot>();
  /** False where it cannot be compared. */
  const put = (item: Slot): boolean => {
    const plain = primitive(item.value);
    if (plain && !items.has(plain.value)) items.set(plain.value, item);
    return plain !== undefined;
  };
  if (!source.items.every(put)) return cannotTell;
  const set: StaticValue = native(
    {
      name: 'a Set',
      ...(call.evaluator.isRunning() && { isLive: true }),
      get items() {
        return [...items.values()];
      },
      get: (name, at) => {
        if (name === 'size') return literal(items.size, at);
        if (name === 'add') return call.evaluator.isRunning() ? method('add', added, at) : undefined;
        const has: Method = (asked) => {
          const value = argument(asked, 0);
          return value?.kind === 'literal' ? literal(items.has(value.value), asked.span) : undefined;
        };
        return name === 'has' ? method('has', has, at) : undefined;
      },
    },
    call.span,
  );

  function added(asked: NativeCall): StaticValue | undefined {
    const [item] = asked.args;
    return item && put(item) ? set : undefined;
  }
  return set;
}

/** A Set, or a text, as the list that a spread or a loop makes of it; anything else as it is. An iterator is at its end after that, or anywhere. */
export function iterated(value: StaticValue): StaticValue {
  const { span } = value;
  const letters = text(value);
  if (letters !== undefined)
    return arrayOf(
      [...letters].map((letter) => literal(letter, span)),
      span,
    );
  if (value.kind !== 'native' || !value.native.items) return value;
  const { once, items } = value.native;
  if (once?.isOver) return unknown('not-static', span, `${value.native.name} that was gone over before`);
  if (once) once.isOver = true;
  return slots(items, span);
}

/** What goes over items, once. */
export function iterator(items: readonly Slot[], span: Span): StaticValue {
  return native({ name: 'an iterator', items, once: { isOver: false } }, span);
}
