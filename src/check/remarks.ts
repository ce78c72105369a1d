import type { Inventory } from '../contracts/inventory.ts';
import type { Policy } from '../policy/policy.ts';
import { staleHints } from '../policy/stale.ts';
import { count } from '../source/count.ts';
import type { Compared } from './compare-sides.ts';
import { ownerProblems } from './filter-problems.ts';
import { type Head, hintText } from './head.ts';
import { emptyProblems } from './no-contracts.ts';
import { opaqueParts } from './opaque.ts';
import type { CheckOptions } from './options.ts';
import { problemOfDiagnostic, problemOfFile } from './problems.ts';
import type { CheckResult } from './result.ts';
import type { Verdicts } from './verdicts.ts';

/** What was read, compared and judged. */
export interface Judgement {
  readonly head: Head;
  /** The policy that judged. */
  readonly policy: Policy;
  readonly inventory: Inventory;
  /** Null without a base. */
  readonly compared: Compared | null;
  readonly verdicts: Verdicts;
}

/** What a check has to say beside its findings: why there is no verdict, and what is worth knowing. */
export function remarksOn(
  { head, policy, inventory, compared, verdicts }: Judgement,
  { hintsAreProblems, allowEmpty, owners, rules }: Required<CheckOptions>,
): Pick<CheckResult, 'problems' | 'notes'> {
  const opaque = opaqueParts(head.opened.tree, compared?.base.opened.trees ?? [], policy.read);
  const stale = staleHints(head.policy, inventory.contracts);
  const contracts = [inventory, ...(compared?.inventories ?? [])].flatMap((side) => side.contracts);
  return {
    problems: [
      ...opaque.problems,
      ...inventory.problems.map(problemOfFile),
      ...(compared?.problems ?? []),
      ...(hintsAreProblems ? stale.map(problemOfDiagnostic) : []),
      ...verdicts.problems,
      ...emptyProblems(inventory, head.policy, allowEmpty),
      ...(contracts.length === 0 ? [] : ownerProblems(owners, contracts, policy.defaults.owners.directory)),
    ],
    notes: [
      ...opaque.notes,
      ...(compared?.notes ?? []),
      ...rules.filter((id) => isOff(id, policy, inventory)).map((id) => `"${id}" is off in the policy, and judges nothing.`),
      ...head.hints,
      ...(hintsAreProblems ? [] : stale.map(hintText)),
      ...(verdicts.expiring > 0 ? [`${count(verdicts.expiring, 'waiver')} will end soon.`] : []),
    ],
  };
}

function isOff(rule: string, policy: Policy, { contracts }: Inventory): boolean {
  const all = [policy.defaults, ...contracts.map((contract) => policy.for(contract))];
  return all.every((effective) => effective.severity(rule) === 'off');
}
