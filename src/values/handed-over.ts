import { importOf, type ModuleGraph } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { lookup, rootIdentifier, unwrap, type AnyNode, type Scope } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import { mayChangeArgument, type Asking } from './mutation.ts';
import { isComposite } from './points-to.ts';
import type { StaticValue } from './value.ts';

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
  /** Where objects are given away, to be written to, that are created at a place. */
  of(object: Span): readonly HandOver[];
  /** The same of all that is created inside of a place. */
  inside(place: Span): readonly HandOver[];
}

export const NOTHING_HANDED_OVER: HandedOver = { isAny: false, of: () => [], inside: () => [] };

/** A call with an argument that may hold an object. */
interface Candidate {
  readonly call: AnyNode;
  /** The name at the root of what is called. */
  readonly callee: string;
  readonly scope: Scope;
  readonly argument: AnyNode;
  readonly given: AnyNode;
  changes?: boolean;
}

/**
 * Nothing is evaluated before an object is asked for. What is called is looked at first, or where no one has read it yet, what it is
 * given: most of that is never asked for.
 * @param mayWrite whether what the module imports under a name may write to its arguments
 */
export function handedOver(
  module: Module,
  graph: ModuleGraph,
  mayWrite: (local: string) => boolean,
  asking: Omit<Asking, 'at' | 'scope' | 'membersOnly' | 'onlySure'>,
): HandedOver {
  const sure: Asking = { ...asking, at: null, scope: module.analysis.root, membersOnly: false, onlySure: true };
  const candidates = candidatesIn(module, mayWrite);
  let given: ReadonlyMap<string, readonly Given[]> | undefined;

  /** Whether the file is parsed that what is called is imported from. */
  function isRead({ callee }: Candidate): boolean {
    const source = importOf(module, callee)?.source;
    const resolution = source === undefined ? undefined : graph.resolve(source, module.file);
    return resolution?.kind !== 'file' || graph.loaded(resolution.file) !== undefined;
  }

  function changes(candidate: Candidate): boolean {
    const { call, argument, scope } = candidate;
    const use = { kind: 'argument', at: argument.start, scope: scope.owner, block: scope, call, aliases: [] } as const;
    return (candidate.changes ??= mayChangeArgument(sure, use, module, 0));
  }

  /** What the candidates are given, by file and in the order of where it is created. */
  function givenObjects(): ReadonlyMap<string, readonly Given[]> {
    const raw = asking.raw();
    const found = new Map<string, Given[]>();
    for (const candidate of candidates) {
      if (isRead(candidate) && !changes(candidate)) continue;
      for (const { span } of partsOf(raw.evaluate(candidate.given, raw.environmentOf(module, candidate.scope)))) {
        const same = found.get(span.file);
        if (same) same.push({ object: span, candidate });
        else found.set(span.file, [{ object: span, candidate }]);
      }
    }
    for (const objects of found.values()) objects.sort((a, b) => a.object.start - b.object.start);
    return found;
  }

  function search({ file, start, end }: Span, isWhole: boolean): readonly HandOver[] {
    if (candidates.length === 0) return [];
    const objects = (given ??= givenObjects()).get(file) ?? [];
    const found: HandOver[] = [];
    for (let at = firstFrom(objects, start); at < objects.length; at++) {
      const { object, candidate } = objects[at] as Given;
      if (object.start > (isWhole ? start : end)) break;
      if ((isWhole ? object.end === end : object.end <= end) && changes(candidate))
        found.push({ object, at: candidate.call.start, scope: candidate.scope });
    }
    return found;
  }

  return {
    isAny: candidates.length > 0,
    of: (object) => search(object, true),
    inside: (place) => search(place, false),
  };
}

interface Given {
  readonly object: Span;
  readonly candidate: Candidate;
}

/** The index of the first object that is created at `start` or behind it. */
function firstFrom(objects: readonly Given[], start: number): number {
  let low = 0;
  let high = objects.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((objects[middle] as Given).object.start < start) low = middle + 1;
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
      if (MAY_HOLD.has(given.type)) found.push({ call: node, callee: name, scope, argument, given });
    }
  }
  return found;
}

const MAY_HOLD = new Set(['Identifier', 'MemberExpression', 'ObjectExpression', 'ArrayExpression']);

/** A value and all that lies in it. */
function partsOf(value: StaticValue): readonly StaticValue[] {
  const found = new Set([value].filter(isComposite));
  for (const part of found) {
    if (part.kind === 'array') for (const item of part.items) if (isComposite(item.value)) found.add(item.value);
    if (part.kind === 'object')
      for (const property of part.properties.values()) if (!property.getter && isComposite(property.value)) found.add(property.value);
  }
  return [...found];
}
