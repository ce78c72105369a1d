import { enclosingFunction } from '../modules/enclosing.ts';
import type { ModuleGraph } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { isFunction, rootOfChain, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Declaration, Scope, ScopedNode } from '../modules/scope.ts';
import { isSameSpan, type Span } from '../source/span.ts';
import type { Evaluator } from './evaluation.ts';
import { foundBy, mayChange, mayFind, type FindingWrite } from './finding-writes.ts';
import type { HandedOver, HandOver, Wanted } from './handed-over.ts';
import { createKept, type Kept } from './kept.ts';
import { flowOf, type ModuleFlow } from './module-flow.ts';
import { createPointsTo, type PointsTo } from './points-to/points-to.ts';
import { isComposite, partsOfOne, type Points } from './points-to/points.ts';
import { unknown, type StaticValue } from './value.ts';
import { createWriters } from './writers.ts';

/** A write to an object, which is told by the place where it is created. */
export interface Write {
  readonly object: Span;
  /** The member that is written or deleted; null where it may be any. */
  readonly member: string | null;
  readonly at: number;
  readonly end: number;
  /** Of a call that gives it away: what is called. */
  readonly callee?: ScopedNode;
}

/** Where an object is written to. */
interface Change extends Write {
  readonly file: string;
  /** The function around the write, and around the place of creation; null at the top of a module. */
  readonly inFunction: AnyNode | null;
  readonly createdIn: AnyNode | null;
}

interface ModuleChanges {
  /** Stand-ins of parameters that are written to. */
  readonly parameters: ReadonlySet<StaticValue>;
  /** Functions that write to their `this`. */
  readonly selves: ReadonlySet<AnyNode>;
  readonly changes: readonly Change[];
  /** Writes to what may be kept anywhere: which object that is cannot be told. */
  readonly unseen: readonly UnseenWrite[];
  readonly flow: ModuleFlow;
  readonly pointsTo: PointsTo;
  readonly kept: Kept;
}

/** A write, by the expression that gives what is written to. */
type UnseenWrite = ScopedNode & FindingWrite & Omit<Change, 'object' | 'createdIn'>;

/** Which objects are written to, as far as the modules say that create, change or read them. */
export interface Changes {
  /**
   * Whether an object, or anything in it, may have been written to when it is read.
   * @param at where it is read; null for any time
   * @param from the module that reads it, and those that call it to do so
   * @param handed what the first of them gives to functions of other files which write to it
   */
  isChanged(
    value: StaticValue,
    at: { readonly span: Span; readonly scope: Scope } | null,
    from: readonly Module[],
    handed: HandedOver,
  ): boolean;
  /**
   * A value as it is when all has run: what is written to is unknown in it.
   * @param handed what the module gives to functions of other files which write to it
   */
  settled(value: StaticValue, from: Module, handed: HandedOver): StaticValue;
  /** Notes that a file gets a name, or with null all names, from another one: what stands between it and the value may write to that. */
  noteImport(reader: string, file: string, name: string | null): void;
  /** What of certain objects a module writes to, by itself or by functions of other files that it calls. */
  writesOf(module: Module, handed: HandedOver, wanted: Wanted): readonly Write[];
  /** Whether the writes of a file are seen by those who read an object that was created in a file. */
  isRegarded(writer: string, object: Span, reader: Module): boolean;
  /** Whether a function writes to what it is given for one of its parameters, or to something in it. */
  changesParameter(module: Module, parameter: Declaration): boolean;
  /** Whether a function writes to its `this`, or to something in it. */
  changesThis(module: Module, fn: AnyNode): boolean;
  /** The objects that an expression may give, in doubt more rather than fewer; what its module is given by others has no file. */
  given(module: Module, expression: AnyNode, scope: Scope): Points;
  /** What a module writes to, where it cannot be told which object that is. */
  unseenWrites(module: Module): readonly ScopedNode[];
  /** Whether the top of a module calls a function of it, directly or by another one. */
  runsEarly(module: Module, fn: AnyNode): boolean;
}

/** Objects looked at inside one value. */
const MAX_PARTS = 5_000;

/** What else must be known of the code. */
interface Code {
  /** Whether what a module imports under a name is code of the repository. */
  isOwn(local: string, module: Module): boolean;
  /** Whether contracts are asked for a member of that name. */
  isField(member: string): boolean;
}

