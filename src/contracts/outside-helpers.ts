import { loadQuietly, type ModuleGraph } from '../modules/graph.ts';
import { importOf } from '../modules/import-sources.ts';
import { lookup } from '../modules/lookup.ts';
import { ParseFailure, parseModule, type Module } from '../modules/module.ts';
import { childNodes, isFunction, isWithin, rootIdentifier, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Declaration, Scope } from '../modules/scope.ts';
import { writes } from '../modules/write-texts.ts';
import { readOrNothing, type SourceTree } from '../source/tree.ts';
import { declarationsIn, parametersBehind, parametersWritten } from '../values/parameter-writes.ts';
import type { Reading } from './earlier-reading.ts';
import { judgedImporters } from './importers.ts';
import { changedLines, importsWithTypesIn, wordsOf, type TextPart } from './outside-texts.ts';
import { writesToParameter } from './parameter-texts.ts';

/*
 * A function that begins to write to what it is given makes those write who call it, in files that are the same as before. Texts are
 * looked at first, then the trees of the few files that have such a function, and last of those that call it with something.
 */

/** How many functions may hand an object on to the one that writes to it. */
const MAX_HANDED_ON = 4;

interface Callers {
  readonly callers: ReadonlySet<string>;
  /** Files with such functions by the look of them, which cannot be parsed. */
  readonly unparsed: readonly string[];
}

/** Functions of files that write to what they are given, by the names under which they are exported. */
type Writers = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Judged files that call exported functions, and methods of what is exported, which have lines that may write to
 * their parameters and that the other tree lacks, directly or by functions of theirs.
 * @param differing judged files that differ
 */
export function callersOfChanged({ graph, search }: Reading, other: SourceTree, differing: readonly string[]): Callers {
  const callers = new Set<string>();
  const { found, unparsed } = changedWriters(differing, graph, other);
  let writers = found;
  for (let round = 0; round < MAX_HANDED_ON && writers.size > 0; round++) {
    const next = new Map<string, ReadonlySet<string>>();
    for (const file of filesNaming(writers, graph, search)) {
      if (callers.has(file) || !importsOneOf(file, writers, graph)) continue;
      callers.add(file);
      const module = loadQuietly(graph, file);
      if (!module) continue;
      const given = parametersGivenTo((callee) => isImportedWriter(callee, module, writers, graph), module);
      const names = exportsWith(module, given);
      if (names.length > 0) next.set(file, new Set(names));
    }
    writers = next;
  }
  return { callers, unparsed };
}

function changedWriters(
  files: readonly string[],
  graph: ModuleGraph,
  other: SourceTree,
): { readonly found: Writers; readonly unparsed: readonly string[] } {
  const found = new Map<string, ReadonlySet<string>>();
  const unparsed: string[] = [];
  for (const file of files) {
    const text = readOrNothing(graph.tree, file);
    const before = other.has(file) ? readOrNothing(other, file) : '';
    // Who calls a function that is new has changed.
    if (before === '' || !text.includes('export') || !writes(text)) continue;
    const { added, moved } = changedLines(text, before);
    if (!writesToParameter(text, [...added, ...moved].map(({ start, end }) => text.slice(start, end)).join(''))) continue;
    const module = loadQuietly(graph, file);
    if (!module) {
      unparsed.push(file);
      continue;
    }
    const names = writersIn(module, added);
    const again = writersIn(module, moved).filter((name) => !names.includes(name));
    // What was moved to another function that the same ones call does what it did.
    const known = new Set(again.length > 0 ? writersBefore(file, before) : []);
    const all = [...names, ...again.filter((name) => !known.has(name))];
    const writing = all.filter((name) => name === 'default' || before.includes(name));
    if (writing.length > 0) found.set(file, new Set(writing));
  }
  return { found, unparsed };
}

/** The exports of a module that write to parameters in parts of its text. */
function writersIn(module: Module, parts: readonly TextPart[]): readonly string[] {
  return exportsWith(
    module,
    parametersWritten(module, ({ at }) => parts.some(({ start, end }) => start <= at && at < end)),
  );
}

function writersBefore(file: string, text: string): readonly string[] {
  try {
    return writersIn(parseModule(file, text), [{ start: 0, end: text.length }]);
  } catch (error) {
    if (error instanceof ParseFailure) return [];
    throw error;
  }
}

/** The names of exports with functions that have some parameters, or that give these theirs. */
function exportsWith(module: Module, parameters: readonly number[]): readonly string[] {
  const places = [...parameters];
  for (let round = 0, size = 0; round < MAX_HANDED_ON && places.length > size; round++) {
    size = places.length;
    const isOne = (callee: AnyNode, scope: Scope): boolean => {
      const declaration = callee.type === 'Identifier' ? lookup(scope, callee['name'] as string) : undefined;
      return declaration !== undefined && places.some((start) => isWithin({ start, end: start }, declaration.node));
    };
    places.push(...parametersGivenTo(isOne, module).filter((start) => !places.includes(start)));
  }
  return exportsHolding(module, places);
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
 * The names under which a module exports what holds one of some parameters: a function, a class or an object with it, and what mentions such
 * classes and objects. Of functions that call functions it is told by what they give them.
 */
function exportsHolding({ exports, analysis }: Module, places: readonly number[]): readonly string[] {
  if (places.length === 0) return [];
  const { declarations } = analysis.root;
  const seen = new Set<Declaration>();
  const holds = (node: AnyNode): boolean => places.some((start) => isWithin({ start, end: start }, node)) || mentions(node);
  const mentions = (node: AnyNode): boolean => {
    const declaration = node.type === 'Identifier' ? declarations.get(node['name'] as string) : undefined;
    if (!declaration) return childNodes(node).some(mentions);
    if (declaration.kind === 'import' || isFunction(unwrap((declaration.node['init'] ?? declaration.node) as AnyNode))) return false;
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

function filesNaming(writers: Writers, graph: ModuleGraph, search: Reading['search']): Iterable<string> {
  const names = new Set([...writers.values()].flatMap((all) => [...all]));
  const byDefault = [...writers].flatMap(([file, all]) => (all.has('default') ? file : []));
  names.delete('default');
  return new Set([...(names.size > 0 ? search.withWords(names) : []), ...judgedImporters(byDefault, graph, search)]);
}

function importsOneOf(file: string, writers: Writers, graph: ModuleGraph): boolean {
  return importsWithTypesIn(readOrNothing(graph.tree, file)).some(({ clause, source }) => {
    const resolution = graph.resolver.resolve(source, file);
    if (resolution.kind !== 'file') return false;
    const names = clause.startsWith('*') ? ['*'] : [...(/^[\w$]/.test(clause) ? ['default'] : []), ...wordsOf(clause)];
    return names.some((name) => isWriter(resolution.file, name, writers, graph));
  });
}

function isImportedWriter(callee: AnyNode, module: Module, writers: Writers, graph: ModuleGraph): boolean {
  const root = rootIdentifier(callee);
  const source = root && importOf(module, root['name'] as string);
  const resolution = source && graph.resolver.resolve(source.source, module.file);
  return resolution?.kind === 'file' && isWriter(resolution.file, source?.name ?? '*', writers, graph);
}

/** @param name `*` for all of the file */
function isWriter(file: string, name: string, writers: Writers, graph: ModuleGraph): boolean {
  if (name === '*') return writers.has(file);
  const names = new Set([...writers.values()].flatMap((all) => [...all]));
  if (!names.has(name)) return false;
  const search = graph.findExport(file, name);
  return search.kind === 'found' && writers.get(search.module.file)?.has(search.name) === true;
}
