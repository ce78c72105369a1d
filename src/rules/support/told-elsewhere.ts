import type { Change, Comparison, ContractDiff } from '../../compare/change.ts';
import { judgeRemoval, mayBeRemoved } from '../../compare/removal-verdict.ts';
import { forbiddenMove } from '../../compare/transition.ts';
import type { ReportContext } from '../rule.ts';

/** Whether another rule makes an error of a change, so that its unpaid bump is not a second finding. Where that rule is off or warns, it is. */
export function isToldElsewhere(change: Change, { base, head }: ContractDiff, comparison: Comparison, context: ReportContext): boolean {
  if (!base || !head) return false;
  const isError = (rule: string): boolean => context.policy.for(head).severity(rule) === 'error';
  const policy = comparison.basePolicy.for(base);
  if (change.id === 'key-renamed') return isError('no-removed-contract') && !mayBeRemoved(judgeRemoval(base, policy, context.today, []));
  // What was unreadable before may be known to the baseline.
  if (change.id === 'key-unreadable') return base.key.state === 'known' && isError('static-contract');
  if (change.id === 'version-unreadable') return base.version.state === 'known' && isError('static-contract');
  if (change.id === 'stability-lowered') return isError('stability-transition') && forbiddenMove(base, head, policy.stability) !== null;
  return false;
}
