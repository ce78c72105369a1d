import type { Declaration, Scope } from './scope.ts';

/** The declaration that a name refers to from `scope`, or undefined for a global. */
export function lookup(scope: Scope, name: string): Declaration | undefined {
  for (let current: Scope | null = scope; current; current = current.parent) {
    const declaration = current.declarations.get(name);
    if (declaration) return declaration;
  }
  return undefined;
}
