import { readJson } from '../../modules/resolution/json-file.ts';
import { alternativesTo } from '../../modules/resolution/package-files.ts';
import { exportTargets } from '../../modules/resolution/package-targets.ts';
import { CONFIGURATION, targetFile, type Resolver } from '../../modules/resolution/resolve.ts';
import { WORKSPACE_FILE } from '../../modules/resolution/workspace.ts';
import { escapeRegExp } from '../../source/escape-regexp.ts';
import { isRecord } from '../../source/records.ts';
import type { SourceTree } from '../../source/tree.ts';
import { filesDiffering, readingOf, type Reading } from '../earlier-reading.ts';
import type { Inventory } from '../inventory.ts';
import { allImporters, judgedImporters } from '../search/importers.ts';

/** How many importers of what is led elsewhere are looked at: it may pass on what it gets. */
const MAX_IMPORTERS = 50;
/** What a manifest says of the file that stands for its package. */
const ENTRIES = ['main', 'module', 'exports'];
/** Where a manifest asks for packages. */
const DEPENDENCIES = [...['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'], ...['overrides', 'resolutions']];

/**
 * Judged files that are the same in two trees and import what is another file in each, for packages or tsconfigs say so, or because one file
 * stands before another of its name; and those that import them. They may do something else than before.
 */
export function redirected(head: Inventory, base: Inventory): readonly string[] {
  const [now, was] = [readingOf(head), readingOf(base)];
  if (!now || !was) return [];
  const { graph, search } = now;
  const resolvers = [graph.resolver, was.graph.resolver];
  const isLedElsewhere = (file: string): boolean =>
    search.specifiersOf(file).some((specifier) => new Set(resolvers.map((resolver) => targetFile(resolver, specifier, file))).size > 1);
  const patterns = [...new Set(changedSpecifiers(now, was))]
    .sort()
    .map((specifier) => escapeRegExp(specifier).replaceAll(/\\\*/g, '[^\'"`\n]*'));
  const named = patterns.length === 0 ? [] : search.matching(new RegExp(`['"\`](?:${patterns.join('|')})['"\`]`));
  const covered = [
    ...judgedImporters(oneOfSeveral(head, base), graph, search),
    ...judgedImporters(oneOfSeveral(base, head), graph, search),
  ];
  const files = [...new Set([...named, ...covered])].filter(
    (file) => search.isJudged(file) && head.tree.digest(file) === base.tree.digest(file) && isLedElsewhere(file),
  );
  return [...files, ...allImporters(files, MAX_IMPORTERS, graph, search)];
}

/** The specifiers that manifests and configurations of TypeScript lead elsewhere, with a star where any may come. */
function changedSpecifiers(...sides: readonly [now: Reading, was: Reading]): readonly string[] {
  const trees = sides.map(({ graph }) => graph.tree);
  const resolvers = sides.map(({ graph }) => graph.resolver);
  const listed = trees.flatMap((tree) => tree.files().filter((file) => CONFIGURATION.test(file)));
  const files = new Set([...listed, ...resolvers.flatMap(({ configuration }) => [...configuration])]);
  const differing = [...files].filter((file) => !isAlike(trees.map((tree) => tree.digest(file))));
  const names = new Set<string>();
  const patterns = differing.flatMap((file) => {
    const isManifest = file.endsWith('package.json');
    for (const name of isManifest ? resolvers.map((resolver) => resolver.packageOf(file)?.name) : []) if (name) names.add(name);
    const options = trees.map((tree) => (isManifest || !tree.has(file) ? null : readJson(tree, file)?.['compilerOptions']));
    const paths = options.map((all) => (isRecord(all) ? all['paths'] : null));
    // With what a configuration extends.
    const aliases = resolvers.map((resolver) => resolver.aliasesFor(file).map(({ pattern, targets }) => [pattern, targets] as const));
    return [...changedKeys(paths), ...changedKeys(aliases.map((all) => Object.fromEntries(all)))];
  });
  const linked = changedLinks(trees, resolvers, listed);
  return [...[...names].flatMap((name) => changedEntries(name, resolvers)), ...patterns, ...linked.map((name) => `${name}*`)];
}

/** The names of packages that are led elsewhere by the folders of the workspace, or by what a manifest asks for. */
function changedLinks(trees: readonly SourceTree[], resolvers: readonly Resolver[], files: readonly string[]): readonly string[] {
  const isChanged = (file: string): boolean => !isAlike(trees.map((tree) => tree.digest(file)));
  const manifests = [...new Set(files)].filter((file) => file.endsWith('package.json'));
  const members = trees.some((tree) => tree.files().some((file) => WORKSPACE_FILE.test(file) && isChanged(file)))
    ? manifests.flatMap((file) => resolvers.flatMap((resolver) => resolver.packageOf(file)?.name ?? []))
    : [];
  const moved = members.filter(
    (name) => !isAlike(resolvers.map((resolver) => resolver.workspacePackages(name).map(({ folder }) => folder))),
  );
  const asked = manifests.filter(isChanged).flatMap((file) => {
    const read = trees.map((tree) => (tree.has(file) ? readJson(tree, file) : null));
    const names = DEPENDENCIES.flatMap((field) => changedKeys(read.map((manifest) => manifest?.[field])));
    return names.filter((name) => !isAlike(resolvers.map((resolver) => resolver.resolve(name, file))));
  });
  return [...new Set([...moved, ...asked])];
}

/** The names by which a package is imported that lead elsewhere. */
function changedEntries(name: string, resolvers: readonly Resolver[]): readonly string[] {
  const packages = resolvers.map((resolver) => resolver.workspacePackages(name)[0]);
  if (!isAlike(packages.map((one) => one?.folder))) return [`${name}*`];
  const manifests = packages.map((one) => one?.manifest);
  const exported = manifests.map((manifest) => manifest?.['exports']);
  if (exported.every((one) => isRecord(one) && Object.keys(one).every((key) => key.startsWith('.'))))
    return changedKeys(exported)
      .filter((key) => exported.every((one) => exportTargets(one, key).length > 0))
      .map((key) => name + key.slice(1));
  return ENTRIES.some((entry) => !isAlike(manifests.map((manifest) => manifest?.[entry]))) ? [`${name}*`] : [];
}

/** The keys whose values differ. */
function changedKeys(maps: readonly unknown[]): readonly string[] {
  const records = maps.map((map) => (isRecord(map) ? map : {}));
  const keys = new Set(records.flatMap((record) => Object.keys(record)));
  return [...keys].filter((key) => !isAlike(records.map((record) => record[key])));
}

function isAlike(values: readonly unknown[]): boolean {
  const [first, ...others] = values;
  return others.every((value) => value === first || JSON.stringify(value) === JSON.stringify(first));
}

/** Files that one tree alone has, and that stand before, or behind, one that both have. */
function oneOfSeveral(inventory: Inventory, other: Inventory): readonly string[] {
  const isShared = (file: string): boolean => inventory.tree.has(file) && other.tree.has(file);
  return filesDiffering(inventory, other).filter((file) => !other.tree.has(file) && alternativesTo(file).some(isShared));
}
