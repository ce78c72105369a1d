import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { memberName, rootIdentifier, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope, ScopedNode } from '../../modules/scope.ts';
import { firstWhere } from '../../source/first-where.ts';
import { addTo } from '../../source/groups.ts';
import { getOrMake, memoize } from '../../source/memoize.ts';
import { once } from '../../source/once.ts';
import type { Span } from '../../source/span.ts';
import { holdsUnknown, isComposite, NONE, parts, union } from '../points-to/points.ts';
import { isConstant, mayChangeList, type FindingWrite } from './finding-writes.ts';
import { candidatesIn, isImported, type Candidate } from './given-arguments.ts';
import { ANY } from './kept.ts';
import { fillingsOf } from './module-flow.ts';
import { mayChangeArgument, mayKeepArgument, type Asking } from './mutation.ts';
import { createHolders, GIVES_PART, mayReach } from './reach.ts';

/** A call that gives an object away, which is told by the place where it is created. */
export interface HandOver {
  readonly object: Span;
  readonly at: number;
  readonly end: number;
  readonly scope: Scope;
  /** What is called. */
  readonly callee: AnyNode;
}

/**
 * The objects that a module gives to functions of other files which write to them.
 * Calls of functions that cannot be followed are left out: they count only before an object is read.
 */
export interface HandedOver {
  /** False where nothing is given to anything that is imported. */
  readonly isAny: boolean;
  /** Where objects are given away, to be written to, that are created at a place or inside of it. */
  inside(place: Span): readonly HandOver[];
  /**
   * Whether a function of the module gives away what it is given for one of its parameters, or something in it: to callbacks, by a spread, or
   * in a loop. Of other calls who asks knows by himself.
   */
  passesOn(parameter: Declaration): boolean;
  /** Those of certain objects. */
  of(wanted: Wanted): readonly HandOver[];
}

/** Objects that are asked for. */
export interface Wanted {
  isWanted(object: Span): boolean;
  /** Cheap: whether a module may have one of them by what it imports under a name. */
  mayGive(module: Module, local: string): boolean;
  /** The same of what it imports where it is used. */
  mayLead(module: Module, specifier: string): boolean;
}

/** An object that a call is given. */
interface Given extends HandOver {
  readonly candidate: Candidate;
  /** Whether it is not what is given itself, but lies in that. */
  readonly isInside: boolean;
  readonly isZod: boolean;
}

/** What of a module's imports must be known to tell what it gives away. */
export interface Imports {
  /** Whether what is imported under a name may write to its arguments. */
  mayWrite(local: string): boolean;
  /** Whether it may import the module in turn, and so give what the module creates. */
  leadsBack(local: string): boolean;
}

/** With more, looking for those that may have an object costs more than evaluating all. */
const MANY_CANDIDATES = 50;

