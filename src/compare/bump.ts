import type { VersioningPolicy } from '../policy/effective-policy.ts';
import type { Bump, Change, ChangeClass } from './change.ts';
import { stageColumn, type StageColumn } from './stage.ts';
import { bumped, compareSemantic, coreOf, isInitial } from './version.ts';

type OwingClass = Exclude<ChangeClass, 'unknown'>;
type Row = Readonly<Record<StageColumn | 'initial', Bump>>;

/** Class × stage → bump, before the policy's choices. The column of 0.x wins over the stage. */
const TABLE: Readonly<Record<OwingClass, Row>> = {
  breaking: { stable: 'major', beta: 'major', early: 'minor', deprecated: 'major', initial: 'minor' },
  dangerous: { stable: 'minor', beta: 'minor', early: 'patch', deprecated: 'minor', initial: 'minor' },
  additive: { stable: 'minor', beta: 'minor', early: 'patch', deprecated: 'minor', initial: 'patch' },
  patch: { stable: 'patch', beta: 'patch', early: 'none', deprecated: 'patch', initial: 'patch' },
  none: { stable: 'none', beta: 'none', early: 'none', deprecated: 'none', initial: 'none' },
};

const SIZES: readonly Bump[] = ['none', 'patch', 'minor', 'major'];
/** Gravest first. */
export const CLASS_ORDER: readonly ChangeClass[] = ['breaking', 'unknown', 'dangerous', 'additive', 'patch', 'none'];

/** What decides a bump, apart from the class. */
export interface BumpSituation {
  /** The higher stage of both sides. */
  readonly stage: string;
  readonly stages: readonly string[];
  /** The version that is counted from; null where it cannot be read. */
  readonly from: string | null;
  readonly versioning: VersioningPolicy;
}

/** The bump that one change of this class owes. */
export function bumpFor(changeClass: ChangeClass, { stage, stages, from, versioning }: BumpSituation): Bump {
  const column = stageColumn(stage, stages);
  const known = judgedClass(changeClass, column);
  if (from !== null && isInitial(from)) return TABLE[known].initial;
  if (known === 'breaking' && column === 'beta') return versioning.betaBreaking;
  if (known === 'dangerous' && column === 'stable' && versioning.dangerousAsBreaking) return TABLE.breaking.stable;
  if (known === 'patch' && column === 'stable') return versioning.patch;
  return TABLE[known][column];
}

/** What cannot be judged counts as breaking from beta up; below, where breaking is cheap, as dangerous. It is never nothing. */
export function judgedClass(changeClass: ChangeClass, column: StageColumn): OwingClass {
  if (changeClass !== 'unknown') return changeClass;
  return column === 'early' ? 'dangerous' : 'breaking';
}

/**
 * Whether the version `to` pays the bump that a change of this class owes. A prerelease pays for its core, once: the bump is counted from
 * the core of `from`. Where there is no version to count from, any version pays.
 */
export function isPaid(changeClass: ChangeClass, situation: BumpSituation, to: string | null): boolean {
  const bump = bumpFor(changeClass, situation);
  const { from } = situation;
  return bump === 'none' || (to !== null && (from === null || compareSemantic(coreOf(to), bumped(from, bump)) >= 0));
}

/** The greatest bump that any of the changes owes. */
export function owedBump(changes: readonly Change[], situation: BumpSituation): Bump {
  return changes.map((change) => bumpFor(change.class, situation)).reduce(greaterBump, 'none');
}

export function greaterBump(a: Bump, b: Bump): Bump {
  return bumpSize(a) >= bumpSize(b) ? a : b;
}

/** 0 for `none` to 3 for `major`. */
export function bumpSize(bump: Bump): number {
  return SIZES.indexOf(bump);
}

/** The gravest class; `none` without changes. */
export function worstClass(classes: readonly ChangeClass[]): ChangeClass {
  return CLASS_ORDER.find((one) => classes.includes(one)) ?? 'none';
}

/** Lower is graver. */
export function gravityOfClass(changeClass: ChangeClass): number {
  return CLASS_ORDER.indexOf(changeClass);
}
