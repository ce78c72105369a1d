import { childNodes, type AnyNode } from '../../modules/nodes.ts';

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
  const pending = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (EFFECTS.has(next.type) || (next.type === 'UnaryExpression' && next['operator'] === 'delete')) return true;
    if (next.type !== 'FunctionExpression' && next.type !== 'ArrowFunctionExpression') pending.push(...childNodes(next));
  }
  return false;
}
