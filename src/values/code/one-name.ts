import { isFunction, isNode, withoutTypes, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { parametersOf } from '../statements/parameters.ts';
import { expressionOf, isIndependent, type BoundCode } from './simplified-code.ts';

/** What stands for the value that a function is given first, whatever it is called there. */
const GIVEN = '#given';

/**
 * A function whose first parameter has one name, whatever that is: what a pattern takes of it are its members, where one of them is the first
 * thing that is asked for, and none is called: without that, to take something of nothing throws where nothing else might, and a method has
 * lost what it is of.
 */
export function byOneName(code: BoundCode): BoundCode {
  const { node, module, bound } = code;
  const [parameter, ...others] = isFunction(node) ? parametersOf(node) : [];
  const scope = module.analysis.scopes.get(node);
  if (!parameter || !scope || !isIndependent(node)) return code;
  const given: AnyNode = { type: 'Identifier', start: parameter.start, end: parameter.end, name: GIVEN };
  const named = namesOf(parameter, given, scope);
  const isPattern = parameter.type === 'ObjectPattern';
  if (!named || (isPattern && (callsOne(node, named) || !isAskedFirst(node, named, scope)))) return code;
  const names = new Map(bound);
  for (const [declaration, member] of named) names.set(declaration, { ...code, node: member, scope });
  const type = node.type === 'FunctionDeclaration' ? 'FunctionExpression' : node.type;
  return { ...code, node: { ...node, type, params: [given, ...others] }, scope, bound: names };
}

/** What the names of a parameter stand for; null where they may be given other values. */
function namesOf(parameter: AnyNode, given: AnyNode, scope: Scope): ReadonlyMap<Declaration, AnyNode> | null {
  const entries = parameter.type === 'Identifier' ? [[parameter, given] as const] : membersOf(parameter, given);
  const named = new Map<Declaration, AnyNode>();
  for (const [identifier, member] of entries ?? []) {
    const declaration = scope.declarations.get(String(identifier['name']));
    if (!declaration || declaration.uses.some(({ kind }) => kind === 'assign')) return null;
    named.set(declaration, member);
  }
  return entries && named;
}

function membersOf(pattern: AnyNode, object: AnyNode): readonly (readonly [AnyNode, AnyNode])[] | null {
  if (pattern.type !== 'ObjectPattern') return null;
  const members: (readonly [AnyNode, AnyNode])[] = [];
  for (const { type, computed, key, value } of pattern['properties'] as readonly AnyNode[]) {
    const [property, name] = [key as AnyNode, value as AnyNode];
    if (type !== 'Property' || computed || property.type !== 'Identifier' || name.type !== 'Identifier') return null;
    const { start, end } = name;
    members.push([name, { type: 'MemberExpression', start, end, object, property, computed: false, optional: false }]);
  }
  return members;
}

/** Whether a name, or another one that is written alike, is called. */
function callsOne(node: AnyNode, named: ReadonlyMap<Declaration, AnyNode>): boolean {
  const names = new Set([...named.keys()].map(({ name }) => name));
  for (const { type, callee, tag } of nodesIn(node)) {
    const called = type === 'CallExpression' ? callee : type === 'TaggedTemplateExpression' ? tag : null;
    if (isNode(called) && names.has(String(withoutTypes(called)['name']))) return true;
  }
  return false;
}

/** Whether one of the names is what a function asks for first. */
function isAskedFirst(node: AnyNode, named: ReadonlyMap<Declaration, AnyNode>, scope: Scope): boolean {
  let first: AnyNode | null = expressionOf(node) ?? (node['body'] as AnyNode);
  while (first && first.type !== 'Identifier') first = firstIn(withoutTypes(first), named);
  const declaration = first && scope.declarations.get(String(first['name']));
  return declaration !== null && declaration !== undefined && named.has(declaration);
}

/** Where each kind of code begins. */
const FIRST: Readonly<Record<string, string>> = {
  BlockStatement: 'body',
  IfStatement: 'test',
  ReturnStatement: 'argument',
  ExpressionStatement: 'expression',
  VariableDeclaration: 'declarations',
  VariableDeclarator: 'init',
  ConditionalExpression: 'test',
  LogicalExpression: 'left',
  BinaryExpression: 'left',
  UnaryExpression: 'argument',
  ChainExpression: 'expression',
  MemberExpression: 'object',
};

function firstIn(node: AnyNode, named: ReadonlyMap<Declaration, AnyNode>): AnyNode | null {
  if (node.type === 'CallExpression' || node.type === 'NewExpression') return firstOfCall(node, named);
  const at = node[FIRST[node.type] ?? ''];
  const first: unknown = Array.isArray(at) ? at[0] : at;
  return isNode(first) ? withoutTypes(first) : null;
}

/** To name what is called does nothing by itself, or throws as well where the value is none. */
function firstOfCall({ callee, arguments: args, optional }: AnyNode, named: ReadonlyMap<Declaration, AnyNode>): AnyNode | null {
  let called = withoutTypes(callee as AnyNode);
  while (called.type === 'MemberExpression' && !called['computed'] && !called['optional'])
    called = withoutTypes(called['object'] as AnyNode);
  if (called.type !== 'Identifier' || optional) return null;
  const isOfOne = [...named.keys()].some(({ name }) => name === called['name']);
  return isOfOne ? called : ((args as readonly AnyNode[])[0] ?? null);
}
