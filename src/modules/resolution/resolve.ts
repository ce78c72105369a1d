import { getOrMake, memoizeWeakly } from '../../source/memoize.ts';
import { folderOf, joinPath } from '../../source/paths.ts';
import { isRecord } from '../../source/records.ts';
import { once } from '../../source/once.ts';
import { readOrNothing, type SourceTree } from '../../source/tree.ts';
import { readJson } from './json-file.ts';
import { createPackageFiles } from './package-files.ts';
import { exportTargets, type PathMapping } from './package-targets.ts';
import { createPackages, type Alias, type AskedVersion, type PackageInfo } from './packages.ts';
import { createTsConfigs } from './tsconfig.ts';

/** Where an import leads. */
export type Resolution =
  | { readonly kind: 'file'; readonly file: string }
  /** A package that is not part of the repository. */
  | { readonly kind: 'package'; readonly name: string; readonly subpath: string }
  | { readonly kind: 'ambiguous'; readonly files: readonly string[] }
  /** To what is no module by itself, with what it is told by: of a submodule the commit, of a file as in `./terms.txt?raw` its digest. */
  | { readonly kind: 'missing'; readonly content?: string };

export interface Resolver {
  resolve(specifier: string, from: string): Resolution;
  /** The nearest package.json above a file. */
  packageOf(file: string): PackageInfo | null;
  /** The workspace's packages that have this name. */
  workspacePackages(name: string): readonly PackageInfo[];
  /** The package that a specifier names, and what of it, also where it is a name of the importing package's `imports`: `#schema`. */
  named(specifier: string, from: string): { readonly name: string; readonly subpath: string };
  /** The version of a dependency that a file gets. */
  versionOf(name: string, file: string): AskedVersion;
  /** The patterns by which a file's own package and tsconfig give names to files: `#lib/*`, `@app`. */
  aliasesFor(file: string): readonly PathMapping[];
  /** The configuration files that resolution has read. */
  readonly configuration: ReadonlySet<string>;
}

/** The file of the repository that an import leads to; null where it leads elsewhere, or may lead to several. */
export function targetFile(resolver: Pick<Resolver, 'resolve'>, specifier: string, from: string): string | null {
  const resolution = resolver.resolve(specifier, from);
  return resolution.kind === 'file' ? resolution.file : null;
}

/** What a path names in the packages that are installed. */
const INSTALLED = /(?:^|\/)node_modules\/((?!.*\/node_modules\/).+)$/;

/** A folder in it, or it as the folder that paths are counted from; many leave it out as a whole. */
const LEADS_TO_INSTALLED = /node_modules\/|"baseUrl"\s*:\s*"[^"]*node_modules"/;

/** Those that others extend, too: `packages/tsconfig/base.json`. */
const TSCONFIG = /[jt]sconfig.*\.json$/;

/** What resolution reads of a package. */
export const CONFIGURATION: RegExp = /(?:^|\/)(?:package|[jt]sconfig)\.json$/;

/** The resolver of a tree that does not change: made once, for it reads all manifests of a workspace. */
export const resolverOf: (tree: SourceTree) => Resolver = memoizeWeakly(createResolver);

