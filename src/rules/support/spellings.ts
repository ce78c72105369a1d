import { teamsByName } from '../../policy/directory.ts';
import type { OwnersDirectory, OwnersPolicy, Team } from '../../policy/effective-policy.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { matchesPattern } from './patterns.ts';

/** Teams by every name they go by: their own and their aliases. Made once for a directory. */
export const teamsOf: (directory: OwnersDirectory) => ReadonlyMap<string, Team> = memoizeWeakly(teamsByName);

/** The owner with or without its `@`, as the policy wants it, and without spaces around it. An e-mail address is the same either way. */
export function respelled(owner: string, spelling: OwnersPolicy['spelling']): string {
  const name = owner.trim();
  if (/^[^\s@]+@[^\s@]+$/.test(name)) return name;
  if (spelling === '@') return name.startsWith('@') ? name : `@${name}`;
  return spelling === 'plain' ? name.replace(/^@/, '') : name;
}

/** Whether all that keeps an owner from being a name of the directory is its spelling: `acme/billing` of the team `@acme/billing`. */
export function isOnlyMisspelled(owner: string, { directory, spelling }: OwnersPolicy): boolean {
  const wanted = respelled(owner, spelling);
  return directory !== null && wanted !== owner && teamsOf(directory).has(wanted);
}

/** Whether an owner is written as the policy wants owners written. */
export function isWellSpelled(owner: string, policy: OwnersPolicy): boolean {
  return respelled(owner, policy.spelling) === owner && (policy.pattern === null || matchesPattern(policy.pattern, owner));
}
