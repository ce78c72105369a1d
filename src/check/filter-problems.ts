import { didYouMean } from '../policy/nearest.ts';
import type { Rule } from '../rules/rule.ts';
import type { SourceTree } from '../source/tree.ts';
import { isBelow } from './filter.ts';
import type { Problem } from './result.ts';

/**
 * What is wrong with a choice of findings. A misspelt rule or path would choose none, and look as if all were well.
 * @param paths relative to the root
 * @param trees the head and its bases: a path may be that of a file that is gone
 */
export function filterProblems(
  chosen: { readonly rules: readonly string[]; readonly paths: readonly string[] },
  rules: readonly Rule[],
  trees: readonly SourceTree[],
): readonly Problem[] {
  const unknownRules = chosen.rules.filter((id) => !rules.some((rule) => rule.id === id));
  const isThere = (path: string): boolean => path === '' || trees.some((tree) => tree.files().some((file) => isBelow(file, [path])));
  const unknownPaths = chosen.paths.filter((path) => !isThere(path));
  return [...unknownRules.map((id) => unknownRule(id, rules)), ...unknownPaths.map((path) => unknownPath(path, trees))];
}

function unknownRule(id: string, rules: readonly Rule[]): Problem {
  const ids = rules.map((rule) => rule.id);
  return problem(`There is no rule "${id}".`, didYouMean(id, ids) ?? 'Run `contracts-governance explain` to see all rules.');
}

function unknownPath(path: string, trees: readonly SourceTree[]): Problem {
  const files = trees[0]?.files() ?? [];
  return problem(`There is no file or folder "${path}".`, didYouMean(path, files) ?? 'Name one that git does not ignore.');
}

function problem(message: string, hint: string): Problem {
  return { message, hint, file: null, line: null, column: null };
}
