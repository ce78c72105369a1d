import type { Span } from '../../source/span.ts';
import { isAbsent, slots } from '../builtins/method.ts';
import { toText } from '../expressions/operators.ts';
import { literal, native, type ArrayValue, type NativeCall, type Slot, type StaticValue } from '../value.ts';
import { fillItems, writeItems } from './heap.ts';
import { giveUp, type Run } from './run.ts';

type Change = (self: ArrayValue, call: NativeCall, run: Run) => StaticValue;

const CHANGES: Readonly<Record<string, Change>> = {
  push: (self, call, run) => added(self, [...self.items, ...call.args], call, run),
  unshift: (self, call, run) => added(self, [...call.args, ...self.items], call, run),
  pop: (self, call, run) => taken(self, self.items.length - 1, call, run),
  shift: (self, call, run) => taken(self, 0, call, run),
  reverse(self, _, run) {
    writeItems(run, self, [...self.items].reverse());
    return self;
  },
  sort(self, call, run) {
    writeItems(run, self, sorted(self.items, call));
    return self;
  },
  fill(self, call, run) {
    const [value] = call.args;
    if (call.args.length !== 1 || !value) return giveUp();
    fillItems(run, self, value);
    return self;
  },
  splice(self, call, run) {
    const [start, count = self.items.length] = call.args.slice(0, 2).map(({ value }) => numberOf(value));
    if (start === undefined) return giveUp();
    const items = [...self.items];
    const removed = items.splice(start, count, ...call.args.slice(2));
    writeItems(run, self, items);
    return slots(removed, call.span);
  },
};

/** A method of an array that changes it in place; undefined for any other. */
export function arrayChange(run: Run, self: ArrayValue, name: string): StaticValue | undefined {
  const change = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  return change && native({ name: `.${name}`, call: (call) => (call.restUnknown ? giveUp() : change(self, call, run)) }, self.span);
}

/** In a new list, for `toSorted`; by a comparator too. */
function sorted(items: readonly Slot[], call: NativeCall): readonly Slot[] {
  const compare = call.args[0]?.value;
  const order = (a: Slot, b: Slot): number => {
    if (compare) return numberOf(call.evaluator.call(compare, [a.value, b.value], call.span));
    const [x, y] = [textOf(a.value), textOf(b.value)];
    return x < y ? -1 : x > y ? 1 : 0;
  };
  // What is undefined comes last, and no comparator is asked.
  const isNothing = ({ value }: Slot): boolean => isAbsent(value);
  return [...items.filter((item) => !isNothing(item)).sort(order), ...items.filter(isNothing)];
}

function added(self: ArrayValue, items: readonly Slot[], call: NativeCall, run: Run): StaticValue {
  writeItems(run, self, items);
  return literal(items.length, call.span);
}

function taken(self: ArrayValue, index: number, call: NativeCall, run: Run): StaticValue {
  const item = self.items[index];
  writeItems(
    run,
    self,
    self.items.filter((_, at) => at !== index),
  );
  return item?.value ?? literal(undefined, call.span);
}

function numberOf(value: StaticValue): number {
  return value.kind === 'literal' && typeof value.value === 'number' ? value.value : giveUp();
}

function textOf(value: StaticValue): string {
  return (isAbsent(value) ? undefined : toText(value)) ?? giveUp();
}

/** `toSorted` with a comparator. */
export function sortedCopy(items: readonly Slot[], span: Span): StaticValue {
  return native({ name: '.toSorted', call: (call) => slots(sorted(items, call), call.span) }, span);
}
