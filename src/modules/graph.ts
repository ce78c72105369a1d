import { getOrMake, memoize, memoizeWeakly } from '../source/memoize.ts';
import { SourceError, type SourceTree } from '../source/tree.ts';
import { readBarrel, type Barrel } from './barrel.ts';
import type { ExportEntry } from './exports.ts';
import { ParseFailure, parseModule, type Module } from './module.ts';
import type { AnyNode } from './nodes.ts';
import { createResolver, type Resolution, type Resolver } from './resolve.ts';

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

/** A guess is what has the name from an `export *` of a package outside: whether that has it is not known. */
export type ExportSearch =
  | { readonly kind: 'found'; readonly module: Module; readonly name: string; readonly entry: ExportEntry }
  /** The name comes from a package outside the repository, which the file `from` imports. */
  | {
      readonly kind: 'package';
      readonly package: string;
      readonly subpath: string;
      readonly name: string;
      readonly from: string;
      readonly isGuess?: true;
    }
  /** A file of JSON, which has its names from what stands in it. */
  | { readonly kind: 'json'; readonly file: string; readonly name: string }
  | { readonly kind: 'ambiguous'; readonly isGuess?: true }
  /** A file that the name leads through cannot be parsed; or not be read as text, and `unread` says why. */
  | { readonly kind: 'unparsed'; readonly file: string; readonly unread: string | null }
  | { readonly kind: 'missing' };

/** A module that has the name from another one. */
interface PassedOn {
  readonly kind: 'passed-on';
  readonly file: string;
  readonly name: string;
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
  const searches = new Map<string, ExportSearch>();
  const barrels = new Map<string, Barrel | null>();
  /** Where a name was looked up next. */
  const passedOn = new Map<string, { readonly file: string; readonly name: string }>();
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

  /** A name that is passed on is looked up step by step, not in nested calls: a chain may be as long as the repository is large. */
  function findExport(file: string, name: string): ExportSearch {
    const passed: string[] = [];
    let step: ExportSearch | PassedOn = { kind: 'passed-on', file, name };
    while (step.kind === 'passed-on') {
      const key = `${step.name}\0${step.file}`;
      const known = searches.get(key);
      if (!known) {
        // While the search runs, a cycle of `export *` finds nothing here.
        searches.set(key, { kind: 'missing' });
        passed.push(key);
      }
      step = known ?? searchExport(step.file, step.name);
      if (!known && step.kind === 'passed-on') passedOn.set(key, step);
    }
    for (const key of passed) searches.set(key, step);
    return step;
  }

  function wayTo(file: string, name: string): readonly string[] {
    const files = new Set<string>();
    for (let next: { readonly file: string; readonly name: string } | undefined = { file, name }; next && !files.has(next.file);) {
      files.add(next.file);
      next = passedOn.get(`${next.name}\0${next.file}`);
    }
    return [...files];
  }

  function barrelOf(file: string): Barrel | null {
    if (modules.has(file)) return null;
    return getOrMake(barrels, file, () => readBarrel(tree.read(file)));
  }

  function searchExport(file: string, name: string): ExportSearch | PassedOn {
    try {
      return searchModule(file, name);
    } catch (error) {
      if (error instanceof ParseFailure) return { kind: 'unparsed', file, unread: null };
      if (error instanceof SourceError) return { kind: 'unparsed', file, unread: error.message };
      throw error;
    }
  }

  function searchModule(file: string, name: string): ExportSearch | PassedOn {
    if (file.endsWith('.json')) return { kind: 'json', file, name };
    const barrel = barrelOf(file);
    const direct = barrel?.exports.get(name);
    if (direct?.kind === 'from') return follow(direct.source, direct.imported, file);
    if (barrel) return name === 'default' ? { kind: 'missing' } : searchStars(barrel.stars, file, name);
    const module = load(file);
    if (!module.mayExport(name)) return name === 'default' ? { kind: 'missing' } : searchStars(module.stars, file, name);
    const entry = module.exports.get(name);
    if (entry?.kind === 'from') return follow(entry.source, entry.imported, file);
    if (entry?.kind === 'local') {
      const imported = importOf(module, entry.name);
      if (imported) return imported.name === null ? { kind: 'found', module, name, entry } : follow(imported.source, imported.name, file);
    }
    if (entry) return { kind: 'found', module, name, entry };
    if (name === 'default')
      return module.commonJs ? { kind: 'found', module, name, entry: { kind: 'expression', node: module.commonJs } } : { kind: 'missing' };
    return searchStars(module.stars, file, name);
  }

