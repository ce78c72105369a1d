import type { Contract } from '../contracts/contract.ts';
import type { EffectivePolicy } from './effective-policy.ts';
import type { Policy } from './policy.ts';

/**
 * The policy that judges a change. Severities, what is read, overrides, exemptions, versioning, what is enforced, and waivers are the
 * base's: a change does not set its own terms. Vocabularies, the directory of teams, audit labels and announced deprecations are the head's, so
 * that a team and its first contract can come together. Without a policy at the base, the head's judges.
 */
export function judgingPolicy(base: Policy | null, head: Policy): Policy {
  if (!base) return head;
  const combined = new WeakMap<EffectivePolicy, WeakMap<EffectivePolicy, EffectivePolicy>>();
  const combine = (terms: EffectivePolicy, words: EffectivePolicy): EffectivePolicy => {
    let known = combined.get(terms);
    if (!known) combined.set(terms, (known = new WeakMap()));
    let effective = known.get(words);
    if (!effective) known.set(words, (effective = combineEffective(terms, words)));
    return effective;
  };
  return {
    ...base,
    file: head.file ?? base.file,
    hints: head.hints,
    for: (contract: Contract) => combine(base.for(contract), head.for(contract)),
    defaults: combine(base.defaults, head.defaults),
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
