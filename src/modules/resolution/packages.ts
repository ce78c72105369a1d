import { addTo } from '../../source/groups.ts';
import { getOrMake, memoize } from '../../source/memoize.ts';
import { once } from '../../source/once.ts';
import { folderOf, joinPath } from '../../source/paths.ts';
import { isRecord } from '../../source/records.ts';
import { satisfiesRange } from '../../source/semver.ts';
import type { SourceTree } from '../../source/tree.ts';
import { lockedVersion } from './lockfile.ts';
import { patchesIn, patchOfRange } from './patches.ts';
import { catalogRange, pnpmWorkspace, workspacesIn } from './workspace.ts';

/** A package of the repository, as its package.json says. */
export interface PackageInfo {
  /** Folder of the package.json, `` for the root. */
  readonly folder: string;
  readonly file: string;
  readonly name: string | null;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** A version of a dependency, looked up when it is asked for. */
export interface AskedVersion {
  /** The range of versions that a file's package, or the root, asks for; null where neither does. */
  range(): string | null;
  /** The version that a lockfile gives to the file's package; null where none says so. */
  locked(): string | null;
  /** What the repository changes in the package once it is installed: a digest of each patch. */
  patches(): readonly string[];
}

/** The package behind a name of one's own. */
export interface Alias {
  readonly name: string;
  /** Whether it is never one of the workspace. */
  readonly isDownloaded: boolean;
}

/** The packages of a repository: their manifests, each read once, and what these ask for. */
export interface Packages {
  /** The package.json in a folder; null where none stands there or it cannot be read. */
  at(folder: string): PackageInfo | null;
  /** The nearest package.json above a file. */
  of(file: string): PackageInfo | null;
  /** The packages of all workspaces that have this name. */
  named(name: string): readonly PackageInfo[];
  /**
   * The packages of the repository that a name leads to: a folder, as in `"kit": "file:../kit"` of the file's package or of the root,
   * whose dependencies all of its folders find; else those of the innermost workspace that have the version which is asked for.
   */
  dependency(name: string, file: string): readonly PackageInfo[];
  /** The folder of the innermost workspace that a file lies in. */
  rootOf(file: string): string;
  /** The package that stands behind a name of one's own, as in `"spec": "npm:@example/contracts@1"`; null where the name is the package's. */
  aliased(name: string, file: string): Alias | null;
  /** The version of a dependency that a file gets. */
  versionOf(name: string, file: string): AskedVersion;
}

/** Dependencies that are folders of the repository. */
export const FOLDER_DEPENDENCY: RegExp = /^(?:file|link|portal):/;
/** Dependencies that no package manager takes from the workspace, whatever they are called. */
export const DOWNLOADED: RegExp = /^(?:npm|https?|ssh|git(?:hub|lab|\+\w+)?|bitbucket):|^[\w.-]+\/[\w.-]+(?:#.*)?$/;
/** Beside ranges there are `workspace:`, `catalog:`, tags and `*`. */
const VERSION_RANGE = /^[\^~<>=v]*\s*\d/;
/** A dependency by another name: from the registry, or pnpm's of the workspace. */
const ALIAS = /^(npm|workspace):((?:@[^@/]+\/)?[^@/]+)@/;
/** What a package manager installs for a package; the rest is what others are to install. */
const INSTALLED = ['dependencies', 'devDependencies', 'optionalDependencies'];
const DEPENDENCIES: readonly string[] = [...INSTALLED, 'peerDependencies'];

/** @param read a JSON file, or null where it cannot be read */
export function createPackages(tree: SourceTree, read: (file: string) => Record<string, unknown> | null): Packages {
  const ranges = new Map<string, string | null>();
  const locked = new Map<string, string | null>();

  const at = memoize((folder: string): PackageInfo | null => {
    const file = joinPath(folder, 'package.json');
    const manifest = tree.has(file) ? read(file) : null;
    return manifest && { folder, file, name: typeof manifest['name'] === 'string' ? manifest['name'] : null, manifest };
  });

  const around: (folder: string) => PackageInfo | null = memoize((folder) => {
    const own = at(folder);
    // A nested package.json that only says `"type": "module"` is no package of its own.
    return own?.name || folder === '' ? own : around(folderOf(folder));
  });

  function of(file: string): PackageInfo | null {
    return around(folderOf(file));
  }

  const workspaces = once(() =>
    workspacesIn(tree, (folder) => at(folder)?.manifest).map(({ root, folders }) => {
      const members = new Map<string, PackageInfo[]>();
      for (const folder of folders) {
        const info = at(folder);
        if (info?.name) addTo(members, info.name, info);
      }
      return { root, members };
    }),
  );

  /** The workspaces that a folder lies in, the innermost first. */
  const workspacesAround = memoize((folder: string) =>
    workspaces()
      .filter(({ root }) => root === '' || folder === root || folder.startsWith(`${root}/`))
      .reverse(),
  );

  function named(name: string): readonly PackageInfo[] {
    return [...new Set(workspaces().flatMap(({ members }) => members.get(name) ?? []))];
  }

  function namedAround(name: string, folder: string): readonly PackageInfo[] {
    const innermost = workspacesAround(folder).find(({ members }) => members.has(name));
    return innermost?.members.get(name) ?? [];
  }

  function rootOf(file: string): string {
    return workspacesAround(folderOf(file))[0]?.root ?? '';
  }

  function dependency(name: string, file: string): readonly PackageInfo[] {
    const [own, root] = [of(file), at(rootOf(file))];
    const inWorkspace = (): readonly PackageInfo[] => namedAround(name, folderOf(file));
    const overridden = overriddenRange(root, name);
    for (const declaring of overridden === null ? [own, root] : [root]) {
      const range = overridden ?? (declaring && dependencyRange(declaring.manifest, name));
      if (!declaring || range === null) continue;
      if (DOWNLOADED.test(range)) return [];
      const installed = overridden ?? dependencyRange(declaring.manifest, name, INSTALLED);
      if (!FOLDER_DEPENDENCY.test(range)) return inWorkspace().filter((info) => isLinked(info, installed));
      const info = at(joinPath(declaring.folder, range.replace(FOLDER_DEPENDENCY, '')).replace(/\/$/, ''));
      return info ? [info] : inWorkspace();
    }
    return inWorkspace();
  }

  function aliased(name: string, file: string): Alias | null {
    // One in the scope of another is put in its place, and meant to be taken for it.
    if (name.startsWith('@')) return null;
    const declaring = [of(file), at(rootOf(file))].find((info) => info && dependencyRange(info.manifest, name) !== null);
    const range = declaring ? dependencyRange(declaring.manifest, name) : null;
    const [, protocol, real] = ALIAS.exec(range ?? '') ?? [];
    if (!declaring || real === undefined || real === name) return null;
    // Beside the package itself it is another version of that.
    return dependencyRange(declaring.manifest, real) === null ? { name: real, isDownloaded: protocol === 'npm' } : null;
  }

  /** What the root makes of every range for a package, whoever asks for it: `overrides` of npm, Bun and pnpm, `resolutions` of Yarn. */
  function overriddenRange(root: PackageInfo | null, name: string): string | null {
    const pnpm = root?.manifest['pnpm'];
    const ofPnpm = [isRecord(pnpm) ? pnpm['overrides'] : null, pnpmWorkspace(tree, root?.folder)['overrides']];
    for (const listed of [root?.manifest['overrides'], root?.manifest['resolutions'], ...ofPnpm]) {
      const range = isRecord(listed) && Object.hasOwn(listed, name) ? listed[name] : null;
      // `$zod` stands for the range that the root itself asks for.
      if (typeof range === 'string' && !range.startsWith('$')) return range;
    }
    return null;
  }

  function rangeOf(name: string, path: string): string | null {
    const own = of(path);
    const rootFolder = rootOf(path);
    return getOrMake(ranges, `${own?.folder ?? ''}\0${rootFolder}\0${name}`, () => {
      const root = at(rootFolder);
      const written =
        overriddenRange(root, name) ??
        (own && dependencyRange(own.manifest, name)) ??
        (root && dependencyRange(root.manifest, name)) ??
        [own, root].map((info) => info && aliasedRange(info.manifest, name)).find((range) => range !== null) ??
        null;
      return written?.startsWith('catalog:')
        ? catalogRange(tree, rootFolder, root?.manifest, written.slice('catalog:'.length), name)
        : written;
    });
  }

  function lockedOf(name: string, path: string): string | null {
    const { folder, name: dependent } = of(path) ?? { folder: '', name: null };
    return getOrMake(locked, `${folder}\0${name}`, () =>
      lockedVersion(tree, name, { folder, name: dependent, range: rangeOf(name, path) }),
    );
  }

  return {
    at,
    of,
    named,
    dependency,
    rootOf,
    aliased,
    versionOf: (name, file) => ({
      range: () => rangeOf(name, file),
      locked: () => lockedOf(name, file),
      patches() {
        const own = patchOfRange(tree, rangeOf(name, file) ?? '');
        return [...(own === null ? [] : [own]), ...(patchesIn(tree).get(name) ?? [])];
      },
    }),
  };
}

/** Whether a package of the workspace is what a range asks for: what another version is asked of is downloaded. */
function isLinked({ manifest: { version } }: PackageInfo, range: string | null): boolean {
  if (range === null || typeof version !== 'string' || !VERSION_RANGE.test(range)) return true;
  return range.replace(/^[\^~]/, '') === version || satisfiesRange(version, range);
}

/** What is asked of a package by another name. */
function aliasedRange(manifest: Readonly<Record<string, unknown>>, name: string): string | null {
  for (const field of DEPENDENCIES) {
    const listed = manifest[field];
    for (const range of isRecord(listed) ? Object.values(listed) : [])
      if (typeof range === 'string' && ALIAS.exec(range)?.[2] === name) return range;
  }
  return null;
}

function dependencyRange(
  manifest: Readonly<Record<string, unknown>>,
  name: string,
  fields: readonly string[] = DEPENDENCIES,
): string | null {
  for (const field of fields) {
    const listed = manifest[field];
    const range = isRecord(listed) && Object.hasOwn(listed, name) ? listed[name] : null;
    if (typeof range === 'string') return range;
  }
  return null;
}
