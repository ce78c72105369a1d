import { groupBy } from '../source/groups.ts';
import { isNode, type AnyNode } from './nodes.ts';
import type { Declaration, Scope } from './scope.ts';

/** What a block of a namespace exports, by the statements that it is declared with. */
export function exportsOf(body: AnyNode, scope: Scope): readonly Declaration[] {
  const declared = (body['body'] as AnyNode[]).flatMap((statement) =>
    statement.type === 'ExportNamedDeclaration' && isNode(statement['declaration']) ? statement['declaration'] : [],
  );
  return declared.flatMap((statement) => [...scope.declarations.values()].filter((declaration) => isDeclaredBy(declaration, statement)));
}

function isDeclaredBy(declaration: Declaration, declared: AnyNode): boolean {
  const { node, identifier } = declaration;
  if (node === declared || declaration.parts.includes(declared)) return true;
  if (declared.type === 'VariableDeclaration') return (declared['declarations'] as AnyNode[]).includes(node);
  return declared['id'] === identifier;
}

/** Gives each block of a namespace the names that its other blocks export: they come before those around the namespace. */
export function shareExports({ node, parts }: Declaration, scopes: ReadonlyMap<AnyNode, Scope>): void {
  const blocks = [node, ...parts].flatMap((part) => {
    const body = part.type === 'TSModuleDeclaration' ? part['body'] : null;
    const scope = isNode(body) ? scopes.get(body) : undefined;
    return isNode(body) && scope ? { scope, exports: exportsOf(body, scope) } : [];
  });
  const all = blocks.flatMap(({ exports }) => exports);
  for (const { scope } of blocks) {
    for (const declaration of all) if (!scope.declarations.has(declaration.name)) scope.declarations.set(declaration.name, declaration);
  }
  // A namespace in it goes on from block to block as well.
  for (const same of groupBy(new Set(all), ({ name }) => name).values()) {
    const [first, another] = same;
    if (!first || !another || same.some(({ kind }) => kind !== 'namespace')) continue;
    const nodes = same.flatMap((one) => [one.node, ...one.parts]);
    for (const one of same) one.parts.push(...nodes.filter((other) => other !== one.node && !one.parts.includes(other)));
    shareExports(first, scopes);
  }
}
