import type { OwnersDirectory, Team } from '../policy/policy.ts';
import { defineRule, type FileRule } from './rule.ts';
import { knownItems, nameOf } from './support/contracts.ts';
import { replaceLiteral } from './support/fixes.ts';
import { isLeftToPlainIdentifiers } from './support/identifiers.ts';
import { didYouMean, nearest } from './support/near.ts';
import { writtenElsewhere } from './support/places.ts';
import { isLeftTo } from './support/precedence.ts';
import { isOnlyMisspelled, teamsOf } from './support/spellings.ts';

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
    const { effective, today } = context;
    const { directory } = effective.owners;
    if (!directory) return;
    const teams = teamsOf(directory);
    const read = (file: string): string => context.tree.read(file);
    for (const owner of knownItems(contract.owners)) {
      if (owner.value.trim() === '' || isLeftToPlainIdentifiers(owner.value, effective)) continue;
      const team = teams.get(owner.value);
      const common = {
        contract,
        at: owner.site,
        subject: owner.value,
        related: writtenElsewhere(owner, `The owner "${owner.value}"`),
      };
      const data = { owner: owner.value, contract: nameOf(contract) };
      if (team && isDissolved(team, today)) {
        const successor = livingSuccessor(team, directory, today);
        const fix = successor && replaceLiteral(owner, successor, read);
        const date = team.dissolved ?? '';
        context.report(
          successor
            ? { ...common, messageId: 'dissolved', data: { ...data, date, successor }, ...(fix && { fix }) }
            : { ...common, messageId: 'gone', data: { ...data, date } },
        );
        continue;
      }
      if (isOnlyMisspelled(owner.value, effective.owners) && isLeftTo('owner-format', 'known-owner', effective)) continue;
      if (team && team.name !== owner.value) {
        const fix = replaceLiteral(owner, team.name, read);
        context.report({ ...common, messageId: 'alias', data: { ...data, name: team.name }, ...(fix && { fix }) });
      } else if (!team) {
        const living = [...teams].flatMap(([name, candidate]) => (isDissolved(candidate, today) ? [] : [name]));
        const nearName = nearest(owner.value, living);
        const near = nearName === null ? null : (teams.get(nearName)?.name ?? nearName);
        const fix = near === null ? undefined : replaceLiteral(owner, near, read);
        context.report({
          ...common,
          messageId: 'unknown',
          data: { ...data, source: directory.source, near: didYouMean(near) },
          ...(fix && near !== null && { suggestions: [{ messageId: 'replace', data: { name: near }, fix }] }),
        });
      }
    }
  },
});

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
