import { createGraph, loadQuietly } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { resolverOf } from '../modules/resolution/resolve.ts';
import { keepTexts } from '../source/kept-texts.ts';
import { compareCodeUnits } from '../source/paths.ts';
import { EncodingError, type SourceTree } from '../source/tree.ts';
import { MAY_REPLACE, mentionsOwn, replacedBy } from '../values/builtins/replaced.ts';
import { createEvaluator } from '../values/evaluate.ts';
import { searchCandidates } from './search/candidates.ts';
import type { Contract } from './contract.ts';
import { withoutDefined } from './finding/deduplicate.ts';
import type { EventsByMeta } from './define-functions.ts';
import { earlierReading, noteReading, placeOf, takeOver } from './earlier-reading.ts';
import { findContracts } from './finding/find-contracts.ts';
import { createLibraries } from './framework/framework.ts';
import { allImporters } from './search/importers.ts';
import type { Inventory, ReadOptions, ReadProblem } from './inventory.ts';
import { createLocator, problemOf } from './locator.ts';
import { readAll } from './reading/read-by-running.ts';
import { toContract } from './reading/to-contract.ts';

/**
 * Reads all contracts of a tree. Problems are part of the result; nothing that the code says makes it throw.
 * @param near an inventory of a tree that differs little: contracts whose files and imports are the same in both are taken from it
 */
export function readInventory(tree: SourceTree, options: ReadOptions, near: Inventory | null = null): Inventory {
  const texts = keepTexts(tree);
  const resolver = resolverOf(tree);
  const earlier = near ? earlierReading(near, tree, options, resolver) : null;
  const graph = createGraph(texts, earlier?.modules ?? { resolver, load: () => undefined });
  const eventsByMeta: EventsByMeta = new WeakMap();
  const search = searchCandidates(texts, options, earlier ? { search: earlier.reading.search, isSame: earlier.isSame } : null);
  const replacing = [...search.matching(MAY_REPLACE, (_, text) => mentionsOwn(text))].filter(search.isJudged);
  const replaced = replacedBy(replacing.flatMap((file) => loadQuietly(graph, file) ?? []));
  const libraries = createLibraries(options.modules, eventsByMeta, replaced);
  const evaluator = createEvaluator(graph, libraries);
  const problems: ReadProblem[] = [];
  const locator = createLocator(graph);
  const failed = new Set<string>();

  function load(file: string): Module | null {
    if (failed.has(file)) return null;
    try {
      return graph.load(file);
    } catch (error) {
      failed.add(file);
      problems.push(problemOf(file, error, tree));
      return null;
    }
  }

  for (const [file, error] of search.unreadable) {
    failed.add(file);
    problems.push(problemOf(file, error, tree));
  }
  const isReplacedAlike = earlier !== null && [...earlier.reading.libraries.replaced].join() === [...replaced].join();
  const isSettled = (file: string): boolean => isReplacedAlike && earlier.isKept(file) && !earlier.reading.unsettled.has(file);
  const before = { isSettled, examined: earlier?.reading.examined ?? new Set<string>() };
  const { found, unsettled, examined } = findContracts({ graph, evaluator, search, load, modules: options.modules, before });
  const taken = near && earlier ? takeOver(near, graph, isSettled, found, examined) : [];
  const known = new Set(taken.map(({ file, call }) => placeOf(file, call)));
  const distinct = withoutDefined(found, taken);
  const read = readAll(
    distinct.found.filter(({ module, node }) => !known.has(placeOf(module.file, node))),
    (one) => toContract(one, graph, evaluator, eventsByMeta),
    { graph, libraries, evaluator, load, callersOf: (file, most) => allImporters([file], most, graph, search) },
  );
  const undecoded = [...search.unreadable].flatMap(([file, error]) => (error instanceof EncodingError ? file : []));
  const inventory: Inventory = {
    tree,
    contracts: [...read.contracts, ...taken].sort(byPlace),
    problems: problems.sort((a, b) => compareCodeUnits(a.file, b.file)),
    unparsed: new Set([...graph.unparsed, ...undecoded]),
    counts: { files: search.files.length, parsed: graph.parsed },
    locate: locator.locate,
    text: locator.text,
  };
  noteReading(inventory, {
    graph,
    evaluator,
    libraries,
    eventsByMeta,
    search,
    options,
    unsettled: new Set([...unsettled, ...distinct.unsettled, ...read.files, ...failed]),
    examined,
  });
  return inventory;
}

function byPlace(a: Contract, b: Contract): number {
  return (
    compareCodeUnits(a.file, b.file) ||
    a.call.start - b.call.start ||
    compareCodeUnits(a.kind, b.kind) ||
    compareCodeUnits(textOf(a.key), textOf(b.key))
  );
}

function textOf(read: Contract['key']): string {
  return read.state === 'known' ? read.value : '';
}
