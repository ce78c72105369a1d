import type { Module } from '../../modules/module.ts';
import { isNode, memberName, namedMember, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { memoizeWeakly } from '../../source/memoize.ts';

/** The name under which an expression at the top of a module is exported, or null. */
export function exportNameOf(module: Module, expression: AnyNode): string | null {
  return exportedExpressions(module).get(expression) ?? null;
}

/** The exported expressions of a module by the first name of each. */
const exportedExpressions = memoizeWeakly((module: Module): ReadonlyMap<AnyNode, string> => {
  const exported = new Map<AnyNode, string>();
  const note = (written: AnyNode | null, name: string): void => {
    const expression = written && givenBack(written);
    if (expression && !exported.has(expression)) exported.set(expression, name);
  };
  for (const [name, entry] of module.exports)
    note(entry.kind === 'expression' ? entry.node : entry.kind === 'local' ? initialOf(module, entry.name) : null, name);
  // `export default Send`, `module.exports = { Send }`: a name that is exported itself goes before.
  const given = [...module.exports].flatMap(([name, entry]) => (entry.kind === 'expression' ? [[name, entry.node] as const] : []));
  for (const [name, written] of [...given, ...membersOf(module.commonJs)]) {
    const node = unwrap(written);
    note(node.type === 'Identifier' ? initialOf(module, node['name'] as string) : node, name);
  }
  return exported;
});

/** What an expression gives: `Object.freeze(x)` gives `x` back. */
function givenBack(written: AnyNode): AnyNode {
  const node = unwrap(written);
  const [first] = (node['arguments'] ?? []) as AnyNode[];
  const callee = node.type === 'CallExpression' ? namedMember(unwrap(node['callee'] as AnyNode)) : null;
  const isFreezing = callee?.object['name'] === 'Object' && FREEZES.test(callee.name);
  return isFreezing && first && first.type !== 'SpreadElement' ? givenBack(first) : node;
}

const FREEZES = /^(?:freeze|seal|preventExtensions)$/;

/** What a name at the top of a module is declared with; null where it is assigned something else, which is then given out. */
function initialOf({ analysis }: Module, name: string): AnyNode | null {
  const declaration = analysis.root.declarations.get(name);
  if (!declaration || declaration.uses.some(({ kind }) => kind === 'assign')) return null;
  const { id, init } = declaration.node;
  return isNode(init) && isNode(id) && id.type === 'Identifier' ? init : null;
}

/** What the object that a CommonJS module gives out has under which names. */
function membersOf(whole: AnyNode | null): readonly (readonly [string, AnyNode])[] {
  const node = whole && unwrap(whole);
  if (node?.type !== 'ObjectExpression') return [];
  return (node['properties'] as AnyNode[]).flatMap((property) => {
    const name = property.type === 'Property' ? memberName(property) : undefined;
    return name === undefined ? [] : [[name, property['value'] as AnyNode] as const];
  });
}
