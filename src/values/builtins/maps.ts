import type { Span } from '../../source/span.ts';
import { literal, native, unknown, type NativeCall, type Slot, type StaticValue } from '../value.ts';
import { arrayOf, method } from './method.ts';

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
    const asked = (
      run: (key: StaticValue, by: unknown, value: StaticValue | undefined, span: Span) => StaticValue | undefined,
    ): StaticValue =>
      method(
        name,
        ({ args, span }) => {
          const [key, value] = args.map((one) => one.value);
          const isPlain = key?.kind === 'literal' && (typeof key.value !== 'object' || key.value === null);
          return isPlain ? run(key, key.value, value, span) : undefined;
        },
        at,
      );
    switch (name) {
      case 'get':
        return asked((_, by, _value, span) => entries.get(by)?.value ?? literal(undefined, span));
      case 'has':
        return asked((_, by, _value, span) => literal(entries.has(by), span));
      case 'set':
        return asked((key, by, value) => {
          if (!value || value.kind === 'unknown') return undefined;
          entries.set(by, { key, value });
          return map;
        });
      default:
        return undefined;
    }
  }
  return map;
}
