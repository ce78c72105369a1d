import { targetFile } from '../../modules/resolution/resolve.ts';
import { addTo } from '../../source/groups.ts';
import { readingOf, type Reading } from '../earlier-reading.ts';
import { judgedImporters } from '../search/importers.ts';
import type { Inventory } from '../inventory.ts';

/** How many files, one importing the next, may lead from a new import to what writes. */
const MAX_STEPS = 20;
/** Files that a change may bring in without their being looked at one by one: it brings in a part of the app then. */
const MAX_FILES = 300;

/**
 * Judged files that are the same in another tree, where nothing imports them, and that imports lead to which it does not have: what stands in
 * them runs only here.
 * @param differing judged files that differ
 */
export function newlyImported({ graph, search }: Reading, otherInventory: Inventory, differing: readonly string[]): readonly string[] {
  const other = readingOf(otherInventory);
  if (!other) return [];
  const changed = new Set(differing);
  const inForce = new Set([...other.graph.edges.values()].flatMap((targets) => [...targets.values()]));
  const found = new Set<string>();
  let pending = differing;
  for (let step = 0; step < MAX_STEPS && pending.length > 0 && found.size < MAX_FILES; step++) {
    const next = new Set<string>();
    for (const file of pending) {
      const before = new Set(changed.has(file) && other.graph.tree.has(file) ? other.search.specifiersOf(file) : []);
      for (const specifier of search.specifiersOf(file)) {
        const target = before.has(specifier) ? null : targetFile(graph.resolver, specifier, file);
        if (target === null || found.has(target) || inForce.has(target)) continue;
        if (!changed.has(target) && other.graph.tree.has(target)) next.add(target);
      }
    }
    for (const file of importedBeside(next, found, other)) next.delete(file);
    for (const file of next) found.add(file);
    pending = [...next];
  }
  return [...found].filter(search.isJudged);
}

/**
 * Those of some files that a judged file imports.
 * @param dead files that do not count, for nothing imports them
 */
function importedBeside(files: ReadonlySet<string>, dead: ReadonlySet<string>, { graph, search }: Reading): ReadonlySet<string> {
  const imports = new Map<string, string[]>();
  for (const importer of judgedImporters([...files], graph, search)) {
    if (dead.has(importer)) continue;
    for (const specifier of search.specifiersOf(importer)) {
      const target = targetFile(graph.resolver, specifier, importer);
      if (target !== null && target !== importer && files.has(target)) addTo(imports, importer, target);
    }
  }
  // Of the files themselves those count that others import.
  const alive = new Set([...imports].flatMap(([importer, targets]) => (files.has(importer) ? [] : targets)));
  for (const file of alive) for (const target of imports.get(file) ?? []) alive.add(target);
  return alive;
}
