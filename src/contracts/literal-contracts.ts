import { importOf } from '../modules/graph.ts';
import { ParseFailure, type Module } from '../modules/module.ts';
import { isNode, lookup, unwrap, type AnyNode, type Scope } from '../modules/scope.ts';
import { dottedName, typeReference, type TypeReference } from '../modules/typed-objects.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { ContractKind } from './contract.ts';
import type { DefineSite } from './find.ts';
import type { SpecTypes } from './spec-types.ts';

export const LITERAL_TYPES: ReadonlyMap<string, ContractKind | 'operation'> = new Map<string, ContractKind | 'operation'>([
  ['EventSpec', 'event'],
  ['AnyEventSpec', 'event'],
  ['OperationSpec', 'operation'],
  ['AnyOperationSpec', 'operation'],
]);

export const REGISTRIES: ReadonlyMap<string, ContractKind | 'operation'> = new Map<string, ContractKind | 'operation'>([
  ['EventRegistry', 'event'],
  ['OperationSpecRegistry', 'operation'],
]);

/** Literals that are contracts without a define call: by a type of the framework's, or because they are given to one of its registries. */
export function findLiteralContracts(
  module: Module,
  evaluator: Evaluator,
  types: SpecTypes,
  calls: readonly DefineSite[],
): readonly DefineSite[] {
  const passed = new Set(calls.map((site) => (site.argument ? unwrap(site.argument) : null)));
  const seen = new Set<AnyNode>();
  const sites: DefineSite[] = [];
  const add = (node: AnyNode, scope: Scope, found: ContractKind | 'operation'): void => {
    if (passed.has(node) || seen.has(node)) return;
    seen.add(node);
    const kind = found === 'operation' ? operationKind(node, scope, module, evaluator) : found;
    sites.push({ node, scope, kind, argument: node });
  };
  for (const { node, scope, type } of module.analysis.typedLiterals) {
    const found = LITERAL_TYPES.get(types.frameworkName(module, type) ?? '');
    if (found) add(node, scope, found);
  }
  for (const { node, scope } of module.analysis.calls) {
    const callee = unwrap(node['callee'] as AnyNode);
    if (callee.type !== 'MemberExpression' || (callee['property'] as AnyNode)['name'] !== 'register') continue;
    const [argument] = node['arguments'] as AnyNode[];
    const given = argument && literalOf(unwrap(argument), scope);
    if (!given) continue;
    const registry = registryOf(unwrap(callee['object'] as AnyNode), scope, module, evaluator);
    const found = registry && REGISTRIES.get(types.frameworkName(registry.module, registry.type) ?? '');
    if (found) add(given.node, given.scope, found);
  }
  return sites;
}

/** A literal, or the one that a constant of the module is. */
function literalOf(node: AnyNode, scope: Scope): { readonly node: AnyNode; readonly scope: Scope } | null {
  if (node.type === 'ObjectExpression') return { node, scope };
  const declaration = node.type === 'Identifier' ? lookup(scope, node['name'] as string) : undefined;
  const init = declaration?.kind === 'const' && declaration.identifier === declaration.node['id'] ? declaration.node['init'] : null;
  const value = isNode(init) ? unwrap(init) : null;
  return declaration && value?.type === 'ObjectExpression' ? { node: value, scope: declaration.scope } : null;
}

function operationKind(node: AnyNode, scope: Scope, module: Module, evaluator: Evaluator): ContractKind {
  const value = evaluator.evaluate(node, evaluator.environmentOf(module, scope));
  const kind = evaluator.member(evaluator.member(value, 'meta', value.span), 'kind', value.span);
  return kind.kind === 'literal' && kind.value === 'query' ? 'query' : 'command';
}

/** The class of a registry, as a module names it. */
interface Registry {
  readonly module: Module;
  readonly type: TypeReference;
}

/** Of `new EventRegistry()`, of a name bound to one, of a parameter or field with that type, of a chain of registrations. */
function registryOf(receiver: AnyNode, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  switch (receiver.type) {
    case 'CallExpression': {
      const callee = unwrap(receiver['callee'] as AnyNode);
      const isRegister = callee.type === 'MemberExpression' && (callee['property'] as AnyNode)['name'] === 'register';
      return isRegister ? registryOf(unwrap(callee['object'] as AnyNode), scope, module, evaluator) : null;
    }
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

function namedRegistry(name: string, scope: Scope, module: Module, evaluator: Evaluator): Registry | null {
  const declaration = lookup(scope, name);
  if (!declaration) return null;
  const type = typeReference(declaration.identifier['typeAnnotation']);
  if (type) return { module, type };
  if (declaration.kind === 'import') return importedRegistry(name, module, evaluator);
  const init = declaration.node['init'];
  const value = isNode(init) ? unwrap(init) : null;
  return value?.type === 'NewExpression' ? registryOf(value, scope, module, evaluator) : null;
}

function importedRegistry(local: string, module: Module, evaluator: Evaluator): Registry | null {
  const { graph } = evaluator;
  const source = importOf(module, local);
  const resolution = source ? graph.resolve(source.source, module.file) : null;
  if (!source || source.name === null || resolution?.kind !== 'file') return null;
  try {
    const found = graph.findExport(resolution.file, source.name);
    if (found.kind !== 'found') return null;
    const { entry, module: home } = found;
    if (entry.kind === 'local') return namedRegistry(entry.name, home.analysis.root, home, evaluator);
    return entry.kind === 'expression' ? registryOf(unwrap(entry.node), home.analysis.root, home, evaluator) : null;
  } catch (error) {
    if (error instanceof ParseFailure) return null;
    throw error;
  }
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
