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
}

/**
 * Nothing is evaluated before an object is asked for, and then only what may hold it. What is called is looked at first, or where no
 * one has read it yet, what it is given.
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
  const placesOf = createPlaces(module);
  const changing = new Map<Candidate, boolean>();
  const given = new Map<Candidate, readonly Span[]>();

  /** Whether someone has looked at the file that what is called is imported from. */
  function isRead({ callee }: Candidate): boolean {
    const source = importOf(module, callee)?.source;
    const resolution = source === undefined ? undefined : graph.resolve(source, module.file);
    return resolution?.kind !== 'file' || graph.isKnown(resolution.file);
  }

  function changes(candidate: Candidate): boolean {
    let known = changing.get(candidate);
    if (known === undefined) {
      const { call, argument, scope } = candidate;
      const use = { kind: 'argument', at: argument.start, scope: scope.owner, block: scope, call, aliases: [] } as const;
      changing.set(candidate, (known = mayChangeArgument(sure, use, module, 0)));
    }
    return known;
  }

  /** Where the objects are created that a candidate is given. */
  function objectsOf(candidate: Candidate): readonly Span[] {
    let objects = given.get(candidate);
    if (!objects) {
      const raw = asking.raw();
      const isKept = isRead(candidate) && !changes(candidate);
      objects = isKept ? [] : partsOf(raw.evaluate(candidate.given, raw.environmentOf(module, candidate.scope))).map(({ span }) => span);
      given.set(candidate, objects);
    }
    return objects;
  }

  function search(place: Span, isMeant: (object: Span) => boolean): readonly HandOver[] {
    const isHere = place.file === module.file;
    return candidates.flatMap((candidate) => {
      if (isHere && !placesOf(candidate.given).some((node) => node.start <= place.end && place.start <= node.end)) return [];
      const objects = objectsOf(candidate).filter((object) => object.file === place.file && isMeant(object));
      if (objects.length === 0 || !changes(candidate)) return [];
      return objects.map((object) => ({ object, at: candidate.call.start, scope: candidate.scope }));
    });
  }

  return {
    isAny: candidates.length > 0,
    of: (object) => search(object, ({ start, end }) => start === object.start && end === object.end),
    inside: (place) => search(place, ({ start, end }) => place.start <= start && end <= place.end),
  };
}

/**
 * The places in a module where the value of an expression may be created: the expression, the declarations of all names in it, and of
 * the names in those. What is created elsewhere in the module is not given with it, and nothing need be evaluated to know that.
 */
function createPlaces(module: Module): (expression: AnyNode) => readonly AnyNode[] {
  let declared: ReadonlyMap<string, readonly AnyNode[]> | undefined;
  const named = new Map<AnyNode, readonly AnyNode[]>();
  const known = new Map<AnyNode, readonly AnyNode[]>();

  /** The declarations of the names in a node, by their text. */
  function namedIn(node: AnyNode): readonly AnyNode[] {
    let nodes = named.get(node);
    if (!nodes) {
      const declarations = (declared ??= declarationsOf(module));
      const names = new Set(module.text.slice(node.start, node.end).match(NAME));
      named.set(node, (nodes = [...names].flatMap((name) => declarations.get(name) ?? [])));
    }
    return nodes;
  }

  return (expression) => {
    let places = known.get(expression);
    if (!places) {
      const found = new Set([expression]);
      for (const node of found) for (const next of namedIn(node)) found.add(next);
      // An escape may spell any name.
      if (module.text.includes('\\u')) found.add(module.program as unknown as AnyNode);
      known.set(expression, (places = [...found]));
    }
    return places;
  };
}

const NAME = /[\p{ID_Start}_$][\p{ID_Continue}$\u200c\u200d]*/gu;

/** All declarations of a module, whichever the scope. What a parameter holds cannot be told, and an import leads out of the module. */
function declarationsOf(module: Module): ReadonlyMap<string, readonly AnyNode[]> {
  const found = new Map<string, AnyNode[]>();
  for (const scope of new Set(module.analysis.scopes.values())) {
    for (const { name, kind, node, parts } of scope.declarations.values()) {
      if (kind === 'import' || kind === 'parameter') continue;
      const same = found.get(name);
      if (same) same.push(node, ...parts);
      else found.set(name, [node, ...parts]);
    }
  }
  return found;
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
