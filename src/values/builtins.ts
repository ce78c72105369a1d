import type { Span } from '../source/span.ts';
import { MAX_TEXT, propertyKey, truth } from './operators.ts';
import { inRunTimeOrder } from './property-order.ts';
import {
  literal,
  native,
  unknown,
  type ArrayValue,
  type EvaluatorPort,
  type NativeCall,
  type Property,
  type Slot,
  type StaticValue,
} from './value.ts';

/** Longest array that `Array.from`, `repeat` and the like may make. */
const MAX_ITEMS = 10_000;

type Method = (call: NativeCall) => StaticValue | undefined;

/** A function of JavaScript's own, as a value; where it cannot tell, the call is unknown. */
function method(name: string, run: Method, at: Span): StaticValue {
  return native(
    {
      name,
      call: (call) => {
        if (call.restUnknown) return call.restUnknown;
        // `new String('x')` is an object.
        if (call.isNew) return unknown('unknown-call', call.span, `new ${name}()`);
        const bad = call.args.find((argument) => argument.value.kind === 'unknown');
        return run(call) ?? (bad?.value.kind === 'unknown' ? bad.value : unknown('unknown-call', call.span, `${name}()`));
      },
    },
    at,
  );
}

function argument(call: NativeCall, index: number): StaticValue | undefined {
  return call.args[index]?.value;
}

