import { shareExports } from './namespaces.ts';
import { TYPED_FORMS, type ProgramNode } from './nodes.ts';
import type { Analysis } from './scope.ts';
import { VISITORS } from './visitors.ts';
import { beginWalk, openScope, pushChildren } from './walk.ts';

/** TypeScript's own nodes that are no types. */
const VALUE_TS_NODES = new Set([
  ...TYPED_FORMS,
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSImportEqualsDeclaration',
  'TSExportAssignment',
  'TSParameterProperty',
]);

/**
 * Finds the scopes, declarations, calls and possibly changing uses of a module in one walk without recursion.
 * TypeScript's types are passed over, so that a name used as a type is not a use.
 */
export function analyse(program: ProgramNode): Analysis {
  const walk = beginWalk();
  const { stack, scopes, calls, impliedCalls, typedLiterals, constants, contractForms, uses, merged } = walk;
  const root = openScope(walk, 'module', null, program);
  stack.push({ node: program, scope: root });
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, scope } = next;
    if (node.type.startsWith('TS') && !VALUE_TS_NODES.has(node.type)) continue;
    (VISITORS.get(node.type) ?? pushChildren)(walk, node, scope);
  }
  for (const declaration of merged) shareExports(declaration, scopes);
  return { root, scopes, calls, impliedCalls, typedLiterals, constants, contractForms, ...uses.assign() };
}
