import type { ModuleGraph } from '../../modules/graph.ts';
import { importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isFunction, isNode, withoutTypes, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { parametersOf } from '../statements/parameters.ts';

/** A piece of code, and where its names are looked up. */
export interface Code {
  readonly node: AnyNode;
  readonly scope: Scope;
  readonly module: Module;
}

/** Code in which the parameters of functions that were put in the place of their calls stand for what they are given. */
export interface BoundCode extends Code {
  readonly bound: ReadonlyMap<Declaration, BoundCode>;
  /** The outermost code, in which what is declared is its own. */
  readonly tree: AnyNode;
}

const NOTHING_BOUND: BoundCode['bound'] = new Map();

export function unbound(code: Code): BoundCode {
  return { ...code, bound: NOTHING_BOUND, tree: code.node };
}

/** The same code said in fewer words; null where there are none. */
export type Simplify = (code: BoundCode) => BoundCode | null;

/**
 * Code that does the same has the same form, as far as this goes: constants stand for their literals, calls of functions of one expression
 * for that expression, and functions that only call another one for that.
 */
export function createSimplify(graph: ModuleGraph): Simplify {
  /** The declaration of a name, followed through imports; null where it comes from a package or changes. */
  function declarationOf(name: string, scope: Scope, module: Module): (Code & { readonly declaration: Declaration }) | null {
    const declaration = lookup(scope, name);
    if (!declaration) return null;
    if (declaration.kind !== 'import') return { declaration, node: declaration.node, scope: declaration.scope, module };
    const source = importOf(module, name);
    const resolution = source?.name ? graph.resolve(source.source, module.file) : null;
    if (!source?.name || resolution?.kind !== 'file' || resolution.file.endsWith('.json')) return null;
    try {
      const search = graph.findExport(resolution.file, source.name);
      if (search.kind !== 'found' || search.entry.kind !== 'local') return null;
      const local = search.module.analysis.root.declarations.get(search.entry.name);
      return local && local.kind !== 'import' ? { declaration: local, node: local.node, scope: local.scope, module: search.module } : null;
    } catch {
      // A file that does not parse is told elsewhere.
      return null;
    }
  }

  /** What a constant is given. */
  function constantOf({ node, scope, module }: Code): Code | null {
    const found = declarationOf(String(node['name']), scope, module);
    const init = found?.declaration.kind === 'const' && found.node['id'] === found.declaration.identifier ? found.node['init'] : null;
    return found && isNode(init) ? { node: withoutTypes(init), scope: found.scope, module: found.module } : null;
  }

  /** The function that a name always stands for. */
  function functionOf(code: Code): Code | null {
    const found = declarationOf(String(code.node['name']), code.scope, code.module);
    if (found?.declaration.kind === 'function') {
      const { uses, parts } = found.declaration;
      return parts.length === 0 && uses.every(({ kind }) => kind !== 'assign') && isIndependent(found.node) ? found : null;
    }
    const constant = constantOf(code);
    return constant && isFunction(constant.node) && isIndependent(constant.node) ? constant : null;
  }

  /** Whether a name or literal gives the same wherever it stands in the code, and does nothing. */
  function isFixed({ node: written, scope }: Code): boolean {
    const node = withoutTypes(written);
    if (node.type !== 'Identifier') return isLiteral(node);
    const declaration = lookup(scope, String(node['name']));
    return (
      (declaration?.kind === 'parameter' || declaration?.kind === 'const') &&
      !declaration.inLoopHead &&
      declaration.uses.every(({ kind }) => kind !== 'assign')
    );
  }

  /** What a call gives, said by the expression of the function that it calls. */
  function inlined(call: BoundCode): BoundCode | null {
    const { node, scope, module, bound } = call;
    const callee = withoutTypes(node['callee'] as AnyNode);
    if (callee.type !== 'Identifier' || node['optional']) return null;
    const called = functionOf({ node: callee, scope, module });
    const expression = called && expressionOf(called.node);
    const inner = called && innerScope(called);
    if (!inner || !expression) return null;
    const parameters = parametersOf(called.node);
    const args = (node['arguments'] as AnyNode[]).map((argument) => ({ ...call, node: argument }));
    if (args.length !== parameters.length || !args.every(isFixed)) return null;
    const given = new Map(bound);
    for (const [index, parameter] of parameters.entries()) {
      const declaration = parameter.type === 'Identifier' ? inner.declarations.get(String(parameter['name'])) : undefined;
      const argument = args[index];
      if (!declaration || !argument || declaration.uses.some(({ kind }) => kind === 'assign')) return null;
      given.set(declaration, argument);
    }
    return { node: expression, scope: inner, module: called.module, bound: given, tree: called.node };
  }

  /** The function that a function hands all that it is given to, and nothing else. */
  function handedTo(code: BoundCode): BoundCode | null {
    const { node, module } = code;
    const call = expressionOf(node);
    const scope = innerScope(code);
    const callee = call?.type === 'CallExpression' && !call['optional'] ? withoutTypes(call['callee'] as AnyNode) : null;
    if (!call || !scope || callee?.type !== 'Identifier') return null;
    const called = functionOf({ node: callee, scope, module });
    if (!called || called.node === node || called.node['async'] || called.node['generator'] || expressionOf(called.node)) return null;
    const names = namesOf(parametersOf(node));
    const parameters = parametersOf(called.node);
    const isHandedOver = names.length > 0 && names.join() === namesOf(call['arguments'] as AnyNode[]).join();
    return isHandedOver && !names.includes('') && parameters.length === names.length && !namesOf(parameters).includes('')
      ? unbound(called)
      : null;
  }

  return (code) => {
    const { node, scope, bound } = code;
    if (node.type === 'Identifier') {
      const declaration = lookup(scope, String(node['name']));
      const given = declaration && bound.get(declaration);
      if (given) return given;
      // Where it is declared, the name itself is what is said.
      const constant = declaration && declaration.identifier !== node ? constantOf(code) : null;
      return constant && isLiteral(constant.node) ? { ...unbound(constant), tree: code.tree } : null;
    }
    if (node.type === 'CallExpression') return inlined(code);
    if (isFunction(node)) return handedTo(code);
    if (node.type !== 'ConditionalExpression' || !isTruth(node['test'] as AnyNode)) return null;
    const [yes, no] = [node['consequent'], node['alternate']] as AnyNode[];
    return yes?.['value'] === true && no?.['value'] === false ? { ...code, node: node['test'] as AnyNode } : null;
  };
}

function innerScope({ node, module }: Code): Scope | null {
  return module.analysis.scopes.get(node) ?? null;
}

/** The names of a list of names, and nothing for whatever is no name. */
function namesOf(nodes: readonly AnyNode[]): readonly string[] {
  return nodes.map((node) => (node.type === 'Identifier' ? String(node['name']) : ''));
}

function isLiteral(node: AnyNode): boolean {
  if (node.type === 'UnaryExpression' && node['operator'] === '-') return typeof (node['argument'] as AnyNode)['value'] === 'number';
  return node.type === 'Literal' && !node['regex'];
}

const COMPARISONS = new Set(['===', '!==', '==', '!=', '<', '<=', '>', '>=', 'in', 'instanceof']);

function isTruth({ type, operator }: AnyNode): boolean {
  return (type === 'BinaryExpression' && COMPARISONS.has(String(operator))) || (type === 'UnaryExpression' && operator === '!');
}

/** The one expression that a function gives, branches that return among it; null where it does anything else. */
export function expressionOf(node: AnyNode): AnyNode | null {
  const { body } = node;
  if (node['async'] || node['generator'] || !isNode(body)) return null;
  return body.type === 'BlockStatement' ? givenBy(body['body'] as AnyNode[]) : body;
}

function givenBy([first, ...rest]: readonly AnyNode[]): AnyNode | null {
  switch (first?.type) {
    case 'ReturnStatement':
      return isNode(first['argument']) ? first['argument'] : null;
    case 'BlockStatement':
      return givenBy(first['body'] as AnyNode[]);
    case 'VariableDeclaration': {
      // Its names stand for the literals.
      const isOfLiterals =
        first['kind'] === 'const' &&
        (first['declarations'] as AnyNode[]).every(
          ({ id, init }) => (id as AnyNode).type === 'Identifier' && isNode(init) && isLiteral(withoutTypes(init)),
        );
      return isOfLiterals ? givenBy(rest) : null;
    }
    case 'IfStatement': {
      const consequent = givenBy([first['consequent'] as AnyNode]);
      const alternate = isNode(first['alternate']) ? givenBy([first['alternate']]) : givenBy(rest);
      const { start, end, test } = first;
      return consequent && alternate && { type: 'ConditionalExpression', start, end, test, consequent, alternate };
    }
    default:
      return null;
  }
}

/** Whether what a function does does not depend on how it was made and is called: it asks for no `this`, and for no list of its arguments. */
export const isIndependent: (node: AnyNode) => boolean = memoizeWeakly((node: AnyNode) => {
  for (const { type, name } of nodesIn(node))
    if (['ThisExpression', 'Super', 'MetaProperty'].includes(type) || (type === 'Identifier' && name === 'arguments')) return false;
  return true;
});
