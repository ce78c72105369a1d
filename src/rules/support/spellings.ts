import type { OwnersDirectory, OwnersPolicy, Team } from '../../policy/policy.ts';
import { matchesPattern } from './patterns.ts';

/** Teams by every name they go by: their own and their aliases. */
export function teamsByName(directory: OwnersDirectory): ReadonlyMap<string, Team> {
  let names = byDirectory.get(directory);
  if (!names) {
    names = new Map([...directory.teams.values()].flatMap((team) => [team.name, ...team.aliases].map((name) => [name, team] as const)));
    byDirectory.set(directory, names);
  }
  return names;
}

const byDirectory = new WeakMap<OwnersDirectory, ReadonlyMap<string, Team>>();

/** The owner with or without its `@`, as the policy wants it. */
export function respelled(owner: string, spelling: OwnersPolicy['spelling']): string {
  if (spelling === '@') return owner.startsWith('@') ? owner : `@${owner}`;
  return spelling === 'plain' ? owner.replace(/^@/, '') : owner;
}

/** Whether an owner is written as the policy wants owners written. */
export function isWellSpelled(owner: string, policy: OwnersPolicy): boolean {
  return respelled(owner, policy.spelling) === owner && (policy.pattern === null || matchesPattern(policy.pattern, owner));
}
