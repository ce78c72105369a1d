import { unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Environment } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import type { Property, StaticValue } from '../value.ts';
import { keyOf } from './destructure.ts';

/**
 * The members that a spread may set whose value is a choice which cannot be told: `...(isBeta ? { stability: 'beta' } : {})`. Null where it may
 * set others.
 * @param enumerable the members that a spread of a value copies
 */
export function choosableKeys(
  evaluator: Evaluator,
  expression: AnyNode,
  environment: Environment,
  enumerable: (value: StaticValue) => ReadonlyMap<string, Property> | undefined,
): ReadonlySet<string> | null {
  const keys = new Set<string>();
  const add = (written: AnyNode): boolean => {
    const node = unwrap(written);
    switch (node.type) {
      case 'ConditionalExpression':
        return add(node['consequent'] as AnyNode) && add(node['alternate'] as AnyNode);
      case 'LogicalExpression':
        // What is left of `&&` is spread where it is false, 0, empty or nothing: it has no members.
        return (node['operator'] === '&&' || add(node['left'] as AnyNode)) && add(node['right'] as AnyNode);
      case 'ObjectExpression':
        return (node['properties'] as AnyNode[]).every((entry) => {
          if (entry.type === 'SpreadElement') return add(entry['argument'] as AnyNode);
          const key = keyOf(evaluator, entry, environment);
          if (key === undefined || key === '__proto__') return false;
          keys.add(key);
          return true;
        });
      default:
        return addValue(node);
    }
  };
  const addValue = (node: AnyNode): boolean => {
    if (!NAMES_VALUE.has(node.type)) return false;
    const value = evaluator.evaluate(node, environment);
    const members = enumerable(value);
    if (!members || (value.kind === 'object' && value.open)) return false;
    for (const key of members.keys()) keys.add(key);
    return true;
  };
  return add(expression) ? keys : null;
}

/** What is evaluated without anything being called. */
const NAMES_VALUE = new Set(['Identifier', 'MemberExpression', 'Literal']);