/** @param raw an evaluator that takes no heed of changes */
export function createChanges(graph: ModuleGraph, raw: () => Evaluator, code: Code): Changes {
  const ofModules = new Map<Module, ModuleChanges>();
  const { noteImport, writersIn } = createWriters(graph);

  function of(module: Module): ModuleChanges {
    const known = ofModules.get(module);
    if (known) return known;
    const flow = flowOf(module);
    const pointsTo = createPointsTo(module, flow, raw());
    const changes: Change[] = [];
    const unseen: UnseenWrite[] = [];
    const parameters = new Set<StaticValue>();
    const selves = new Set<AnyNode>();
    const kept = createKept({ module, flow, pointsTo, raw: raw(), isOfCode: (local) => code.isOwn(local, module) });
    const found: ModuleChanges = { changes, unseen, parameters, selves, flow, pointsTo, kept };
    ofModules.set(module, found);
    for (const site of flow.changes) {
      const { node, scope, at, end, member, method } = site;
      const inFunction = functionOf(scope);
      const receiver = unwrap(node);
      const self = flow.ownThis.get(receiver);
      if (self && !isFunction(self))
        changes.push({
          object: { file: module.file, start: self.start, end: self.end },
          member,
          file: module.file,
          at,
          end,
          inFunction,
          createdIn: null,
        });
      const owner = flow.ownThis.get(rootOfChain(receiver));
      if (owner && isFunction(owner)) selves.add(owner);
      const points = pointsTo.of(receiver, scope);
      if (kept.mayFind(receiver, scope))
        unseen.push({ ...site, node: receiver, name: foundBy(receiver, scope), file: module.file, inFunction });
      for (const value of points) {
        if (method !== undefined && isKit(value)) continue;
        if (value.span.file === '') parameters.add(value);
        else {
          const { span } = value;
          const change = { object: span, member, file: module.file, at, end, inFunction };
          changes.push({
            ...change,
            get createdIn() {
              return functionOver(span);
            },
          });
        }
      }
    }
    return found;
  }

  /** The innermost function around a place. */
  function functionOver(span: Span): AnyNode | null {
    let innermost: AnyNode | null = null;
    for (const [node, scope] of graph.loaded(span.file)?.analysis.scopes ?? []) {
      if (scope.kind !== 'function' || scope.node !== node || node.start > span.start || node.end < span.end) continue;
      if (!innermost || node.start >= innermost.start) innermost = node;
    }
    return innermost;
  }

  function asChange({ object, at, end, scope }: HandOver, { file }: Module): Change {
    return { object, member: null, file, at, end, inFunction: functionOf(scope), createdIn: functionOver(object) };
  }

  function writersOf({ span }: StaticValue, from: readonly Module[]): readonly Module[] {
    return writersIn(span.file, from, true);
  }

  function isChanged(
    value: StaticValue,
    at: { readonly span: Span; readonly scope: Scope } | null,
    from: readonly Module[],
    handed: HandedOver,
  ): boolean {
    const modules = writersOf(value, from);
    const keepers = [...new Set([...from, ...modules])];
    const writers = modules.map(of);
    if (writers.length === 0 && !handed.isAny) return false;
    if (writers.some(({ pointsTo }) => pointsTo.isExhausted)) return true;
    if (writers.every(({ changes, unseen }) => changes.length === 0 && unseen.length === 0) && !handed.isAny) return false;
    const [reader] = from;
    const isWritten = (part: StaticValue): boolean =>
      writers.some(
        (writer) =>
          writer.changes.some((change) => reaches(change, part) && counts(change, at, writer.flow)) ||
          unseenTo(part, writer, keepers).some((change) => counts(change, at, writer.flow)),
      );
    const isGivenAway = (part: StaticValue): boolean =>
      reader !== undefined &&
      handed
        .inside(part.span)
        .map((one) => asChange(one, reader))
        .some((change) => reaches(change, part) && counts(change, at, of(reader).flow));
    const pending = [value];
    const seen = new Set<StaticValue>();
    for (let part = pending.pop(); part && seen.size < MAX_PARTS; part = pending.pop()) {
      if (seen.has(part)) continue;
      seen.add(part);
      if (isWritten(part) || isGivenAway(part)) return true;
      pending.push(...partsOfOne(part));
      // What it lacks itself, it has from there.
      if (part.kind === 'object' && part.prototype) pending.push(part.prototype);
    }
    return false;
  }

  /** The writes of a module that may be to a value, because it is kept where they find something. */
  function unseenTo(value: StaticValue, { unseen }: ModuleChanges, keepers: readonly Module[]): readonly Change[] {
    const { span } = value;
    const able = unseen.filter((write) => mayChange(write, value, code.isField));
    if (able.length === 0) return [];
    const origin = graph.loaded(span.file);
    const names = new Set([...keepers, ...(origin ? [origin] : [])].flatMap((keeper) => [...(of(keeper).kept.namesOf(span) ?? [])]));
    const found = able.filter((write) => mayFind(write, names));
    return found.map((write) => ({ ...write, object: span, createdIn: functionOver(span) }));
  }

  function settled(value: StaticValue, from: Module, handed: HandedOver): StaticValue {
    const done = new Map<StaticValue, StaticValue>();
    const settle = (part: StaticValue): StaticValue => {
      if (!isComposite(part)) return part;
      let result = done.get(part);
      if (!result) done.set(part, (result = settleOne(part, from, handed, settle)));
      return result;
    };
    return handed.isAny || writersOf(value, [from]).length > 0 ? settle(value) : value;
  }

  function settleOne(value: StaticValue, from: Module, handed: HandedOver, settle: (part: StaticValue) => StaticValue): StaticValue {
    const writers = writersOf(value, [from]);
    const own = writers.flatMap((writer) => [
      ...of(writer).changes.filter((change) => reaches(change, value)),
      ...unseenTo(value, of(writer), [from, ...writers]),
    ]);
    const isAll =
      own.some((change) => change.member === null || value.kind !== 'object') ||
      handed.inside(value.span).some(({ object }) => isSameSpan(object, value.span));
    if (isAll) return unknown('mutated', value.span, 'what is written to');
    if (value.kind === 'array') {
      const items = value.items.map((item) => ({ ...item, value: settle(item.value) }));
      return items.every((item, index) => item.value === value.items[index]?.value) ? value : { ...value, items };
    }
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

  return {
    isChanged,
    settled,
    noteImport,
    given: (module, node, scope) => of(module).pointsTo.of(node, scope),
    writesOf(module, handed, wanted) {
      const own = module.analysis.hasChanges ? of(module).changes.filter(({ object }) => wanted.isWanted(object)) : [];
      return [
        ...own,
        ...handed
          .of(wanted)
          .map(({ object, at, end, callee, scope }) => ({ object, at, end, member: null, callee: { node: callee, scope } })),
      ];
    },
    // What begins to write where something is imported from it is nothing that the reader depended on before.
    isRegarded: (writer, object, reader) =>
      writer === object.file || writersIn(object.file, [reader], false).some(({ file }) => file === writer),
    changesParameter(module, parameter) {
      if (!module.analysis.hasChanges) return false;
      const { parameters, pointsTo } = of(module);
      return pointsTo.isExhausted || parameters.has(pointsTo.given(parameter));
    },
    changesThis: (module, fn) => module.analysis.hasChanges && of(module).selves.has(fn),
    unseenWrites: (module) => (module.analysis.hasChanges ? of(module).unseen : []),
    runsEarly: (module, fn) => of(module).pointsTo.runsEarly(fn),
  };
}

/** In one and the same function, order decides; code in another one may have run at any time. */
function counts(change: Change, at: { readonly span: Span; readonly scope: Scope } | null, flow: ModuleFlow): boolean {
  if (!at || change.file !== at.span.file) return true;
  const reader = functionOf(at.scope);
  if (change.inFunction !== reader || change.createdIn !== reader || change.at < at.span.start) return true;
  return flow.loops.some(
    (loop) => loop.start <= at.span.start && at.span.end <= loop.end && loop.start <= change.at && change.at < loop.end,
  );
}

/** Whether all that an object holds is of a library: its methods leave it as it is. */
export function isKit(value: StaticValue): boolean {
  return (
    value.kind === 'object' &&
    !value.open &&
    [...value.properties.values()].every((property) => !property.getter && property.value.kind === 'native')
  );
}

/** Whether a write is one to a value itself: of what a library made, to anything that was created to make it. */
function reaches(change: Change, value: StaticValue): boolean {
  return value.kind === 'native' ? isInside(change, value.span) : isSameSpan(change.object, value.span);
}

/** Whether what is written to was created as part of a call that gave a library's value, and not by a function inside of it. */
function isInside(change: Change, call: Span): boolean {
  const { object } = change;
  if (object.file !== call.file || object.start < call.start || object.end > call.end) return false;
  // Looked for only here: it costs a pass over the module's functions.
  const { createdIn } = change;
  return !createdIn || createdIn.start < call.start || createdIn.end > call.end;
}

function functionOf(scope: Scope): AnyNode | null {
  return enclosingFunction(scope)?.node ?? null;
}
