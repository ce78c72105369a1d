import { posix } from 'node:path';
import { createRequire } from 'node:module';
import { compileGlobs } from '../source/glob.ts';
import type * as Yaml from 'yaml';
import type { SourceTree } from '../source/tree.ts';
import { SourceError } from '../source/tree.ts';

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

export interface Resolver {
  resolve(specifier: string, from: string): Resolution;
  /** The nearest package.json above a file. */
  packageOf(file: string): PackageInfo | null;
  /** The workspace's packages that have this name. */
  workspacePackages(name: string): readonly PackageInfo[];
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
const CONFIGURATION = /(?:^|\/)(?:package|tsconfig)\.json$/;
/** Conditions of package exports that hold at run time; `types` never does. */
const RUNTIME_CONDITIONS = new Set([
  'import',
  'module',
  'node',
  'node-addons',
  'bun',
  'require',
  'default',
  'development',
  'production',
  'source',
]);
const OUTPUT_FOLDERS = /^(?:\.\/)?(?:dist|lib|build|out|esm|cjs)(?:\/(?:esm|cjs|node|browser|src))?\//;

/** Resolves import specifiers on the files of a tree alone, as TypeScript's bundler and NodeNext modes and Node.js do. */
export function createResolver(tree: SourceTree): Resolver {
  const manifests = new Map<string, PackageInfo | null>();
  const nearest = new Map<string, PackageInfo | null>();
  const resolutions = new Map<string, Resolution>();
  const configuration = new Set<string>();
  const tsconfigs = new Map<string, TsConfig | null>();
  const nearestTsconfigs = new Map<string, TsConfig | null>();
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
    const file = posix.join(folder, 'package.json');
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
    const patterns = workspacePatterns(tree, readManifest(''));
    // As package managers match them: manifests, of which `a/**` has also the one of `a`.
    const manifestsOf = (bare: readonly string[]): ((file: string) => boolean) => compileGlobs(bare.map((glob) => `${glob}/package.json`));
    const isIncluded = manifestsOf(patterns.filter((pattern) => !pattern.startsWith('!')));
    const isExcluded = manifestsOf(patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)));
    const isDotted = patterns.some((pattern) => isHidden(pattern)) ? () => false : isHidden;
    const folders = tree
      .files()
      .filter((file) => file === 'package.json' || file.endsWith('/package.json'))
      .filter((file) => file === 'package.json' || (isIncluded(file) && !isExcluded(file) && !isDotted(file)))
      .map(folderOf);
    for (const folder of folders) {
      const info = readManifest(folder);
      if (!info?.name) continue;
      const same = found.get(info.name);
      if (same) same.push(info);
      else found.set(info.name, [info]);
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
      const candidate = posix.join(base, `index${extension}`);
      if (tree.has(candidate)) return candidate;
    }
    return null;
  }

  /** A target in a package's manifest; where the output is not committed, its source. */
  function target(folder: string, value: string): string | null {
    const path = posix.join(folder, value);
    const direct = tree.has(path) ? path : (file(path) ?? null);
    if (direct && !direct.endsWith('.d.ts')) return direct;
    const relative = value.replace(/^\.\//, '');
    if (!OUTPUT_FOLDERS.test(relative)) return null;
    const bare = relative.replace(OUTPUT_FOLDERS, '').replace(/\.d\.(ts|mts|cts)$/, '.js');
    const inner = bare.replace(/^src\//, '');
    const stem = inner.replace(/\.(?:js|mjs|cjs|jsx)$/, '');
    for (const candidate of [posix.join(folder, 'src', stem), posix.join(folder, stem)]) {
      const found = file(candidate);
      if (found && !found.endsWith('.d.ts')) return found;
    }
    return null;
  }

  function packageEntry(info: PackageInfo, subpath: string): string | null {
    const { exports: declared, main, module } = info.manifest;
    if (declared !== undefined && declared !== null) {
      for (const value of exportTargets(declared, subpath)) {
        const found = target(info.folder, value);
        if (found) return found;
      }
      return null;
    }
    if (subpath !== '.') return target(info.folder, subpath) ?? file(posix.join(info.folder, 'src', subpath));
    for (const value of [module, main]) {
      if (typeof value !== 'string') continue;
      const found = target(info.folder, value.startsWith('.') ? value : `./${value}`);
      if (found) return found;
    }
    for (const candidate of ['index', 'src/index']) {
      for (const extension of EXTENSIONS) {
        const path = posix.join(info.folder, candidate + extension);
        if (tree.has(path)) return path;
      }
    }
    return null;
  }

  function tsconfigOf(folder: string): TsConfig | null {
    const cached = nearestTsconfigs.get(folder);
    if (cached !== undefined) return cached;
    const own = posix.join(folder, 'tsconfig.json');
    const found = tree.has(own) ? readTsconfig(own, new Set()) : folder === '' ? null : tsconfigOf(folderOf(folder));
    nearestTsconfigs.set(folder, found);
    return found;
  }

  function readTsconfig(path: string, seen: Set<string>): TsConfig | null {
    const cached = tsconfigs.get(path);
    if (cached !== undefined) return cached;
    if (seen.has(path) || !tree.has(path)) return null;
    seen.add(path);
    const json = readConfiguration(path);
    const folder = folderOf(path);
    let config: TsConfig = { baseUrl: null, paths: [], pathsBase: folder };
    const parents = Array.isArray(json?.['extends']) ? json['extends'] : [json?.['extends']];
    for (const parent of parents) {
      if (typeof parent !== 'string') continue;
      const parentFile = tsconfigParent(parent, folder);
      const inherited = parentFile ? readTsconfig(parentFile, seen) : null;
      if (inherited) config = { ...config, ...inherited };
    }
    const options = json?.['compilerOptions'];
    if (isRecord(options)) {
      if (typeof options['baseUrl'] === 'string') config = { ...config, baseUrl: posix.join(folder, options['baseUrl']) };
      if (isRecord(options['paths'])) {
        const paths = Object.entries(options['paths']).flatMap(([pattern, targets]) =>
          Array.isArray(targets) ? [{ pattern, targets: targets.filter((entry): entry is string => typeof entry === 'string') }] : [],
        );
        config = { ...config, paths: paths.sort((a, b) => byPrecision(a.pattern, b.pattern)), pathsBase: config.baseUrl ?? folder };
      }
    }
    tsconfigs.set(path, config);
    return config;
  }

  /** The file that `extends` names, or null where it is not part of the repository: a missing parent must not fail everything. */
  function tsconfigParent(specifier: string, folder: string): string | null {
    const withJson = (path: string): string | null =>
      [path, `${path}.json`, posix.join(path, 'tsconfig.json')].find((name) => tree.has(name)) ?? null;
    if (specifier.startsWith('.')) return withJson(posix.join(folder, specifier));
    const { name, subpath } = splitSpecifier(specifier);
    for (const info of workspacePackages(name)) {
      const found = withJson(posix.join(info.folder, subpath === '.' ? 'tsconfig.json' : subpath));
      if (found) return found;
    }
    return null;
  }

  function fromTsconfig(specifier: string, from: string): string | null {
    const config = tsconfigOf(folderOf(from));
    if (!config) return null;
    for (const { pattern, targets } of config.paths) {
      const rest = matchStar(pattern, specifier);
      if (rest === null) continue;
      for (const replacement of targets) {
        const found = file(
          posix.join(
            config.pathsBase,
            replacement.replace('*', () => rest),
          ),
        );
        if (found && !found.endsWith('.d.ts')) return found;
      }
      break;
    }
    if (config.baseUrl !== null) return file(posix.join(config.baseUrl, specifier));
    return null;
  }

  function resolveNew(specifier: string, from: string): Resolution {
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
      const path = posix.join(folderOf(from), specifier);
      const found = file(specifier.endsWith('/') || /(?:^|\/)\.{1,2}$/.test(specifier) ? `${path.replace(/\/$/, '')}/` : path);
      return found ? { kind: 'file', file: found } : { kind: 'missing' };
    }
    if (specifier.startsWith('/') || specifier.startsWith('node:'))
      return specifier.startsWith('/') ? { kind: 'missing' } : { kind: 'package', name: specifier, subpath: '.' };
    if (specifier.startsWith('#')) {
      const info = packageOf(from);
      for (const value of exportTargets(info?.manifest['imports'], specifier)) {
        const found = info && value.startsWith('.') ? target(info.folder, value) : null;
        if (found) return { kind: 'file', file: found };
      }
    }
    const mapped = fromTsconfig(specifier, from);
    if (mapped) return { kind: 'file', file: mapped };
    const { name, subpath } = splitSpecifier(specifier);
    const own = packageOf(from);
    const candidates = own?.name === name ? [own] : workspacePackages(name);
    const files = [...new Set(candidates.map((info) => packageEntry(info, subpath)).filter((found) => found !== null))];
    if (files.length > 1) return { kind: 'ambiguous', files };
    if (files[0] !== undefined) return { kind: 'file', file: files[0] };
    if (candidates.length > 0) return { kind: 'missing' };
    return { kind: 'package', name, subpath };
  }

  return {
    configuration,
    packageOf,
    workspacePackages,
    resolve(specifier, from) {
      // Relative specifiers depend on the folder alone; the others on the package and the tsconfig, which follow from the folder too.
      const key = `${folderOf(from)}\0${specifier}`;
      let found = resolutions.get(key);
      if (!found) resolutions.set(key, (found = resolveNew(specifier, from)));
      return found;
    },
  };
}

