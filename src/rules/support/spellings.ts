import { teamsByName } from '../../policy/directory.ts';
import type { OwnersDirectory, OwnersPolicy, Team } from '../../policy/effective-policy.ts';
import { respelled } from '../../policy/spelling.ts';
import { memoizeWeakly } from '../../source/memoize.ts';

/** Teams by every name they go by: their own and their aliases. Made once for a directory. */
export const teamsOf: (directory: OwnersDirectory) => ReadonlyMap<string, Team> = memoizeWeakly(teamsByName);

/** Whether all that keeps an owner from being a name of the directory is its spelling: `acme/billing` of the team `@acme/billing`. */
export function isOnlyMisspelled(owner: string, { directory, spelling }: OwnersPolicy): boolean {
  const wanted = respelled(owner, spelling);
  return directory !== null && wanted !== owner && teamsOf(directory).has(wanted);
}
