import { lookup } from '../../modules/lookup.ts';
import {
  classElements,
  isClass,
  isDecorated,
  isFunction,
  isNode,
  isWithin,
  patternIdentifiers,
  rootIdentifier,
  staticFields,
  unwrap,
  type AnyNode,
} from '../../modules/nodes.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { closureOf, functionValue, spanOf, type Environment } from '../names/environment.ts';
import { keyOf as keyOfProperty } from '../expressions/destructure.ts';
import { parametersOf } from '../statements/parameters.ts';
import { literal, unknown, type FunctionValue, type ObjectValue, type Property, type StaticValue } from '../value.ts';
import { openRun } from './environments.ts';
import { giveAway } from './give-away.ts';
import { giveUp, type Run } from './run.ts';

/** A class, or a function that is used as one. */
export interface ClassInfo {
  readonly value: FunctionValue;
  readonly parent: ClassInfo | null;
  /** What instances have from it; spreads do not copy that. */
  readonly prototype: ObjectValue;
  readonly setters: ReadonlyMap<string, FunctionValue>;
  /** The fields of instances, in their order. */
  readonly fields: readonly AnyNode[];
  readonly constructorNode: AnyNode | null;
  /** Names of members that are computed: once, when the class is made. */
  readonly names: ReadonlyMap<AnyNode, string>;
  /** Of its body. */
  readonly environment: Environment;
}

export function classOf(run: Run, value: FunctionValue): ClassInfo {
  const known = run.classes.get(value);
  if (known) return known;
  // A class that extends itself, by whatever way.
  if (run.pending.has(value)) return giveUp();
  run.pending.add(value);
  const { node, environment: around } = closureOf(value);
  const scope = around.module.analysis.scopes.get(node);
  if (!scope || decoratesStatics(node) || isReplaced(run, node, around)) return giveUp();
  const environment = openRun(run, around.module, scope, around);
  const superClass = isClass(node) && isNode(node['superClass']) ? run.evaluation.evaluate(node['superClass'], around) : null;
  if (superClass && superClass.kind !== 'function') return giveUp();
  const parent = superClass ? classOf(run, superClass) : null;
  const properties = new Map<string, Property>();
  const setters = new Map<string, FunctionValue>();
  const fields: AnyNode[] = [];
  const elements = isClass(node) ? classElements(node) : [];
  const isNamed = (element: AnyNode): boolean => element['computed'] === true && element['declare'] !== true;
  const names = new Map(elements.filter(isNamed).map((element) => [element, keyOf(run, element, environment)]));
  let constructorNode: AnyNode | null = isClass(node) ? null : node;
  for (const element of elements) {
    if (element['static'] === true || element.type === 'StaticBlock' || element.type === 'TSIndexSignature') continue;
    if (element.type.startsWith('TSAbstract') || (element.type === 'MethodDefinition' && !isNode((element['value'] as AnyNode)['body'])))
      continue;
    if (element.type === 'PropertyDefinition') {
      if (element['declare'] !== true) fields.push(element);
      continue;
    }
    if (element.type !== 'MethodDefinition') return giveUp();
    if (element['kind'] === 'constructor') {
      constructorNode = element['value'] as AnyNode;
      continue;
    }
    const name = names.get(element) ?? keyOf(run, element, environment);
    if (element['kind'] === 'set') setters.set(name, functionValue(element['value'] as AnyNode, environment));
    else properties.set(name, methodOf(element, environment));
  }
  const span = spanOf(node, around);
  const prototype: ObjectValue = { kind: 'object', properties, open: null, span, ...(parent && { prototype: parent.prototype }) };
  const info: ClassInfo = { value, parent, prototype, setters, fields, constructorNode, names, environment };
  run.classes.set(value, info);
  run.homes.set(environment, info);
  run.prototypes.set(prototype, info);
  if (isClass(node)) addStatics(run, value, node, info);
  return info;
}

/** Whether decorators may give a class, or one of its static fields, another value. That of a class is taken to leave instances as they are, unless it is seen to hold a class. */
function decoratesStatics(node: AnyNode): boolean {
  const fields = staticFields(node);
  return fields.length > 0 && (isDecorated(node) || fields.some(isDecorated));
}

/** Whether a decorator of a class, or what makes the decorator, holds or gives something that may come in its place. */
function isReplaced(run: Run, node: AnyNode, around: Environment): boolean {
  if (!isDecorated(node)) return false;
  return (node['decorators'] as AnyNode[]).some((decorator) => {
    const value = run.evaluation.evaluate(makerOf(decorator), around);
    return value.kind === 'function' && givesAnother(closureOf(value).node);
  });
}

/** Decorators are called when the class is made, also what makes them: one may write to anything that it names. */
export function callDecorators(run: Run, node: AnyNode, around: Environment): void {
  const parameters = classElements(node).flatMap((element) =>
    isNode(element['value']) ? ((element['value']['params'] ?? []) as AnyNode[]) : [],
  );
  for (const decorated of [node, ...classElements(node), ...parameters].filter(isDecorated)) {
    for (const decorator of decorated['decorators'] as AnyNode[]) {
      const made = makerOf(decorator);
      const value = run.evaluation.evaluate(made, around);
      if (value.kind === 'function') giveAway(run, value, spanOf(made, around));
    }
  }
}

