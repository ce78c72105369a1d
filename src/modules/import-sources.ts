import { memoizeWeakly } from '../source/memoize.ts';
import { requiredBy } from './common-js.ts';
import type { Module } from './module.ts';
import { isNode, memberName, specifierName, unwrap, type AnyNode } from './nodes.ts';
import type { Declaration } from './scope.ts';

/** What is asked of another module; `name` is null for all of it. */
export interface Imported {
  readonly source: string;
  readonly name: string | null;
}

/** Where a local name of a module is imported from; `name` is null for a namespace import. */
export function importOf({ analysis }: Module, local: string): Imported | null {
  const declaration = analysis.root.declarations.get(local);
  return declaration ? importedBy(declaration) : null;
}

/** What a declaration imports. */
function importedBy({ kind, node: specifier, scope }: Declaration): Imported | null {
  const source = kind === 'import' ? sourcesIn(scope.node).get(specifier) : undefined;
  if (source === undefined) return null;
  return { source, name: specifier.type === 'ImportNamespaceSpecifier' ? null : importedName(specifier) };
}

/** What a declaration imports, or gives a name to of what it requires: `const x = require('…')`, `const { x } = require('…')`. */
export function importedOrRequired(declaration: Declaration): Imported | null {
  const { node, scope, identifier, uses } = declaration;
  if (node.type !== 'VariableDeclarator') return importedBy(declaration);
  const source = isNode(node['init']) && !uses.some(({ kind }) => kind === 'assign') ? requiredBy(unwrap(node['init']), scope) : null;
  if (source === null) return null;
  const { type, properties } = node['id'] as AnyNode;
  const property = type === 'ObjectPattern' ? (properties as AnyNode[]).find(({ value }) => value === identifier) : undefined;
  return { source, name: (property && memberName(property)) ?? null };
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
export function importSourcesOf({ program }: Module): ReadonlyMap<AnyNode, string> {
  return sourcesIn(program);
}

const sourcesIn = memoizeWeakly((program: AnyNode): ReadonlyMap<AnyNode, string> => {
  const sources = new Map<AnyNode, string>();
  for (const statement of program['body'] as readonly AnyNode[]) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement['specifiers'] as AnyNode[])
      sources.set(specifier, (statement['source'] as AnyNode)['value'] as string);
  }
  return sources;
});
