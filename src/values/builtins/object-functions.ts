import type { Span } from '../../source/span.ts';
import { toText } from '../expressions/operators.ts';
import { inRunTimeOrder } from '../expressions/property-order.ts';
import { literal, type Property, type Slot, type StaticValue } from '../value.ts';
import { argument, arrayOf, slots, type Method } from './method.ts';
import { hasOwn, prototypeOf } from './prototypes.ts';
import { iterated } from './sets.ts';

/** Functions of `Object`. */
export const OBJECT_FUNCTIONS: Readonly<Record<string, Method>> = {
  keys: listing((key, _, span) => ({ value: literal(key, span), span })),
  values: listing((_, { value, span }) => ({ value, span })),
  entries: listing((key, { value }, span) => ({ value: arrayOf([literal(key, span), value], span), span })),
  fromEntries: (call) => {
    const given = argument(call, 0);
    const entries = given && iterated(given);
    if (entries?.kind !== 'array' || entries.rest) return undefined;
    const properties = new Map<string, Property>();
    for (const entry of entries.items) {
      const key = toText(call.evaluator.member(entry.value, '0', call.span));
      if (key === undefined) return undefined;
      properties.set(key, { key: entry.span, span: entry.span, value: call.evaluator.member(entry.value, '1', call.span) });
    }
    return { kind: 'object', properties: inRunTimeOrder(properties), open: null, span: call.span };
  },
  assign: (call) => {
    const properties = new Map<string, Property>();
    for (const source of call.args) {
      // A text gives its letters.
      if (source.value.kind === 'literal' && typeof source.value.value !== 'string') continue;
      if (source.value.kind !== 'object' || source.value.open) return undefined;
      for (const [key, property] of source.value.properties) properties.set(key, property);
    }
    return { kind: 'object', properties: inRunTimeOrder(properties), open: null, span: call.span };
  },
  groupBy: (call) => {
    const [given, callee] = [argument(call, 0), argument(call, 1)];
    const items = given && iterated(given);
    if (items?.kind !== 'array' || items.rest || !callee) return undefined;
    const groups = new Map<string, Slot[]>();
    for (const [index, item] of items.items.entries()) {
      const name = toText(call.evaluator.call(callee, [item.value, literal(index, call.span)], call.span));
      if (name === undefined) return undefined;
      groups.set(name, [...(groups.get(name) ?? []), item]);
    }
    const properties = new Map<string, Property>();
    for (const [name, group] of groups) properties.set(name, { key: call.span, span: call.span, value: slots(group, call.span) });
    return { kind: 'object', properties: inRunTimeOrder(properties), open: null, prototype: literal(null, call.span), span: call.span };
  },
  create: (call) => {
    const [prototype, ...others] = [argument(call, 0), ...call.args.slice(1)];
    const isKnown = prototype?.kind === 'object' || (prototype?.kind === 'literal' && prototype.value === null);
    return isKnown && others.length === 0 ? { kind: 'object', properties: new Map(), open: null, prototype, span: call.span } : undefined;
  },
  hasOwn: (call) => hasOwn(argument(call, 0), argument(call, 1), call.span),
  getPrototypeOf: (call) => prototypeOf(argument(call, 0), call.span),
  freeze: (call) => argument(call, 0),
  seal: (call) => argument(call, 0),
  preventExtensions: (call) => argument(call, 0),
};

/** A function that makes a list of the properties of what it is given. */
function listing(itemOf: (key: string, property: Slot, at: Span) => Slot): Method {
  return (call) => {
    const entries = entriesOf(argument(call, 0));
    const items = entries?.map(([key, property]) => itemOf(key, property, call.span));
    return items && slots(items, call.span);
  };
}

/** Own enumerable properties of what `Object.keys` and its like are given. */
function entriesOf(value: StaticValue | undefined): readonly (readonly [string, Slot])[] | undefined {
  if (value?.kind === 'array')
    return value.rest || value.members || value.hasHoles ? undefined : value.items.map((item, index) => [String(index), item]);
  if (value?.kind !== 'object' || value.open) return undefined;
  return [...value.properties];
}
