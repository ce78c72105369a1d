import type { AnyNode } from '../../modules/nodes.ts';
import { nodesIn } from '../../modules/traverse.ts';

const EFFECTS = new Set([
  'AssignmentExpression',
  'UpdateExpression',
  'CallExpression',
  'NewExpression',
  'AwaitExpression',
  'YieldExpression',
]);

/** Whether evaluating an expression may do more than give a value. */
export function hasEffects(node: AnyNode): boolean {
  const isEvaluated = ({ type }: AnyNode): boolean => type !== 'FunctionExpression' && type !== 'ArrowFunctionExpression';
  for (const one of nodesIn(node, isEvaluated))
    if (EFFECTS.has(one.type) || (one.type === 'UnaryExpression' && one['operator'] === 'delete')) return true;
  return false;
}
