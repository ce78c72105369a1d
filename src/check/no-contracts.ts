import type { Inventory, ReadOptions } from '../contracts/inventory.ts';
import { type DefineImport, defineImports, likelyForks } from '../policy/define-imports.ts';
import type { Policy } from '../policy/policy.ts';
import { listed } from '../rules/support/text.ts';
import { compileGlobs } from '../source/glob.ts';
import type { SourceTree } from '../source/tree.ts';
import { problemOf } from './problems.ts';
import type { Problem } from './result.ts';

/** Packages and files are named up to this many. */
const MAX_NAMED = 3;

/** That an inventory has no contract, where that is not allowed. Where a file cannot be read, that is the problem. */
export function emptyProblems({ contracts, problems, tree }: Inventory, policy: Policy, allowEmpty: boolean): readonly Problem[] {
  return contracts.length === 0 && problems.length === 0 && !allowEmpty ? [noContracts(tree, policy)] : [];
}

/** That a tree holds no contract, and where what may be meant for some is. */
export function noContracts(tree: SourceTree, { read }: Policy): Problem {
  return problemOf(
    'No contract was found.',
    `Contracts are calls of defineCommand, defineQuery and defineEvent that are imported from one of contracts.modules. ${wayOut(defineImports(tree, read.modules), read)}. Where none is meant to be, "check" and "list" take --allow-empty.`,
  );
}

function wayOut(imports: readonly DefineImport[], read: ReadOptions): string {
  const forks = likelyForks(imports, read.modules);
  const leftOut = forks.length === 0 ? leavingOut(imports, read) : null;
  if (leftOut !== null) return leftOut;
  const others = [...new Set(imports.map(({ module }) => module))].filter((module) => !read.modules.includes(module)).sort();
  const candidates = forks.length > 0 ? forks : others;
  if (candidates.length === 0) return 'Check that list, contracts.include and contracts.exclude in the policy';
  const named = candidates.slice(0, MAX_NAMED).map((name) => `"${name}"`);
  return `Functions of these names are imported from ${named.join(', ')}: if they make contracts, write "contracts: { modules: ['${candidates[0]}'] }" in contracts-governance.yaml`;
}

/** Which files import the functions where no contract is looked for, and by which list; null where none does. */
function leavingOut(imports: readonly DefineImport[], { include, exclude, modules }: ReadOptions): string | null {
  const isIncluded = compileGlobs(include);
  const isExcluded = compileGlobs(exclude);
  const files = [...new Set(imports.flatMap(({ file, module }) => (modules.includes(module) ? file : [])))];
  const outside = files.filter((file) => !isIncluded(file));
  const excluded = files.filter((file) => isIncluded(file) && isExcluded(file));
  const leftOut = [...outside, ...excluded].sort();
  if (leftOut.length === 0) return null;
  const lists = [...(outside.length > 0 ? ['contracts.include'] : []), ...(excluded.length > 0 ? ['contracts.exclude'] : [])];
  return `They are imported in ${listed(leftOut, MAX_NAMED)}, which the policy leaves out by ${lists.join(' and ')}: change that if contracts are there`;
}
