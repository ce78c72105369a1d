import { importOf } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { lookup } from '../modules/lookup.ts';
import { isNode, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Scope } from '../modules/scope.ts';
import { dottedName, typeReference, type TypeReference } from '../modules/typed-objects.ts';
import { closureOf } from '../values/environment.ts';
import type { Evaluator } from '../values/evaluation.ts';
import type { ContractKind } from './contract.ts';
import { REGISTERING, REGISTRIES, registeringKind, registryKind } from './registry-values.ts';
import type { SpecTypes } from './spec-types.ts';

/** What a registry holds. */
export type RegistryKind = ContractKind | 'operation';

/** What is given to a registry. */
export interface Registration {
  readonly kind: RegistryKind;
  readonly given: readonly AnyNode[];
}

const NO_LISTS = new Set([
  'ObjectExpression',
  'Literal',
  'TemplateLiteral',
  'BinaryExpression',
  'UnaryExpression',
  'ArrowFunctionExpression',
  'FunctionExpression',
]);

/** What a call gives to a registry of the framework's: `registry.register(…)`, `new EventRegistry([…])`, `super([…])`; null for any other call. */
export function registrationOf(call: AnyNode, scope: Scope, module: Module, evaluator: Evaluator, types: SpecTypes): Registration | null {
  const given = call['arguments'] as AnyNode[];
  if (given.length === 0) return null;
  const of = (kind: RegistryKind | null, args = given): Registration | null => (kind ? { kind, given: args } : null);
  const callee = unwrap(call['callee'] as AnyNode);
  if (call.type === 'NewExpression') return of(newKind(call, scope, module, evaluator, types));
  if (callee.type === 'Super') return of(typedKind(classAround(scope, module), types));
  if (callee.type === 'Identifier')
    return of(
      registersByName(callee, scope, module) ? registeringKind(evaluator.evaluate(callee, evaluator.environmentOf(module, scope))) : null,
    );
  const receiver = receiverOf(callee);
  if (receiver) return of(kindOfRegistry(receiver, scope, module, evaluator, types));
  const indirect = callee.type === 'MemberExpression' && INDIRECT.has(String((callee['property'] as AnyNode)['name']));
  const inner = indirect ? receiverOf(unwrap(callee['object'] as AnyNode)) : null;
  return inner ? of(kindOfRegistry(inner, scope, module, evaluator, types), given.slice(1)) : null;
}

const INDIRECT = new Set(['call', 'apply']);

/** Of `registry.register` the registry. */
export function receiverOf(callee: AnyNode): AnyNode | null {
  const isRegister = callee.type === 'MemberExpression' && REGISTERING.has(String((callee['property'] as AnyNode)['name']));
  return isRegister ? unwrap(callee['object'] as AnyNode) : null;
}

/** What a registry holds, by its type, or by what it is. */
function kindOfRegistry(receiver: AnyNode, scope: Scope, module: Module, evaluator: Evaluator, types: SpecTypes): RegistryKind | null {
  const registry = registryOf(receiver, scope, module, evaluator);
  if (registry) return typedKind(registry, types);
  const root = rootOf(receiver);
  const declaration = root && lookup(scope, root['name'] as string);
  if (!declaration || declaration.kind === 'parameter') return null;
  return registryKind(evaluator.evaluate(receiver, evaluator.environmentOf(module, scope)));
}

function rootOf(node: AnyNode): AnyNode | null {
  let root = node;
  while (root.type === 'MemberExpression' || root.type === 'CallExpression' || root.type === 'NewExpression')
    root = unwrap((root['object'] ?? root['callee']) as AnyNode);
  return root.type === 'Identifier' ? root : null;
}

function typedKind(registry: Registry | null, types: SpecTypes): RegistryKind | null {
  return (registry && REGISTRIES.get(types.frameworkName(registry.module, registry.type) ?? '')) ?? null;
}

function newKind(call: AnyNode, scope: Scope, module: Module, evaluator: Evaluator, types: SpecTypes): RegistryKind | null {
  // What a registry is created with is a list. Most of what is created elsewhere is given an object.
  const isOther = (call['arguments'] as AnyNode[]).every((argument) => NO_LISTS.has(unwrap(argument).type));
  return isOther ? null : typedKind(registryOf(call, scope, module, evaluator), types);
}

/** `const register = registry.register.bind(registry)`. */
function registersByName(callee: AnyNode, scope: Scope, module: Module): boolean {
  const declaration = lookup(scope, callee['name'] as string);
  const init = declaration?.kind === 'const' ? declaration.node['init'] : null;
  if (!isNode(init) || (init.type !== 'CallExpression' && init.type !== 'MemberExpression')) return false;
  return /\.register(?:Many|All)?\b/.test(module.text.slice(init.start, init.end));
}

/** The class that the class around a place extends. */
function classAround(scope: Scope, module: Module): Registry | null {
  let around: Scope | null = scope;
  while (around && around.kind !== 'class') around = around.parent;
  const name = dottedName(around?.node['superClass']);
  return name === null ? null : { module, type: { name, source: null } };
}

/** The class of a registry, as a module names it. */
export interface Registry {
  readonly module: Module;
  readonly type: TypeReference;
}

/** Of `new EventRegistry()`, of a name bound to one, of a parameter or field with that type, of a chain of registrations. */
export function registryOf(receiver: AnyNode, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  switch (receiver.type) {
    case 'CallExpression': {
      const registry = receiverOf(unwrap(receiver['callee'] as AnyNode));
      return (registry && registryOf(registry, scope, module, evaluator)) ?? madeRegistry(receiver, scope, module, evaluator);
    }
    case 'ThisExpression':
      return classAround(scope, module);
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
  const type = registryType(declaration.identifier['typeAnnotation']);
  if (type) return { module, type };
  if (declaration.kind === 'import') return importedRegistry(name, module, evaluator);
  const init = declaration.node['init'];
  const value = isNode(init) ? unwrap(init) : null;
  const isMade = value?.type === 'CallExpression' || value?.type === 'NewExpression';
  return isMade ? registryOf(value, declaration.scope, module, evaluator) : null;
}

/** The type of what may be a registry, or nothing. */
function registryType(annotation: unknown): TypeReference | null {
  const type = isNode(annotation) && annotation.type === 'TSTypeAnnotation' ? annotation['typeAnnotation'] : annotation;
  if (!isNode(type) || type.type !== 'TSUnionType') return typeReference(type);
  const references = (type['types'] as AnyNode[]).map(typeReference).filter((reference) => reference !== null);
  return references.length === 1 ? (references[0] ?? null) : null;
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
      const type = registryType(element['typeAnnotation']);
      const value = isNode(element['value']) ? unwrap(element['value']) : null;
      return type ? { module, type } : value?.type === 'NewExpression' ? registryOf(value, scope, module, evaluator) : null;
    }
    if (element.type !== 'MethodDefinition' || element['kind'] !== 'constructor') continue;
    for (const parameter of (element['value'] as AnyNode)['params'] as AnyNode[]) {
      const target = parameter['parameter'];
      const id = isNode(target) && target.type === 'AssignmentPattern' ? (target['left'] as AnyNode) : target;
      const type = isNode(id) && id['name'] === name ? registryType(id['typeAnnotation']) : null;
      if (type) return { module, type };
    }
  }
  return null;
}
