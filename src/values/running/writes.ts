import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import {
  classElements,
  isClass,
  isFunction,
  isNode,
  isRunWithClass,
  isWithin,
  memberName,
  patternIdentifiers,
  rootIdentifier,
  unwrap,
  type AnyNode,
} from '../../modules/nodes.ts';
import { MUTATING_METHODS, isChangeOfArgument } from '../../modules/own-changes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { nodesIn, scopedNodesIn } from '../../modules/traverse.ts';
import { GIVES_NEW_LIST } from '../builtins/method-names.ts';
import { closureOf } from '../names/environment.ts';
import { parametersOf } from '../statements/parameters.ts';
import type { FunctionValue } from '../value.ts';

/** A write of a function to what is not its own. */
export interface WriteSite {
  /** What is written to; null for a name, and for what a pattern assigns to. */
  readonly holder: AnyNode | null;
  /** A name that is given another value, and by which nothing is written to: all objects are left as they are. */
  readonly isName?: boolean | undefined;
  /** The name or member that is given a value. */
  readonly target?: AnyNode | undefined;
  /** The method that is called, where that is said to change what has it. */
  readonly method?: string | undefined;
  readonly scope: Scope;
}

/**
 * Whether a function writes to anything but names of its own.
 * @param mayMake whether it may write to objects that it makes itself
 */
export function writes(fn: FunctionValue, mayMake = true): boolean {
  for (const _ of writeSites(fn, mayMake, true)) return true;
  return false;
}

/** @param isByAnyName whether a method of a name that is not known is one that writes */
export function* writeSites(fn: FunctionValue, mayMake: boolean, isByAnyName: boolean): Generator<WriteSite> {
  const { node, environment } = closureOf(fn);
  for (const { node: inner, scope } of scopedNodesIn(laterParts(fn), environment.module.analysis.scopes)) {
    const isMade = (target: AnyNode): boolean => mayMake && isMadeIn(node, target, scope, environment.module);
    const target = writtenTarget(inner);
    if (target?.type === 'MemberExpression') {
      const holder = target['object'] as AnyNode;
      if (!isMade(holder)) yield { holder, scope, target };
    } else if (target) {
      const declaration = target.type === 'Identifier' ? lookup(scope, target['name'] as string) : undefined;
      if (!declaration || !isWithin(declaration.identifier, node))
        yield { holder: null, scope, target, isName: declaration?.uses.every(({ kind }) => kind === 'assign') };
    }
    if (inner.type === 'CallExpression') {
      const callee = unwrap(inner['callee'] as AnyNode);
      const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
      if (callee.type === 'MemberExpression' && (method === undefined ? isByAnyName : MUTATING_METHODS.has(method))) {
        const holder = callee['object'] as AnyNode;
        if (method === undefined || !isMade(holder)) yield { holder, scope, method };
      }
      const [first] = inner['arguments'] as AnyNode[];
      if (isChangeOfArgument(callee, scope) && !(first && isMade(first))) yield { holder: first ?? null, scope };
    }
  }
}

/** Whether a function writes to what another one gives: `kitOf().tags.push('x')`, or by a name of its own for that. */
export function writesToResults(fn: FunctionValue): boolean {
  const { node } = closureOf(fn);
  for (const { holder, scope } of writeSites(fn, true, false)) {
    const isCalled = holder && [...nodesIn(holder)].some(({ type }) => type === 'CallExpression');
    const root = holder && rootIdentifier(holder);
    const declared = root && lookup(scope, String(root['name']));
    if (isCalled || (declared && declared.kind !== 'parameter' && isWithin(declared.identifier, node))) return true;
  }
  return false;
}

/** What is run when a function is called, or a class used: what a class does when it is made has been done. */
export function laterParts(fn: FunctionValue): { node: AnyNode; scope: Scope }[] {
  const { node, environment } = closureOf(fn);
  if (!isClass(node)) return [{ node, scope: environment.scope }];
  const scope = environment.module.analysis.scopes.get(node) ?? environment.scope;
  const elements = classElements(node).filter((element) => !isRunWithClass(element));
  return elements.map((element) => ({ node: element, scope }));
}

function writtenTarget(node: AnyNode): AnyNode | null {
  if (node.type === 'AssignmentExpression') return unwrap(node['left'] as AnyNode);
  const isWrite = node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node['operator'] === 'delete');
  return isWrite ? unwrap(node['argument'] as AnyNode) : null;
}

/** Whether a function gives another value to a name that it does not declare. */
export function assignsOutside(fn: FunctionValue): boolean {
  const { node, environment } = closureOf(fn);
  for (const { node: inner, scope } of scopedNodesIn([{ node, scope: environment.scope }], environment.module.analysis.scopes)) {
    const target = inner.type === 'AssignmentExpression' ? inner['left'] : inner.type === 'UpdateExpression' ? inner['argument'] : null;
    const isOutside = (identifier: AnyNode): boolean => {
      const declaration = lookup(scope, String(identifier['name']));
      return declaration !== undefined && !isWithin(declaration.identifier, node);
    };
    if (isNode(target) && patternIdentifiers(unwrap(target)).some(isOutside)) return true;
  }
  return false;
}

/** Functions of JavaScript's own that give a new list or object. */
const MAKERS = /^(?:Object\.(?:create|keys|values|entries|fromEntries|groupBy)|Array\.(?:from|of)|structuredClone|Array)$/;

