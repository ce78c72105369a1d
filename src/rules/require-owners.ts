import { defineRule, type FileRule } from './rule.ts';
import { listMessages, listReports } from './support/lists.ts';
import { isLeftToKnownFields } from './support/misspelt.ts';

export const requireOwners: FileRule = defineRule({
  id: 'require-owners',
  area: 'owners',
  scope: 'file',
  description: 'Every contract names its owners, each once',
  messages: listMessages('owner', 'meta.owners', 'Name the team that answers for it in meta.owners.'),
  policy: ['owners.min', 'owners.max'],
  fixable: true,
  check(contract, context) {
    if (contract.owners.state === 'absent' && isLeftToKnownFields('meta.owners', contract, 'require-owners', context.effective)) return;
    const { min, max } = context.effective.owners;
    for (const report of listReports(contract, contract.owners, { min, max, noun: 'owner' }, (file) => context.tree.read(file)))
      context.report(report);
  },
});
