import { callAround } from '../../modules/enclosing.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { childNodes, isFunction, isNode, isWithin, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { isChangeOfArgument } from '../../modules/own-changes.ts';
import type { Declaration, Scope, Use } from '../../modules/scope.ts';

/** Names for a part of a parameter; beyond it nobody gives an object another one. */
const MAX_NAMES = 4;

/**
 * The parameters of a module's functions that are written to by a name: their own, or one for what may lie in them.
 * @param counts which of the writes count
 * @returns where the parameters stand
 */
export function parametersWritten(module: Module, counts: (use: Use) => boolean): readonly number[] {
  const declarations = [...new Set(module.analysis.scopes.values())].flatMap(({ declarations: all }) => [...all.values()]);
  return declarations
    .filter(({ kind, uses }) => kind !== 'import' && uses.some((use) => isWrite(use) && counts(use)))
    .flatMap((declaration) => parametersBehind(declaration, module));
}

function isWrite({ kind, call, at, block }: Use): boolean {
  if (kind === 'member' || kind === 'method') return true;
  if (kind !== 'argument' || !call || !isChangeOfArgument(unwrap(call['callee'] as AnyNode), block)) return false;
  const [first] = call['arguments'] as AnyNode[];
  return first !== undefined && isWithin({ start: at, end: at }, first);
}

/** The parameters that a name may have its value from. */
export function parametersBehind(declaration: Declaration, module: Module, depth: number = MAX_NAMES): readonly number[] {
  const { kind, identifier, node, scope, inLoopHead } = declaration;
  const own = kind === 'parameter' ? [identifier.start] : [];
  if (depth === 0) return own;
  // Of a callback, what it is called for, and what the call is given beside it.
  const around = kind === 'parameter' ? callAround(module, node) : null;
  const origins: readonly unknown[] = around
    ? [around.node['callee'], ...(around.node['arguments'] as AnyNode[])]
    : [inLoopHead ? scope.node['right'] : node['init']];
  const names = origins
    .filter(isNode)
    .flatMap((origin) => declarationsIn(origin, around?.scope ?? scope))
    .filter((one) => one !== declaration);
  return [...own, ...names.flatMap((one) => parametersBehind(one, module, depth - 1))];
}

/** The names that an expression mentions. */
export function declarationsIn(expression: AnyNode, scope: Scope): readonly Declaration[] {
  if (expression.type !== 'Identifier')
    return isFunction(expression) ? [] : childNodes(expression).flatMap((child) => declarationsIn(child, scope));
  const declaration = lookup(scope, expression['name'] as string);
  return declaration ? [declaration] : [];
}
