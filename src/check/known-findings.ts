import { baselineFile, type BaselineEntry, entriesInForce, readBaseline } from '../policy/baseline.ts';
import type { Rule } from '../rules/rule.ts';
import type { SourceTree } from '../source/tree.ts';
import { problemOfDiagnostic } from './problems.ts';
import type { Problem } from './result.ts';

/** The part of the baseline that is in force. */
export interface KnownFindings {
  readonly entries: readonly BaselineEntry[];
  readonly problems: readonly Problem[];
}

/** Rules whose findings no baseline can hold: what is owed for a change, and what is wrong with waivers and baseline themselves. */
export function neverBaselined(rules: readonly Rule[]): readonly string[] {
  return [...rules.filter((rule) => rule.scope === 'base').map((rule) => rule.id), 'waivers'];
}

/** Reads the baseline. With a base, only entries that both sides list are in force. */
export function readKnownFindings(head: SourceTree, base: SourceTree | null, rules: readonly Rule[]): KnownFindings {
  const never = neverBaselined(rules);
  const ofHead = readBaseline(head, never);
  const problems = ofHead.diagnostics.map(problemOfDiagnostic);
  if (!base) return { entries: ofHead.entries ?? [], problems };
  const isSame = base.digest(baselineFile) === head.digest(baselineFile);
  const ofBase = isSame ? ofHead : readBaseline(base, never);
  return { entries: entriesInForce(ofBase.entries, ofHead.entries), problems };
}
