import { isNode, type AnyNode } from '../modules/nodes.ts';
import type { Span } from '../source/span.ts';
import { promise } from './builtins/promises.ts';
import { destructure } from './destructure.ts';
import { closureOf, openEnvironment, type Environment } from './environment.ts';
import type { Evaluator } from './evaluation.ts';
import { runStatements } from './statements.ts';
import { literal, unknown, type FunctionValue, type NativeCall, type StaticValue } from './value.ts';

/** Calls of functions inside calls of functions; beyond it the value is `too-deep`. */
const MAX_CALLS = 60;
let activeCalls = 0;

/**
 * Follows a call into a function of the repository: parameters are bound, and the statements are walked to the `return` that is certainly reached.
 * Of an asynchronous function it is a promise. Generators, classes, and bodies whose way depends on an unknown value are unknown calls.
 */
export function callFunction(evaluator: Evaluator, callee: FunctionValue, call: Omit<NativeCall, 'evaluator'>): StaticValue {
  const { node, environment } = closureOf(callee);
  const name = nameOf(node);
  const isClass = node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
  if (isClass || call.isNew || node['generator']) return unknown('unknown-call', call.span, name);
  const scope = environment.module.analysis.scopes.get(node);
  const body = node['body'];
  if (!scope || !isNode(body)) return unknown('unknown-call', call.span, name);
  if (activeCalls >= MAX_CALLS) return unknown('too-deep', call.span, name);
  const inner = openEnvironment(environment.module, scope, environment);
  bindParameters(evaluator, parametersOf(node), call, inner);
  activeCalls++;
  try {
    const value = resultOf(evaluator, body, inner, call.span);
    return node['async'] ? promise(value, call.span) : value;
  } finally {
    activeCalls--;
  }
}

/** Parameters as a call fills them: what TypeScript says of `this` is none. */
export function parametersOf(node: AnyNode): readonly AnyNode[] {
  const parameters = node['params'] as AnyNode[];
  const isThis = parameters[0]?.type === 'Identifier' && parameters[0]['name'] === 'this';
  return isThis ? parameters.slice(1) : parameters;
}

function resultOf(evaluator: Evaluator, body: AnyNode, inner: Environment, span: Span): StaticValue {
  if (body.type !== 'BlockStatement') return evaluator.evaluate(body, inner);
  const outcome = runStatements(evaluator, body['body'] as AnyNode[], inner);
  return outcome.kind === 'return' ? outcome.value : literal(undefined, span);
}

function nameOf(node: AnyNode): string {
  const id = node['id'];
  return isNode(id) ? `${String(id['name'])}()` : 'a function';
}

function bindParameters(
  evaluator: Evaluator,
  parameters: readonly AnyNode[],
  call: Omit<NativeCall, 'evaluator'>,
  inner: Environment,
): void {
  const { args, restUnknown, span } = call;
  for (const [index, parameter] of parameters.entries()) {
    const target = parameter.type === 'TSParameterProperty' ? (parameter['parameter'] as AnyNode) : parameter;
    const argument = args[index]?.value ?? restUnknown ?? literal(undefined, span);
    const value: StaticValue =
      target.type === 'RestElement' ? { kind: 'array', items: args.slice(index), rest: restUnknown, span } : argument;
    const pattern = target.type === 'RestElement' ? (target['argument'] as AnyNode) : target;
    for (const [name, bound] of destructure(evaluator, pattern, value, inner, span)) {
      const declaration = inner.scope.declarations.get(name);
      if (declaration) inner.values.set(declaration, bound);
    }
  }
}
