import type { ModuleGraph } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { unwrap, type AnyNode, type Declaration, type Scope } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import type { Evaluator } from './evaluate.ts';
import { flowOf, type ModuleFlow } from './module-flow.ts';
import { createPointsTo, functionAround, isComposite, type PointsTo } from './points-to.ts';
import { unknown, type Property, type StaticValue } from './value.ts';

/** Where an object is written to: the object by the place where it is created. */
interface Change {
  readonly object: Span;
  readonly member: string | null;
  readonly file: string;
  readonly at: number;
  /** The function around the write, and around the place of creation; null at the top of a module. */
  readonly inFunction: AnyNode | null;
  readonly createdIn: AnyNode | null;
}

interface ModuleChanges {
  /** Stand-ins of parameters that are written to. */
  readonly parameters: ReadonlySet<StaticValue>;
  readonly changes: readonly Change[];
  readonly flow: ModuleFlow;
  readonly pointsTo: PointsTo;
}

/** Which objects are written to, as far as the modules say that create, change or read them. */
export interface Changes {
  /**
   * Whether an object, or anything in it, may have been written to when it is read.
   * @param at where it is read; null for any time
   */
  isChanged(value: StaticValue, at: { readonly span: Span; readonly scope: Scope } | null, from: Module): boolean;
  /** A value as it is when all has run: what is written to is unknown in it. */
  settled(value: StaticValue, from: Module): StaticValue;
  /** Whether a function writes to what it is given for one of its parameters, or to something in it. */
  changesParameter(module: Module, parameter: Declaration): boolean;
  /** Whether the top of a module calls a function of it, directly or by another one. */
  runsEarly(module: Module, fn: AnyNode): boolean;
}

/** Objects looked at inside one value. */
const MAX_PARTS = 5_000;

/** @param raw an evaluator that takes no heed of changes */
export function createChanges(graph: ModuleGraph, raw: () => Evaluator): Changes {
  const ofModules = new Map<Module, ModuleChanges>();

  function of(module: Module): ModuleChanges {
    const known = ofModules.get(module);
    if (known) return known;
    const flow = flowOf(module);
    const pointsTo = createPointsTo(module, flow, raw());
    const changes: Change[] = [];
    const parameters = new Set<StaticValue>();
    const found = { changes, parameters, flow, pointsTo };
    ofModules.set(module, found);
    for (const { node, scope, at, member } of flow.changes) {
      const inFunction = functionAround(scope);
      const receiver = unwrap(node);
      const self = flow.staticThis.get(receiver);
      if (self)
        changes.push({
          object: { file: module.file, start: self.start, end: self.end },
          member,
          file: module.file,
          at,
          inFunction,
          createdIn: null,
        });
      for (const value of pointsTo.of(receiver, scope)) {
        if (value.span.file === '') parameters.add(value);
        else {
          const { span } = value;
          const change = { object: span, member, file: module.file, at, inFunction };
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

  /** The modules that may have written to a value: the one that creates it, the one that reads it, and what these import for its effects alone. */
  function writersOf(value: StaticValue, from: Module): readonly Module[] {
    const modules = new Set([from]);
    const origin = graph.loaded(value.span.file);
    if (origin) modules.add(origin);
    for (const module of modules) {
      for (const source of module.effects) {
        const resolution = graph.resolve(source, module.file);
        if (resolution.kind !== 'file' || modules.size > 50) continue;
        try {
          modules.add(graph.load(resolution.file));
        } catch {
          // A file that does not parse writes nothing that could be told.
        }
      }
    }
    return [...modules].filter((module) => module.analysis.hasChanges);
  }

  function isChanged(value: StaticValue, at: { readonly span: Span; readonly scope: Scope } | null, from: Module): boolean {
    const writers = writersOf(value, from).map(of);
    if (writers.length === 0) return false;
    if (writers.some(({ pointsTo }) => pointsTo.isExhausted)) return true;
    const changes = writers.flatMap((writer) => writer.changes.filter((change) => counts(change, at, writer.flow)));
    if (changes.length === 0) return false;
    const pending = [value];
    const seen = new Set<StaticValue>();
    for (let part = pending.pop(); part && seen.size < MAX_PARTS; part = pending.pop()) {
      if (seen.has(part)) continue;
      seen.add(part);
      const { span } = part;
      if (changes.some((change) => (part.kind === 'native' ? isInside(change, span) : isSame(change.object, span)))) return true;
      if (part.kind === 'array') pending.push(...part.items.map((item) => item.value).filter(isComposite));
      else if (part.kind === 'object')
        for (const property of part.properties.values()) if (!property.getter && isComposite(property.value)) pending.push(property.value);
    }
    return false;
  }

  function settled(value: StaticValue, from: Module): StaticValue {
    if (!isComposite(value) || !isChanged(value, null, from)) return value;
    const changes = writersOf(value, from).flatMap((writer) => of(writer).changes);
    const own = changes.filter((change) => isSame(change.object, value.span));
    const isAll = value.kind === 'native' || own.some((change) => change.member === null || value.kind !== 'object');
    if (isAll) return unknown('mutated', value.span, 'what is written to');
    if (value.kind === 'array') return { ...value, items: value.items.map((item) => ({ ...item, value: settled(item.value, from) })) };
    if (value.kind !== 'object') return value;
    const properties = new Map<string, Property>();
    for (const [name, property] of value.properties)
      properties.set(name, property.getter ? property : { ...property, value: settled(property.value, from) });
    for (const { member, file, at } of own) {
      const span = { file, start: at, end: at };
      if (member !== null) properties.set(member, { key: value.span, span: value.span, value: unknown('mutated', span, member) });
    }
    return { ...value, properties };
  }

  return {
    isChanged,
    settled,
    changesParameter(module, parameter) {
      if (!module.analysis.hasChanges) return false;
      const { parameters, pointsTo } = of(module);
      return pointsTo.isExhausted || parameters.has(pointsTo.given(parameter));
    },
    runsEarly: (module, fn) => of(module).pointsTo.runsEarly(fn),
  };
}

/** In one and the same function, order decides; code in another one may have run at any time. */
function counts(change: Change, at: { readonly span: Span; readonly scope: Scope } | null, flow: ModuleFlow): boolean {
  if (!at || change.file !== at.span.file) return true;
  const reader = functionAround(at.scope);
  if (change.inFunction !== reader || change.createdIn !== reader || change.at < at.span.start) return true;
  return flow.loops.some(
    (loop) => loop.start <= at.span.start && at.span.end <= loop.end && loop.start <= change.at && change.at < loop.end,
  );
}

function isSame(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

/** Whether what is written to was created as part of a call that gave a library's value, and not by a function inside of it. */
function isInside({ object, createdIn }: Change, call: Span): boolean {
  if (object.file !== call.file || object.start < call.start || object.end > call.end) return false;
  return !createdIn || createdIn.start < call.start || createdIn.end > call.end;
}
