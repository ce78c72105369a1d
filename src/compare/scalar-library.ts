import { schemaModules } from '../contracts/framework/names.ts';
import type { ScalarSchema } from '../contracts/schema/schema.ts';
import { readJson } from '../modules/resolution/json-file.ts';
import { workspacesIn } from '../modules/resolution/workspace.ts';
import { joinPath } from '../source/paths.ts';
import type { SourceTree } from '../source/tree.ts';
import { createLibraryOf, mayBeRedirected, type LibraryNames, type LibraryOf } from './redirected-library.ts';
import { scalarsThatDiffer } from './scalar-definitions.ts';

/** Whether it is not known what a scalar accepts. */
export type IsOpaque = (scalar: ScalarSchema) => boolean;

/**
 * Finds, for the files that a contract stands in at the base and at the head, the scalars that a schema library inside the repository
 * defines otherwise at the head: what they accept is then not known, for the table of scalars holds for the packaged library alone.
 * Null where there are none.
 */
export type OpaqueScalars = (baseFile: string, headFile: string) => IsOpaque | null;

export const everyScalar: IsOpaque = () => true;

/** @param modules the packages that define functions come from */
export function findOpaqueScalars(base: SourceTree, head: SourceTree, modules: readonly string[]): OpaqueScalars {
  const names = schemaModules(modules);
  const sources: LibraryNames = { schemas: new Set([...names, 'zod']), framework: new Set(modules) };
  const heads = libraryFolders(head, names, null);
  const folders = inWorkspace(head, heads);
  const bases = libraryFolders(base, names, { tree: head, folders: heads });
  const oldFolders = inWorkspace(base, bases);
  const changed = changedScalars(base, oldFolders, head, folders);
  if (changed === 'all') return () => everyScalar;
  const isChanged: IsOpaque | null = changed.size > 0 ? ({ name }) => changed.has(name) : null;
  let libraries: { readonly base: LibraryOf; readonly head: LibraryOf } | undefined;
  /** Imports may be led to a copy that says the same. */
  const libraryOf = (tree: SourceTree, all: readonly string[], own: readonly string[]): LibraryOf => {
    const isOwn = (folder: string): boolean =>
      own.includes(folder) || oldFolders.some((old) => scalarsThatDiffer(base, old, tree, folder).size === 0);
    return createLibraryOf(tree, sources, all.filter(isOwn));
  };
  const isElsewhere = (baseFile: string, headFile: string): boolean => {
    libraries ??= { base: libraryOf(base, bases, oldFolders), head: libraryOf(head, heads, folders) };
    return libraries.base(baseFile) !== libraries.head(headFile);
  };
  const isInPlace: IsOpaque | null = mayBeRedirected(base, head, sources)
    ? (scalar) => isChanged?.(scalar) === true || isElsewhere(scalar.origin.file, scalar.origin.file)
    : isChanged;
  return (baseFile, headFile) => (baseFile !== headFile && isElsewhere(baseFile, headFile) ? everyScalar : isInPlace);
}

/** The scalars of the library itself that differ, in whichever of several folders imports find it. */
function changedScalars(
  base: SourceTree,
  oldFolders: readonly string[],
  head: SourceTree,
  folders: readonly string[],
): 'all' | ReadonlySet<string> {
  // Of a library that is out of sight on one side it cannot be told.
  if ((folders.length === 0) !== (oldFolders.length === 0)) return 'all';
  const isInPlace = folders.join() === oldFolders.join();
  const pairs = folders.flatMap((folder) => (isInPlace ? [folder] : oldFolders).map((old) => [old, folder] as const));
  return new Set(pairs.flatMap(([old, folder]) => [...scalarsThatDiffer(base, old, head, folder)]));
}

/** The folders of packages that are called like the schema library. A manifest that another tree has too is not read again. */
function libraryFolders(
  tree: SourceTree,
  libraries: ReadonlySet<string>,
  known: { readonly tree: SourceTree; readonly folders: readonly string[] } | null,
): readonly string[] {
  const manifests = tree.files().filter((file) => /(^|\/)package\.json$/.test(file) && !file.includes('node_modules/'));
  const unread = manifests.filter((file) => !known || known.tree.digest(file) !== tree.digest(file));
  tree.prefetch(unread);
  const found = unread.filter((file) => isLibrary(tree.read(file), libraries)).map((file) => file.slice(0, -'package.json'.length));
  const unchanged = known?.folders.filter((folder) => {
    const manifest = `${folder}package.json`;
    return tree.has(manifest) && known.tree.digest(manifest) === tree.digest(manifest);
  });
  return [...found, ...(unchanged ?? [])].sort();
}

/** Of several packages of one name those that imports can lead to: a copy outside of the workspace is none of them. */
function inWorkspace(tree: SourceTree, folders: readonly string[]): readonly string[] {
  if (folders.length < 2) return folders;
  const manifestIn = (folder: string): ReturnType<typeof readJson> => readJson(tree, joinPath(folder, 'package.json'));
  const members = new Set(workspacesIn(tree, manifestIn).flatMap((workspace) => workspace.folders));
  const inside = folders.filter((folder) => members.has(folder.slice(0, -1)));
  return inside.length > 0 ? inside : folders;
}

function isLibrary(manifest: string, libraries: ReadonlySet<string>): boolean {
  const name = /"name"\s*:\s*"([^"]*)"/.exec(manifest)?.[1];
  return name !== undefined && libraries.has(name);
}
