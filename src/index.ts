import { check } from './check/check.ts';
import { diff } from './check/diff.ts';
import { openWithPolicy, today } from './check/head.ts';
import { list } from './check/list.ts';
import type { Problem } from './check/result.ts';
import type { Policy } from './policy/policy.ts';

export { check, diff, list };

/** Where a policy is loaded from. */
export interface LoadPolicyOptions {
  /** A folder of the repository. */
  readonly cwd: string;
  /** Another policy file than the one at the root; relative to `cwd`. */
  readonly policy?: string | null;
  /** `YYYY-MM-DD`, UTC: decides what `becomesErrorOn` has made an error. Default: the day of the clock. */
  readonly today?: string;
}

/**
 * Loads the policy of a repository; without a policy file the preset `recommended`. A policy with problems must not judge.
 * @throws {SourceError} when there is no such repository
 */
export function loadPolicy(options: LoadPolicyOptions): { readonly policy: Policy; readonly problems: readonly Problem[] } {
  const { policy, policyProblems } = openWithPolicy({ ...options, today: options.today ?? today() });
  return { policy, problems: policyProblems };
}

export { exitCodeOf } from './check/exit-code.ts';
export { diffToJson } from './compare/json.ts';
export { contractToJson } from './report/contract-json.ts';
export { SourceError } from './source/tree.ts';

export type { CheckOptions } from './check/options.ts';
export type { DiffOptions, DiffResult } from './check/diff.ts';
export type { ListOptions, ListResult } from './check/list.ts';
export type {
  CheckResult,
  CheckSummary,
  Edit,
  Edits,
  Finding,
  FindingContract,
  FindingStatus,
  FindingSuggestion,
  JudgedRule,
  Problem,
} from './check/result.ts';
export type { Bump, Change, ChangeClass, ChangeDirection, Comparison, ContractDiff, ContractStatus, Witness } from './compare/change.ts';
export type { Contract, ContractKind, Emit, Read, ReadList } from './contracts/contract.ts';
export type { Inventory } from './contracts/inventory.ts';
export type { Schema } from './contracts/schema/schema.ts';
export type { EffectivePolicy, Policy, Severity, Waiver } from './policy/policy.ts';
export type { Location, Span } from './source/span.ts';
