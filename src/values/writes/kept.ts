import { callAround } from '../../modules/enclosing.ts';
import { lookup, originOf } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { isChangeOfArgument, MUTATING_METHODS } from '../../modules/own-changes.ts';
import type { Declaration, Scope, ScopedNode } from '../../modules/scope.ts';
import type { Span } from '../../source/span.ts';
import type { Evaluator } from '../evaluation.ts';
import { parametersOf } from '../statements/parameters.ts';
import { makesList } from '../points-to/call-results.ts';
import type { PointsTo } from '../points-to/points-to.ts';
import { isComposite } from '../points-to/points.ts';
import type { StaticValue } from '../value.ts';
import type { ModuleFlow } from './module-flow.ts';

/**
 * Objects that are kept somewhere, `registry.current = spec` or `all.push(spec)`. Whoever finds them there may write to them; where it
 * cannot be told which one is found, it may be any.
 */
export interface Kept {
  /**
   * The names of the members that the module keeps an object by, `*` for any: it assigns it, or gives it to what may do so. Undefined for an
   * object that it does not keep.
   */
  namesOf(object: Span): ReadonlySet<string> | undefined;
  /** Whether an expression may find what code of the repository has kept, and the module does not tell what that is. */
  mayFind(expression: AnyNode, scope: Scope): boolean;
}

interface KeptOptions {
  readonly module: Module;
  readonly flow: ModuleFlow;
  readonly pointsTo: PointsTo;
  /** Evaluates without regard to changes. */
  readonly raw: Evaluator;
  /** Whether what is imported under a name is code of the repository. */
  isOfCode(local: string): boolean;
}

/** Stands for any name. */
export const ANY = '*';

/** Names of names; beyond it nobody gives an object another one. */
export const MAX_NAMES = 10;

/** By these, all that is kept at the top is found. */
const GLOBAL_OBJECTS = new Set(['globalThis', 'global', 'window', 'self']);

/** Names that are nowhere declared and are no members of the global object that code of the repository has set. */
const HOST_NAMES =
  /^(?:(?:\w*Error|Promise|Symbol|Reflect|JSON|Math|Date|Number|String|Boolean|Function|RegExp|Intl|Buffer|Bun|Deno)|undefined|arguments|console|process|document|location|navigator|history|performance|crypto|module|exports|require|describe|test|it|expect|jest|vi|cy)$/;

/** Expressions that give nothing in which objects are kept. */
const PLAIN = new Set(['Literal', 'TemplateLiteral', 'BinaryExpression', 'UnaryExpression', 'UpdateExpression']);

/** Classes of JavaScript's own that keep what they are given. */
const CONTAINERS = new Set(['Map', 'Set', 'WeakMap', 'WeakRef', 'Array', 'Object', 'Proxy']);

/** Methods that give what they are called on. */
const GIVES_ITSELF = new Set(['fill', 'sort', 'reverse', 'copyWithin', 'set', 'add']);

const MADE = new Set(['ObjectExpression', 'ArrayExpression', 'NewExpression']);

