import { lookup } from '../modules/lookup.ts';
import { isNode, withoutTypes, type AnyNode } from '../modules/nodes.ts';
import type { Scope } from '../modules/scope.ts';
import { closureOf } from './environment.ts';
import { plainValue } from './plain-value.ts';
import type { EvaluatorPort, PlainFunction, RegExpLiteral, StaticValue } from './value.ts';

/** Functions of JavaScript's own that take any primitive. */
const TOTAL_FUNCTIONS: ReadonlySet<string> = new Set(['Boolean', 'Number', 'String']);

/** What may stand in the one expression of a plain function, with the keys of what stands inside. */
const PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Literal', []],
  ['TemplateLiteral', ['expressions']],
  ['Identifier', []],
  ['MemberExpression', ['object']],
  ['BinaryExpression', ['left', 'right']],
  ['LogicalExpression', ['left', 'right']],
  ['UnaryExpression', ['argument']],
  ['ConditionalExpression', ['test', 'consequent', 'alternate']],
  ['ArrayExpression', ['elements']],
  ['CallExpression', ['callee', 'arguments']],
]);

/**
 * A function that can do nothing but give a value: one expression over one parameter that calls methods of that, of constants and of
 * JavaScript's own globals alone. Of any other function a result that was followed does not say that the code would have come to it:
 * what it calls on the way may throw. Null for those.
 */
export function plainFunction(evaluator: EvaluatorPort, callee: StaticValue): PlainFunction | null {
  const apply = (value: unknown): StaticValue => evaluator.call(callee, [plainValue(value, callee.span)], callee.span);
  if (callee.kind === 'native') return TOTAL_FUNCTIONS.has(callee.native.name) ? { apply, constants: [], pattern: null } : null;
  if (callee.kind !== 'function') return null;
  const { node, environment } = closureOf(callee);
  const scope = environment.module.analysis.scopes.get(node);
  const expression = expressionOf(node);
  const [parameter, another] = (node['params'] ?? []) as AnyNode[];
  if (!scope || !expression || parameter?.type !== 'Identifier' || another) return null;
  const constants: (string | number)[] = [];
  return isPlain(expression, scope, constants)
    ? { apply, constants, pattern: patternOf(expression, String(parameter['name']), scope) }
    : null;
}

/** The expression that a function gives, where it does nothing else. */
function expressionOf(node: AnyNode): AnyNode | null {
  const { body } = node;
  if (node['async'] || node['generator'] || !isNode(body) || !/Function/.test(node.type)) return null;
  if (body.type !== 'BlockStatement') return body;
  const [only, another] = body['body'] as AnyNode[];
  return only?.type === 'ReturnStatement' && !another && isNode(only['argument']) ? only['argument'] : null;
}

/** The regular expression of `/…/.test(value)`, unless it remembers where it was. */
function patternOf({ type, callee, arguments: args }: AnyNode, parameter: string, scope: Scope): RegExpLiteral | null {
  if (type !== 'CallExpression' || !isNode(callee) || !isNode(callee['object']) || !isNode(callee['property'])) return null;
  const [argument, another] = args as AnyNode[];
  const regex = constantOf(callee['object'], scope)?.['regex'] as RegExpLiteral | null | undefined;
  if (!regex || callee['property']['name'] !== 'test' || argument?.['name'] !== parameter || another) return null;
  return /[gy]/.test(regex.flags) ? null : regex;
}

function isPlain(written: AnyNode, scope: Scope, constants: (string | number)[]): boolean {
  const node = withoutTypes(written);
  const keys = PARTS.get(node.type);
  if (!keys || (node.type === 'MemberExpression' && node['computed']) || node['optional']) return false;
  if (node.type === 'CallExpression' && !isOwnMethod(node['callee'] as AnyNode, scope, constants)) return false;
  const value = node.type === 'Literal' ? node['value'] : null;
  if (typeof value === 'string' || typeof value === 'number') constants.push(value);
  const parts = keys.flatMap((key) => node[key] as AnyNode | null | readonly (AnyNode | null)[]);
  return parts.every((part) => part !== null && isPlain(part, scope, constants));
}

/** Whether a method is JavaScript's own: of the parameter or what is in it, of a constant, of a global. */
function isOwnMethod(callee: AnyNode, scope: Scope, constants: (string | number)[]): boolean {
  let root = withoutTypes(callee);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = withoutTypes((root['object'] ?? root['callee']) as AnyNode);
  if (root.type !== 'Identifier') return true;
  const declaration = lookup(scope, root['name'] as string);
  if (!declaration) return true;
  if (declaration.kind === 'parameter') return declaration.scope === scope && root !== callee;
  const constant = constantOf(root, scope);
  return (
    constant !== null &&
    (constant.type === 'Literal' || constant.type === 'ArrayExpression') &&
    isPlain(constant, declaration.scope, constants)
  );
}

/** The expression that a name stands for where it is a constant that nothing else is done with; any other expression itself. */
function constantOf(expression: AnyNode, scope: Scope): AnyNode | null {
  if (expression.type !== 'Identifier') return expression;
  const declaration = lookup(scope, expression['name'] as string);
  const written = declaration?.kind === 'const' && declaration.uses.length === 0 ? declaration.node['init'] : null;
  return isNode(written) && declaration?.node['id'] === declaration?.identifier ? withoutTypes(written) : null;
}
