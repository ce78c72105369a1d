import type { ModuleGraph } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import type { AnyNode } from '../modules/nodes.ts';
import type { Evaluator } from '../values/evaluation.ts';
import type { CandidateSearch } from './candidates.ts';
import { withoutPassedOn } from './deduplicate.ts';
import { findDefineAliases } from './defines/define-aliases.ts';
import { createSiteTest, findDefineCalls, type DefineSite } from './defines/define-calls.ts';
import { findGivenDefines } from './defines/given-defines.ts';
import { findLiteralContracts, LITERAL_TYPES } from './defines/literal-contracts.ts';
import { findEscapes, lostContract } from './escapes.ts';
import { createFactories } from './factories/factories.ts';
import type { FoundContract } from './found-contract.ts';
import { importedExcluded, judgedImporters, loadQuietly } from './importers.ts';
import { mayHoldShaped } from './registries/contract-shape.ts';
import { createRegistrations } from './registries/registrations.ts';
import { createSpecTypes, declaredTypeNames, type SpecTypes } from './spec-types.ts';

/** What was found in a tree. */
interface Findings {
  readonly found: readonly FoundContract[];
  /** Files that hold factories, or whose contracts other files tell. */
  readonly unsettled: ReadonlySet<string>;
  readonly examined: ReadonlySet<string>;
}

/**
 * Finds the contracts of a tree, in the files that a search has come to and those that they lead to.
 * @param load gives null for a file that cannot be judged
 * @param modules the packages that define functions come from
 * @param before files of an earlier reading that need not be examined again
 */
export function findContracts(
  graph: ModuleGraph,
  evaluator: Evaluator,
  search: CandidateSearch,
  load: (file: string) => Module | null,
  modules: readonly string[],
  before: { isSettled(file: string): boolean; readonly examined: ReadonlySet<string> },
): Findings {
  const types = createSpecTypes(graph, modules);
  const found = new Map<string, FoundContract>();
  const counts = new Map<AnyNode, number>();
  const add = (one: FoundContract): void => {
    const index = counts.get(one.node) ?? 0;
    counts.set(one.node, index + 1);
    found.set(`${one.module.file}\0${one.node.start}\0${index}`, one);
  };
  const factories = createFactories({ evaluator, withWords: search.withWords, load, add, knowsAllCalls: true });
  const examined = new Set<string>();
  const taken = new Set<AnyNode>();
  const registrations = createRegistrations({ evaluator, types, load, modules });
  const takeRegistered = (registered: readonly FoundContract[]): void => {
    for (const one of registered.filter(({ node }) => !taken.has(node))) {
      taken.add(one.node);
      add(one);
    }
  };
  const take = (sites: readonly DefineSite[]): void => {
    for (const site of sites) {
      if (taken.has(site.node)) continue;
      taken.add(site.node);
      factories.examine(site);
    }
  };
  const examine = (file: string, aliases: ReadonlySet<string>): void => {
    const examination = aliases.size === 0 ? file : `${file}\0${[...aliases].join()}`;
    if (examined.has(examination)) return;
    examined.add(examination);
    if (before.isSettled(file) && before.examined.has(examination)) return;
    const module = load(file);
    if (!module || !search.mayHold(module, aliases)) return;
    const calls = findDefineCalls(module, evaluator, aliases);
    take([...calls, ...findLiteralContracts(module, evaluator, types, calls)]);
    takeRegistered(registrations.examine(module, calls, true));
    const isSite = createSiteTest(load, evaluator, aliases);
    for (const call of findGivenDefines(module, evaluator, aliases)) {
      if (taken.has(call.node)) continue;
      taken.add(call.node);
      factories.examineGiven(call, isSite);
    }
    for (const escape of findEscapes(module, evaluator)) {
      if (taken.has(escape.node)) continue;
      taken.add(escape.node);
      add(lostContract(escape, module));
    }
  };
  for (const file of search.judged) examine(file, new Set());
  const importersOf = (files: ReadonlySet<string>): readonly string[] => judgedImporters([...files], graph, search);
  const names = { withWords: search.withWords, importersOf };
  const unsettledFiles = search.judged.filter((file) => !before.isSettled(file));
  const { exported, names: aliases, defaults } = findDefineAliases(unsettledFiles, names, load, evaluator);
  for (const file of new Set([...search.withWords(exported), ...importersOf(defaults)])) examine(file, aliases);
  for (const file of filesWithTypeAliases(search, types, load)) {
    const examination = `${file}\0types`;
    examined.add(examination);
    const module = before.isSettled(file) && before.examined.has(examination) ? null : load(file);
    if (module) take(findLiteralContracts(module, evaluator, types, findDefineCalls(module, evaluator, aliases)));
  }
  for (const file of importedExcluded(graph, search, load)) examine(file, aliases);
  for (const file of search.shaped) {
    const examination = `${file}\0form`;
    examined.add(examination);
    if ((before.isSettled(file) && before.examined.has(examination)) || types.isOfFramework(file)) continue;
    const module = loadQuietly(graph, file);
    if (module && mayHoldShaped(module)) takeRegistered(registrations.examine(module, findDefineCalls(module, evaluator, aliases), true));
  }
  factories.followCalls(registrations.passedOn);
  takeRegistered(registrations.follow(factories.callsOf));
  const unsettled = new Set([...factories.files, ...(aliases.size > 0 ? search.judged : [])]);
  return { found: withoutPassedOn([...found.values()]), unsettled, examined };
}

const TYPE_ALIAS =
  /\b(?:type\s+\w+[^=;{}()]*=|interface\s+\w+[^{};()]*\bextends\b)[^;{}()=]*\b(?:Any)?(?:EventSpec|OperationSpec)\b|\b(?:Any)?(?:EventSpec|OperationSpec)\s+as\s+\w|@typedef\s*\{[^\n]*\b(?:Any)?(?:EventSpec|OperationSpec)\b/;

/** Judged files that name a type of the repository's own which stands for a contract. */
function filesWithTypeAliases(search: CandidateSearch, types: SpecTypes, load: (file: string) => Module | null): readonly string[] {
  const names = new Set<string>();
  for (const file of search.matching(TYPE_ALIAS, (at) => search.namingTypes.has(at))) {
    const module = load(file);
    for (const name of module ? declaredTypeNames(module) : [])
      if (module && !LITERAL_TYPES.has(name) && LITERAL_TYPES.has(types.frameworkName(module, { name, source: null }) ?? ''))
        names.add(name);
  }
  return search.withWords(names);
}
