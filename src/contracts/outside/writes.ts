import { loadQuietly, type ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import { isWithin, type AnyNode } from '../../modules/nodes.ts';
import { addTo } from '../../source/groups.ts';
import { getOrMake } from '../../source/memoize.ts';
import { readOrNothing, type SourceTree } from '../../source/tree.ts';
import type { Span } from '../../source/span.ts';
import type { Write } from '../../values/writes/writings.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { Contract } from '../contract.ts';
import { dependenciesOf, filesDiffering, judgedDiffering, readingOf } from '../earlier-reading.ts';
import { allImporters } from '../search/importers.ts';
import type { Inventory, ReadProblem } from '../inventory.ts';
import { problemOf } from '../locator.ts';
import { linesWithout } from './changed-lines.ts';
import { createGivenTo, createPartTest, partsOfContracts } from './contract-parts.ts';
import { createFormer } from './former-texts.ts';
import { callersOfChanged, NO_CALLERS, type Callers } from './callers.ts';
import { newlyImported } from './new-imports.ts';
import { createReachTest } from './reach.ts';
import { redirected } from './redirected.ts';
import { passedOn, wordsOf, type PassedOn } from './texts.ts';

/** A write to what contracts are made of, in a file that reading them does not lead to. */
export interface OutsideWrite {
  readonly place: Span;
  /** The code, with the declarations that it uses: where it is the same, so is what it does. */
  readonly text: string;
}

export interface OutsideWrites {
  readonly isAny: boolean;
  /** Files that may write to what contracts are made of, and cannot be parsed. */
  readonly unread: readonly ReadProblem[];
  /** The writes to what a contract is made of. */
  of(contract: Contract): readonly OutsideWrite[];
}

const NO_WRITES: OutsideWrites = { isAny: false, unread: [], of: () => [] };

/**
 * Finds what files do to contracts that do not import them, at both sides of a change: `patch.ts`, which the app loads and which writes to
 * a model of another file. Asked of the files alone that differ, and of those that do something else because of them, for to look at all
 * would cost as much as reading them.
 */
export function outsideWrites(base: Inventory, head: Inventory): { readonly before: OutsideWrites; readonly after: OutsideWrites } {
  const passed = new Map<string, PassedOn>();
  /** Of files that are the same at both sides, looked at once. */
  function passedOnAt(tree: SourceTree, file: string): PassedOn {
    if (base.tree.digest(file) !== head.tree.digest(file)) return passedOn(readOrNothing(tree, file));
    return getOrMake(passed, file, () => passedOn(readOrNothing(tree, file)));
  }
  const [begun, ceased] = [callersAt(head, base), callersAt(base, head)];
  // What a file does by another way on one side is looked at on both.
  const callers = new Set([...begun.callers, ...ceased.callers, ...redirected(head, base)]);
  const after = writesAt(head, { passedOnAt, other: base, isWhole: true, created: null, callers, unparsed: begun.unparsed });
  // Where the head has no such write, all that can have changed is that the base had one: in lines that are gone.
  const isWhole = after.isAny;
  const before = writesAt(base, { passedOnAt, other: head, isWhole, created: after.created, callers, unparsed: ceased.unparsed });
  return { before, after };
}

/** Importers of a file that does not parse which are looked at. */
const MAX_IMPORTERS = 50;

/** Where the objects that contracts are made of are created, by file. */
type Created = ReadonlyMap<string, readonly Span[]>;

interface Asked {
  passedOnAt(tree: SourceTree, file: string): PassedOn;
  readonly other: Inventory;
  /** Whether writes are asked for that the other side has, too; else those in lines that it lacks. */
  readonly isWhole: boolean;
  /** What was found of the other side, which shares contracts with this one. */
  readonly created: Created | null;
  /** Files that call what differs. */
  readonly callers: ReadonlySet<string>;
  /** Files that differ, may write to what they are given, and cannot be parsed. */
  readonly unparsed: readonly string[];
}

function callersAt(inventory: Inventory, other: Inventory): Callers {
  const reading = readingOf(inventory);
  const differing = judgedDiffering(inventory, other);
  if (!reading || differing.length === 0) return NO_CALLERS;
  return callersOfChanged(reading, createFormer(other.tree, filesDiffering(other, inventory)), differing);
}

function writesAt(
  inventory: Inventory,
  { passedOnAt, other, isWhole, created: known, callers, unparsed }: Asked,
): OutsideWrites & { readonly created: Created | null } {
  const reading = readingOf(inventory);
  const differing = judgedDiffering(inventory, other);
  if (!reading || differing.length + callers.size === 0) return { ...NO_WRITES, created: known };
  const { graph, evaluator } = reading;
  const created = createdFor(inventory, graph, other, known);
  const { mayReach, ...may } = createReachTest(created, graph, passedOnAt);
  const changed = new Set(differing);
  const imported = newlyImported(reading, other, differing);
  const unread: ReadProblem[] = [];
  /** @returns null where the file cannot be parsed, which is told */
  const load = (file: string): Module | null => {
    try {
      return graph.load(file);
    } catch (error) {
      if (!unread.some((one) => one.file === file))
        unread.push(problemOf(file, error, inventory.tree, 'write to what contracts are made of'));
      return null;
    }
  };
  const writesIn = (module: Module): readonly (Write & { readonly module: Module; readonly target: string })[] => {
    const isWanted = ({ file }: Span): boolean => file !== module.file && created.has(file);
    return evaluator.writesOf(module, { isWanted, ...may }).map((write) => ({ ...write, module, target: targetOf(write) }));
  };
  for (const file of unparsed) {
    const importers = allImporters([file], MAX_IMPORTERS, graph, reading.search);
    if (importers.some((importer) => mayReach(importer, (text) => text))) load(file);
  }
  const own = new Set([...differing, ...[...callers].filter(inventory.tree.has)]);
  const writes = [...new Set([...own, ...imported.files])].flatMap((file) => {
    const part = (text: string): string => (isWhole || !changed.has(file) ? text : linesWithout(text, readOrNothing(other.tree, file)));
    // Of a caller it is known that it calls what writes.
    if (!mayReach(file, callers.has(file) && !changed.has(file) ? null : part)) return [];
    const module = own.has(file) ? load(file) : loadQuietly(graph, file);
    const found = module && writesIn(module);
    if (own.has(file) || found?.length === 0) return found ?? [];
    // Asked last, of the few that write: it takes a pass over all texts.
    if (!imported.runsHereOnly(file)) return [];
    load(file);
    return found ?? [];
  });
  const given = createGivenTo(graph, evaluator);
  function of(contract: Contract): readonly OutsideWrite[] {
    const near = writes.filter(({ object, module }) => module.file !== contract.file && contract.dependencies.has(object.file));
    const home = near.length > 0 ? loadQuietly(graph, contract.file) : null;
    if (!home) return [];
    const test = createPartTest(contract, graph, given);
    // One object may be written to in many a place.
    const known = new Map<string, boolean>();
    const isPart = (write: (typeof near)[number]): boolean => getOrMake(known, write.target, () => test(write));
    // One call may be given several parts.
    return [...new Set(near.filter((write) => isPart(write) && !evaluator.isRegarded(write.module.file, write.object, home)).map(told))];
  }
  const texts = new Map<string, OutsideWrite>();
  function told(write: (typeof writes)[number]): OutsideWrite {
    const place = `${write.module.file}:${write.at}:${write.end}`;
    return getOrMake(texts, place, () => asOutsideWrite(write, evaluator));
  }

  return { isAny: writes.length > 0, unread, of, created };
}

/** What is written to: equal where it is the same. */
function targetOf({ object: { file, start, end }, member }: Write): string {
  return `${file}:${start}:${end}:${member ?? '*'}`;
}

/** @param known what was found of the other side: contracts that both share are not looked through again */
function createdFor(inventory: Inventory, graph: ModuleGraph, other: Inventory, known: Created | null): Created {
  const common = new Set(known ? other.contracts : []);
  const contracts = inventory.contracts.filter((contract) => !common.has(contract));
  const { values, schemas } = partsOfContracts(contracts);
  const created = new Map([...(known ?? [])].map(([file, spans]) => [file, [...spans]]));
  for (const { span } of values) addTo(created, span.file, span);
  for (const { origin } of schemas) addTo(created, origin.file, origin);
  const homes = new Set(contracts.map(({ file }) => file));
  for (const file of dependenciesOf(homes, graph)) if (!created.has(file)) created.set(file, []);
  return created;
}

function asOutsideWrite({ module, at: start, end, callee }: Write & { readonly module: Module }, evaluator: Evaluator): OutsideWrite {
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
  const called = callee ? evaluator.digest(evaluator.evaluate(callee.node, evaluator.environmentOf(module, callee.scope))) : '';
  return { place: { file, start, end }, text: [...texts, called].join('\n') };
}

/** The declarations of all names in a part of a module, as they are seen from there. */
function declarationsUsed({ text, analysis }: Module, part: { readonly start: number; readonly end: number }): readonly AnyNode[] {
  const names = new Set(wordsOf(text.slice(part.start, part.end)));
  const around = [...new Set(analysis.scopes.values())].filter(({ kind, node }) => kind === 'module' || isWithin(part, node));
  return around.flatMap(({ declarations }) =>
    [...declarations.values()].filter(({ name, kind }) => names.has(name) && kind !== 'import').map(({ node }) => node),
  );
}
