import { pathTo } from '../../modules/enclosing.ts';
import { importedModule } from '../../modules/graph.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isClass, isNode, rootIdentifier, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { ScopedNode } from '../../modules/scope.ts';
import { escapeRegExp } from '../../source/escape-regexp.ts';
import { closureOf } from '../../values/names/environment.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { REGISTERING } from './registry-values.ts';
import { isSpecType, mentionsSpec, saysItReturnsSpecs, signatureOf } from './spec-mentions.ts';

/**
 * What says that an object is meant as a contract: `typed`, the type of what it is given to, assigned to or returned as; `registered`, a
 * method called as those of the framework's registries are, of something that nobody knows. Null where nothing does: functions of other
 * libraries, and one's own that take anything, may be given objects of that form too.
 */
export type Evidence = 'typed' | 'registered' | null;

/** Methods that put into a container what they are given. */
const ADDING = new Set(['set', 'add', 'push', 'unshift']);

/** Whose functions give back what they are given, or a container of it. */
const PASSING = new Set(['Object', 'Array', 'Promise', 'Map', 'Set']);

const MAPPING = new Set(['map', 'flatMap', 'from']);

/** An object in one of these is what the whole is used as. */
const AROUND = new Set([
  'ArrayExpression',
  'ObjectExpression',
  'Property',
  'SpreadElement',
  'ConditionalExpression',
  'LogicalExpression',
  'SequenceExpression',
  'AwaitExpression',
  'ChainExpression',
  'ParenthesizedExpression',
  'TSNonNullExpression',
  'ReturnStatement',
  'BlockStatement',
  'IfStatement',
]);

/** An object that may be meant as a contract. */
interface Meant extends ScopedNode {
  /** What stands around it, the innermost first. */
  readonly path: readonly AnyNode[];
  readonly module: Module;
  readonly evaluator: Evaluator;
}

export function evidenceOf({ node, scope }: ScopedNode, module: Module, evaluator: Evaluator): Evidence {
  const path = pathTo(module, node.start);
  const meant: Meant = { node, scope, path, module, evaluator };
  const own = path.indexOf(node);
  if (own < 0) return evidenceInDecorator(meant);
  /** Calls that give what the function in them gives. */
  const giving = new Set<AnyNode | undefined>();
  for (const [index, parent] of path.entries()) {
    if (index <= own || AROUND.has(parent.type) || giving.has(parent)) continue;
    switch (parent.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        if (isSpec(meant, parent['typeAnnotation'])) return 'typed';
        continue;
      case 'VariableDeclarator':
      case 'PropertyDefinition':
      case 'AssignmentPattern':
        return isSpec(meant, annotationOf(parent)) ? 'typed' : null;
      case 'AssignmentExpression':
        return isSpec(meant, annotationOfTarget(meant, parent['left'] as AnyNode)) ? 'typed' : null;
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        if (isSpec(meant, parent['returnType']) || saysItReturnsSpecs(parent, module)) return 'typed';
        if (!isMapping(path[index + 1], parent)) return null;
        giving.add(path[index + 1]);
        continue;
      case 'MemberExpression': {
        // `[{…}].forEach((spec: EventSpec) => …)`
        const call = path[index + 1];
        const given = call?.type === 'CallExpression' && call['callee'] === parent ? (call['arguments'] as AnyNode[]) : [];
        return given.some((argument) => takesSpecs(meant, argument)) ? 'typed' : null;
      }
      case 'CallExpression':
      case 'NewExpression':
        if (isSpec(meant, parent['typeArguments'])) return 'typed';
        if (PASSING.has(String(rootIdentifier(parent['callee'] as AnyNode)?.['name']))) continue;
        return evidenceInCall(meant, unwrap(parent['callee'] as AnyNode));
      default:
        return null;
    }
  }
  return null;
}

function isSpec({ module, evaluator }: Meant, type: unknown): boolean {
  return isNode(type) && isSpecType(type, module, evaluator);
}

