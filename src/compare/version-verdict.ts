import type { Contract } from '../contracts/contract.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import { type BumpSituation, isPaid, owedBump } from './bump.ts';
import type { Bump, Change, VersionFault, VersionVerdict } from './change.ts';
import type { ReleasedCounterpart } from './released.ts';
import { higherStage, stageOf } from './stage.ts';
import { bumpBetween, compareSemantic, freeVersion, skipsVersions, versionOf } from './version.ts';

/** A pair to be judged. */
export interface VersionCase {
  readonly base: Contract;
  readonly head: Contract;
  /** What this change does: the changes since the base. */
  readonly changes: readonly Change[];
  /** The declaration that was last released, and what has changed since; null where nothing says what was released. */
  readonly released: ReleasedCounterpart | null;
  /** The base's policy for the contract. */
  readonly policy: EffectivePolicy;
  /** Versions that other contracts of the key have. */
  readonly taken: ReadonlySet<string>;
}

export interface JudgedVersion {
  readonly requiredBump: Bump;
  readonly actualBump: Bump;
  readonly requiredVersion: string | null;
  readonly satisfied: boolean;
  readonly verdict: VersionVerdict;
}

/**
 * Judges whether the version has risen as much as the changes owe. What it must be is counted from the last release;
 * a contract that was never released owes nothing. Without releases it is counted from the base.
 */
export function judgeVersion(one: VersionCase): JudgedVersion {
  const { base, head, policy, released, taken } = one;
  const counted = released?.contract ?? base;
  const from = versionOf(counted);
  const to = versionOf(head);
  const owing = released ? withUnknown(released.changes, one.changes) : one.changes;
  const stages = policy.stability.stages;
  const stage = higherStage([stageOf(base), stageOf(head), stageOf(counted)], stages);
  const situation: BumpSituation = { stage, stages, from, versioning: policy.versioning };
  const due = owedBump(owing, situation);
  const requiredBump = one.changes.length === 0 ? 'none' : due;
  const requiredVersion = from === null || requiredBump === 'none' ? null : freeVersion(from, requiredBump, taken);
  const isAllPaid = one.changes.length === 0 || owing.every((change) => isPaid(change.class, situation, to));
  const fault = faultOf(one, { from, to, isPaid: isAllPaid });
  return {
    requiredBump,
    actualBump: from === null || to === null ? 'none' : bumpBetween(from, to),
    requiredVersion,
    satisfied: fault === null || fault === 'skipped',
    verdict: { from, to, stage, owing, due, isPaid: isAllPaid, fault, taken },
  };
}

/** What cannot be judged in this change owes its bump, whatever the release says: a snapshot does not hold what could not be read. */
function withUnknown(since: readonly Change[], changes: readonly Change[]): readonly Change[] {
  return [
    ...since,
    ...changes.filter((change) => change.class === 'unknown' && !since.some(({ id, path }) => id === change.id && path === change.path)),
  ];
}

interface Counted {
  readonly from: string | null;
  readonly to: string | null;
  readonly isPaid: boolean;
}

function faultOf(one: VersionCase, { from, to, isPaid }: Counted): VersionFault | null {
  const { base, head } = one;
  if (head.version.state === 'unknown' && (base.version.state === 'known' || !isPaid)) return 'unreadable';
  if (to === null) return isPaid ? null : 'not-semver';
  const before = versionOf(base);
  if (before !== null && compareSemantic(to, before) < 0 && !isReturnToRelease(one, to)) return 'lowered';
  if (!isPaid) {
    if (to === from && before !== to) return 'reused';
    return from !== null && compareSemantic(to, from) > 0 ? 'raised-too-little' : 'not-raised';
  }
  return leavesOut(one, before, from, to) ? 'skipped' : null;
}

/** A step from the release as well as one from the base may be the right one. What was never released may take any version. */
function leavesOut({ released, taken }: VersionCase, before: string | null, from: string | null, to: string): boolean {
  if (released && !released.contract) return false;
  if (before === null || before === to) return false;
  return [before, from].every((version) => version === null || skipsVersions(version, to, taken));
}

/** Taking an unreleased change back with its version is no fall: the release has been that. */
function isReturnToRelease({ released }: VersionCase, to: string): boolean {
  return released?.contract != null && released.changes.length === 0 && versionOf(released.contract) === to;
}
