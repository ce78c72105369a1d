import type { Contract } from '../../contracts/contract.ts';
import { count } from '../../source/count.ts';
import { groupBy, tally } from '../../source/groups.ts';
import type { FoundCodeowners } from '../codeowners/find.ts';
import { isSlip } from '../nearest.ts';
import { subjectOf } from '../selector.ts';
import { lettersOf, listText, type Section, textOf } from './write.ts';

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
  const lines = teams.map(({ name, aliases, contracts: size }) => {
    const handle = handles.get(name);
    const options = [
      ...(aliases.length > 0 ? [`aliases: ${listText(aliases)}`] : []),
      ...(handle === undefined ? [] : [`codeowners: ${listText([handle])}`]),
    ];
    return `  ${textOf(name)}:${options.length > 0 ? ` { ${options.join(', ')} }` : ''} # ${count(size, 'contract')}`;
  });
  return { section: { name: 'owners', lines: ['directory:', ...lines], comments: nearMisses(teams) }, handles };
}

function countOwners(contracts: readonly Contract[]): ReadonlyMap<string, number> {
  return tally(contracts.flatMap((contract) => [...new Set(subjectOf(contract).owners)].filter((owner) => owner.trim() !== '')));
}

function mergeSpellings(counts: ReadonlyMap<string, number>): readonly SpelledTeam[] {
  const groups = groupBy(counts, ([name]) => withoutAt(name).toLowerCase());
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
  const names = teams.map(({ name }) => name);
  const groups = groupBy(names, lettersOf);
  const slips = names.flatMap((name, index) => names.slice(index + 1).flatMap((other) => (isMistyped(name, other) ? [[name, other]] : [])));
  return [...[...groups.values()].filter((alike) => alike.length > 1), ...slips].map(
    (alike) => `? Are ${alike.map((name) => `"${name}"`).join(' and ')} one team? Then keep one name, and list the other as its alias.`,
  );
}

/** Whether one name has a letter more, or two swapped. Another letter may be another team: `team-a`, `team-b`. */
function isMistyped(a: string, b: string): boolean {
  const letters = (name: string): string => [...lettersOf(name)].toSorted().join('');
  return isSlip(a, b) && (lettersOf(a).length !== lettersOf(b).length || letters(a) === letters(b));
}

/** A handle belongs to a team where its last part, or all of it, is the team's name but for case and separators. */
function matchHandles(teams: readonly SpelledTeam[], codeowners: FoundCodeowners | null): ReadonlyMap<string, string> {
  const byName = new Map<string, Set<string>>();
  for (const { owner } of codeowners?.codeowners.mentions ?? []) {
    for (const name of [lettersOf(owner), lettersOf(owner.slice(owner.indexOf('/') + 1))])
      byName.set(name, (byName.get(name) ?? new Set()).add(owner));
  }
  return new Map(
    teams.flatMap(({ name }) => {
      const [handle, another] = [...(byName.get(lettersOf(name)) ?? [])];
      return handle !== undefined && another === undefined ? [[name, handle] as const] : [];
    }),
  );
}
