import type { Span } from '../../source/span.ts';
import { isComposite } from '../points-to/points.ts';
import { inRunTimeOrder } from '../expressions/property-order.ts';
import { closureOf } from '../names/environment.ts';
import {
  unknown,
  type ArrayValue,
  type FunctionValue,
  type ObjectValue,
  type Property,
  type Slot,
  type StaticValue,
  type UnknownValue,
} from '../value.ts';
import { writtenIn } from './first-calls.ts';
import { giveUp, type Run } from './run.ts';

/** Values are plain data that nobody changes, a run apart, which writes to those that it created itself. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Notes that a value, with all that lies in it, is held by others. */
export function noteForeign(run: Run, value: StaticValue): void {
  const pending = [value];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (!isComposite(next) || run.foreign.has(next)) continue;
    run.foreign.add(next);
    pending.push(...partsOf(next));
  }
}

/** What lies in a list or an object, one level deep. */
function partsOf(value: StaticValue): readonly StaticValue[] {
  if (value.kind === 'array') return value.items.map((item) => item.value);
  if (value.kind !== 'object') return [];
  return [...value.properties.values()].filter((property) => !property.isLazy).map((property) => property.value);
}

/** Whether a value is an object of the run's own, or holds one. */
export function isOwn(run: Run, value: StaticValue): boolean {
  if (value.kind === 'native') return value.native.items !== undefined;
  if (value.kind !== 'array' && value.kind !== 'object') return false;
  return isTracked(run, value) || partsOf(value).some((part) => isOwn(run, part));
}

/** Whether it is an object of the run: its own, or of a module that it has run first. */
function isTracked(run: Run, value: StaticValue): boolean {
  return !run.foreign.has(value) || run.linked.has(value);
}

function writable<T extends ArrayValue | ObjectValue>(run: Run, value: T): Writable<T> {
  if (run.foreign.has(value) || run.frozen.has(value)) giveUp();
  delete value.size;
  return value;
}

export function writeProperty(run: Run, object: ObjectValue, name: string, value: StaticValue, span: Span): void {
  if (name === '__proto__' || object.properties.size > MAX_PARTS || reaches(value, object)) giveUp();
  const existing = object.properties.get(name);
  if (existing?.getter) giveUp();
  // Who holds the object may reach what it is given.
  if (run.spoiled.has(object)) {
    if (value.kind === 'function') giveUp();
    poison(run, value, span);
  }
  const properties = new Map(object.properties);
  properties.set(name, { key: existing?.key ?? span, span, value: run.spoiled.has(object) ? unknown('mutated', span, name) : value });
  writable(run, object).properties = inRunTimeOrder(properties);
}

export function deleteProperty(run: Run, object: ObjectValue, name: string): void {
  const properties = new Map(object.properties);
  properties.delete(name);
  writable(run, object).properties = properties;
}

export function writeItems(run: Run, array: ArrayValue, items: readonly Slot[]): void {
  if (array.rest || array.hasHoles || items.length > MAX_PARTS || items.some(({ value }) => reaches(value, array))) giveUp();
  writable(run, array).items = items;
}

/** Gives all places of a list the same, its holes too. */
export function fillItems(run: Run, array: ArrayValue, item: Slot): void {
  if (array.rest || reaches(item.value, array)) giveUp();
  const filled = writable(run, array);
  filled.items = array.items.map(() => item);
  delete filled.hasHoles;
}

/** Of what is written to. Each write copies what was there, so that larger ones would take too long. */
const MAX_PARTS = 1_000;

/** What code that cannot be followed may have done to all that it was given. */
export function poison(run: Run, value: StaticValue, cause: Span): void {
  const pending = [value];
  const seen = new Set<StaticValue>();
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const why = unknown('mutated', cause, 'what is written to');
    pending.push(...partsOf(next));
    if (next.kind === 'array') {
      if (isTracked(run, next) && !run.frozen.has(next)) overwrite(run, next, { items: [], rest: why });
    } else if (next.kind === 'object') {
      pending.push(...spoilPrivates(run, next, why));
      if (!isTracked(run, next) || run.frozen.has(next)) continue;
      const properties = new Map(
        [...next.properties].map(([name, property]) => [name, { key: property.key, span: property.span, value: why }]),
      );
      overwrite(run, next, { properties, open: why });
    } else if (next.kind === 'native' && next.native.items && !run.spoiled.has(next)) {
      for (const item of next.native.items) pending.push(item.value);
      run.spoiled.add(next);
    }
  }
}

/** Methods may be called that write to private members; freezing does not hold these. */
function spoilPrivates(run: Run, object: ObjectValue, why: UnknownValue): readonly StaticValue[] {
  const members = run.privates.get(object);
  const before = [...(members?.values() ?? [])];
  for (const name of members?.keys() ?? []) members?.set(name, why);
  return before;
}

/** What code that nobody follows makes of an object. */
function overwrite<T extends ArrayValue | ObjectValue>(run: Run, value: T, changes: Partial<T>): void {
  run.spoiled.add(value);
  delete value.size;
  if (value.kind === 'object') delete value.openTo;
  Object.assign(value, changes);
}

/** Whether the module of a class gives its static members of a name another value: functions have theirs for good, as a rule. */
function mayBeReplaced(value: FunctionValue, name: string): boolean {
  const written = writtenIn(closureOf(value).environment.module);
  return written.has(`.${name}`) || written.has(null);
}

/** What code of other modules may have done to objects by what a module gives out, once it has run. */
export function spoil(run: Run, values: Iterable<StaticValue>): void {
  for (const value of values) {
    const why = unknown('mutated', value.span, 'what is written to');
    const unread = (property: Property): Property => ({ key: property.key, span: property.span, value: why });
    if (value.kind === 'native') run.spoiled.add(value);
    else if (value.kind === 'function') {
      const members = run.properties.get(value);
      for (const [name, member] of members ?? [])
        if (!member.getter && (member.value.kind !== 'function' || mayBeReplaced(value, name))) members?.set(name, unread(member));
    } else if ((value.kind === 'array' || value.kind === 'object') && !run.foreign.has(value) && !run.frozen.has(value)) {
      if (value.kind === 'array') Object.assign(writable(run, value), { items: [], rest: why });
      else if (!run.prototypes.has(value)) {
        const properties = new Map([...value.properties].map(([name, property]) => [name, unread(property)]));
        const spoiled = writable(run, value);
        delete spoiled.openTo;
        Object.assign(spoiled, { properties, open: why });
        run.spoiled.add(value);
        spoilPrivates(run, value, why);
      }
    }
  }
}

/** Whether a value holds an object: a circle would have no end for whoever walks through values. */
function reaches(value: StaticValue, target: StaticValue): boolean {
  if (value.kind === 'literal' || value.kind === 'unknown') return false;
  const pending: StaticValue[] = [value];
  const seen = new Set<StaticValue>();
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next === target) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'object' && next.prototype) pending.push(next.prototype);
    pending.push(...partsOf(next));
  }
  return false;
}
