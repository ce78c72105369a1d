import type { ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import { targetFile } from '../../modules/resolution/resolve.ts';
import { addTo } from '../../source/groups.ts';
import { compareCodeUnits } from '../../source/paths.ts';
import type { CandidateSearch } from './candidates.ts';
import { importNames, mayName } from './import-names.ts';

/** Excluded files that a judged file imports, directly or through other excluded ones. */
export function importedExcluded(graph: ModuleGraph, search: CandidateSearch, load: (file: string) => Module | null): readonly string[] {
  const excluded = new Set(search.excluded);
  const names = importNames(search.excluded, graph);
  const importers = new Map<string, string[]>();
  for (const file of search.importersOf(names, true)) {
    for (const specifier of search.specifiersOf(file)) {
      if (!mayName(specifier, names)) continue;
      const target = targetFile(graph.resolver, specifier, file);
      if (target === null || !excluded.has(target)) continue;
      // What else is excluded leads nowhere. Globs cost more than to resolve the few that are left.
      if (!excluded.has(file) && !search.isJudged(file)) break;
      addTo(importers, target, file);
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

/** Judged files that import one of these. */
export function judgedImporters(files: readonly string[], graph: ModuleGraph, search: CandidateSearch): readonly string[] {
  return files.length === 0 ? [] : search.importersOf(importNames(files, graph)).filter(search.isJudged);
}

/** Judged files that import one of some, directly or by others, the nearest first. Not more than `most` of them are looked for. */
export function allImporters(files: readonly string[], most: number, graph: ModuleGraph, search: CandidateSearch): readonly string[] {
  const found = new Set<string>();
  let nearest = files;
  while (nearest.length > 0 && found.size < most) {
    nearest = judgedImporters(nearest, graph, search).filter((one) => !found.has(one) && !files.includes(one));
    for (const one of nearest) found.add(one);
  }
  return [...found];
}
