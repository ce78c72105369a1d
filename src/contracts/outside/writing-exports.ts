import type { ModuleGraph } from '../../modules/graph.ts';
import { importOf } from '../../modules/import-sources.ts';
import type { Module } from '../../modules/module.ts';
import { childNodes, isFunction, isNode, isWithin, rootOfChain, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration } from '../../modules/scope.ts';
import { firstWhere } from '../../source/first-where.ts';
import { memoize, memoizeWeakly } from '../../source/memoize.ts';
import { flowOf, type ChangeSite } from '../../values/writes/module-flow.ts';
import { declarationsIn, namesBehind, parametersWritten } from '../../values/writes/parameter-writes.ts';
import type { TextPart } from './changed-lines.ts';
import { wordsOf } from './texts.ts';

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
  const places = new Set(parameters);
  for (let round = 0, size = 0; round < MAX_HANDED_ON && places.size > size; round++) {
    size = places.size;
    for (const start of parametersGivenTo(holdsOne([...places]), () => true, module)) places.add(start);
  }
  return [...places];
}

/** Whether a name is one for a function that has one of some parameters. */
function holdsOne(parameters: readonly number[]): (declaration: Declaration) => boolean {
  const sorted = [...parameters].sort((a, b) => a - b);
  // Each call mentions names that others do, too.
  return memoize(({ kind, node }: Declaration) => {
    const first = kind === 'parameter' ? undefined : sorted[firstWhere(sorted.length, (at) => (sorted[at] as number) >= node.start)];
    return first !== undefined && first <= node.end;
  });
}

/** The parameters that calls are given, or made for, which mention what may lead to certain names: `models.forEach(tune)`, `tuners[0](model)`. */
function parametersGivenTo(
  isOne: (declaration: Declaration) => boolean,
  isHere: (call: AnyNode) => boolean,
  module: Module,
): readonly number[] {
  const calls = callsWithNames(module).filter(({ node, names }) => isHere(node) && names.some(isOne));
  return calls.flatMap(({ names }) => names.flatMap(({ kind, identifier }) => (kind === 'parameter' ? identifier.start : [])));
}

/** The calls of a module with the names that may lead to what they call, and to what they give it. */
const callsWithNames = memoizeWeakly((module: Module) =>
  [...module.analysis.calls, ...module.analysis.impliedCalls].map(({ node, scope }) => {
    const mentioned = [node['callee'] as AnyNode, ...(node['arguments'] as AnyNode[])].flatMap((part) => declarationsIn(part, scope));
    return { node, names: [...namesBehind(mentioned, module)] };
  }),
);

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

/** The parameters that parts of a module's text write to, and the functions that write to their `this` there. */
export function writtenIn(module: Module, parts: readonly TextPart[]): readonly number[] {
  const isHere = ({ at }: { readonly at: number }): boolean => parts.some((part) => isIn(at, part));
  return [...parametersWritten(module, isHere), ...selvesWritten(module, isHere)];
}

function selvesWritten(module: Module, isHere: (site: ChangeSite) => boolean): readonly number[] {
  if (!module.text.includes('this')) return [];
  const { changes, ownThis } = flowOf(module);
  const selves = changes.filter(isHere).map(({ node }) => ownThis.get(rootOfChain(node)));
  return selves.flatMap((self) => (self && isFunction(self) ? self.start : []));
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
    ...parametersGivenTo(holdsOne(own), ({ start }) => isHere(start), module),
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
  const isWriting = memoizeWeakly((declaration: Declaration) => isImportedWriter(declaration, module, writers, graph));
  const { root } = module.analysis;
  if (![...root.declarations.values()].some(isWriting)) return [];
  const parents = [...root.declarations.values()].flatMap(({ node }) => (isNode(node['superClass']) ? node['superClass'] : []));
  const writing = parents.filter((parent) => isHere(parent) && declarationsIn(parent, root).some(isWriting));
  return [...parametersGivenTo(isWriting, isHere, module), ...writing.map(({ start }) => start)];
}

function isIn(at: number, { start, end }: TextPart): boolean {
  return start <= at && at < end;
}

/** The names that an import asks of a file; `*` for all of it. */
export function importedNames(clause: string): readonly string[] {
  return clause.startsWith('*') ? ['*'] : [...(/^[\w$]/.test(clause) ? ['default'] : []), ...wordsOf(clause)];
}

function isImportedWriter({ kind, name }: Declaration, module: Module, writers: Writers, graph: ModuleGraph): boolean {
  const source = kind === 'import' ? importOf(module, name) : null;
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
