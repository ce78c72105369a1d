import type { Bump, Comparison } from '../../src/compare/change.ts';
import { readInventory } from '../../src/contracts/read.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { policyWith } from './policy.ts';

export interface ComparisonOptions {
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
  /** The bump that each contract owes, by key; contracts that are not named have not changed. */
  readonly owed?: Readonly<Record<string, Bump>>;
  readonly basePolicy?: Policy;
  readonly headPolicy?: Policy;
}

/** A comparison of two sets of sources whose verdicts the test gives: for rules that only use them. */
export function comparisonOf({
  base,
  head,
  owed = {},
  basePolicy = policyWith(),
  headPolicy = policyWith(),
}: ComparisonOptions): Comparison {
  const [before, after] = [base, head].map((files) => readInventory(memoryTree(files), policyWith().read));
  if (!before || !after) throw new Error('Two trees make two inventories.');
  const contracts = Object.entries(owed).map(([key, requiredBump]) => {
    const find = (inventory: typeof before): (typeof before.contracts)[number] | null =>
      inventory.contracts.find((contract) => contract.key.state === 'known' && contract.key.value === key) ?? null;
    const contract = find(after) ?? find(before);
    if (!contract) throw new Error(`No contract has the key "${key}".`);
    return {
      kind: contract.kind,
      key,
      status: 'changed' as const,
      renamedTo: null,
      base: find(before),
      head: find(after),
      requiredBump,
      actualBump: 'none' as const,
      requiredVersion: null,
      satisfied: false,
      changes: [],
    };
  });
  return { base: before, head: after, basePolicy, headPolicy, contracts, unread: [] };
}
