import { unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { isAbsent } from '../builtins/method.ts';
import { describeCallee } from '../describe.ts';
import { spanOf, type Environment } from '../names/environment.ts';
import { MAX_DEPTH, unreadable, type Evaluation } from '../evaluation.ts';
import { requiredModule } from '../names/imports.ts';
import { unknownsIn } from '../points-to/points.ts';
import { bounded } from '../size.ts';
import { isChangedByCode, literal, madeOf, unknown, type Call, type StaticValue } from '../value.ts';
import { evaluateArguments } from './arguments.ts';
import { callFunction } from './call.ts';
import { evaluateMember, isInOptionalChain } from './members.ts';

const NO_ARGUMENTS: Pick<Call, 'args' | 'restUnknown'> = { args: [], restUnknown: null };

export function evaluateCall(evaluation: Evaluation, node: AnyNode, environment: Environment, span: Span): StaticValue {
  const calleeNode = unwrap(node['callee'] as AnyNode);
  const required = requiredModule(evaluation, node, calleeNode, environment);
  if (required) return required;
  const callee =
    calleeNode.type === 'MemberExpression'
      ? evaluateMember(evaluation, calleeNode, environment, spanOf(calleeNode, environment), true)
      : evaluation.evaluate(calleeNode, environment);
  if (isAbsent(callee) && (node['optional'] || isInOptionalChain(node['callee'] as AnyNode))) return literal(undefined, span);
  if (callee.kind === 'unknown') {
    if (evaluation.isTracing) for (const argument of node['arguments'] as AnyNode[]) evaluateEffect(evaluation, argument, environment);
    // An unknown function: say what is called, not why it is unknown, unless the cause lies deeper than its name.
    if (callee.reason !== 'not-static' && callee.reason !== 'unresolved-import' && callee.reason !== 'parameter') return callee;
    return unreadable(
      evaluation,
      callee.reason === 'parameter' ? 'parameter' : 'unknown-call',
      node,
      environment,
      describeCallee(calleeNode),
    );
  }
  const ignores = callee.kind === 'native' && callee.native.ignoresArguments;
  const given = ignores
    ? NO_ARGUMENTS
    : evaluateArguments(evaluation, node, environment, (argument) =>
        unreadable(evaluation, 'unknown-spread', argument, environment, 'a spread argument'),
      );
  const result = invoke(evaluation, callee, { ...given, isNew: node.type === 'NewExpression', span });
  if (result.kind !== 'unknown' || evaluation.sources.has(result)) return result;
  // What JavaScript's own functions make of a changed value changes with that.
  const unread = given.args.flatMap(({ value }) => (value.kind === 'unknown' ? value : unknownsIn(value)));
  const changed = [...unread, ...(given.restUnknown ? [given.restUnknown] : [])].find(isChangedByCode);
  const made = changed ? madeOf(changed, result) : result;
  evaluation.sources.set(made, { node, environment });
  return made;
}

/** For the contracts that it defines. */
export function evaluateEffect(evaluation: Evaluation, node: AnyNode, environment: Environment): void {
  evaluation.evaluate(node.type === 'SpreadElement' ? (node['argument'] as AnyNode) : node, environment);
}

/** Calls what is a function. */
export function invoke(evaluation: Evaluation, callee: StaticValue, call: Call): StaticValue {
  if (callee.kind === 'native' && callee.native.call) return bounded(callee.native.call({ ...call, evaluator: evaluation }), call.span);
  if (callee.kind === 'function') {
    if (evaluation.depth >= MAX_DEPTH) return unknown('too-deep', call.span, 'calls nested too deep');
    const caller = evaluation.graph.loaded(call.span.file);
    if (!caller || evaluation.callers.has(caller)) return callFunction(evaluation, callee, call);
    evaluation.callers.add(caller);
    try {
      return callFunction(evaluation, callee, call);
    } finally {
      evaluation.callers.delete(caller);
    }
  }
  if (callee.kind === 'unknown') return callee;
  return unknown('unknown-call', call.span, callee.kind === 'native' ? callee.native.name : 'a value that is not a function');
}
