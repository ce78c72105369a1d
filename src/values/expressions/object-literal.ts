import { classElements, isClass, isRunWithClass, type AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { describe } from '../describe.ts';
import { closureOf, functionValue, spanOf, type Environment } from '../names/environment.ts';
import { comingFrom, unreadable, type Evaluation } from '../evaluation.ts';
import { callOf, literal, madeOf, unknown, type ObjectValue, type Property, type StaticValue, type UnknownValue } from '../value.ts';
import { keyOf } from './destructure.ts';
import { inRunTimeOrder } from './property-order.ts';
import { choosableKeys } from './spread-choices.ts';

export function evaluateObject(evaluation: Evaluation, node: AnyNode, environment: Environment, span: Span): ObjectValue {
  const properties = new Map<string, Property>();
  let open: UnknownValue | null = null;
  let openAt: Span | null = null;
  let openTo: ReadonlySet<string> | null = null;
  let prototype: StaticValue | undefined;
  // What is not known may overwrite all that stands before it.
  const setUnknown = (cause: UnknownValue, slot: Span, choosable?: ReadonlySet<string> | null): void => {
    for (const [key, property] of properties)
      if (choosable?.has(key) !== false) properties.set(key, { key: property.key, span: slot, value: cause });
    if (choosable && [...choosable].every((key) => properties.has(key))) return;
    openTo = choosable && (open === null || openTo) ? new Set([...choosable, ...(openTo ?? [])]) : null;
    open ??= cause;
    openAt ??= slot;
  };
  for (const entry of node['properties'] as AnyNode[]) {
    const slot = spanOf(entry, environment);
    if (entry.type === 'SpreadElement') {
      const spread = evaluation.evaluate(entry['argument'] as AnyNode, environment);
      const copied = enumerable(spread);
      if (copied === undefined) {
        const cause =
          spread.kind === 'unknown'
            ? spread
            : unreadable(evaluation, 'unknown-spread', entry, environment, describe(entry['argument'] as AnyNode));
        const reason = cause.reason === 'parameter' ? 'parameter' : 'unknown-spread';
        const choosable = choosableKeys(evaluation, entry['argument'] as AnyNode, environment, enumerable);
        setUnknown(comingFrom(evaluation, madeOf(cause, { ...cause, reason }), entry, environment), slot, choosable);
        continue;
      }
      if (spread.kind === 'object' && spread.open) setUnknown(spread.open, slot, spread.openTo);
      for (const [key, property] of copied)
        properties.set(key, lazily({ key: property.key, span: slot, from: property.from ?? property.span }, property));
      continue;
    }
    const keyNode = entry['key'] as AnyNode;
    const keySpan = spanOf(keyNode, environment);
    const key = keyOf(evaluation, entry, environment);
    if (key === undefined) {
      setUnknown(unreadable(evaluation, 'dynamic-key', keyNode, environment, 'a computed key'), keySpan);
      continue;
    }
    const valueNode = entry['value'] as AnyNode;
    if (entry['kind'] === 'set') {
      // With a getter of the same name it is one property; alone it gives undefined.
      if (!properties.get(key)?.getter) properties.set(key, { key: keySpan, span: slot, value: literal(undefined, slot) });
      continue;
    }
    if (entry['kind'] === 'get') {
      const getter = functionValue(valueNode, environment);
      let cached: StaticValue | undefined;
      properties.set(key, {
        key: keySpan,
        span: slot,
        getter,
        isLazy: true,
        get value() {
          // In the course of time it may give something else each time.
          if (!cached || environment.isRun) {
            const result = evaluation.invoke(getter, callOf([], slot));
            cached = result.kind === 'unknown' ? unknown('getter', slot, `getter ${key}`) : result;
          }
          return cached;
        },
      });
      continue;
    }
    if (key === '__proto__' && !entry['computed'] && !entry['shorthand'] && !entry['method']) {
      prototype = evaluation.evaluate(valueNode, environment);
      continue;
    }
    properties.set(key, {
      key: keySpan,
      span: entry['shorthand'] ? keySpan : spanOf(valueNode, environment),
      value: evaluation.evaluate(valueNode, environment),
    });
  }
  return {
    kind: 'object',
    properties: inRunTimeOrder(properties),
    open,
    span,
    ...(openAt ? { openAt } : {}),
    ...(openTo ? { openTo } : {}),
    ...(prototype ? { prototype } : {}),
  };
}

function lazily(place: Omit<Property, 'value' | 'getter'>, source: Property): Property {
  if (!source.getter) return { ...place, value: source.value };
  return {
    ...place,
    isLazy: true,
    get value() {
      return source.value;
    },
  };
}

/** The own enumerable properties of a value, as a spread copies them; undefined when they are not known. */
function enumerable(value: StaticValue): ReadonlyMap<string, Property> | undefined {
  if (value.kind === 'object') return value.properties;
  if (value.kind === 'array' && !value.rest && !value.members && !value.hasHoles)
    return new Map(value.items.map((item, index) => [String(index), { ...item, key: item.span }]));
  if (value.kind === 'function') return hasStaticFields(closureOf(value).node) ? undefined : new Map();
  if (value.kind !== 'literal') return undefined;
  if (typeof value.value === 'string')
    return new Map(
      value.value.split('').map((char, index) => [String(index), { key: value.span, span: value.span, value: literal(char, value.span) }]),
    );
  return new Map();
}

/** Whether a class has fields of its own, which a spread copies; those of what it extends it does not. */
function hasStaticFields(node: AnyNode): boolean {
  return isClass(node) && classElements(node).some(isRunWithClass);
}
