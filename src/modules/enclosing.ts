import { addTo, groupBy } from '../source/groups.ts';
import { memoizeWeakly } from '../source/memoize.ts';
import { lookup } from './lookup.ts';
import type { Module } from './module.ts';
import { isFunction, isNode, unwrap, type AnyNode } from './nodes.ts';
import type { Declaration, Scope, ScopedNode } from './scope.ts';
import { nodesAround } from './traverse.ts';

/** The innermost function around a scope, or null at the top of a module. Code of a class body or namespace runs with what surrounds it. */
export function enclosingFunction(scope: Scope): Scope | null {
  for (let current: Scope | null = scope; current; current = current.parent) if (current.kind === 'function') return current;
  return null;
}

/** The innermost class around a scope. */
export function enclosingClass(scope: Scope): AnyNode | null {
  for (let current: Scope | null = scope; current; current = current.parent) if (current.kind === 'class') return current.node;
  return null;
}

/** A node with those around it, the innermost first. */
export type Path = readonly AnyNode[];

/** The nodes around a place in a module's text, types apart. */
export function pathTo({ program }: Module, at: number): Path {
  return [...nodesAround(program, { start: at, end: at + 1 })].reverse();
}

/** The scope of the innermost node of a path that has one. */
export function scopeOfPath(path: Path, { analysis }: Module): Scope {
  return path.map((node) => analysis.scopes.get(node)).find((scope) => scope !== undefined) ?? analysis.root;
}

/** The functions around a scope, the innermost first. */
export function functionsAround(scope: Scope): readonly AnyNode[] {
  const functions: AnyNode[] = [];
  for (let inner = enclosingFunction(scope); inner; inner = inner.parent && enclosingFunction(inner.parent)) functions.push(inner.node);
  return functions;
}

/** The call that stands at a place, from its beginning to its end. */
export function callAt(module: Module, { start, end }: Pick<AnyNode, 'start' | 'end'>): ScopedNode | null {
  return (
    callsByStart(module)
      .get(start)
      ?.find(({ node }) => node.end === end) ?? null
  );
}

const callsByStart = memoizeWeakly(({ analysis }: Module) => groupBy(analysis.calls, ({ node }) => node.start));

/** The call that a function is written in, as what it calls or as an argument: `keys.map((key) => defineCommand(…))`. */
export function callAround(module: Module, inner: AnyNode): ScopedNode | null {
  return callsAround(module).get(inner) ?? null;
}

/** The first call of each function that is part of one. */
const callsAround = memoizeWeakly(({ analysis }: Module): ReadonlyMap<AnyNode, ScopedNode> => {
  const index = new Map<AnyNode, ScopedNode>();
  for (const call of analysis.calls) {
    for (const written of [call.node['callee'] as AnyNode, ...(call.node['arguments'] as AnyNode[])]) {
      const part = unwrap(written);
      if (isFunction(part) && !index.has(part)) index.set(part, call);
    }
  }
  return index;
});

/** The calls of a module by the function that their name is declared with. */
export const callsByFunction: (module: Module) => ReadonlyMap<AnyNode, readonly ScopedNode[]> = memoizeWeakly(({ analysis }: Module) => {
  const calls = new Map<AnyNode, ScopedNode[]>();
  for (const { node, scope } of analysis.calls) {
    const callee = unwrap(node['callee'] as AnyNode);
    const declaration = callee.type === 'Identifier' ? lookup(scope, callee['name'] as string) : undefined;
    if (declaration) addTo(calls, declaredAs(declaration), { node, scope });
  }
  return calls;
});

/** The function, or other value, that a name is declared with. */
function declaredAs({ node }: Declaration): AnyNode {
  return isNode(node['init']) ? unwrap(node['init']) : node;
}

/** The names of the functions of a module. */
const namesOfFunctions = memoizeWeakly(({ analysis }: Module): ReadonlyMap<AnyNode, string> => {
  const names = new Map<AnyNode, string>();
  for (const { declarations } of new Set(analysis.scopes.values()))
    for (const declaration of declarations.values()) {
      const fn = declaration.kind === 'parameter' ? null : declaredAs(declaration);
      if (fn && isFunction(fn)) names.set(fn, declaration.name);
    }
  return names;
});

/** The calls of a function in its module, where that does nothing else with it; null where it may be called in another way, too. */
export function onlyCallsOf(module: Module, fn: AnyNode): readonly ScopedNode[] | null {
  const name = namesOfFunctions(module).get(fn);
  if (name === undefined || module.text.includes('\\u')) return null;
  const calls = callsByFunction(module).get(fn) ?? [];
  // Its declaration is the one mention that is no call. Whatever stands in comments and strings makes it more.
  return mentionsIn(module).get(name) === calls.length + 1 ? calls : null;
}

/** How often words stand in the text of a module. */
const mentionsIn = memoizeWeakly(({ text }: Module): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/[\w$]+/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
});
