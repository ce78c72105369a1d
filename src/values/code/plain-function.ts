import { closureOf } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import { runStrictly, type Ending } from '../strict.ts';
import type { PlainFunction, StaticValue } from '../value.ts';
import { askedBy } from './asked.ts';
import { fieldsRead } from './fields-read.ts';
import { isPlainCode } from './plain-code.ts';

/** Functions of JavaScript's own that take any primitive. */
const TOTAL_FUNCTIONS: ReadonlySet<string> = new Set(['Boolean', 'Number', 'String']);

/** A function that can be run for single values, for all that it can do is known; null for any other. */
export function plainFunction(evaluator: Evaluator, callee: StaticValue): PlainFunction | null {
  const call = (args: readonly StaticValue[]): StaticValue => evaluator.call(callee, args, callee.span);
  if (callee.kind === 'native') {
    const run = (args: readonly StaticValue[]): Ending => {
      const value = call(args);
      return value.kind === 'unknown' ? { kind: 'unsure' } : { kind: 'value', value };
    };
    return TOTAL_FUNCTIONS.has(callee.native.name) ? { run, constants: [], asked: null, reads: null } : null;
  }
  if (callee.kind !== 'function') return null;
  const closure = closureOf(callee);
  const scope = closure.environment.module.analysis.scopes.get(closure.node);
  const constants: (string | number)[] = [];
  if (!scope || !isPlainCode(evaluator, closure, constants)) return null;
  return {
    run: (args) => runStrictly(evaluator, () => call(args)),
    constants,
    asked: askedBy(evaluator, closure, scope),
    reads: fieldsRead(closure.node),
  };
}
