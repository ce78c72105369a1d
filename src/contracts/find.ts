import { importOf } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { lookup } from '../modules/lookup.ts';
import { isNode, rootIdentifier, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { DeclarationKind, Scope, ScopedNode } from '../modules/scope.ts';
import type { Evaluator } from '../values/evaluation.ts';
import type { StaticValue } from '../values/value.ts';
import type { ContractKind } from './contract.ts';
import { namesDefine } from './define-aliases.ts';
import { DEFINE_FUNCTIONS, definedKind, isIndirect } from './framework.ts';

/** A call of a define function, or a literal that is a contract by its type. */
export interface DefineSite extends ScopedNode {
  readonly kind: ContractKind;
  /** The expression that is the contract's argument; null where it is none: of a call without one, of `define(...args)`, of `define.call(…)`. */
  readonly argument: AnyNode | null;
}

/**
 * The calls in a module whose callee, wherever it comes from, is one of the framework's define functions.
 * @param aliases other names under which files of the repository export a define function
 */
export function findDefineCalls(module: Module, evaluator: Evaluator, aliases: ReadonlySet<string>): readonly DefineSite[] {
  const sites: DefineSite[] = [];
  for (const { node, scope } of module.analysis.calls) {
    const callee = unwrap(node['callee'] as AnyNode);
    if (node.type !== 'CallExpression' || !mayBeDefine(callee, scope, module, aliases)) continue;
    const define = evaluator.evaluate(callee, evaluator.environmentOf(module, scope));
    const kind = definedKind(define);
    if (!kind) continue;
    const [first] = node['arguments'] as AnyNode[];
    const isPlain = first && first.type !== 'SpreadElement' && !isIndirect(define);
    sites.push({ node, scope, kind, argument: isPlain ? first : null });
  }
  return sites;
}

/** Cheap, and true for whatever could turn out to be a define function: evaluating every callee would follow every import of the repository. */
function mayBeDefine(callee: AnyNode, scope: Scope, module: Module, aliases: ReadonlySet<string>): boolean {
  const isName = (name: string | null | undefined): boolean =>
    typeof name === 'string' && (DEFINE_FUNCTIONS.has(name) || aliases.has(name));
  if (callee.type === 'MemberExpression') {
    const property = callee['property'] as AnyNode;
    const root = rootIdentifier(callee);
    const declaration = root ? lookup(scope, root['name'] as string) : undefined;
    const name = property.type === 'Literal' ? String(property['value']) : callee['computed'] ? null : (property['name'] as string);
    if (isName(name)) return true;
    if (name === 'call' || name === 'apply') return mayBeDefine(unwrap(callee['object'] as AnyNode), scope, module, aliases);
    if (declaration?.kind === 'import') return name === null;
    // A table, class or namespace that holds define functions, or what a function gives that does.
    if (!root) return leadsToDefine(callee['object'] as AnyNode, scope, module, aliases, 0);
    return (
      declaration !== undefined && HOLDERS.has(declaration.kind) && leadsToDefine(declaration.node, declaration.scope, module, aliases, 0)
    );
  }
  if (callee.type === 'CallExpression') return leadsToDefine(callee, scope, module, aliases, 0);
  if (callee.type !== 'Identifier')
    return callee.type === 'ConditionalExpression' || callee.type === 'LogicalExpression' || callee.type === 'SequenceExpression';
  const name = callee['name'] as string;
  const declaration = lookup(scope, name);
  if (!declaration) return false;
  if (declaration.kind === 'import') {
    const source = importOf(module, name);
    return isName(source?.name) || isName(name) || (source?.name === 'default' && aliases.has('default'));
  }
  if (declaration.kind !== 'const' && declaration.kind !== 'let' && declaration.kind !== 'var') return false;
  if (isName(name)) return true;
  const init = declaration.inLoopHead ? declaration.scope.node['right'] : declaration.node['init'];
  if (!isNode(init)) return false;
  const value = unwrap(init);
  if (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression') return false;
  // With its pattern, which may give a member another name: `const { defineCommand: command } = require(…)`.
  if (leadsToDefine(declaration.inLoopHead ? value : declaration.node, declaration.scope, module, aliases, 0)) return true;
  return (
    (value.type === 'MemberExpression' || value.type === 'Identifier' || value.type === 'ConditionalExpression') &&
    mayBeGiven(value, declaration.scope, 0)
  );
}

/** Whether an expression or declaration names a define function, or is a call or a member of something that does. */
function leadsToDefine(node: AnyNode, scope: Scope, module: Module, aliases: ReadonlySet<string>, steps: number): boolean {
  if (steps > MAX_NAMES || namesDefine(module.text.slice(node.start, node.end), aliases)) return true;
  let root = unwrap(isNode(node['init']) ? node['init'] : node);
  while (root.type === 'CallExpression' || root.type === 'MemberExpression') root = unwrap((root['callee'] ?? root['object']) as AnyNode);
  const declaration = root.type === 'Identifier' ? lookup(scope, root['name'] as string) : undefined;
  if (!declaration || declaration.kind === 'import' || declaration.kind === 'parameter' || declaration.node === node) return false;
  return leadsToDefine(declaration.node, declaration.scope, module, aliases, steps + 1);
}

/** Names of names; beyond it the value is looked at. */
const MAX_NAMES = 10;

/** False for what can be no define function, because nothing of the repository's code leads to it: parameters, loops over text, what is waited for. */
function mayBeGiven(node: AnyNode, scope: Scope, nested: number): boolean {
  if (nested > MAX_NAMES) return true;
  const value = unwrap(node);
  switch (value.type) {
    case 'Identifier': {
      const declaration = lookup(scope, value['name'] as string);
      if (!declaration || declaration.kind === 'parameter' || declaration.kind === 'catch' || declaration.inLoopHead) return false;
      const init = declaration.node['init'];
      if (declaration.kind !== 'const' && declaration.kind !== 'let' && declaration.kind !== 'var') return true;
      return isNode(init) && mayBeGiven(init, declaration.scope, nested + 1);
    }
    case 'MemberExpression':
      return mayBeGiven(value['object'] as AnyNode, scope, nested + 1);
    case 'CallExpression':
      return [value['callee'] as AnyNode, ...(value['arguments'] as AnyNode[])].some((part) => mayBeGiven(part, scope, nested + 1));
    case 'AwaitExpression':
      return unwrap(value['argument'] as AnyNode).type === 'ImportExpression';
    case 'ArrayExpression':
      return (value['elements'] as (AnyNode | null)[]).some((element) => element && mayBeGiven(element, scope, nested + 1));
    case 'SpreadElement':
      return mayBeGiven(value['argument'] as AnyNode, scope, nested + 1);
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'UnaryExpression':
      return false;
    default:
      return true;
  }
}

const HOLDERS = new Set<DeclarationKind>(['const', 'let', 'var', 'class', 'namespace']);

/**
 * The calls in a module that give a define function to another function, or that may be of one, as each round of a loop tells:
 * what they define is found by following them.
 */
export function findGivenDefines(module: Module, evaluator: Evaluator, aliases: ReadonlySet<string>): readonly ScopedNode[] {
  return module.analysis.calls.filter(({ node, scope }) => {
    const callee = unwrap(node['callee'] as AnyNode);
    if (isInLoop(scope) && mayBeDefine(callee, scope, module, aliases)) {
      const value = evaluator.evaluate(callee, evaluator.environmentOf(module, scope));
      if (value.kind === 'unknown') return true;
    }
    return (node['arguments'] as AnyNode[]).flatMap(givenBy).some((given) => {
      if ((given.type !== 'Identifier' && given.type !== 'MemberExpression') || !mayBeDefine(given, scope, module, aliases)) return false;
      return isOrHoldsDefine(evaluator.evaluate(given, evaluator.environmentOf(module, scope)));
    });
  });
}

function isInLoop(place: Scope): boolean {
  for (let scope: Scope | null = place; scope && scope.kind !== 'function'; scope = scope.parent)
    if (scope.node.type === 'ForOfStatement' || scope.node.type === 'ForInStatement') return true;
  return false;
}

function isOrHoldsDefine(value: StaticValue): boolean {
  if (value.kind !== 'object') return definedKind(value) !== null;
  return [...value.properties.values()].some((property) => !property.getter && definedKind(property.value) !== null);
}

/** What an argument gives: itself, or the members of a literal. */
function givenBy(argument: AnyNode): readonly AnyNode[] {
  const given = unwrap(argument);
  if (given.type === 'ObjectExpression')
    return (given['properties'] as AnyNode[])
      .filter((property) => property.type === 'Property')
      .map((property) => unwrap(property['value'] as AnyNode));
  if (given.type === 'ArrayExpression') return (given['elements'] as (AnyNode | null)[]).filter((element) => element !== null).map(unwrap);
  return [given];
}

/** The innermost function around a scope, or null at the top of a module. Code of a class body or namespace runs with what surrounds it. */
export function enclosingFunction(scope: Scope): Scope | null {
  for (let current: Scope | null = scope; current; current = current.parent) if (current.kind === 'function') return current;
  return null;
}

/** The name under which an expression at the top of a module is exported, or null. */
export function exportNameOf(module: Module, expression: AnyNode): string | null {
  for (const [name, entry] of module.exports) {
    if (entry.kind === 'expression' && unwrap(entry.node) === expression) return name;
    if (entry.kind !== 'local') continue;
    const declaration = module.analysis.root.declarations.get(entry.name);
    const init = declaration?.node['init'];
    if (declaration && isNode(init) && unwrap(init) === expression && (declaration.node['id'] as AnyNode).type === 'Identifier')
      return name;
  }
  return null;
}
