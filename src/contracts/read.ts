import { compareCodeUnits } from '../source/paths.ts';
import { createGraph, type ModuleGraph, type SharedModules } from '../modules/graph.ts';
import { ParseFailure, type Module } from '../modules/module.ts';
import { splitSpecifier } from '../modules/resolve.ts';
import { lookup } from '../modules/lookup.ts';
import { isNode, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Scope, ScopedNode } from '../modules/scope.ts';
import { keepTexts } from '../source/kept-texts.ts';
import { lineStarts, locate, type Location, type Span } from '../source/span.ts';
import { EncodingError, SourceError, type SourceTree } from '../source/tree.ts';
import { createEvaluator } from '../values/evaluate.ts';
import type { Evaluator } from '../values/evaluation.ts';
import { unknown, type StaticValue } from '../values/value.ts';
import { searchCandidates, type CandidateSearch } from './candidates.ts';
import type { Contract, ContractKind } from './contract.ts';
import { deprecatedTagAbove } from './deprecated-tag.ts';
import { findEscapes, type Escape } from './escapes.ts';
import { createFactories } from './factories.ts';
import { findDefineAliases } from './define-aliases.ts';
import { exportNameOf, findDefineCalls, findGivenDefines, type DefineSite } from './find.ts';
import { createLibraries, definedKind, schemaModules, type EventsByMeta } from './framework.ts';
import { importedExcluded, importNames } from './importers.ts';
import type { Inventory, ReadOptions, ReadProblem } from './inventory.ts';
import { findLiteralContracts, LITERAL_TYPES } from './literal-contracts.ts';
import { readContract } from './read-contract.ts';
import { createRegistrations, withoutDefined } from './registered.ts';
import { createSpecTypes, declaredTypeNames, type SpecTypes } from './spec-types.ts';

/** A contract that was found, before its argument is read. */
export interface Found {
  readonly kind: ContractKind;
  readonly module: Module;
  /** The call, or the literal, that the contract is located at. */
  readonly node: AnyNode;
  readonly definedAt: Span | null;
  readonly spec: StaticValue;
  /** The file where it was found, as something that is given to a registry. */
  readonly registeredIn?: string;
}

/** What is kept of a reading, so that another tree that differs little costs little. */
interface Reading {
  readonly graph: ModuleGraph;
  readonly search: CandidateSearch;
  readonly options: ReadOptions;
  /** Files that hold factories, or could not be judged: always examined again. */
  readonly unsettled: ReadonlySet<string>;
  /** The files that were examined, with the aliases that were looked for: of a file that was not, nothing is known, however equal it is. */
  readonly examined: ReadonlySet<string>;
}

const readings = new WeakMap<Inventory, Reading>();

/**
 * Reads all contracts of a tree. Problems are part of the result; nothing that the code says makes it throw.
 * @param near an inventory of a tree that differs little: contracts whose files and imports are the same in both are taken from it
 */
export function readInventory(tree: SourceTree, options: ReadOptions, near: Inventory | null = null): Inventory {
  const texts = keepTexts(tree);
  const graph = createGraph(texts);
  const earlier = near ? earlierReading(near, tree, options, graph) : null;
  const eventsByMeta: EventsByMeta = new WeakMap();
  const evaluator = createEvaluator(graph, createLibraries(options.modules, eventsByMeta));
  const search = searchCandidates(texts, options, earlier ? { search: earlier.reading.search, isSame: earlier.isSame } : null);
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
  const isSettled = (file: string): boolean => earlier !== null && earlier.isKept(file) && !earlier.reading.unsettled.has(file);
  const { found, unsettled, examined } = findContracts(graph, evaluator, search, load, options, {
    isSettled,
    examined: earlier?.reading.examined ?? new Set(),
  });
  const taken = near && earlier ? takeOver(near, graph, isSettled, found, examined) : [];
  const known = new Set(taken.map(({ file, call }) => placeOf(file, call)));
  const told = withoutDefined(found, taken);
  const read = told.found
    .filter(({ module, node }) => !known.has(placeOf(module.file, node)))
    .map((one) => toContract(one, graph, evaluator, eventsByMeta));
  const contracts = [...read, ...taken];
  contracts.sort(
    (a, b) =>
      compareCodeUnits(a.file, b.file) ||
      a.call.start - b.call.start ||
      compareCodeUnits(a.kind, b.kind) ||
      compareCodeUnits(textOf(a.key), textOf(b.key)),
  );
  problems.sort((a, b) => compareCodeUnits(a.file, b.file));
  const inventory: Inventory = {
    tree,
    contracts,
    problems,
    unparsed: new Set([
      ...graph.unparsed,
      ...[...search.unreadable].flatMap(([file, error]) => (error instanceof EncodingError ? file : [])),
    ]),
    counts: { files: search.searched, parsed: graph.parsed },
    locate: locator.locate,
    text: locator.text,
  };
  readings.set(inventory, { graph, search, options, unsettled: new Set([...unsettled, ...told.unsettled, ...failed]), examined });
  return inventory;
}