export function createKept({ module, flow, pointsTo, raw, isOfCode }: KeptOptions): Kept {
  let kept: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  function find(): ReadonlyMap<string, ReadonlySet<string>> {
    const names = new Map<string, Set<string>>();
    const noted = new Set<string>();
    const note = (value: StaticValue, name: string): void => {
      const place = placeOf(value.span);
      if (noted.has(`${name} ${place}`)) return;
      noted.add(`${name} ${place}`);
      const known = names.get(place);
      if (known) known.add(name);
      else names.set(place, new Set([name]));
      if (value.kind === 'array') for (const item of value.items) note(item.value, ANY);
      else if (value.kind === 'object')
        for (const [own, property] of value.properties) if (!property.isLazy && isComposite(property.value)) note(property.value, own);
    };
    const members = [...flow.members].flatMap(([name, flows]) => flows.flatMap((one) => heldIn(one, name)));
    const assigned = [...flow.assigned.values()].flat().flatMap((one) => heldIn(one, ANY));
    const given = flow.calls.filter(mayKeep).flatMap(({ node, scope }) => argumentsOf(node, scope));
    // Whoever goes over a generator finds it there.
    const yielded = flow.yielded.flatMap((one) => heldIn(one, ANY));
    for (const { node, scope, name } of [...members, ...assigned, ...given, ...yielded])
      for (const value of pointsTo.of(node, scope)) note(value, name);
    return names;
  }

  /** What libraries have leaves what it is given as it is, and does not keep it. */
  function mayKeep({ node, scope }: ScopedNode): boolean {
    if (!Array.isArray(node['arguments']) || node['arguments'].length === 0) return false;
    const callee = unwrap(node['callee'] as AnyNode);
    if (callee.type === 'MemberExpression' && MUTATING_METHODS.has(memberName(callee) ?? '')) return true;
    if (isChangeOfArgument(callee, scope)) return true;
    if (node.type === 'NewExpression' && CONTAINERS.has(String(callee['name'])) && !lookup(scope, String(callee['name']))) return true;
    return raw.evaluate(callee, raw.environmentOf(module, scope)).kind !== 'native';
  }

  /** Not what an outside library gives. */
  function leadsToKept(expression: AnyNode, scope: Scope, steps = 0): boolean {
    const root = rootOf(expression);
    if (root.type !== 'Identifier' || steps > MAX_NAMES) return !PLAIN.has(root.type);
    const name = String(root['name']);
    const declaration = lookup(scope, name);
    if (!declaration) return GLOBAL_OBJECTS.has(name) || CONTAINERS.has(name) || !HOST_NAMES.test(name);
    if (declaration.kind === 'import') return isOfCode(name);
    if (declaration.kind === 'parameter') return mayBeGiven(declaration, steps);
    const origin = originOf(declaration);
    return !origin || leadsToKept(origin, declaration.scope, steps + 1);
  }

  /** Whether a parameter may be given such a thing: to a callback of what is known nothing else is given. */
  function mayBeGiven({ node: fn, identifier }: Declaration, steps: number): boolean {
    const call = callAround(module, fn);
    if (!call) return true;
    const callee = unwrap(call.node['callee'] as AnyNode);
    if (callee.type !== 'MemberExpression') return leadsToKept(callee, call.scope, steps + 1);
    const start = (call.node['arguments'] as AnyNode[])[1];
    const isAccumulator = start !== undefined && parametersOf(fn)[0] === identifier && /^reduce(?:Right)?$/.test(memberName(callee) ?? '');
    if (isAccumulator) return !MADE.has(unwrap(start).type) && leadsToKept(start, call.scope, steps + 1);
    const receiver = raw.evaluate(callee['object'] as AnyNode, raw.environmentOf(module, call.scope));
    return !(receiver.kind === 'array' && receiver.items.length > 0) && leadsToKept(callee, call.scope, steps + 1);
  }

  /** Whether an expression gives what is made here, which nobody has kept before: `new List()`, `all.filter(isOn)`, also by a name for it. */
  function isNew(expression: AnyNode, scope: Scope, steps = 0): boolean {
    const node = unwrap(expression);
    if (node.type === 'Identifier') {
      const declaration = steps > MAX_NAMES ? undefined : lookup(scope, String(node['name']));
      if (!declaration || declaration.node['id'] !== declaration.identifier || !isNode(declaration.node['init'])) return false;
      const assigned = flow.assigned.get(declaration) ?? [];
      return [{ node: declaration.node['init'], scope: declaration.scope }, ...assigned].every((one) =>
        isNew(one.node, one.scope, steps + 1),
      );
    }
    const callee = isNode(node['callee']) ? unwrap(node['callee']) : null;
    if (node.type === 'NewExpression') return callee?.['name'] !== 'Proxy';
    const isOfNew = callee?.type === 'MemberExpression' && GIVES_ITSELF.has(memberName(callee) ?? '');
    return makesList(node, module) || (isOfNew && isNew(callee['object'] as AnyNode, scope, steps + 1));
  }

  /** Whether the module tells which objects an expression gives, and that is all of them. */
  function isTold(expression: AnyNode, scope: Scope): boolean {
    const { base, member } = baseOf(expression);
    // What a class keeps by a name, it assigns to that name.
    if (base.type === 'ThisExpression' && member !== undefined && flow.members.has(member)) return pointsTo.of(expression, scope).size > 0;
    const given = pointsTo.of(base, scope);
    if (given.size === 0 || pointsTo.of(expression, scope).size === 0) return false;
    // Whoever calls back a function that is written in a call, may give it what he keeps.
    const fn = [...given].some(({ span }) => span.file === '') ? parameterBehind(base, scope)?.node : undefined;
    if (fn && callAround(module, fn)) return false;
    const isImport = base.type === 'Identifier' && lookup(scope, String(base['name']))?.kind === 'import';
    return !isImport || isComposite(raw.evaluate(expression, raw.environmentOf(module, scope)));
  }

  return {
    namesOf: (object) => (kept ??= find()).get(placeOf(object)),
    // What `this` is by itself, a class has made, or the caller of a method tells.
    mayFind: (expression, scope) =>
      expression.type !== 'ThisExpression' && !isNew(expression, scope) && !isTold(expression, scope) && leadsToKept(expression, scope),
  };
}

