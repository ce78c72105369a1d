import type { Contract } from '../contracts/contract.ts';
import type { StabilityPolicy } from '../policy/effective-policy.ts';
import { stageRank } from './stage.ts';

/** A move between stages that the policy does not allow. */
export interface ForbiddenMove {
  readonly from: string;
  readonly to: string;
  /** The stages that may follow `from`. */
  readonly allowed: readonly string[];
}

/**
 * The move between the stages of two declarations, where the policy does not allow it; null where it does, or where
 * a stage cannot be read or is none of the policy's. Without a list, a contract may move to any later stage, and to
 * `deprecated` and back.
 */
export function forbiddenMove(base: Contract, head: Contract, { stages, transitions }: StabilityPolicy): ForbiddenMove | null {
  if (base.stability.state !== 'known' || head.stability.state !== 'known') return null;
  const from = base.stability.value;
  const to = head.stability.value;
  if (from === to || !stages.includes(from) || !stages.includes(to)) return null;
  const allowed = transitions ? (transitions.get(from) ?? []) : stages.filter((stage) => isForward(from, stage, stages));
  return allowed.includes(to) ? null : { from, to, allowed };
}

function isForward(from: string, to: string, stages: readonly string[]): boolean {
  if (from === to) return false;
  return from === 'deprecated' || to === 'deprecated' || stageRank(to, stages) > stageRank(from, stages);
}
