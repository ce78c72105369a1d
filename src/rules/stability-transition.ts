import { forbiddenMove } from '../compare/transition.ts';
import { type BaseRule, defineRule } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { replaceLiteral } from './support/fixes.ts';
import { suggest } from './support/suggestions.ts';
import { listed } from './support/text.ts';

export const stabilityTransition: BaseRule = defineRule({
  id: 'stability-transition',
  area: 'stability',
  scope: 'base',
  description: 'Contracts move between stages only as the policy allows',
  messages: {
    forbidden: '{{contract}} moved from "{{from}}" to "{{to}}". From "{{from}}" it may move to {{allowed}} only. Keep "{{from}}".',
    final: '{{contract}} moved from "{{from}}" to "{{to}}", and nothing may follow "{{from}}". Keep "{{from}}".',
    restore: 'Set the stability back to "{{from}}".',
  },
  policy: ['stability.stages', 'stability.transitions'],
  hasSuggestions: true,
  check(comparison, context) {
    const readText = (file: string): string => comparison.head.text(file);
    for (const { base, head } of comparison.contracts) {
      const move = base && head && forbiddenMove(base, head, comparison.basePolicy.for(base).stability);
      if (!move) continue;
      const { stability } = head;
      const fix = stability.state === 'known' ? replaceLiteral(stability, move.from, readText) : undefined;
      const names = { contract: nameOf(head), from: move.from, to: move.to };
      context.report({
        messageId: move.allowed.length > 0 ? 'forbidden' : 'final',
        data: move.allowed.length > 0 ? { ...names, allowed: listed(move.allowed) } : names,
        contract: head,
        at: stability.site,
        subject: move.to,
        ...suggest(fix, 'restore', { from: move.from }),
      });
    }
  },
});
