import type { Comparison } from '../compare/change.ts';
import { versionOf } from '../compare/version.ts';
import type { Contract } from '../contracts/contract.ts';
import { type BaselineEntry, matchBaseline } from '../policy/baseline.ts';
import type { Waiver } from '../policy/policy.ts';
import type { WaivableChange, WaivableContract } from '../policy/waivers/match.ts';
import { applyWaivers, type WaivableFinding, type WaiverOutcome, type WaiverTerms } from '../policy/waivers/waivers.ts';
import type { KnownFindings } from './known-findings.ts';
import type { RawFinding } from './raw-finding.ts';
import type { Finding } from './result.ts';

/** A finding as waivers and baseline look at it. */
export type WeighedFinding = RawFinding & WaivableFinding;

export interface Settled {
  /** In the order given. */
  readonly findings: readonly Finding[];
  readonly waivers: WaiverOutcome<WeighedFinding>;
  /** Entries of the baseline whose finding is gone. */
  readonly stale: readonly BaselineEntry[];
  /** Entries that the change adds and that no finding needs. */
  readonly premature: readonly BaselineEntry[];
}

/** What may hide findings, and the changes that waivers may be about. */
export interface SettleTerms {
  readonly waivers: WaiverTerms;
  /** All waivers of the head, pending ones included. */
  readonly headWaivers: readonly Waiver[];
  readonly known: Pick<KnownFindings, 'entries' | 'pending'>;
  readonly comparison: Comparison | null;
}

/**
 * Decides what becomes of findings. Waivers and baseline are matched each on their own, so that a waiver over a known finding makes
 * neither of them look unused; what is waived counts as waived.
 */
export function settle(findings: readonly RawFinding[], { waivers: terms, headWaivers, known, comparison }: SettleTerms): Settled {
  const changes = changesByContract(comparison);
  const weighed = findings.map((finding): WeighedFinding => {
    const isOfChange = finding.about !== null && terms.baseRules.includes(finding.rule);
    return { ...finding, change: isOfChange && finding.about ? (changes.get(finding.about) ?? null) : null };
  });
  const baseline = matchBaseline(known.entries, weighed);
  const waivers = applyWaivers(weighed, terms, headWaivers);
  return {
    findings: waivers.findings.map(({ finding, status, waiver }) =>
      toFinding(finding, status === 'new' && baseline.known.has(finding) ? 'baseline' : status, waiver),
    ),
    waivers,
    stale: baseline.stale,
    premature: matchBaseline(known.pending, weighed).stale,
  };
}

/** Takes off what only waivers and baseline need. */
export function toFinding(
  { about: _about, change: _change, ...finding }: WeighedFinding,
  status: Finding['status'],
  waiver: Finding['waiver'],
): Finding {
  return { ...finding, status, waiver };
}

/** What each contract's change is, as waivers name it. */
function changesByContract(comparison: Comparison | null): ReadonlyMap<Contract, WaivableChange> {
  const changes = new Map<Contract, WaivableChange>();
  for (const { base, head, changes: all } of comparison?.contracts ?? []) {
    const change = { from: base && versionOf(base), to: head && versionOf(head), ids: [...new Set(all.map(({ id }) => id))] };
    for (const contract of [base, head]) if (contract) changes.set(contract, change);
  }
  return changes;
}

/** A contract as waivers name it. */
export function waivableContract(contract: Contract): WaivableContract {
  return { key: contract.key.state === 'known' ? contract.key.value : null, version: versionOf(contract) };
}
