import type { Span } from '../../../source/span.ts';
import { native, type NativeCall, type NativeValue, type StaticValue } from '../../../values/value.ts';
import { schemaDigest } from '../equal.ts';
import { hash } from '../hash.ts';
import { nativeFunction, type SchemaNative } from '../schema-native.ts';
import type { Schema } from '../schema.ts';
import { unreadNode } from './make.ts';
import { memberOf } from './members.ts';
import { methodOf } from './methods.ts';
import type { ZodNode } from './node.ts';
import { schemaOfNode } from './schema-of-node.ts';

/** Deeper nesting than this is not read: what walks schemas need not fear for its stack. */
const MAX_DEPTH = 200;

/** A Zod type as a value. */
export function zodValue(node: ZodNode, at: Span): NativeValue {
  return native(new ZodNative(bounded(node)), at);
}

/** `node`, or an unreadable type where it nests too deep. */
function bounded(node: ZodNode): ZodNode {
  if (node.depth <= MAX_DEPTH) return node;
  return unreadNode(node.version, node.origin, 'too-deep', () => hash(`too-deep:${schemaDigest(schemaOfNode(node))}`));
}

/** A class, since each method of a chain makes one: an object with closures of its own would be several times as large. */
class ZodNative implements SchemaNative {
  readonly isZod = true;
  readonly isMadeOfZod = true;
  readonly #node: ZodNode;

  constructor(node: ZodNode) {
    this.#node = node;
  }

  get name(): string {
    return nameOf(this.#node);
  }

  get schema(): Schema {
    return schemaOfNode(this.#node);
  }

  zod(): ZodNode {
    return this.#node;
  }

  get(property: string, at: Span): StaticValue | undefined {
    const node = this.#node;
    const method = methodOf(node, property);
    if (method) return nativeFunction(`${nameOf(node)}.${property}`, (call) => zodValue(method(call), call.span), at);
    if (PARSERS.has(property)) return native({ name: `${nameOf(node)}.${property}`, isFunction: true }, at);
    if (property === '_def' || property === 'def' || (property === '_zod' && node.version >= 4))
      return native({ name: `${nameOf(node)}.${property}` }, at);
    if (property === 'apply') return nativeFunction('z.apply', (call) => applied(node, call), at);
    return memberOf(node, property, at, zodValue);
  }
}

/** Methods that every type has, and by which it is told from other objects; what they give is not read. */
export const PARSERS: ReadonlySet<string> = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'spa']);

/** `.apply(fn)` is `fn(type)`. */
function applied(node: ZodNode, call: NativeCall): StaticValue {
  const [code, ...others] = call.args.map((slot) => slot.value);
  if (!code || call.restUnknown) return call.restUnknown ?? zodValue(node, call.span);
  return call.evaluator.call(code, [zodValue(node, call.span), ...others], call.span);
}

function nameOf(node: ZodNode): string {
  switch (node.kind) {
    case 'plain':
      return `z.${node.name}()`;
    case 'wrapper':
      return `z.${node.wrap}()`;
    case 'unread':
      return 'a Zod type that cannot be read';
    default:
      return `z.${node.kind}()`;
  }
}