function placeOf({ file, start, end }: Span): string {
  return `${file}:${start}:${end}`;
}

/** What a chain of members begins with, and the first of them. */
export function baseOf(expression: AnyNode): { readonly base: AnyNode; readonly member: string | undefined } {
  let base = unwrap(expression);
  let member: string | undefined;
  while (base.type === 'MemberExpression') {
    member = memberName(base);
    base = unwrap(base['object'] as AnyNode);
  }
  return { base, member };
}

/** The parameter that a name has its value from. */
function parameterBehind(expression: AnyNode, scope: Scope, steps = 0): Declaration | undefined {
  const { base } = baseOf(expression);
  const declaration = base.type === 'Identifier' && steps < MAX_NAMES ? lookup(scope, String(base['name'])) : undefined;
  if (!declaration || declaration.kind === 'parameter') return declaration;
  const origin = originOf(declaration);
  return origin ? parameterBehind(origin, declaration.scope, steps + 1) : undefined;
}

/** What a chain of members, calls and the like begins with. */
function rootOf(expression: AnyNode): AnyNode {
  for (let root = unwrap(expression); ;) {
    const inner: unknown = root['callee'] ?? root['object'] ?? (root.type === 'AwaitExpression' ? root['argument'] : null);
    if (!isNode(inner)) return root;
    // `Object.values(x)`: what it gives is in what it is given.
    const [first] = root.type === 'CallExpression' ? (root['arguments'] as AnyNode[]) : [];
    const object = inner['object'];
    const isOfArgument = first && isNode(object) && /^(?:Object|Array|Reflect)$/.test(String(object['name']));
    root = unwrap(isOfArgument ? first : inner);
  }
}

/** What is kept, and the name of the member that it is kept by. */
type Held = ScopedNode & { readonly name: string };

function argumentsOf(call: AnyNode, scope: Scope): readonly Held[] {
  return (call['arguments'] as AnyNode[]).flatMap((node) => heldIn({ node, scope }, ANY));
}

/** An expression, and those that a literal holds. */
function heldIn({ node, scope }: ScopedNode, name: string): readonly Held[] {
  const value = unwrap(node);
  if (value.type === 'SpreadElement') return heldIn({ node: value['argument'] as AnyNode, scope }, name);
  const parts = (value['properties'] ?? value['elements'] ?? []) as (AnyNode | null)[];
  const inner = parts.flatMap((part) => {
    if (!part) return [];
    const isProperty = part.type === 'Property';
    return heldIn({ node: isProperty ? (part['value'] as AnyNode) : part, scope }, isProperty ? (memberName(part) ?? ANY) : ANY);
  });
  return [{ node: value, scope, name }, ...inner];
}
