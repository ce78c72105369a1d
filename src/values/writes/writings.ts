import { enclosingFunction } from '../../modules/enclosing.ts';
import type { ModuleGraph } from '../../modules/graph.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isFunction, rootOfChain, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope, ScopedNode } from '../../modules/scope.ts';
import { getOrMake } from '../../source/memoize.ts';
import { contains, isSameSpan, type Span } from '../../source/span.ts';
import type { Evaluator } from '../evaluation.ts';
import { createPointsTo, type PointsTo } from '../points-to/points-to.ts';
import type { StaticValue } from '../value.ts';
import { foundBy, isConstant, mayChange, mayFind, type FindingWrite } from './finding-writes.ts';
import type { HandedOver, HandOver } from './handed-over.ts';
import { ANY, baseOf, createKept, type Kept } from './kept.ts';
import { flowOf, type ChangeSite, type ModuleFlow } from './module-flow.ts';

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
export interface Change extends Write {
  readonly file: string;
  /** The function around the write, and around the place of creation; null at the top of a module. */
  readonly inFunction: AnyNode | null;
  readonly createdIn: AnyNode | null;
}

export interface ModuleChanges {
  /**
   * Stand-ins of parameters that are written to, with their members in which something is: `*` where that may be any, and none where only what
   * is given itself gets members.
   */
  readonly parameters: ReadonlyMap<StaticValue, ReadonlySet<string>>;
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

/** What else must be known of the code. */
export interface Code {
  /** Whether what a module imports under a name is code of the repository. */
  isOwn(local: string, module: Module): boolean;
  /** What a module gives to functions of other files which write to it. */
  handedOverBy(module: Module): HandedOver;
  /** Whether contracts are asked for a member of that name. */
  isField(member: string): boolean;
}

/** What has been found of a module so far. */
interface Noted extends ModuleChanges {
  readonly parameters: Map<StaticValue, Set<string>>;
  readonly selves: Set<AnyNode>;
  readonly changes: Change[];
  readonly unseen: UnseenWrite[];
}

/** What modules write to, each looked through once. */
export interface Writings {
  of(module: Module): ModuleChanges;
  /**
   * The writes of a module that may be to a value, because it is kept where they find something.
   * @param keepers modules that may keep it
   */
  unseenTo(value: StaticValue, writer: ModuleChanges, keepers: readonly Module[]): readonly Change[];
  /** What a module gives away, as a write of its own. */
  asChange(one: HandOver, module: Module): Change;
}

/** @param raw an evaluator that takes no heed of changes */
export function createWritings(graph: ModuleGraph, raw: () => Evaluator, code: Code): Writings {
  const ofModules = new Map<Module, ModuleChanges>();

  function of(module: Module): ModuleChanges {
    const known = ofModules.get(module);
    if (known) return known;
    const flow = flowOf(module);
    const pointsTo = createPointsTo(module, flow, raw());
    const kept = createKept({ module, flow, pointsTo, raw: raw(), isOfCode: (local) => code.isOwn(local, module) });
    const found: Noted = { changes: [], unseen: [], parameters: new Map(), selves: new Set(), flow, pointsTo, kept };
    // Whoever asks again meanwhile is told what was found so far.
    ofModules.set(module, found);
    for (const site of flow.changes) noteSite(site, module, found);
    return found;
  }

  function noteSite(site: ChangeSite, { file }: Module, found: Noted): void {
    const { flow, pointsTo, kept } = found;
    const { node, scope, at, end, member, method, isDeep } = site;
    const write = { member, file, at, end, inFunction: functionOf(scope) };
    const receiver = unwrap(node);
    const self = flow.ownThis.get(receiver);
    if (self && !isFunction(self)) found.changes.push({ ...write, object: { file, start: self.start, end: self.end }, createdIn: null });
    const owner = flow.ownThis.get(rootOfChain(receiver));
    if (owner && isFunction(owner)) found.selves.add(owner);
    const points = isDeep ? pointsTo.whole(receiver, scope) : pointsTo.of(receiver, scope);
    if (kept.mayFind(receiver, scope)) found.unseen.push({ ...site, ...write, node: receiver, name: foundBy(receiver, scope) });
    for (const value of points) {
      if (method !== undefined && (isKit(value) || hasOwnMethods(value))) continue;
      const { span } = value;
      if (span.file === '') noteParameter(value, isDeep ? ANY : insideOf(receiver, scope, value, found), found);
      else found.changes.push(createdAt(span, write));
    }
  }

  function noteParameter(parameter: StaticValue, inside: string | null, { parameters }: Noted): void {
    const members = getOrMake(parameters, parameter, () => new Set());
    if (inside !== null) members.add(inside);
  }

  /** A write to what is created at a place. Where that is, is looked for when it is asked for. */
  function createdAt(span: Span, write: Omit<Change, 'object' | 'createdIn'>): Change {
    return {
      ...write,
      object: span,
      get createdIn() {
        return functionOver(span);
      },
    };
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

  return {
    of,
    unseenTo(value, { unseen }, keepers) {
      const { span } = value;
      const able = unseen.filter((write) => mayChange(write, value, code.isField));
      if (able.length === 0) return [];
      const origin = graph.loaded(span.file);
      if (origin && isConstant(span, origin)) return [];
      const names = new Set([...keepers, ...(origin ? [origin] : [])].flatMap((keeper) => [...(of(keeper).kept.namesOf(span) ?? [])]));
      return able.filter((write) => mayFind(write, names)).map((write) => ({ ...write, object: span, createdIn: functionOver(span) }));
    },
    asChange({ object, at, end, scope }, { file }) {
      return { object, member: null, file, at, end, inFunction: functionOf(scope), createdIn: functionOver(object) };
    },
  };
}

/** By which member of what stands for a parameter an expression gives something that lies in it; null where it gives that itself. */
function insideOf(expression: AnyNode, scope: Scope, parameter: StaticValue, { flow, pointsTo }: Noted): string | null {
  const { base, member } = baseOf(expression);
  const declaration = base.type === 'Identifier' ? lookup(scope, String(base['name'])) : undefined;
  const isItself =
    declaration?.kind === 'parameter' &&
    pointsTo.given(declaration) === parameter &&
    !declaration.uses.some(({ kind }) => kind === 'assign');
  if (!isItself) return ANY;
  if (base === expression) return null;
  // What is assigned to a member of that name may have come from another one.
  return member === undefined || flow.members.has(member) || flow.members.has(ANY) ? ANY : member;
}

/** Whether all that an object holds is of a library: its methods leave it as it is. */
export function isKit(value: StaticValue): boolean {
  return (
    value.kind === 'object' &&
    !value.open &&
    [...value.properties.values()].every((property) => !property.getter && property.value.kind === 'native')
  );
}

/** Whether all methods of an object are functions that are written in it, and looked into there: like a class, it has none of a list or a Map. */
export function hasOwnMethods(value: StaticValue): boolean {
  if (value.kind === 'function') return true;
  const isOwn = (one: StaticValue): boolean => (one.kind === 'function' ? contains(value.span, one.span) : one.kind !== 'unknown');
  return (
    value.kind === 'object' && !value.open && !value.prototype && [...value.properties.values()].every((property) => isOwn(property.value))
  );
}

/** Whether a write is one to a value itself: of what a library made, to anything that was created to make it. */
export function reaches(change: Change, value: StaticValue): boolean {
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

export function functionOf(scope: Scope): AnyNode | null {
  return enclosingFunction(scope)?.node ?? null;
}
