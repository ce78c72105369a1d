import type { Known } from '../contracts/contract.ts';
import type { OwnersDirectory, Team } from '../policy/effective-policy.ts';
import type { Report } from './finding.ts';
import { defineRule, type FileRule, type FileRuleContext } from './rule.ts';
import { knownItems, nameOf } from './support/contracts.ts';
import { replaceLiteral, type ReadText } from './support/fixes.ts';
import { isLeftToPlainIdentifiers } from './support/identifiers.ts';
import { nearHint, nearest } from './support/near.ts';
import { writtenElsewhere } from './support/places.ts';
import { isLeftTo } from './support/precedence.ts';
import { isOnlyMisspelled, teamsOf } from './support/spellings.ts';
import { suggest } from './support/suggestions.ts';

export const knownOwner: FileRule = defineRule({
  id: 'known-owner',
  area: 'owners',
  scope: 'file',
  description: 'Every owner is a living team of the directory',
  messages: {
    unknown: 'The owner "{{owner}}" of {{contract}} is not in {{source}}.{{near}} Name a team that is, or add this one there.',
    alias: 'The owner "{{owner}}" of {{contract}} is another name of "{{name}}". Write "{{name}}".',
    dissolved: 'The owner "{{owner}}" of {{contract}} was dissolved on {{date}}; its successor is "{{successor}}". Write "{{successor}}".',
    gone: 'The owner "{{owner}}" of {{contract}} was dissolved on {{date}} and has no living successor. Name the team that answers for the contract now.',
    replace: 'Write "{{name}}".',
  },
  policy: ['owners.directory'],
  fixable: true,
  hasSuggestions: true,
  check(contract, context) {
    const { effective, tree } = context;
    const { directory } = effective.owners;
    if (!directory) return;
    for (const owner of knownItems(contract.owners)) {
      if (owner.value.trim() === '' || isLeftToPlainIdentifiers(owner.value, effective)) continue;
      const verdict = judge(owner, directory, context, (file) => tree.read(file));
      if (!verdict) continue;
      context.report({
        ...verdict,
        data: { owner: owner.value, contract: nameOf(contract), ...verdict.data },
        contract,
        at: owner.site,
        subject: owner.value,
        related: writtenElsewhere(owner, `The owner "${owner.value}"`),
      });
    }
  },
});

type Verdict = Pick<Report, 'messageId' | 'data' | 'fix' | 'suggestions'>;

/** What is wrong with an owner, or null. */
function judge(owner: Known<string>, directory: OwnersDirectory, { effective, today }: FileRuleContext, read: ReadText): Verdict | null {
  const teams = teamsOf(directory);
  const team = teams.get(owner.value);
  if (team && isDissolved(team, today)) {
    const date = team.dissolved ?? '';
    const successor = livingSuccessor(team, directory, today);
    if (successor === null) return { messageId: 'gone', data: { date } };
    return { messageId: 'dissolved', data: { date, successor }, ...replaced(owner, successor, read) };
  }
  if (isOnlyMisspelled(owner.value, effective.owners) && isLeftTo('owner-format', 'known-owner', effective)) return null;
  if (team)
    return team.name === owner.value ? null : { messageId: 'alias', data: { name: team.name }, ...replaced(owner, team.name, read) };
  const living = [...teams].flatMap(([name, candidate]) => (isDissolved(candidate, today) ? [] : [name]));
  const nearName = nearest(owner.value, living);
  const near = nearName === null ? null : (teams.get(nearName)?.name ?? nearName);
  return {
    messageId: 'unknown',
    data: { source: directory.source, near: nearHint(near) },
    ...(near !== null && suggest(replaceLiteral(owner, near, read), 'replace', { name: near })),
  };
}

function replaced(owner: Known<string>, name: string, read: ReadText): Pick<Report, 'fix'> {
  const fix = replaceLiteral(owner, name, read);
  return fix ? { fix } : {};
}

function isDissolved(team: Team, today: string): boolean {
  return team.dissolved !== null && team.dissolved <= today;
}

/** Follows successors to one that still exists; null when there is none, or when they go in a circle. */
function livingSuccessor(team: Team, directory: OwnersDirectory, today: string): string | null {
  const teams = teamsOf(directory);
  const passed = new Set<Team>();
  for (
    let next: Team | undefined = team;
    next && !passed.has(next);
    next = next.successor === null ? undefined : teams.get(next.successor)
  ) {
    if (!isDissolved(next, today)) return next.name;
    passed.add(next);
  }
  return null;
}
