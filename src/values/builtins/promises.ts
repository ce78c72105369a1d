import type { Span } from '../../source/span.ts';
import { literal, native, unknown, type NativeCall, type StaticValue } from '../value.ts';
import { argument, arrayOf, type Method } from './method.ts';

/** A promise that is kept; of a promise of a promise the inner one. */
export function promise(value: StaticValue, at: Span): StaticValue {
  if (value.kind === 'native' && value.native.promised) return value;
  const then: Method = (call) => {
    const callback = argument(call, 0);
    return callback && promise(call.evaluator.call(callback, [value], call.span), call.span);
  };
  const ending: Method = (call) => {
    const callback = argument(call, 0);
    if (callback) call.evaluator.call(callback, [], call.span);
    return promise(value, at);
  };
  const methods: Readonly<Record<string, Method>> = { then, catch: () => promise(value, at), finally: ending };
  return native(
    {
      name: 'a promise',
      promised: value,
      get(name, span) {
        const run = Object.hasOwn(methods, name) ? methods[name] : undefined;
        return run && native({ name: `.${name}`, call: (call) => run(call) ?? unknown('unknown-call', call.span, `.${name}()`) }, span);
      },
    },
    at,
  );
}

/** What awaiting a value gives; undefined where it cannot be told. */
export function awaited(value: StaticValue): StaticValue | undefined {
  switch (value.kind) {
    case 'native':
      return value.native.promised ?? value;
    case 'object':
      return value.open || value.prototype || value.properties.has('then') ? undefined : value;
    case 'unknown':
      return undefined;
    default:
      return value;
  }
}

/** Functions of `Promise`. */
export const PROMISE_FUNCTIONS: Readonly<Record<string, Method>> = {
  resolve: (call) => settled(argument(call, 0) ?? literal(undefined, call.span), call),
  all: (call) => {
    const given = argument(call, 0);
    if (given?.kind !== 'array' || given.rest) return undefined;
    const values = given.items.map((item) => awaited(item.value) ?? unknown('not-static', item.span, 'await'));
    return promise(arrayOf(values, given.span), call.span);
  },
};

function settled(value: StaticValue, call: NativeCall): StaticValue | undefined {
  const given = awaited(value);
  return given && promise(given, call.span);
}
