import { BASELINE_FILE, type BaselineEntry, entriesInForce, readBaseline } from '../policy/baseline.ts';
import { baseRuleIds, type Rule } from '../rules/rule.ts';
import type { SourceTree } from '../source/tree.ts';
import { problemOfDiagnostic } from './problems.ts';
import type { Problem } from './result.ts';

/** What the baseline excuses. */
export interface KnownFindings {
  /** In force. */
  readonly entries: readonly BaselineEntry[];
  /** Listed by the head alone: they excuse nothing yet, and must not wait there for a finding that is still to come. */
  readonly pending: readonly BaselineEntry[];
  readonly problems: readonly Problem[];
}

/** Rules whose findings no baseline can hold: what is owed for a change, and what is wrong with waivers and baseline themselves. */
export function neverBaselined(rules: readonly Rule[]): readonly string[] {
  return [...baseRuleIds(rules), 'waivers'];
}

/**
 * Reads the baseline. With a base, only entries that both sides list are in force.
 * @param isBootstrap the base has no policy yet: the change that brings the first policy brings the baseline with it
 */
export function readKnownFindings(head: SourceTree, base: SourceTree | null, isBootstrap: boolean, rules: readonly Rule[]): KnownFindings {
  const never = neverBaselined(rules);
  const ofHead = readBaseline(head, never);
  const problems = ofHead.diagnostics.map(problemOfDiagnostic);
  const all = ofHead.entries ?? [];
  if (!base) return { entries: all, pending: [], problems };
  const isSame = base.digest(BASELINE_FILE) === head.digest(BASELINE_FILE);
  const ofBase = isSame ? ofHead : readBaseline(base, never);
  const entries = entriesInForce(ofBase.entries, ofHead.entries, isBootstrap);
  return { entries, pending: all.filter((entry) => !entries.includes(entry)), problems };
}
