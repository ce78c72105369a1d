import type { NativeCall, StaticValue } from '../../../values/value.ts';
import { hash } from '../hash.ts';
import { argumentAt, argumentsOf, isOnlyWords } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';
import { CHECKS, effectOf, LENGTH_CHECKS, NUMBER_CHECKS, STRING_CHECKS, type Check } from './checks.ts';
import { dateBound } from './date-bounds.ts';
import { deepPartial } from './deep-partial.ts';
import { unreadCheck, withEffects } from './effect.ts';
import { ENUM_METHODS } from './enum-methods.ts';
import { FORMATS, formatOf } from './formats.ts';
import { GENERIC_METHODS } from './generic-methods.ts';
import { base, partNode, unreadNode } from './make.ts';
import type { TupleNode, UnreadNode, ZodNode } from './node.ts';
import { OBJECT_METHODS, wrapped } from './object-methods.ts';

type Bound = (call: NativeCall) => ZodNode;

/** A method of a type, bound to it; undefined when there is none by that name that is known. */
export function methodOf(node: ZodNode, name: string): Bound | undefined {
  const own = ownMethod(node, name);
  if (own) return own;
  const generic = GENERIC_METHODS.get(name);
  return generic && ((call) => generic(node, call));
}

function ownMethod(node: ZodNode, name: string): Bound | undefined {
  switch (node.kind) {
    case 'string':
      return checkMethod(node, name, STRING_CHECKS.get(name) ?? formatOf(name));
    case 'number':
      return checkMethod(node, name, NUMBER_CHECKS.get(name));
    case 'array':
      if (name === 'deepPartial' && node.version === 3) return () => deepPartial(node);
      return checkMethod(node, name, LENGTH_CHECKS.get(name));
    case 'object': {
      if (name === 'deepPartial') return () => deepPartial(node);
      const method = OBJECT_METHODS.get(name);
      return method && ((call) => method(node, call));
    }
    case 'enum': {
      const method = ENUM_METHODS.get(name);
      return method && ((call) => method(node, call));
    }
    case 'tuple':
      return tupleMethod(node, name);
    case 'plain':
      if (node.name !== 'date' || (name !== 'min' && name !== 'max')) return undefined;
      return (call) =>
        withEffects(node, [effectOf(() => dateBound(call, name) ?? unreadCheck(call, name), call, name, node.version)], call.span);
    case 'unread':
      return METHODS_OF_SOME.has(name) ? (call) => unreadMethod(node, name, call) : undefined;
    default:
      return undefined;
  }
}

function checkMethod(node: ZodNode, name: string, check: Check | undefined): Bound | undefined {
  return check && ((call) => withEffects(node, [effectOf(check, call, name, node.version)], call.span));
}

function tupleMethod(node: TupleNode, name: string): Bound | undefined {
  if (name === 'rest')
    return (call) => {
      const value = argumentAt(call, 0);
      const rest = value ? partNode(node.version, value, call.evaluator) : null;
      return { ...node, ...base(node.version, call.span, rest ? [...node.items, rest] : node.items), opaque: node.opaque, rest };
    };
  if (name === 'partial' && node.version >= 4)
    return (call) => ({ ...node, origin: call.span, items: node.items.map((item) => wrapped('optional', item)) });
  return undefined;
}

/** Names that are methods of some types: called on a type that cannot be read they give another one. */
export const METHODS_OF_SOME: ReadonlySet<string> = new Set([
  ...STRING_CHECKS.keys(),
  ...FORMATS.keys(),
  ...NUMBER_CHECKS.keys(),
  ...OBJECT_METHODS.keys(),
  ...ENUM_METHODS.keys(),
  ...CHECKS.keys(),
  ...['rest', 'deepPartial', 'size', 'mime', 'input', 'output', 'args', 'returns'],
]);

/** How many arguments the bounds of numbers, lists and files have before the words of a message. */
const ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ...['positive', 'negative', 'nonnegative', 'nonpositive', 'nonempty'].map((name): [string, number] => [name, 0]),
  ...['min', 'max', 'gt', 'gte', 'lt', 'lte', 'multipleOf', 'step', 'length', 'size', 'mime'].map((name): [string, number] => [name, 1]),
]);

/** What a check is given, but for the words of its message. */
function withoutWords(name: string, values: readonly StaticValue[]): readonly StaticValue[] {
  const count = ARGUMENTS.get(name);
  return count === undefined || values.slice(count).some((value) => !isOnlyWords(value)) ? values : values.slice(0, count);
}

function unreadMethod(node: UnreadNode, name: string, call: NativeCall): ZodNode {
  const digest = (): string =>
    hash([node.digest(), name, ...withoutWords(name, argumentsOf(call)).map((value) => valueDigest(value, call.evaluator))].join(':'));
  return unreadNode(node.version, call.span, node.reason, digest);
}
