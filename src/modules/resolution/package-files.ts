import { posix } from 'node:path';
import { joinPath } from '../../source/paths.ts';
import type { SourceTree } from '../../source/tree.ts';
import { exportTargets, STANDARD_CONDITIONS } from './package-targets.ts';
import type { PackageInfo, Packages } from './packages.ts';

/** Extensions in the order in which bundlers try them. */
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];
/** What stands in the source for what an import names in the output. */
const SOURCE_OF_OUTPUT: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.js$/, ['.ts', '.tsx']],
  [/\.jsx$/, ['.tsx']],
  [/\.mjs$/, ['.mts']],
  [/\.cjs$/, ['.cts']],
];
const OUTPUT_FOLDERS =
  /^(?:\.\/)?(?:[._]?(?:dist|distribution|lib|build|out|output|target|esm?|cjs)(?:-\w+)?)(?:\/(?:esm?|cjs|commonjs|module|node|browser|src))?\//;
const SOURCE_FOLDERS = ['src', 'source'];

/** The files that a path without an extension may stand for, where it may stand for one. */
export function alternativesTo(file: string): readonly string[] {
  const path = file.replace(/(?:\/index)?\.\w+$/, '');
  return EXTENSIONS.flatMap((extension) => [path + extension, `${path}/index${extension}`]).filter((other) => other !== file);
}

/** The files that paths without extensions, folders and packages stand for. */
export interface PackageFiles {
  /** A path without regard to the package it lies in: the file itself, with an extension, or what a folder gives. */
  at(path: string): string | null;
  /** A target in the manifest of a package; where the output is not committed, its source. */
  target(folder: string, value: string): string | null;
  /** What is imported by the name of a package and a subpath, `.` for the package itself: of several files Node takes another one than bundlers. */
  entries(info: PackageInfo, subpath: string): readonly string[];
}

export function createPackageFiles(tree: SourceTree, packages: Pick<Packages, 'at'>): PackageFiles {
  function at(path: string): string | null {
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
    const manifest = base === '' ? null : packages.at(base);
    if (manifest) {
      const [main] = entries(manifest, '.');
      if (main !== undefined) return main;
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
      return real === path ? null : at(real);
    }
    return null;
  }

  function target(folder: string, value: string): string | null {
    const path = joinPath(folder, value);
    const direct = tree.has(path) ? path : (at(path) ?? null);
    if (direct && !direct.endsWith('.d.ts')) return direct;
    const relative = value.replace(/^\.\//, '');
    if (!OUTPUT_FOLDERS.test(relative)) return null;
    const bare = relative.replace(OUTPUT_FOLDERS, '').replace(/\.d\.(ts|mts|cts)$/, '.js');
    const inner = bare.replace(/^src\//, '');
    const stem = inner.replace(/\.(?:js|mjs|cjs|jsx)$/, '');
    for (const candidate of [...SOURCE_FOLDERS.map((name) => joinPath(folder, `${name}/${stem}`)), joinPath(folder, stem)]) {
      const found = at(candidate);
      if (found && !found.endsWith('.d.ts')) return found;
    }
    return null;
  }

  function entries(info: PackageInfo, subpath: string): readonly string[] {
    const { exports: declared, main, module } = info.manifest;
    if (declared !== undefined && declared !== null) return some(exportedBy(info, declared, subpath));
    if (subpath !== '.') return some(target(info.folder, subpath) ?? at(joinPath(info.folder, posix.join('src', subpath))));
    const named = [module, main].map((value) =>
      typeof value === 'string' ? target(info.folder, value.startsWith('.') ? value : `./${value}`) : null,
    );
    const found = [...new Set(named.filter((file) => file !== null))];
    return found.length > 0 ? found : some(unnamedIn(info.folder));
  }

  function exportedBy({ folder }: PackageInfo, declared: unknown, subpath: string): string | null {
    // What runs unless it is told otherwise holds where it is there; elsewhere a condition such as `development` may lead to its source.
    for (const value of exportTargets(declared, subpath, STANDARD_CONDITIONS)) {
      const path = joinPath(folder, value);
      if (tree.has(path) && !path.endsWith('.d.ts')) return path;
    }
    for (const value of exportTargets(declared, subpath)) {
      const found = target(folder, value);
      if (found) return found;
    }
    return null;
  }

  /** Of a package whose manifest names no file. */
  function unnamedIn(folder: string): string | null {
    for (const candidate of ['index', 'src/index']) {
      for (const extension of EXTENSIONS) {
        const path = joinPath(folder, candidate + extension);
        if (tree.has(path)) return path;
      }
    }
    return null;
  }

  return { at, target, entries };
}

function some(file: string | null): readonly string[] {
  return file === null ? [] : [file];
}
