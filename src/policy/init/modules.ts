import type { Contract } from '../../contracts/contract.ts';
import { count } from '../../source/count.ts';
import type { SourceTree } from '../../source/tree.ts';
import { defineImports, frameworkModules } from '../define-imports.ts';
import { listText, type Section } from './write.ts';

/**
 * The packages that contracts take their define functions from, and packages that offer functions of the same names.
 * @param known those that the contracts were read with
 */
export function inferModules(contracts: readonly Contract[], tree: SourceTree, known: readonly string[]): Section {
  const files = new Set(contracts.map(({ file }) => file));
  const used = new Set<string>();
  const offered = new Map<string, Set<string>>();
  for (const { file, module } of defineImports(tree, known)) {
    if (known.includes(module)) used.add(module);
    else if (!files.has(file)) offered.set(module, (offered.get(module) ?? new Set()).add(file));
  }
  // Inside of the framework's own repository the package is imported by relative paths.
  for (const contract of contracts) if (contract.package !== null && known.includes(contract.package)) used.add(contract.package);
  const modules = known.filter((name) => used.has(name));
  const isDefault = modules.length === 0 || modules.join('\n') === frameworkModules().join('\n');
  return {
    name: 'contracts',
    lines: isDefault ? [] : [`modules: ${listText(modules)}`],
    comments: [...offered]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([name, { size }]) =>
          `? Do the define functions of "${name}" make contracts (${count(size, 'file')})? Then add it to contracts.modules.`,
      ),
  };
}
