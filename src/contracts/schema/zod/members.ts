import type { Span } from '../../../source/span.ts';
import { arrayOf } from '../../../values/builtins/method.ts';
import { literal, type NativeValue, type Property, type StaticValue } from '../../../values/value.ts';
import { nativeFunction } from '../schema-native.ts';
import { enumMember } from './enum-methods.ts';
import type { ObjectNode, ZodNode } from './node.ts';

type ToValue = (node: ZodNode, at: Span) => NativeValue;

/** A member of a type that is no method of `methods.ts`: its parts, by property or by a function without arguments. */
export function memberOf(node: ZodNode, property: string, at: Span, toValue: ToValue): StaticValue | undefined {
  const part = partOf(node, property);
  if (part) return toValue(part, at);
  const unwrapped = unwrappedBy(node, property);
  if (unwrapped) return nativeFunction(`z.${node.kind}().${property}`, (call) => toValue(unwrapped, call.span), at);
  switch (node.kind) {
    case 'object':
      return property === 'shape' ? shapeOf(node, at, toValue) : undefined;
    case 'enum':
      return enumMember(node, property, at);
    case 'literal':
      return literalMember(node.values, property, at);
    case 'union':
      return property === 'options' ? listOf(node.options, at, toValue) : undefined;
    case 'tuple':
      return property === 'items' ? listOf(node.items, at, toValue) : undefined;
    case 'lazy':
      if (property === 'unwrap') return nativeFunction('z.lazy().unwrap', (call) => toValue(node.read(), call.span), at);
      return property === 'schema' ? toValue(node.read(), at) : undefined;
    default:
      return undefined;
  }
}

function listOf(nodes: readonly ZodNode[], at: Span, toValue: ToValue): StaticValue {
  const values = nodes.map((node) => toValue(node, node.origin));
  return arrayOf(values, at);
}

function partOf(node: ZodNode, property: string): ZodNode | undefined {
  if (node.kind === 'array' && property === 'element') return node.element;
  if (node.kind === 'pipe' && property === 'in') return node.first ?? node.input;
  if (node.kind === 'pipe' && property === 'out') return node.output;
  if (node.kind === 'record' && (property === 'valueType' || property === 'valueSchema' || property === 'element')) return node.value;
  if (node.kind === 'record' && (property === 'keyType' || property === 'keySchema')) return node.key ?? undefined;
  return undefined;
}

/** What `unwrap()` and its like give. */
function unwrappedBy(node: ZodNode, method: string): ZodNode | undefined {
  if (method === 'innerType') return node.before ?? (node.kind === 'wrapper' && node.wrap === 'preprocess' ? node.inner : undefined);
  if (method === 'sourceType') return sourceOf(node);
  if (node.kind === 'array' && node.version >= 4 && method === 'unwrap') return node.element;
  if (node.kind !== 'wrapper' || node.wrap === 'preprocess') return undefined;
  if (method === 'removeDefault') return node.wrap === 'default' ? node.inner : undefined;
  if (method === 'removeCatch') return node.wrap === 'catch' ? node.inner : undefined;
  if (method !== 'unwrap') return undefined;
  // Zod 3's defaults and catches have no `unwrap()`.
  return node.version === 3 && (node.wrap === 'default' || node.wrap === 'catch') ? undefined : node.inner;
}

function sourceOf(node: ZodNode): ZodNode | undefined {
  const before = unwrappedBy(node, 'innerType');
  return before && (sourceOf(before) ?? before);
}

function shapeOf(node: ObjectNode, at: Span, toValue: ToValue): StaticValue {
  const properties = new Map<string, Property>();
  for (const [name, field] of node.fields) {
    properties.set(name, { value: toValue(field.node, field.node.origin), span: field.origin, key: field.key });
  }
  return { kind: 'object', properties, open: null, span: at };
}

function literalMember(values: readonly (string | number | boolean | null)[], property: string, at: Span): StaticValue | undefined {
  const [only, another] = values;
  if (property === 'value' && only !== undefined && another === undefined) return literal(only, at);
  return undefined;
}
