import { memoizeWeakly } from '../../source/memoize.ts';
import { folderOf, joinPath } from '../../source/paths.ts';
import type { SourceTree } from '../../source/tree.ts';

/** A folder of installed packages, and what comes before it in a path. */
const INSTALLED_FOLDER = /^(?:(.*)\/)?node_modules(?:\/|$)/;

/**
 * The packages that a repository has in folders nearer to a file than those which are installed, or in their place by a link: a digest of
 * each of their files. Node.js and bundlers take them, whatever the manifest asks for.
 */
export function committedPackage(tree: SourceTree, name: string, file: string): readonly string[] {
  const folders = foldersWithPackages(tree);
  if (folders.size === 0) return [];
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    const found = folders.has(folder) ? filesOf(tree, folder, name) : [];
    if (found.length > 0) return found;
    if (folder === '') return [];
  }
}

/** Whether a repository has such packages at all. */
export function hasCommittedPackages(tree: SourceTree): boolean {
  return foldersWithPackages(tree).size > 0;
}

const foldersWithPackages: (tree: SourceTree) => ReadonlySet<string> = memoizeWeakly(
  (tree) =>
    new Set(
      tree.files().flatMap((file) => {
        const [match, folder = ''] = file.includes('node_modules') ? (INSTALLED_FOLDER.exec(file) ?? []) : [];
        return match === undefined ? [] : [folder];
      }),
    ),
);

/** Of those at the root a repository may have all that was installed, in whichever version: of them links alone stand for something else. */
function filesOf(tree: SourceTree, folder: string, name: string): readonly string[] {
  const path = joinPath(folder, `node_modules/${name}`);
  const real = tree.realPath?.(path) ?? path;
  if (folder === '' && real === path) return [];
  return tree
    .files()
    .filter((file) => file === real || file.startsWith(`${real}/`) || file.startsWith(`${real}.`))
    .map((file) => `${name}${file.slice(real.length)}:${tree.digest(file) ?? ''}`);
}
