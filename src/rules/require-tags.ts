import { defineRule, type FileRule } from './rule.ts';
import { listMessages, listReports } from './support/lists.ts';
import { isLeftToKnownFields } from './support/misspelt.ts';

export const requireTags: FileRule = defineRule({
  id: 'require-tags',
  area: 'tags',
  scope: 'file',
  description: 'Every contract carries tags, each once',
  messages: listMessages('tag', 'meta.tags', 'Add the tags by which it should be found to meta.tags.'),
  policy: ['tags.min', 'tags.max'],
  fixable: true,
  check(contract, context) {
    if (contract.tags.state === 'absent' && isLeftToKnownFields('meta.tags', contract, 'require-tags', context.effective)) return;
    const { min, max } = context.effective.tags;
    for (const report of listReports(contract, contract.tags, { min, max, noun: 'tag' }, (file) => context.tree.read(file)))
      context.report(report);
  },
});