/** Resolves import specifiers on the files of a tree alone, as TypeScript's bundler and NodeNext modes and Node.js do. */
export function createResolver(tree: SourceTree): Resolver {
  const resolutions = new Map<string, Resolution>();
  const scopes = new Map<string, string>();
  const configuration = new Set<string>();
  const packages = createPackages(tree, readConfiguration);
  const files = createPackageFiles(tree, packages);
  const tsconfigs = createTsConfigs(tree, readConfiguration, extendedInPackage);
  let isPrefetched = false;

  /** Most of them are read sooner or later. */
  function readConfiguration(file: string): Record<string, unknown> | null {
    if (!isPrefetched) tree.prefetch(tree.files().filter((other) => CONFIGURATION.test(other)));
    isPrefetched = true;
    configuration.add(file);
    return readJson(tree, file);
  }

  /** The file of a package that a tsconfig extends. */
  function extendedInPackage(specifier: string, isFile: (path: string) => string | null): string | null {
    const { name, subpath } = splitSpecifier(specifier);
    for (const info of packages.named(name)) {
      const found = isFile(joinPath(info.folder, subpath === '.' ? 'tsconfig.json' : subpath));
      if (found) return found;
    }
    return null;
  }

  function fromTsconfig(specifier: string, from: string): Resolution | null {
    const found = tsconfigs.candidates(specifier, from).map((paths) => {
      for (const path of paths) {
        const candidate = files.at(path);
        if (candidate && !candidate.endsWith('.d.ts')) return candidate;
      }
      return null;
    });
    const [first, ...others] = new Set(found.filter((one) => one !== null));
    if (first === undefined) return null;
    return others.length > 0 ? { kind: 'ambiguous', files: [first, ...others] } : { kind: 'file', file: first };
  }

  /** The package outside of the repository that a tsconfig leads a name to: `"@contracts": ["./node_modules/@example/contracts"]`. */
  function outsideBehindPath(specifier: string, from: string): string | null {
    if (!namesInstalled()) return null;
    for (const path of tsconfigs.candidates(specifier, from).flat()) {
      const [, inside] = INSTALLED.exec(path) ?? [];
      if (inside !== undefined) return inside;
    }
    return null;
  }

  /** Few repositories have such names, and to look for them means to read the tsconfig of every file that imports a package. */
  const namesInstalled = once(() => {
    const configs = tree.files().filter((file) => TSCONFIG.test(file));
    tree.prefetch(configs);
    return configs.some((file) => LEADS_TO_INSTALLED.test(readOrNothing(tree, file)));
  });

  function aliasesFor(path: string): readonly PathMapping[] {
    const imports = packages.of(path)?.manifest['imports'];
    const own = Object.keys(isRecord(imports) ? imports : {}).map((pattern) => ({ pattern, targets: exportTargets(imports, pattern) }));
    return [...own, ...tsconfigs.mappings(path)];
  }

  function resolveNew(specifier: string, from: string): Resolution {
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
      const path = joinPath(folderOf(from), specifier);
      const found = files.at(specifier.endsWith('/') || /(?:^|\/)\.{1,2}$/.test(specifier) ? `${path.replace(/\/$/, '')}/` : path);
      if (found) return { kind: 'file', file: found };
      const content = tree.submoduleAt?.(path) ?? contentBehind(path);
      return { kind: 'missing', ...(content !== null && { content }) };
    }
    if (specifier.startsWith('/') || specifier.startsWith('node:'))
      return specifier.startsWith('/') ? { kind: 'missing' } : { kind: 'package', name: specifier, subpath: '.' };
    const own = packages.of(from);
    const alias = specifier.startsWith('#') ? behindAlias(specifier, own) : null;
    if (alias) return alias.kind === 'file' ? alias : resolveNew(alias.specifier, from);
    const mapped = fromTsconfig(specifier, from);
    if (mapped) return mapped;
    const { name, subpath, isDownloaded } = installed(outsideBehindPath(specifier, from) ?? specifier, from);
    if (isDownloaded) return { kind: 'package', name, subpath };
    const candidates = own?.name === name ? [own] : packages.dependency(name, from);
    const found = [...new Set(candidates.flatMap((info) => files.entries(info, subpath)))];
    if (found.length > 1) return { kind: 'ambiguous', files: found };
    if (found[0] !== undefined) return { kind: 'file', file: found[0] };
    if (candidates.length > 0) return { kind: 'missing' };
    return { kind: 'package', name, subpath };
  }

  /** The package that an import names, and what of it. */
  function installed(specifier: string, from: string): Alias & { readonly subpath: string } {
    const { name, subpath } = splitSpecifier(specifier);
    return { name, isDownloaded: false, ...packages.aliased(name, from), subpath };
  }

  /** What a name of its package's `imports` stands for: a file of that, or what another package gives. */
  function behindAlias(
    name: string,
    own: PackageInfo | null,
  ): { readonly kind: 'file'; readonly file: string } | { readonly kind: 'package'; readonly specifier: string } | null {
    for (const value of exportTargets(own?.manifest['imports'], name)) {
      if (!/^[.#]/.test(value)) return { kind: 'package', specifier: value };
      const found = own && value.startsWith('.') ? files.target(own.folder, value) : null;
      if (found) return { kind: 'file', file: found };
    }
    return null;
  }

  /** The digest of a file that is imported with a query, which says what bundlers make of it. */
  function contentBehind(path: string): string | null {
    const [plain = '', query] = path.split('?', 2);
    const file = query === undefined ? null : files.at(plain);
    return file === null ? null : (tree.digest(file) ?? null);
  }

  function scopeOf(from: string): string {
    return getOrMake(
      scopes,
      folderOf(from),
      () => `${packages.of(from)?.folder ?? ''}\0${packages.rootOf(from)}\0${tsconfigs.scopeOf(from)}`,
    );
  }

  return {
    configuration,
    packageOf: packages.of,
    workspacePackages: packages.named,
    named(specifier, from) {
      const alias = specifier.startsWith('#') ? behindAlias(specifier, packages.of(from)) : null;
      const imported = alias?.kind === 'package' ? alias.specifier : (outsideBehindPath(specifier, from) ?? specifier);
      return installed(imported, from);
    },
    versionOf: packages.versionOf,
    aliasesFor,
    resolve(specifier, from) {
      // Relative specifiers depend on the folder alone, the others on the package and the tsconfig.
      const key = `${specifier.startsWith('.') ? folderOf(from) : scopeOf(from)}\0${specifier}`;
      return getOrMake(resolutions, key, () => resolveNew(specifier, from));
    },
  };
}

/** `@scope/name/sub/path` → name and `./sub/path`. */
function splitSpecifier(specifier: string): { readonly name: string; readonly subpath: string } {
  const scope = specifier.startsWith('@') ? specifier.indexOf('/') : -1;
  const end = specifier.startsWith('@') && scope < 0 ? -1 : specifier.indexOf('/', scope + 1);
  if (end < 0) return { name: specifier, subpath: '.' };
  const rest = specifier.slice(end + 1);
  return { name: specifier.slice(0, end), subpath: rest === '' ? '.' : `./${rest}` };
}
