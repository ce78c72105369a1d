import type { Span } from '../../source/span.ts';
import { callOf, type FunctionValue, type ObjectValue, type StaticValue } from '../value.ts';
import { invoke } from './calls.ts';
import type { Run } from './run.ts';

/** What an object is taken for as text: what the code's own methods give of it. Of any other value, and where it has no such method, the value. */
export function asText(run: Run, value: StaticValue, at: Span): StaticValue {
  return coerced(run, value, ['toString', 'valueOf'], at);
}

/** The same as an operand. */
export function asOperand(run: Run, value: StaticValue, at: Span): StaticValue {
  return coerced(run, value, ['valueOf', 'toString'], at);
}

function coerced(run: Run, value: StaticValue, names: readonly string[], at: Span): StaticValue {
  if (value.kind !== 'object') return value;
  for (const name of names) {
    const method = methodOf(value, name);
    const given = method && invoke(run, method, callOf([], at), value);
    if (given && (given.kind === 'literal' || given.kind === 'unknown')) return given;
  }
  return value;
}

/** A method of the code's own; a getter, or what is not known, is none. */
function methodOf(value: ObjectValue, name: string): FunctionValue | undefined {
  const property = value.properties.get(name);
  if (property) return property.value.kind === 'function' ? property.value : undefined;
  return !value.open && value.prototype?.kind === 'object' ? methodOf(value.prototype, name) : undefined;
}
