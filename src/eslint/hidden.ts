import { neverBaselined } from '../check/known-findings.ts';
import type { RawFinding, Unsigned } from '../check/raw-finding.ts';
import { waiverTerms } from '../check/waiver-terms.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { matchBaseline, readBaseline } from '../policy/baseline.ts';
import { today } from '../policy/date.ts';
import type { Policy } from '../policy/policy.ts';
import { readCommentWaivers } from '../policy/waivers/read-comments.ts';
import { applyWaivers } from '../policy/waivers/waivers.ts';
import { rulesUnder } from '../rules/index.ts';
import type { SourceTree } from '../source/tree.ts';

/** Which findings a waiver or the baseline hides, so that the editor is quiet where the CLI is. */
export function hiddenBy(
  policy: Policy,
  tree: SourceTree,
  inventory: Inventory,
  findings: readonly RawFinding[],
): (finding: Unsigned) => boolean {
  const rules = rulesUnder(policy);
  const inForce = [...policy.waivers, ...readCommentWaivers(inventory).waivers];
  const terms = { ...waiverTerms(policy, rules, today()), inForce, pending: [], contracts: [] };
  const waived = inForce.length === 0 ? [] : applyWaivers(findings, terms, []).findings;
  const { entries } = readBaseline(tree, neverBaselined(rules));
  const { known } = matchBaseline(entries ?? [], findings);
  const hidden = new Set([
    ...[...known].map(identify),
    ...waived.filter((one) => one.status === 'waived').map((one) => identify(one.finding)),
  ]);
  return (finding) => hidden.has(identify(finding));
}

function identify({ rule, line, column, endLine, endColumn, subject, message }: Omit<Unsigned, 'identity' | 'unsignedParts'>): string {
  return JSON.stringify([rule, line, column, endLine, endColumn, subject, message]);
}
