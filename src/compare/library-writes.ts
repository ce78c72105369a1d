import type { Reading } from '../contracts/earlier-reading.ts';
import { requiredBy } from '../modules/common-js.ts';
import { lookup, originOf } from '../modules/lookup.ts';
import type { Module } from '../modules/module.ts';
import { classElements, isClass, isNode, memberName, patternIdentifiers, unwrap, type AnyNode } from '../modules/nodes.ts';
import { plainCall } from '../modules/plain-call.ts';
import type { Declaration, Scope } from '../modules/scope.ts';
import { nodesAround } from '../modules/traverse.ts';
import { getOrMake } from '../source/memoize.ts';
import { CALLS_BACK } from '../values/builtins/method-names.ts';
import { closureOf } from '../values/names/environment.ts';
import { parametersOf } from '../values/statements/parameters.ts';
import { flowOf } from '../values/writes/module-flow.ts';

/** A library that is shared by all who import it. */
export interface SharedLibrary {
  /** Whether all that a module gives is the library's. */
  isWhole(source: string): boolean;
  /** Whether a name is imported from it. */
  isImported(declaration: Declaration, module: Module): boolean;
  /** Whether it counts that a member is written; null for one that is not known. */
  counts(member: string | null): boolean;
}

/** A function or class that is called, and what its module is. */
interface Called {
  readonly node: AnyNode;
  readonly module: Module;
}

/**
 * The statements that write to a library which a module imports, by whatever name: also in functions that it is given to. For each name it
 * is noted how many members deep it holds the library, so that a write to a list or an object which has it as a member is none: 0 is the
 * library itself and what lies in it.
 */
export function statementsWriting(start: Module, library: SharedLibrary, { evaluator }: Reading): readonly string[] {
  const imported = new Map<Declaration, boolean>();
  const depths = new Map<Declaration, number>();
  const modules = new Set([start]);
  let isSettled = false;
  while (!isSettled) {
    isSettled = true;
    for (const module of modules) followNames(module);
  }
  return [...modules].flatMap((module) =>
    flowOf(module)
      .changes.filter(({ member, method }) => method === undefined && library.counts(member))
      .filter(({ node, scope }) => depthOf(node, scope, module) === 0)
      .map(({ at }) => statementAt(module, at)),
  );

  function followNames(module: Module): void {
    const { assigned, calls } = flowOf(module);
    for (const { declarations } of new Set(module.analysis.scopes.values()))
      for (const declaration of declarations.values()) followOrigin(declaration, module);
    for (const [declaration, values] of assigned)
      for (const { node, scope, isPart } of values) note(declaration, depthOf(node, scope, module), isPart ? 1 : 0);
    for (const { node, scope } of calls) if (isNode(node['callee'])) followCall(node, scope, module);
  }

  function followOrigin(declaration: Declaration, module: Module): void {
    const { node, scope, identifier } = declaration;
    const origin = node.type === 'VariableDeclarator' ? originOf(declaration) : null;
    if (!origin) return;
    const isOfLoop = origin === scope.node['right'];
    note(declaration, depthOf(origin, scope, module), levelsAround(identifier, node['id'] as AnyNode) + (isOfLoop ? 1 : 0));
  }

  function followCall(call: AnyNode, scope: Scope, module: Module): void {
    const { callee, args } = plainCall(call);
    const given = args.map((argument) => depthOf(argument, scope, module));
    if (given.some((depth) => depth !== null)) give(callee, given, scope, module);
    const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    if (method !== 'then' && !CALLS_BACK.has(method ?? '')) return;
    const depth = depthOf(callee['object'] as AnyNode, scope, module);
    if (depth === null) return;
    for (const callback of args) give(callback, [method === 'then' ? depth : Math.max(0, depth - 1)], scope, module);
  }

  /** Notes what a call gives to the parameters of what it calls. */
  function give(callee: AnyNode, given: readonly (number | null)[], scope: Scope, module: Module): void {
    const called = calledBy(callee, scope, module);
    const own = called?.module.analysis.scopes.get(called.node);
    if (!called || !own) return;
    modules.add(called.module);
    for (const [index, parameter] of parametersOf(called.node).entries())
      for (const identifier of patternIdentifiers(parameter)) {
        const declaration = own.declarations.get(String(identifier['name']));
        if (declaration) note(declaration, given[index] ?? null, levelsAround(identifier, parameter));
      }
  }

  function calledBy(callee: AnyNode, scope: Scope, module: Module): Called | null {
    const value = evaluator.evaluate(callee, evaluator.environmentOf(module, scope));
    if (value.kind !== 'function') return null;
    const { node, environment } = closureOf(value);
    const made = isClass(node) ? classElements(node).find(({ kind }) => kind === 'constructor')?.['value'] : node;
    return isNode(made) ? { node: made, module: environment.module } : null;
  }

  function note(declaration: Declaration, depth: number | null, levels: number): void {
    if (depth === null) return;
    const own = Math.max(0, depth - levels);
    if (own >= (depths.get(declaration) ?? Infinity)) return;
    depths.set(declaration, own);
    isSettled = false;
  }

  /** The least depth of what an expression may give. */
  function depthOf(expression: AnyNode, scope: Scope, module: Module): number | null {
    let depth: number | null = null;
    // Of what is `own` deep, `max(least, own + added)` members deep.
    const pending = [{ expression, least: 0, added: 0 }];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { least, added } = next;
      const node = unwrap(next.expression);
      const own = ownDepth(node, scope, module);
      if (own !== null) depth = Math.min(depth ?? Infinity, Math.max(least, own + added));
      const { parts, levels } = givenBy(node);
      for (const part of parts)
        pending.push({ expression: part, least: levels < 0 ? Math.max(least, added) : least, added: added + levels });
    }
    return depth;
  }

  function ownDepth(node: AnyNode, scope: Scope, module: Module): number | null {
    if (node.type === 'Identifier') {
      const declaration = lookup(scope, String(node['name']));
      if (!declaration) return null;
      const isImported = getOrMake(imported, declaration, () => library.isImported(declaration, module));
      return isImported ? 0 : (depths.get(declaration) ?? null);
    }
    const source = node.type === 'ImportExpression' ? (node['source'] as AnyNode)['value'] : requiredBy(node, scope);
    return typeof source === 'string' && library.isWhole(source) ? 0 : null;
  }
}

