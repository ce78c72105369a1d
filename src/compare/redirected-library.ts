import { posix } from 'node:path';
import { createResolver, type Resolution } from '../modules/resolve.ts';
import type { SourceTree } from '../source/tree.ts';

/** Tells what a file's imports of the schema library lead to: the same text for the same library, and none for its own. */
export type LibraryOf = (file: string) => string;

const CONFIGURATION = /(?:^|\/)[jt]sconfig[^/]*\.json$/;

/**
 * Whether two trees may differ in what leads imports of the schema library to other files than its own: configurations, and files
 * that `baseUrl` finds by the library's name.
 * @param names of the library
 */
export function mayBeRedirected(base: SourceTree, head: SourceTree, names: ReadonlySet<string>): boolean {
  const isConcerned = (file: string): boolean =>
    !file.includes('node_modules/') && (CONFIGURATION.test(file) || [...names].some((name) => file.includes(name)));
  const differs = (tree: SourceTree, other: SourceTree): boolean =>
    tree.files().some((file) => isConcerned(file) && tree.digest(file) !== other.digest(file));
  return differs(base, head) || differs(head, base);
}

/**
 * @param names of the library
 * @param folders of the library that stand for the packaged one
 */
export function createLibraryOf(tree: SourceTree, names: ReadonlySet<string>, folders: readonly string[]): LibraryOf {
  const resolver = createResolver(tree);
  const known = new Map<string, string>();
  const isOwn = (path: string): boolean => folders.some((folder) => path.startsWith(folder));
  const leads = (resolution: Resolution): readonly string[] => {
    if (resolution.kind === 'file') return [resolution.file];
    return resolution.kind === 'ambiguous' ? resolution.files : [];
  };
  return (file) => {
    const folder = posix.dirname(file);
    const found = known.get(folder);
    if (found !== undefined) return found;
    const files = [...names].flatMap((name) => leads(resolver.resolve(name, file)));
    const library = [...new Set(files)].filter((path) => !isOwn(path)).join('\n');
    known.set(folder, library);
    return library;
  };
}
