import { loadQuietly, type ModuleGraph } from '../../modules/graph.ts';
import { importedOrRequired } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { targetFile } from '../../modules/resolution/resolve.ts';
import type { Declaration, Scope, ScopedNode } from '../../modules/scope.ts';
import { nodesIn, scopedNodesIn } from '../../modules/traverse.ts';
import { addTo } from '../../source/groups.ts';
import { getOrMake, memoizeWeakly } from '../../source/memoize.ts';
import type { PlacedNode } from '../finding/placed-node.ts';
import { DEFINE_FUNCTIONS } from '../framework/names.ts';

/** What a part of a module names: where running it may lead. */
interface Named {
  /** Whether what may be a define function is among it. */
  readonly hasDefine: boolean;
  /** Names that the module declares, each with the members that are asked of it; null where it is taken as a whole. */
  readonly names: ReadonlyMap<string, Members>;
  /** What is imported or required in its midst. */
  readonly sources: ReadonlySet<string>;
}

type Members = ReadonlySet<string> | null;

/** A name that a module declares; null for all that it gives out. */
interface Place {
  readonly file: string;
  readonly name: string | null;
}

/** As many names are followed. Beyond it running the code is hardly dearer. */
const MAX_PLACES = 3_000;

/**
 * Tells whether running a part of a module may come to a define function. Names alone are followed, through all files that they
 * lead to: far cheaper than to run whatever an application calls. Where they lead to one, running it tells.
 * @param modules the packages that define functions come from
 */
export function createDefineReach(graph: ModuleGraph, modules: readonly string[]): (part: PlacedNode) => boolean {
  /** Places from where one comes to a define function. */
  const leading = new Set<string>();
  /** Those from where one does not. */
  const settled = new Set<string>();

  function* placesFrom({ hasDefine, names, sources }: Named, module: Module): Generator<Place | 'define'> {
    if (hasDefine) yield 'define';
    for (const source of sources) yield* placesOfModule(source, null, module.file);
    for (const [name, members] of names) {
      const declaration = module.analysis.root.declarations.get(name);
      const imported = declaration && importedOrRequired(declaration);
      if (!imported) yield { file: module.file, name };
      else if (imported.name === null) yield* placesOfModule(imported.source, members, module.file);
      else yield* placesOfImport(imported.source, imported.name, members, module.file);
    }
  }

  function* placesOfImport(source: string, name: string, members: Members, from: string): Generator<Place | 'define'> {
    const file = targetFile(graph, source, from);
    if (file !== null) yield* placesOfExport(file, name, members);
    else if (DEFINE_FUNCTIONS.has(name)) yield 'define';
  }

  /** What a module gives out under some names, or all of it. */
  function* placesOfModule(source: string, members: Members, from: string): Generator<Place | 'define'> {
    const file = targetFile(graph, source, from);
    if (file === null) {
      const isOurs = modules.some((known) => source === known || source.startsWith(`${known}/`));
      if (isOurs && (members === null || [...members].some((name) => DEFINE_FUNCTIONS.has(name)))) yield 'define';
    } else if (members === null) yield { file, name: null };
    else for (const name of members) yield* placesOfExport(file, name, null);
  }

  function* placesOfExport(file: string, name: string, members: Members): Generator<Place | 'define'> {
    const search = graph.findExport(file, name);
    if (search.kind === 'package' && DEFINE_FUNCTIONS.has(search.name)) yield 'define';
    // It may be a member of what a CommonJS module gives as a whole.
    if (search.kind === 'missing' && name !== 'default') yield* placesOfExport(file, 'default', null);
    if (search.kind !== 'found') return;
    const { module, entry } = search;
    if (entry.kind === 'namespace') yield* placesOfModule(entry.source, members, module.file);
    else if (entry.kind === 'expression') yield* placesFrom(namedBy(nodesIn(entry.node), module), module);
    else if (entry.kind === 'local') yield { file: module.file, name: entry.name };
  }

  function* placesOf({ file, name }: Place): Generator<Place | 'define'> {
    const module = file.endsWith('.json') ? null : loadQuietly(graph, file);
    if (!module) return;
    if (name !== null) {
      yield* placesFrom(declaredIn(module)(name), module);
      return;
    }
    for (const exported of [...module.exports.keys(), 'default']) yield* placesOfExport(file, exported, null);
    for (const source of module.stars) yield* placesOfModule(source, null, file);
  }

  function search({ node, scope, module }: PlacedNode): boolean {
    /** The places that have been come to, each with the one that led there. */
    const from = new Map<string, string>();
    const pending = [{ key: '', next: placesFrom(namedBy(nodesFrom({ node, scope }, module), module), module) }];
    for (let step = pending.pop(); step; step = pending.pop()) {
      for (const place of step.next) {
        const key = place === 'define' ? place : `${place.name ?? '*'}\0${place.file}`;
        if (place === 'define' || leading.has(key) || from.size > MAX_PLACES) {
          for (let passed = step.key; passed !== ''; passed = from.get(passed) ?? '') leading.add(passed);
          return true;
        }
        if (settled.has(key) || from.has(key)) continue;
        from.set(key, step.key);
        pending.push({ key, next: placesOf(place) });
      }
    }
    for (const key of from.keys()) settled.add(key);
    return false;
  }

  // In one scope the same text has the same meaning: `ScalarTypeEnum.ID()`.
  const answers = new WeakMap<Scope, Map<string, boolean>>();
  return (part) => {
    const { node, scope, module } = part;
    const ofScope = getOrMake(answers, scope, () => new Map<string, boolean>());
    return getOrMake(ofScope, module.text.slice(node.start, node.end), () => search(part));
  };
}

