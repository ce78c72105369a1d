import { memoizeWeakly } from '../source/memoize.ts';
import type { OwnersDirectory, Team } from './effective-policy.ts';
import { locatePlace, type PolicyNode, textAt, textsAt } from './node.ts';

/** The directory of teams from a checked map, or null when there is none. */
export function compileDirectory(node: PolicyNode | undefined): OwnersDirectory | null {
  return node?.kind === 'map' ? directoryOf(node) : null;
}

const directoryOf = memoizeWeakly((node: PolicyNode & { kind: 'map' }): OwnersDirectory => {
  const teams = new Map<string, Team>();
  for (const [name, { key, value }] of node.entries) {
    teams.set(name, {
      name,
      aliases: textsAt(value, 'aliases'),
      codeowners: textsAt(value, 'codeowners'),
      contact: textAt(value, 'contact'),
      dissolved: textAt(value, 'dissolved'),
      successor: textAt(value, 'successor'),
      location: locatePlace(key),
    });
  }
  return { teams, source: node.at.source.file ?? node.at.source.name };
});

/** Names and aliases of a directory, each with its team. Names win over aliases. */
export function teamsByName(directory: OwnersDirectory): ReadonlyMap<string, Team> {
  const known = new Map<string, Team>();
  for (const team of directory.teams.values()) for (const alias of team.aliases) known.set(alias, team);
  for (const team of directory.teams.values()) known.set(team.name, team);
  return known;
}
