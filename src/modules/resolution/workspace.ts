import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { compileGlobs } from '../../source/glob.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { folderOf } from '../../source/paths.ts';
import { isRecord } from '../../source/records.ts';
import type { SourceTree } from '../../source/tree.ts';

/** The folders of a workspace's packages, the root among them. */
export function workspaceFolders(tree: SourceTree, rootManifest: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const patterns = workspacePatterns(tree, rootManifest);
  // As package managers match them: manifests, of which `a/**` has also the one of `a`.
  const manifestsOf = (bare: readonly string[]): ((file: string) => boolean) => compileGlobs(bare.map((glob) => `${glob}/package.json`));
  const isIncluded = manifestsOf(patterns.filter((pattern) => !pattern.startsWith('!')));
  const isExcluded = manifestsOf(patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)));
  const isDotted = patterns.some((pattern) => isHidden(pattern)) ? () => false : isHidden;
  return tree
    .files()
    .filter((file) => file === 'package.json' || file.endsWith('/package.json'))
    .filter((file) => file === 'package.json' || (isIncluded(file) && !isExcluded(file) && !isDotted(file)))
    .map(folderOf);
}

/** The globs of a workspace's folders, as npm, Yarn, Bun and pnpm have them; those that begin with `!` leave some out. */
function workspacePatterns(tree: SourceTree, rootManifest: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const declared = rootManifest?.['workspaces'];
  const list = Array.isArray(declared) ? declared : isRecord(declared) ? declared['packages'] : undefined;
  const patterns = Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : [];
  const ofPnpm = pnpmWorkspace(tree)['packages'];
  if (Array.isArray(ofPnpm)) patterns.push(...ofPnpm.filter((entry): entry is string => typeof entry === 'string'));
  return patterns.map((pattern) => {
    const negated = pattern.startsWith('!');
    const bare = (negated ? pattern.slice(1) : pattern).replace(/^\.\//, '').replace(/\/+$/, '');
    return negated ? `!${bare}` : bare;
  });
}

/** Whether a folder of the path begins with a dot: stars mean none of them. */
function isHidden(path: string): boolean {
  return /(?:^|\/)\./.test(path);
}

/** The file in which pnpm's workspaces, and its settings, stand. */
export const PNPM_WORKSPACE = 'pnpm-workspace.yaml';

/** What pnpm's file at the root says; nothing where there is none. */
export const pnpmWorkspace: (tree: SourceTree) => Readonly<Record<string, unknown>> = memoizeWeakly((tree) => {
  if (!tree.has(PNPM_WORKSPACE)) return {};
  // Loaded only where a pnpm workspace exists: the library costs more than resolving a whole repository.
  const { parse } = createRequire(import.meta.url)('yaml') as typeof Yaml;
  try {
    const document: unknown = parse(tree.read(PNPM_WORKSPACE), { maxAliasCount: 100 });
    return isRecord(document) ? document : {};
  } catch {
    return {};
  }
});

/** The range of a dependency in a catalogue of the workspace: of pnpm's file, or of the root's manifest, as Bun has it. */
export function catalogRange(
  tree: SourceTree,
  rootManifest: Readonly<Record<string, unknown>> | undefined,
  catalog: string,
  name: string,
): string | null {
  const workspaces = rootManifest?.['workspaces'];
  for (const place of [pnpmWorkspace(tree), workspaces, rootManifest]) {
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
