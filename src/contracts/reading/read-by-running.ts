import { callAround, callAt, functionsAround, pathTo } from '../../modules/enclosing.ts';
import type { ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import { isFunction, isNode, rootIdentifier, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { groupBy } from '../../source/groups.ts';
import { getOrMake } from '../../source/memoize.ts';
import { isSameSpan, type Span } from '../../source/span.ts';
import type { Evaluator, Libraries } from '../../values/evaluation.ts';
import { runModule, type ModuleRun } from '../../values/running/run-module.ts';
import type { CallSite } from '../../values/running/run.ts';
import type { UnreadableReason } from '../../values/value.ts';
import type { Contract, UnresolvedValue } from '../contract.ts';
import { specAsLeft } from '../define-functions.ts';
import type { FoundContract } from '../finding/found-contract.ts';
import { spanOf } from '../finding/placed-node.ts';
import { NOT_JSON } from '../schema/schema.ts';

/** A contract as it was found, and as it was read. */
interface ReadContract {
  readonly found: FoundContract;
  readonly contract: Contract;
}

interface Running {
  readonly graph: ModuleGraph;
  readonly libraries: Libraries;
  readonly evaluator: Evaluator;
  /** Files that may call what a file gives out, the nearest first; not more than so many are looked for. */
  callersOf(file: string, most: number): readonly string[];
  load(file: string): Module | null;
}

/** What a run may tell that an evaluation does not: what changes in the course of time, and what is made of instances. */
const TOLD_BY_RUNNING = new Set<UnreadableReason>([
  'mutated',
  'reassigned',
  'not-static',
  'unknown-call',
  'unknown-spread',
  'dynamic-key',
  'getter',
  'parameter',
]);

/** Modules that are run for one reading; with more, nobody waits for all. */
const MAX_RUNS = 60;

/**
 * Reads contracts. Those of which something is not read are read once more by going through their modules' statements in their order: only
 * those that a run knows for certain take the place of what was found.
 * @returns the contracts, and the files where that was tried
 */
export function readAll(
  found: readonly FoundContract[],
  read: (found: FoundContract) => Contract,
  running: Running,
): { readonly contracts: readonly Contract[]; readonly files: ReadonlySet<string> } {
  const readEach = (some: readonly FoundContract[]): readonly ReadContract[] => some.map((one) => ({ found: one, contract: read(one) }));
  const isTold = createToldByRunning(running);
  const first = readEach(found);
  const byNode = groupBy(first, (one) => one.found.node);
  const unread = first.filter(({ contract }) => contract.unresolved.some(isTold));
  const watched = new Set(unread.map((one) => one.found.node).filter(({ type }) => type === 'ObjectExpression'));
  const runs = new Map<string, ModuleRun | null>();
  const runFile = (file: string): ModuleRun | null =>
    getOrMake(runs, file, () => {
      const module = runs.size < MAX_RUNS ? running.load(file) : null;
      return module && runModule(running.graph, running.libraries, module, (node) => watched.has(node));
    });
  const replaced = new Set<ReadContract>(repeated(first, runFile));
  const added: ReadContract[] = [];
  for (const one of unread) {
    if (replaced.has(one)) continue;
    const { module, node } = one.found;
    const own = runFile(module.file);
    if (!own && runs.size >= MAX_RUNS) continue;
    const here = readEach(own ? metAt(own, one.found) : []);
    if (here.length > 0) {
      // Several may have been found at one place.
      const same = byNode.get(node) ?? [];
      if (here.length === same.length && partsUnread(here) >= partsUnread(same)) continue;
      for (const other of same) replaced.add(other);
      // What was lost elsewhere may have led here already.
      added.push(...here.filter(({ found }) => !added.some((other) => isSameContract(other.found, found))));
      continue;
    }
    const callers = [...new Set([module.file, ...running.callersOf(module.file, MAX_RUNS)])];
    const met = callers.map((file) => {
      const run = runFile(file);
      const caller = running.load(file);
      return run && caller ? (one.found.isLost ? allMet(run, caller) : metOf(run, one.found, caller)) : null;
    });
    const isTaken = (other: FoundContract): boolean =>
      [...(byNode.get(other.node) ?? []), ...added].some((known) => known !== one && isSameContract(known.found, other));
    const anywhere = met.flatMap((part) => part ?? []);
    // All that was met, wherever the define function went: contracts of their own, or what it was lost for.
    const elsewhere = one.found.isLost ? anywhere.filter((other) => !isTaken(other)) : anywhere;
    if (elsewhere.length === 0 && one.found.isLost && !met.includes(null) && leadsTo(anywhere, one.found, [...replaced, ...added]))
      replaced.add(one);
    if (elsewhere.length === 0) continue;
    // Whoever could not be followed may call it as well.
    const isAll = met.every((part) => part !== null);
    if (elsewhere.some(isTaken)) {
      if (isAll && elsewhere.every(isTaken)) replaced.add(one);
      continue;
    }
    // Beside one whose key is known, what was met would be told twice.
    if (!isAll && one.contract.key.state === 'known') continue;
    added.push(...readEach(elsewhere));
    if (isAll) replaced.add(one);
  }
  const all = [...first.filter((one) => !replaced.has(one)), ...added];
  return { contracts: all.map(({ contract }) => contract), files: new Set(runs.keys()) };
}

/**
 * Whether a run may tell what is not read: not what code outside of the repository would give, and not what has no form in JSON. Most
 * unread schemas are such, and a run costs as much as reading the file and all that it imports.
 */
function createToldByRunning({ graph, evaluator }: Running): (part: UnresolvedValue) => boolean {
  const known = new Map<string, boolean>();
  const isCallOutside = (origin: Span): boolean => {
    const module = graph.loaded(origin.file);
    const call = module && callAt(module, origin);
    const root = call && rootIdentifier(unwrap(call.node['callee'] as AnyNode));
    if (!module || !root) return false;
    const value = evaluator.evaluate(root, evaluator.environmentOf(module, call.scope));
    return value.kind === 'unknown' && value.reason === 'unresolved-import';
  };
  return ({ reason, detail, origin }) => {
    if (!TOLD_BY_RUNNING.has(reason) || detail.startsWith(NOT_JSON)) return false;
    if (reason !== 'unknown-call') return true;
    const place = `${origin.file}:${origin.start}:${origin.end}`;
    return !getOrMake(known, place, () => isCallOutside(origin));
  };
}

/**
 * Contracts that calls of one factory make again in one module, which running it does not meet there: the factory gives what it has made
 * before.
 */
function repeated(read: readonly ReadContract[], runFile: (file: string) => ModuleRun | null): readonly ReadContract[] {
  const made = read.flatMap((one) => {
    const { found, contract } = one;
    const { key, version } = contract;
    if (!found.definedAt || key.state !== 'known' || version.state !== 'known') return [];
    const { file, start } = found.definedAt;
    return { one, name: `${file}:${start} ${found.module.file} ${key.value} ${version.value}` };
  });
  return [...groupBy(made, ({ name }) => name).values()].flatMap((same) => {
    if (same.length < 2) return [];
    const run = runFile(same[0].one.found.module.file);
    if (!run?.isWhole) return [];
    const isMet = ({ found }: ReadContract): boolean => run.met.some(({ calls }) => calls.some(({ node }) => node === found.node));
    const unmet = same.flatMap(({ one }) => (!isMet(one) && standsAtTop(one.found) ? one : []));
    return unmet.length < same.length ? unmet : [];
  });
}

function standsAtTop({ module, node }: FoundContract): boolean {
  const call = callAt(module, node);
  return call !== null && functionsAround(call.scope).length === 0;
}

function isSameContract(a: FoundContract, b: FoundContract): boolean {
  return a.node === b.node && isSamePlace(a.definedAt, b.definedAt);
}

/** One call may lead to several define calls. */
function isSamePlace(a: FoundContract['definedAt'], b: FoundContract['definedAt']): boolean {
  return a === b || (a !== null && b !== null && isSameSpan(a, b));
}

function partsUnread(read: readonly ReadContract[]): number {
  return read.reduce((sum, { contract }) => sum + contract.unresolved.length, 0);
}

/** The contracts that a run met at a place: a define call, a call of what leads to one, a literal. Nothing where one of them is not sure. */
function metAt(run: ModuleRun, found: FoundContract): readonly FoundContract[] {
  const { node, module } = found;
  if (node.type === 'ObjectExpression') {
    const values = run.watched.filter((one) => one.node === node);
    return values.every(({ isSure }) => isSure) ? values.map(({ value }) => ({ ...found, spec: value, isRun: true })) : [];
  }
  return allSure(
    run.met.filter(({ definition }) => !definition.isRegistration),
    ({ calls }) => siteOf(calls, module)?.node === node,
    module,
  );
}

/** Those that it met at the define call of an unread contract, or by its call of a factory, called from wherever. */
function metOf(run: ModuleRun, { module: home, node, definedAt }: FoundContract, module: Module): readonly FoundContract[] | null {
  // It came to a call that may be one of the factory.
  if (module !== home && namesAround(home, node).some((name) => run.untoldWords.has(name))) return null;
  const own = definedAt ?? spanOf({ node, module: home });
  const isOfCall = ({ definition: { span, isRegistration }, calls }: ModuleRun['met'][number]): boolean =>
    !isRegistration && isSameSpan(span, own) && (definedAt === null || calls.some((call) => call.node === node));
  const met = run.met.filter(isOfCall);
  const found = allSure(met, () => true, module);
  return found.length < met.length ? null : found;
}

/** The names of the functions around a node: what they are declared as, or of which class or object they are which member. */
function namesAround(module: Module, node: AnyNode): readonly string[] {
  const path = pathTo(module, node.start);
  return path.flatMap((inner, index) => {
    const named = isFunction(inner) ? [inner, ...path.slice(index + 1, index + 2)] : [];
    return named.flatMap(({ id, key }) => [id, key].flatMap((name) => (isNode(name) ? module.text.slice(name.start, name.end) : [])));
  });
}

/** Those that it met anywhere. */
function allMet(run: ModuleRun, module: Module): readonly FoundContract[] | null {
  const met = run.met.filter(({ definition }) => !definition.isRegistration);
  return run.isWhole && met.every(({ isSure }) => isSure) ? allSure(met, () => true, module) : null;
}

/** Whether contracts that were met are those that a lost one stands for: of its factory, or of its module where others are told by running. */
function leadsTo(met: readonly FoundContract[], lost: FoundContract, told: readonly ReadContract[]): boolean {
  if (lost.definedAt) return met.some(({ definedAt }) => isSamePlace(definedAt, lost.definedAt));
  return told.some(({ found }) => found.module === lost.module);
}

function allSure(met: ModuleRun['met'], isWanted: (one: ModuleRun['met'][number]) => boolean, module: Module): readonly FoundContract[] {
  const wanted = met.filter(isWanted);
  if (wanted.some(({ isSure }) => !isSure)) return [];
  return wanted.flatMap(({ definition, calls }): readonly FoundContract[] => {
    const { kind, span } = definition;
    const site = siteOf(calls, module);
    if (!site) return [];
    const isDefine = isSameSpan(span, spanOf(site));
    return [{ kind, module, node: site.node, definedAt: isDefine ? null : span, spec: specAsLeft(definition), isRun: true }];
  });
}

/** Of the calls that led to a contract, the innermost that stands in a module and that no function there has to be called for by name. */
function siteOf(calls: readonly CallSite[], module: Module): CallSite | null {
  const isAtTop = (call: CallSite): boolean =>
    call.module === module && functionsAround(call.scope).every((around) => callAround(module, around) !== null);
  return calls.find(isAtTop) ?? null;
}
