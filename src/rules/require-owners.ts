import { defineRule, type FileRule } from './rule.ts';
import { knownItems, nameOf } from './support/contracts.ts';
import { listMessages, listReports } from './support/lists.ts';
import { isLeftToKnownFields } from './support/misspelt.ts';
import { isPlaceholderOwner } from './support/owners.ts';
import { writtenElsewhere } from './support/places.ts';

export const requireOwners: FileRule = defineRule({
  id: 'require-owners',
  area: 'owners',
  scope: 'file',
  description: 'Every contract names its owners, each once',
  messages: {
    ...listMessages('owner', 'meta.owners', 'Name the team that answers for it in meta.owners.'),
    placeholder: 'The owner "{{name}}" of {{contract}} is a placeholder. Name the team that answers for it.',
  },
  policy: ['owners.min', 'owners.max', 'meta.placeholders'],
  fixable: true,
  check(contract, context) {
    if (contract.owners.state === 'absent' && isLeftToKnownFields('meta.owners', contract, 'require-owners', context.effective)) return;
    const { min, max } = context.effective.owners;
    for (const report of listReports(contract, contract.owners, { min, max, noun: 'owner' }, (file) => context.tree.read(file)))
      context.report(report);
    for (const owner of knownItems(contract.owners)) {
      if (!isPlaceholderOwner(owner.value, context.effective)) continue;
      context.report({
        messageId: 'placeholder',
        data: { name: owner.value, contract: nameOf(contract) },
        contract,
        at: owner.site,
        subject: owner.value,
        related: writtenElsewhere(owner, `The owner "${owner.value}"`),
      });
    }
  },
});