/** Nothing is evaluated before an object is asked for, and then only what may lead to it. */
export function handedOver(
  module: Module,
  imports: Imports,
  asking: Omit<Asking, 'at' | 'scope' | 'membersOnly' | 'onlySure'>,
): HandedOver {
  const sure: Asking = { ...asking, at: null, scope: module.analysis.root, membersOnly: false, onlySure: true };
  const candidates = candidatesIn(module, (local) => imports.mayWrite(local));
  const evaluated = new Map<Candidate, readonly Given[]>();
  const holderAt = createHolders(module);
  const byHolder = new Map<Declaration | undefined, ReadonlyMap<string, readonly Given[]>>();

  const writers = new Map<string, Map<Candidate, boolean>>();
  /** Looking into what is called costs more than evaluating what it is given: it is asked of those alone that are given the object in question. */
  function isWrittenTo({ candidate, isInside, isZod }: Given): boolean {
    const asked = getOrMake(writers, `${String(isInside)} ${String(isZod)}`, () => new Map<Candidate, boolean>());
    let known = asked.get(candidate);
    if (known === undefined) {
      const { call, argument, scope } = candidate;
      // Who asks again meanwhile is asked by the call itself, which gives nothing away by that.
      asked.set(candidate, false);
      const use = { kind: 'argument', at: argument.start, scope: scope.owner, block: scope, call, aliases: [] } as const;
      // Routers, forms and queues hand schemas on, and callbacks what these parse.
      const asker = isZod ? { ...sure, isDirect: true } : sure;
      asked.set(candidate, (known = mayChangeArgument(asker, use, module, 0, isInside ? { member: ANY } : {})));
    }
    return known;
  }

  /** The module's writes to what it gets from functions of other files: these may have kept what they were given. */
  const writesToKept = once(() =>
    asking.changes.unseenWrites(module).filter(({ node, scope }) => isImported(node, scope, module, (local) => imports.mayWrite(local))),
  );
  const isKept = memoize(({ call, scope }: Candidate) => mayKeepArgument(sure, call, scope, module));
  /**
   * Whether one of these writes is likely to be to an object: a member of that name is written in it, or it is a list that changes by that.
   * What a schema of Zod has is of Zod, and nobody writes to that by guess.
   */
  const isFound = ({ object: place, isZod }: Given): boolean => {
    const origin = asking.graph.loaded(place.file);
    if (isZod || (origin && isConstant(place, origin))) return false;
    const written = origin?.text.slice(place.start, place.end) ?? '';
    const mayChange = (write: FindingWrite): boolean =>
      written.startsWith('[') ? mayChangeList(write) : write.method === undefined && written.includes(write.member ?? '');
    return writesToKept().some(mayChange);
  };

  function givenBy(candidate: Candidate): readonly Given[] {
    let known = evaluated.get(candidate);
    if (!known) {
      const { call, argument, given, scope } = candidate;
      // What is spread into an object is copied, and not what lies in it.
      const isCopied = argument.type === 'SpreadElement' && !(call['arguments'] as AnyNode[]).includes(argument);
      const raw = asking.raw();
      const value = raw.evaluate(given, raw.environmentOf(module, scope));
      const isLiteral = given.type === 'ObjectExpression';
      const objects = !isComposite(value) ? NONE : isLiteral ? new Set([value]) : parts(new Set([value]));
      // What lies in it is not all known by it: names that stand for one after another, and what a Map or Set is given. What a call gives
      // may be made of anything; that it is what the call was given is not assumed.
      const filled = fillingsIn(given, scope, module);
      const isOpen =
        filled.length > 0 || value.kind === 'unknown' || holdsUnknown(value) || (value.kind === 'native' && value.native.items);
      const isAsked = isOpen && !isLiteral && !isMade(unwrap(given));
      const inside = isAsked && given.type === 'Identifier' ? filled : [];
      const asked = isAsked ? [{ node: given, scope }, ...inside] : [];
      const others = union(...asked.map((one) => asking.changes.givenWhole(module, one.node, one.scope)));
      const all = [...union(objects, others)].filter((one) => !isCopied || one !== value);
      known = all.map((one) => ({
        object: one.span,
        isInside: one !== value && objects.has(one) && !others.has(one),
        isZod: one.kind === 'native' && one.native.isZod === true,
        at: call.start,
        end: call.end,
        scope,
        callee: call['callee'] as AnyNode,
        candidate,
      }));
      evaluated.set(candidate, known);
    }
    return known;
  }

  /** By file, in the order of where the objects are created. */
  function find(holder: Declaration | undefined): ReadonlyMap<string, readonly Given[]> {
    const found = new Map<string, Given[]>();
    for (const candidate of candidates) {
      if (holder && !mayReach(module, { node: candidate.given, scope: candidate.scope }, holder, (local) => imports.leadsBack(local)))
        continue;
      for (const one of givenBy(candidate)) addTo(found, one.object.file, one);
    }
    for (const ofFile of found.values()) ofFile.sort((a, b) => a.object.start - b.object.start);
    return found;
  }

  return {
    of({ isWanted, mayGive, mayLead }) {
      return candidates.flatMap((candidate) => {
        const { start, end, type } = candidate.given;
        if (type === 'ObjectExpression' && !isWanted({ file: module.file, start, end })) return [];
        const expression = { node: candidate.given, scope: candidate.scope };
        const mayHave = mayReach(
          module,
          expression,
          null,
          (local) => mayGive(module, local),
          (specifier) => mayLead(module, specifier),
        );
        if (!mayHave) return [];
        const given = givenBy(candidate).filter(({ object }) => isWanted(object));
        const isLeft = writesToKept().length > 0 && given.length > 0 && isKept(candidate);
        return given.filter((one) => isWrittenTo(one) || (isLeft && isFound(one)));
      });
    },
    isAny: candidates.length > 0,
    passesOn({ identifier }) {
      const isIt = ({ file, start }: Span): boolean => file === '' && start === identifier.start;
      return candidates.some((candidate) => candidate.isIndirect && givenBy(candidate).some((one) => isIt(one.object) && isWrittenTo(one)));
    },
    inside(place) {
      if (candidates.length === 0) return [];
      const isOwn = place.file === module.file && candidates.length <= MANY_CANDIDATES;
      const holder = isOwn ? holderAt(place) : undefined;
      let known = byHolder.get(holder);
      if (!known) byHolder.set(holder, (known = find(holder)));
      const all = known.get(place.file) ?? [];
      const found: HandOver[] = [];
      for (let index = firstWhere(all.length, (at) => (all[at] as Given).object.start >= place.start); index < all.length; index++) {
        const one = all[index] as Given;
        if (one.object.start > place.end) break;
        if (one.object.end <= place.end && (isWrittenTo(one) || (writesToKept().length > 0 && isKept(one.candidate)))) found.push(one);
      }
      return found;
    },
  };
}

/** What is put into what the name holds that an expression begins with: `all.mail = Mail`. */
function fillingsIn(expression: AnyNode, scope: Scope, module: Module): readonly ScopedNode[] {
  const root = rootIdentifier(expression);
  const declaration = root ? lookup(scope, String(root['name'])) : undefined;
  return declaration ? fillingsOf(declaration, module) : [];
}

/** Whether an expression gives what a call makes, which is no part of what has the method: `all.at(0)` and `Object.values(all)` are. */
function isMade(node: AnyNode): boolean {
  if (node.type === 'AwaitExpression') return true;
  if (node.type !== 'CallExpression') return node.type === 'TaggedTemplateExpression';
  const callee = unwrap(node['callee'] as AnyNode);
  return callee.type !== 'MemberExpression' || !GIVES_PART.test(memberName(callee) ?? '');
}
