import { isFunction, isNode, withoutTypes, type AnyNode } from '../../modules/nodes.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { contextOf, isComplaint } from './complaints.ts';
import type { BoundCode } from './simplified-code.ts';

/**
 * A function that does nothing but complain where something holds, as the one that gives whether that does not hold:
 * `(x, ctx) => { if (isBad(x)) ctx.addIssue('bad'); }` as `(x) => !isBad(x)`. Null of any other.
 */
export function asTest(code: BoundCode): BoundCode | null {
  const { node } = code;
  const [given] = (node['params'] ?? []) as AnyNode[];
  const body = node['body'];
  if (!isFunction(node) || node['async'] || node['generator'] || !given || !isNode(body) || body.type !== 'BlockStatement') return null;
  const taken = takenBy(body['body'] as readonly AnyNode[], code);
  return taken && { ...code, node: { ...node, type: 'ArrowFunctionExpression', params: [given], body: taken, expression: true } };
}

/** What holds of all that statements do not complain about, where that is one condition. */
function takenBy([first, second, another]: readonly AnyNode[], code: BoundCode): AnyNode | null {
  if (first?.type !== 'IfStatement' || isNode(first['alternate']) || another) return null;
  const test = first['test'] as AnyNode;
  const consequent = onlyStatement(first['consequent'] as AnyNode);
  const isLeft = second !== undefined && consequent?.type === 'ReturnStatement' && !isNode(consequent['argument']);
  const complaint = isLeft ? second : second ? null : consequent;
  const call = complaint?.type === 'ExpressionStatement' ? withoutTypes(complaint['expression'] as AnyNode) : null;
  if (!call || !isComplaint({ ...code, node: call, scope: code.module.analysis.scopes.get(code.tree) ?? code.scope })) return null;
  const context = contextOf(call)?.['name'];
  for (const { type, name } of nodesIn(test)) if (type === 'Identifier' && name === context) return null;
  const { start, end } = test;
  return isLeft ? test : { type: 'UnaryExpression', start, end, operator: '!', prefix: true, argument: test };
}

function onlyStatement(node: AnyNode): AnyNode | undefined {
  if (node.type !== 'BlockStatement') return node;
  const [only, another] = node['body'] as readonly AnyNode[];
  return another ? undefined : only;
}
