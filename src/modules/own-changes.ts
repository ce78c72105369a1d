import { lookup } from './lookup.ts';
import { isNode, memberName, unwrap, type AnyNode } from './nodes.ts';
import type { Scope } from './scope.ts';

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

/** Names of names; beyond it nobody gives a function another one. */
const MAX_NAMES = 4;

/** Whether a callee is one of JavaScript's own functions that write to their first argument, also by another name: `const { assign } = Object`. */
export function isChangeOfArgument(callee: AnyNode, scope: Scope): boolean {
  const name = nameInOwner(callee, scope, MAX_NAMES);
  return name !== undefined && ARGUMENT_CHANGES.has(name);
}

/** Cheap, before names are declared: whether an expression is such a function by the look of it, or what has them. */
export function mayGiveChange(expression: AnyNode): boolean {
  const name = expression.type === 'MemberExpression' ? memberName(expression) : expression['name'];
  return name === 'Object' || name === 'Reflect' || ARGUMENT_CHANGES.has(String(name));
}

/** By which name an expression is a member of `Object` or `Reflect`. */
function nameInOwner(expression: AnyNode, scope: Scope, steps: number): string | undefined {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression') return isOwner(node['object'] as AnyNode, scope, steps) ? memberName(node) : undefined;
  const declared = steps > 0 ? declaredWith(node, scope) : null;
  if (!declared) return undefined;
  const { pattern, init, home, identifier } = declared;
  if (pattern === identifier) return nameInOwner(init, home, steps - 1);
  const properties = pattern.type === 'ObjectPattern' ? (pattern['properties'] as AnyNode[]) : [];
  const property = properties.find(({ value }) => value === identifier);
  return property && isOwner(init, home, steps - 1) ? memberName(property) : undefined;
}

function isOwner(expression: AnyNode, scope: Scope, steps: number): boolean {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression')
    return (node['object'] as AnyNode)['name'] === 'globalThis' && /^(?:Object|Reflect)$/.test(memberName(node) ?? '');
  if (node.type !== 'Identifier') return false;
  const declared = steps > 0 ? declaredWith(node, scope) : null;
  if (declared) return declared.pattern === declared.identifier && isOwner(declared.init, declared.home, steps - 1);
  return (node['name'] === 'Object' || node['name'] === 'Reflect') && !lookup(scope, node['name']);
}

/** What a name is declared with. */
function declaredWith({ type, name }: AnyNode, scope: Scope): { pattern: AnyNode; init: AnyNode; home: Scope; identifier: AnyNode } | null {
  const declaration = type === 'Identifier' ? lookup(scope, String(name)) : undefined;
  if (!declaration || declaration.node.type !== 'VariableDeclarator' || !isNode(declaration.node['init'])) return null;
  const { node, identifier, scope: home } = declaration;
  return { pattern: node['id'] as AnyNode, init: node['init'] as AnyNode, home, identifier };
}
