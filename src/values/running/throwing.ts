import { lookup } from '../../modules/lookup.ts';
import { isWrapper, type AnyNode } from '../../modules/nodes.ts';
import type { Environment } from '../names/environment.ts';
import type { StaticValue } from '../value.ts';

/** Expressions that do nothing to the values of their parts: only these may have thrown. */
const PASSING = new Set(['ConditionalExpression', 'LogicalExpression', 'SequenceExpression', 'AssignmentExpression']);

/** Whether evaluating an expression may have thrown, for all that is known of what it gives: then a `catch` may have run. */
export function mayHaveThrown(node: AnyNode, value: StaticValue, { scope }: Environment): boolean {
  if (value.kind !== 'unknown') return value.kind === 'array' && value.rest !== null && node.type === 'ArrayExpression';
  if (node.type === 'Identifier') return !lookup(scope, node['name'] as string);
  if (node.type === 'UnaryExpression') return !/^(?:!|typeof|void)$/.test(node['operator'] as string);
  return !PASSING.has(node.type) && !isWrapper(node);
}
