import { defineImports, likelyForks } from '../policy/define-imports.ts';
import type { Policy } from '../policy/policy.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Problem } from './result.ts';

/** Packages are named up to this many. */
const MAX_NAMED = 3;

/** That a tree holds no contract, and where else define functions are imported from. */
export function noContracts(tree: SourceTree, { read }: Policy, canAllow: boolean): Problem {
  const imports = defineImports(tree, read.modules);
  const others = [...new Set(imports.map(({ module }) => module))].filter((module) => !read.modules.includes(module)).sort();
  const forks = likelyForks(imports, read.modules);
  const [first] = forks.length > 0 ? forks : others;
  const named = (forks.length > 0 ? forks : others).slice(0, MAX_NAMED).map((name) => `"${name}"`);
  const look =
    first === undefined
      ? 'Check that list, contracts.include and contracts.exclude in the policy'
      : `Functions of these names are imported from ${named.join(', ')}: if they make contracts, write "contracts: { modules: ['${first}'] }" in contracts-governance.yaml`;
  return {
    message: 'No contract was found.',
    hint: `Contracts are calls of defineCommand, defineQuery and defineEvent that are imported from one of contracts.modules. ${look}${canAllow ? ', or pass --allow-empty' : ''}.`,
    file: null,
    line: null,
    column: null,
  };
}
