import { defineRule, type FileRule } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { replaceLiteral } from './support/fixes.ts';
import { isLeftToKnownFields } from './support/misspelt.ts';
import { nearHint, isSameName, nearest } from './support/near.ts';
import { writtenElsewhere } from './support/places.ts';
import { fixOrSuggest } from './support/suggestions.ts';
import { listed } from './support/text.ts';

export const validStability: FileRule = defineRule({
  id: 'valid-stability',
  area: 'stability',
  scope: 'file',
  description: 'The stability is one of the stages of the policy',
  messages: {
    missing: '{{contract}} has no stability. Write one of {{stages}} in meta.stability.',
    notText: 'meta.stability of {{contract}} is {{found}}, it must be one of {{stages}}.',
    unknown: 'The stability "{{stability}}" of {{contract}} is not one of {{stages}}.{{near}}',
    replace: 'Write "{{stage}}".',
  },
  policy: ['stability.stages'],
  fixable: true,
  hasSuggestions: true,
  check(contract, context) {
    const { stability } = contract;
    const { stages } = context.effective.stability;
    const data = { contract: nameOf(contract), stages: listed(stages, 12) };
    const isLeft = stability.state === 'absent' && isLeftToKnownFields('meta.stability', contract, 'valid-stability', context.effective);
    if (stability.state === 'absent' && !isLeft) context.report({ messageId: 'missing', data, contract, at: stability.site });
    if (stability.state === 'invalid')
      context.report({ messageId: 'notText', data: { ...data, found: stability.found }, contract, at: stability.site });
    if (stability.state !== 'known' || stages.includes(stability.value)) return;
    const near = nearest(stability.value, stages);
    const read = (file: string): string => context.tree.read(file);
    context.report({
      messageId: 'unknown',
      data: { ...data, stability: stability.value, near: nearHint(near) },
      contract,
      at: stability.site,
      subject: stability.value,
      related: writtenElsewhere(stability, 'The stability'),
      ...(near !== null &&
        fixOrSuggest(isSameName(near, stability.value), replaceLiteral(stability, near, read), 'replace', { stage: near })),
    });
  },
});
