import { check as runCheck } from './check/check.ts';
import { checkKinds, demandOptions, diffKinds, exitKinds, listKinds, policyKinds } from './check/demand-options.ts';
import { diff as runDiff, type DiffOptions, type DiffResult } from './check/diff.ts';
import { type ExitCode, exitCodeOf as verdictOf, type ExitOptions } from './check/exit-code.ts';
import { openWithPolicy } from './check/head.ts';
import { list as runList, type ListOptions, type ListResult } from './check/list.ts';
import type { CheckOptions } from './check/options.ts';
import type { CheckResult, Problem } from './check/result.ts';
import { TOOL } from './check/tool.ts';
import { type DiffJson, diffToJson as comparisonToJson } from './compare/json.ts';
import { today } from './policy/date.ts';
import type { Policy } from './policy/policy.ts';

/**
 * Judges the contracts of a repository by its policy. What could not be judged is among the problems, never a silent pass;
 * `exitCodeOf` says what the verdict is.
 * @throws {TypeError} on an option that there is not, or of another type
 */
export function check(options: CheckOptions): CheckResult {
  demandOptions('check', options, checkKinds, ['cwd']);
  if (options.newOnly === true && options.base == null) throw new TypeError('The option "newOnly" of check() needs the option "base".');
  return runCheck(options);
}

/**
 * 2: no verdict. 1: a finding at or above `failOn` (`error`), or more warnings than `maxWarnings` (any number). 0: neither.
 * @throws {TypeError} on an option that there is not, or of another type: a misspelt severity would pass what it should not
 */
export function exitCodeOf(result: Pick<CheckResult, 'problems' | 'summary'>, options: Partial<ExitOptions> = {}): ExitCode {
  demandOptions('exitCodeOf', options, exitKinds, []);
  return verdictOf(result, options);
}

/**
 * Compares the contracts of two states of a repository.
 * @throws {SourceError} when there is no such repository, base or head
 * @throws {TypeError} on an option that there is not, or of another type
 */
export function diff(options: DiffOptions): DiffResult {
  demandOptions('diff', options, diffKinds, ['cwd', 'base']);
  return runDiff(options);
}

/**
 * Reads the contracts of a repository.
 * @throws {SourceError} when there is no such repository or revision
 * @throws {TypeError} on an option that there is not, or of another type
 */
export function list(options: ListOptions): ListResult {
  demandOptions('list', options, listKinds, ['cwd']);
  return runList(options);
}

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
 * @throws {TypeError} on an option that there is not, or of another type
 */
export function loadPolicy(options: LoadPolicyOptions): { readonly policy: Policy; readonly problems: readonly Problem[] } {
  demandOptions('loadPolicy', options, policyKinds, ['cwd']);
  const { policy, policyProblems } = openWithPolicy({ ...options, today: options.today ?? today() });
  return { policy, problems: policyProblems };
}

/** What `diff --format json` prints; null where nothing was compared, for which the problems of the result are the reason. */
export function diffToJson({ comparison, base, head }: DiffResult): DiffJson | null {
  return comparison && comparisonToJson(comparison, { tool: TOOL, base, head });
}

export { contractToJson } from './report/contract-json.ts';
export { SourceError } from './source/tree.ts';

export type { CheckOptions, CheckResult, DiffJson, DiffOptions, DiffResult, ListOptions, ListResult, Problem };
export type { CheckSummary, Edit, Edits, Finding, FindingContract, FindingStatus, FindingSuggestion, JudgedRule } from './check/result.ts';
export type { Bump, Change, ChangeClass, ChangeDirection, Comparison, ContractDiff, ContractStatus, Witness } from './compare/change.ts';
export type { Contract, ContractKind, Emit, Read, ReadList } from './contracts/contract.ts';
export type { Inventory } from './contracts/inventory.ts';
export type { Schema } from './contracts/schema/schema.ts';
export type { EffectivePolicy } from './policy/effective-policy.ts';
export type { Policy, Waiver } from './policy/policy.ts';
export type { Severity } from './policy/severity.ts';
export type { Location, Span } from './source/span.ts';
