import { memoize } from '../../source/memoize.ts';
import { folderOf, joinPath } from '../../source/paths.ts';
import { isRecord } from '../../source/records.ts';
import type { SourceTree } from '../../source/tree.ts';
import { byPrecision, matchStar, type PathMapping } from './package-targets.ts';

/** What tsconfig.json and jsconfig.json say of where imports lead. */
export interface TsConfigs {
  /** The paths, without regard to extensions, that a specifier may stand for: by each of the projects that a file may be part of. */
  candidates(specifier: string, from: string): readonly (readonly string[])[];
  /** The folder whose configuration holds for a file: in all folders where it is the same, the same holds. */
  scopeOf(from: string): string;
  /** The patterns of `paths` that hold for a file. */
  mappings(from: string): readonly PathMapping[];
}

interface TsConfig {
  /** May begin with `${configDir}`, the folder of the configuration that extends this one. */
  readonly baseUrl: string | null;
  /** The first that matches holds. */
  readonly paths: readonly PathMapping[];
  /** Where `paths` stand, which they are relative to when there is no `baseUrl`. */
  readonly pathsBase: string;
}

/** A project: a configuration, and the folder it stands in. */
interface Project extends TsConfig {
  readonly folder: string;
}

const CONFIG_DIR = /^\$\{configDir\}/;

/** @param findExtended the file that `extends` names by a package, in that package; null where that is not part of the repository */
export function createTsConfigs(
  tree: SourceTree,
  read: (file: string) => Record<string, unknown> | null,
  findExtended: (specifier: string, isFile: (path: string) => string | null) => string | null,
): TsConfigs {
  const configs = new Map<string, TsConfig | null>();

  function ownConfig(folder: string): string | undefined {
    return ['tsconfig.json', 'jsconfig.json'].map((name) => joinPath(folder, name)).find((file) => tree.has(file));
  }

  const scopeOf: (folder: string) => string = memoize((folder) =>
    folder === '' || ownConfig(folder) !== undefined ? folder : scopeOf(folderOf(folder)),
  );

  const projectsIn = memoize((scope: string) => {
    const own = ownConfig(scope);
    return own === undefined ? [] : [own, ...referencesOf(own)].flatMap(projectAt);
  });

  function projectsOf(from: string): readonly Project[] {
    return projectsIn(scopeOf(folderOf(from)));
  }

  function projectAt(file: string): readonly Project[] {
    const config = readConfig(file, new Set());
    return config ? [{ ...config, folder: folderOf(file) }] : [];
  }

  /** A configuration may only list others, each for some of the files. */
  function referencesOf(file: string): readonly string[] {
    const listed = read(file)?.['references'];
    return (Array.isArray(listed) ? (listed as unknown[]) : []).flatMap((reference) => {
      const path = isRecord(reference) && typeof reference['path'] === 'string' ? joinPath(folderOf(file), reference['path']) : null;
      const target = path === null ? undefined : [path, joinPath(path, 'tsconfig.json')].find((name) => tree.has(name));
      return target !== undefined && folderOf(target) === folderOf(file) ? [target] : [];
    });
  }

  function readConfig(path: string, seen: Set<string>): TsConfig | null {
    const cached = configs.get(path);
    if (cached !== undefined) return cached;
    if (seen.has(path) || !tree.has(path)) return null;
    seen.add(path);
    const json = read(path);
    const folder = folderOf(path);
    let config: TsConfig = { baseUrl: null, paths: [], pathsBase: folder };
    const parents: readonly unknown[] = Array.isArray(json?.['extends']) ? json['extends'] : [json?.['extends']];
    for (const parent of parents) {
      if (typeof parent !== 'string') continue;
      const parentFile = extendedFile(parent, folder);
      const inherited = parentFile === null ? null : readConfig(parentFile, seen);
      if (inherited) config = { ...config, ...withoutAbsent(inherited) };
    }
    const options = json?.['compilerOptions'];
    if (isRecord(options)) {
      if (typeof options['baseUrl'] === 'string') config = { ...config, baseUrl: inFolder(folder, options['baseUrl']) };
      if (isRecord(options['paths'])) {
        const paths = Object.entries(options['paths']).flatMap(([pattern, targets]) =>
          Array.isArray(targets) ? [{ pattern, targets: targets.filter((entry): entry is string => typeof entry === 'string') }] : [],
        );
        config = { ...config, paths: paths.sort((a, b) => byPrecision(a.pattern, b.pattern)), pathsBase: folder };
      }
    }
    configs.set(path, config);
    return config;
  }

  /** The file that `extends` names, or null where it is not part of the repository: a missing parent must not fail everything. */
  function extendedFile(specifier: string, folder: string): string | null {
    const withJson = (path: string): string | null =>
      [path, `${path}.json`, joinPath(path, 'tsconfig.json')].find((name) => tree.has(name)) ?? null;
    return specifier.startsWith('.') ? withJson(joinPath(folder, specifier)) : findExtended(specifier, withJson);
  }

  return {
    scopeOf: (from) => scopeOf(folderOf(from)),
    mappings: (from) => projectsOf(from).flatMap(({ paths }) => paths),
    candidates: (specifier, from) => projectsOf(from).map((project) => candidatesIn(project, specifier)),
  };
}

function candidatesIn({ paths, pathsBase, baseUrl, folder }: Project, specifier: string): readonly string[] {
  const found: string[] = [];
  const at = (base: string, path: string): string =>
    inFolder(
      '',
      inFolder(base, path).replace(CONFIG_DIR, () => folder || '.'),
    );
  for (const { pattern, targets } of paths) {
    const rest = matchStar(pattern, specifier);
    if (rest === null) continue;
    for (const target of targets)
      found.push(
        at(
          baseUrl ?? pathsBase,
          target.replace('*', () => rest),
        ),
      );
    break;
  }
  if (baseUrl !== null) found.push(at(baseUrl, specifier));
  return found;
}

/** A configuration that says nothing of a base or of paths leaves those of the one before. */
function withoutAbsent({ baseUrl, paths, pathsBase }: TsConfig): Partial<TsConfig> {
  return { ...(baseUrl !== null && { baseUrl }), ...(paths.length > 0 && { paths, pathsBase }) };
}

function inFolder(folder: string, path: string): string {
  return CONFIG_DIR.test(path) ? path : joinPath(folder, path);
}
