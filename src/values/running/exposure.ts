import { lookup } from '../../modules/lookup.ts';
import { childNodes, isNode, rootIdentifier, unwrap, isWithin, type AnyNode } from '../../modules/nodes.ts';
import { MUTATING_METHODS, isChangeOfArgument } from '../../modules/own-changes.ts';
import type { Scope } from '../../modules/scope.ts';
import { closureOf, type Environment } from '../environment.ts';
import type { FunctionValue, StaticValue } from '../value.ts';
import { readName } from './environments.ts';
import { RunGivenUp, Thrown, type Run } from './run.ts';

/**
 * The objects that code of other modules may change, once the module has run, by calling what it exports: those that are within reach of a
 * function which writes to anything, and is within reach of an export itself.
 */
export function exposedObjects(run: Run, exported: readonly StaticValue[]): ReadonlySet<StaticValue> {
  const reached = reachOf(run, exported, true);
  const exposed = new Set<StaticValue>();
  const expose = (values: readonly StaticValue[]): void => {
    for (const value of reachOf(run, values, false)) exposed.add(value);
  };
  for (const value of reached) {
    if (value.kind === 'function' && !isQuiet(run, value)) expose(captured(value));
    const [bound, ...given] = run.bound.get(value) ?? [];
    if (bound?.kind === 'function' && !isQuiet(run, bound)) expose(given);
    if (value.kind === 'object' && methodsOf(run, value).some((method) => !isQuiet(run, method))) expose([value]);
  }
  return exposed;
}

/** @param isThroughFunctions whether what functions can name is within reach, too */
export function reachOf(run: Run, values: readonly StaticValue[], isThroughFunctions: boolean): ReadonlySet<StaticValue> {
  const reached = new Set<StaticValue>();
  const pending = [...values];
  for (let value = pending.pop(); value; value = pending.pop()) {
    if (reached.has(value)) continue;
    reached.add(value);
    pending.push(...(run.bound.get(value) ?? []));
    if (value.kind === 'array') for (const item of value.items) pending.push(item.value);
    else if (value.kind === 'object') {
      if (value.prototype) pending.push(value.prototype);
      for (const property of value.properties.values()) pending.push(property.getter ?? property.value);
      pending.push(...(run.privates.get(value)?.values() ?? []));
    } else if (value.kind === 'native' && !run.spoiled.has(value)) for (const item of value.native.items ?? []) pending.push(item.value);
    else if (value.kind === 'function' && isThroughFunctions) pending.push(...captured(value), ...statics(run, value));
  }
  return reached;
}

/** Methods of JavaScript's own that leave what they are called on as it is. */
const LEAVES_AS_IS =
  /^(?:map|filter|find|findIndex|some|every|flatMap|flat|forEach|reduce|join|concat|slice|includes|indexOf|at|keys|values|entries|fromEntries|get|has|split|trim|replace|replaceAll|toLowerCase|toUpperCase|startsWith|endsWith|padStart|repeat|toString|toSorted|toReversed|isArray|from|of|freeze|stringify|log|warn|error)$/;

/** Whether calling a function writes to nothing: neither it nor what it calls. Methods of its own object are looked at by themselves. */
function isQuiet(run: Run, fn: FunctionValue, seen: Set<AnyNode> = new Set()): boolean {
  const { node, environment } = closureOf(fn);
  if (seen.has(node)) return true;
  seen.add(node);
  if (writes(fn)) return false;
  const pending = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    pending.push(...childNodes(next));
    if (next.type === 'TaggedTemplateExpression' || next.type === 'ImportExpression') return false;
    if (next.type !== 'CallExpression' && next.type !== 'NewExpression') continue;
    const callee = unwrap(next['callee'] as AnyNode);
    if (callee.type === 'MemberExpression') {
      const isOwnMethod = (callee['object'] as AnyNode).type === 'ThisExpression' || (callee['object'] as AnyNode).type === 'Super';
      const name = String((callee['property'] as AnyNode)['name']);
      // What it makes itself it may change.
      if (isOwnMethod || LEAVES_AS_IS.test(name) || MUTATING_METHODS.has(name) || isChangeOfArgument(callee)) continue;
      return false;
    }
    if (callee.type === 'ArrowFunctionExpression' || callee.type === 'FunctionExpression') continue;
    const called = callee.type === 'Identifier' ? valueNow(run, String(callee['name']), environment) : undefined;
    if (called?.kind === 'native' || (called?.kind === 'function' && isQuiet(run, called, seen))) continue;
    return false;
  }
  return true;
}

/** What a name holds where a function was created; of names of its own, nothing is known. */
function valueNow(run: Run, name: string, environment: Environment): StaticValue | undefined {
  for (let current: Environment | null = environment; current; current = current.parent) {
    const declaration = current.scope.declarations.get(name);
    if (!declaration) continue;
    const value = current.isRun ? current.values.get(declaration) : undefined;
    if (value || !current.isRun) return value === 'pending' ? undefined : value;
    return declaration.kind === 'import' || declaration.kind === 'function' ? askedNow(run, name, current) : undefined;
  }
  return undefined;
}

function askedNow(run: Run, name: string, environment: Environment): StaticValue | undefined {
  try {
    return readName(run, name, environment);
  } catch (error) {
    if (error instanceof RunGivenUp || error instanceof Thrown) return undefined;
    throw error;
  }
}

function statics(run: Run, fn: FunctionValue): readonly StaticValue[] {
  return [...(run.properties.get(fn)?.values() ?? [])].map(({ getter, value }) => getter ?? value);
}

