import { alteredReleases } from '../compare/altered-snapshot.ts';
import type { Comparison } from '../compare/change.ts';
import { SNAPSHOT_FILE } from '../compare/snapshot.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { POLICY_FILE } from '../policy/find.ts';
import { policyLoosened as looseningsOf } from '../policy/loosening/loosened.ts';
import { GATE_RULES } from '../policy/loosening/loosening.ts';
import { compareSeverities } from '../policy/loosening/severities.ts';
import type { Policy } from '../policy/policy.ts';
import type { CommentWaiver } from '../policy/waivers/comments.ts';
import { readCommentWaivers } from '../policy/waivers/read-comments.ts';
import { keptWaivers } from '../policy/waivers/waivers.ts';
import type { Location, Span } from '../source/span.ts';
import { defineRule, type BaseRule } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { spanOfLocation, startOfFile } from './support/locations.ts';
import { joined, listed } from './support/text.ts';

export const policyLoosened: BaseRule = defineRule({
  id: 'policy-loosened',
  hasLesser: true,
  area: 'policy',
  scope: 'base',
  description: 'A change that weakens the policy is seen',
  messages: {
    escaped:
      'By its new file, key, stage, tags or owners, {{contract}} is no longer held to {{rules}} as it was. Take that back, or have it approved by those who answer for the policy.',
    weakened: 'This change weakens the policy: {{change}} Take it back, or have it approved by those who answer for the policy.',
    released:
      'This change has {{file}} say of {{contracts}} what neither base nor head declare, so that the next change would owe nothing. Write it with release-snapshot, or have it approved by those who answer for the policy.',
    noSnapshot:
      'This change leaves {{file}} in a form that cannot be read, so that nothing says what was released. Write it with release-snapshot.',
  },
  policy: [],
  check(comparison, { report }) {
    const { base, head, basePolicy, headPolicy } = comparison;
    for (const { message, path, location, class: severity } of differences(basePolicy, headPolicy, head)) {
      const at = placeOf(location, comparison);
      report({ messageId: 'weakened', data: { change: message }, contract: null, at, subject: path, severity });
    }
    for (const { rule, location } of addedComments(base, head)) {
      const at = placeOf(location, comparison);
      report({
        messageId: 'weakened',
        data: { change: `"${rule}" is waived in a comment.` },
        contract: null,
        at,
        subject: 'waivers',
        severity: 'warn',
      });
    }
    const altered = alteredReleases(base, head);
    if (altered?.length !== 0) {
      const data = { file: SNAPSHOT_FILE, ...(altered && { contracts: joined(altered, 4) }) };
      const at = { file: SNAPSHOT_FILE, start: 0, end: 0 };
      report({ messageId: altered ? 'released' : 'noSnapshot', data, contract: null, at, subject: SNAPSHOT_FILE, severity: 'error' });
    }
    for (const { base: was, head: contract } of comparison.contracts) {
      const rules = was && contract ? escapedRules(was, contract, basePolicy) : [];
      if (!contract || rules.length === 0) continue;
      report({
        messageId: 'escaped',
        data: { contract: nameOf(contract), rules: listed(rules) },
        contract,
        at: contract.key.site,
        subject: rules.join(),
        severity: 'error',
      });
    }
  },
});

/** The rules of the gate that the base's policy asks less strictly of what a contract has become: the next change could break it freely. */
function escapedRules(was: Contract, is: Contract, policy: Policy): readonly string[] {
  const [before, after] = [policy.for(was), policy.for(is)];
  return before === after ? [] : compareSeverities(before, after, GATE_RULES).map(({ rule }) => rule);
}

/** Policies of the same digest say the same: no need to compare them for every contract. */
function differences(base: Policy, head: Policy, { contracts }: Inventory): ReturnType<typeof looseningsOf> {
  return base === head || base.digest === head.digest ? [] : looseningsOf(base, head, contracts);
}

function placeOf(location: Location | null, { head, basePolicy, headPolicy }: Comparison): Span {
  if (location) return spanOfLocation(location, head.tree) ?? startOfFile(location.file);
  // The file is gone, or has never been there: its name is the place.
  return startOfFile(headPolicy.file ?? basePolicy.file ?? POLICY_FILE);
}

/** Waivers in comments that the base does not have above the same contract or property, in the files that hold contracts. */
function addedComments(base: Inventory, head: Inventory): readonly CommentWaiver[] {
  const { waivers } = readCommentWaivers(head);
  if (waivers.length === 0) return [];
  const known = new Set(keptWaivers(readCommentWaivers(base).waivers, waivers).values());
  return waivers.filter((waiver) => !known.has(waiver));
}
