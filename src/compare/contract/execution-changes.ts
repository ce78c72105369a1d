import type { Contract, JsonValue } from '../../contracts/contract.ts';
import type { Change } from '../change.ts';
import { unreadableChange, valueChange } from './change-builder.ts';
import { canonical, property } from './json.ts';
import { empty } from './policy-values.ts';
import type { Sides } from './sides.ts';
import { hasSameSource, unreadableAt } from './unreadable.ts';

const PATH = 'execution.approval';

/** Whether each run has to be approved, and for which effects: newer contracts say so beside `policy.escalate`. */
export function executionChanges(sides: Sides): Change[] {
  if (unreadableAt(sides.base, PATH) || unreadableAt(sides.head, PATH))
    return hasSameSource(sides, PATH) ? [] : [unreadableChange(sides, 'policy-unreadable', PATH)];
  const [base, head] = [approvalOf(sides.base), approvalOf(sides.head)];
  const steps = PATH.split('.');
  const [was, is] = [isRequired(base), isRequired(head)];
  if (!was && is)
    return [valueChange(sides, 'human-review-demanded', [...steps, 'required'], 'Each call must now be approved.', null, 'true')];
  if (was && !is)
    return [valueChange(sides, 'human-review-dropped', [...steps, 'required'], 'Calls need no approval any more.', 'true', null)];
  const [before, after] = [base, head].map((approval) => empty(canonical(property(approval, 'effects')))) as [string | null, string | null];
  if (!is || before === after) return [];
  return [valueChange(sides, 'policy-option-changed', [...steps, 'effects'], 'The effects that need approval changed.', before, after)];
}

function approvalOf({ execution }: Contract): JsonValue | undefined {
  return execution.state === 'known' ? property(execution.value, 'approval') : undefined;
}

function isRequired(approval: JsonValue | undefined): boolean {
  return property(approval, 'required') === true;
}