/** Whether an expression gives an object that a function makes itself: a literal, a copy, or a name that never has another one. */
function isMadeIn(fn: AnyNode, expression: AnyNode, scope: Scope, module: Module): boolean {
  const node = unwrap(expression);
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') return true;
  if (node.type === 'NewExpression') return /^(?:Map|Set|WeakMap|WeakSet|Array)$/.test(String((node['callee'] as AnyNode)['name']));
  if (node.type === 'CallExpression') return isMadeByCall(fn, node, scope, module);
  if (node.type === 'MemberExpression') return isPartOfMade(fn, node, scope, module);
  if (node.type !== 'Identifier') return false;
  const declaration = lookup(scope, node['name'] as string);
  if (!declaration || !isWithin(declaration.identifier, fn) || declaration.uses.some((use) => use.kind === 'assign')) return false;
  if (declaration.kind === 'parameter') return isMadeAccumulator(fn, declaration, module);
  const { init, id } = declaration.node;
  if (!/^(?:const|let|var)$/.test(declaration.kind) || !isNode(init) || id !== declaration.identifier) return false;
  const made = unwrap(init);
  return made.type !== 'Identifier' && isMadeIn(fn, made, scope, module);
}

/** `made.name`, of an object that begins with nothing in it, and is given nothing but what the function makes itself. */
function isPartOfMade(fn: AnyNode, { object }: AnyNode, scope: Scope, module: Module): boolean {
  const holder = unwrap(object as AnyNode);
  const declaration = holder.type === 'Identifier' ? lookup(scope, String(holder['name'])) : undefined;
  const init = declaration?.node['init'];
  if (!declaration || !isNode(init) || !isMadeIn(fn, holder, scope, module)) return false;
  const start = unwrap(init);
  const isEmpty = ((start['properties'] ?? start['elements']) as AnyNode[] | undefined)?.length === 0;
  if (!isEmpty || declaration.uses.some(({ kind }) => kind !== 'member')) return false;
  for (const { node, scope: inner } of scopedNodesIn([{ node: fn, scope }], module.analysis.scopes)) {
    const target = node.type === 'AssignmentExpression' ? unwrap(node['left'] as AnyNode) : null;
    const written = target?.type === 'MemberExpression' ? unwrap(target['object'] as AnyNode) : target;
    const isOfHolder = written?.type === 'Identifier' && lookup(inner, String(written['name'])) === declaration;
    if (isOfHolder && !(node['operator'] === '=' && isLiteral(node['right'] as AnyNode))) return false;
    // By a pattern, or as what a loop goes over.
    if (target && /Pattern$/.test(target.type)) return false;
  }
  return true;
}

function isLiteral(expression: AnyNode): boolean {
  const { type } = unwrap(expression);
  return type === 'ObjectExpression' || type === 'ArrayExpression' || type === 'Literal' || type === 'TemplateLiteral';
}

function isMadeByCall(fn: AnyNode, call: AnyNode, scope: Scope, module: Module): boolean {
  const callee = unwrap(call['callee'] as AnyNode);
  const [first, second] = call['arguments'] as AnyNode[];
  const root = rootIdentifier(callee);
  const text = root && !lookup(scope, String(root['name'])) ? module.text.slice(callee.start, callee.end) : '';
  // It gives back its first argument.
  if (text === 'Object.assign') return first !== undefined && isMadeIn(fn, first, scope, module);
  if (MAKERS.test(text)) return true;
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (name !== undefined && REDUCES.test(name)) return isMadeFrom(fn, first, second, scope, module);
  return name !== undefined && GIVES_NEW_LIST.has(name);
}

const REDUCES = /^reduce(?:Right)?$/;

/** Of `list.reduce(callback, start)`: what it gives is what it was started with, or what the callback makes. */
function isMadeFrom(fn: AnyNode, callback: AnyNode | undefined, start: AnyNode | undefined, scope: Scope, module: Module): boolean {
  if (!callback || !start || !isFunction(unwrap(callback))) return false;
  const [accumulator] = parametersOf(unwrap(callback));
  return (
    accumulator?.type === 'Identifier' &&
    isMadeIn(fn, start, scope, module) &&
    givesBack(unwrap(callback), String(accumulator['name']), scope)
  );
}

/** Whether a parameter is the accumulator of a `reduce` that is started with an object which the function makes. */
function isMadeAccumulator(fn: AnyNode, { node, identifier, uses }: Declaration, module: Module): boolean {
  if (parametersOf(node)[0] !== identifier || uses.some(({ kind }) => kind === 'assign')) return false;
  const isOf = (call: AnyNode): boolean => {
    const [first] = call['arguments'] as AnyNode[];
    const callee = unwrap(call['callee'] as AnyNode);
    return first !== undefined && unwrap(first) === node && callee.type === 'MemberExpression' && REDUCES.test(memberName(callee) ?? '');
  };
  const call = module.analysis.calls.find((one) => isOf(one.node));
  const [callback, start] = (call?.node['arguments'] ?? []) as AnyNode[];
  return call !== undefined && isMadeFrom(fn, callback, start, call.scope, module);
}

/** Whether all that a callback returns is the object that it was given, or one that a literal makes. */
function givesBack(fn: AnyNode, name: string, scope: Scope): boolean {
  const isBack = (given: unknown): boolean => {
    if (!isNode(given)) return false;
    const value = unwrap(given);
    if (value.type === 'SequenceExpression') return isBack((value['expressions'] as AnyNode[]).at(-1));
    if (value.type === 'CallExpression')
      return isChangeOfArgument(unwrap(value['callee'] as AnyNode), scope) && isBack((value['arguments'] as AnyNode[])[0]);
    return (value.type === 'Identifier' && value['name'] === name) || value.type === 'ObjectExpression' || value.type === 'ArrayExpression';
  };
  const body = fn['body'] as AnyNode;
  if (body.type !== 'BlockStatement') return isBack(body);
  for (const node of nodesIn(body, (inner) => !isFunction(inner)))
    if (node.type === 'ReturnStatement' && !isBack(node['argument'])) return false;
  return true;
}
