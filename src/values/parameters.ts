import type { AnyNode } from '../modules/nodes.ts';
import { literal, type Call, type StaticValue } from './value.ts';

/** Parameters as a call fills them: what TypeScript says of `this` is none. */
export function parametersOf(node: AnyNode): readonly AnyNode[] {
  const parameters = node['params'] as AnyNode[];
  const isThis = parameters[0]?.type === 'Identifier' && parameters[0]['name'] === 'this';
  return isThis ? parameters.slice(1) : parameters;
}

/** The patterns of a function's parameters, each with what a call gives it. */
export function givenParameters(node: AnyNode, { args, restUnknown, span }: Call): readonly (readonly [AnyNode, StaticValue])[] {
  return parametersOf(node).map((parameter, index) => {
    const target = parameter.type === 'TSParameterProperty' ? (parameter['parameter'] as AnyNode) : parameter;
    if (target.type !== 'RestElement') return [target, args[index]?.value ?? restUnknown ?? literal(undefined, span)];
    return [target['argument'] as AnyNode, { kind: 'array', items: args.slice(index), rest: restUnknown, span }];
  });
}