function methodsOf(run: Run, instance: Extract<StaticValue, { kind: 'object' }>): readonly FunctionValue[] {
  const found: FunctionValue[] = [];
  for (let holder: StaticValue | undefined = instance; holder?.kind === 'object'; holder = holder.prototype) {
    for (const { getter, value } of holder.properties.values()) {
      const fn = getter ?? value;
      if (fn.kind === 'function') found.push(fn);
    }
    found.push(...(run.prototypes.get(holder)?.setters.values() ?? []));
  }
  return found;
}

/** What a function can name. */
function captured(fn: FunctionValue): readonly StaticValue[] {
  const { node, environment } = closureOf(fn);
  const words = new Set(environment.module.text.slice(node.start, node.end).match(/[\w$]+/g));
  const found: StaticValue[] = [];
  for (let current: Environment | null = environment; current?.isRun; current = current.parent)
    for (const [declaration, value] of current.values) if (value !== 'pending' && words.has(declaration.name)) found.push(value);
  return found;
}

/** Whether a function can name an object that the run created, and may change. */
export function holdsOwn(run: Run, fn: FunctionValue): boolean {
  const isOwn = (value: StaticValue): boolean =>
    value.kind === 'array' || value.kind === 'object' || (value.kind === 'native' && !!value.native.items);
  return [...reachOf(run, captured(fn), true)].some((value) => isOwn(value) && !run.foreign.has(value));
}

/** Whether a function names what is assigned to more than once. */
export function namesChanging(fn: FunctionValue): boolean {
  const { node, environment } = closureOf(fn);
  const words = new Set(environment.module.text.slice(node.start, node.end).match(/[\w$]+/g));
  for (let current: Environment | null = environment; current; current = current.parent)
    for (const { name, kind } of current.scope.declarations.values())
      if ((kind === 'let' || kind === 'var') && words.has(name)) return true;
  return false;
}

/**
 * Whether a function writes to anything but names of its own.
 * @param mayMake whether it may write to objects that it makes itself
 */
export function writes(fn: FunctionValue, mayMake = true): boolean {
  const { node, environment } = closureOf(fn);
  const { analysis } = environment.module;
  const pending = [{ node, scope: environment.scope }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node: inner } = next;
    const scope = analysis.scopes.get(inner) ?? next.scope;
    const isOwn = (target: AnyNode): boolean => {
      const name = target.type === 'Identifier' ? lookup(scope, target['name'] as string) : undefined;
      return name !== undefined && isWithin(name.identifier, node);
    };
    const isMade = (target: AnyNode): boolean => mayMake && isMadeIn(node, target, scope);
    const isFree = (target: AnyNode): boolean =>
      isOwn(target) || (target.type === 'MemberExpression' && isMade(target['object'] as AnyNode));
    if (inner.type === 'AssignmentExpression' && !isFree(unwrap(inner['left'] as AnyNode))) return true;
    if (inner.type === 'UpdateExpression' && !isFree(unwrap(inner['argument'] as AnyNode))) return true;
    if (inner.type === 'UnaryExpression' && inner['operator'] === 'delete' && !isFree(unwrap(inner['argument'] as AnyNode))) return true;
    if (inner.type === 'CallExpression') {
      const callee = unwrap(inner['callee'] as AnyNode);
      const property = callee['property'] as AnyNode | undefined;
      const isFreeCall = callee.type === 'MemberExpression' && !callee['computed'] && isMade(callee['object'] as AnyNode);
      if (callee.type === 'MemberExpression' && !isFreeCall && (callee['computed'] || MUTATING_METHODS.has(String(property?.['name']))))
        return true;
      const [first] = inner['arguments'] as AnyNode[];
      if (isChangeOfArgument(callee) && !(first && isMade(first))) return true;
    }
    for (const child of childNodes(inner)) pending.push({ node: child, scope });
  }
  return false;
}

/** Whether an expression gives an object that a function makes itself: a literal, or a name that never has another one. */
function isMadeIn(fn: AnyNode, expression: AnyNode, scope: Scope): boolean {
  const node = unwrap(expression);
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') return true;
  if (node.type === 'NewExpression') return /^(?:Map|Set|WeakMap|WeakSet)$/.test(String((node['callee'] as AnyNode)['name']));
  if (node.type !== 'Identifier') return false;
  const declaration = lookup(scope, node['name'] as string);
  if (!declaration || !isWithin(declaration.identifier, fn) || declaration.uses.some((use) => use.kind === 'assign')) return false;
  const { init, id } = declaration.node;
  if (!/^(?:const|let|var)$/.test(declaration.kind) || !isNode(init) || id !== declaration.identifier) return false;
  const made = unwrap(init);
  return made.type !== 'Identifier' && isMadeIn(fn, made, scope);
}

/** Whether a function, called at any time, may change what a run knows: it writes, or calls what may. */
export function mayAct(fn: FunctionValue): boolean {
  const { node, environment } = closureOf(fn);
  if (!environment.isRun) return false;
  if (writes(fn)) return true;
  const pending = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.type === 'CallExpression' || next.type === 'NewExpression') {
      const root = rootIdentifier(unwrap(next['callee'] as AnyNode));
      const declaration = root ? lookup(environment.module.analysis.root, root['name'] as string) : undefined;
      if (!root || (declaration && declaration.kind !== 'import')) return true;
    }
    pending.push(...childNodes(next));
  }
  return false;
}
