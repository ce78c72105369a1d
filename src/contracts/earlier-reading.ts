import type { ModuleGraph, SharedModules } from '../modules/graph.ts';
import { lockedApart } from '../modules/resolution/lockfile.ts';
import { targetFile, type Resolver } from '../modules/resolution/resolve.ts';
import { groupBy } from '../source/groups.ts';
import { memoize, memoizeWeakly } from '../source/memoize.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Evaluator, Libraries } from '../values/evaluation.ts';
import type { CandidateSearch } from './search/candidates.ts';
import type { Contract } from './contract.ts';
import type { EventsByMeta } from './define-functions.ts';
import type { FoundContract } from './finding/found-contract.ts';
import type { Inventory, ReadOptions } from './inventory.ts';
import { followLateParts } from './late-parts.ts';

/** What is kept of a reading, so that another tree that differs little costs little. */
export interface Reading {
  readonly graph: ModuleGraph;
  readonly evaluator: Evaluator;
  readonly libraries: Libraries;
  readonly eventsByMeta: EventsByMeta;
  readonly search: CandidateSearch;
  readonly options: ReadOptions;
  /** Files that hold factories, or could not be judged: always examined again. */
  readonly unsettled: ReadonlySet<string>;
  /** The files that were examined, with the aliases that were looked for: of a file that was not, nothing is known, however equal it is. */
  readonly examined: ReadonlySet<string>;
}

const readings = new WeakMap<Inventory, Reading>();

/** Keeps what a reading of another tree can use. */
export function noteReading(inventory: Inventory, reading: Reading): void {
  readings.set(inventory, reading);
}

/** What was kept of a reading; undefined of an inventory that was not read from files. */
export function readingOf(inventory: Inventory): Reading | undefined {
  return readings.get(inventory);
}

/** What of an earlier reading holds for another tree. */
interface Earlier {
  readonly reading: Reading;
  isSame(file: string): boolean;
  /** Whether a file is the same, and all that it imports. */
  isKept(file: string): boolean;
  /** Modules of files that are the same: what they say in this tree depends on where their imports lead, their trees do not. */
  readonly modules: SharedModules;
}

/** @returns null when the earlier reading was made with other options */
export function earlierReading(near: Inventory, tree: SourceTree, options: ReadOptions, resolver: Resolver): Earlier | null {
  const reading = readings.get(near);
  if (!reading || JSON.stringify(reading.options) !== JSON.stringify(options)) return null;
  const isSame = memoize((file: string): boolean => {
    const digest = tree.digest(file);
    return digest !== undefined && digest === near.tree.digest(file);
  });
  const mayBeOther = lockedApart(tree, near.tree);
  const leadsToSame = memoize((file: string): boolean =>
    [...(reading.graph.edges.get(file) ?? [])].every(([specifier, target]) => {
      const now = targetFile(resolver, specifier, file);
      if (now !== null || target !== null) return now === target;
      const [own, former] = [resolver, reading.graph.resolver].map((one) => packageAt(specifier, file, one, reading, mayBeOther));
      return own === former;
    }),
  );
  const contracts = groupBy(near.contracts, ({ file }) => file);
  return {
    reading,
    isSame,
    modules: { resolver, load: (file) => (isSame(file) ? reading.graph.loaded(file) : undefined) },
    isKept: memoize((file) => {
      if (!isSame(file)) return false;
      for (const contract of contracts.get(file) ?? []) followLateParts(contract);
      return [...dependenciesOf([file], reading.graph)].every((one) => isSame(one) && leadsToSame(one));
    }),
  };
}

/**
 * The contracts of an earlier reading that hold for this one: in files that are settled, where this one has come to the file too, or to
 * the contract. What an excluded file holds counts only as long as some other file imports it.
 */
export function takeOver(
  near: Inventory,
  { resolver }: ModuleGraph,
  isSettled: (file: string) => boolean,
  found: readonly FoundContract[],
  examined: ReadonlySet<string>,
): readonly Contract[] {
  const files = new Set([...examined].map((examination) => examination.split('\0')[0]));
  const places = new Set(found.map(({ module, node }) => placeOf(module.file, node)));
  return near.contracts
    .filter(({ file, call }) => isSettled(file) && (files.has(file) || places.has(placeOf(file, call))))
    .map((contract) => {
      // The package's manifest is no dependency of the contract, and may have been renamed.
      const name = resolver.packageOf(contract.file)?.name ?? null;
      return name === contract.package ? contract : { ...contract, package: name };
    });
}

/**
 * The package that an import leads to, with what tells its code from that of other versions; else what kind of end it comes to.
 * @param isLockAsked of which packages it counts what lockfiles say
 */
function packageAt(
  specifier: string,
  file: string,
  resolver: Resolver,
  { libraries }: Reading,
  isLockAsked: (name: string) => boolean = () => true,
): string {
  const resolution = resolver.resolve(specifier, file);
  if (resolution.kind === 'missing') return `missing ${resolution.content ?? ''}`;
  if (resolution.kind !== 'package') return resolution.kind;
  const { name } = resolution;
  const version = resolver.versionOf(name, file);
  const keyed = isLockAsked(name) ? version : { ...version, locked: () => null };
  return `${name}@${libraries.versionKey(name, keyed)} ${libraries.ofVersion(name, '.', version)}`;
}

/** The packages that a contract depends on, with the versions that are asked for; in no order, each as often as it is imported. */
export function packagesOf({ dependencies }: Contract, inventory: Inventory): readonly string[] {
  const reading = readings.get(inventory);
  if (!reading) return [];
  const { edges, resolver } = reading.graph;
  return [...dependencies].flatMap((file) =>
    [...(edges.get(file) ?? [])].flatMap(([specifier, target]) => (target === null ? packageAt(specifier, file, resolver, reading) : [])),
  );
}

export function placeOf(file: string, { start }: { readonly start: number }): string {
  return `${file}\0${start}`;
}

/** All files that the values of some files may depend on: those that their imports, as far as they were followed, lead to. */
export function dependenciesOf(files: Iterable<string>, graph: ModuleGraph): ReadonlySet<string> {
  const seen = new Set(files);
  const pending = [...seen];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const target of graph.edges.get(next)?.values() ?? []) {
      if (target === null || seen.has(target)) continue;
      seen.add(target);
      pending.push(target);
    }
  }
  return seen;
}

/** The files with code of an inventory's tree that another one lacks, or has with another text. */
export function filesDiffering(inventory: Inventory, other: Inventory): readonly string[] {
  return differences(inventory)(other);
}

const differences = memoizeWeakly((inventory: Inventory) =>
  memoizeWeakly((other: Inventory): readonly string[] => {
    const files = readings.get(inventory)?.search.files ?? [];
    return files.filter((file) => inventory.tree.digest(file) !== other.tree.digest(file));
  }),
);

/** Those of them that are judged. */
export function judgedDiffering(inventory: Inventory, other: Inventory): readonly string[] {
  const { isJudged } = readings.get(inventory)?.search ?? {};
  return isJudged ? filesDiffering(inventory, other).filter(isJudged) : [];
}
