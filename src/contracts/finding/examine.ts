import { loadQuietly, type ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { CandidateSearch } from '../search/candidates.ts';
import { createSiteTest, findDefineCalls } from '../defines/define-calls.ts';
import { findGivenDefines } from '../defines/given-defines.ts';
import { findLiteralContracts } from '../defines/literal-contracts.ts';
import type { Factories } from '../factories/factories.ts';
import { mayHoldShaped } from '../registries/contract-shape.ts';
import type { Registrations } from '../registries/registrations.ts';
import type { SpecTypes } from '../types/spec-types.ts';
import { findEscapes, lostContract } from './escapes.ts';
import type { FoundContract } from './found-contract.ts';

export interface ExamineOptions {
  readonly graph: ModuleGraph;
  readonly evaluator: Evaluator;
  readonly search: CandidateSearch;
  readonly types: SpecTypes;
  readonly factories: Factories;
  readonly registrations: Registrations;
  /** Gives null for a file that cannot be judged. */
  load(file: string): Module | null;
  add(found: FoundContract): void;
  /** Files of an earlier reading that need not be examined again. */
  readonly before: { isSettled(file: string): boolean; readonly examined: ReadonlySet<string> };
}

/** Looks for contracts in one file after another, in each of its ways once. */
export interface Examiner {
  /** What calls define functions, also under other names, what a type makes a contract, what registries are given, and what is lost of it. */
  examine(file: string, aliases: ReadonlySet<string>): void;
  /** What a type of the repository's own makes a contract. */
  examineTypes(file: string, aliases: ReadonlySet<string>): void;
  /** What has no more than the form of a contract. */
  examineForms(file: string, aliases: ReadonlySet<string>): void;
  takeRegistered(found: readonly FoundContract[]): void;
  /** The files that were examined, with what was looked for. */
  readonly examined: ReadonlySet<string>;
}

export function createExaminer(options: ExamineOptions): Examiner {
  const { graph, evaluator, search, types, factories, registrations, load, add, before } = options;
  const examined = new Set<string>();
  const taken = new Set<AnyNode>();

  /** Notes that a file is examined for aliases, or for what no alias is called; false where it was, now or by the earlier reading. */
  function begin(file: string, wanted = ''): boolean {
    const examination = wanted === '' ? file : `${file}\0${wanted}`;
    if (examined.has(examination)) return false;
    examined.add(examination);
    return !(before.isSettled(file) && before.examined.has(examination));
  }

  /** Takes what stands where nothing was taken yet; what is registered in each round of a loop may all stand at one place. */
  function takeNew<T extends { readonly node: AnyNode }>(found: readonly T[], take: (one: T) => void): void {
    for (const one of found.filter(({ node }) => !taken.has(node))) {
      taken.add(one.node);
      take(one);
    }
  }

  return {
    examined,
    takeRegistered: (registered) => takeNew(registered, add),
    examine(file, aliases) {
      const module = begin(file, [...aliases].join()) ? load(file) : null;
      if (!module || !search.mayHold(module, aliases)) return;
      const calls = findDefineCalls(module, evaluator, aliases);
      takeNew([...calls, ...findLiteralContracts(module, evaluator, types, calls)], (site) => factories.examine(site));
      takeNew(registrations.examine(module, calls, true), add);
      const isSite = createSiteTest(load, evaluator, aliases);
      takeNew(findGivenDefines(module, evaluator, aliases), (call) => factories.examineGiven(call, isSite));
      takeNew(findEscapes(module, evaluator), (escape) => add(lostContract(escape, module)));
    },
    examineTypes(file, aliases) {
      const module = begin(file, ':types') ? load(file) : null;
      if (!module) return;
      const sites = findLiteralContracts(module, evaluator, types, findDefineCalls(module, evaluator, aliases));
      takeNew(sites, (site) => factories.examine(site));
    },
    examineForms(file, aliases) {
      if (!begin(file, ':form') || types.isOfFramework(file)) return;
      const module = loadQuietly(graph, file);
      if (!module || !mayHoldShaped(module)) return;
      // In a bundle, where no object has the form, the calls are many and each would be followed.
      const calls = module.analysis.contractForms.length > 0 ? findDefineCalls(module, evaluator, aliases) : [];
      takeNew(registrations.examine(module, calls, true), add);
    },
  };
}
