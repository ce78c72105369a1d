import { type EffectivePolicy, REPORTABLE_CLASSES, type ReportableClass } from '../policy/effective-policy.ts';
import { type BumpSituation, isPaid, judgedClass } from './bump.ts';
import type { Change, VersionVerdict } from './change.ts';
import { stageColumn } from './stage.ts';

/** A change whose bump the version does not pay, and the class that it counts as. */
export interface UnpaidChange {
  readonly change: Change;
  readonly countsAs: ReportableClass;
}

/** The changes that the version has not paid for, gravest first. */
export function unpaidChanges(verdict: VersionVerdict, policy: EffectivePolicy): readonly UnpaidChange[] {
  const { from, to, stage, owing } = verdict;
  const situation: BumpSituation = { stage, stages: policy.stability.stages, from, versioning: policy.versioning };
  const column = stageColumn(stage, situation.stages);
  const unpaid = owing.flatMap((change) => {
    const countsAs = judgedClass(change.class, column);
    return countsAs === 'none' || isPaid(change.class, situation, to) ? [] : [{ change, countsAs }];
  });
  return unpaid.sort((a, b) => REPORTABLE_CLASSES.indexOf(a.countsAs) - REPORTABLE_CLASSES.indexOf(b.countsAs));
}
