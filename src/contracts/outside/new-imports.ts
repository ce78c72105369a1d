import { readingOf, type Reading } from '../earlier-reading.ts';
import { importersOf } from '../search/importers.ts';
import type { Inventory } from '../inventory.ts';

/** How many files, one importing the next, may lead from a new import to what writes. */
const MAX_STEPS = 20;
/** Files that a change may bring in without their being looked at one by one: it brings in a part of the app then. */
const MAX_FILES = 300;

export interface NewlyImported {
  readonly files: readonly string[];
  /** False of one of them that another file imports in the other tree, too. Not cheap: a pass over all texts. */
  mayRunHereOnly(file: string): boolean;
}

/**
 * Files that are the same in another tree, and that imports lead to which it does not have: what stands in them may run only here.
 * @param differing judged files that differ
 */
export function newlyImported({ graph, search }: Reading, otherInventory: Inventory, differing: readonly string[]): NewlyImported {
  const other = readingOf(otherInventory);
  if (!other) return { files: [], mayRunHereOnly: () => true };
  const changed = new Set(differing);
  const inForce = new Set([...other.graph.edges.values()].flatMap((targets) => [...targets.values()]));
  const found = new Set<string>();
  let pending = differing;
  for (let step = 0; step < MAX_STEPS && pending.length > 0 && found.size < MAX_FILES; step++) {
    const next: string[] = [];
    for (const file of pending) {
      const before = new Set(changed.has(file) && other.graph.tree.has(file) ? other.search.specifiersOf(file) : []);
      for (const specifier of search.specifiersOf(file)) {
        const resolution = before.has(specifier) ? null : graph.resolver.resolve(specifier, file);
        if (resolution?.kind !== 'file' || found.has(resolution.file) || inForce.has(resolution.file)) continue;
        if (changed.has(resolution.file) || !other.graph.tree.has(resolution.file)) continue;
        found.add(resolution.file);
        next.push(resolution.file);
      }
    }
    pending = next;
  }
  const known = new Map<string, boolean>();
  const isDeadElsewhere = (file: string): boolean => {
    let isDead = known.get(file);
    if (isDead === undefined) {
      known.set(file, false);
      isDead = importersOf(file, other.graph, other.search).every((importer) => found.has(importer) && isDeadElsewhere(importer));
      known.set(file, isDead);
    }
    return isDead;
  };
  return { files: [...found].filter(search.isJudged), mayRunHereOnly: (file) => !found.has(file) || isDeadElsewhere(file) };
}
