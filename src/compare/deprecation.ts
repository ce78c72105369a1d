import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Deprecation, EffectivePolicy } from '../policy/effective-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { compareSemantic, semanticVersion, versionOf } from './version.ts';

/** What the policy says of the contract's deprecation, or null: of its version where an entry names that, else of its key. */
export function deprecationOf(contract: Contract, policy: EffectivePolicy): Deprecation | null {
  const { key } = contract;
  if (key.state !== 'known' || policy.deprecations.length === 0) return null;
  const entries = policy.deprecations.filter((entry) => entry.contract === key.value);
  const ofVersion = entries.find(({ version }) => version !== undefined && semanticVersion(version) === versionOf(contract));
  return ofVersion ?? entries.find(({ version }) => version === undefined) ?? null;
}

/** Whether the contract's stage, or an entry of the policy, says that it is deprecated. */
export function isDeprecated(contract: Contract, policy: EffectivePolicy): boolean {
  return hasDeprecatedStage(contract) || deprecationOf(contract, policy) !== null;
}

export function hasDeprecatedStage({ stability }: Contract): boolean {
  return stability.state === 'known' && stability.value === 'deprecated';
}

/**
 * The policy with each deprecation for the versions that it speaks of: the one that it names, else those whose stage is `deprecated`, and
 * all where none is. The end of an old version is not that of the one that replaces it, and an entry may stay when the old one has left.
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
      if (!entry || entry.version !== undefined || (!marked.has(entry.contract) && !mayReplace(contract, entry))) return effective;
      return { ...effective, deprecations: effective.deprecations.filter((other) => other !== entry) };
    },
  };
}

/** Whether a version may have replaced the one that an entry speaks of: where no other contract does, a later one of its key did. */
function mayReplace(contract: Contract, { contract: key, replacement }: Deprecation): boolean {
  if (replacement !== null) return replacement === key;
  const version = versionOf(contract);
  return version === null || compareSemantic(version, '2.0.0-0') >= 0;
}
