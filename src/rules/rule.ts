import type { Comparison } from '../compare/change.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { PolicyDiagnostic } from '../policy/diagnostic.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import type { Policy } from '../policy/policy.ts';
import type { WaiverProblem } from '../policy/waivers/waivers.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Report } from './finding.ts';

export type RuleArea = 'reading' | 'identity' | 'owners' | 'stability' | 'version' | 'tags' | 'events' | 'policy';

export interface RuleMeta {
  readonly id: string;
  readonly area: RuleArea;
  /** One sentence, no full stop, as it stands in the table of rules. */
  readonly description: string;
  /** Templates: `{{name}}` is replaced by data. Suggestions' messages stand here too. */
  readonly messages: Readonly<Record<string, string>>;
  /** Sections of the policy that the rule reads, such as `audit.labels`. */
  readonly policy: readonly string[];
  readonly fixable?: boolean;
  readonly hasSuggestions?: boolean;
  /** Whether what it reports as `warn` is a lesser finding, with a severity of its own in the policy (`lesser`). */
  readonly hasLesser?: true;
}

export interface ReportContext {
  readonly policy: Policy;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** What came of the waivers. Known when all other rules have run, and then given to the rule `waivers`. */
  readonly waivers?: WaiverFindings;
  report(report: Report): void;
}

export interface WaiverFindings {
  /** Waivers that are void or hide nothing. */
  readonly problems: readonly WaiverProblem[];
  /** Comments that were meant to be waivers. */
  readonly malformed: readonly PolicyDiagnostic[];
}

/** Judges one contract and what it imports. Runs in the CLI and in the editor. */
export interface FileRule extends RuleMeta {
  readonly scope: 'file';
  check(contract: Contract, context: FileRuleContext): void;
  /** What the rule asks beyond one contract: the CLI runs it too, the editor does not. */
  checkRepository?(inventory: Inventory, context: ReportContext): void;
  /** What the rule asks of a change: run where there is a base. */
  checkBase?(comparison: Comparison, context: ReportContext): void;
}
export interface FileRuleContext extends ReportContext {
  /** The policy in force for this contract. */
  readonly effective: EffectivePolicy;
  readonly tree: SourceTree;
  /** With a base: what the contract was there, where it differs; null where it was the same, or is new. */
  baseOf?(contract: Contract): Contract | null;
}

/** Needs all contracts. */
export interface RepositoryRule extends RuleMeta {
  readonly scope: 'repo';
  check(inventory: Inventory, context: ReportContext): void;
  /** What the rule asks of a change: run where there is a base. */
  checkBase?(comparison: Comparison, context: ReportContext): void;
}

/** Compares with a base. */
export interface BaseRule extends RuleMeta {
  readonly scope: 'base';
  check(comparison: Comparison, context: ReportContext): void;
}

export type Rule = FileRule | RepositoryRule | BaseRule;

/** Gives a rule its type; the place where every rule begins. */
export function defineRule<R extends Rule>(rule: R): R {
  return rule;
}

/** The rules that compare with a base. */
export function baseRuleIds(rules: readonly Rule[]): readonly string[] {
  return rules.filter(({ scope }) => scope === 'base').map(({ id }) => id);
}
