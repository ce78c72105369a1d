import type { Contract } from '../contracts/contract.ts';
import { memoizeWeakly } from '../source/memoize.ts';
import type { EffectivePolicy } from './effective-policy.ts';
import type { Policy } from './policy.ts';

/**
 * The policy that judges a change. Severities, what is read, overrides, exemptions, versioning, what is enforced, and waivers are the
 * base's: a change does not set its own terms. Vocabularies, the directory of teams, audit labels and announced deprecations are the head's, so
 * that a team and its first contract can come together. Without a policy at the base, the head's judges.
 */
export function judgingPolicy(base: Policy | null, head: Policy): Policy {
  if (!base) return head;
  const combinedWith = memoizeWeakly((terms: EffectivePolicy) => memoizeWeakly((words: EffectivePolicy) => combineEffective(terms, words)));
  return {
    ...base,
    file: head.file ?? base.file,
    hints: head.hints,
    for: (contract: Contract) => combinedWith(base.for(contract))(head.for(contract)),
    defaults: combinedWith(base.defaults)(head.defaults),
  };
}

function combineEffective(terms: EffectivePolicy, words: EffectivePolicy): EffectivePolicy {
  return {
    ...terms,
    owners: { ...terms.owners, directory: words.owners.directory },
    tags: { ...terms.tags, vocabulary: words.tags.vocabulary },
    audit: { ...terms.audit, labels: words.audit.labels, known: words.audit.known },
    deprecations: words.deprecations,
  };
}