function text(value: StaticValue | undefined): string | undefined {
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** A number, or `absent` where the argument is left out; undefined when it is neither. */
function count(value: StaticValue | undefined, absent: number | undefined): number | undefined {
  if (value === undefined || (value.kind === 'literal' && value.value === undefined)) return absent;
  return value.kind === 'literal' && typeof value.value === 'number' ? value.value : undefined;
}

function isAbsent(value: StaticValue | undefined): boolean {
  return value === undefined || (value.kind === 'literal' && value.value === undefined);
}

function arrayOf(values: readonly StaticValue[], span: Span): ArrayValue {
  return { kind: 'array', items: values.map((value) => ({ value, span: value.span })), rest: null, span };
}

function slots(items: readonly Slot[], span: Span): ArrayValue {
  return { kind: 'array', items, rest: null, span };
}

/** What JavaScript makes of a value in `join`, `String()` and templates; undefined for objects. */
function toText(value: StaticValue): string | undefined {
  if (value.kind !== 'literal') return undefined;
  return typeof value.value === 'object' && value.value !== null ? undefined : String(value.value);
}

const STRING_METHODS: Readonly<
  Record<string, (self: string, call: NativeCall) => string | number | boolean | readonly string[] | undefined>
> = {
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  toLocaleLowerCase: (self) => self.toLowerCase(),
  toLocaleUpperCase: (self) => self.toUpperCase(),
  trim: (self) => self.trim(),
  trimStart: (self) => self.trimStart(),
  trimEnd: (self) => self.trimEnd(),
  toString: (self: string) => self,
  valueOf: (self: string) => self,
  concat: (self, call) => {
    const parts = call.args.map((part) => toText(part.value));
    return parts.every((part) => part !== undefined) ? self.concat(...parts) : undefined;
  },
  slice: (self, call) => range(call, self.length, (from, to) => self.slice(from, to)),
  substring: (self, call) => range(call, self.length, (from, to) => self.substring(from, to)),
  charAt: (self, call) => withCount(call, 0, (at) => self.charAt(at)),
  repeat: (self, call) =>
    withCount(call, undefined, (times) => (times >= 0 && times * self.length <= MAX_TEXT ? self.repeat(times) : undefined)),
  padStart: (self, call) => pad(call, (length, fill) => self.padStart(length, fill)),
  padEnd: (self, call) => pad(call, (length, fill) => self.padEnd(length, fill)),
  startsWith: (self, call) => withText(call, (search) => self.startsWith(search)),
  endsWith: (self, call) => withText(call, (search) => self.endsWith(search)),
  includes: (self, call) => withText(call, (search) => self.includes(search)),
  indexOf: (self, call) => withText(call, (search) => self.indexOf(search)),
  lastIndexOf: (self, call) => withText(call, (search) => self.lastIndexOf(search)),
  split: (self, call) => {
    if (isAbsent(argument(call, 0))) return [self];
    return call.args.length === 1 ? withText(call, (separator) => self.split(separator)) : undefined;
  },
  replace: (self, call) => replaceWith(self, call, (search, replacement) => self.replace(search, replacement)),
  replaceAll: (self, call) => replaceWith(self, call, (search, replacement) => self.replaceAll(search, replacement)),
  normalize: (self, call) => (call.args.length === 0 ? self.normalize() : undefined),
};

function range(call: NativeCall, end: number, take: (from: number, to: number) => string): string | undefined {
  const from = count(argument(call, 0), 0);
  const to = count(argument(call, 1), end);
  return from === undefined || to === undefined ? undefined : take(from, to);
}

function withCount(call: NativeCall, absent: number | undefined, make: (value: number) => string | undefined): string | undefined {
  const value = count(argument(call, 0), absent);
  return value === undefined ? undefined : make(value);
}

function withText<T>(call: NativeCall, make: (value: string) => T): T | undefined {
  const value = text(argument(call, 0));
  return value === undefined || call.args.length > 1 ? undefined : make(value);
}

function pad(call: NativeCall, make: (length: number, fill: string) => string): string | undefined {
  const length = count(argument(call, 0), undefined);
  const fill = isAbsent(argument(call, 1)) ? ' ' : text(argument(call, 1));
  return length === undefined || fill === undefined || length > MAX_TEXT ? undefined : make(length, fill);
}

/** With strings alone: a regular expression of the repository is never run. */
function replaceWith(self: string, call: NativeCall, make: (search: string, replacement: string) => string): string | undefined {
  const search = text(argument(call, 0));
  const replacement = text(argument(call, 1));
  if (search === undefined || replacement === undefined) return undefined;
  return isShort(search, replacement, self) ? make(search, replacement) : undefined;
}

/** Whether what replaces every match is short enough in all, `$&` and its like included, each of which may stand for the whole text. */
function isShort(search: string, replacement: string, self: string): boolean {
  const matches = search === '' ? self.length + 1 : self.split(search).length;
  const patterns = replacement.split('$').length - 1;
  return matches * (replacement.length + patterns * self.length) <= 100 * MAX_TEXT;
}

export function stringMember(self: string, name: string, at: Span): StaticValue {
  if (name === 'length') return literal(self.length, at);
  if (/^\d+$/.test(name)) return literal(self[Number(name)], at);
  if (name === 'at')
    return method(
      'at',
      (call) => {
        const index = count(argument(call, 0), 0);
        return index === undefined ? undefined : literal(self.at(index), call.span);
      },
      at,
    );
  const run = Object.hasOwn(STRING_METHODS, name) ? STRING_METHODS[name] : undefined;
  if (!run) return unknown('unknown-call', at, `.${name}`);
  return method(
    name,
    (call) => {
      const result = run(self, call);
      if (result === undefined) return undefined;
      if (typeof result === 'string' && result.length > MAX_TEXT) return undefined;
      return typeof result === 'object'
        ? arrayOf(
            result.map((part) => literal(part, call.span)),
            call.span,
          )
        : literal(result, call.span);
    },
    at,
  );
}

const ARRAY_METHODS: Readonly<Record<string, (self: readonly Slot[], call: NativeCall) => StaticValue | undefined>> = {
  concat: (self, call) => {
    const items = [...self];
    for (const added of call.args) {
      if (added.value.kind === 'array') {
        if (added.value.rest) return added.value.rest;
        items.push(...added.value.items);
      } else if (added.value.kind === 'unknown') return undefined;
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
  find: (self, call) => {
    const kept = tested(self, call);
    return kept && (self[kept.indexOf(true)]?.value ?? literal(undefined, call.span));
  },
  findIndex: (self, call) => {
    const kept = tested(self, call);
    return kept && literal(kept.indexOf(true), call.span);
  },
  some: (self, call) => {
    const kept = tested(self, call);
    return kept && literal(kept.includes(true), call.span);
  },
  every: (self, call) => {
    const kept = tested(self, call);
    return kept && literal(!kept.includes(false), call.span);
  },
  reduce: (self, call) => {
    const callee = argument(call, 0);
    if (!callee || self.length > MAX_ITEMS) return undefined;
    const items = self.map((item) => item.value);
    let accumulated = call.args.length > 1 ? argument(call, 1) : items.shift();
    // Without a start the first item is it, and the second is what the callback gets first, as number 1.
    const skipped = self.length - items.length;
    for (const [index, item] of items.entries()) {
      if (!accumulated) return undefined;
      accumulated = call.evaluator.call(callee, [accumulated, item, literal(index + skipped, call.span)], call.span);
    }
    return accumulated;
  },
  // `includes` finds NaN, `indexOf` does not.
  includes: (self, call) => membership(self, call, (items, wanted) => items.includes(wanted)),
  indexOf: (self, call) => membership(self, call, (items, wanted) => items.indexOf(wanted)),
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
    arrayOf(
      self.map((_, index) => literal(index, call.span)),
      call.span,
    ),
  values: (self, call) => slots(self, call.span),
  entries: (self, call) =>
    arrayOf(
      self.map((item, index) => arrayOf([literal(index, call.span), item.value], call.span)),
      call.span,
    ),
  toString: (self: readonly Slot[], call: NativeCall) => joined(self, ',', call),
};

/** Of null and undefined, and of holes, nothing is joined. */
function joined(self: readonly Slot[], separator: string, call: NativeCall): StaticValue | undefined {
  const parts = self.map(({ value }) =>
    value.kind === 'literal' && (value.value === null || value.value === undefined) ? '' : toText(value),
  );
  if (!parts.every((part) => part !== undefined)) return self.find((item) => item.value.kind === 'unknown')?.value;
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, 0);
  return length > MAX_TEXT ? undefined : literal(parts.join(separator), call.span);
}

/** Results of calling the first argument for each item. */
function mapped(self: readonly Slot[], call: NativeCall): readonly StaticValue[] | undefined {
  const callee = argument(call, 0);
  if (!callee || self.length > MAX_ITEMS) return undefined;
  return self.map((item, index) => call.evaluator.call(callee, [item.value, literal(index, call.span), slots(self, call.span)], call.span));
}

function tested(self: readonly Slot[], call: NativeCall): readonly boolean[] | undefined {
  const results = mapped(self, call)?.map(truth);
  return results?.every((result) => result !== undefined) ? results : undefined;
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
const BLIND_TO_HOLES = new Set(['join', 'toString', 'at', 'includes', 'find', 'findIndex']);

export function arrayMember(self: ArrayValue, name: string, at: Span): StaticValue {
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

const GLOBALS: ReadonlyMap<string, (at: Span) => StaticValue> = new Map<string, (at: Span) => StaticValue>([
  ['undefined', (at) => literal(undefined, at)],
  ['NaN', (at) => literal(Number.NaN, at)],
  ['Infinity', (at) => literal(Number.POSITIVE_INFINITY, at)],
  ['Object', (at) => library('Object', OBJECT, at)],
  ['Array', (at) => library('Array', ARRAY, at)],
  ['JSON', (at) => library('JSON', {}, at)],
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
      callable(
        'String',
        (call) => {
          const value = argument(call, 0);
          const string = value ? toText(value) : '';
          return string === undefined ? undefined : literal(string, call.span);
        },
        at,
      ),
  ],
  [
    'Number',
    (at) =>
      callable(
        'Number',
        (call) => {
          const value = argument(call, 0);
          const string = value ? toText(value) : '0';
          return string === undefined || value?.kind !== 'literal' ? undefined : literal(Number(value.value), call.span);
        },
        at,
      ),
  ],
  ['isNaN', (at) => callable('isNaN', (call) => ofNumber(call, Number.isNaN), at)],
  ['isFinite', (at) => callable('isFinite', (call) => ofNumber(call, Number.isFinite), at)],
  ['RegExp', (at) => native({ name: 'RegExp', call: makeRegExp }, at)],
  ['Set', (at) => native({ name: 'Set', call: makeSet }, at)],
  [
    'Boolean',
    (at) =>
      callable(
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

function callable(name: string, run: Method, at: Span): StaticValue {
  return method(name, run, at);
}

function library(name: string, functions: Readonly<Record<string, Method>>, at: Span): StaticValue {
  return native(
    {
      name,
      get: (property, span) => {
        const run = Object.hasOwn(functions, property) ? functions[property] : undefined;
        return run ? method(`${name}.${property}`, run, span) : undefined;
      },
    },
    at,
  );
}

/** Own enumerable properties of what `Object.keys` and its like are given. */
function entriesOf(value: StaticValue | undefined): readonly (readonly [string, Slot])[] | undefined {
  if (value?.kind === 'array') return value.rest ? undefined : value.items.map((item, index) => [String(index), item]);
  if (value?.kind !== 'object' || value.open) return undefined;
  return [...value.properties];
}

function ofNumber(call: NativeCall, test: (value: number) => boolean): StaticValue | undefined {
  const value = argument(call, 0);
  return value?.kind === 'literal' && typeof value.value !== 'bigint' && typeof value.value !== 'object'
    ? literal(test(Number(value.value)), call.span)
    : undefined;
}

/** A regular expression as it would be written; it is not run. */
function makeRegExp(call: NativeCall): StaticValue {
  const [pattern, flags] = [argument(call, 0), argument(call, 1)];
  const cannotTell = unknown('unknown-call', call.span, 'RegExp()');
  if (call.restUnknown || pattern?.kind !== 'literal' || !(isAbsent(flags) || text(flags) !== undefined)) return cannotTell;
  const { value } = pattern;
  if (typeof value === 'object' && value !== null) return literal({ pattern: value.pattern, flags: text(flags) ?? value.flags }, call.span);
  return typeof value === 'string' ? literal({ pattern: value, flags: text(flags) ?? '' }, call.span) : cannotTell;
}

/** `new Set(list)`, of what can be compared: texts, numbers and the like. */
function makeSet(call: NativeCall): StaticValue {
  const given = argument(call, 0) ?? arrayOf([], call.span);
  const source = iterated(given);
  const cannotTell = unknown('unknown-call', call.span, 'Set()');
  if (!call.isNew || call.restUnknown || source.kind !== 'array' || source.rest) return source.kind === 'unknown' ? source : cannotTell;
  const items = new Map<unknown, Slot>();
  for (const item of source.items) {
    if (item.value.kind !== 'literal' || (typeof item.value.value === 'object' && item.value.value !== null)) return cannotTell;
    if (!items.has(item.value.value)) items.set(item.value.value, item);
  }
  return native(
    {
      name: 'a Set',
      items: [...items.values()],
      get: (name, at) => {
        if (name === 'size') return literal(items.size, at);
        const has: Method = (asked) => {
          const value = argument(asked, 0);
          return value?.kind === 'literal' ? literal(items.has(value.value), asked.span) : undefined;
        };
        return name === 'has' ? method('has', has, at) : undefined;
      },
    },
    call.span,
  );
}

/** A Set as the list that a spread or a loop makes of it; anything else as it is. */
export function iterated(value: StaticValue): StaticValue {
  return value.kind === 'native' && value.native.items ? slots(value.native.items, value.span) : value;
}

const OBJECT: Readonly<Record<string, Method>> = {
  keys: (call) => {
    const entries = entriesOf(argument(call, 0));
    return (
      entries &&
      arrayOf(
        entries.map(([key]) => literal(key, call.span)),
        call.span,
      )
    );
  },
  values: (call) => {
    const entries = entriesOf(argument(call, 0));
    return (
      entries &&
      slots(
        entries.map(([, slot]) => ({ value: slot.value, span: slot.span })),
        call.span,
      )
    );
  },
  entries: (call) => {
    const entries = entriesOf(argument(call, 0));
    return (
      entries &&
      arrayOf(
        entries.map(([key, slot]) => arrayOf([literal(key, call.span), slot.value], call.span)),
        call.span,
      )
    );
  },
  fromEntries: (call) => {
    const entries = argument(call, 0);
    if (entries?.kind !== 'array' || entries.rest) return undefined;
    const properties = new Map<string, Property>();
    for (const entry of entries.items) {
      const key = propertyKey(call.evaluator.member(entry.value, '0', call.span));
      if (key === undefined) return undefined;
      properties.set(key, { key: entry.span, span: entry.span, value: call.evaluator.member(entry.value, '1', call.span) });
    }
    return { kind: 'object', properties: inRunTimeOrder(properties), open: null, span: call.span };
  },
  assign: (call) => {
    const properties = new Map<string, Property>();
    for (const source of call.args) {
      // A text gives its letters.
      if (source.value.kind === 'literal' && typeof source.value.value !== 'string') continue;
      if (source.value.kind !== 'object' || source.value.open) return undefined;
      for (const [key, property] of source.value.properties) properties.set(key, property);
    }
    return { kind: 'object', properties: inRunTimeOrder(properties), open: null, span: call.span };
  },
  freeze: (call) => argument(call, 0),
  seal: (call) => argument(call, 0),
  preventExtensions: (call) => argument(call, 0),
};

const ARRAY: Readonly<Record<string, Method>> = {
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
