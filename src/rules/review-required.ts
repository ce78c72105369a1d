import type { Change } from '../compare/change.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Span } from '../source/span.ts';
import { type BaseRule, defineRule } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { joined } from './support/text.ts';

export const reviewRequired: BaseRule = defineRule({
  id: 'review-required',
  area: 'policy',
  scope: 'base',
  description: 'Who loosens access, drops personal data from a list or audit labels, is told which review is owed',
  messages: {
    security: '{{change}} Have security review {{contract}}{{by}}.',
    compliance: '{{change}} Have compliance review {{contract}}{{by}}.',
  },
  policy: ['review.security', 'review.compliance'],
  check(comparison, context) {
    for (const { head, changes } of comparison.contracts) {
      if (!head) continue;
      const { review } = context.policy.for(head);
      for (const change of changes) {
        if (!change.review) continue;
        const reviewers = review[change.review];
        context.report({
          messageId: change.review,
          data: { change: change.message, contract: nameOf(head), by: reviewers.length > 0 ? ` (${joined(reviewers)})` : '' },
          contract: head,
          at: change.head ?? nearestPlace(change, head),
          subject: change.path,
        });
      }
    }
  },
});

/** Where the head would have what is gone. */
function nearestPlace({ direction }: Change, head: Contract): Span {
  if (direction === 'effect') return head.audit.site;
  return head.kind === 'event' ? head.pii.site : head.policy.site;
}
