import type { Span } from '../../source/span.ts';
import { primitive } from '../expressions/operators.ts';
import { literal, native, unknown, type NativeCall, type Slot, type StaticValue } from '../value.ts';
import { argument, arrayOf, method } from './method.ts';

/** `new Map()`, where code is run for single values: by texts, numbers and the like. */
export function makeMap(call: NativeCall): StaticValue {
  if (!call.isNew || call.args.length > 0 || call.restUnknown || !call.evaluator.isRunning())
    return unknown('unknown-call', call.span, 'Map()');
  const entries = new Map<unknown, { readonly key: StaticValue; readonly value: StaticValue }>();
  const map: StaticValue = native(
    {
      name: 'a Map',
      isLive: true,
      get items() {
        return [...entries.values()].map(({ key, value }): Slot => ({ value: arrayOf([key, value], call.span), span: call.span }));
      },
      get: (name, at) => (name === 'size' ? literal(entries.size, at) : mapMethod(name, at)),
    },
    call.span,
  );

  function mapMethod(name: string, at: Span): StaticValue | undefined {
    const asked = (run: (key: unknown, call: NativeCall) => StaticValue | undefined): StaticValue =>
      method(
        name,
        (call) => {
          const key = argument(call, 0);
          const plain = key && primitive(key);
          return plain && run(plain.value, call);
        },
        at,
      );
    switch (name) {
      case 'get':
        return asked((key, { span }) => entries.get(key)?.value ?? literal(undefined, span));
      case 'has':
        return asked((key, { span }) => literal(entries.has(key), span));
      case 'set':
        return asked((plain, call) => {
          const [key, value] = [argument(call, 0), argument(call, 1)];
          if (!key || !value || value.kind === 'unknown') return undefined;
          entries.set(plain, { key, value });
          return map;
        });
      default:
        return undefined;
    }
  }
  return map;
}
