import type { ModuleGraph } from '../../modules/graph.ts';
import { importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { childNodes, isFunction, isNode, isWithin, rootIdentifier, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { declarationsIn, parametersBehind, parametersWritten } from '../../values/writes/parameter-writes.ts';
import { wordsOf, type TextPart } from './texts.ts';

/** How many functions may hand an object on to the one that writes to it. */
export const MAX_HANDED_ON = 4;

/** Functions of files that write to what they are given, by the names under which they are exported. */
export type Writers = ReadonlyMap<string, ReadonlySet<string>>;

/** The names of all of them. */
export const namesOf: (writers: Writers) => ReadonlySet<string> = memoizeWeakly(
  (writers) => new Set([...writers.values()].flatMap((all) => [...all])),
);

/** The names of exports with functions that have some parameters, or that give these theirs. */
export function exportsWith(module: Module, parameters: readonly number[]): readonly string[] {
  return exportsHolding(module, withGiving(module, parameters));
}

/** Some parameters, and those that are given to functions with one of them. */
function withGiving(module: Module, parameters: readonly number[]): readonly number[] {
  const places = [...parameters];
  for (let round = 0, size = 0; round < MAX_HANDED_ON && places.length > size; round++) {
    size = places.length;
    places.push(
      ...parametersGivenTo((callee, scope) => holdsOne(callee, scope, places), module).filter((start) => !places.includes(start)),
    );
  }
  return places;
}

/** Whether a callee is a name for a function that has one of some parameters. */
function holdsOne(callee: AnyNode, scope: Scope, parameters: readonly number[]): boolean {
  const declaration = callee.type === 'Identifier' ? lookup(scope, callee['name'] as string) : undefined;
  return declaration !== undefined && parameters.some((start) => isWithin({ start, end: start }, declaration.node));
}

function parametersGivenTo(isOne: (callee: AnyNode, scope: Scope) => boolean, module: Module): readonly number[] {
  return module.analysis.calls.flatMap(({ node, scope }) =>
    isOne(unwrap(node['callee'] as AnyNode), scope)
      ? (node['arguments'] as AnyNode[])
          .flatMap((argument) => declarationsIn(argument, scope))
          .flatMap((declaration) => parametersBehind(declaration, module))
      : [],
  );
}

/**
 * The names under which a module exports what holds one of some parameters: a function, a class or an object with it, and what mentions
 * them. Of functions that call functions it is told by what they give them.
 */
function exportsHolding({ exports, analysis }: Module, places: readonly number[]): readonly string[] {
  if (places.length === 0) return [];
  const { declarations } = analysis.root;
  const seen = new Set<Declaration>();
  const hasOne = (node: AnyNode): boolean => places.some((start) => isWithin({ start, end: start }, node));
  const holds = (node: AnyNode): boolean => hasOne(node) || mentions(node, false);
  const mentions = (node: AnyNode, isInFunction: boolean): boolean => {
    const declaration = node.type === 'Identifier' ? declarations.get(node['name'] as string) : undefined;
    if (!declaration) return childNodes(node).some((child) => mentions(child, isInFunction || isFunction(node)));
    if (declaration.kind === 'import') return false;
    if (isFunction(unwrap((declaration.node['init'] ?? declaration.node) as AnyNode))) return !isInFunction && hasOne(declaration.node);
    if (seen.has(declaration)) return false;
    seen.add(declaration);
    return holds(declaration.node);
  };
  return [...exports].flatMap(([name, entry]) => {
    const declared = entry.kind === 'local' ? declarations.get(entry.name)?.node : null;
    const node = entry.kind === 'expression' ? entry.node : declared;
    seen.clear();
    return node && holds(node) ? name : [];
  });
}

/** The parameters that parts of a module's text write to. */
export function writtenIn(module: Module, parts: readonly TextPart[]): readonly number[] {
  return parametersWritten(module, ({ at }) => parts.some((part) => isIn(at, part)));
}

/**
 * The parameters that parts of a module's text give to functions that write to what they are given: to those of other files, and to its
 * own that do so in other parts.
 */
export function givenIn(module: Module, parts: readonly TextPart[], writers: Writers, graph: ModuleGraph): readonly number[] {
  const isHere = (at: number): boolean => parts.some((part) => isIn(at, part));
  const own = withGiving(
    module,
    parametersWritten(module, ({ at }) => !isHere(at)),
  );
  return [
    ...parametersGivenTo((callee, scope) => isHere(callee.start) && holdsOne(callee, scope, own), module),
    ...givenToImported(module, ({ start }) => isHere(start), writers, graph),
  ];
}

/** The parameters that a module gives to functions of other files; for a class with methods of theirs the place where it names its parent. */
export function givenToImported(
  module: Module,
  isHere: (node: AnyNode) => boolean,
  writers: Writers,
  graph: ModuleGraph,
): readonly number[] {
  const isWriting = (node: AnyNode): boolean => isHere(node) && isImportedWriter(node, module, writers, graph);
  const parents = [...module.analysis.root.declarations.values()].flatMap(({ node }) =>
    isNode(node['superClass']) ? node['superClass'] : [],
  );
  return [...parametersGivenTo(isWriting, module), ...parents.filter(isWriting).map(({ start }) => start)];
}

function isIn(at: number, { start, end }: TextPart): boolean {
  return start <= at && at < end;
}

/** The names that an import asks of a file; `*` for all of it. */
export function importedNames(clause: string): readonly string[] {
  return clause.startsWith('*') ? ['*'] : [...(/^[\w$]/.test(clause) ? ['default'] : []), ...wordsOf(clause)];
}

function isImportedWriter(callee: AnyNode, module: Module, writers: Writers, graph: ModuleGraph): boolean {
  const root = rootIdentifier(callee);
  const source = root && importOf(module, root['name'] as string);
  const resolution = source && graph.resolver.resolve(source.source, module.file);
  return resolution?.kind === 'file' && isWriter(resolution.file, source?.name ?? '*', writers, graph);
}

/** @param name `*` for all of the file */
export function isWriter(file: string, name: string, writers: Writers, graph: ModuleGraph): boolean {
  const names = namesOf(writers);
  if (name === '*') return [...names].some((one) => isWriter(file, one, writers, graph));
  if (!names.has(name)) return false;
  const search = graph.findExport(file, name);
  return search.kind === 'found' && writers.get(search.module.file)?.has(search.name) === true;
}
