import type { Module } from '../../modules/module.ts';
import { classElements, isClass, isFunction, isNode, isWithin, memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration } from '../../modules/scope.ts';
import { nodesAround } from '../../modules/traverse.ts';
import { NOWHERE } from '../../source/span.ts';
import { closureOf, findDeclared, type Environment } from '../names/environment.ts';
import { literal, type StaticValue } from '../value.ts';
import { readName, thisOf } from './environments.ts';
import { writtenIn } from './first-calls.ts';
import { RunGivenUp, type Run } from './run.ts';

/** The environment that has a name, or the class or object that has a member. */
export type Keeper = Environment | StaticValue;

/** Where a value is kept. */
export interface Place {
  readonly keeper: Keeper;
  readonly key: Declaration | string;
}

export function isSame(a: Place, b: Place): boolean {
  return a.keeper === b.keeper && a.key === b.key;
}

/**
 * Where an expression keeps what is written to it.
 * @param fn names of its own are of no account
 */
export function placeAt(run: Run, target: AnyNode, environment: Environment, fn: AnyNode | null): Place | null {
  const node = unwrap(target);
  if (node.type === 'Identifier') {
    const found = findDeclared(String(node['name']), environment);
    if (!found?.holder.isRun || !/^(?:let|var)$/.test(found.declaration.kind)) return null;
    return fn && isWithin(found.declaration.identifier, fn) ? null : { keeper: found.holder, key: found.declaration };
  }
  const key = memberName(node);
  const holder = unwrap(node['object'] as AnyNode);
  if (holder.type === 'Identifier' && fn && isOwnName(holder, environment, fn)) return null;
  const value = holder.type === 'ThisExpression' ? thisOf(environment) : namedBy(run, holder, environment);
  return value && key !== undefined && (value.kind === 'object' || value.kind === 'function') ? { keeper: value, key } : null;
}

function isOwnName({ name }: AnyNode, environment: Environment, fn: AnyNode): boolean {
  const found = findDeclared(String(name), environment);
  return !found || isWithin(found.declaration.identifier, fn);
}

/** What a name always has. */
function namedBy(run: Run, { name }: AnyNode, environment: Environment): StaticValue | undefined {
  const found = findDeclared(String(name), environment);
  if (!found?.holder.isRun || !/^(?:const|class)$/.test(found.declaration.kind)) return undefined;
  try {
    return readName(run, String(name), environment);
  } catch (error) {
    if (error instanceof RunGivenUp) return undefined;
    throw error;
  }
}

/** Where else something is written to: nothing but what takes its value away; null for anything else. */
export function othersWriting(run: Run, { keeper, key }: Place, own: ReadonlySet<AnyNode>, around: Environment): readonly AnyNode[] | null {
  const { module } = around;
  const written = writtenIn(module);
  if (typeof key !== 'string') {
    const others = (written.get(key.name) ?? []).filter(({ target }) => !own.has(target));
    const isKnown = ({ at }: { readonly at: number }): boolean => [...own].some(({ start }) => start === at);
    const resets = others.filter(({ target }) => key.uses.some((use) => use.kind === 'assign' && use.at === target.start));
    const isAll = key.uses.every(
      (use) => use.kind !== 'assign' || isKnown(use) || resets.some(({ target, isReset }) => isReset && target.start === use.at),
    );
    return isAll ? resets.map(({ target }) => target) : null;
  }
  const mayWrite = (one: Module): boolean => {
    const all = writtenIn(one);
    return all.has(`.${key}`) || all.has(null) || WRITES_ANYTHING.test(one.text);
  };
  if (!key.startsWith('#') && (WRITES_ANYTHING.test(module.text) || modulesOf(run, keeper).some((one) => one !== module && mayWrite(one))))
    return null;
  const named = [...(written.get(`.${key}`) ?? []), ...(key.startsWith('#') ? [] : (written.get(null) ?? []))];
  const others = named.filter(({ target }) => !own.has(target) && mayBeOf(run, target, keeper, around));
  return others.every(({ isReset, target }) => isReset && memberName(target) === key) ? others.map(({ target }) => target) : null;
}

