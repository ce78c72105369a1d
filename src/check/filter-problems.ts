import type { Contract } from '../contracts/contract.ts';
import type { OwnersDirectory } from '../policy/effective-policy.ts';
import { didYouMean } from '../policy/nearest.ts';
import type { Rule } from '../rules/rule.ts';
import type { SourceTree } from '../source/tree.ts';
import { isBelow } from './filter.ts';
import { lackOfBase, problemOf } from './problems.ts';
import type { Problem } from './result.ts';

/**
 * What is wrong with a choice of findings. A misspelt rule or path, or a rule that cannot run, would choose none, and look as if all were well.
 * @param paths relative to the root
 * @param trees the head and its bases, if there are any: a path may be that of a file that is gone
 */
export function filterProblems(
  chosen: { readonly rules: readonly string[]; readonly paths: readonly string[] },
  rules: readonly Rule[],
  trees: readonly SourceTree[],
): readonly Problem[] {
  const unknownRules = chosen.rules.filter((id) => !rules.some((rule) => rule.id === id));
  const lacksBase = trees.length < 2 ? rules.filter(({ id, scope }) => scope === 'base' && chosen.rules.includes(id)) : [];
  return [
    ...unknownRules.map((id) => unknownRule(id, rules)),
    ...lacksBase.map(({ id }) => lackOfBase(`"${id}"`)),
    ...pathProblems(
      chosen.paths,
      trees.map((tree) => tree.files()),
    ),
  ];
}

/**
 * Paths at which there is nothing.
 * @param paths relative to the root
 * @param listings the files of each state that is looked at, the head's first
 */
export function pathProblems(paths: readonly string[], listings: readonly (readonly string[])[]): readonly Problem[] {
  const isThere = (path: string): boolean => path === '' || listings.some((files) => files.some((file) => isBelow(file, [path])));
  return paths.filter((path) => !isThere(path)).map((path) => unknownPath(path, listings[0] ?? []));
}

/**
 * Owners that nobody is: neither a contract names one, nor the policy's directory.
 * @param contracts those of the head and of its bases
 */
export function ownerProblems(
  owners: readonly string[],
  contracts: readonly Contract[],
  directory: OwnersDirectory | null,
): readonly Problem[] {
  if (owners.length === 0) return [];
  const known = new Set(directory?.teams.keys());
  for (const team of directory?.teams.values() ?? []) for (const alias of team.aliases) known.add(alias);
  for (const contract of contracts) {
    if (contract.owners.state !== 'known') continue;
    for (const owner of contract.owners.value) if (owner.state === 'known') known.add(owner.value);
  }
  return owners
    .filter((owner) => !known.has(owner))
    .map((owner) =>
      problemOf(
        `No contract has the owner "${owner}".`,
        didYouMean(owner, known) ?? 'Run `contracts-governance list --group-by owner` to see all owners.',
      ),
    );
}

function unknownRule(id: string, rules: readonly Rule[]): Problem {
  const ids = rules.map((rule) => rule.id);
  const hint = id.includes(',') ? 'Repeat --rule for each of them.' : 'Run `contracts-governance explain` to see all rules.';
  return problemOf(`There is no rule "${id}".`, didYouMean(id, ids) ?? hint);
}

function unknownPath(path: string, files: readonly string[]): Problem {
  const folders = new Set(files.flatMap((file) => [...file.matchAll(/\//g)].map(({ index }) => file.slice(0, index))));
  return problemOf(
    `There is no file or folder "${path}".`,
    path.includes('*')
      ? 'Paths are files and folders, not globs.'
      : (didYouMean(path, [...folders, ...files]) ?? 'Name one that is there and that git does not ignore.'),
  );
}
