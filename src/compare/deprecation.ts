import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Deprecation, EffectivePolicy } from '../policy/effective-policy.ts';
import type { Policy } from '../policy/policy.ts';

/** What the policy says of the contract's deprecation, or null. */
export function deprecationOf(contract: Contract, policy: EffectivePolicy): Deprecation | null {
  const { key } = contract;
  return key.state === 'known' ? (policy.deprecations.find((entry) => entry.contract === key.value) ?? null) : null;
}

/** Whether the contract's stage, or an entry of the policy, says that it is deprecated. */
export function isDeprecated(contract: Contract, policy: EffectivePolicy): boolean {
  return hasDeprecatedStage(contract) || deprecationOf(contract, policy) !== null;
}

function hasDeprecatedStage({ stability }: Contract): boolean {
  return stability.state === 'known' && stability.value === 'deprecated';
}

/**
 * The policy with each deprecation for the versions that it speaks of: of several of one key those whose stage is `deprecated`, and all
 * where none is. The end of an old version is not that of the one that replaces it.
 * @param inventories where versions may be marked: once the old one has left, the entry does not turn to what stays
 */
export function deprecationsByVersion(policy: Policy, ...inventories: readonly Inventory[]): Policy {
  if (policy.defaults.deprecations.length === 0) return policy;
  const marked = new Set<string>();
  for (const { contracts } of inventories)
    for (const contract of contracts) if (hasDeprecatedStage(contract) && contract.key.state === 'known') marked.add(contract.key.value);
  return {
    ...policy,
    for(contract) {
      const effective = policy.for(contract);
      const entry = hasDeprecatedStage(contract) ? null : deprecationOf(contract, effective);
      if (!entry || !marked.has(entry.contract)) return effective;
      return { ...effective, deprecations: effective.deprecations.filter((other) => other.contract !== entry.contract) };
    },
  };
}
