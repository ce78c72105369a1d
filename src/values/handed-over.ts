import type { Module } from '../modules/module.ts';
import { lookup } from '../modules/lookup.ts';
import { rootIdentifier, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Scope } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import { mayChangeArgument, type Asking } from './mutation.ts';
import { isComposite, parts } from './points-to.ts';

/** A call that gives an object away, which is told by the place where it is created. */
export interface HandOver {
  readonly object: Span;
  readonly at: number;
  readonly scope: Scope;
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
}

export const NOTHING_HANDED_OVER: HandedOver = { isAny: false, inside: () => [] };

/** A call with an argument that may hold an object. */
interface Candidate {
  readonly call: AnyNode;
  readonly scope: Scope;
  readonly argument: AnyNode;
  readonly given: AnyNode;
}

/** An object that a call is given. */
interface Given extends HandOver {
  readonly candidate: Candidate;
}

/**
 * Nothing is evaluated before an object is asked for.
 * @param mayWrite whether what the module imports under a name may write to its arguments
 */
export function handedOver(
  module: Module,
  mayWrite: (local: string) => boolean,
  asking: Omit<Asking, 'at' | 'scope' | 'membersOnly' | 'onlySure'>,
): HandedOver {
  const sure: Asking = { ...asking, at: null, scope: module.analysis.root, membersOnly: false, onlySure: true };
  const candidates = candidatesIn(module, mayWrite);
  let known: ReadonlyMap<string, readonly Given[]> | undefined;

  const isWriter = new Map<Candidate, boolean>();
  /** Looking into what is called costs more than evaluating what it is given: it is asked of those alone that are given the object in question. */
  function isWrittenTo(candidate: Candidate): boolean {
    let known = isWriter.get(candidate);
    if (known === undefined) {
      const { call, argument, scope } = candidate;
      const use = { kind: 'argument', at: argument.start, scope: scope.owner, block: scope, call, aliases: [] } as const;
      isWriter.set(candidate, (known = mayChangeArgument(sure, use, module, 0)));
    }
    return known;
  }

  /** By file, in the order of where the objects are created. */
  function find(): ReadonlyMap<string, readonly Given[]> {
    const raw = asking.raw();
    const found = new Map<string, Given[]>();
    for (const candidate of candidates) {
      const { call, given, scope } = candidate;
      const value = raw.evaluate(given, raw.environmentOf(module, scope));
      if (!isComposite(value)) continue;
      for (const { span } of parts(new Set([value]))) {
        const one = { object: span, at: call.start, scope, candidate };
        const same = found.get(span.file);
        if (same) same.push(one);
        else found.set(span.file, [one]);
      }
    }
    for (const ofFile of found.values()) ofFile.sort((a, b) => a.object.start - b.object.start);
    return found;
  }

  return {
    isAny: candidates.length > 0,
    inside({ file, start, end }) {
      if (candidates.length === 0) return [];
      const all = (known ??= find()).get(file) ?? [];
      const found: HandOver[] = [];
      for (let index = firstFrom(all, start); index < all.length; index++) {
        const one = all[index] as Given;
        if (one.object.start > end) break;
        if (one.object.end <= end && isWrittenTo(one.candidate)) found.push(one);
      }
      return found;
    },
  };
}

/** The index of the first object that is created at `start` or behind it. */
function firstFrom(sorted: readonly Given[], start: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Given).object.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function candidatesIn(module: Module, mayWrite: (local: string) => boolean): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const { node, scope } of module.analysis.calls) {
    const root = rootIdentifier(unwrap(node['callee'] as AnyNode));
    const name = root?.['name'] as string | undefined;
    if (name === undefined || lookup(scope, name)?.kind !== 'import' || !mayWrite(name)) continue;
    for (const argument of node['arguments'] as AnyNode[]) {
      const given = unwrap(argument.type === 'SpreadElement' ? (argument['argument'] as AnyNode) : argument);
      if (MAY_HOLD.has(given.type)) found.push({ call: node, scope, argument, given });
    }
  }
  return found;
}

const MAY_HOLD = new Set(['Identifier', 'MemberExpression', 'ObjectExpression', 'ArrayExpression']);
