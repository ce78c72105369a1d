import { unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { ObjectValue, StaticValue } from '../../values/value.ts';
import { timesOf } from '../finding/each-time.ts';
import type { PlacedNode } from '../finding/placed-node.ts';

/** The values of an expression each time that it is given, or those of its branches where only running it tells which. */
export function valuesOf({ node, scope, module }: PlacedNode, evaluator: Evaluator): readonly StaticValue[] {
  const times = timesOf(node, scope, module, evaluator)?.map(({ value }) => value) ?? [];
  if (times.some(({ kind }) => kind !== 'unknown')) return times;
  const value = evaluator.evaluate(node, evaluator.environmentOf(module, scope));
  const branches = value.kind === 'unknown' ? branchesOf(node) : [];
  return branches.length > 0 ? branches.flatMap((branch) => valuesOf({ node: branch, scope, module }, evaluator)) : [value];
}

/** Of a choice that only running it makes, all. */
function branchesOf(node: AnyNode): readonly AnyNode[] {
  if (node.type === 'ConditionalExpression') return [unwrap(node['consequent'] as AnyNode), unwrap(node['alternate'] as AnyNode)];
  return node.type === 'LogicalExpression' ? [unwrap(node['left'] as AnyNode), unwrap(node['right'] as AnyNode)] : [];
}

/** An object, or the elements of a list. */
export function objectsIn(value: StaticValue): readonly ObjectValue[] {
  if (value.kind === 'array') return value.items.flatMap((item) => objectsIn(item.value));
  return value.kind === 'object' ? [value] : [];
}

/** Whether a value has the form of a contract. */
export function isContract(value: StaticValue): boolean {
  return value.kind === 'object' && value.properties.has('meta');
}
