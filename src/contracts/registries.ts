import { importOf } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { lookup } from '../modules/lookup.ts';
import { isNode, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Scope } from '../modules/scope.ts';
import { dottedName, typeReference, type TypeReference } from '../modules/typed-objects.ts';
import { closureOf } from '../values/environment.ts';
import type { Evaluator } from '../values/evaluation.ts';
import type { ContractKind } from './contract.ts';
import type { SpecTypes } from './spec-types.ts';

export const REGISTRIES: ReadonlyMap<string, ContractKind | 'operation'> = new Map<string, ContractKind | 'operation'>([
  ['EventRegistry', 'event'],
  ['OperationSpecRegistry', 'operation'],
]);

/** Of the framework's registries and of those that extend them. */
const REGISTERING = new Set(['register', 'registerMany', 'registerAll']);

const NO_LISTS = new Set([
  'ObjectExpression',
  'Literal',
  'TemplateLiteral',
  'BinaryExpression',
  'UnaryExpression',
  'ArrowFunctionExpression',
  'FunctionExpression',
]);

/** What a call gives to a registry of the framework's: `registry.register(…)`, `new EventRegistry([…])`; null for any other call. */
export function registeredKind(
  call: AnyNode,
  scope: Scope,
  module: Module,
  evaluator: Evaluator,
  types: SpecTypes,
): ContractKind | 'operation' | null {
  const args = call['arguments'] as AnyNode[];
  if (args.length === 0) return null;
  const isNew = call.type === 'NewExpression';
  // What a registry is created with is a list. Most of what is created elsewhere is given an object.
  if (isNew && args.every((argument) => NO_LISTS.has(unwrap(argument).type))) return null;
  const registry = isNew ? registryOf(call, scope, module, evaluator) : receiverOf(call, scope, module, evaluator);
  return (registry && REGISTRIES.get(types.frameworkName(registry.module, registry.type) ?? '')) ?? null;
}

function receiverOf(call: AnyNode, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  const callee = unwrap(call['callee'] as AnyNode);
  const isRegister = callee.type === 'MemberExpression' && REGISTERING.has(String((callee['property'] as AnyNode)['name']));
  return isRegister ? registryOf(unwrap(callee['object'] as AnyNode), scope, module, evaluator) : null;
}

/** The class of a registry, as a module names it. */
interface Registry {
  readonly module: Module;
  readonly type: TypeReference;
}

/** Of `new EventRegistry()`, of a name bound to one, of a parameter or field with that type, of a chain of registrations. */
function registryOf(receiver: AnyNode, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  switch (receiver.type) {
    case 'CallExpression':
      return receiverOf(receiver, scope, module, evaluator) ?? madeRegistry(receiver, scope, module, evaluator);
    case 'NewExpression': {
      const name = dottedName(unwrap(receiver['callee'] as AnyNode));
      return name === null ? null : { module, type: { name, source: null } };
    }
    case 'MemberExpression':
      return (receiver['object'] as AnyNode).type === 'ThisExpression'
        ? fieldRegistry(String((receiver['property'] as AnyNode)['name']), scope, module, evaluator)
        : null;
    case 'Identifier':
      return namedRegistry(receiver['name'] as string, scope, module, evaluator);
    default:
      return null;
  }
}

/** Of a function of the repository that gives one: by the type that it says, or by the one expression that it returns. */
function madeRegistry(call: AnyNode, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  const callee = unwrap(call['callee'] as AnyNode);
  const made = callee.type === 'Identifier' ? evaluator.evaluate(callee, evaluator.environmentOf(module, scope)) : null;
  if (made?.kind !== 'function') return null;
  const { node, environment } = closureOf(made);
  const type = typeReference(node['returnType']);
  if (type) return { module: environment.module, type };
  const body = node['body'] as AnyNode;
  const [only] = body.type === 'BlockStatement' ? (body['body'] as AnyNode[]) : [body];
  const result = only?.type === 'ReturnStatement' ? only['argument'] : only;
  const value = isNode(result) ? unwrap(result) : null;
  return value?.type === 'NewExpression' ? registryOf(value, environment.scope, environment.module, evaluator) : null;
}

function namedRegistry(name: string, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  const declaration = lookup(scope, name);
  if (!declaration) return null;
  const type = typeReference(declaration.identifier['typeAnnotation']);
  if (type) return { module, type };
  if (declaration.kind === 'import') return importedRegistry(name, module, evaluator);
  const init = declaration.node['init'];
  const value = isNode(init) ? unwrap(init) : null;
  if (value?.type === 'CallExpression') return madeRegistry(value, declaration.scope, module, evaluator);
  return value?.type === 'NewExpression' ? registryOf(value, declaration.scope, module, evaluator) : null;
}

function importedRegistry(local: string, module: Module, evaluator: Evaluator): Registry | null {
  const { graph } = evaluator;
  const source = importOf(module, local);
  const resolution = source ? graph.resolve(source.source, module.file) : null;
  if (!source || source.name === null || resolution?.kind !== 'file') return null;
  const found = graph.findExport(resolution.file, source.name);
  if (found.kind !== 'found') return null;
  const { entry, module: home } = found;
  if (entry.kind === 'local') return namedRegistry(entry.name, home.analysis.root, home, evaluator);
  return entry.kind === 'expression' ? registryOf(unwrap(entry.node), home.analysis.root, home, evaluator) : null;
}

/** `this.events`, by the field, or the parameter of the constructor, of that name. */
function fieldRegistry(name: string, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  let around: Scope | null = scope;
  while (around && around.kind !== 'class') around = around.parent;
  const body = around?.node['body'];
  for (const element of isNode(body) ? (body['body'] as AnyNode[]) : []) {
    const key = element['key'];
    if (element.type === 'PropertyDefinition' && isNode(key) && key['name'] === name) {
      const type = typeReference(element['typeAnnotation']);
      const value = isNode(element['value']) ? unwrap(element['value']) : null;
      return type ? { module, type } : value?.type === 'NewExpression' ? registryOf(value, scope, module, evaluator) : null;
    }
    if (element.type !== 'MethodDefinition' || element['kind'] !== 'constructor') continue;
    for (const parameter of (element['value'] as AnyNode)['params'] as AnyNode[]) {
      const target = parameter['parameter'];
      const id = isNode(target) && target.type === 'AssignmentPattern' ? (target['left'] as AnyNode) : target;
      const type = isNode(id) && id['name'] === name ? typeReference(id['typeAnnotation']) : null;
      if (type) return { module, type };
    }
  }
  return null;
}
