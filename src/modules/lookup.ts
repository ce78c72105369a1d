import { isNode, unwrap } from './nodes.ts';
import type { Declaration, Scope, ScopedNode } from './scope.ts';

/** The declaration that a name refers to from `scope`, or undefined for a global. */
export function lookup(scope: Scope, name: string): Declaration | undefined {
  for (let current: Scope | null = scope; current; current = current.parent) {
    const declaration = current.declarations.get(name);
    if (declaration) return declaration;
  }
  return undefined;
}

/** Names of names; beyond it nobody gives a value another one. */
const MAX_NAMES = 10;

/** An expression, or for a name that is never assigned what it is declared with. */
export function behindNames({ node: expression, scope }: ScopedNode, steps: number = MAX_NAMES): ScopedNode {
  const node = unwrap(expression);
  const declaration = node.type === 'Identifier' && steps > 0 ? lookup(scope, String(node['name'])) : undefined;
  if (!declaration || declaration.uses.some(({ kind }) => kind === 'assign')) return { node, scope };
  const { id, init } = declaration.node;
  return id === declaration.identifier && isNode(init) ? behindNames({ node: init, scope: declaration.scope }, steps - 1) : { node, scope };
}
