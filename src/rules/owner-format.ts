import type { EffectivePolicy, OwnersPolicy, Team } from '../policy/effective-policy.ts';
import { isOwnerWellSpelled, respelled } from '../policy/spelling.ts';
import { defineRule, type FileRule } from './rule.ts';
import { knownItems, nameOf } from './support/contracts.ts';
import { replaceLiteral } from './support/fixes.ts';
import { isLeftToPlainIdentifiers } from './support/identifiers.ts';
import { isPlaceholderOwner } from './support/owners.ts';
import { writtenElsewhere } from './support/places.ts';
import { isLeftTo } from './support/precedence.ts';
import { isOnlyMisspelled, teamsOf } from './support/spellings.ts';
import { fixOrSuggest } from './support/suggestions.ts';

export const ownerFormat: FileRule = defineRule({
  id: 'owner-format',
  area: 'owners',
  scope: 'file',
  description: 'Owners are written as the policy says',
  messages: {
    withoutAt: 'The owner "{{owner}}" of {{contract}} is written without "@". Write "{{wanted}}".',
    withAt: 'The owner "{{owner}}" of {{contract}} is written with "@". Write "{{wanted}}".',
    spaces: 'The owner "{{owner}}" of {{contract}} has spaces around it. Write "{{wanted}}".',
    pattern:
      'The owner "{{owner}}" of {{contract}} does not match the pattern {{pattern}} of the policy. Write the name as the policy wants owners written.',
    respell: 'Write "{{wanted}}".',
  },
  policy: ['owners.spelling', 'owners.pattern', 'owners.directory'],
  fixable: true,
  hasSuggestions: true,
  check(contract, context) {
    const policy = context.effective.owners;
    const names = policy.directory ? teamsOf(policy.directory) : new Map<string, Team>();
    for (const owner of knownItems(contract.owners)) {
      if (owner.value.trim() === '' || isOwnerWellSpelled(owner.value, policy) || isLeftToPlainIdentifiers(owner.value, context.effective))
        continue;
      if (isPlaceholderOwner(owner.value, context.effective) && isLeftTo('require-owners', 'owner-format', context.effective)) continue;
      // What a team is called in the directory needs no other spelling.
      if (names.get(owner.value)?.name === owner.value) continue;
      const wanted = respelled(owner.value, policy.spelling);
      if (policy.directory && isLeftToKnownOwner(owner.value, context.effective)) continue;
      const isOnlySpelling = wanted !== owner.value && isOwnerWellSpelled(wanted, policy);
      const fix = isOnlySpelling ? replaceLiteral(owner, wanted, (file) => context.tree.read(file)) : undefined;
      context.report({
        messageId: messageFor(owner.value, wanted, policy.spelling),
        data: {
          owner: owner.value,
          contract: nameOf(contract),
          ...(wanted === owner.value ? { pattern: policy.pattern ?? '' } : { wanted }),
        },
        contract,
        at: owner.site,
        subject: owner.value,
        related: writtenElsewhere(owner, `The owner "${owner.value}"`),
        ...fixOrSuggest(names.has(wanted), fix, 'respell', { wanted }),
      });
    }
  },
});

function messageFor(owner: string, wanted: string, spelling: OwnersPolicy['spelling']): string {
  if (wanted === owner) return 'pattern';
  if (wanted === owner.trim()) return 'spaces';
  return spelling === '@' ? 'withoutAt' : 'withAt';
}

/** Another name of a team, and one that no team has in any spelling, is that before it is ill written. */
function isLeftToKnownOwner(owner: string, effective: EffectivePolicy): boolean {
  return isOnlyMisspelled(owner, effective.owners)
    ? !isLeftTo('owner-format', 'known-owner', effective)
    : isLeftTo('known-owner', 'owner-format', effective);
}
