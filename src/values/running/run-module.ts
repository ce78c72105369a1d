import type { ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { Libraries } from '../evaluation.ts';
import { isComposite } from '../points-to/points.ts';
import type { StaticValue } from '../value.ts';
import { createRun } from './create-run.ts';
import { openRun } from './environments.ts';
import { exposedObjects, methodsAmong, reachOf } from './exposure.ts';
import { importedBy, writtenForEffect } from './imported-modules.ts';
import { exportedValues, linkWriter } from './linking.ts';
import { noteMadeOnce } from './made-once.ts';
import { RunGivenUp, Thrown, type Met, type Watched } from './run.ts';

/** What a run has met. */
export interface ModuleRun {
  readonly met: readonly (Met & Sure)[];
  readonly watched: readonly (Watched & Sure)[];
  /** Whether it knows what is called by each call that it came to. */
  readonly isWhole: boolean;
  /** The words of the callees that it does not know. */
  readonly untoldWords: ReadonlySet<string>;
}

/** Whether it is as it was met: other modules may change it when they call what the module exports. */
interface Sure {
  readonly isSure: boolean;
}

/**
 * Goes through a module's statements in their order, as running it would, following what they call; nothing is executed.
 * @param isWatched literals whose values are asked for
 * @returns null where it comes to something that it cannot follow, and that may have changed what it knows
 */
export function runModule(
  graph: ModuleGraph,
  libraries: Libraries,
  module: Module,
  isWatched: (node: AnyNode) => boolean,
): ModuleRun | null {
  // Modules that import it may hold what it creates, under names that it does not know.
  const reached = importedBy(graph, module);
  if (!reached) return null;
  const written = writtenForEffect(graph, [module, ...reached]);
  const run = createRun(graph, libraries, module, isWatched, written);
  const root = openRun(run, module, module.analysis.root, null);
  try {
    for (const writer of [...reached].reverse()) linkWriter(run, writer);
    run.root(module.program.body, root);
    if (run.defining.some(({ isOver, isLeft }) => !isOver || isLeft)) return null;
    const exported = exportedValues(run, root);
    noteMadeOnce(run, methodsAmong(run, reachOf(run, exported, true)), false);
    const exposed = exposedObjects(run, exported);
    const isSure = (value: StaticValue): boolean =>
      exposed.size === 0 || ![...reachOf(run, [value], false)].some((part) => isComposite(part) && exposed.has(part));
    run.isOver = true;
    return {
      met: run.met.map((one) => ({ ...one, isSure: isSure(one.definition.spec) })),
      isWhole: !run.hasUntoldCalls,
      untoldWords: run.untoldWords,
      watched: run.watched.map((one) => ({ ...one, isSure: isSure(one.value) })),
    };
  } catch (error) {
    if (error instanceof RunGivenUp || error instanceof Thrown) return null;
    throw error;
  }
}
