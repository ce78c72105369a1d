import { posix } from 'node:path';
import type { SourceTree } from '../source/tree.ts';

const CONFIGURATION = /(?:^|\/)[jt]sconfig[^/]*\.json$/;

/**
 * Whether two trees differ in what leads imports of the schema library to other files than its own: `paths` of a tsconfig, or files that
 * `baseUrl` finds by the library's name.
 * @param names of the library
 * @param folders of the library in either tree, where it is part of the repository
 */
export function isLibraryRedirected(base: SourceTree, head: SourceTree, names: ReadonlySet<string>, folders: readonly string[]): boolean {
  const isOwn = (path: string): boolean => folders.some((folder) => path.includes(folder.replace(/\/$/, '')));
  const redirections = (tree: SourceTree, other: SourceTree): string => {
    const differing = tree.files().filter((file) => isConcerned(file, names) && tree.digest(file) !== other.digest(file));
    const mapped = differing.filter((file) => CONFIGURATION.test(file)).flatMap((file) => mappings(file, tree, names));
    const named = differing.filter((file) => !CONFIGURATION.test(file));
    return [...mapped, ...named].filter((one) => !isOwn(one)).join('\n');
  };
  return redirections(base, head) !== redirections(head, base);
}

function isConcerned(file: string, names: ReadonlySet<string>): boolean {
  return !file.includes('node_modules/') && (CONFIGURATION.test(file) || [...names].some((name) => file.includes(name)));
}

/** The files, or their beginnings, that entries of `paths` lead the library to. An entry for many packages counts only where there is such a file. */
function mappings(file: string, tree: SourceTree, libraries: ReadonlySet<string>): readonly string[] {
  const text = tree.read(file);
  const folder = posix.join(posix.dirname(file), /"baseUrl"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? '');
  const entries = [...text.matchAll(/"([^"]+)"\s*:\s*\[([^\]]*)\]/g)];
  const found = entries.flatMap(([, pattern = '', targets = '']) => {
    const [before = '', after] = pattern.split('*');
    const names = [...libraries].filter((name) =>
      after === undefined ? name === pattern : name.startsWith(before) && name.endsWith(after),
    );
    return names.flatMap((name) => {
      const rest = name.slice(before.length, name.length - (after ?? '').length);
      const paths = [...targets.matchAll(/"([^"]+)"/g)].map(([, target = '']) => posix.join(folder, target.replace('*', rest)));
      return paths.filter((path) => after === undefined || tree.files().some((one) => one.startsWith(path)));
    });
  });
  return found.sort();
}
