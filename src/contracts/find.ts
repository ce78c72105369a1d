import { importOf } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { lookup } from '../modules/lookup.ts';
import { childNodes, isNode, rootIdentifier, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { DeclarationKind, Scope, ScopedNode } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
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
  /** Which define function it calls, if any, only a caller of the function around it tells, or running it. */
  readonly isChosen?: true;
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
    const known = definedKind(define);
    const kind = known ?? (define.kind === 'unknown' ? kindAmong(callee, scope, module, evaluator, aliases, 0) : null);
    if (!kind) continue;
    const [first] = node['arguments'] as AnyNode[];
    const isPlain = first && first.type !== 'SpreadElement' && !isIndirect(define);
    sites.push({ node, scope, kind, argument: isPlain ? first : null, ...(!known && { isChosen: true }) });
  }
  return sites;
}

/** The kind of one of the define functions that a choice may give: `isQuery ? defineQuery : defineCommand`, `by[kind]`, a parameter's default. */
function kindAmong(
  node: AnyNode,
  scope: Scope,
  module: Module,
  evaluator: Evaluator,
  aliases: ReadonlySet<string>,
  steps: number,
): ContractKind | null {
  if (steps > MAX_NAMES) return null;
  const callee = unwrap(node);
  const among = (...parts: readonly unknown[]): ContractKind | null => {
    for (const part of parts) {
      const kind = isNode(part) ? kindAmong(part, scope, module, evaluator, aliases, steps + 1) : null;
      if (kind) return kind;
    }
    return null;
  };
  const environment = evaluator.environmentOf(module, scope);
  switch (callee.type) {
    case 'ConditionalExpression':
      return among(callee['consequent'], callee['alternate']);
    case 'LogicalExpression':
      return among(callee['left'], callee['right']);
    case 'MemberExpression':
      return callee['computed'] ? kindIn(evaluator.evaluate(callee['object'] as AnyNode, environment)) : null;
    case 'Identifier': {
      const declaration = lookup(scope, callee['name'] as string);
      const value = defaultOf(callee, scope) ?? (declaration?.inLoopHead ? null : declaration?.node['init']);
      const isWhole = (declaration?.node['id'] as AnyNode | undefined)?.type === 'Identifier' || declaration?.kind === 'parameter';
      const isChoice = isNode(value) && isWhole && CHOICES.has(unwrap(value).type);
      if (isChoice && declaration) return kindAmong(value, declaration.scope, module, evaluator, aliases, steps + 1);
      if (!mayBeDefine(callee, scope, module, aliases)) return null;
      return definedKind(evaluator.evaluate(isNode(value) && declaration?.kind === 'parameter' ? value : callee, environment));
    }
    default:
      return null;
  }
}

const CHOICES = new Set(['ConditionalExpression', 'LogicalExpression', 'MemberExpression', 'Identifier']);

