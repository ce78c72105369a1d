import type { Span } from '../../../source/span.ts';
import type { NativeCall, StaticValue } from '../../../values/value.ts';
import { zodNodeOf } from '../schema-native.ts';
import { argumentAt, isTruthy } from '../static-value.ts';
import { base, partNode, unreadCall } from './make.ts';
import type { ObjectNode, WrapperNode, ZodField, ZodNode } from './node.ts';
import { fieldsOf } from './shape.ts';

type Method = (node: ObjectNode, call: NativeCall) => ZodNode;

/** Methods of `z.object()`. Where Zod throws at run time (a mask with keys that are not there) the rest is read. */
export const OBJECT_METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['strict', (node, call) => withUnknownFields(node, call, 'refuse')],
  ['strip', (node, call) => withUnknownFields(node, call, 'drop')],
  ['passthrough', (node, call) => withUnknownFields(node, call, 'keep')],
  ['loose', (node, call) => withUnknownFields(node, call, 'keep')],
  ['nonstrict', (node, call) => withUnknownFields(node, call, 'keep')],
  ['catchall', (node, call) => withCatchall(node, call)],
  ['extend', (node, call) => extend(node, call)],
  ['safeExtend', (node, call) => extend(node, call)],
  ['augment', (node, call) => extend(node, call)],
  ['setKey', (node, call) => setKey(node, call)],
  ['merge', (node, call) => merge(node, call)],
  ['pick', (node, call) => masked(unrefined(node), call, 'pick', (fields, isNamed) => filtered(fields, isNamed))],
  ['omit', (node, call) => masked(unrefined(node), call, 'omit', (fields, isNamed) => filtered(fields, (name) => !isNamed(name)))],
  ['partial', (node, call) => partial(node, call)],
  ['exactPartial', (node, call) => partial(node, call)],
  ['required', (node, call) => required(node, call)],
  ['keyof', (node, call) => keysOf(node, call)],
]);

/** The object type with these fields. */
function withFields(node: ObjectNode, fields: ReadonlyMap<string, ZodField>, call: NativeCall): ObjectNode {
  const parts = [...fields.values()].map((field) => field.node);
  const { depth } = base(node.version, call.span, node.catchall ? [...parts, node.catchall] : parts);
  return { ...node, origin: call.span, depth, fields };
}

/** Zod 3's catchall stays, and wins. */
function withUnknownFields(node: ObjectNode, call: NativeCall, unknownFields: ObjectNode['unknownFields']): ZodNode {
  return node.version === 3 && node.catchall
    ? { ...node, origin: call.span }
    : { ...node, origin: call.span, unknownFields, catchall: null };
}

/** The object type where undeclared fields must be of a type: `never` refuses them, `any` keeps them. */
function withCatchall(node: ObjectNode, call: NativeCall): ZodNode {
  const value = argumentAt(call, 0);
  if (!value) return unread(node, call, 'catchall');
  const type = partNode(node.version, value, call.evaluator);
  const isBare = type.kind === 'plain' && type.opaque.length === 0;
  // In Zod 3 that is to say that there is no catchall.
  if (isBare && type.name === 'never' && node.version === 3)
    return { ...node, origin: call.span, unknownFields: node.catchall ? 'drop' : node.unknownFields, catchall: null };
  if (isBare && type.name === 'never') return { ...node, origin: call.span, unknownFields: 'refuse', catchall: null };
  if (isBare && type.name === 'any') return { ...node, origin: call.span, unknownFields: 'keep', catchall: null };
  return withFields({ ...node, unknownFields: 'keep', catchall: type }, node.fields, call);
}

function extend(node: ObjectNode, call: NativeCall): ZodNode {
  const fields = fieldsOf(node.version, argumentAt(call, 0), call.evaluator);
  return fields ? withFields(node, new Map([...node.fields, ...fields]), call) : unread(node, call, 'extend');
}

