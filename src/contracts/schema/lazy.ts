import type { Span } from '../../source/span.ts';
import { unknown, type EvaluatorPort, type StaticValue } from '../../values/value.ts';

/** A value that a function gives when it is first asked for: the function of `z.lazy`, or a getter. */
export interface Lazy {
  readonly getter: StaticValue;
  readonly evaluator: EvaluatorPort;
  readonly origin: Span;
  /** The lazy values that were being followed when this one was made, innermost first. */
  readonly within: Following | null;
}
interface Following {
  readonly lazy: Lazy;
  readonly outer: Following | null;
}

/** A function that makes itself anew each time, with other arguments or none, is followed this far. */
const MAX_REPEATS = 4;
/**
 * Values by the closure that gives them, so that a type that contains itself is read once. A closure is the function with what it
 * captured: the same closure always gives the same value.
 */
const values = new WeakMap<object, StaticValue>();
let current: Following | null = null;

/** A value that `getter` gives when it is followed. */
export function lazyValue(getter: StaticValue, evaluator: EvaluatorPort, origin: Span): Lazy {
  return { getter, evaluator, origin, within: current };
}

/** The value; unknown where the function cannot be followed, or never comes to an end. */
export function follow(lazy: Lazy): StaticValue {
  const key = closureOf(lazy);
  const known = values.get(key);
  if (known) return known;
  const value = repeats(lazy) < MAX_REPEATS ? call(lazy) : unknown('too-deep', lazy.origin, 'a type that contains itself without end');
  // While the constant that the function returns is still being evaluated it is a cycle; afterwards it is not.
  if (!(value.kind === 'unknown' && value.reason === 'cycle')) values.set(key, value);
  return value;
}

function closureOf({ getter }: Lazy): object {
  return getter.kind === 'function' && typeof getter.closure === 'object' && getter.closure !== null ? getter.closure : getter;
}

/** How many of the lazy values around this one were made by the same code: a function that makes new types each time it is called. */
function repeats(lazy: Lazy): number {
  const { span } = lazy.getter;
  let count = 0;
  for (let around = lazy.within; around; around = around.outer) {
    const other = around.lazy.getter.span;
    if (other.start === span.start && other.end === span.end && other.file === span.file) count += 1;
  }
  return count;
}

function call(lazy: Lazy): StaticValue {
  const outer = current;
  current = { lazy, outer: lazy.within };
  try {
    return lazy.evaluator.call(lazy.getter, [], lazy.origin);
  } finally {
    current = outer;
  }
}
