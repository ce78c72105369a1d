import { type Resolution, resolverOf } from '../modules/resolution/resolve.ts';
import { getOrMake } from '../source/memoize.ts';
import { folderOf } from '../source/paths.ts';
import type { SourceTree } from '../source/tree.ts';

/** Tells what a file's imports of the schema library lead to: the same text for the same library, and none for its own. */
export type LibraryOf = (file: string) => string;

const CONFIGURATION = /(?:^|\/)[jt]sconfig[^/]*\.json$/;
const MANIFEST = /(?:^|\/)package\.json$/;
/** Ranges that put a folder or another package in the place of the one that is named. */
const SUBSTITUTE = /^(?:file|link|portal|npm):/;

/**
 * Whether two trees may differ in what leads imports of the schema library to other files than its own: configurations, files that
 * `baseUrl` finds by the library's name, and dependencies that put another package in its place.
 * @param names of the library
 */
export function mayBeRedirected(base: SourceTree, head: SourceTree, names: ReadonlySet<string>): boolean {
  const all = [...names];
  const isNamed = (file: string): boolean =>
    (file.endsWith('.json') && CONFIGURATION.test(file)) || all.some((name) => file.includes(name));
  const isConcerned = (file: string): boolean =>
    ((file.endsWith('.json') && MANIFEST.test(file)) || isNamed(file)) && !file.includes('node_modules/');
  const leadsAway = (tree: SourceTree, file: string): boolean => isNamed(file) || substitutesIn(tree.read(file), names).length > 0;
  const differs = (tree: SourceTree, other: SourceTree): boolean =>
    tree.files().some((file) => isConcerned(file) && tree.digest(file) !== other.digest(file) && leadsAway(tree, file));
  return differs(base, head) || differs(head, base);
}

/** What a manifest puts in the place of the library: as a dependency, an override or a resolution. */
function substitutesIn(manifest: string, names: ReadonlySet<string>): readonly string[] {
  // Most have none, and versions change in all manifests at once.
  if (!/"(?:file|link|portal|npm):/.test(manifest)) return [];
  const entries = [...manifest.matchAll(/"([^"]+)"\s*:\s*"([^"]*)"/g)];
  return entries.flatMap(([, name = '', range = '']) => (names.has(name) && SUBSTITUTE.test(range) ? [`${name}@${range}`] : []));
}

/**
 * @param names of the library
 * @param folders of the library that stand for the packaged one
 */
export function createLibraryOf(tree: SourceTree, names: ReadonlySet<string>, folders: readonly string[]): LibraryOf {
  const resolver = resolverOf(tree);
  const isOwn = (path: string): boolean => folders.some((folder) => path.startsWith(folder));
  const forAll = tree.has('package.json') ? substitutesIn(tree.read('package.json'), names) : [];
  const leads = (resolution: Resolution, name: string, file: string): readonly string[] => {
    if (resolution.kind === 'file') return [resolution.file];
    if (resolution.kind === 'ambiguous') return resolution.files;
    const range = resolver.versionOf(name, file).range() ?? '';
    return SUBSTITUTE.test(range) ? [`${name}@${range}`] : forAll.filter((one) => one.startsWith(`${name}@`));
  };
  const ofFolder = new Map<string, string>();
  return (file) =>
    getOrMake(ofFolder, folderOf(file), () => {
      const files = [...names].flatMap((name) => leads(resolver.resolve(name, file), name, file));
      return [...new Set(files)].filter((path) => !isOwn(path)).join('\n');
    });
}
