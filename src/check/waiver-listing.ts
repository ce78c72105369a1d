import { daysBetween } from '../policy/date.ts';
import type { Waiver } from '../policy/policy.ts';
import { rulesUnder } from '../rules/index.ts';
import { baseRuleIds } from '../rules/rule.ts';
import { type Head, readContracts } from './head.ts';
import { problemOfFile } from './problems.ts';
import type { Finding, Problem } from './result.ts';
import type { Stopwatch } from './stopwatch.ts';
import { reachVerdicts } from './verdicts.ts';
import { waiverAges } from './waiver-age.ts';

/** A waiver with what it does today. */
export interface ListedWaiver {
  readonly waiver: Waiver;
  /** Days since it was committed; null when it is not, or there is no git. */
  readonly age: number | null;
  /** Days until its last day; negative when it has passed. */
  readonly daysLeft: number;
  /** Why it hides nothing, or null. */
  readonly problem: string | null;
  readonly hidden: readonly Finding[];
}

/** All waivers of the policy and in comments, those that end first before the others. Waivers of changes need a base and hide nothing here. */
export function waiverListing(
  head: Head,
  today: string,
  watch: Stopwatch,
): { readonly waivers: readonly ListedWaiver[]; readonly problems: readonly Problem[] } {
  const inventory = readContracts(head, watch);
  const { policy } = head;
  const rules = rulesUnder(policy);
  const verdicts = reachVerdicts({ side: { inventory, policy }, policy, base: null, rules, today, waivers: true });
  const needBase = baseRuleIds(rules);
  const ageOf = waiverAges(head, today);
  const listed = verdicts.waivers.map((waiver): ListedWaiver => ({
    waiver,
    age: ageOf(waiver),
    daysLeft: daysBetween(today, waiver.expires),
    problem:
      verdicts.waiverProblems.find((problem) => problem.waiver === waiver && !(problem.kind === 'unused' && needBase.includes(waiver.rule)))
        ?.message ?? null,
    hidden: verdicts.findings.filter((finding) => finding.waiver === waiver && finding.status === 'waived'),
  }));
  return {
    waivers: listed.sort((a, b) => a.daysLeft - b.daysLeft),
    problems: [...inventory.problems.map(problemOfFile), ...verdicts.problems],
  };
}
