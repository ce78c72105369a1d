import { isClass, isNode } from '../../modules/nodes.ts';
import { getOrMake } from '../../source/memoize.ts';
import type { Span } from '../../source/span.ts';
import { replacedMember } from '../builtins/replaced.ts';
import { joinArguments, withoutSelf, type Arguments } from '../expressions/arguments.ts';
import { isNullish } from '../expressions/operators.ts';
import { closureOf } from '../names/environment.ts';
import {
  callOf,
  literal,
  native,
  type FunctionValue,
  type NativeCall,
  type ObjectValue,
  type Property,
  type StaticValue,
} from '../value.ts';
import { arrayChange, sortedCopy } from './array-changes.ts';
import { invoke } from './calls.ts';
import { classOf } from './classes.ts';
import { isOwn, writeItems, writeProperty } from './heap.ts';
import { giveUp, type Run } from './run.ts';

/** A member of a value, as it is now. */
export function readMember(run: Run, value: StaticValue, name: string, at: Span, self: StaticValue | undefined): StaticValue {
  const replaced = value.kind === 'unknown' ? undefined : replacedMember(run.evaluation.libraries.replaced, value, name, at);
  if (replaced) return replaced;
  switch (value.kind) {
    case 'object':
      return memberOfObject(run, value, name, at, self ?? value);
    case 'array':
      if (name === 'toSorted' && !value.rest) return sortedCopy(value.items, at);
      return (value.rest ? undefined : arrayChange(run, value, name)) ?? run.plain.member(value, name, at);
    case 'function':
      return memberOfFunction(run, value, name, at, self ?? value);
    case 'literal':
      return isNullish(value) ? giveUp() : run.plain.member(value, name, at);
    default:
      return run.plain.member(value, name, at);
  }
}

function memberOfObject(run: Run, object: ObjectValue, name: string, at: Span, self: StaticValue): StaticValue {
  if (name.startsWith('#')) {
    const own = run.privates.get(object)?.get(name);
    if (own) return own;
    // Of an object that has no such member, asking for it throws.
    if (!object.properties.has(name) && !object.prototype) return giveUp();
  }
  const property = object.properties.get(name);
  if (property?.getter) return invoke(run, property.getter, callOf([], at), self);
  if (property) return property.value;
  const info = name === 'constructor' ? run.prototypes.get(object) : undefined;
  if (info) return info.value;
  if (!object.open && object.prototype?.kind === 'object') return memberOfObject(run, object.prototype, name, at, self);
  return run.plain.member(object, name, at);
}

/** @param self what `this` is in a getter */
function memberOfFunction(run: Run, fn: FunctionValue, name: string, at: Span, self: StaticValue): StaticValue {
  for (let holder = run.properties.has(fn) || closureOf(fn).environment.isRun ? fn : null; holder;) {
    const property = run.properties.get(holder)?.get(name);
    if (property) return property.getter ? invoke(run, property.getter, callOf([], at), self) : property.value;
    holder = isClass(closureOf(holder).node) ? (classOf(run, holder).parent?.value ?? null) : null;
  }
  if (name === 'prototype') return classOf(run, fn).prototype;
  if (isKnownWhole(run, fn) && !(name in Function.prototype)) return literal(undefined, at);
  if (name === 'call' || name === 'apply' || name === 'bind') return indirect(run, fn, name, at);
  return run.plain.member(fn, name, at);
}

/** Whether all is known that a class has of its own, what is written to it included. A namespace of its name may add to it. */
function isKnownWhole(run: Run, fn: FunctionValue): boolean {
  const { node, environment } = closureOf(fn);
  if (!run.properties.has(fn) || run.foreign.has(fn) || !isClass(node)) return false;
  const id = node['id'];
  return !isNode(id) || !environment.scope.declarations.get(String(id['name']))?.parts.length;
}

/** By which a function is called with a `this` that is given. */
function indirect(run: Run, fn: FunctionValue, name: string, at: Span): StaticValue {
  const callWith = (self: StaticValue | undefined, given: Arguments, span: Span): StaticValue =>
    invoke(run, fn, { ...given, isNew: false, span }, self);
  return native(
    {
      name: `.${name}`,
      call(call) {
        if (call.restUnknown && call.args.length === 0) return giveUp();
        const self = call.args[0]?.value;
        const rest = withoutSelf(call);
        if (name === 'call') return callWith(self, rest, call.span);
        if (name === 'bind') {
          const bound = (later: NativeCall): StaticValue => callWith(self, joinArguments(rest, later), later.span);
          const value = native({ name: 'a bound function', call: bound }, call.span);
          run.bound.set(value, [fn, ...call.args.map((given) => given.value)]);
          return value;
        }
        const list = rest.args[0]?.value ?? rest.restUnknown;
        if (list && list.kind !== 'array') return giveUp();
        return callWith(self, { args: list?.items ?? [], restUnknown: list?.rest ?? null }, call.span);
      },
    },
    at,
  );
}

/** Writes to a member. */
export function writeMember(run: Run, target: StaticValue, name: string, value: StaticValue, at: Span): void {
  switch (target.kind) {
    case 'object': {
      if (run.collecting.has(target)) return void run.collected.add(target);
      if (name.startsWith('#')) {
        const own = run.privates.get(target);
        return own?.has(name) && !run.foreign.has(target) ? void own.set(name, value) : giveUp();
      }
      const setter = target.properties.has(name) ? undefined : setterOf(run, target, name);
      if (setter) return void invoke(run, setter, callOf([{ value, span: at }], at), target);
      return writeProperty(run, target, name, value, at);
    }
    case 'array': {
      const index = /^(?:0|[1-9]\d*)$/.test(name) ? Number(name) : null;
      if (index === null || index > target.items.length) return giveUp();
      const items = [...target.items];
      items[index] = { value, span: at };
      return writeItems(run, target, items);
    }
    case 'function': {
      // What others may write to at any time, nobody asks for; who is given it there may change it.
      if (isUnknownStatic(run, target, name) && value.kind !== 'function' && !isOwn(run, value)) return;
      if (!closureOf(target).environment.isRun || name === 'prototype' || run.foreign.has(target)) return giveUp();
      const own = getOrMake(run.properties, target, () => new Map<string, Property>());
      return void own.set(name, { key: at, span: at, value });
    }
    default:
      return giveUp();
  }
}

function isUnknownStatic(run: Run, fn: FunctionValue, name: string): boolean {
  return run.foreign.has(fn) && run.properties.get(fn)?.get(name)?.value.kind === 'unknown' && !run.properties.get(fn)?.get(name)?.getter;
}

function setterOf(run: Run, object: ObjectValue, name: string): FunctionValue | undefined {
  for (let prototype = object.prototype; prototype?.kind === 'object'; prototype = prototype.prototype) {
    const info = run.prototypes.get(prototype);
    const setter = info?.setters.get(name);
    if (setter) return setter;
    // A getter alone: writing to it throws.
    if (prototype.properties.get(name)?.getter) return giveUp();
  }
  return undefined;
}
