import type { ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope, ScopedNode } from '../../modules/scope.ts';
import { getOrMake } from '../../source/memoize.ts';
import type { Span } from '../../source/span.ts';
import type { Evaluator } from '../evaluation.ts';
import { partsRegarded, type Points } from '../points-to/points.ts';
import type { StaticValue } from '../value.ts';
import type { FindingWrite } from './finding-writes.ts';
import type { Wanted } from './handed-over.ts';
import { ANY } from './kept.ts';
import { flowOf, type ModuleFlow } from './module-flow.ts';
import { mayWriteTo } from './reach.ts';
import { createSettle } from './settled.ts';
import { createWriters, type Found } from './writers.ts';
import { createWritings, functionOf, reaches, type Change, type Code, type Write } from './writings.ts';

/** Where an object is read. */
interface Reading {
  readonly span: Span;
  readonly scope: Scope;
}

/** Which objects are written to, as far as the modules say that create, change or read them. */
export interface Changes {
  /**
   * Whether an object, or anything in it, may have been written to when it is read.
   * @param at where it is read; null for any time
   * @param from the module that reads it, and those that call it to do so
   */
  isChanged(value: StaticValue, at: Reading | null, from: readonly Module[]): boolean;
  /** A value as it is when all has run: what is written to is unknown in it. */
  settled(value: StaticValue, from: Module): StaticValue;
  /** Notes that a file gets a name, or with null all names, from another one: what stands between it and the value may write to that. */
  noteImport(reader: string, file: string, name: string | null): void;
  /** What of certain objects a module writes to, by itself or by functions of other files that it calls. */
  writesOf(module: Module, wanted: Wanted): readonly Write[];
  /** Whether the writes of a file are seen by those who read an object that was created in a file. */
  isRegarded(writer: string, object: Span, reader: Module): boolean;
  /**
   * Whether a function writes to what it is given for one of its parameters, or to something in it.
   * @param member where only what that has as a member counts: `*` for any
   */
  changesParameter(module: Module, parameter: Declaration, member?: string): boolean;
  /** Whether a function keeps anything that it is given. */
  keepsParameters(module: Module, fn: AnyNode): boolean;
  /** Whether a function writes to its `this`, or to something in it. */
  changesThis(module: Module, fn: AnyNode): boolean;
  /** The objects that an expression may give, in doubt more rather than fewer; what its module is given by others has no file. */
  given(module: Module, expression: AnyNode, scope: Scope): Points;
  /** The same with all that lies in them. */
  givenWhole(module: Module, expression: AnyNode, scope: Scope): Points;
  /** What a module writes to, where it cannot be told which object that is. */
  unseenWrites(module: Module): readonly (ScopedNode & FindingWrite)[];
  /** Whether the top of a module calls a function of it, directly or by another one. */
  runsEarly(module: Module, fn: AnyNode): boolean;
}

/** Objects looked at inside one value. */
const MAX_PARTS = 5_000;

