import { importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { childNodes, isNode, rootIdentifier, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { DeclarationKind, Scope } from '../../modules/scope.ts';
import { DEFINE_FUNCTIONS } from '../framework/names.ts';
import { namesDefine } from './define-aliases.ts';

/** Names of names; beyond it the value is looked at. */
export const MAX_NAMES = 10;

const HOLDERS = new Set<DeclarationKind>(['const', 'let', 'var', 'class', 'namespace']);

/** Cheap, and true for whatever could turn out to be a define function: evaluating every callee would follow every import of the repository. */
export function mayBeDefine(callee: AnyNode, scope: Scope, module: Module, aliases: ReadonlySet<string>): boolean {
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
  const value = defaultOf(callee, scope);
  if (value) return namesDefine(module.text.slice(value.start, value.end), aliases);
  if (declaration.kind !== 'const' && declaration.kind !== 'let' && declaration.kind !== 'var') return false;
  if (isName(name)) return true;
  const init = declaration.inLoopHead ? declaration.scope.node['right'] : declaration.node['init'];
  if (!isNode(init)) return false;
  const given = awaited(init);
  if (given.type === 'ArrowFunctionExpression' || given.type === 'FunctionExpression') return false;
  // With its pattern, which may give a member another name: `const { defineCommand: command } = require(…)`.
  if (leadsToDefine(declaration.inLoopHead ? given : declaration.node, declaration.scope, module, aliases, 0)) return true;
  return (
    (given.type === 'MemberExpression' || given.type === 'Identifier' || given.type === 'ConditionalExpression') &&
    mayBeGiven(given, declaration.scope, 0)
  );
}

/** What stands behind an `await`. */
function awaited(node: AnyNode): AnyNode {
  const value = unwrap(node);
  return value.type === 'AwaitExpression' ? unwrap(value['argument'] as AnyNode) : value;
}

/** Whether an expression or declaration names a define function, or is a call or a member of something that does. */
function leadsToDefine(node: AnyNode, scope: Scope, module: Module, aliases: ReadonlySet<string>, steps: number): boolean {
  if (steps > MAX_NAMES || namesDefine(module.text.slice(node.start, node.end), aliases)) return true;
  let root = awaited(isNode(node['init']) ? node['init'] : node);
  while (root.type === 'CallExpression' || root.type === 'NewExpression' || root.type === 'MemberExpression')
    root = awaited((root['callee'] ?? root['object']) as AnyNode);
  const declaration = root.type === 'Identifier' ? lookup(scope, root['name'] as string) : undefined;
  if (!declaration || declaration.kind === 'import' || declaration.kind === 'parameter' || declaration.node === node) return false;
  return leadsToDefine(declaration.node, declaration.scope, module, aliases, steps + 1);
}

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

/** The default of a parameter. */
export function defaultOf(callee: AnyNode, scope: Scope): AnyNode | null {
  const declaration = callee.type === 'Identifier' ? lookup(scope, callee['name'] as string) : undefined;
  if (declaration?.kind !== 'parameter') return null;
  const pending = [...(declaration.node['params'] as AnyNode[])];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'AssignmentPattern' && node['left'] === declaration.identifier) return node['right'] as AnyNode;
    if (node.type === 'AssignmentPattern') pending.push(node['left'] as AnyNode);
    else if (node.type === 'Property') pending.push(node['value'] as AnyNode);
    else if (node.type === 'ObjectPattern' || node.type === 'ArrayPattern') pending.push(...childNodes(node));
  }
  return null;
}
