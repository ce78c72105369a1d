import { lookup } from '../modules/lookup.ts';
import type { Module } from '../modules/module.ts';
import { childNodes, isNode, isWithin, type AnyNode } from '../modules/nodes.ts';
import type { Declaration, Scope, ScopedNode } from '../modules/scope.ts';

/** Finds the name at the top of a module that an object is created for, by the place where that is; undefined where it has none. */
export function createHolders(module: Module): (place: { readonly start: number; readonly end: number }) => Declaration | undefined {
  const holders = [...module.analysis.root.declarations.values()]
    .filter(({ kind }) => kind !== 'import')
    .sort((a, b) => a.node.start - b.node.start);
  return (place) => {
    const holder = holders[firstWhere(holders.length, (index) => (holders[index] as Declaration).node.start > place.start) - 1];
    return holder && isWithin(place, holder.node) ? holder : undefined;
  };
}

/** The first of `length` indexes, of which from some on all pass a test, that passes it; `length` where none does. */
export function firstWhere(length: number, test: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Whether the value of an expression may have a part that is created for one of the module's names: by the names that it mentions,
 * and those that they are made of.
 * @param leadsBack whether code that is imported under a name may import the module in turn
 */
export function mayReach(expression: ScopedNode, holder: Declaration, leadsBack: (local: string) => boolean): boolean {
  if (isWithin(expression.node, holder.node)) return true;
  const seen = new Set<Declaration>();
  const pending: ScopedNode[] = [expression];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, scope } = next;
    if (node.type !== 'Identifier') {
      for (const child of valueNodes(node)) pending.push({ node: child, scope });
      continue;
    }
    const declaration = lookup(scope, node['name'] as string);
    if (!declaration || seen.has(declaration)) continue;
    seen.add(declaration);
    if (declaration === holder || isWithin(declaration.node, holder.node)) return true;
    if (declaration.kind === 'import' ? leadsBack(declaration.name) : declaration.uses.some((use) => use.kind === 'assign')) return true;
    for (const origin of originsOf(declaration)) pending.push({ node: origin, scope: declaration.scope });
  }
  return false;
}

/** What a name has its value from. The names of inner scopes are looked up from here too: whatever those are made of stands here. */
function originsOf({ kind, node, scope, inLoopHead, parts }: Declaration): readonly AnyNode[] {
  if (kind === 'import' || kind === 'catch') return [];
  if (kind === 'parameter') return node['params'] as AnyNode[];
  const iterated: unknown = inLoopHead ? (scope as Scope).node['right'] : null;
  return isNode(iterated) ? [node, iterated] : [node, ...parts];
}

/** The children of a node, without what only names a member. */
function valueNodes(node: AnyNode): readonly AnyNode[] {
  if (node['computed'] === false) {
    if (node.type === 'MemberExpression') return [node['object'] as AnyNode];
    if (node.type === 'Property') return [node['value'] as AnyNode];
  }
  return childNodes(node);
}