/** @param raw an evaluator that takes no heed of changes */
export function createChanges(graph: ModuleGraph, raw: () => Evaluator, code: Code): Changes {
  const { noteImport, writersIn } = createWriters(graph);
  const writings = createWritings(graph, raw, code);
  const { of, unseenTo, asChange } = writings;

  function writersOf({ span }: StaticValue, from: readonly Module[]): readonly Module[] {
    return writersIn(span.file, from, true).modules;
  }

  /** Values that are written to at no time, by who may write to them: whole modules are read over and over. */
  const unchanged = new WeakMap<Found, WeakMap<StaticValue, boolean>>();

  function isChanged(value: StaticValue, at: Reading | null, from: readonly Module[]): boolean {
    const found = writersIn(value.span.file, from, true);
    const known = getOrMake(unchanged, found, () => new WeakMap<StaticValue, boolean>());
    if (getOrMake(known, value, () => !isChangedBy(found, value, null, from))) return false;
    return at === null || isChangedBy(found, value, at, from);
  }

  function isChangedBy({ modules, effects }: Found, value: StaticValue, at: Reading | null, from: readonly Module[]): boolean {
    const keepers = [...new Set([...from, ...modules])];
    const writers = modules.map(of);
    const givers = [...new Set([...from.slice(0, 1), ...effects])].filter((module) => code.handedOverBy(module).isAny);
    if (writers.length === 0 && givers.length === 0) return false;
    if (writers.some(({ pointsTo }) => pointsTo.isExhausted)) return true;
    if (writers.every(({ changes, unseen }) => changes.length === 0 && unseen.length === 0) && givers.length === 0) return false;
    const isWritten = (part: StaticValue): boolean =>
      writers.some(
        (writer) =>
          writer.changes.some((change) => reaches(change, part) && counts(change, at, writer.flow)) ||
          unseenTo(part, writer, keepers).some((change) => counts(change, at, writer.flow)),
      );
    const isGivenAway = (part: StaticValue): boolean =>
      givers.some((giver) =>
        code
          .handedOverBy(giver)
          .inside(part.span)
          .map((one) => asChange(one, giver))
          .some((change) => reaches(change, part) && counts(change, at, of(giver).flow)),
      );
    const pending = [value];
    const seen = new Set<StaticValue>();
    for (let part = pending.pop(); part && seen.size < MAX_PARTS; part = pending.pop()) {
      if (seen.has(part)) continue;
      seen.add(part);
      if (isWritten(part) || isGivenAway(part)) return true;
      pending.push(...partsRegarded(part));
      // What it lacks itself, it has from there.
      if (part.kind === 'object' && part.prototype) pending.push(part.prototype);
    }
    return false;
  }

  return {
    isChanged,
    settled: createSettle(writings, writersOf, (module) => code.handedOverBy(module)),
    noteImport,
    given: (module, node, scope) => of(module).pointsTo.of(node, scope),
    givenWhole: (module, node, scope) => of(module).pointsTo.whole(node, scope),
    writesOf(module, wanted) {
      const mayHave = (local: string): boolean => wanted.mayGive(module, local);
      const mayLead = (specifier: string): boolean => wanted.mayLead(module, specifier);
      const isWriting = module.analysis.hasChanges && mayWriteTo(module, flowOf(module), mayHave, mayLead);
      const own = isWriting ? of(module).changes.filter(({ object }) => wanted.isWanted(object)) : [];
      return [
        ...own,
        ...code
          .handedOverBy(module)
          .of(wanted)
          .map(({ object, at, end, callee, scope }) => ({ object, at, end, member: null, callee: { node: callee, scope } })),
      ];
    },
    // What begins to write where something is imported from it is nothing that the reader depended on before.
    isRegarded: (writer, object, reader) =>
      writer === object.file || writersIn(object.file, [reader], false).modules.some(({ file }) => file === writer),
    changesParameter(module, parameter, member) {
      if (!module.analysis.hasChanges) return false;
      const { parameters, pointsTo } = of(module);
      const inside = parameters.get(pointsTo.given(parameter));
      if (pointsTo.isExhausted || !inside || member === undefined) return pointsTo.isExhausted || inside !== undefined;
      return inside.has(ANY) || (member === ANY ? inside.size > 0 : inside.has(member));
    },
    keepsParameters(module, fn) {
      const { kept, pointsTo } = of(module);
      const declarations = [...(module.analysis.scopes.get(fn)?.declarations.values() ?? [])];
      return declarations.some((one) => one.kind === 'parameter' && kept.namesOf(pointsTo.given(one).span) !== undefined);
    },
    changesThis: (module, fn) => module.analysis.hasChanges && of(module).selves.has(fn),
    unseenWrites: (module) => (module.analysis.hasChanges ? of(module).unseen : []),
    runsEarly: (module, fn) => of(module).pointsTo.runsEarly(fn),
  };
}

/** In one and the same function, order decides; code in another one may have run at any time. */
function counts(change: Change, at: Reading | null, flow: ModuleFlow): boolean {
  if (!at || change.file !== at.span.file) return true;
  const reader = functionOf(at.scope);
  if (change.inFunction !== reader || change.createdIn !== reader || change.at < at.span.start) return true;
  return flow.loops.some(
    (loop) => loop.start <= at.span.start && at.span.end <= loop.end && loop.start <= change.at && change.at < loop.end,
  );
}
