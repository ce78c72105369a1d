import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { compileGlobs } from '../../source/glob.ts';
import { memoize, memoizeWeakly } from '../../source/memoize.ts';
import { folderOf, joinPath } from '../../source/paths.ts';
import { isRecord } from '../../source/records.ts';
import type { SourceTree } from '../../source/tree.ts';
import { readJson } from './json-file.ts';

/** Gives the package.json in a folder; nothing where there is none. */
type ManifestReader = (folder: string) => Readonly<Record<string, unknown>> | null | undefined;

/** A workspace of a repository: most have one, at their root, and some have it, or several, in folders. */
export interface Workspace {
  /** The folder that it is declared in, `` for the root. */
  readonly root: string;
  /** The folders of its packages, the root among them. */
  readonly folders: readonly string[];
}

/** The files that declare workspaces. */
export const WORKSPACE_FILE: RegExp = /(?:^|\/)(?:package\.json|pnpm-workspace\.yaml|lerna\.json|rush\.json)$/;

/** The workspaces of a tree, the outer ones first; the repository's root is one, whatever it declares. */
export function workspacesIn(tree: SourceTree, manifestIn: ManifestReader): readonly Workspace[] {
  const files = tree.files().filter((file) => WORKSPACE_FILE.test(file) && !file.includes('node_modules/'));
  const manifests = files.filter((file) => file.endsWith('package.json'));
  return [...new Set(['', ...files.map(folderOf)])]
    .sort((a, b) => a.length - b.length)
    .flatMap((root) => {
      const patterns = workspacePatterns(tree, root, manifestIn);
      if (patterns.length === 0) return root === '' ? [{ root, folders: manifests.includes('package.json') ? [''] : [] }] : [];
      return [{ root, folders: membersOf(root, patterns, manifests) }];
    });
}

function membersOf(root: string, patterns: readonly string[], manifests: readonly string[]): readonly string[] {
  // As package managers match them: manifests, of which `a/**` has also the one of `a`.
  const manifestsOf = (bare: readonly string[]): ((file: string) => boolean) => compileGlobs(bare.map((glob) => `${glob}/package.json`));
  const isIncluded = manifestsOf(patterns.filter((pattern) => !pattern.startsWith('!')));
  const isExcluded = manifestsOf(patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)));
  const isDotted = patterns.some((pattern) => isHidden(pattern)) ? () => false : isHidden;
  const prefix = root === '' ? '' : `${root}/`;
  return manifests
    .filter((file) => file.startsWith(prefix))
    .filter((file) => {
      const inside = file.slice(prefix.length);
      return inside === 'package.json' || (isIncluded(inside) && !isExcluded(inside) && !isDotted(inside));
    })
    .map(folderOf);
}

/**
 * The globs of a workspace's folders, as npm, Yarn, Bun, pnpm and Lerna have them; those that begin with `!` leave some out.
 * Rush lists the folders.
 */
function workspacePatterns(tree: SourceTree, root: string, manifestIn: ManifestReader): readonly string[] {
  const declared = manifestIn(root)?.['workspaces'];
  const lists = [
    isRecord(declared) ? declared['packages'] : declared,
    pnpmWorkspace(tree, root)['packages'],
    dataIn(tree, root, 'lerna.json')?.['packages'],
    rushFolders(tree, root),
  ];
  const patterns = lists.flatMap((list) => (Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : []));
  return patterns.map((pattern) => {
    const negated = pattern.startsWith('!');
    const bare = (negated ? pattern.slice(1) : pattern).replace(/^\.\//, '').replace(/\/+$/, '');
    return negated ? `!${bare}` : bare;
  });
}

function rushFolders(tree: SourceTree, root: string): readonly unknown[] {
  const projects = dataIn(tree, root, 'rush.json')?.['projects'];
  return Array.isArray(projects) ? projects.map((project: unknown) => (isRecord(project) ? project['projectFolder'] : null)) : [];
}

function dataIn(tree: SourceTree, folder: string, name: string): Readonly<Record<string, unknown>> | null {
  const file = joinPath(folder, name);
  return tree.has(file) ? readJson(tree, file) : null;
}

/** Whether a folder of the path begins with a dot: stars mean none of them. */
function isHidden(path: string): boolean {
  return /(?:^|\/)\./.test(path);
}

/** The file in which pnpm's workspaces, and its settings, stand. */
export const PNPM_WORKSPACE = 'pnpm-workspace.yaml';

/** What pnpm's file in a folder, the root's or that of another workspace, says; nothing where there is none. */
export function pnpmWorkspace(tree: SourceTree, folder = ''): Readonly<Record<string, unknown>> {
  const file = joinPath(folder, PNPM_WORKSPACE);
  return tree.has(file) ? pnpmFiles(tree)(file) : {};
}

const pnpmFiles = memoizeWeakly((tree: SourceTree) =>
  memoize((file: string): Readonly<Record<string, unknown>> => {
    // Loaded only where a pnpm workspace exists: the library costs more than resolving a whole repository.
    const { parse } = createRequire(import.meta.url)('yaml') as typeof Yaml;
    try {
      const document: unknown = parse(tree.read(file), { maxAliasCount: 100 });
      return isRecord(document) ? document : {};
    } catch {
      return {};
    }
  }),
);

/** The range of a dependency in a catalogue of the workspace: of pnpm's file, or of the root's manifest, as Bun has it. */
export function catalogRange(
  tree: SourceTree,
  root: string,
  rootManifest: Readonly<Record<string, unknown>> | undefined,
  catalog: string,
  name: string,
): string | null {
  const workspaces = rootManifest?.['workspaces'];
  for (const place of [pnpmWorkspace(tree, root), workspaces, rootManifest]) {
    if (!isRecord(place)) continue;
    const named = place['catalogs'];
    const own =
      catalog === '' || catalog === 'default'
        ? (place['catalog'] ?? (isRecord(named) ? named['default'] : undefined))
        : isRecord(named)
          ? named[catalog]
          : undefined;
    const range = isRecord(own) && Object.hasOwn(own, name) ? own[name] : null;
    if (typeof range === 'string') return range;
  }
  return null;
}
