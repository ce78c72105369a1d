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

/** Functions that make themselves anew each time, with other arguments or none, are followed this often. */
const MAX_REPEATS = 3;
/**
 * Values by the closure that gives them, so that a type that contains itself is read once. A closure is the function with what it
 * captured: the same closure always gives the same value.
 */
const values = new WeakMap<object, StaticValue>();
/**
 * What is being followed. It is no argument, since between a lazy value and those that it makes lies code of the repository, with
 * calls that know nothing of it; and it is one for all evaluators, which may follow one another's values. Nothing here waits, and each
 * `call` sets it back, also when it throws: outside of `follow` it is null.
 */
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

/** How often the code that made this lazy value, or one around it, had made another one of those around it. */
function repeats(lazy: Lazy): number {
  const seen = new Set([placeOf(lazy)]);
  let count = 0;
  for (let around = lazy.within; around; around = around.outer) {
    const place = placeOf(around.lazy);
    if (seen.has(place)) count += 1;
    else seen.add(place);
  }
  return count;
}

function placeOf({ getter }: Lazy): string {
  return `${getter.span.start}:${getter.span.end}:${getter.span.file}`;
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