/**
 * The contracts of an earlier reading that hold for this one: in files that are settled, where this one has come to the file too, or to
 * the contract. What an excluded file holds counts only as long as some other file imports it.
 */
function takeOver(
  near: Inventory,
  { resolver }: ModuleGraph,
  isSettled: (file: string) => boolean,
  found: readonly Found[],
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

function placeOf(file: string, { start }: { readonly start: number }): string {
  return `${file}\0${start}`;
}

/**
 * Reads the contracts of one file, as an editor needs them: what other files do with it is not looked at.
 * @param shared modules of other files that have been parsed before
 */
export function readFile(tree: SourceTree, options: ReadOptions, file: string, shared: SharedModules | null = null): Inventory {
  const graph = createGraph(tree, shared);
  const eventsByMeta: EventsByMeta = new WeakMap();
  const evaluator = createEvaluator(graph, createLibraries(options.modules, eventsByMeta));
  const locator = createLocator(graph);
  const problems: ReadProblem[] = [];
  const found: Found[] = [];
  const load = (name: string): Module | null => {
    try {
      return graph.load(name);
    } catch (error) {
      if (name === file) problems.push(problemOf(file, error, tree));
      return null;
    }
  };
  const module = load(file);
  if (module) {
    const add = (one: Found): void => {
      if (one.module === module) found.push(one);
    };
    const factories = createFactories(evaluator, () => [], load, add, false);
    const calls = findDefineCalls(module, evaluator, new Set());
    for (const site of [...calls, ...findLiteralContracts(module, evaluator, specTypesOf(graph, options), calls)])
      factories.examine(site, module);
    const isSite = createSiteTest(load, evaluator, new Set());
    for (const call of findGivenDefines(module, evaluator, new Set())) factories.examineGiven(call, module, isSite);
    for (const escape of findEscapes(module, evaluator)) add(lostContract(escape, module));
    const defined = new Set(calls.map((site) => site.node));
    for (const call of importedCalls(module)) {
      if (defined.has(call.node)) continue;
      const site = asDefineCall(call, module, evaluator);
      if (site) factories.examine(site, module);
      else factories.examineCall(call.node, call.scope, module);
    }
    factories.followCalls();
    const literals = new Set(found.map(({ node }) => node));
    const registrations = createRegistrations(evaluator, specTypesOf(graph, options), load);
    for (const one of [...registrations.examine(module), ...registrations.follow(factories.callsOf)]) if (!literals.has(one.node)) add(one);
  }
  const contracts = withoutDefined(withoutPassedOn(found), [])
    .found.map((one) => toContract(one, graph, evaluator, eventsByMeta))
    .sort((a, b) => a.call.start - b.call.start || compareCodeUnits(a.kind, b.kind));
  return {
    tree,
    contracts,
    problems,
    unparsed: graph.unparsed,
    counts: { files: 1, parsed: graph.parsed },
    locate: locator.locate,
    text: locator.text,
  };
}

/** Calls of what the module imports, or that are given it, by the names of constants too: they may lead to define functions. */
function importedCalls(module: Module): readonly ScopedNode[] {
  return module.analysis.calls.filter(
    ({ node, scope }) =>
      node.type === 'CallExpression' && [node, ...(node['arguments'] as AnyNode[])].some((part) => isImported(part, scope, 0)),
  );
}

/** Constants that hold what constants hold; beyond it nobody passes an import on in one file. */
const MAX_STEPS = 4;

function isImported(node: AnyNode, scope: Scope, steps: number): boolean {
  let root = unwrap(node);
  while (root.type === 'CallExpression' || root.type === 'MemberExpression') root = unwrap((root['callee'] ?? root['object']) as AnyNode);
  if (root.type !== 'Identifier' || steps > MAX_STEPS) return false;
  const declaration = lookup(scope, root['name'] as string);
  if (!declaration) return root['name'] === 'require';
  if (declaration.kind === 'import') return true;
  const init = declaration.node['init'];
  return isNode(init) && isImported(init, declaration.scope, steps + 1);
}

/** What of an earlier reading holds for another tree, or null when it was read with other options. */
function earlierReading(
  near: Inventory,
  tree: SourceTree,
  options: ReadOptions,
  graph: ModuleGraph,
): { readonly reading: Reading; isSame(file: string): boolean; isKept(file: string): boolean } | null {
  const reading = readings.get(near);
  if (!reading || JSON.stringify(reading.options) !== JSON.stringify(options)) return null;
  const same = new Map<string, boolean>();
  const isSame = (file: string): boolean => {
    let known = same.get(file);
    if (known === undefined) {
      const digest = tree.digest(file);
      same.set(file, (known = digest !== undefined && digest === near.tree.digest(file)));
    }
    return known;
  };
  const leadsToSame = new Map<string, boolean>();
  const leadsSame = (file: string): boolean => {
    let known = leadsToSame.get(file);
    if (known === undefined) {
      const edges = reading.graph.edges.get(file) ?? new Map<string, string | null>();
      known = [...edges].every(([specifier, target]) => {
        const resolution = graph.resolver.resolve(specifier, file);
        return (resolution.kind === 'file' ? resolution.file : null) === target;
      });
      leadsToSame.set(file, known);
    }
    return known;
  };
  const kept = new Map<string, boolean>();
  return {
    reading,
    isSame,
    isKept(file) {
      let known = kept.get(file);
      if (known === undefined) {
        known = isSame(file) && [...dependenciesOf(file, reading.graph)].every((dependency) => isSame(dependency) && leadsSame(dependency));
        kept.set(file, known);
      }
      return known;
    },
  };
}

function findContracts(
  graph: ModuleGraph,
  evaluator: Evaluator,
  search: CandidateSearch,
  load: (file: string) => Module | null,
  options: ReadOptions,
  before: { isSettled(file: string): boolean; readonly examined: ReadonlySet<string> },
): { readonly found: readonly Found[]; readonly unsettled: ReadonlySet<string>; readonly examined: ReadonlySet<string> } {
  const types = specTypesOf(graph, options);
  const found = new Map<string, Found>();
  const counts = new Map<AnyNode, number>();
  const add = (one: Found): void => {
    const index = counts.get(one.node) ?? 0;
    counts.set(one.node, index + 1);
    found.set(`${one.module.file}\0${one.node.start}\0${index}`, one);
  };
  const factories = createFactories(evaluator, search.withWords, load, add);
  const examined = new Set<string>();
  const taken = new Set<AnyNode>();
  const registrations = createRegistrations(evaluator, types, load);
  const takeRegistered = (registered: readonly Found[]): void => {
    for (const one of registered.filter(({ node }) => !taken.has(node))) {
      taken.add(one.node);
      add(one);
    }
  };
  const take = (sites: readonly DefineSite[], module: Module): void => {
    for (const site of sites) {
      if (taken.has(site.node)) continue;
      taken.add(site.node);
      factories.examine(site, module);
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
    take([...calls, ...findLiteralContracts(module, evaluator, types, calls)], module);
    takeRegistered(registrations.examine(module));
    const isSite = createSiteTest(load, evaluator, aliases);
    for (const call of findGivenDefines(module, evaluator, aliases)) {
      if (taken.has(call.node)) continue;
      taken.add(call.node);
      factories.examineGiven(call, module, isSite);
    }
    for (const escape of findEscapes(module, evaluator)) {
      if (taken.has(escape.node)) continue;
      taken.add(escape.node);
      add(lostContract(escape, module));
    }
  };
  for (const file of search.judged) examine(file, new Set());
  const importersOf = (files: ReadonlySet<string>): readonly string[] =>
    files.size === 0 ? [] : search.importersOf(importNames([...files], graph)).filter(search.isJudged);
  const names = { withWords: search.withWords, importersOf };
  const unsettledFiles = search.judged.filter((file) => !before.isSettled(file));
  const { exported, names: aliases, defaults } = findDefineAliases(unsettledFiles, names, load, evaluator);
  for (const file of new Set([...search.withWords(exported), ...importersOf(defaults)])) examine(file, aliases);
  for (const file of filesWithTypeAliases(search, types, load)) {
    const examination = `${file}\0types`;
    examined.add(examination);
    const module = before.isSettled(file) && before.examined.has(examination) ? null : load(file);
    if (module) take(findLiteralContracts(module, evaluator, types, findDefineCalls(module, evaluator, aliases)), module);
  }
  for (const file of importedExcluded(graph, search, load)) examine(file, aliases);
  factories.followCalls(registrations.passedOn);
  takeRegistered(registrations.follow(factories.callsOf));
  const unsettled = new Set([...factories.files, ...(aliases.size > 0 ? search.judged : [])]);
  return { found: withoutPassedOn([...found.values()]), unsettled, examined };
}

/** A literal that is given to a define function is the contract of that call, whatever its type says; so is one that the call's argument is made of. */
function withoutPassedOn(found: readonly Found[]): readonly Found[] {
  const isCall = ({ node }: Found): boolean => node.type !== 'ObjectExpression';
  if (found.every(isCall)) return found;
  const given = found.filter(isCall).flatMap(({ spec }): readonly Span[] => {
    const meta = spec.kind === 'object' ? spec.properties.get('meta')?.value : undefined;
    return meta?.kind === 'object' ? [spec.span, meta.span] : [spec.span];
  });
  return found.filter(
    (one) =>
      isCall(one) ||
      one.registeredIn !== undefined ||
      !given.some(({ file, start, end }) => file === one.module.file && one.node.start <= start && end <= one.node.end),
  );
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

function specTypesOf(graph: ModuleGraph, options: ReadOptions): SpecTypes {
  const frameworks = new Set(options.modules);
  const schemas = schemaModules(options.modules);
  const load = (file: string): Module | null => {
    try {
      return graph.load(file);
    } catch {
      return null;
    }
  };
  const isOfFramework = (file: string): boolean => frameworks.has(graph.resolver.packageOf(file)?.name ?? '');
  const packageOf = (specifier: string, from: string): 'framework' | 'its schema library' | 'another' => {
    const { name } = splitSpecifier(specifier);
    const isKnown = frameworks.has(name) || schemas.has(name);
    const resolution = isKnown ? null : graph.resolver.resolve(specifier, from);
    const owner = resolution?.kind === 'file' ? (graph.resolver.packageOf(resolution.file)?.name ?? '') : name;
    if (frameworks.has(owner)) return 'framework';
    return schemas.has(owner) ? 'its schema library' : 'another';
  };
  return createSpecTypes(graph, load, packageOf, isOfFramework);
}

/** A call of an import that turns out to be a define function under another name. */
function asDefineCall({ node, scope }: ScopedNode, module: Module, evaluator: Evaluator): DefineSite | null {
  const kind = definedKind(evaluator.evaluate(node['callee'] as AnyNode, evaluator.environmentOf(module, scope)));
  const [first] = node['arguments'] as AnyNode[];
  return kind && { node, scope, kind, argument: first && first.type !== 'SpreadElement' ? first : null };
}

/** What a define function may define where it cannot be followed. */
function lostContract({ node, kind, detail }: Escape, module: Module): Found {
  const span: Span = { file: module.file, start: node.start, end: node.end };
  return { kind, module, node, definedAt: null, spec: unknown('unknown-call', span, detail) };
}

/** Tells the calls that are found as define calls by themselves. */
function createSiteTest(
  load: (file: string) => Module | null,
  evaluator: Evaluator,
  aliases: ReadonlySet<string>,
): (span: Span) => boolean {
  const starts = new Map<string, ReadonlySet<number>>();
  return ({ file, start }) => {
    let known = starts.get(file);
    if (!known) {
      const module = load(file);
      known = new Set(module ? findDefineCalls(module, evaluator, aliases).map((site) => site.node.start) : []);
      starts.set(file, known);
    }
    return known.has(start);
  };
}

function toContract(found: Found, graph: ModuleGraph, evaluator: Evaluator, eventsByMeta: EventsByMeta): Contract {
  const { module, node } = found;
  return readContract(
    {
      kind: found.kind,
      file: module.file,
      call: { file: module.file, start: node.start, end: node.end },
      definedAt: found.definedAt,
      spec: evaluator.settled(found.spec, module),
      exportName: exportNameOf(module, node),
      package: graph.resolver.packageOf(module.file)?.name ?? null,
      deprecatedTag: deprecatedTagAbove(module, node),
      dependencies: () => dependenciesOf(module.file, graph),
    },
    evaluator,
    eventsByMeta,
  );
}

/** All files that a file's values may depend on: those that its imports, as far as they were followed, lead to. */
function dependenciesOf(file: string, graph: ModuleGraph): ReadonlySet<string> {
  const seen = new Set([file]);
  const pending = [file];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const target of graph.edges.get(next)?.values() ?? []) {
      if (target === null || seen.has(target)) continue;
      seen.add(target);
      pending.push(target);
    }
  }
  return seen;
}

function createLocator(graph: ModuleGraph): { locate(span: Span): Location; text(file: string): string } {
  const starts = new Map<string, readonly number[]>();
  const text = (file: string): string => graph.loaded(file)?.text ?? (graph.tree.has(file) ? graph.tree.read(file) : '');
  return {
    text,
    locate(span) {
      let known = starts.get(span.file);
      if (!known) starts.set(span.file, (known = lineStarts(text(span.file))));
      return locate(span, known);
    },
  };
}

function problemOf(file: string, error: unknown, tree: SourceTree): ReadProblem {
  if (error instanceof ParseFailure) {
    const position = locate({ file, start: error.offset, end: error.offset }, lineStarts(tree.read(file)));
    return {
      file,
      line: position.line,
      column: position.column,
      message: `${file} may hold contracts and cannot be parsed: ${error.message}`,
      hint: 'Fix the syntax, or exclude the file with contracts.exclude in the policy.',
    };
  }
  const hint = error instanceof SourceError ? error.hint : null;
  return { file, line: null, column: null, message: error instanceof Error ? error.message : String(error), hint };
}

function textOf(read: Contract['key']): string {
  return read.state === 'known' ? read.value : '';
}
