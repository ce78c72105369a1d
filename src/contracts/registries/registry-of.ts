import { enclosingClass, pathTo } from '../../modules/enclosing.ts';
import { importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, memberName, patternIdentifiers, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { dottedName, typeReference, type TypeReference } from '../../modules/typed-objects.ts';
import { closureOf } from '../../values/names/environment.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { memberOf, memberTypesIn, registryType } from '../types/declared-types.ts';
import { REGISTERING } from './registry-values.ts';

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
    case 'TSAsExpression':
    case 'TSTypeAssertion': {
      const type = registryType(receiver['typeAnnotation']);
      return type ? { module, type } : registryOf(unwrap(receiver), scope, module, evaluator);
    }
    case 'NewExpression': {
      const name = dottedName(unwrap(receiver['callee'] as AnyNode));
      return name === null ? null : { module, type: { name, source: null } };
    }
    case 'MemberExpression':
      return memberRegistry(
        unwrap(receiver['object'] as AnyNode),
        String((receiver['property'] as AnyNode)['name']),
        scope,
        module,
        evaluator,
      );
    case 'Identifier':
      return namedRegistry(receiver['name'] as string, scope, module, evaluator);
    default:
      return null;
  }
}

/** Of `registry.register` the registry. */
export function receiverOf(callee: AnyNode): AnyNode | null {
  const isRegister = callee.type === 'MemberExpression' && REGISTERING.has(memberName(callee) ?? '');
  if (!isRegister) return null;
  const object = callee['object'] as AnyNode;
  const written = object.type === 'ParenthesizedExpression' ? (object['expression'] as AnyNode) : object;
  return written.type === 'TSAsExpression' || written.type === 'TSTypeAssertion' ? written : unwrap(object);
}

/** The class that the class around a place extends. */
export function classAround(scope: Scope, module: Module): Registry | null {
  const name = dottedName(enclosingClass(scope)?.['superClass']);
  return name === null ? null : { module, type: { name, source: null } };
}

/** Of a member of what has a type. */
function memberRegistry(object: AnyNode, name: string, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  const field = object.type === 'ThisExpression' ? fieldRegistry(name, scope, module, evaluator) : null;
  if (field) return field;
  const declaration = object.type === 'Identifier' ? lookup(scope, object['name'] as string) : undefined;
  const [written] = memberTypesIn(declaration?.identifier['typeAnnotation'], name);
  if (written) return { module, type: written };
  const owner = registryOf(object, scope, module, evaluator);
  return owner && { module: owner.module, type: memberOf(owner.type, name) };
}

function namedRegistry(name: string, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  const declaration = lookup(scope, name);
  if (!declaration) return null;
  const type = registryType(declaration.identifier['typeAnnotation']);
  if (type) return { module, type };
  if (declaration.kind === 'import') return importedRegistry(name, module, evaluator);
  if (declaration.kind === 'parameter') return destructuredRegistry(declaration, module);
  const init = declaration.node['init'] ?? onlyAssigned(declaration, module);
  const value = isNode(init) ? unwrap(init) : null;
  const isMade = value?.type === 'CallExpression' || value?.type === 'NewExpression';
  return isMade ? registryOf(value, declaration.scope, module, evaluator) : null;
}

/** What a name is assigned that is declared without a value, where that is once. */
function onlyAssigned({ uses }: Declaration, module: Module): AnyNode | null {
  const assigned = uses.filter(({ kind }) => kind === 'assign');
  const [only] = assigned;
  if (!only || assigned.length > 1) return null;
  const assignment = pathTo(module, only.at).find(({ type }) => type === 'AssignmentExpression');
  return assignment ? (assignment['right'] as AnyNode) : null;
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

/** Of a parameter that is a member of one: by the type of its pattern. */
function destructuredRegistry({ node, identifier }: Declaration, module: Module): Registry | null {
  for (const parameter of node['params'] as AnyNode[]) {
    const pattern = parameter.type === 'AssignmentPattern' ? (parameter['left'] as AnyNode) : parameter;
    if (pattern.type !== 'ObjectPattern') continue;
    const property = (pattern['properties'] as AnyNode[]).find(
      (one) => isNode(one['value']) && patternIdentifiers(one['value']).includes(identifier),
    );
    const name = String((property?.['key'] as AnyNode | undefined)?.['name']);
    if (!property || (property['value'] as AnyNode).type === 'ObjectPattern') continue;
    const [written] = memberTypesIn(pattern['typeAnnotation'], name);
    const owner = typeReference(pattern['typeAnnotation']);
    const type = written ?? (owner && memberOf(owner, name));
    return type ? { module, type } : null;
  }
  return null;
}

/** `this.events`, by the field, or the parameter of the constructor, of that name. */
function fieldRegistry(name: string, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  const body = enclosingClass(scope)?.['body'];
  for (const element of isNode(body) ? (body['body'] as AnyNode[]) : []) {
    const key = element['key'];
    if (element.type === 'PropertyDefinition' && isNode(key) && key['name'] === name) {
      const type = registryType(element['typeAnnotation']);
      const value = isNode(element['value']) ? unwrap(element['value']) : null;
      return type ? { module, type } : value?.type === 'NewExpression' ? registryOf(value, scope, module, evaluator) : null;
    }
    if (element.type !== 'MethodDefinition') continue;
    if (element['kind'] === 'get' && isNode(key) && key['name'] === name)
      return ofFunction(element['value'] as AnyNode, scope, module, evaluator);
    if (element['kind'] !== 'constructor') continue;
    for (const parameter of (element['value'] as AnyNode)['params'] as AnyNode[]) {
      const target = parameter['parameter'];
      const id = isNode(target) && target.type === 'AssignmentPattern' ? (target['left'] as AnyNode) : target;
      const type = isNode(id) && id['name'] === name ? registryType(id['typeAnnotation']) : null;
      if (type) return { module, type };
    }
  }
  return null;
}

/** Of a function of the repository that gives one: by the type that it says, or by the one expression that it returns. */
function madeRegistry(call: AnyNode, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  const callee = unwrap(call['callee'] as AnyNode);
  const made = callee.type === 'Identifier' ? evaluator.evaluate(callee, evaluator.environmentOf(module, scope)) : null;
  if (made?.kind !== 'function') return null;
  const { node, environment } = closureOf(made);
  return ofFunction(node, environment.scope, environment.module, evaluator);
}

function ofFunction(node: AnyNode, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  const type = typeReference(node['returnType']);
  if (type) return { module, type };
  const body = node['body'] as AnyNode;
  const [only] = body.type === 'BlockStatement' ? (body['body'] as AnyNode[]) : [body];
  const result = only?.type === 'ReturnStatement' ? only['argument'] : only;
  const value = isNode(result) ? unwrap(result) : null;
  const isRegistry = value?.type === 'NewExpression' || value?.type === 'MemberExpression';
  return isRegistry ? registryOf(value, scope, module, evaluator) : null;
}
