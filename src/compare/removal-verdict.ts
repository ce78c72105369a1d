import type { Contract } from '../contracts/contract.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import type { ContractChangeId } from './catalogue/ids.ts';
import type { RemovalVerdict } from './change.ts';
import { deprecationOf, isDeprecated } from './deprecation.ts';
import { stageOf, stageRank } from './stage.ts';

/**
 * Judges the removal of a contract of the base, by the base's policy: what the same change announces comes too late.
 * The sunset is the last day of support.
 * @param today `YYYY-MM-DD`
 * @param remaining versions of the same key that the head still declares
 */
export function judgeRemoval(contract: Contract, policy: EffectivePolicy, today: string, remaining: readonly string[]): RemovalVerdict {
  const { stages } = policy.stability;
  const { removalFrom } = policy.versioning;
  // Among stages of the policy's own that stage may be none: then no contract is known to stand below it.
  const isProtected = !stages.includes(removalFrom) || stageRank(stageOf(contract), stages) >= stageRank(removalFrom, stages);
  const sunset = deprecationOf(contract, policy)?.sunset ?? null;
  const state = !isDeprecated(contract, policy)
    ? 'undeprecated'
    : sunset === null
      ? 'no-sunset'
      : today > sunset
        ? 'after-sunset'
        : 'before-sunset';
  return { state, sunset, isProtected, remaining };
}

/** The change that a removal is. */
export function removalChangeId({ state }: RemovalVerdict): ContractChangeId {
  if (state === 'undeprecated') return 'contract-removed';
  return state === 'after-sunset' ? 'contract-removed-after-sunset' : 'contract-removed-before-sunset';
}

/** Whether the contract may go: its sunset has passed, or its stage is below those that the policy protects. */
export function mayBeRemoved({ state, isProtected }: RemovalVerdict): boolean {
  return state === 'after-sunset' || !isProtected;
}