function evidenceInCall(meant: Meant, callee: AnyNode): Evidence {
  const method = callee.type === 'MemberExpression' ? String((callee['property'] as AnyNode)['name']) : null;
  if (method !== null && REGISTERING.has(method)) return 'registered';
  if (method !== null && ADDING.has(method)) return isSpec(meant, annotationOfTarget(meant, callee['object'] as AnyNode)) ? 'typed' : null;
  return takesSpecs(meant, callee) || (method !== null && isTypedMethod(meant, method)) ? 'typed' : null;
}

/** `@dec({…}) export class X {}`: what stands before `export` lies in no statement, so that no path leads to it. */
function evidenceInDecorator(meant: Meant): Evidence {
  const call = meant.module.analysis.calls.find(
    (one) => one.node.type === 'CallExpression' && (one.node['arguments'] as AnyNode[]).includes(meant.node),
  );
  return call ? evidenceInCall(meant, unwrap(call.node['callee'] as AnyNode)) : null;
}

/** The type of a name, or of a member of `this`; of a container the types of what it is made for. */
function annotationOfTarget({ scope, path }: Meant, target: AnyNode): unknown {
  const root = rootIdentifier(target);
  const declaration = root && lookup(scope, root['name'] as string);
  if (declaration) return declaration.kind === 'parameter' ? declaration.identifier['typeAnnotation'] : annotationOf(declaration.node);
  const bare = unwrap(target);
  if (bare.type !== 'MemberExpression' || (bare['object'] as AnyNode).type !== 'ThisExpression') return null;
  const body = path.find(({ type }) => type === 'ClassBody');
  const name = (bare['property'] as AnyNode)['name'];
  const field = ((body?.['body'] ?? []) as AnyNode[]).find(({ key }) => isNode(key) && key['name'] === name);
  return field && annotationOf(field);
}

/** Whether what is called says that it takes contracts, in its parameters or, in JavaScript, in the comment before it. */
function takesSpecs({ path, scope, module, evaluator }: Meant, callee: AnyNode): boolean {
  const value = evaluator.evaluate(calledClass(path, callee) ?? callee, evaluator.environmentOf(module, scope));
  if (value.kind !== 'function') return false;
  const { node: called, environment } = closureOf(value);
  const signature = signatureOf(called, environment.module);
  return signature !== null && mentionsSpec(signature, environment.module, evaluator);
}

/** Of `super(…)` the class that is extended. */
function calledClass(path: readonly AnyNode[], callee: AnyNode): AnyNode | null {
  if (callee.type !== 'Super') return null;
  const extended = path.find(isClass)?.['superClass'];
  return isNode(extended) ? extended : null;
}

/** Of an instance it is not told which class it is of: whether this module, or one that it imports, has a method of the name that takes contracts. */
function isTypedMethod({ module, evaluator }: Meant, name: string): boolean {
  const declared = new RegExp(String.raw`(?<![\w$.])${escapeRegExp(name)}\s*(?:<[^>]*>)?\(([^)]*)\)\s*(?::[^{;]*)?\{`, 'g');
  return [module, ...importsOf(module, evaluator)].some((home) =>
    [...home.text.matchAll(declared)].some(([, parameters = '']) => mentionsSpec(parameters, home, evaluator)),
  );
}

/** The files of the repository that a module imports. */
function importsOf(module: Module, { graph }: Evaluator): readonly Module[] {
  return module.program.body.flatMap(({ source }) =>
    isNode(source) ? (importedModule(graph, String(source['value']), module) ?? []) : [],
  );
}

/** `keys.map((key) => ({…}))`: what the call gives is made of what the function gives. */
function isMapping(call: AnyNode | undefined, fn: AnyNode): boolean {
  if (call?.type !== 'CallExpression' || !(call['arguments'] as AnyNode[]).includes(fn)) return false;
  const callee = unwrap(call['callee'] as AnyNode);
  return callee.type === 'MemberExpression' && MAPPING.has(String((callee['property'] as AnyNode)['name']));
}

/** What a declaration says of the type of what it declares; of a container without, what it is made for. */
function annotationOf(declaration: AnyNode): unknown {
  const bound = declaration['id'] ?? declaration['left'];
  const type = (isNode(bound) ? bound['typeAnnotation'] : null) ?? declaration['typeAnnotation'];
  const value = declaration['init'] ?? declaration['value'];
  return type ?? (isNode(value) && value.type === 'NewExpression' ? value['typeArguments'] : null);
}
