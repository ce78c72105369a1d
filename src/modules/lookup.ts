import { isNode, type AnyNode } from './nodes.ts';
import type { Declaration, Scope } from './scope.ts';

/** The declaration that a name refers to from `scope`, or undefined for a global. */
export function lookup(scope: Scope, name: string): Declaration | undefined {
  for (let current: Scope | null = scope; current; current = current.parent) {
    const declaration = current.declarations.get(name);
    if (declaration) return declaration;
  }
  return undefined;
}

/** The scope of the innermost function around that has a `this` of its own; null where there is none. */
export function scopeOfThis(scope: Scope): Scope | null {
  let current: Scope | null = scope;
  while (current && (current.kind !== 'function' || current.node.type === 'ArrowFunctionExpression')) current = current.parent;
  return current;
}

/** What a name is made of: what the loop goes over whose head declares it, or the value that it is declared with; null where there is none. */
export function originOf({ inLoopHead, scope, node }: Declaration): AnyNode | null {
  const origin = (inLoopHead ? scope.node['right'] : null) ?? node['init'];
  return isNode(origin) ? origin : null;
}
