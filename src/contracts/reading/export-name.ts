import type { Module } from '../../modules/module.ts';
import { isNode, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { memoizeWeakly } from '../../source/memoize.ts';

/** The name under which an expression at the top of a module is exported, or null. */
export function exportNameOf(module: Module, expression: AnyNode): string | null {
  return exportedExpressions(module).get(expression) ?? null;
}

/** The exported expressions of a module by the first name of each. */
const exportedExpressions = memoizeWeakly((module: Module): ReadonlyMap<AnyNode, string> => {
  const exported = new Map<AnyNode, string>();
  for (const [name, entry] of module.exports) {
    const written = entry.kind === 'expression' ? entry.node : entry.kind === 'local' ? initialOf(module, entry.name) : null;
    const expression = written && unwrap(written);
    if (expression && !exported.has(expression)) exported.set(expression, name);
  }
  return exported;
});

/** What a name at the top of a module is declared with; null where it is assigned something else, which is then given out. */
function initialOf({ analysis }: Module, name: string): AnyNode | null {
  const declaration = analysis.root.declarations.get(name);
  if (!declaration || declaration.uses.some(({ kind }) => kind === 'assign')) return null;
  const { id, init } = declaration.node;
  return isNode(init) && isNode(id) && id.type === 'Identifier' ? init : null;
}