/** What nodes of a module name, each before those in it. */
function namedBy(nodes: Iterable<AnyNode>, module: Module): Named {
  const { declarations } = module.analysis.root;
  const names = new Map<string, Set<string> | null>();
  const sources = new Set<string>();
  /** Identifiers that are no names by themselves: keys, and what a known member is asked of. */
  const told = new Set<unknown>();
  let hasDefine = false;
  for (const node of nodes) {
    if (node.type === 'Identifier') {
      const name = node['name'] as string;
      if (DEFINE_FUNCTIONS.has(name)) hasDefine = true;
      if (declarations.has(name) && !told.has(node)) names.set(name, null);
      continue;
    }
    if (!node['computed']) told.add(node['property'] ?? node['key']);
    if (node.type === 'MemberExpression') {
      const root = unwrap(node['object'] as AnyNode);
      const member = memberName(node);
      const name = root.type === 'Identifier' && member !== undefined ? (root['name'] as string) : null;
      if (name === null || member === undefined || !declarations.has(name)) continue;
      told.add(root);
      getOrMake(names, name, () => new Set<string>())?.add(member);
    }
    const source = sourceIn(node);
    if (source !== null) sources.add(source);
  }
  return { hasDefine, names, sources };
}

/** What a node imports or requires. Where that is computed, it mostly is what only running tells. */
function sourceIn({ type, source, callee, arguments: args }: AnyNode): string | null {
  const isRequire =
    type === 'CallExpression' && isNode(callee) && callee.type === 'Identifier' && /require$/i.test(callee['name'] as string);
  const given = type === 'ImportExpression' ? source : isRequire ? (args as AnyNode[])[0] : null;
  return isNode(given) && typeof given['value'] === 'string' ? given['value'] : null;
}

/** What each declaration of a module names, in all that it is made of, and in the statements that name it. */
const declaredIn = memoizeWeakly((module: Module) => {
  const named = new Map<string, Named>();
  const statements = new Map<string, AnyNode[]>();
  const { declarations } = module.analysis.root;
  for (const statement of module.program.body) {
    if (statement.type !== 'ExpressionStatement') continue;
    for (const name of namedBy(nodesIn(statement), module).names.keys()) addTo(statements, name, statement);
  }
  return (name: string): Named =>
    getOrMake(named, name, () => {
      const declaration = declarations.get(name);
      const parts = [...(declaration ? partsOf(declaration) : []), ...(statements.get(name) ?? [])];
      return namedBy(
        parts.flatMap((part) => [...nodesIn(part)]),
        module,
      );
    });
});

/** Where a name gets what it holds: where it is declared, and wherever it may be given another value. */
function partsOf({ node, parts, scope, inLoopHead, kind, uses }: Declaration): readonly AnyNode[] {
  if (uses.some((use) => use.kind === 'assign')) return [scope.node];
  // Callers give parameters what they hold: but for defaults nobody knows more of them here.
  if (kind === 'parameter') return node['params'] as AnyNode[];
  return [node, ...parts, ...(inLoopHead && isNode(scope.node['right']) ? [scope.node['right']] : [])];
}

/** A node, and what the names in it that functions around it declare are made of. */
function* nodesFrom(start: ScopedNode, { analysis }: Module): Generator<AnyNode> {
  const pending = [start];
  const seen = new Set<Declaration>();
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const { node, scope } of scopedNodesIn([next], analysis.scopes)) {
      yield node;
      const declaration = node.type === 'Identifier' ? lookup(scope, node['name'] as string) : undefined;
      if (!declaration || declaration.scope === analysis.root || seen.has(declaration)) continue;
      seen.add(declaration);
      for (const part of partsOf(declaration)) pending.push({ node: part, scope: declaration.scope });
    }
  }
}
