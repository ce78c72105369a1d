import { childNodes, isFunction, isNode, plainParameter, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { literal, type Call, type StaticValue } from '../value.ts';

/** Parameters as a call fills them: what TypeScript says of `this` is none. */
export function parametersOf(node: AnyNode): readonly AnyNode[] {
  const parameters = node['params'] as AnyNode[];
  const isThis = parameters[0]?.type === 'Identifier' && parameters[0]['name'] === 'this';
  return isThis ? parameters.slice(1) : parameters;
}

/** The patterns of a function's parameters, each with what a call gives it. */
export function givenParameters(node: AnyNode, { args, restUnknown, span }: Call): readonly (readonly [AnyNode, StaticValue])[] {
  return parametersOf(node).map((parameter, index) => {
    const target = plainParameter(parameter);
    if (target.type !== 'RestElement') return [target, args[index]?.value ?? restUnknown ?? literal(undefined, span)];
    return [target['argument'] as AnyNode, { kind: 'array', items: args.slice(index), rest: restUnknown, span }];
  });
}

/**
 * Whether the parameters of a function name what its body declares: there these names mean what stands around the function, and what a function
 * among the defaults names of the parameters, a `var` of the body does not change.
 */
export const namesItsBody: (scope: Scope) => boolean = memoizeWeakly(({ node, declarations }: Scope): boolean => {
  const parameters = node['params'] as AnyNode[];
  const isRenamed = ({ name }: AnyNode): boolean => {
    const own = declarations.get(String(name));
    return own?.kind === 'function' && own.node !== node;
  };
  if (parameters.every(({ type }) => type === 'Identifier')) return parameters.some(isRenamed);
  const named = new Set(parameters.flatMap((parameter) => namesIn(parameter)));
  if ([...declarations.values()].some(({ kind, name, node: own }) => kind !== 'parameter' && own !== node && named.has(name))) return true;
  return parameters.some((parameter) => [...nodesIn(parameter)].some(isFunction)) && declaresAgain(node['body'] as AnyNode, named);
});

/** Names that an expression or a pattern reads or binds, those of members aside. */
function namesIn(node: AnyNode): readonly string[] {
  if (node.type === 'Identifier') return [String(node['name'])];
  const isNameAlone = node.type === 'MemberExpression' ? node['property'] : node.type === 'Property' ? node['key'] : null;
  return childNodes(node).flatMap((child) => (child === isNameAlone && !node['computed'] ? [] : namesIn(child)));
}

function declaresAgain(body: AnyNode, names: ReadonlySet<string>): boolean {
  for (const { type, kind, declarations } of nodesIn(body, (inner) => !isFunction(inner)))
    if (type === 'VariableDeclaration' && kind === 'var')
      if ((declarations as AnyNode[]).some(({ id }) => isNode(id) && namesIn(id).some((name) => names.has(name)))) return true;
  return false;
}