interface TsConfig {
  readonly baseUrl: string | null;
  /** The first that matches holds. */
  readonly paths: readonly PathMapping[];
  readonly pathsBase: string;
}

interface PathMapping {
  readonly pattern: string;
  readonly targets: readonly string[];
}

/** An exact name before a pattern, and of patterns the one with the longest prefix. */
function byPrecision(a: string, b: string): number {
  if (a.includes('*') !== b.includes('*')) return a.includes('*') ? 1 : -1;
  return b.indexOf('*') - a.indexOf('*') || b.length - a.length;
}

/** The folder of a path, `` for the root. */
function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** `@scope/name/sub/path` → name and `./sub/path`. */
export function splitSpecifier(specifier: string): { readonly name: string; readonly subpath: string } {
  const parts = specifier.split('/');
  const count = specifier.startsWith('@') ? 2 : 1;
  const rest = parts.slice(count).join('/');
  return { name: parts.slice(0, count).join('/'), subpath: rest === '' ? '.' : `./${rest}` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads JSON; with comments and trailing commas, as in tsconfig files. Null when it cannot be read. */
function readJson(tree: SourceTree, file: string): Record<string, unknown> | null {
  let text: string;
  try {
    text = tree.read(file);
  } catch (error) {
    if (error instanceof SourceError) return null;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    const value = readJsonWithComments(text);
    return isRecord(value) ? value : null;
  }
}

/** Strings are taken as a whole, so that what only looks like a comment in them stays. */
const JSON_COMMENT = /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g;
const JSON_TRAILING_COMMA = /("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g;

function readJsonWithComments(text: string): unknown {
  if (text.length > 1_000_000) return null;
  const keepStrings = (_: string, string: string | undefined): string => string ?? ' ';
  try {
    return JSON.parse(text.replace(JSON_COMMENT, keepStrings).replace(JSON_TRAILING_COMMA, keepStrings));
  } catch {
    return null;
  }
}

function workspacePatterns(tree: SourceTree, root: PackageInfo | null): readonly string[] {
  const declared = root?.manifest['workspaces'];
  const list = Array.isArray(declared) ? declared : isRecord(declared) ? declared['packages'] : undefined;
  const patterns = Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : [];
  if (tree.has('pnpm-workspace.yaml')) patterns.push(...pnpmPatterns(tree.read('pnpm-workspace.yaml')));
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

function pnpmPatterns(text: string): readonly string[] {
  // Loaded only where a pnpm workspace exists: the library costs more than resolving a whole repository.
  const { parse } = createRequire(import.meta.url)('yaml') as typeof Yaml;
  try {
    const document: unknown = parse(text, { maxAliasCount: 100 });
    const packages = isRecord(document) ? document['packages'] : undefined;
    return Array.isArray(packages) ? packages.filter((entry): entry is string => typeof entry === 'string') : [];
  } catch {
    return [];
  }
}

/** The specifiers by which a package is imported whose last word may be none of the file's: those that its manifest lists. */
export function entrySpecifiers({ name, manifest }: PackageInfo): readonly string[] {
  if (name === null) return [];
  const declared = manifest['exports'];
  const subpaths = isRecord(declared) ? Object.keys(declared).filter((key) => key.startsWith('./') && !key.includes('*')) : [];
  return [name, ...subpaths.map((key) => name + key.slice(1))];
}

/** The targets that a package's `exports` or `imports` give for a subpath, in the order in which a run-time would try them. */
function exportTargets(declared: unknown, subpath: string): readonly string[] {
  if (!isRecord(declared)) return subpath === '.' ? conditionTargets(declared) : [];
  const keys = Object.keys(declared);
  const hasSubpaths = keys.some((key) => key.startsWith('.') || key.startsWith('#'));
  if (!hasSubpaths) return subpath === '.' ? conditionTargets(declared) : [];
  if (Object.hasOwn(declared, subpath)) return conditionTargets(declared[subpath]);
  const best = keys
    .map((key) => ({ key, rest: key.includes('*') ? matchStar(key, subpath) : null }))
    .filter((match) => match.rest !== null)
    .sort((a, b) => byPrecision(a.key, b.key))[0];
  if (!best) return [];
  return conditionTargets(declared[best.key]).map((value) => value.replaceAll('*', () => best.rest ?? ''));
}

function conditionTargets(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(conditionTargets);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([condition, target]) => (RUNTIME_CONDITIONS.has(condition) ? conditionTargets(target) : []));
}

/** What the star of a pattern stands for, or null where the pattern does not match. */
function matchStar(pattern: string, text: string): string | null {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text ? '' : null;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return null;
  return text.slice(before.length, text.length - after.length);
}
