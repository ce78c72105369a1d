import type { Span } from '../../../source/span.ts';
import type { EvaluatorPort, NativeCall, StaticValue, UnknownValue } from '../../../values/value.ts';
import { hash } from '../hash.ts';
import { follow, lazyValue } from '../lazy.ts';
import { zodNodeOf } from '../schema-native.ts';
import type { Schema } from '../schema.ts';
import { argumentsOf } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';
import type { LazyNode, NodeBase, PlainNode, UnreadNode, ZodNode, ZodVersion } from './node.ts';

/** What all types have, for a type with these parts. */
export function base(version: ZodVersion, origin: Span, parts: readonly ZodNode[] = []): NodeBase {
  return { version, origin, depth: parts.reduce((deepest, part) => Math.max(deepest, part.depth), 0) + 1, opaque: [] };
}

/** A type that cannot be read. `digest` must stand for all that it depends on. */
export function unreadNode(version: ZodVersion, origin: Span, reason: string, digest: () => string): UnreadNode {
  return { ...base(version, origin), kind: 'unread', reason, digest };
}

/** A type that cannot be read because one of its arguments cannot. */
export function unreadFrom(
  version: ZodVersion,
  origin: Span,
  name: string,
  values: readonly StaticValue[],
  port: EvaluatorPort,
): UnreadNode {
  const reason = values.map(firstUnknown).find((found) => found !== null)?.reason ?? 'not-static';
  return unreadNode(version, origin, reason, () => digestOfCall(name, values, port));
}

/** A type that cannot be read because something that a call is given cannot. */
export function unreadCall(version: ZodVersion, call: NativeCall, name: string): UnreadNode {
  return unreadFrom(version, call.span, name, argumentsOf(call), call.evaluator);
}

/** A digest of a call whose meaning is not read. */
export function digestOfCall(name: string, values: readonly StaticValue[], port: EvaluatorPort): string {
  return hash(`${name}(${values.map((value) => valueDigest(value, port)).join()})`);
}

function firstUnknown(value: StaticValue): UnknownValue | null {
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'array':
      return value.rest ?? value.items.map((item) => item.value).find((item) => item.kind === 'unknown') ?? null;
    case 'object':
      return (
        value.open ??
        [...value.properties.values()].map((property) => property.getter ?? property.value).find((part) => part.kind === 'unknown') ??
        null
      );
    default:
      return null;
  }
}

/** A type without parts. */
export function plainNode(version: ZodVersion, name: PlainNode['name'], schema: Schema): PlainNode {
  return { ...base(version, schema.origin), kind: 'plain', name, schema };
}

/** A type that no JSON value is of. */
export function nothingNode(version: ZodVersion, name: 'never' | 'undefined', origin: Span): PlainNode {
  return plainNode(version, name, { kind: 'union', members: [], origin });
}

/** A type that a function gives, and that is read when it is first asked for. */
export function lazyNode(version: ZodVersion, origin: Span, getter: StaticValue, evaluator: EvaluatorPort): LazyNode {
  return lazyNodeOf(version, origin, getter, evaluator, (value) => partNode(version, value, evaluator));
}

/** The same with another way to see the type in the value. */
export function lazyNodeOf(
  version: ZodVersion,
  origin: Span,
  getter: StaticValue,
  evaluator: EvaluatorPort,
  nodeOf: (value: StaticValue) => ZodNode,
): LazyNode {
  const lazy = lazyValue(getter, evaluator, origin);
  const read = (): ZodNode => nodeOf(follow(lazy));
  return { ...base(version, origin), kind: 'lazy', read };
}

/** The type that stands as a part of another one: unreadable where no Zod type can be seen to stand there. */
export function partNode(version: ZodVersion, value: StaticValue, port: EvaluatorPort): ZodNode {
  const node = zodNodeOf(value);
  if (node) return node;
  if (value.kind === 'unknown') return { ...unreadNode(version, value.span, value.reason, () => port.digest(value)), mayBeAbsent: true };
  return unreadNode(version, value.span, 'not a Zod type', () => valueDigest(value, port));
}