/** The default of a parameter. */
function defaultOf(callee: AnyNode, scope: Scope): AnyNode | null {
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

/** A call that may lead to define functions by what it is given. */
export interface GivingCall extends ScopedNode {
  /** Of the define function that it is given for certain. */
  readonly kind: ContractKind | null;
}

/**
 * The calls in a module that give a define function to another function, or that may be of one, as each round of a loop tells:
 * what they define is found by following them.
 */
export function findGivenDefines(module: Module, evaluator: Evaluator, aliases: ReadonlySet<string>): readonly GivingCall[] {
  return module.analysis.calls.flatMap(({ node, scope }): GivingCall | readonly GivingCall[] => {
    const valueOf = (part: AnyNode): StaticValue => evaluator.evaluate(part, evaluator.environmentOf(module, scope));
    const callee = unwrap(node['callee'] as AnyNode);
    for (const argument of node['arguments'] as AnyNode[]) {
      for (const given of givenBy(argument)) {
        // What a loop goes over is told by following its rounds.
        if (given.type === 'CallExpression' || isLoopVariable(given, scope) || !mayBeDefine(given, scope, module, aliases)) continue;
        const kind = kindIn(valueOf(given));
        if (kind) return { node, scope, kind: isNamespace(given, scope) ? null : kind };
      }
    }
    if (callee.type === 'MemberExpression' && unwrap(callee['object'] as AnyNode).type === 'ImportExpression') {
      const imported = valueOf(callee['object'] as AnyNode);
      if (imported.kind === 'native' && imported.native.promised && kindIn(imported.native.promised)) return { node, scope, kind: null };
    }
    const isRound = isInLoop(scope) && mayBeDefine(callee, scope, module, aliases);
    return isRound && (isLoopVariable(callee, scope) || valueOf(callee).kind === 'unknown') ? { node, scope, kind: null } : NONE;
  });
}

const NONE: readonly GivingCall[] = [];

function isLoopVariable(node: AnyNode, scope: Scope): boolean {
  const root = rootIdentifier(node);
  return root !== null && lookup(scope, root['name'] as string)?.inLoopHead === true;
}

/** All that a module gives: whoever is given it hardly takes it for a define function. */
function isNamespace(given: AnyNode, scope: Scope): boolean {
  const declaration = given.type === 'Identifier' ? lookup(scope, given['name'] as string) : undefined;
  return declaration?.node.type === 'ImportNamespaceSpecifier';
}

function isInLoop(place: Scope): boolean {
  for (let scope: Scope | null = place; scope && scope.kind !== 'function'; scope = scope.parent)
    if (scope.node.type === 'ForOfStatement' || scope.node.type === 'ForInStatement') return true;
  return false;
}

/** The kind of a define function, or of one that an object holds. */
function kindIn(value: StaticValue): ContractKind | null {
  if (value.kind !== 'object') return definedKind(value);
  for (const property of value.properties.values()) {
    const kind = property.getter ? null : definedKind(property.value);
    if (kind) return kind;
  }
  return null;
}

/** What an argument gives that may be a function: names, members and calls, by themselves or in literals. */
export function givenBy(argument: AnyNode, found: AnyNode[] = []): readonly AnyNode[] {
  const given = unwrap(argument.type === 'SpreadElement' ? (argument['argument'] as AnyNode) : argument);
  switch (given.type) {
    case 'Identifier':
    case 'MemberExpression':
    case 'CallExpression':
      found.push(given);
      break;
    case 'ObjectExpression':
      for (const property of given['properties'] as AnyNode[])
        givenBy(property.type === 'Property' ? (property['value'] as AnyNode) : property, found);
      break;
    case 'ArrayExpression':
      for (const element of given['elements'] as (AnyNode | null)[]) if (element) givenBy(element, found);
      break;
    case 'ConditionalExpression':
      givenBy(given['consequent'] as AnyNode, found);
      givenBy(given['alternate'] as AnyNode, found);
      break;
    case 'ArrowFunctionExpression':
      // `() => defineCommand`
      if ((given['body'] as AnyNode).type === 'Identifier') found.push(given['body'] as AnyNode);
  }
  return found;
}

/** The innermost function around a scope, or null at the top of a module. Code of a class body or namespace runs with what surrounds it. */
export function enclosingFunction(scope: Scope): Scope | null {
  for (let current: Scope | null = scope; current; current = current.parent) if (current.kind === 'function') return current;
  return null;
}

/** Tells the calls that are found as define calls by themselves. */
export function createSiteTest(
  load: (file: string) => Module | null,
  evaluator: Evaluator,
  aliases: ReadonlySet<string>,
): (span: Span) => boolean {
  const starts = new Map<string, ReadonlySet<number>>();
  return ({ file, start }) => {
    let known = starts.get(file);
    if (!known) {
      const module = load(file);
      known = new Set(module ? findDefineCalls(module, evaluator, aliases).map((site) => site.node.start) : []);
      starts.set(file, known);
    }
    return known.has(start);
  };
}