const WRITES_ANYTHING = /\b(?:Object|Reflect)\s*\.\s*(?:assign|set|delete|define)\w*|\beval\b/;

/** Whether a member that is written to may be one of this object or class. */
function mayBeOf(run: Run, target: AnyNode, keeper: Keeper, around: Environment): boolean {
  const holder = unwrap(target['object'] as AnyNode);
  if (holder.type === 'ThisExpression') {
    const here = classAround(around.module, holder);
    const own = 'kind' in keeper ? classNodeOf(run, keeper) : undefined;
    return !here || !own || here === own || isNode(here['superClass']) || isNode(own['superClass']);
  }
  if (holder.type !== 'Identifier') return true;
  const declared = rootOf(around).scope.declarations.get(String(holder['name']));
  const value = declared && namedBy(run, holder, rootOf(around));
  const isShadowed = [...around.module.analysis.scopes.values()].some(
    (scope) => scope.kind !== 'module' && scope.declarations.has(String(holder['name'])),
  );
  return isShadowed || !value || value.kind === 'unknown' || value === keeper;
}

function rootOf(environment: Environment): Environment {
  let root = environment;
  while (root.parent) root = root.parent;
  return root;
}

/** The class whose methods or fields a node stands in, by their `this`. */
function classAround({ program }: Module, node: AnyNode): AnyNode | undefined {
  const path = [...nodesAround(program, node)].reverse();
  for (const [index, inner] of path.entries()) {
    const isMethod = path[index + 1]?.type === 'MethodDefinition';
    if (isFunction(inner) && inner.type !== 'ArrowFunctionExpression' && !isMethod) return undefined;
    if (isClass(inner)) return classElements(inner).some((element) => isWithin(node, element)) ? inner : undefined;
  }
  return undefined;
}

/** The module that is being run, and those of the classes that an instance is of. */
function modulesOf(run: Run, keeper: Keeper): readonly Module[] {
  const modules = [run.current];
  let prototype = 'kind' in keeper && keeper.kind === 'object' ? keeper.prototype : undefined;
  for (; prototype?.kind === 'object'; prototype = prototype.prototype) {
    const info = run.prototypes.get(prototype);
    if (info) modules.push(info.environment.module);
  }
  return modules;
}

function classNodeOf(run: Run, keeper: StaticValue): AnyNode | undefined {
  if (keeper.kind === 'function') return closureOf(keeper).node;
  const prototype = keeper.kind === 'object' ? keeper.prototype : undefined;
  const info = prototype?.kind === 'object' ? run.prototypes.get(prototype) : undefined;
  return info && closureOf(info.value).node;
}

/** What it has when its module has run; undefined where that is not known, or is what a getter gives. */
export function valueAtFirst(run: Run, keeper: Keeper, key: Declaration | string): StaticValue | undefined {
  const nothing = literal(undefined, NOWHERE);
  if (typeof key !== 'string') {
    const value = 'kind' in keeper ? undefined : (keeper.values.get(key) ?? nothing);
    return value === 'pending' ? undefined : value;
  }
  if (!('kind' in keeper) || run.foreign.has(keeper) || run.spoiled.has(keeper) || run.frozen.has(keeper)) return undefined;
  if (keeper.kind === 'function') {
    const property = run.properties.get(keeper)?.get(key);
    return property?.getter || (!property && isNode(closureOf(keeper).node['superClass'])) ? undefined : (property?.value ?? nothing);
  }
  if (keeper.kind !== 'object' || keeper.open) return undefined;
  if (key.startsWith('#')) return run.privates.get(keeper)?.get(key);
  const property = keeper.properties.get(key);
  if (property) return property.getter ? undefined : property.value;
  for (let holder = keeper.prototype; holder; holder = holder.prototype)
    if (holder.kind !== 'object' || holder.properties.has(key) || run.prototypes.get(holder)?.setters.has(key)) return undefined;
  return nothing;
}