const NOTHING = { parts: [], levels: 0 };

/** What an expression gives, or gives a member of (-1), or makes a member of what it gives (1). */
function givenBy(node: AnyNode): { readonly parts: readonly AnyNode[]; readonly levels: number } {
  switch (node.type) {
    case 'MemberExpression':
      return { parts: [node['object'] as AnyNode], levels: -1 };
    case 'SpreadElement':
      return { parts: [node['argument'] as AnyNode], levels: -1 };
    case 'ArrayExpression':
      return { parts: (node['elements'] as (AnyNode | null)[]).filter(isNode), levels: 1 };
    case 'ObjectExpression':
      return { parts: (node['properties'] as AnyNode[]).map((one) => (isNode(one['value']) ? one['value'] : one)), levels: 1 };
    case 'ConditionalExpression':
      return { parts: [node['consequent'] as AnyNode, node['alternate'] as AnyNode], levels: 0 };
    case 'LogicalExpression':
      return { parts: [node['left'] as AnyNode, node['right'] as AnyNode], levels: 0 };
    case 'AwaitExpression':
      return { parts: [node['argument'] as AnyNode], levels: 0 };
    default:
      return NOTHING;
  }
}

/** How many members deep a pattern binds a name; the rest of an object is as deep as that. */
function levelsAround(identifier: AnyNode, pattern: AnyNode): number {
  const types = [...nodesAround(pattern, identifier)].map(({ type }) => type);
  return (
    types.filter((type) => type === 'ObjectPattern' || type === 'ArrayPattern').length -
    types.filter((type) => type === 'RestElement').length
  );
}

function statementAt({ program, text }: Module, at: number): string {
  const around = [...nodesAround(program, { start: at, end: at + 1 })].filter(({ type }) => type.endsWith('Statement'));
  const { start, end } = around.at(-1) ?? program;
  return text.slice(start, end).replace(/\s+/g, ' ');
}
