import { type EffectivePolicy, REPORTABLE_CLASSES, type ReportableClass } from '../policy/effective-policy.ts';
import { type BumpSituation, bumpFor, bumpSize, judgedClass } from './bump.ts';
import type { Change, VersionVerdict } from './change.ts';
import { stageColumn } from './stage.ts';
import { bumped, compareSemantic, coreOf } from './version.ts';

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
    const bump = bumpFor(change.class, situation);
    const countsAs = judgedClass(change.class, column);
    const isPaid = bumpSize(bump) === 0 || (to !== null && (from === null || compareSemantic(coreOf(to), bumped(from, bump)) >= 0));
    return isPaid || countsAs === 'none' ? [] : [{ change, countsAs }];
  });
  return unpaid.sort((a, b) => REPORTABLE_CLASSES.indexOf(a.countsAs) - REPORTABLE_CLASSES.indexOf(b.countsAs));
}
