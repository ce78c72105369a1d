import type { Contract } from '../contracts/contract.ts';
import type { Deprecation, EffectivePolicy } from '../policy/effective-policy.ts';

/** What the policy says of the contract's deprecation, or null. */
export function deprecationOf(contract: Contract, policy: EffectivePolicy): Deprecation | null {
  const { key } = contract;
  return key.state === 'known' ? (policy.deprecations.find((entry) => entry.contract === key.value) ?? null) : null;
}

/** Whether the contract's stage, or an entry of the policy, says that it is deprecated. */
export function isDeprecated(contract: Contract, policy: EffectivePolicy): boolean {
  return (contract.stability.state === 'known' && contract.stability.value === 'deprecated') || deprecationOf(contract, policy) !== null;
}
