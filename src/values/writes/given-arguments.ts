import { callAround } from '../../modules/enclosing.ts';
import { lookup, originOf } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { childNodes, isFunction, isNode, memberName, rootIdentifier, rootOfChain, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { MUTATING_METHODS } from '../../modules/own-changes.ts';
import type { Scope } from '../../modules/scope.ts';
import { formsOf } from './call-forms.ts';
import { MAX_NAMES } from './kept.ts';
import { typesBeside } from './methods.ts';
import { isFilling } from './module-flow.ts';

/** A call with an argument that may hold an object. */
export interface Candidate {
  readonly call: AnyNode;
  readonly scope: Scope;
  readonly argument: AnyNode;
  readonly given: AnyNode;
  /** Whether it is given under a name for each of several, or to what is not called where it is given. */
  readonly isIndirect: boolean;
}

/** Whether a method changes what it is called on: what it is given, it leaves as it is. */
function isOwnChange(callee: AnyNode): boolean {
  const { type } = unwrap(callee);
  return type === 'MemberExpression' && MUTATING_METHODS.has(memberName(unwrap(callee)) ?? '');
}

/** Whether an expression leads to what is imported, by calls, members and names; of a name without a value, by the type beside it. */
export function isImported(expression: AnyNode, scope: Scope, module: Module, mayWrite: (local: string) => boolean, steps = 0): boolean {
  const root = rootOfChain(expression);
  if (typesBeside(root, scope).some(mayWrite)) return true;
  if (steps > MAX_NAMES) return true;
  const isOne = (node: unknown, home: Scope): boolean => isNode(node) && isImported(node, home, module, mayWrite, steps + 1);
  if (root.type === 'NewExpression')
    return [root['callee'] as AnyNode, ...(root['arguments'] as AnyNode[])].some((part) => isOne(part, scope));
  if (root.type === 'AwaitExpression') return isOne(root['argument'], scope);
  if (root.type === 'ImportExpression') return true;
  // One of several: `(0, tune)(x)`, `(isOn ? tune : skip)(x)`, `[tune, sort][0](x)`.
  if (CHOOSING.has(root.type)) return childNodes(root).some((part) => isOne(part, scope));
  const declaration = root.type === 'Identifier' ? lookup(scope, String(root['name'])) : undefined;
  if (!declaration) return root['name'] === 'require';
  const { kind, name, node, scope: home, uses } = declaration;
  if (kind === 'import') return mayWrite(name);
  const around = kind === 'parameter' ? callAround(module, node) : null;
  if (around && unwrap(around.node['callee'] as AnyNode) !== node) {
    const called = unwrap(around.node['callee'] as AnyNode);
    return isOne(called['object'] ?? called, around.scope);
  }
  // It may be anything that the module has a name for.
  const isItself = unwrap(expression) === root;
  const mayBeAny = kind === 'parameter' ? isItself : !isOwnChange(expression) && uses.some(isFilling);
  if (mayBeAny) return importsWriters(module, mayWrite);
  return isOne(originOf(declaration) ?? node['superClass'], home);
}

function importsWriters({ analysis }: Module, mayWrite: (local: string) => boolean): boolean {
  return [...analysis.root.declarations.values()].some(({ kind, name }) => kind === 'import' && mayWrite(name));
}

export function candidatesIn(module: Module, mayWrite: (local: string) => boolean): readonly Candidate[] {
  const found: Candidate[] = [];
  const isWriter = (callee: AnyNode, scope: Scope): boolean => isImported(callee, scope, module, mayWrite);
  const { calls, impliedCalls } = module.analysis;
  for (const { node, scope } of [...calls, ...impliedCalls]) {
    for (const { call, self } of formsOf(node)) {
      if (!isWriter(call['callee'] as AnyNode, scope)) continue;
      for (const argument of [...(call['arguments'] as AnyNode[]).flatMap(argumentsIn), ...(self ? [self] : [])]) {
        const given = unwrap(argument.type === 'SpreadElement' ? (argument['argument'] as AnyNode) : argument);
        const isIndirect = call !== node || argument !== given || isOneOfMany(given, scope, module);
        if (!HOLDS_NOTHING.has(given.type) && !isFunction(given)) found.push({ call, scope, argument, given, isIndirect });
      }
    }
  }
  return found;
}

/** An argument, and the members of one that is written as an object, each by itself: what they are given for differs. */
function argumentsIn(argument: AnyNode): readonly AnyNode[] {
  const literal = unwrap(argument);
  if (literal.type !== 'ObjectExpression') return [argument];
  const members = (literal['properties'] as AnyNode[]).map((part) => (part.type === 'Property' ? (part['value'] as AnyNode) : part));
  return [argument, ...members.flatMap(argumentsIn)];
}

/** Whether an expression begins with a name that stands for one after another: of a loop, or of a callback. */
function isOneOfMany(expression: AnyNode, scope: Scope, module: Module): boolean {
  const root = rootIdentifier(expression);
  const declaration = root ? lookup(scope, String(root['name'])) : undefined;
  return declaration !== undefined && (declaration.inLoopHead || callAround(module, declaration.node) !== null);
}

const CHOOSING = new Set([
  'SequenceExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'AssignmentExpression',
  'ArrayExpression',
  'SpreadElement',
  'ObjectExpression',
  'Property',
]);

const HOLDS_NOTHING = new Set(['Literal', 'TemplateLiteral', 'BinaryExpression', 'UnaryExpression', 'UpdateExpression']);
