import { memoizeWeakly } from '../source/memoize.ts';
import type { Module } from './module.ts';
import { isNode, specifierName, type AnyNode } from './nodes.ts';

/** Where a local name of a module is imported from; `name` is null for a namespace import. */
export function importOf(module: Module, local: string): { readonly source: string; readonly name: string | null } | null {
  const declaration = module.analysis.root.declarations.get(local);
  if (declaration?.kind !== 'import') return null;
  const specifier = declaration.node;
  const source = importSourcesOf(module).get(specifier);
  if (source === undefined) return null;
  if (specifier.type === 'ImportNamespaceSpecifier') return { source, name: null };
  return { source, name: importedName(specifier) };
}

/** Where a name is imported from, as a type or as a value. */
export function importedTypeOf({ program }: Module, local: string): { readonly source: string; readonly name: string } | null {
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    const specifier = (statement['specifiers'] as AnyNode[]).find((one) => (one['local'] as AnyNode)['name'] === local);
    if (!specifier || specifier.type === 'ImportNamespaceSpecifier') continue;
    return { source: String((statement['source'] as AnyNode)['value']), name: importedName(specifier) };
  }
  return null;
}

function importedName({ imported }: AnyNode): string {
  return isNode(imported) ? specifierName(imported) : 'default';
}

/** Where each import specifier of a module is imported from. */
export const importSourcesOf: (module: Module) => ReadonlyMap<AnyNode, string> = memoizeWeakly((module: Module) => {
  const sources = new Map<AnyNode, string>();
  for (const statement of module.program.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement['specifiers'] as AnyNode[])
      sources.set(specifier, (statement['source'] as AnyNode)['value'] as string);
  }
  return sources;
});
