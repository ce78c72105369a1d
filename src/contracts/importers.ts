import { importedModule, type ModuleGraph } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { isNode, type AnyNode } from '../modules/nodes.ts';
import { entrySpecifiers } from '../modules/package-targets.ts';
import { addTo } from '../source/groups.ts';
import { compareCodeUnits } from '../source/paths.ts';
import type { CandidateSearch } from './candidates.ts';
import type { ImportNames } from './importer-search.ts';

/** Excluded files that a judged file imports, directly or through other excluded ones. */
export function importedExcluded(graph: ModuleGraph, search: CandidateSearch, load: (file: string) => Module | null): readonly string[] {
  const excluded = new Set(search.excluded);
  const names = importNames(search.excluded, graph);
  const importers = new Map<string, string[]>();
  for (const file of search.importersOf(names, true)) {
    for (const specifier of search.specifiersOf(file)) {
      if (!mayName(specifier, names)) continue;
      const resolution = graph.resolver.resolve(specifier, file);
      if (resolution.kind !== 'file' || !excluded.has(resolution.file)) continue;
      // What else is excluded leads nowhere. Globs cost more than to resolve the few that are left.
      if (!excluded.has(file) && !search.isJudged(file)) break;
      addTo(importers, resolution.file, file);
    }
  }
  const reached = new Set<string>();
  const isJudged = (file: string): boolean => search.isJudged(file) || reached.has(file);
  for (let size = -1; size !== reached.size;) {
    size = reached.size;
    for (const [file, from] of importers) if (from.some(isJudged)) reached.add(file);
  }
  return [...reached].filter((file) => load(file) !== null).sort(compareCodeUnits);
}

/** How imports may name files: by their paths, by what their packages declare, and from below. */
function importNames(files: readonly string[], { resolver }: ModuleGraph): ImportNames {
  const specifiers = new Set<string>();
  const wanted = new Set(files);
  const packages = new Map(files.map((file) => [resolver.packageOf(file), file]));
  for (const [info, file] of packages) {
    for (const specifier of info ? entrySpecifiers(info) : []) {
      const resolution = resolver.resolve(specifier, file);
      if (resolution.kind === 'file' && wanted.has(resolution.file)) specifiers.add(specifier);
    }
  }
  const prefixes = new Set<string>();
  for (const file of packages.values()) {
    for (const { pattern, targets } of resolver.aliasesFor(file)) {
      const star = pattern.indexOf('*');
      if (star > 0) {
        const isOther = targets.some((target) => !endsAlike(pattern, target) && files.some((one) => bare(one).endsWith(ending(target))));
        if (isOther) prefixes.add(pattern.slice(0, star));
      } else if (star < 0) {
        const resolution = resolver.resolve(pattern, file);
        if (resolution.kind === 'file' && wanted.has(resolution.file)) specifiers.add(pattern);
      }
    }
  }
  const indexes = files.filter((file) => /(?:^|\/)index\.\w+$/.test(file));
  const folders = indexes.map((file) => file.slice(0, file.lastIndexOf('/') + 1));
  return { stems: new Set(files.map(stemOf)), specifiers, prefixes: [...prefixes], folders };
}

/** Whether a specifier is one that the search for importers looks for. */
function mayName(specifier: string, { stems, specifiers, prefixes }: ImportNames): boolean {
  const word = wordOf(specifier);
  if (stems.has(stemOf(specifier)) || stems.has(word) || specifiers.has(specifier) || word === '.' || word === '..') return true;
  return prefixes.some((prefix) => specifier.startsWith(prefix));
}

/** Whether a name by a pattern ends in the word that its file is called by: `#lib/*` for `./src/*.ts`. */
function endsAlike(pattern: string, target: string): boolean {
  return /(?:^|\/)\*/.test(pattern) && ending(pattern) === '' && ending(target) === '';
}

/** What comes after the star of a pattern. */
function ending(pattern: string): string {
  return bare(pattern.slice(pattern.indexOf('*') + 1));
}

/** A path as an import may give it, without the extension and without `index`. */
function bare(path: string): string {
  return path.replace(/(?:\/index)?\.\w+$/, '');
}

/** The word by which an import names a file: its name, or of an index its folder's. */
function stemOf(file: string): string {
  const parts = file.replace(/\.[^./]+$/, '').split('/');
  const name = parts[parts.length - 1] ?? '';
  return name === 'index' ? (parts[parts.length - 2] ?? name) : name;
}

/** The last word of a specifier without an extension: a dot belongs to the name. */
function wordOf(specifier: string): string {
  const path = specifier.endsWith('/') ? specifier.slice(0, -1) : specifier;
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Judged files that import one of these. */
export function judgedImporters(files: readonly string[], graph: ModuleGraph, search: CandidateSearch): readonly string[] {
  return files.length === 0 ? [] : search.importersOf(importNames(files, graph)).filter(search.isJudged);
}

/** Judged files that import one, directly or by others, the nearest first. Not more than `most` of them are looked for. */
export function allImporters(file: string, most: number, graph: ModuleGraph, search: CandidateSearch): readonly string[] {
  const found = new Set([file]);
  let nearest: readonly string[] = [file];
  while (nearest.length > 0 && found.size <= most) {
    nearest = judgedImporters(nearest, graph, search).filter((one) => !found.has(one));
    for (const one of nearest) found.add(one);
  }
  found.delete(file);
  return [...found];
}

/** Judged files of which an import leads to a file. */
export function importersOf(file: string, graph: ModuleGraph, search: CandidateSearch): readonly string[] {
  const leads = (from: string, specifier: string): boolean => {
    const resolution = graph.resolver.resolve(specifier, from);
    return resolution.kind === 'file' && resolution.file === file;
  };
  return judgedImporters([file], graph, search).filter((from) => search.specifiersOf(from).some((specifier) => leads(from, specifier)));
}

/** The files of the repository that a module imports. */
export function importsOf(graph: ModuleGraph, module: Module): readonly Module[] {
  const sources = (module.program.body as unknown as AnyNode[]).flatMap(({ source }) => (isNode(source) ? String(source['value']) : []));
  return sources.flatMap((source) => importedModule(graph, source, module) ?? []);
}
