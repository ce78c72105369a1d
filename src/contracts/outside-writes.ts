import type { Module } from '../modules/module.ts';
import { isWithin, type AnyNode } from '../modules/nodes.ts';
import { addTo } from '../source/groups.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Span } from '../source/span.ts';
import type { Contract } from './contract.ts';
import { createGivenTo, createPartTest, partsOfContracts } from './contract-parts.ts';
import { readingOf } from './earlier.ts';
import { loadQuietly } from './importers.ts';
import type { Inventory } from './inventory.ts';
import { createReachTest, linesWithout, mayWrite, textOf, wordsOf } from './outside-reach.ts';

/** A write to what contracts are made of, in a file that reading them does not lead to. */
export interface OutsideWrite {
  readonly place: Span;
  /** The code, with the declarations that it uses: where it is the same, so is what it does. */
  readonly text: string;
}

export interface OutsideWrites {
  readonly isAny: boolean;
  /** The writes to what a contract is made of. */
  of(contract: Contract): readonly OutsideWrite[];
}

const NO_WRITES: OutsideWrites = { isAny: false, of: () => [] };

/**
 * Finds what files do to contracts that do not import them: `patch.ts`, which the app loads and which writes to a model of another file.
 * Asked of the files alone that differ from another tree, for to look at all would cost as much as reading them.
 * @param isWhole whether writes are asked for that the other tree has, too; else only files are read with lines that may write and that
 *   the other tree lacks
 */
export function outsideWrites(inventory: Inventory, other: SourceTree, isWhole: boolean): OutsideWrites {
  const reading = readingOf(inventory);
  if (!reading) return NO_WRITES;
  const { graph, search, evaluator } = reading;
  const differing = search.files.filter((file) => inventory.tree.digest(file) !== other.digest(file));
  const writing = differing.filter((file) => {
    const text = textOf(graph.tree, file);
    return mayWrite(text, isWhole ? text : linesWithout(text, textOf(other, file))) && search.isJudged(file);
  });
  if (writing.length === 0) return NO_WRITES;
  const { values, schemas } = partsOfContracts(inventory.contracts);
  const created = new Map<string, Span[]>();
  for (const { span } of values) addTo(created, span.file, span);
  for (const { origin } of schemas) addTo(created, origin.file, origin);
  for (const { dependencies } of inventory.contracts) for (const file of dependencies) if (!created.has(file)) created.set(file, []);
  const { mayReach, ...may } = createReachTest(created, graph);
  const modules = writing.flatMap((file) => (mayReach(file) ? (loadQuietly(graph, file) ?? []) : []));
  const writes = modules.flatMap((module) => {
    const isWanted = ({ file }: Span): boolean => file !== module.file && created.has(file);
    return evaluator.writesOf(module, { isWanted, ...may }).map((write) => ({ ...write, module }));
  });
  const given = createGivenTo(graph, evaluator);
  const texts = new Map<(typeof writes)[number], OutsideWrite>();
  function of(contract: Contract): readonly OutsideWrite[] {
    const near = writes.filter(({ object, module }) => module.file !== contract.file && contract.dependencies.has(object.file));
    const home = near.length > 0 ? loadQuietly(graph, contract.file) : null;
    if (!home) return [];
    const isPart = createPartTest(contract, graph, given);
    return near
      .filter((write) => isPart(write) && !evaluator.isRegarded(write.module.file, write.object, home))
      .map((write) => {
        let found = texts.get(write);
        if (!found) texts.set(write, (found = asOutsideWrite(write.module, write.at, write.end)));
        return found;
      });
  }

  return { isAny: writes.length > 0, of };
}

function asOutsideWrite(module: Module, start: number, end: number): OutsideWrite {
  const { text, file } = module;
  const used = new Set<AnyNode>();
  const pending = [{ start, end }];
  for (let span = pending.pop(); span; span = pending.pop()) {
    for (const node of declarationsUsed(module, span)) {
      if (used.has(node)) continue;
      used.add(node);
      pending.push(node);
    }
  }
  const others = [...used].filter((node) => !isWithin({ start, end }, node));
  const texts = [{ start, end }, ...others].map((span) => text.slice(span.start, span.end).replace(/\s+/g, ' '));
  return { place: { file, start, end }, text: texts.join('\n') };
}

/** The declarations of all names in a part of a module, in whatever scope. */
function declarationsUsed(
  { text, analysis }: Module,
  { start, end }: { readonly start: number; readonly end: number },
): readonly AnyNode[] {
  const names = new Set(wordsOf(text.slice(start, end)));
  return [...new Set(analysis.scopes.values())].flatMap((scope) =>
    [...scope.declarations.values()].filter(({ name, kind }) => names.has(name) && kind !== 'import').map(({ node }) => node),
  );
}
