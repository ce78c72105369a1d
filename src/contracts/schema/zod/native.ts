import type { Span } from '../../../source/span.ts';
import { native, type NativeCall, type NativeValue, type StaticValue } from '../../../values/value.ts';
import type { Schema } from '../schema.ts';
import { nativeFunction, type SchemaNative } from '../schema-native.ts';
import { absenceOf } from './absence.ts';
import { bounded } from './make.ts';
import { methodOf } from './methods.ts';
import { memberOf } from './members.ts';
import type { ZodNode } from './node.ts';
import { schemaOfNode } from './schema-of-node.ts';

/** Each type has one native, so that a type that is asked for twice is one thing. */
const natives = new WeakMap<ZodNode, SchemaNative>();

/** A Zod type as a value. */
export function zodValue(node: ZodNode, at: Span): NativeValue {
  return native(zodNative(bounded(node)), at);
}

function zodNative(node: ZodNode): SchemaNative {
  let made = natives.get(node);
  if (!made) {
    made = makeNative(node);
    natives.set(node, made);
  }
  return made;
}

function makeNative(node: ZodNode): SchemaNative {
  return {
    name: nameOf(node),
    isZod: true,
    zod: () => node,
    mayBeAbsent: () => absenceOf(node) === 'optional',
    get schema(): Schema {
      return schemaOfNode(node);
    },
    get(property: string, at: Span): StaticValue | undefined {
      const method = methodOf(node, property);
      if (method) return nativeFunction(`${nameOf(node)}.${property}`, (call) => zodValue(method(call), call.span), at);
      if (property === 'apply') return nativeFunction('z.apply', (call) => applied(node, call), at);
      return memberOf(node, property, at, zodValue);
    },
  };
}

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
