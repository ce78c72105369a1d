import type { Module } from '../../modules/module.ts';
import { isSameSpan } from '../../source/span.ts';
import { heldFromElsewhere, isComposite } from '../points-to/points.ts';
import { unknown, type StaticValue } from '../value.ts';
import type { HandedOver } from './handed-over.ts';
import { reaches, type Writings } from './writings.ts';

/**
 * Values as they are when all has run: what is written to is unknown in them.
 * @param writersOf the modules that may write to a value which another one has
 */
export function createSettle(
  { of, unseenTo }: Writings,
  writersOf: (value: StaticValue, from: readonly Module[]) => readonly Module[],
  handedOverBy: (module: Module) => HandedOver,
): (value: StaticValue, from: Module) => StaticValue {
  function settled(value: StaticValue, from: Module): StaticValue {
    const done = new Map<StaticValue, StaticValue>();
    const settle = (part: StaticValue): StaticValue => {
      if (!isComposite(part)) return part;
      let result = done.get(part);
      if (!result) done.set(part, (result = settleOne(part, from, settle)));
      return result;
    };
    return handedOverBy(from).isAny || writersOf(value, [from]).length > 0 ? settle(value) : value;
  }

  function settleOne(value: StaticValue, from: Module, settle: (part: StaticValue) => StaticValue): StaticValue {
    const writers = writersOf(value, [from]);
    const own = writers.flatMap((writer) => [
      ...of(writer).changes.filter((change) => reaches(change, value)),
      ...unseenTo(value, of(writer), [from, ...writers]),
    ]);
    const isAll =
      own.some((change) => change.member === null || value.kind !== 'object') ||
      handedOverBy(from)
        .inside(value.span)
        .some(({ object }) => isSameSpan(object, value.span));
    if (isAll) return unknown('mutated', value.span, 'what is written to');
    if (value.kind === 'array') {
      const items = value.items.map((item) => ({ ...item, value: settle(item.value) }));
      return items.every((item, index) => item.value === value.items[index]?.value) ? value : { ...value, items };
    }
    if (value.kind === 'native' && value.native.holds && heldFromElsewhere(value).some((part) => settle(part) !== part))
      return unknown('mutated', value.span, 'what is written to');
    if (value.kind !== 'object') return value;
    const properties = new Map(value.properties);
    const prototype = value.prototype && settle(value.prototype);
    let isSettled = own.length === 0 && prototype === value.prototype;
    for (const [name, property] of value.properties) {
      if (property.getter) continue;
      const inner = settle(property.value);
      if (inner === property.value) continue;
      properties.set(name, { ...property, value: inner });
      isSettled = false;
    }
    for (const { member, file, at } of own) {
      const span = { file, start: at, end: at };
      if (member !== null) properties.set(member, { key: value.span, span: value.span, value: unknown('mutated', span, member) });
    }
    return isSettled ? value : { ...value, properties, ...(prototype && { prototype }) };
  }

  return settled;
}
