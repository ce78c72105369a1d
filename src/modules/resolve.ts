import { posix } from 'node:path';
import { addTo } from '../source/groups.ts';
import { folderOf, joinPath } from '../source/paths.ts';
import { isRecord } from '../source/records.ts';
import { satisfiesRange } from '../source/semver.ts';
import type { SourceTree } from '../source/tree.ts';
import { readJson } from './json-file.ts';
import { lockedVersion } from './lockfile.ts';
import { exportTargets, STANDARD_CONDITIONS, type PathMapping } from './package-targets.ts';
import { createTsConfigs } from './tsconfig.ts';
import { catalogRange, workspaceFolders } from './workspace.ts';

/** Where an import leads. */
export type Resolution =
  | { readonly kind: 'file'; readonly file: string }
  /** A package that is not part of the repository. */
  | { readonly kind: 'package'; readonly name: string; readonly subpath: string }
  | { readonly kind: 'ambiguous'; readonly files: readonly string[] }
  | { readonly kind: 'missing' };

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
}

export interface Resolver {
  resolve(specifier: string, from: string): Resolution;
  /** The nearest package.json above a file. */
  packageOf(file: string): PackageInfo | null;
  /** The workspace's packages that have this name. */
  workspacePackages(name: string): readonly PackageInfo[];
  /** The version of a dependency that a file gets. */
  versionOf(name: string, file: string): AskedVersion;
  /** The patterns by which a file's own package and tsconfig give names to files: `#lib/*`, `@app`. */
  aliasesFor(file: string): readonly PathMapping[];
  /** The configuration files that resolution has read. */
  readonly configuration: ReadonlySet<string>;
}

/** Extensions in the order in which bundlers try them. */
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];
/** What stands in the source for what an import names in the output. */
const SOURCE_OF_OUTPUT: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.js$/, ['.ts', '.tsx']],
  [/\.jsx$/, ['.tsx']],
  [/\.mjs$/, ['.mts']],
  [/\.cjs$/, ['.cts']],
];
/** What resolution reads of a package. */
const CONFIGURATION = /(?:^|\/)(?:package|[jt]sconfig)\.json$/;
/** Dependencies that are folders of the repository. */
const FOLDER_DEPENDENCY = /^(?:file|link|portal):/;
/** Dependencies that no package manager takes from the workspace, whatever they are called. */
const DOWNLOADED = /^(?:npm|https?|ssh|git(?:hub|lab|\+\w+)?|bitbucket):/;
/** Beside ranges there are `workspace:`, `catalog:`, tags and `*`. */
const VERSION_RANGE = /^[\^~<>=v]*\s*\d/;
const OUTPUT_FOLDERS = /^(?:\.\/)?(?:dist|lib|build|out|esm|cjs)(?:\/(?:esm|cjs|node|browser|src))?\//;

const resolvers = new WeakMap<SourceTree, Resolver>();

/** The resolver of a tree that does not change: made once, for it reads all manifests of a workspace. */
export function resolverOf(tree: SourceTree): Resolver {
  let resolver = resolvers.get(tree);
  if (!resolver) resolvers.set(tree, (resolver = createResolver(tree)));
  return resolver;
}

