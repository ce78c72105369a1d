import { isNode, type AnyNode } from './nodes.ts';

/** Methods that change what they are called on. */
export const MUTATING_METHODS: ReadonlySet<string> = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
  'set',
  'add',
  'delete',
  'clear',
]);

/** Functions of `Object` and `Reflect` that write to their first argument. */
export const ARGUMENT_CHANGES: ReadonlySet<string> = new Set([
  'assign',
  'defineProperty',
  'defineProperties',
  'setPrototypeOf',
  'set',
  'deleteProperty',
]);

/** Whether a callee is one of JavaScript's own functions that write to their first argument, by its name. */
export function isChangeOfArgument(callee: AnyNode): boolean {
  const object = callee['object'];
  const property = callee['property'];
  if (callee.type !== 'MemberExpression' || !isNode(object) || !isNode(property)) return false;
  const isGlobal = object.type === 'MemberExpression' && (object['object'] as AnyNode)['name'] === 'globalThis';
  const owner = isGlobal ? (object['property'] as AnyNode)['name'] : object.type === 'Identifier' ? object['name'] : null;
  return (owner === 'Object' || owner === 'Reflect') && ARGUMENT_CHANGES.has(String(property['name'] ?? property['value']));
}
