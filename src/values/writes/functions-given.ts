import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isClass, isNode, isWithin, rootOfChain, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope, ScopedNode } from '../../modules/scope.ts';
import { closureOf } from '../names/environment.ts';
import { parametersOf } from '../statements/parameters.ts';
import type { FunctionValue } from '../value.ts';
import type { Changes } from './changed.ts';
import { methodsCalled, type MethodSearch, type Written } from './methods.ts';
import { declarationsIn, parametersBehind } from './parameter-writes.ts';

/** What looks for the functions that a call may run. */
export interface FunctionSearch extends MethodSearch {
  readonly changes: Changes;
}

/** Names of what is called; beyond it nobody gives a function another one. */
const MAX_NAMES = 4;

/** What a function that is followed was called with, and what the one around that call was. */
export interface Given {
  readonly fn: AnyNode;
  readonly callee: AnyNode;
  readonly args: readonly AnyNode[];
  readonly scope: Scope;
  readonly module: Module;
  readonly around: Given | null;
}

/** What is called: a function, or a method of an instance. */
export interface Called extends Written {
  readonly isMethod?: boolean;
}

/**
 * What a function that is given others calls by its parameters: `apply(model, tune)`, where `apply` is `(model, step) => step(model)`, also
 * as one of a list of them; and what it calls that it was made with, as in `new Runner(tune).run(model)` and `runnerOf(tune)(model)`.
 */
export function functionsGiven(
  search: FunctionSearch,
  called: AnyNode,
  scope: Scope,
  module: Module,
  given: Given | null,
): readonly Called[] {
  if (!given) return [];
  const root = rootOfChain(called);
  const places = placesIn([root], scope, module);
  const isMadeWith = root.type === 'ThisExpression' || places.some((start) => !isWithin({ start, end: start }, given.fn));
  const argumentsGiven = parametersOf(given.fn).flatMap((parameter, index) => {
    if (!places.some((start) => isWithin({ start, end: start }, parameter))) return [];
    const isOneOfMany = given.args.slice(0, index + 1).some(({ type }) => type === 'SpreadElement');
    return parameter.type === 'RestElement' || isOneOfMany ? given.args.slice(isOneOfMany ? 0 : index) : (given.args[index] ?? []);
  });
  const callee = unwrap(called);
  const { module: giver, around } = given;
  const all = [
    ...argumentsGiven.map((node) => ({ node, scope: given.scope })),
    ...(isMadeWith ? argumentsBefore(given.callee, given.scope) : []),
  ];
  return all.flatMap(withItems).flatMap(({ node: argument, scope: home }) => {
    const values = [...search.changes.givenWhole(giver, argument, home)].filter((value) => value.kind === 'function');
    const functions = values.map(asWritten).filter(({ node }) => !isClass(node));
    if (callee.type !== 'MemberExpression') return [...functions, ...functionsGiven(search, argument, home, giver, around)];
    // A method of what it is given, whatever the type beside the parameter leaves open.
    const method = { ...callee, object: argument };
    const { start, end } = argument;
    const call = { type: 'CallExpression', start, end, callee: method, arguments: [] };
    const methods = methodsCalled(search, { node: call, scope: home, module: giver }).map((one) => ({ ...one, isMethod: true }));
    return [...functions, ...methods, ...functionsGiven(search, method, home, giver, around)];
  });
}

/** What the calls in a callee are given: `[tune]` of `new Runner(tune).run`, also where that has a name. */
export function argumentsBefore(callee: AnyNode, scope: Scope, steps: number = MAX_NAMES): readonly ScopedNode[] {
  const node = unwrap(callee);
  const declaration = node.type === 'Identifier' && steps > 0 ? lookup(scope, node['name'] as string) : undefined;
  if (declaration) return isNode(declaration.node['init']) ? argumentsBefore(declaration.node['init'], declaration.scope, steps - 1) : [];
  const inner: unknown = node['callee'] ?? node['object'];
  const own = node.type === 'CallExpression' || node.type === 'NewExpression' ? (node['arguments'] as AnyNode[]) : [];
  return [...own.map((one) => ({ node: one, scope })), ...(isNode(inner) ? argumentsBefore(inner, scope, steps) : [])];
}

/** An expression, and the items of one that is written as a list. */
function withItems({ node: expression, scope }: ScopedNode): readonly ScopedNode[] {
  const node = unwrap(expression.type === 'SpreadElement' ? (expression['argument'] as AnyNode) : expression);
  const items = node.type === 'ArrayExpression' ? (node['elements'] as (AnyNode | null)[]) : [];
  return [{ node, scope }, ...items.flatMap((item) => (item ? withItems({ node: item, scope }) : []))];
}

/** Where the parameters stand that some expressions may have something of. */
export function placesIn(expressions: readonly AnyNode[], scope: Scope, module: Module): readonly number[] {
  return expressions
    .flatMap((expression) => declarationsIn(expression, scope))
    .flatMap((declaration) => parametersBehind(declaration, module));
}

/** What is called that is one of several functions: `for (const step of steps) step(model)`, `(isOn ? tune : skip)(model)`. */
export function functionsNamed({ changes }: FunctionSearch, call: AnyNode, scope: Scope, module: Module): readonly Written[] {
  const callee = unwrap(call['callee'] as AnyNode);
  const functions = [...changes.given(module, callee, scope)].filter((value) => value.kind === 'function');
  return functions.map(asWritten).filter(({ node }) => !isClass(node));
}

export function asWritten(value: FunctionValue): Written {
  const { node, environment } = closureOf(value);
  return { node, module: environment.module };
}
