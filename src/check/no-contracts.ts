import type { Inventory } from '../contracts/inventory.ts';
import { defineImports, likelyForks } from '../policy/define-imports.ts';
import type { Policy } from '../policy/policy.ts';
import type { SourceTree } from '../source/tree.ts';
import { problemOf } from './problems.ts';
import type { Problem } from './result.ts';

/** Packages are named up to this many. */
const MAX_NAMED = 3;

/** That an inventory has no contract, where that is not allowed. Where a file cannot be read, that is the problem. */
export function emptyProblems({ contracts, problems, tree }: Inventory, policy: Policy, allowEmpty: boolean): readonly Problem[] {
  return contracts.length === 0 && problems.length === 0 && !allowEmpty ? [noContracts(tree, policy)] : [];
}

/** That a tree holds no contract, and where else define functions are imported from. */
export function noContracts(tree: SourceTree, { read }: Policy): Problem {
  const imports = defineImports(tree, read.modules);
  const others = [...new Set(imports.map(({ module }) => module))].filter((module) => !read.modules.includes(module)).sort();
  const forks = likelyForks(imports, read.modules);
  const candidates = forks.length > 0 ? forks : others;
  const named = candidates.slice(0, MAX_NAMED).map((name) => `"${name}"`);
  const look =
    candidates.length === 0
      ? 'Check that list, contracts.include and contracts.exclude in the policy'
      : `Functions of these names are imported from ${named.join(', ')}: if they make contracts, write "contracts: { modules: ['${candidates[0]}'] }" in contracts-governance.yaml`;
  return problemOf(
    'No contract was found.',
    `Contracts are calls of defineCommand, defineQuery and defineEvent that are imported from one of contracts.modules. ${look}. Where none is meant to be, "check" and "list" take --allow-empty.`,
  );
}
