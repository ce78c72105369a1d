import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, isWithin, memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { GIVES_ELEMENT } from '../builtins/method-names.ts';
import { parametersOf } from '../statements/parameters.ts';
import type { StaticValue } from '../value.ts';
import { ANY, MAX_NAMES } from './kept.ts';

/** Methods that change a list, and nothing else. */
const LIST_CHANGES = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin']);

/** What a write does to an object that it finds. */
export interface FindingWrite {
  /** The member by which the object is found, `*` where it is an element or what is given to a function; null where it may be any. */
  readonly name: string | null;
  /** The member that is written or deleted; null where it may be any. */
  readonly member: string | null;
  /** By a method of its own: which; null where that is computed. */
  readonly method?: string | null;
}

/**
 * Whether a write may do something to an object, wherever it is found.
 * @param isField whether anyone asks for a member of that name, where the object has none
 */
export function mayChange(write: FindingWrite, value: StaticValue, isField: (member: string) => boolean): boolean {
  const { member, method } = write;
  if (value.kind === 'array') return mayChangeList(write);
  if (value.kind !== 'object' || method !== undefined) return false;
  return member === null || value.properties.has(member) || isField(member);
}

/** The same of a list. */
export function mayChangeList({ member, method }: FindingWrite): boolean {
  if (method !== undefined) return method === null || LIST_CHANGES.has(method);
  return member === null || /^(?:length|\d+)$/.test(member);
}

/** Whether what is created at a place is `as const`. Where it is a guess which object a write finds, it is no likely one: it takes a cast. */
export function isConstant(place: { readonly start: number; readonly end: number }, { analysis }: Module): boolean {
  return analysis.constants.some((one) => isWithin(place, one));
}

/**
 * Whether a write may find an object.
 * @param names the members that it is kept by
 */
export function mayFind({ name }: FindingWrite, names: ReadonlySet<string>): boolean {
  return names.size > 0 && (name === null || names.has(name) || names.has(ANY));
}

/** By which member an expression finds an object, also by another name for it. */
export function foundBy(expression: AnyNode, scope: Scope, steps = 0): FindingWrite['name'] {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression') {
    const name = memberName(node);
    return name === undefined ? null : /^\d+$/.test(name) ? ANY : name;
  }
  if (node.type === 'CallExpression') {
    const callee = unwrap(node['callee'] as AnyNode);
    return callee.type === 'MemberExpression' && GIVES_ELEMENT.has(memberName(callee) ?? '') ? ANY : null;
  }
  const declaration = node.type === 'Identifier' && steps < MAX_NAMES ? lookup(scope, String(node['name'])) : undefined;
  // A member of the global object.
  if (node.type === 'Identifier' && steps < MAX_NAMES && !declaration) return String(node['name']);
  if (!declaration || declaration.uses.some(({ kind }) => kind === 'assign')) return null;
  const { kind, node: declared, inLoopHead, identifier } = declaration;
  const pattern = kind === 'parameter' ? parametersOf(declared).find((one) => isWithin(identifier, one)) : declared['id'];
  if (!isNode(pattern)) return null;
  if (pattern !== identifier) return nameInPattern(pattern, identifier);
  if (kind === 'parameter') return ANY;
  if (inLoopHead) return isOfObject(declaration.scope.node['right']) ? null : ANY;
  return isNode(declared['init']) ? foundBy(declared['init'], declaration.scope, steps + 1) : null;
}

/** `Object.values(x)`: the elements are the members of an object. */
function isOfObject(iterated: unknown): boolean {
  const callee = isNode(iterated) ? unwrap(iterated)['callee'] : null;
  return isNode(callee) && isNode(callee['object']) && callee['object']['name'] === 'Object';
}

/** The member that a pattern takes for a name. */
function nameInPattern(pattern: AnyNode, identifier: AnyNode): string | null {
  const inner = pattern.type === 'AssignmentPattern' ? (pattern['left'] as AnyNode) : pattern;
  if (inner === identifier) return ANY;
  const parts = (inner['properties'] ?? inner['elements'] ?? []) as (AnyNode | null)[];
  const part = parts.find((one) => one && isWithin(identifier, one));
  if (part?.type !== 'Property') return null;
  const value = part['value'] as AnyNode;
  const isPlain = value === identifier || (value.type === 'AssignmentPattern' && value['left'] === identifier);
  return isPlain ? (memberName(part) ?? null) : nameInPattern(value, identifier);
}
