import { targetFile } from '../../modules/resolution/resolve.ts';
import { addTo } from '../../source/groups.ts';
import { once } from '../../source/once.ts';
import { readingOf, type Reading } from '../earlier-reading.ts';
import { judgedImporters } from '../search/importers.ts';
import type { Inventory } from '../inventory.ts';

/** How many files, one importing the next, may lead from a new import to what writes. */
const MAX_STEPS = 20;
/** Files that a change may bring in without their being looked at one by one: it brings in a part of the app then. */
const MAX_FILES = 300;

export interface NewlyImported {
  /** Judged ones. */
  readonly files: readonly string[];
  /** Whether nothing imports one of them in the other tree: what stands in it runs only here. Not cheap: a pass over all texts. */
  runsHereOnly(file: string): boolean;
}

/**
 * Files that are the same in another tree, and that imports lead to which it does not have.
 * @param differing judged files that differ
 */
export function newlyImported({ graph, search }: Reading, otherInventory: Inventory, differing: readonly string[]): NewlyImported {
  const other = readingOf(otherInventory);
  if (!other) return { files: [], runsHereOnly: () => false };
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
    for (const file of next) found.add(file);
    pending = [...next];
  }
  const imported = once(() => importedByOthers(found, other));
  return { files: [...found].filter(search.isJudged), runsHereOnly: (file) => !imported().has(file) };
}

/** Those of some files that another judged file imports, directly or by some of them. */
function importedByOthers(files: ReadonlySet<string>, { graph, search }: Reading): ReadonlySet<string> {
  const imports = new Map<string, string[]>();
  for (const importer of judgedImporters([...files], graph, search)) {
    for (const specifier of search.specifiersOf(importer)) {
      const target = targetFile(graph.resolver, specifier, importer);
      if (target !== null && target !== importer && files.has(target)) addTo(imports, importer, target);
    }
  }
  const found = new Set([...imports].flatMap(([importer, targets]) => (files.has(importer) ? [] : targets)));
  for (const file of found) for (const target of imports.get(file) ?? []) found.add(target);
  return found;
}
