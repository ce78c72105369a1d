import type { Span } from '../../source/span.ts';
import { native, unknown, type ArrayValue, type NativeCall, type Slot, type StaticValue } from '../value.ts';

export type Method = (call: NativeCall) => StaticValue | undefined;

/** A function of JavaScript's own, as a value; where it cannot tell, the call is unknown. */
export function method(name: string, run: Method, at: Span): StaticValue {
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

export function argument(call: NativeCall, index: number): StaticValue | undefined {
  return call.args[index]?.value;
}

export function text(value: StaticValue | undefined): string | undefined {
  return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** A number, or `absent` where the argument is left out; undefined when it is neither. */
export function count(value: StaticValue | undefined, absent: number | undefined): number | undefined {
  if (isAbsent(value)) return absent;
  return value?.kind === 'literal' && typeof value.value === 'number' ? value.value : undefined;
}

/** Whether an argument is left out, or given as `undefined`: then a default takes its place. */
export function isAbsent(value: StaticValue | undefined): boolean {
  return value === undefined || (value.kind === 'literal' && value.value === undefined);
}

/** An array value that did not come from an array literal. */
export function arrayOf(values: readonly StaticValue[], span: Span): ArrayValue {
  return { kind: 'array', items: values.map((value) => ({ value, span: value.span })), rest: null, span };
}

export function slots(items: readonly Slot[], span: Span): ArrayValue {
  return { kind: 'array', items, rest: null, span };
}
