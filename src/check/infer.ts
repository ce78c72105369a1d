import type { Inventory } from '../contracts/inventory.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import { POLICY_FILE } from '../policy/find.ts';
import { inferPolicy, type InferredPolicy } from '../policy/init/init.ts';
import { loadPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { rules } from '../rules/index.ts';
import { groupBy } from '../source/groups.ts';
import { ancestorTags } from '../source/history.ts';
import { memoryTree } from '../source/memory.ts';
import { headCommit } from '../source/repository.ts';
import type { Head } from './head.ts';
import { runRules } from './run-rules.ts';

/** Infers a policy that fits a repository, from its contracts, its tags, and what every rule would find. */
export function inferPolicyOf({ opened, policy }: Head, inventory: Inventory, today: string): InferredPolicy {
  const commit = opened.git && headCommit(opened.git);
  const tags = opened.git && commit !== null ? ancestorTags(opened.git, commit).map(({ name }) => name) : [];
  return inferPolicy(inventory, opened.tree, policy.read.modules, tags, (yaml) => {
    const judging = yaml === null ? policy : loadPolicy(memoryTree({ [POLICY_FILE]: yaml }), { today }).policy;
    return groupBy(runRules({ inventory, policy: withAllRules(judging), rules, today }).findings, ({ rule }) => rule);
  });
}

/** The policy with every rule on, to see what each would find. */
function withAllRules(policy: Policy): Policy {
  const known = new Map<EffectivePolicy, EffectivePolicy>();
  const on = (effective: EffectivePolicy): EffectivePolicy => {
    const all = known.get(effective) ?? { ...effective, severity: () => 'error' as const };
    known.set(effective, all);
    return all;
  };
  return { ...policy, for: (contract) => on(policy.for(contract)), defaults: on(policy.defaults) };
}
