import type { Span } from '../../source/span.ts';
import { isNullish, MAX_TEXT, toText, truth } from '../expressions/operators.ts';
import { literal, native, unknown, type ArrayValue, type NativeCall, type Slot, type StaticValue } from '../value.ts';
import { argument, arrayOf, count, isAbsent, slots, text } from './method.ts';
import { iterator } from './sets.ts';

/** Longest array that a callback is called for, item by item. */
const MAX_ITEMS = 10_000;

const ARRAY_METHODS: Readonly<Record<string, (self: readonly Slot[], call: NativeCall) => StaticValue | undefined>> = {
  concat: (self, call) => {
    const items = [...self];
    for (const added of call.args) {
      if (added.value.kind === 'array') {
        if (added.value.rest) return added.value.rest;
        items.push(...added.value.items);
      } else if (added.value.kind === 'unknown' || (added.value.kind === 'object' && added.value.open)) return undefined;
      else items.push(added);
    }
    return slots(items, call.span);
  },
  slice: (self, call) => {
    const from = count(argument(call, 0), 0);
    const to = count(argument(call, 1), self.length);
    return from === undefined || to === undefined ? undefined : slots(self.slice(from, to), call.span);
  },
  join: (self, call) => {
    const separator = isAbsent(argument(call, 0)) ? ',' : text(argument(call, 0));
    return separator === undefined ? undefined : joined(self, separator, call);
  },
  map: (self, call) => {
    const results = mapped(self, call);
    return (
      results &&
      slots(
        results.map((value, index) => ({ value, span: self[index]?.span ?? call.span })),
        call.span,
      )
    );
  },
  flatMap: (self, call) => {
    const results = mapped(self, call);
    return (
      results &&
      flattened(
        results.map((value) => ({ value, span: call.span })),
        1,
        call.span,
      )
    );
  },
  flat: (self, call) => {
    const depth = count(argument(call, 0), 1);
    return depth === undefined ? undefined : flattened(self, depth, call.span);
  },
  forEach: (self, call) => mapped(self, call) && literal(undefined, call.span),
  filter: (self, call) => {
    const kept = tested(self, call);
    return (
      kept &&
      slots(
        self.filter((_, index) => kept[index]),
        call.span,
      )
    );
  },
  find: (self, call) => ending(searched(self, call), (at) => self[at]?.value ?? literal(undefined, call.span)),
  findIndex: (self, call) => ending(searched(self, call), (at) => literal(at, call.span)),
  findLast: (self, call) => ending(searched(self, call, true), (at) => self[at]?.value ?? literal(undefined, call.span)),
  findLastIndex: (self, call) => ending(searched(self, call, true), (at) => literal(at, call.span)),
  some: (self, call) => ending(searched(self, call), (at) => literal(at >= 0, call.span)),
  every: (self, call) => ending(searched(self, call, false, false), (at) => literal(at < 0, call.span)),
  reduce: (self, call) => reduced(self, call, [...self.keys()]),
  reduceRight: (self, call) => reduced(self, call, [...self.keys()].reverse()),
  // `includes` finds NaN, `indexOf` does not.
  includes: (self, call) => membership(self, call, (items, wanted) => items.includes(wanted)),
  indexOf: (self, call) => membership(self, call, (items, wanted) => items.indexOf(wanted)),
  lastIndexOf: (self, call) => membership(self, call, (items, wanted) => items.lastIndexOf(wanted)),
  at: (self, call) => {
    const index = count(argument(call, 0), 0);
    return index === undefined ? undefined : (self.at(index)?.value ?? literal(undefined, call.span));
  },
  toReversed: (self, call) => slots([...self].reverse(), call.span),
  reverse: (self, call) => slots([...self].reverse(), call.span),
  sort: (self, call) => sorted(self, call),
  toSorted: (self, call) => sorted(self, call),
  with: (self, call) => {
    const index = count(argument(call, 0), undefined);
    const replacement = call.args[1];
    return index === undefined || !replacement || index < 0 || index >= self.length
      ? undefined
      : slots(
          self.map((item, at) => (at === index ? replacement : item)),
          call.span,
        );
  },
  keys: (self, call) =>
    iterator(
      self.map((item, index) => ({ value: literal(index, call.span), span: item.span })),
      call.span,
    ),
  values: (self, call) => iterator(self, call.span),
  entries: (self, call) =>
    iterator(
      self.map((item, index) => ({ value: arrayOf([literal(index, call.span), item.value], call.span), span: item.span })),
      call.span,
    ),
  toString: (self: readonly Slot[], call: NativeCall) => joined(self, ',', call),
};

/** Of null and undefined, and of holes, nothing is joined. */
function joined(self: readonly Slot[], separator: string, call: NativeCall): StaticValue | undefined {
  const parts = self.map(({ value }) => (isNullish(value) ? '' : toText(value)));
  if (!parts.every((part) => part !== undefined)) return self.find((item) => item.value.kind === 'unknown')?.value;
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, 0);
  return length > MAX_TEXT ? undefined : literal(parts.join(separator), call.span);
}

