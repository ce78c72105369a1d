import { pathTo } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import { classElements, isDecorated, isFunction, isNode, isRunWithClass, isWithin, memberName, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import type { Span } from '../../source/span.ts';
import { globalValue } from '../builtins/globals.ts';
import { callMember } from '../builtins/function-members.ts';
import { replacedMember } from '../builtins/replaced.ts';
import { closureOf, functionValue, openEnvironment, type Environment } from '../names/environment.ts';
import { MAX_DEPTH, unreadable, type Evaluation } from '../evaluation.ts';
import { isComposite } from '../points-to/points.ts';
import { callOf, literal, unknown, type FunctionValue, type Property, type StaticValue } from '../value.ts';
import { addNamespaceMembers } from './enums-and-namespaces.ts';

/**
 * Static members of classes. What is assigned to a function elsewhere is not looked for, so it is not known.
 * @param self what `this` is in a method: the class, where it is called as a member of it
 * @param asked the class that was asked, which may have the member from another one: what `this` is in a getter
 */
export function functionMember(
  evaluation: Evaluation,
  value: FunctionValue,
  name: string,
  at: Span,
  self: FunctionValue | null,
  asked: FunctionValue = value,
): StaticValue {
  const { node, environment } = closureOf(value);
  const added = addedMember(evaluation, node, environment, name);
  if (added) return added.value;
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression')
    return (
      replacedMember(evaluation.libraries.replaced, value, name, at) ??
      callMember(value, name, at) ??
      unknown('not-static', at, `.${name} of a function`)
    );
  const reader = evaluation.graph.loaded(at.file) ?? environment.module;
  const isChanged = (part: StaticValue): boolean =>
    !evaluation.isRaw && evaluation.changes.isChanged(part, null, [reader, environment.module, ...evaluation.callers]);
  // What it makes of a class, only running it tells.
  if (isDecorated(node)) return unknown('unknown-call', at, 'a decorator');
  if (isChanged(value)) return unknown('mutated', at, `.${name} of a class`);
  const scope = environment.module.analysis.scopes.get(node);
  const inner = scope ? openEnvironment(environment.module, scope, environment, self ?? undefined) : environment;
  let found: StaticValue | undefined;
  for (const element of classElements(node)) {
    if (!element['static'] || element['computed'] || !isNode(element['key']) || memberName(element) !== name) continue;
    if (isDecorated(element)) return unknown('unknown-call', at, 'a decorator');
    const isField = element.type === 'PropertyDefinition' && at.file === environment.module.file;
    if (isField && (isAskedByField(node, at, element.start) || mayBeAskedBefore(evaluation, node, environment.module, at, element.start)))
      return unknown('not-static', at, `.${name} of a class`);
    if (element.type === 'PropertyDefinition')
      // A field is set once, when `this` is the class that it stands in.
      found = isNode(element['value'])
        ? evaluation.evaluate(element['value'], scope ? environmentOfClass(evaluation, environment, scope, value) : environment)
        : literal(undefined, at);
    else if (element.type === 'AccessorProperty') return unknown('unknown-call', at, 'an accessor');
    else if (element.type === 'MethodDefinition' && element['kind'] === 'method') found = functionValue(element['value'] as AnyNode, inner);
    else if (element.type === 'MethodDefinition' && element['kind'] === 'get' && scope)
      found = evaluation.invoke(
        functionValue(element['value'] as AnyNode, openEnvironment(environment.module, scope, environment, asked)),
        callOf([], at),
      );
  }
  if (found)
    return isComposite(found) && found.kind !== 'function' && isChanged(found) ? unknown('mutated', at, `.${name} of a class`) : found;
  const parent = isNode(node['superClass']) ? evaluation.evaluate(node['superClass'], environment) : null;
  if (parent?.kind === 'function') {
    // Classes may extend one another in a circle.
    if (evaluation.depth >= MAX_DEPTH) return unknown('cycle', at, `.${name} of a class`);
    evaluation.depth++;
    try {
      return functionMember(evaluation, parent, name, at, self, asked);
    } finally {
      evaluation.depth--;
    }
  }
  // `Own.of(…)` gives an instance of its own class, which may do something else by the names of a list.
  const isOfOwn = parent?.kind === 'native' && globalValue(parent.native.name, at) !== undefined && hasInstanceMembers(node);
  return parent && !isOfOwn ? evaluation.member(parent, name, at) : unknown('not-static', at, `.${name} of a class`);
}

/** Whether a static field that has its value before another one asks for that, or a function in it does. */
function isAskedByField(node: AnyNode, { start }: Span, before: number): boolean {
  if (start < node.start || start >= before) return false;
  const around = classElements(node).find((element) => element.start <= start && start < element.end);
  return around !== undefined && isRunWithClass(around);
}

/** Whether the function that asks for a static field may be called by what is run with the class before that field. */
function mayBeAskedBefore(evaluation: Evaluation, node: AnyNode, module: Module, { start }: Span, before: number): boolean {
  if (evaluation.isRaw) return false;
  const earlier = classElements(node)
    .filter((element) => isRunWithClass(element) && element.start < before)
    .map((element) => module.text.slice(element.start, element.end))
    .filter((text) => text.includes('('));
  const fn = earlier.length > 0 ? pathTo(module, start).find(isFunction) : undefined;
  if (!fn) return false;
  const method = classElements(node).find((element) => element['value'] === fn);
  const name = method && memberName(method);
  return (name !== undefined && earlier.some((text) => text.includes(name))) || evaluation.changes.runsEarly(module, fn);
}

function hasInstanceMembers(node: AnyNode): boolean {
  return classElements(node).some((element) => element['static'] !== true);
}

/** What a namespace of the same name adds to a function or class. */
function addedMember(evaluation: Evaluation, node: AnyNode, environment: Environment, name: string): Property | undefined {
  const id = node['id'];
  const declaration = isNode(id) ? environment.scope.declarations.get(String(id['name'])) : undefined;
  if (declaration?.node !== node || declaration.parts.length === 0) return undefined;
  const properties = new Map<string, Property>();
  for (const part of declaration.parts) addNamespaceMembers(evaluation, part, environment, properties);
  return properties.get(name);
}

function environmentOfClass(evaluation: Evaluation, environment: Environment, scope: Scope, owner: FunctionValue): Environment {
  let inner = evaluation.classEnvironments.get(scope);
  if (!inner || inner.parent !== environment)
    evaluation.classEnvironments.set(scope, (inner = openEnvironment(environment.module, scope, environment, owner)));
  return inner;
}

/** What `this` is in a static member of a class; undefined anywhere else. */
export function classAround(evaluation: Evaluation, node: AnyNode, environment: Environment): StaticValue | undefined {
  let own: AnyNode | null = null;
  for (let current: Environment | null = environment; current; current = current.parent) {
    const { node: around, kind } = current.scope;
    if (kind === 'function' && current.scope.node === around && around.type !== 'ArrowFunctionExpression') {
      if (own) return undefined;
      own = around;
    }
    if (kind !== 'class') continue;
    const element = classElements(around).find((one) => isWithin(node, one));
    const isOwn = own === null || element?.['value'] === own;
    if (!element || !isOwn || (element['static'] !== true && !isRunWithClass(element))) return undefined;
    if (current.self) return current.self;
    // Of a method it is told by who calls it; what is run with the class, is run once, for the class that it stands in.
    return own ? unreadable(evaluation, 'parameter', node, environment, 'this') : functionValue(around, current.parent ?? current);
  }
  return undefined;
}
