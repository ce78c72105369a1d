import type { Contract } from '../../contracts/contract.ts';
import type { FoundCodeowners } from '../codeowners/find.ts';
import { isSlip } from '../nearest.ts';
import { subjectOf } from '../selector.ts';
import { listText, type Section, textOf } from './write.ts';

export interface InferredTeams {
  readonly section: Section;
  /** Handles in CODEOWNERS by team, where one has the team's name. */
  readonly handles: ReadonlyMap<string, string>;
}

interface SpelledTeam {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly contracts: number;
}

/** The teams that own contracts. Spellings that differ in `@` and case alone are one team; what is merely alike is asked about. */
export function inferTeams(contracts: readonly Contract[], codeowners: FoundCodeowners | null): InferredTeams {
  const teams = mergeSpellings(countOwners(contracts));
  const handles = matchHandles(teams, codeowners);
  if (teams.length === 0)
    return {
      section: { name: 'owners', lines: [], comments: ['No contract has an owner yet, so there is no directory of teams.'] },
      handles,
    };
  const lines = teams.map(({ name, aliases, contracts: count }) => {
    const handle = handles.get(name);
    const options = [
      ...(aliases.length > 0 ? [`aliases: ${listText(aliases)}`] : []),
      ...(handle === undefined ? [] : [`codeowners: ${listText([handle])}`]),
    ];
    return `  ${textOf(name)}:${options.length > 0 ? ` { ${options.join(', ')} }` : ''} # ${count} ${count === 1 ? 'contract' : 'contracts'}`;
  });
  return { section: { name: 'owners', lines: ['directory:', ...lines], comments: nearMisses(teams) }, handles };
}

function countOwners(contracts: readonly Contract[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const contract of contracts) {
    for (const owner of new Set(subjectOf(contract).owners)) if (owner.trim() !== '') counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  return counts;
}

function mergeSpellings(counts: ReadonlyMap<string, number>): readonly SpelledTeam[] {
  const groups = new Map<string, [string, number][]>();
  for (const entry of counts) {
    const id = entry[0].replace(/^@/, '').toLowerCase();
    groups.set(id, [...(groups.get(id) ?? []), entry]);
  }
  const teams = [...groups.values()].map((spellings): SpelledTeam => {
    const [first, ...others] = spellings.toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1)).map(([name]) => name);
    return { name: first ?? '', aliases: others, contracts: spellings.reduce((sum, [, count]) => sum + count, 0) };
  });
  return teams.toSorted((a, b) => (withoutAt(a.name) < withoutAt(b.name) ? -1 : 1));
}

function withoutAt(name: string): string {
  return name.replace(/^@/, '');
}

/** Names that differ in separators alone, such as `feature-flags` and `featureflags`, or in one slip. */
function nearMisses(teams: readonly SpelledTeam[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { name } of teams) groups.set(fold(name), [...(groups.get(fold(name)) ?? []), name]);
  const slips = teams.flatMap(({ name }, index) =>
    teams.slice(index + 1).flatMap((other) => (isMistyped(name, other.name) ? [[name, other.name]] : [])),
  );
  return [...[...groups.values()].filter((names) => names.length > 1), ...slips].map(
    (names) => `? Are ${names.map((name) => `"${name}"`).join(' and ')} one team? Then keep one name, and list the other as its alias.`,
  );
}

/** Whether one name has a letter more, or two swapped. Another letter may be another team: `team-a`, `team-b`. */
function isMistyped(a: string, b: string): boolean {
  const letters = (name: string): string => [...fold(name)].toSorted().join('');
  return isSlip(a, b) && (fold(a).length !== fold(b).length || letters(a) === letters(b));
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** A handle belongs to a team where its last part, or all of it, is the team's name but for case and separators. */
function matchHandles(teams: readonly SpelledTeam[], codeowners: FoundCodeowners | null): ReadonlyMap<string, string> {
  const byName = new Map<string, Set<string>>();
  for (const { owner } of codeowners?.codeowners.mentions ?? []) {
    for (const name of [fold(owner), fold(owner.slice(owner.indexOf('/') + 1))])
      byName.set(name, (byName.get(name) ?? new Set()).add(owner));
  }
  return new Map(
    teams.flatMap(({ name }) => {
      const [handle, another] = [...(byName.get(fold(name)) ?? [])];
      return handle !== undefined && another === undefined ? [[name, handle] as const] : [];
    }),
  );
}