  function searchStars(stars: readonly string[], file: string, name: string): ExportSearch | PassedOn {
    const [only] = stars;
    const single = stars.length === 1 && only !== undefined ? resolve(only, file) : null;
    if (single?.kind === 'file') return mayExport(single.file, name) ? { kind: 'passed-on', file: single.file, name } : { kind: 'missing' };
    const found: ExportSearch[] = [];
    const guesses: ExportSearch[] = [];
    const add = (all: ExportSearch[], search: ExportSearch): void => {
      if (!all.some((other) => isSameExport(other, search))) all.push(search);
    };
    for (const source of stars) {
      const resolution = resolve(source, file);
      if (resolution.kind === 'package')
        add(guesses, { kind: 'package', package: resolution.name, subpath: resolution.subpath, name, from: file, isGuess: true });
      if (resolution.kind !== 'file' || !mayExport(resolution.file, name)) continue;
      const search = findExport(resolution.file, name);
      if (search.kind === 'missing') continue;
      const isGuess = 'isGuess' in search;
      if (search.kind === 'ambiguous' && !isGuess) return search;
      if (!isGuess || found.length === 0) passedOn.set(`${name}\0${file}`, { file: resolution.file, name });
      add(isGuess ? guesses : found, search);
    }
    // TypeScript refuses a name that two of them have: where one of the repository does, no package is taken to have it, too.
    if (found.length > 1) return { kind: 'ambiguous' };
    return found[0] ?? (guesses.length > 1 ? { kind: 'ambiguous', isGuess: true } : (guesses[0] ?? { kind: 'missing' }));
  }

  function follow(source: string, name: string, from: string): ExportSearch | PassedOn {
    const resolution = resolve(source, from);
    if (resolution.kind === 'file') return { kind: 'passed-on', file: resolution.file, name };
    if (resolution.kind === 'package') return { kind: 'package', package: resolution.name, subpath: resolution.subpath, name, from };
    return { kind: resolution.kind };
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
      const resolution = resolve(source, file);
      if (resolution.kind !== 'file') continue;
      for (const name of exportNames(resolution.file, seen)) if (name !== 'default') names.add(name);
    }
    return [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }

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
  const resolution = graph.resolve(specifier, file);
  return resolution.kind === 'file' ? loadQuietly(graph, resolution.file) : null;
}

/** Where a local name of a module is imported from; `name` is null for a namespace import. */
export function importOf(module: Module, local: string): { readonly source: string; readonly name: string | null } | null {
  const declaration = module.analysis.root.declarations.get(local);
  if (declaration?.kind !== 'import') return null;
  const specifier = declaration.node;
  const source = importSourcesOf(module).get(specifier);
  if (source === undefined) return null;
  if (specifier.type === 'ImportNamespaceSpecifier') return { source, name: null };
  if (specifier.type === 'ImportDefaultSpecifier') return { source, name: 'default' };
  const imported = specifier['imported'] as { type: string; name?: string; value?: string };
  return { source, name: imported.type === 'Literal' ? String(imported.value) : String(imported.name) };
}

/** Where each import specifier of a module is imported from. */
export const importSourcesOf: (module: Module) => ReadonlyMap<AnyNode, string> = memoizeWeakly((module: Module) => {
  const sources = new Map<AnyNode, string>();
  for (const statement of module.program.body as unknown as AnyNode[]) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement['specifiers'] as AnyNode[])
      sources.set(specifier, (statement['source'] as AnyNode)['value'] as string);
  }
  return sources;
});

function isSameExport(a: ExportSearch, b: ExportSearch): boolean {
  if (a.kind === 'found' && b.kind === 'found') return a.module === b.module && a.name === b.name;
  if (a.kind === 'package' && b.kind === 'package') return a.package === b.package && a.name === b.name;
  if (a.kind === 'unparsed' && b.kind === 'unparsed') return a.file === b.file;
  return false;
}
