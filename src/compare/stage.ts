import type { Contract } from '../contracts/contract.ts';

/** Columns of the table that says which bump a change owes. */
export type StageColumn = 'stable' | 'beta' | 'early' | 'deprecated';

const EARLY: ReadonlySet<string> = new Set(['idea', 'in_creation', 'experimental']);

/** The stage as written; what is absent or cannot be read counts as stable, so that hiding it gains nothing. */
export function stageOf(contract: Contract): string {
  return contract.stability.state === 'known' ? contract.stability.value : 'stable';
}

/** The column of a stage. A stage of the policy's own that stands before `beta` is early; one that nobody knows is stable. */
export function stageColumn(stage: string, stages: readonly string[]): StageColumn {
  if (stage === 'deprecated' || stage === 'beta') return stage;
  if (stage === 'stable') return 'stable';
  const position = stages.indexOf(stage);
  const beta = stages.indexOf('beta');
  if (position !== -1 && beta !== -1) return position < beta ? 'early' : 'stable';
  return EARLY.has(stage) ? 'early' : 'stable';
}

/** Where a stage stands in the order. `deprecated` is not on the scale: it, and what nobody knows, counts as stable. */
export function stageRank(stage: string, stages: readonly string[]): number {
  const scale = stages.filter((name) => name !== 'deprecated');
  const position = scale.indexOf(stage);
  if (position !== -1) return position;
  const stable = scale.indexOf('stable');
  return stable === -1 ? scale.length : stable;
}

/** The stage that judges a change: the higher of the given ones, the first of equals. */
export function higherStage(candidates: readonly [string, ...string[]], stages: readonly string[]): string {
  return candidates.reduce((high, stage) => (stageRank(stage, stages) > stageRank(high, stages) ? stage : high));
}
