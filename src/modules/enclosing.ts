import type { Module } from './module.ts';
import { isFunction, unwrap, type AnyNode } from './nodes.ts';
import type { Scope, ScopedNode } from './scope.ts';

/** The innermost function around a scope, or null at the top of a module. Code of a class body or namespace runs with what surrounds it. */
export function enclosingFunction(scope: Scope): Scope | null {
  for (let current: Scope | null = scope; current; current = current.parent) if (current.kind === 'function') return current;
  return null;
}

/** The functions around a scope, the innermost first. */
export function functionsAround(scope: Scope): readonly AnyNode[] {
  const functions: AnyNode[] = [];
  for (let inner = enclosingFunction(scope); inner; inner = inner.parent && enclosingFunction(inner.parent)) functions.push(inner.node);
  return functions;
}

const callsAround = new WeakMap<Module, ReadonlyMap<AnyNode, ScopedNode>>();

/** The call that a function is written in, as what it calls or as an argument: `keys.map((key) => defineCommand(…))`. */
export function callAround(module: Module, inner: AnyNode): ScopedNode | null {
  let around = callsAround.get(module);
  if (!around) callsAround.set(module, (around = indexParts(module)));
  return around.get(inner) ?? null;
}

/** The first call of each function that is part of one. */
function indexParts({ analysis }: Module): ReadonlyMap<AnyNode, ScopedNode> {
  const index = new Map<AnyNode, ScopedNode>();
  for (const call of analysis.calls) {
    for (const written of [call.node['callee'] as AnyNode, ...(call.node['arguments'] as AnyNode[])]) {
      const part = unwrap(written);
      if (isFunction(part) && !index.has(part)) index.set(part, call);
    }
  }
  return index;
}
