import { NOWHERE, type Span } from '../../source/span.ts';
import { arrayOf } from '../builtins/method.ts';
import { iterated } from '../builtins/sets.ts';
import { isNullish, primitive } from '../expressions/operators.ts';
import { literal, native, unknown, type NativeCall, type Slot, type StaticValue } from '../value.ts';
import { giveUp, type Run } from './run.ts';

/** What a Map or Set tells apart: primitives by what they are, anything else by identity. */
function identity(value: StaticValue): unknown {
  if (value.kind === 'unknown') return giveUp();
  const plain = primitive(value);
  return plain ? plain.value : value;
}

/** Methods by which they change: only the module that made them is known to call them. */
const CHANGING = new Set(['set', 'add', 'delete', 'clear']);

interface Entry {
  readonly key: Slot;
  readonly value: Slot;
}

/** `new Map(…)` and `new Set(…)`, which change by their own methods; weak ones throw for what is no object. */
export function makeCollection(run: Run, isMap: boolean, isWeak: boolean): StaticValue {
  const name = isMap ? 'Map' : 'Set';
  return native(
    { name, call: (call) => (call.isNew ? create(run, isMap, isWeak, call) : unknown('unknown-call', call.span, name)) },
    NOWHERE,
  );
}

function create(run: Run, isMap: boolean, isWeak: boolean, { args, restUnknown, span, evaluator }: NativeCall): StaticValue {
  const entries = new Map<unknown, Entry>();
  const owner = run.current;
  const put = (key: Slot, value: Slot): void => {
    if (isWeak && key.value.kind === 'literal') giveUp();
    const id = identity(key.value);
    entries.set(id, { key: entries.get(id)?.key ?? key, value });
  };
  const given = args[0]?.value;
  if (restUnknown) giveUp();
  if (given && !isNullish(given)) {
    const source = iterated(given);
    if (source.kind !== 'array' || source.rest) return giveUp();
    for (const item of source.items) {
      if (!isMap) put(item, item);
      else {
        const [key, value] = ['0', '1'].map((index) => evaluator.member(item.value, index, item.span));
        if (key && value) put({ value: key, span: item.span }, { value, span: item.span });
      }
    }
  }
  const keys = (): readonly Slot[] => [...entries.values()].map(({ key }) => key);
  const values = (): readonly Slot[] => [...entries.values()].map(({ value }) => value);
  const pairs = (): readonly Slot[] =>
    [...entries.values()].map(({ key, value }) => ({ value: arrayOf([key.value, value.value], span), span: value.span }));
  const nothing = (at: NativeCall): StaticValue => literal(undefined, at.span);
  const argument = (at: NativeCall, index: number): Slot => at.args[index] ?? { value: at.restUnknown ?? nothing(at), span: at.span };
  const methods: Readonly<Record<string, (at: NativeCall) => StaticValue>> = {
    has: (at) => literal(entries.has(identity(argument(at, 0).value)), at.span),
    delete: (at) => literal(entries.delete(identity(argument(at, 0).value)), at.span),
    clear: (at) => {
      entries.clear();
      return nothing(at);
    },
    forEach: (at) => {
      for (const { key, value } of entries.values()) at.evaluator.call(argument(at, 0).value, [value.value, key.value, self], at.span);
      return nothing(at);
    },
    keys: () => iterator(keys, span),
    values: () => iterator(values, span),
    entries: () =>
      iterator(isMap ? pairs : () => keys().map((key) => ({ value: arrayOf([key.value, key.value], span), span: key.span })), span),
    ...(isMap
      ? {
          get: (at: NativeCall) => entries.get(identity(argument(at, 0).value))?.value.value ?? nothing(at),
          set: (at: NativeCall) => {
            put(argument(at, 0), argument(at, 1));
            return self;
          },
        }
      : {
          add: (at: NativeCall) => {
            put(argument(at, 0), argument(at, 0));
            return self;
          },
        }),
  };
  const self = native(
    {
      name: isMap ? 'a Map' : 'a Set',
      get items() {
        if (run.spoiled.has(self)) giveUp();
        return isMap ? pairs() : keys();
      },
      get(name, at) {
        if (run.spoiled.has(self) || (CHANGING.has(name) && run.current !== owner)) giveUp();
        if (name === 'size') return literal(entries.size, at);
        const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
        return method && native({ name: `.${name}`, call: method }, at);
      },
    },
    span,
  );
  return self;
}

/** What goes over a collection as it is when it is asked. */
function iterator(items: () => readonly Slot[], span: Span): StaticValue {
  return native(
    {
      name: 'an iterator',
      once: { isOver: false },
      get items() {
        return items();
      },
    },
    span,
  );
}