/** A decorator, or what makes it: `@dec`, `@make()`. */
function makerOf({ expression }: AnyNode): AnyNode {
  const written = unwrap(expression as AnyNode);
  return written.type === 'CallExpression' ? (written['callee'] as AnyNode) : written;
}

/** Whether a function holds a class, or gives anything but functions and what it is given. */
function givesAnother(fn: AnyNode): boolean {
  const inside = [...nodesIn(fn)];
  const own = new Set(
    inside.filter(isFunction).flatMap((one) =>
      parametersOf(one)
        .flatMap(patternIdentifiers)
        .map(({ name }) => name),
    ),
  );
  return inside.some((node) => {
    const given = node.type === 'ArrowFunctionExpression' ? node['body'] : node.type === 'ReturnStatement' ? node['argument'] : null;
    if (!isNode(given) || given.type === 'BlockStatement') return isClass(node);
    const value = unwrap(given);
    return !isFunction(value) && !(value.type === 'Identifier' && own.has(value['name']));
  });
}

/** A method, or a getter. A decorator may make another one of it. */
function methodOf(element: AnyNode, environment: Environment): Property {
  const span = spanOf(element, environment);
  if (isDecorated(element)) return { key: span, span, value: unknown('unknown-call', span, 'a decorator') };
  const fn = functionValue(element['value'] as AnyNode, environment);
  return element['kind'] === 'get' ? getterOf(fn, span) : { key: span, span, value: fn };
}

function getterOf(getter: FunctionValue, span: Property['span']): Property {
  // Asked without an instance, as by what walks through values, it tells nothing.
  return { key: span, span, getter, isLazy: true, value: unknown('getter', span, 'a getter') };
}

/** Of JavaScript's own symbols those that nothing is asked by which is followed; a name of that kind is none that a text has. */
function symbolOf(key: AnyNode, { scope, module }: Environment): string | undefined {
  const root = rootIdentifier(key);
  if (root?.['name'] !== 'Symbol' || lookup(scope, 'Symbol')) return undefined;
  return /^Symbol\.(?:iterator|asyncIterator|toStringTag)$/.exec(module.text.slice(key.start, key.end))?.[0].replace('Symbol.', '@@');
}

/** The name of a member; private ones keep their `#`, so that they are told apart from others. */
function keyOf(run: Run, element: AnyNode, environment: Environment): string {
  const symbol = element.type === 'MethodDefinition' && element['computed'] ? symbolOf(element['key'] as AnyNode, environment) : undefined;
  return symbol ?? keyOfProperty(run.evaluation, element, environment) ?? giveUp();
}

/** The name of a member of a class that has been made. */
export function nameOf(run: Run, element: AnyNode, { names, environment }: ClassInfo): string {
  return names.get(element) ?? keyOf(run, element, environment);
}

/** The name that a member expression asks for. */
export function keyOfMember(run: Run, node: AnyNode, environment: Environment): string {
  return keyOf(run, { ...node, key: node['property'] }, environment);
}

/** Static members of a class that another module holds are asked of that. */
function addStatics(run: Run, value: FunctionValue, node: AnyNode, info: ClassInfo): void {
  if (!closureOf(value).environment.isRun) return;
  const statics = new Map<string, Property>();
  run.properties.set(value, statics);
  const self = withSelf(run, info, value);
  const elements = classElements(node).filter(
    (element) => element.type === 'StaticBlock' || (element['static'] === true && element['declare'] !== true),
  );
  // All methods are there before the first field has its value.
  for (const element of elements) {
    if (element.type !== 'MethodDefinition') continue;
    if (element['kind'] === 'set') return giveUp();
    statics.set(nameOf(run, element, info), methodOf(element, info.environment));
  }
  for (const element of elements) {
    if (element.type === 'StaticBlock') run.block(element, self);
    else if (element.type === 'PropertyDefinition') {
      const span = spanOf(element, info.environment);
      const given = isNode(element['value']) ? run.evaluation.evaluate(element['value'], self) : literal(undefined, span);
      statics.set(nameOf(run, element, info), { key: span, span, value: given });
    } else if (element.type !== 'MethodDefinition') return giveUp();
  }
}

/** The environment in which fields have their values. */
export function withSelf(run: Run, info: ClassInfo, self: StaticValue): Environment {
  const environment: Environment = { ...info.environment, self };
  run.homes.set(environment, info);
  return environment;
}

/** The class whose method or field the code stands in. */
export function homeOf(run: Run, environment: Environment): ClassInfo {
  for (let current: Environment | null = environment; current; current = current.parent) {
    const home = run.homes.get(current);
    if (home) return home;
  }
  return giveUp();
}

/** What `super` looks members up in: of a static member the class that its own extends, of any other that class's prototype. */
export function superOf(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const home = homeOf(run, environment);
  const parent = home.parent ?? giveUp();
  const element = classElements(closureOf(home.value).node).find((one) => isWithin(node, one));
  return element?.['static'] === true || element?.type === 'StaticBlock' ? parent.value : parent.prototype;
}
