import { importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { dottedName } from '../../modules/typed-objects.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { SpecKind } from '../types/spec-kind.ts';
import type { SpecTypes } from '../types/spec-types.ts';
import { classAround, receiverOf, registryOf, type Registry } from './registry-of.ts';
import { INSTALL, registeringKind, REGISTRIES, registryKind } from './registry-values.ts';

/** What is given to a registry. */
export interface Registration {
  readonly kind: SpecKind;
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
  const of = (kind: SpecKind | null, args = given): Registration | null => (kind ? { kind, given: args } : null);
  const callee = unwrap(call['callee'] as AnyNode);
  if (call.type === 'NewExpression') return of(newKind(call, scope, module, evaluator, types));
  if (callee.type === 'Super') return of(typedKind(classAround(scope, module), types));
  if (isInstalling(callee, scope, module, types)) return of('operation', given.slice(1, 2));
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

/** Whether a call is one of the framework's `installOp(registry, spec, handler)`. */
function isInstalling(callee: AnyNode, scope: Scope, module: Module, types: SpecTypes): boolean {
  const name = dottedName(callee);
  const root = name === null ? null : rootOf(callee);
  const declaration = root && lookup(scope, String(root['name']));
  if (name === null || declaration?.kind !== 'import') return false;
  const imported = importOf(module, declaration.name)?.name ?? name.slice(name.lastIndexOf('.') + 1);
  return imported === INSTALL && types.frameworkName(module, { name, source: null }) === INSTALL;
}

/** What a registry holds, by its type, or by what it is. */
function kindOfRegistry(receiver: AnyNode, scope: Scope, module: Module, evaluator: Evaluator, types: SpecTypes): SpecKind | null {
  const registry = registryOf(receiver, scope, module, evaluator);
  const typed = typedKind(registry, types);
  // What is a member of something may be more than its type says.
  if (typed || (registry && unwrap(receiver).type !== 'MemberExpression')) return typed;
  const root = rootOf(receiver);
  const declaration = root && lookup(scope, root['name'] as string);
  if (!declaration || declaration.kind === 'parameter') return null;
  return registryKind(evaluator.evaluate(receiver, evaluator.environmentOf(module, scope)));
}

function rootOf(node: AnyNode): AnyNode | null {
  let root = unwrap(node);
  for (let inner: unknown = root; isNode(inner); inner = root['object'] ?? root['callee'] ?? root['argument'] ?? root['consequent'])
    root = unwrap(inner);
  return root.type === 'Identifier' ? root : null;
}

function typedKind(registry: Registry | null, types: SpecTypes): SpecKind | null {
  return (registry && REGISTRIES.get(types.frameworkName(registry.module, registry.type) ?? '')) ?? null;
}

function newKind(call: AnyNode, scope: Scope, module: Module, evaluator: Evaluator, types: SpecTypes): SpecKind | null {
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
