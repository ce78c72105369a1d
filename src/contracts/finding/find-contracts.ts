import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { CandidateSearch } from '../search/candidates.ts';
import { declaredTypeNames } from '../types/declared-types.ts';
import { findDefineAliases } from '../defines/define-aliases.ts';
import { LITERAL_TYPES } from '../defines/literal-contracts.ts';
import { createFactories } from '../factories/factories.ts';
import { importedExcluded, judgedImporters } from '../search/importers.ts';
import { SPEC_TYPE } from '../framework/names.ts';
import { createRegistrations } from '../registries/registrations.ts';
import { createSpecTypes, type SpecTypes } from '../types/spec-types.ts';
import { withoutPassedOn } from './deduplicate.ts';
import { createExaminer, type ExamineOptions } from './examine.ts';
import type { FoundContract } from './found-contract.ts';
import { findUnaccounted } from './unaccounted-references.ts';

/** What was found in a tree. */
interface Findings {
  readonly found: readonly FoundContract[];
  /** Files that hold factories, or whose contracts other files tell. */
  readonly unsettled: ReadonlySet<string>;
  readonly examined: ReadonlySet<string>;
}

export interface FindOptions extends Pick<ExamineOptions, 'graph' | 'evaluator' | 'search' | 'load' | 'before'> {
  /** The packages that define functions come from. */
  readonly modules: readonly string[];
}

/** Finds the contracts of a tree, in the files that a search has come to and those that they lead to. */
export function findContracts(options: FindOptions): Findings {
  const { graph, evaluator, search, load, modules, before } = options;
  const types = createSpecTypes(graph, modules);
  const found = new Map<string, FoundContract>();
  const counts = new Map<AnyNode, number>();
  const add = (one: FoundContract): void => {
    const index = counts.get(one.node) ?? 0;
    counts.set(one.node, index + 1);
    found.set(`${one.module.file}\0${one.node.start}\0${index}`, one);
  };
  const factories = createFactories({ evaluator, withWords: search.withWords, load, add, knowsAllCalls: true });
  const registrations = createRegistrations({ evaluator, types, load, modules });
  const examiner = createExaminer({ ...options, types, factories, registrations, add });
  for (const file of search.judged) examiner.examine(file, new Set());
  const importersOf = (files: ReadonlySet<string>): readonly string[] => judgedImporters([...files], graph, search);
  const unsettledFiles = search.judged.filter((file) => !before.isSettled(file));
  const {
    exported,
    names: aliases,
    defaults,
  } = findDefineAliases(unsettledFiles, { withWords: search.withWords, importersOf }, load, evaluator);
  for (const file of new Set([...search.withWords(exported), ...importersOf(defaults)])) examiner.examine(file, aliases);
  for (const file of filesWithTypeAliases(search, types, load)) examiner.examineTypes(file, aliases);
  for (const file of importedExcluded(graph, search, load)) examiner.examine(file, aliases);
  for (const file of search.shaped) examiner.examineForms(file, aliases);
  factories.followCalls(registrations.passedOn);
  examiner.takeRegistered(registrations.follow(factories.callsOf));
  const accounting = { graph, evaluator, load, withWords: search.withWords, found: [...found.values()] };
  for (const file of unsettledFiles) {
    const module = load(file);
    if (module && search.mayHold(module, aliases)) findUnaccounted(module, accounting).forEach(add);
  }
  const unsettled = new Set([...factories.files, ...(aliases.size > 0 ? search.judged : [])]);
  return { found: withoutPassedOn([...found.values()]), unsettled, examined: examiner.examined };
}

/** `type Own = EventSpec<…>`, `interface Own extends EventSpec<…>`, `EventSpec as Own`, `@typedef {EventSpec} Own` */
const TYPE_ALIAS = new RegExp(
  [
    String.raw`\b(?:type\s+\w+[^=;{}()]*=|interface\s+\w+[^{};()]*\bextends\b)[^;{}()=]*${SPEC_TYPE}`,
    String.raw`${SPEC_TYPE}\s+as\s+\w`,
    String.raw`@typedef\s*\{[^\n]*${SPEC_TYPE}`,
  ].join('|'),
);

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