/** What is called for each item; undefined where that is no function, or there are too many. */
function callback(self: readonly Slot[], call: NativeCall): StaticValue | undefined {
  const callee = argument(call, 0);
  return callee?.kind === 'literal' || self.length > MAX_ITEMS ? undefined : callee;
}

/** Results of calling the first argument for each item. */
function mapped(self: readonly Slot[], call: NativeCall): readonly StaticValue[] | undefined {
  const callee = callback(self, call);
  if (!callee) return undefined;
  return self.map((item, index) => call.evaluator.call(callee, [item.value, literal(index, call.span), slots(self, call.span)], call.span));
}

function tested(self: readonly Slot[], call: NativeCall): readonly boolean[] | undefined {
  const results = mapped(self, call)?.map(truth);
  return results?.every((result) => result !== undefined) ? results : undefined;
}

/** The place of the first item, or the last, of which the first argument tells what is wanted: no others are asked. Undefined where one is not told. */
function searched(self: readonly Slot[], call: NativeCall, isFromEnd = false, wanted = true): number | undefined {
  const callee = callback(self, call);
  if (!callee) return undefined;
  const places = [...self.keys()];
  for (const place of isFromEnd ? places.reverse() : places) {
    const item = self[place]?.value ?? literal(undefined, call.span);
    const known = truth(call.evaluator.call(callee, [item, literal(place, call.span), slots(self, call.span)], call.span));
    if (known === undefined) return undefined;
    if (known === wanted) return place;
  }
  return -1;
}

function ending(place: number | undefined, make: (place: number) => StaticValue): StaticValue | undefined {
  return place === undefined ? undefined : make(place);
}

/** @param places in the order in which the items are taken; without a start, the first of them is it */
function reduced(self: readonly Slot[], call: NativeCall, places: readonly number[]): StaticValue | undefined {
  const callee = callback(self, call);
  if (!callee) return undefined;
  const [first] = places;
  const isStarted = call.args.length > 1;
  let accumulated = isStarted ? argument(call, 1) : first === undefined ? undefined : self[first]?.value;
  for (const place of isStarted ? places : places.slice(1)) {
    const item = self[place]?.value;
    if (!accumulated || !item) return undefined;
    accumulated = call.evaluator.call(callee, [accumulated, item, literal(place, call.span), slots(self, call.span)], call.span);
  }
  return accumulated;
}

function flattened(items: readonly Slot[], depth: number, span: Span): StaticValue | undefined {
  const flat: Slot[] = [];
  for (const item of items) {
    if (item.value.kind === 'unknown') return item.value;
    if (item.value.kind !== 'array' || depth < 1) {
      flat.push(item);
      continue;
    }
    const inner = flattened(item.value.items, depth - 1, span);
    if (item.value.rest) return item.value.rest;
    if (inner?.kind !== 'array') return inner;
    flat.push(...inner.items);
  }
  return slots(flat, span);
}

function membership(
  self: readonly Slot[],
  call: NativeCall,
  make: (items: readonly unknown[], wanted: unknown) => number | boolean,
): StaticValue | undefined {
  const wanted = argument(call, 0);
  if (wanted?.kind !== 'literal' || call.args.length > 1 || self.some((item) => item.value.kind === 'unknown')) return undefined;
  // What is no literal is an object, which no literal equals.
  const items = self.map(({ value }) => (value.kind === 'literal' ? value.value : {}));
  return literal(make(items, wanted.value), call.span);
}

/** The default order, by UTF-16 units; a comparator is not followed. */
function sorted(self: readonly Slot[], call: NativeCall): StaticValue | undefined {
  if (call.args.length > 0) return undefined;
  const keyed = self.map((item) => ({ item, key: toText(item.value) }));
  if (keyed.some((entry) => entry.key === undefined || entry.key === 'undefined')) return undefined;
  keyed.sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : (a.key ?? '') > (b.key ?? '') ? 1 : 0));
  return slots(
    keyed.map((entry) => entry.item),
    call.span,
  );
}

/** Methods that take a hole for `undefined`; others pass it over. */
const BLIND_TO_HOLES = new Set([
  'join',
  'toString',
  'at',
  'includes',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'keys',
  'values',
  'entries',
  'with',
  'toReversed',
]);

/** A member of an array. */
export function arrayMember(self: ArrayValue, name: string, at: Span): StaticValue {
  const own = self.members?.get(name);
  if (own) return own;
  if (/^\d+$/.test(name)) {
    const item = self.items[Number(name)];
    // With an unknown spread somewhere, no position is certain.
    return self.rest ?? item?.value ?? literal(undefined, at);
  }
  if (self.rest) return self.rest;
  if (name === 'length') return literal(self.items.length, at);
  const run = Object.hasOwn(ARRAY_METHODS, name) ? ARRAY_METHODS[name] : undefined;
  if (/^-\d+$/.test(name)) return literal(undefined, at);
  if (!run || (self.hasHoles && !BLIND_TO_HOLES.has(name))) return unknown('unknown-call', at, `.${name}`);
  return native({ name, call: (call) => call.restUnknown ?? run(self.items, call) ?? unknown('unknown-call', call.span, `${name}()`) }, at);
}
