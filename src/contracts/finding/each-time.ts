import { callAround, enclosingFunction } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import { isFunction, isWithin, LEAVING, LOOPS, type AnyNode } from '../../modules/nodes.ts';
import type { Scope, ScopedNode } from '../../modules/scope.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { contains } from '../../source/span.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { roundsOf as roundsOfLoop } from '../../values/statements/loops.ts';
import { runLoop } from '../../values/statements/statements.ts';
import type { Trace } from '../../values/tracing.ts';
import { spanOf } from './placed-node.ts';

const FOLLOWED_LOOPS = new Set(['ForOfStatement', 'ForInStatement']);

/** What an expression in a loop gives and defines in each round; null where it is in none, or the rounds are not known. */
export function roundsOf(node: AnyNode, scope: Scope, module: Module, evaluator: Evaluator): readonly Trace[] | null {
  const loop = outermostLoop(scope);
  if (!loop || mayBeLeftAtYield(loop.node, scope)) return null;
  const environment = evaluator.environmentOf(module, loop.around);
  const traces = traceAll(node, module, evaluator, () => runLoop(evaluator, loop.node, environment)?.kind === 'normal');
  // Where it stands in what the evaluator does not go into, there are no contracts that it tells, and yet some that run.
  const isMissed = traces?.length === 0 && isEachTime(node, loop.node) && roundsOfLoop(evaluator, loop.node, environment)?.length !== 0;
  return isMissed ? null : traces;
}

/** Whoever goes over a generator may leave it before its end, at any `yield`. */
function mayBeLeftAtYield(loop: AnyNode, scope: Scope): boolean {
  if (enclosingFunction(scope)?.node['generator'] !== true) return false;
  return [...nodesIn(loop, (part) => !isFunction(part))].some(({ type }) => type === 'YieldExpression');
}

/** Whether every round of a loop comes to a place: no condition stands on the way, and nothing leaves the loop. */
function isEachTime(node: AnyNode, { body }: AnyNode): boolean {
  if (!isWithin(node, body as AnyNode)) return false;
  for (const { type, start, end } of nodesIn(body as AnyNode, (part) => !isFunction(part)))
    if (LEAVING.has(type) || (CONDITIONS.has(type) && isWithin(node, { start, end }))) return false;
  return true;
}

/** What may pass over what is in it. */
const CONDITIONS = new Set([
  ...LOOPS,
  'IfStatement',
  'SwitchStatement',
  'TryStatement',
  'ConditionalExpression',
  'LogicalExpression',
  'ChainExpression',
  'AssignmentPattern',
]);

/** The same of an expression in a loop, or in a function that is written in a call: `specs.forEach((spec) => …)`. */
export function timesOf(node: AnyNode, scope: Scope, module: Module, evaluator: Evaluator): readonly Trace[] | null {
  const around = outermostCall(outermostLoop(scope)?.around ?? scope, module);
  return around ? timesWithin(around, module, evaluator, { node, module }) : roundsOf(node, scope, module, evaluator);
}

/** What an expression gives and defines each time that a call, with the loops around it, is made; null where that is not known. */
export function timesWithin(
  { node, scope }: ScopedNode,
  module: Module,
  evaluator: Evaluator,
  watched: { readonly node: AnyNode; readonly module: Module },
): readonly Trace[] | null {
  const loop = outermostLoop(scope);
  return traceAll(watched.node, watched.module, evaluator, () => {
    if (loop) return runLoop(evaluator, loop.node, evaluator.environmentOf(module, loop.around))?.kind === 'normal';
    evaluator.evaluate(node, evaluator.environmentOf(module, scope));
    return true;
  });
}

/** Of a call in a function that is written in another call, the outermost of these. */
export function callAroundAll(call: ScopedNode, module: Module): ScopedNode {
  return outermostCall(outermostLoop(call.scope)?.around ?? call.scope, module) ?? call;
}

/** @param run tells whether it ran to its end */
function traceAll(node: AnyNode, module: Module, evaluator: Evaluator, run: () => boolean): readonly Trace[] | null {
  let isWhole = false;
  const { result: traces, loops } = evaluator.withSkippedLoops(() =>
    evaluator.tracesOf(node, () => {
      isWhole = run();
    }),
  );
  const own = spanOf({ node, module });
  return isWhole && !loops.some((skipped) => contains(skipped, own)) ? traces : null;
}

/** The outermost loop around a place that runs with it, not in a function of its own. */
function outermostLoop(place: Scope): { readonly node: AnyNode; readonly around: Scope } | null {
  let found: { readonly node: AnyNode; readonly around: Scope } | null = null;
  for (let scope: Scope | null = place; scope?.parent && scope.kind !== 'function'; scope = scope.parent)
    if (FOLLOWED_LOOPS.has(scope.node.type)) found = { node: scope.node, around: scope.parent };
  return found;
}

function outermostCall(place: Scope, module: Module): ScopedNode | null {
  const inner = enclosingFunction(place);
  const call = inner && callAround(module, inner.node);
  return call && (outermostCall(outermostLoop(call.scope)?.around ?? call.scope, module) ?? call);
}
