import { childKeys, childNodes, isNode, isWithin, type AnyNode } from './nodes.ts';
import type { Scope, ScopedNode } from './scope.ts';

/**
 * A node and all that is in it, types apart.
 * @param goesInto whether what is in a node counts
 */
export function* nodesIn(root: AnyNode, goesInto?: (node: AnyNode) => boolean): Generator<AnyNode> {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    if (!goesInto || goesInto(node)) pending.push(...childNodes(node));
  }
}

/**
 * Nodes and all that is in them, types apart, each with the scope of its names.
 * @param goesInto whether what is in a node counts
 */
export function* scopedNodesIn(
  roots: readonly ScopedNode[],
  scopes: ReadonlyMap<AnyNode, Scope>,
  goesInto?: (node: AnyNode) => boolean,
): Generator<ScopedNode> {
  const pending = [...roots];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node } = next;
    const scope = scopes.get(node) ?? next.scope;
    yield { node, scope };
    if (!goesInto || goesInto(node)) for (const child of childNodes(node)) pending.push({ node: child, scope });
  }
}

/** The nodes around a place in a module's text, types apart, the outermost first. */
export function* nodesAround(root: AnyNode, { start, end }: { readonly start: number; readonly end: number }): Generator<AnyNode> {
  for (let node: AnyNode | undefined = root; node;) {
    yield node;
    node = childAround(node, { start, end });
  }
}

/** Without a list of all children: most places are asked for in long files. */
function childAround(node: AnyNode, place: Pick<AnyNode, 'start' | 'end'>): AnyNode | undefined {
  for (const key of childKeys(node.type)) {
    const child = node[key];
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one) && isWithin(place, one)) return one;
  }
  return undefined;
}
