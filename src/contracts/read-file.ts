import { createGraph, type SharedModules } from '../modules/graph.ts';
import { lookup } from '../modules/lookup.ts';
import type { Module } from '../modules/module.ts';
import { isNode, rootOfChain, type AnyNode } from '../modules/nodes.ts';
import type { Scope, ScopedNode } from '../modules/scope.ts';
import { compareCodeUnits } from '../source/paths.ts';
import { memoize } from '../source/memoize.ts';
import type { SourceTree } from '../source/tree.ts';
import { replacedBy } from '../values/builtins/replaced.ts';
import { createEvaluator } from '../values/evaluate.ts';
import type { Evaluator } from '../values/evaluation.ts';
import { withoutDefined, withoutPassedOn } from './finding/deduplicate.ts';
import { definedKind, type EventsByMeta } from './define-functions.ts';
import { createSiteTest, findDefineCalls, type DefineSite } from './defines/define-calls.ts';
import { findGivenDefines } from './defines/given-defines.ts';
import { findLiteralContracts } from './defines/literal-contracts.ts';
import { findEscapes, lostContract } from './finding/escapes.ts';
import { createDefineReach } from './factories/define-reach.ts';
import { createFactories } from './factories/factories.ts';
import { isImport } from './factories/imported-factory.ts';
import type { FoundContract } from './finding/found-contract.ts';
import type { PlacedNode } from './finding/placed-node.ts';
import { createLibraries } from './framework/framework.ts';
import type { Inventory, ReadOptions, ReadProblem } from './inventory.ts';
import { createLocator, problemOf } from './locator.ts';
import { readAll } from './reading/read-by-running.ts';
import { createRegistrations } from './registries/registrations.ts';
import { createSpecTypes } from './types/spec-types.ts';
import { toContract } from './reading/to-contract.ts';

/**
 * Reads the contracts of one file, as an editor needs them: what other files do with it is not looked at.
 * @param shared modules of other files that have been parsed before
 */
export function readFile(tree: SourceTree, options: ReadOptions, file: string, shared: SharedModules | null = null): Inventory {
  const graph = createGraph(tree, shared);
  const eventsByMeta: EventsByMeta = new WeakMap();
  const locator = createLocator(graph);
  const problems: ReadProblem[] = [];
  const found: FoundContract[] = [];
  const load = (name: string): Module | null => {
    try {
      return graph.load(name);
    } catch (error) {
      if (name === file) problems.push(problemOf(file, error, tree));
      return null;
    }
  };
  const module = load(file);
  const libraries = createLibraries(options.modules, eventsByMeta, module ? replacedBy([module]) : new Set());
  const evaluator = createEvaluator(graph, libraries);
  const read = memoize((one: FoundContract) => toContract(one, graph, evaluator, eventsByMeta));
  if (module) {
    const add = (one: FoundContract): void => {
      if (one.module === module) found.push(one);
    };
    const factories = createFactories({ evaluator, withWords: () => [], load, add, knowsAllCalls: false });
    const calls = findDefineCalls(module, evaluator, new Set());
    for (const site of [...calls, ...findLiteralContracts(module, evaluator, createSpecTypes(graph, options.modules), calls)])
      factories.examine(site);
    // Of a file with contracts most names lead to a define function: to follow them would cost more than it saves.
    const mayDefine = calls.length > 0 ? () => true : createDefineReach(graph, options.modules);
    const isSite = createSiteTest(load, evaluator, new Set());
    for (const call of findGivenDefines(module, evaluator, new Set(), mayDefine)) factories.examineGiven(call, isSite);
    for (const escape of findEscapes(module, evaluator)) add(lostContract(escape, module));
    // Before other calls are looked at: what those import would be taken for what may write to these, which the command line does not do.
    found.forEach(read);
    const defined = new Set(calls.map((site) => site.node));
    for (const call of importedCalls(module)) {
      if (defined.has(call.node)) continue;
      const site = asDefineCall({ ...call, module }, mayDefine, evaluator);
      if (site) factories.examine(site);
      else factories.examineCall({ ...call, module }, mayDefine);
    }
    factories.followCalls();
    const literals = new Set(found.map(({ node }) => node));
    const registrations = createRegistrations({
      evaluator,
      types: createSpecTypes(graph, options.modules),
      load,
      modules: options.modules,
    });
    for (const one of [...registrations.examine(module, calls, false), ...registrations.follow(factories.callsOf)])
      if (!literals.has(one.node)) add(one);
  }
  const distinct = withoutDefined(withoutPassedOn(found), []).found;
  const all = readAll(distinct, read, {
    graph,
    libraries,
    evaluator,
    load,
    callersOf: () => [],
  });
  return {
    tree,
    contracts: [...all.contracts].sort((a, b) => a.call.start - b.call.start || compareCodeUnits(a.kind, b.kind)),
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
  const root = rootOfChain(node);
  if (root.type !== 'Identifier' || steps > MAX_STEPS) return false;
  const declaration = lookup(scope, root['name'] as string);
  if (!declaration) return root['name'] === 'require';
  if (declaration.kind === 'import') return true;
  const init = declaration.node['init'];
  return isNode(init) && isImported(init, declaration.scope, steps + 1);
}

/** A call of an import that turns out to be a define function under another name. */
function asDefineCall(call: PlacedNode, mayDefine: (part: PlacedNode) => boolean, evaluator: Evaluator): DefineSite | null {
  const { node, scope, module } = call;
  const callee = node['callee'] as AnyNode;
  if (!isImport(callee, scope) && !mayDefine({ node: callee, scope, module })) return null;
  const kind = definedKind(evaluator.evaluate(callee, evaluator.environmentOf(module, scope)));
  const [first] = node['arguments'] as AnyNode[];
  return kind && { ...call, kind, argument: first && first.type !== 'SpreadElement' ? first : null };
}