/** Resolves import specifiers on the files of a tree alone, as TypeScript's bundler and NodeNext modes and Node.js do. */
export function createResolver(tree: SourceTree): Resolver {
  const manifests = new Map<string, PackageInfo | null>();
  const nearest = new Map<string, PackageInfo | null>();
  const resolutions = new Map<string, Resolution>();
  const configuration = new Set<string>();
  const ranges = new Map<string, string | null>();
  const locked = new Map<string, string | null>();
  const tsconfigs = createTsConfigs(tree, readConfiguration, extendedInPackage);
  let workspace: ReadonlyMap<string, readonly PackageInfo[]> | undefined;
  let isPrefetched = false;

  /** Most of them are read sooner or later. */
  function readConfiguration(file: string): Record<string, unknown> | null {
    if (!isPrefetched) tree.prefetch(tree.files().filter((other) => CONFIGURATION.test(other)));
    isPrefetched = true;
    configuration.add(file);
    return readJson(tree, file);
  }

  function readManifest(folder: string): PackageInfo | null {
    const cached = manifests.get(folder);
    if (cached !== undefined) return cached;
    const file = joinPath(folder, 'package.json');
    let info: PackageInfo | null = null;
    if (tree.has(file)) {
      const manifest = readConfiguration(file);
      if (manifest) info = { folder, file, name: typeof manifest['name'] === 'string' ? manifest['name'] : null, manifest };
    }
    manifests.set(folder, info);
    return info;
  }

  function packageOf(file: string): PackageInfo | null {
    const folder = folderOf(file);
    const cached = nearest.get(folder);
    if (cached !== undefined) return cached;
    const own = readManifest(folder);
    // A nested package.json that only says `"type": "module"` is no package of its own.
    const found = own?.name ? own : folder === '' ? own : packageOf(folder);
    nearest.set(folder, found);
    return found;
  }

  function workspacePackages(name: string): readonly PackageInfo[] {
    workspace ??= readWorkspace();
    return workspace.get(name) ?? [];
  }

  function readWorkspace(): ReadonlyMap<string, readonly PackageInfo[]> {
    const found = new Map<string, PackageInfo[]>();
    for (const folder of workspaceFolders(tree, readManifest('')?.manifest)) {
      const info = readManifest(folder);
      if (info?.name) addTo(found, info.name, info);
    }
    return found;
  }

  /** A path without regard to packages: the file itself, with an extension, or a folder's index. */
  function file(path: string): string | null {
    if (path.startsWith('../') || path === '..') return null;
    const base = path.endsWith('/') ? path.slice(0, -1) : path;
    if (!path.endsWith('/') && base !== '') {
      for (const [output, sources] of SOURCE_OF_OUTPUT) {
        if (!output.test(base)) continue;
        for (const source of sources) {
          const candidate = base.replace(output, source);
          if (tree.has(candidate)) return candidate;
        }
      }
      if (tree.has(base)) return base;
      for (const extension of EXTENSIONS) if (tree.has(base + extension)) return base + extension;
    }
    const manifest = base === '' ? null : readManifest(base);
    if (manifest) {
      const entry = packageEntry(manifest, '.');
      if (entry) return entry;
    }
    for (const extension of EXTENSIONS) {
      const candidate = joinPath(base, `index${extension}`);
      if (tree.has(candidate)) return candidate;
    }
    return behindLink(path);
  }

  /** A link to a folder is listed as a file, and nothing below it. */
  function behindLink(path: string): string | null {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (!tree.has(path.slice(0, end))) continue;
      const real = tree.realPath?.(path) ?? path;
      return real === path ? null : file(real);
    }
    return null;
  }

  /** A target in a package's manifest; where the output is not committed, its source. */
  function target(folder: string, value: string): string | null {
    const path = joinPath(folder, value);
    const direct = tree.has(path) ? path : (file(path) ?? null);
    if (direct && !direct.endsWith('.d.ts')) return direct;
    const relative = value.replace(/^\.\//, '');
    if (!OUTPUT_FOLDERS.test(relative)) return null;
    const bare = relative.replace(OUTPUT_FOLDERS, '').replace(/\.d\.(ts|mts|cts)$/, '.js');
    const inner = bare.replace(/^src\//, '');
    const stem = inner.replace(/\.(?:js|mjs|cjs|jsx)$/, '');
    for (const candidate of [joinPath(folder, `src/${stem}`), joinPath(folder, stem)]) {
      const found = file(candidate);
      if (found && !found.endsWith('.d.ts')) return found;
    }
    return null;
  }

  function packageEntry(info: PackageInfo, subpath: string): string | null {
    const { exports: declared, main, module } = info.manifest;
    if (declared !== undefined && declared !== null) {
      // What runs unless it is told otherwise holds where it is there; elsewhere a condition such as `development` may lead to its source.
      for (const value of exportTargets(declared, subpath, STANDARD_CONDITIONS)) {
        const path = joinPath(info.folder, value);
        if (tree.has(path) && !path.endsWith('.d.ts')) return path;
      }
      for (const value of exportTargets(declared, subpath)) {
        const found = target(info.folder, value);
        if (found) return found;
      }
      return null;
    }
    if (subpath !== '.') return target(info.folder, subpath) ?? file(joinPath(info.folder, posix.join('src', subpath)));
    for (const value of [module, main]) {
      if (typeof value !== 'string') continue;
      const found = target(info.folder, value.startsWith('.') ? value : `./${value}`);
      if (found) return found;
    }
    for (const candidate of ['index', 'src/index']) {
      for (const extension of EXTENSIONS) {
        const path = joinPath(info.folder, candidate + extension);
        if (tree.has(path)) return path;
      }
    }
    return null;
  }

  /**
   * The packages of the repository that a name leads to: a folder, as in `"kit": "file:../kit"` of the file's package or of the root,
   * whose dependencies all of its folders find; else those of the workspace that have the version which is asked for.
   */
  function dependency(name: string, own: PackageInfo | null): readonly PackageInfo[] {
    for (const declaring of [own, readManifest('')]) {
      const range = declaring && dependencyRange(declaring.manifest, name);
      if (!range) continue;
      if (DOWNLOADED.test(range)) return [];
      if (!FOLDER_DEPENDENCY.test(range)) return workspacePackages(name).filter((info) => isLinked(info, declaring.manifest));
      const info = readManifest(joinPath(declaring.folder, range.replace(FOLDER_DEPENDENCY, '')).replace(/\/$/, ''));
      return info ? [info] : workspacePackages(name);
    }
    return workspacePackages(name);
  }

  function rangeOf(name: string, path: string): string | null {
    const own = packageOf(path);
    const key = `${own?.folder ?? ''}\0${name}`;
    let range = ranges.get(key);
    if (range === undefined) {
      const root = readManifest('')?.manifest;
      const written = (own && dependencyRange(own.manifest, name)) ?? (root && dependencyRange(root, name)) ?? null;
      range = written?.startsWith('catalog:') ? catalogRange(tree, root, written.slice('catalog:'.length), name) : written;
      ranges.set(key, range);
    }
    return range;
  }

  function lockedOf(name: string, path: string): string | null {
    const own = packageOf(path);
    const key = `${own?.folder ?? ''}\0${name}`;
    let version = locked.get(key);
    if (version === undefined) {
      version = lockedVersion(tree, name, { folder: own?.folder ?? '', name: own?.name ?? null, range: rangeOf(name, path) });
      locked.set(key, version);
    }
    return version;
  }

  /** The file of a package that a tsconfig extends. */
  function extendedInPackage(specifier: string, isFile: (path: string) => string | null): string | null {
    const { name, subpath } = splitSpecifier(specifier);
    for (const info of workspacePackages(name)) {
      const found = isFile(joinPath(info.folder, subpath === '.' ? 'tsconfig.json' : subpath));
      if (found) return found;
    }
    return null;
  }

  function fromTsconfig(specifier: string, from: string): Resolution | null {
    const found = tsconfigs.candidates(specifier, from).map((paths) => {
      for (const path of paths) {
        const candidate = file(path);
        if (candidate && !candidate.endsWith('.d.ts')) return candidate;
      }
      return null;
    });
    const [first, ...others] = new Set(found.filter((one) => one !== null));
    if (first === undefined) return null;
    return others.length > 0 ? { kind: 'ambiguous', files: [first, ...others] } : { kind: 'file', file: first };
  }

  function aliasesFor(path: string): readonly PathMapping[] {
    const imports = packageOf(path)?.manifest['imports'];
    const own = Object.keys(isRecord(imports) ? imports : {}).map((pattern) => ({ pattern, targets: exportTargets(imports, pattern) }));
    return [...own, ...tsconfigs.mappings(path)];
  }

  function resolveNew(specifier: string, from: string): Resolution {
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
      const path = joinPath(folderOf(from), specifier);
      const found = file(specifier.endsWith('/') || /(?:^|\/)\.{1,2}$/.test(specifier) ? `${path.replace(/\/$/, '')}/` : path);
      return found ? { kind: 'file', file: found } : { kind: 'missing' };
    }
    if (specifier.startsWith('/') || specifier.startsWith('node:'))
      return specifier.startsWith('/') ? { kind: 'missing' } : { kind: 'package', name: specifier, subpath: '.' };
    const own = packageOf(from);
    if (specifier.startsWith('#')) {
      for (const value of exportTargets(own?.manifest['imports'], specifier)) {
        if (!value.startsWith('.') && !value.startsWith('#')) return resolveNew(value, from);
        const found = own && value.startsWith('.') ? target(own.folder, value) : null;
        if (found) return { kind: 'file', file: found };
      }
    }
    const mapped = fromTsconfig(specifier, from);
    if (mapped) return mapped;
    const { name, subpath } = splitSpecifier(specifier);
    const candidates = own?.name === name ? [own] : dependency(name, own);
    const files = [...new Set(candidates.map((info) => packageEntry(info, subpath)).filter((found) => found !== null))];
    if (files.length > 1) return { kind: 'ambiguous', files };
    if (files[0] !== undefined) return { kind: 'file', file: files[0] };
    if (candidates.length > 0) return { kind: 'missing' };
    return { kind: 'package', name, subpath };
  }

  const scopes = new Map<string, string>();
  function scopeOf(from: string): string {
    const folder = folderOf(from);
    let scope = scopes.get(folder);
    if (scope === undefined) scopes.set(folder, (scope = `${packageOf(from)?.folder ?? ''}\0${tsconfigs.scopeOf(from)}`));
    return scope;
  }

  return {
    configuration,
    packageOf,
    workspacePackages,
    aliasesFor,
    versionOf: (name, file) => ({ range: () => rangeOf(name, file), locked: () => lockedOf(name, file) }),
    resolve(specifier, from) {
      // Relative specifiers depend on the folder alone, the others on the package and the tsconfig.
      const key = `${specifier.startsWith('.') ? folderOf(from) : scopeOf(from)}\0${specifier}`;
      let found = resolutions.get(key);
      if (!found) resolutions.set(key, (found = resolveNew(specifier, from)));
      return found;
    },
  };
}

