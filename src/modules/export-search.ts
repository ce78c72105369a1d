import { SourceError } from '../source/tree.ts';
import type { Barrel } from './barrel.ts';
import type { ExportEntry } from './exports.ts';
import { importOf } from './import-sources.ts';
import { ParseFailure, type Module } from './module.ts';
import type { Resolution } from './resolution/resolve.ts';

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

/** What a search asks of the graph that it is part of. */
interface Searched {
  load(file: string): Module;
  resolve(specifier: string, from: string): Resolution;
  mayExport(file: string, name: string): boolean;
  /** What a file gives out that need not be parsed for it; null for any other. */
  barrelOf(file: string): Barrel | null;
}

interface ExportSearches {
  findExport(file: string, name: string): ExportSearch;
  wayTo(file: string, name: string): readonly string[];
}

/** Looks for where names come from that modules export, each once. */
export function createExportSearches({ load, resolve, mayExport, barrelOf }: Searched): ExportSearches {
  const searches = new Map<string, ExportSearch>();
  /** Where a name was looked up next. */
  const passedOn = new Map<string, { readonly file: string; readonly name: string }>();

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

  return { findExport, wayTo };
}

function isSameExport(a: ExportSearch, b: ExportSearch): boolean {
  if (a.kind === 'found' && b.kind === 'found') return a.module === b.module && a.name === b.name;
  if (a.kind === 'package' && b.kind === 'package') return a.package === b.package && a.name === b.name;
  if (a.kind === 'unparsed' && b.kind === 'unparsed') return a.file === b.file;
  return false;
}