function setKey(node: ObjectNode, call: NativeCall): ZodNode {
  const [name, value] = [argumentAt(call, 0), argumentAt(call, 1)];
  if (name?.kind !== 'literal' || typeof name.value !== 'string' || !value) return unread(node, call, 'setKey');
  const field = { node: partNode(node.version, value, call.evaluator), origin: value.span, key: name.span };
  return withFields(node, new Map([...node.fields, [name.value, field]]), call);
}

/** The other object's fields win, and so does what it makes of undeclared fields. */
function merge(node: ObjectNode, call: NativeCall): ZodNode {
  const other = zodNodeOf(argumentAt(call, 0));
  if (other?.kind !== 'object') return unread(node, call, 'merge');
  const { unknownFields, catchall, opaque } = other;
  return withFields({ ...node, unknownFields, catchall, opaque }, new Map([...node.fields, ...other.fields]), call);
}

type Fields = ReadonlyMap<string, ZodField>;

function masked(
  node: ObjectNode,
  call: NativeCall,
  name: string,
  change: (fields: Fields, isNamed: (name: string) => boolean) => Fields,
  isAll = false,
): ZodNode {
  const mask = argumentAt(call, 0);
  const named = mask || !isAll ? maskOf(mask) : new Set(node.fields.keys());
  return named
    ? withFields(
        node,
        change(node.fields, (field) => named.has(field)),
        call,
      )
    : unread(node, call, name);
}

/** The keys that a mask names; null when that cannot be seen. */
function maskOf(mask: StaticValue | undefined): ReadonlySet<string> | null {
  if (mask?.kind !== 'object' || mask.open) return null;
  const names = new Set<string>();
  for (const [name, { value }] of mask.properties) {
    const isNamed = isTruthy(value);
    if (isNamed === null) return null;
    if (isNamed) names.add(name);
  }
  return names;
}

function filtered(fields: Fields, isKept: (name: string) => boolean): Fields {
  return new Map([...fields].filter(([name]) => isKept(name)));
}

/** Refinements were written for the whole object: newer versions of Zod refuse to go on without its fields, and older ones drop them. */
function unrefined(node: ObjectNode): ObjectNode {
  return { ...node, opaque: [] };
}

function partial(node: ObjectNode, call: NativeCall): ZodNode {
  return masked(
    unrefined(node),
    call,
    'partial',
    (fields, isNamed) => mapped(fields, isNamed, (field) => wrapped('optional', field)),
    true,
  );
}

function required(node: ObjectNode, call: NativeCall): ZodNode {
  return masked(
    node,
    call,
    'required',
    (fields, isNamed) => mapped(fields, isNamed, (field) => (node.version === 3 ? unwrapped(field) : wrapped('nonoptional', field))),
    true,
  );
}

function mapped(fields: Fields, isNamed: (name: string) => boolean, change: (node: ZodNode) => ZodNode): Fields {
  return new Map([...fields].map(([name, field]) => [name, isNamed(name) ? { ...field, node: change(field.node) } : field]));
}

/** A type around another one. */
export function wrapped(wrap: WrapperNode['wrap'], inner: ZodNode, origin: Span = inner.origin): WrapperNode {
  return { ...base(inner.version, origin, [inner]), kind: 'wrapper', wrap, inner };
}

/** Zod 3's `required()` takes off every `optional()` around a field's type. */
function unwrapped(node: ZodNode): ZodNode {
  return node.kind === 'wrapper' && node.wrap === 'optional' ? unwrapped(node.inner) : node;
}

function keysOf(node: ObjectNode, call: NativeCall): ZodNode {
  const entries = new Map([...node.fields.keys()].map((name) => [name, name]));
  return { ...base(node.version, call.span), kind: 'enum', name: null, entries };
}

function unread(node: ObjectNode, call: NativeCall, name: string): ZodNode {
  return unreadCall(node.version, call, `z.object().${name}`);
}
