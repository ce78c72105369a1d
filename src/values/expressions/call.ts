import { isClass, isNode, type AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { promise } from '../builtins/promises.ts';
import { closureOf, openEnvironment, type Environment } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import { givenParameters, namesItsBody } from '../statements/parameters.ts';
import { runStatements } from '../statements/statements.ts';
import { withSteps } from '../statements/stepped.ts';
import { literal, unknown, type Call, type FunctionValue, type StaticValue } from '../value.ts';
import { bindPattern } from './destructure.ts';
import { schemaOfSubclass } from './subclass.ts';

/** Calls of functions inside calls of functions; beyond it the value is `too-deep`. */
const MAX_CALLS = 60;

/**
 * Follows a call into a function of the repository: parameters are bound, and the statements are walked to the `return` that is certainly reached.
 * Of an asynchronous function it is a promise. Generators, classes, and bodies whose way depends on an unknown value are unknown calls.
 */
export function callFunction(evaluator: Evaluator, callee: FunctionValue, call: Call): StaticValue {
  const { node, environment } = closureOf(callee);
  const name = nameOf(node);
  const isTooDeep = evaluator.underway.calls >= MAX_CALLS;
  const schema = isClass(node) && !isTooDeep ? insideCall(evaluator, () => schemaOfSubclass(evaluator, callee, call)) : undefined;
  if (schema) return schema;
  if (isClass(node) || call.isNew || node['generator']) return unknown('unknown-call', call.span, name);
  const scope = environment.module.analysis.scopes.get(node);
  const body = node['body'];
  if (!scope || !isNode(body) || namesItsBody(scope)) return unknown('unknown-call', call.span, name);
  if (isTooDeep) return unknown('too-deep', call.span, name);
  const inner = openEnvironment(environment.module, scope, environment);
  for (const [pattern, given] of givenParameters(node, call)) bindPattern(evaluator, pattern, given, inner, call.span);
  const value = insideCall(evaluator, () => resultOf(evaluator, body, withSteps(inner), call.span));
  return node['async'] ? promise(value, call.span) : value;
}

/** Counts the call while it is followed, also where a run gives up in it. */
function insideCall<Result>({ underway }: Evaluator, follow: () => Result): Result {
  underway.calls++;
  try {
    return follow();
  } finally {
    underway.calls--;
  }
}

function resultOf(evaluator: Evaluator, body: AnyNode, inner: Environment, span: Span): StaticValue {
  if (body.type !== 'BlockStatement') return evaluator.evaluate(body, inner);
  const completion = runStatements(evaluator, body['body'] as AnyNode[], inner);
  return completion.kind === 'return' ? completion.value : literal(undefined, span);
}

function nameOf(node: AnyNode): string {
  const id = node['id'];
  return isNode(id) ? `${String(id['name'])}()` : 'a function';
}
