import { targetFile } from '../../modules/resolution/resolve.ts';
import { importedAsCode } from '../../values/running/imported-modules.ts';
import { dependenciesOf, filesDiffering, readingOf } from '../earlier-reading.ts';
import { endsInOneOf, stemOfFile } from '../search/import-names.ts';
import type { Inventory, ReadProblem } from '../inventory.ts';
import { problemOf } from '../locator.ts';

/**
 * Files that differ from those of another tree, do not parse, and are imported by what contracts are read from: for a function that is
 * called with a model, or for their effects. Of values that come from them it is told where they are read.
 */
export function unparsedImports(inventory: Inventory, other: Inventory): readonly ReadProblem[] {
  const reading = readingOf(inventory);
  if (!reading) return [];
  const { graph, search } = reading;
  const { tree } = inventory;
  const differing = filesDiffering(inventory, other).filter((file) => !graph.loaded(file));
  if (differing.length === 0) return [];
  const wanted = new Set(differing);
  const stems = new Set(differing.map(stemOfFile));
  /** What an import by a path leads to is told by its last word, and others are few. */
  const mayLead = (specifier: string): boolean => !specifier.startsWith('.') || endsInOneOf(specifier, stems);
  const found = new Set<string>();
  for (const file of dependenciesOf(new Set(inventory.contracts.map((contract) => contract.file)), graph)) {
    const module = graph.loaded(file);
    const followed = graph.edges.get(file);
    for (const specifier of new Set(module ? importedAsCode(module) : search.specifiersOf(file))) {
      const known = followed?.get(specifier);
      const target = known === undefined && mayLead(specifier) ? targetFile(graph.resolver, specifier, file) : known;
      if (target && wanted.has(target)) found.add(target);
    }
  }
  return [...found].flatMap((file) => {
    try {
      graph.load(file);
      return [];
    } catch (error) {
      return [problemOf(file, error, tree, 'write to what contracts are made of')];
    }
  });
}
