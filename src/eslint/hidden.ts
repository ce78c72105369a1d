import type { RawFinding, Unsigned } from '../check/raw-finding.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { matchBaseline, readBaseline } from '../policy/baseline.ts';
import type { Policy } from '../policy/policy.ts';
import { parseWaiverComments } from '../policy/waivers/comments.ts';
import { applyWaivers } from '../policy/waivers/waivers.ts';
import { rules } from '../rules/index.ts';
import type { SourceTree } from '../source/tree.ts';

const shippedRules = rules.map((rule) => rule.id);
const baseRules = rules.filter((rule) => rule.scope === 'base').map((rule) => rule.id);

/** Which findings a waiver or the baseline hides, so that the editor is quiet where the CLI is. */
export function hiddenBy(
  policy: Policy,
  tree: SourceTree,
  inventory: Inventory,
  findings: readonly RawFinding[],
): (finding: Unsigned) => boolean {
  const files = [...new Set(inventory.contracts.map((contract) => contract.file))];
  const waivers = [...policy.waivers, ...files.flatMap((file) => parseWaiverComments(inventory.text(file), file).waivers)];
  const terms = {
    inForce: waivers,
    pending: [],
    rules: policy.waiverRules,
    knownRules: [...shippedRules, ...policy.assertions.map(({ id }) => id)],
    baseRules,
    directory: policy.defaults.owners.directory,
    today: new Date().toISOString().slice(0, 10),
  };
  const waived = waivers.length === 0 ? [] : applyWaivers(findings, terms, []).findings;
  const { entries } = readBaseline(tree, baseRules);
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