/** Whether a package of the workspace is what a manifest asks for: what another version is asked of is downloaded. */
function isLinked({ name, manifest: { version } }: PackageInfo, manifest: Readonly<Record<string, unknown>>): boolean {
  const range = name === null ? null : dependencyRange(manifest, name, INSTALLED);
  if (range === null || typeof version !== 'string' || !VERSION_RANGE.test(range)) return true;
  return range.replace(/^[\^~]/, '') === version || satisfiesRange(version, range);
}

/** What a package manager installs for a package; the rest is what others are to install. */
const INSTALLED = ['dependencies', 'devDependencies', 'optionalDependencies'];

function dependencyRange(
  manifest: Readonly<Record<string, unknown>>,
  name: string,
  fields: readonly string[] = [...INSTALLED, 'peerDependencies'],
): string | null {
  for (const field of fields) {
    const listed = manifest[field];
    const range = isRecord(listed) && Object.hasOwn(listed, name) ? listed[name] : null;
    if (typeof range === 'string') return range;
  }
  return null;
}

/** `@scope/name/sub/path` → name and `./sub/path`. */
export function splitSpecifier(specifier: string): { readonly name: string; readonly subpath: string } {
  const scope = specifier.startsWith('@') ? specifier.indexOf('/') : -1;
  const end = specifier.startsWith('@') && scope < 0 ? -1 : specifier.indexOf('/', scope + 1);
  if (end < 0) return { name: specifier, subpath: '.' };
  const rest = specifier.slice(end + 1);
  return { name: specifier.slice(0, end), subpath: rest === '' ? '.' : `./${rest}` };
}
