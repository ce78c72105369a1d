import { callAround } from '../../modules/enclosing.ts';
import { lookup, originOf } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { childNodes, isFunction, isNode, isWithin, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { isChangeOfArgument } from '../../modules/own-changes.ts';
import type { Declaration, Scope, Use } from '../../modules/scope.ts';
import { getOrMake } from '../../source/memoize.ts';
import { fillingsOf } from './module-flow.ts';

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
export function parametersBehind(declaration: Declaration, module: Module): readonly number[] {
  return [...namesBehind([declaration], module)].flatMap(({ kind, identifier }) => (kind === 'parameter' ? identifier.start : []));
}

const origins = new WeakMap<Declaration, readonly Declaration[]>();

/** Some names, and those that they may have their values from. */
export function namesBehind(names: readonly Declaration[], module: Module): ReadonlySet<Declaration> {
  const found = new Set(names);
  let nearest = names;
  for (let step = 0; step < MAX_NAMES && nearest.length > 0; step++) {
    nearest = nearest.flatMap((one) => getOrMake(origins, one, () => originsOf(one, module))).filter((one) => !found.has(one));
    for (const one of nearest) found.add(one);
  }
  return found;
}

function originsOf(declaration: Declaration, module: Module): readonly Declaration[] {
  const { kind, node, scope } = declaration;
  // Of a callback, what it is called for, and what the call is given beside it.
  const around = kind === 'parameter' ? callAround(module, node) : null;
  const values: readonly unknown[] = around
    ? [around.node['callee'], ...(around.node['arguments'] as AnyNode[])]
    : [originOf(declaration) ?? node['superClass']];
  return [
    ...values.filter(isNode).flatMap((origin) => declarationsIn(origin, around?.scope ?? scope)),
    ...fillingsOf(declaration, module).flatMap((value) => declarationsIn(value.node, value.scope)),
  ];
}

/** The names that an expression mentions. */
export function declarationsIn(expression: AnyNode, scope: Scope): readonly Declaration[] {
  if (expression.type !== 'Identifier')
    return isFunction(expression) ? [] : childNodes(expression).flatMap((child) => declarationsIn(child, scope));
  const declaration = lookup(scope, expression['name'] as string);
  return declaration ? [declaration] : [];
}
