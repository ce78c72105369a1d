import { getOrMake, memoize, memoizeWeakly } from '../source/memoize.ts';
import { compareCodeUnits } from '../source/paths.ts';
import { readOrNothing, type SourceTree } from '../source/tree.ts';
import { readBarrel, type Barrel } from './barrel.ts';
import { createExportSearches, type ExportSearch } from './export-search.ts';
import { ParseFailure, parseModule, type Module } from './module.ts';
import { createResolver, targetFile, type Resolution, type Resolver } from './resolution/resolve.ts';
import { specifiersIn } from './specifiers.ts';

/** A lazy, memoised graph of modules: parsed when first asked for, never twice. */
export interface ModuleGraph {
  readonly tree: SourceTree;
  readonly resolver: Resolver;
  /**
   * The parsed module.
   * @throws {ParseFailure} when it does not parse
   */
  load(file: string): Module;
  /** Whether `load` has been called for it with success. */
  loaded(file: string): Module | undefined;
  /** Resolves an import of a module, and remembers that the module depends on where it leads. */
  resolve(specifier: string, from: string): Resolution;
  /** Where a module exports a name, through re-exports: the module and its entry, which is never `from`. */
  findExport(file: string, name: string): ExportSearch;
  /** The files that a name was looked up in, from the one that was asked to the one that has it; as far as `findExport` has gone. */
  wayTo(file: string, name: string): readonly string[];
  /**
   * Cheap: false for a file that neither names it nor gives out all of another file, values or types.
   * @throws {SourceError} when it cannot be read
   */
  mayExport(file: string, name: string): boolean;
  /** All names that a module exports, `default` included, sorted. */
  exportNames(file: string): readonly string[];
  /** The sources of a module's `export * from`, in order. */
  starsOf(file: string): readonly string[];
  /** Which file a specifier of a loaded file has led to. */
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, string | null>>;
  /** How many files have been parsed. */
  readonly parsed: number;
  /** Files that were asked for and do not parse. */
  readonly unparsed: ReadonlySet<string>;
}

/** What graphs may share: of one tree, where single files of it have other texts, as in an editor at each keystroke; of trees that differ little. */
export interface SharedModules {
  readonly resolver: Resolver;
  /** The module of a file where it has been parsed and its text is the same, or undefined. */
  load(file: string): Module | undefined;
}

export function createGraph(tree: SourceTree, shared: SharedModules | null = null): ModuleGraph {
  const resolver = shared?.resolver ?? createResolver(tree);
  const modules = new Map<string, Module | Error>();
  const edges = new Map<string, Map<string, string | null>>();
  const barrels = new Map<string, Barrel | null>();
  const unparsed = new Set<string>();
  let parsed = 0;

  function load(file: string): Module {
    let module = modules.get(file);
    if (!module) {
      try {
        module = shared?.load(file) ?? parseModule(file, tree.read(file));
        parsed++;
      } catch (error) {
        module = error instanceof Error ? error : new Error(String(error));
        if (error instanceof ParseFailure) unparsed.add(file);
      }
      modules.set(file, module);
    }
    if (module instanceof Error) throw module;
    return module;
  }

  function resolve(specifier: string, from: string): Resolution {
    const resolution = resolver.resolve(specifier, from);
    getOrMake(edges, from, () => new Map<string, string | null>()).set(specifier, resolution.kind === 'file' ? resolution.file : null);
    return resolution;
  }

  function barrelOf(file: string): Barrel | null {
    if (modules.has(file)) return null;
    return getOrMake(barrels, file, () => readBarrel(tree.read(file)));
  }

  function mayExport(file: string, name: string): boolean {
    return modules.has(file) || tree.read(file).includes(name) || passesOn(file);
  }

  /** Whether a file gives out all of another one, values or types, or may do so under names that are written with escapes. */
  const passesOn = memoize((file: string) => {
    const text = tree.read(file);
    return text.includes('export *') || /export\s*(?:type\s*)?\*|\\u/.test(text);
  });

  function exportNames(file: string, seen: Set<string> = new Set()): readonly string[] {
    if (seen.has(file)) return [];
    seen.add(file);
    const { exports, stars } = barrelOf(file) ?? load(file);
    const names = new Set(exports.keys());
    for (const source of stars) {
      const target = targetFile({ resolve }, source, file);
      if (target !== null) for (const name of exportNames(target, seen)) if (name !== 'default') names.add(name);
    }
    return [...names].sort(compareCodeUnits);
  }

  const { findExport, wayTo } = createExportSearches({ load, resolve, mayExport, barrelOf });
  return {
    tree,
    resolver,
    load,
    loaded: (file) => {
      const module = modules.get(file);
      return module instanceof Error ? undefined : module;
    },
    resolve,
    findExport,
    wayTo,
    mayExport,
    exportNames: (file) => exportNames(file),
    starsOf: (file) => (barrelOf(file) ?? load(file)).stars,
    edges,
    unparsed,
    get parsed() {
      return parsed;
    },
  };
}

/** A file that is looked at for what it may say besides: null where it cannot be read, which is nobody's problem then. */
export function loadQuietly(graph: ModuleGraph, file: string): Module | null {
  try {
    return graph.load(file);
  } catch {
    return null;
  }
}

/** The same of the file that an import of a module leads to. */
export function importedModule(graph: ModuleGraph, specifier: string, { file }: Module): Module | null {
  const target = targetFile(graph, specifier, file);
  return target === null ? null : loadQuietly(graph, target);
}

/** The files of the tree that one may import, by the look of its text: what stands in comments and strings counts, too. */
export const importTargets: (graph: ModuleGraph) => (file: string) => ReadonlySet<string> = memoizeWeakly(({ tree, resolver }) =>
  memoize((file) => new Set(specifiersIn(readOrNothing(tree, file)).flatMap((specifier) => targetFile(resolver, specifier, file) ?? []))),
);
