import type { Comparison } from '../compare/change.ts';
import type { Contract, ContractKind } from '../contracts/contract.ts';
import type { Waiver } from '../policy/policy.ts';
import type { Severity } from '../policy/severity.ts';
import type { Location } from '../source/span.ts';

/** What became of a finding after waivers and baseline. */
export type FindingStatus = 'new' | 'baseline' | 'waived' | 'expired-waiver';

/** A place without an end, as related places are shown. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface RelatedPlace extends Place {
  readonly message: string;
}

/** One replacement of text: 1-based, UTF-16, end exclusive. */
export interface Edit extends Location {
  readonly text: string;
}

/** Replacements that belong together. They do not overlap and are sorted by file and position. */
export interface Edits {
  readonly edits: readonly Edit[];
}

export interface FindingSuggestion {
  readonly message: string;
  readonly fix: Edits;
}

/** The contract that a finding is about. */
export interface FindingContract {
  readonly kind: ContractKind;
  /** Null where it cannot be read. */
  readonly key: string | null;
  readonly version: string | null;
  readonly owners: readonly string[];
}

/** Where the base has a contract, and whose it is there. */
export interface FormerPlace {
  readonly file: string;
  readonly owners: readonly string[];
}

/** What a rule said, after policy, waivers and baseline. All report formats are made from it. */
export interface Finding extends Location {
  readonly rule: string;
  readonly severity: Exclude<Severity, 'off'>;
  readonly status: FindingStatus;
  readonly message: string;
  readonly contract: FindingContract | null;
  /** What the contract was at the base, where it differs: who asks for an owner or a folder is told what left it, too. */
  readonly was: FormerPlace | null;
  /** The event key, tag, owner, label or field path that the finding is about. */
  readonly subject: string | null;
  /** The state that the place is in: a contract that is gone has its place at the base. */
  readonly side: 'base' | 'head';
  readonly related: readonly RelatedPlace[];
  /** Equal for the same finding of the same contract wherever it stands. */
  readonly fingerprint: string;
  /** Another fingerprint by which it may be known: see `Fingerprint.alias`. */
  readonly alias: string | null;
  /** What the baseline knows one by one: see `Report.parts`. Empty where the finding is about one thing. */
  readonly parts: readonly FindingPart[];
  readonly fix: Edits | null;
  readonly suggestions: readonly FindingSuggestion[];
  /** Address of the rule's page. */
  readonly docs: string;
  /** The waiver that hides it, has expired over it, or is pending until it is merged; null without one. */
  readonly waiver: Waiver | null;
}

/** One of several contracts or fields that a finding is about. */
export interface FindingPart {
  readonly fingerprint: string;
  readonly alias: string | null;
  readonly contract: FindingContract;
  readonly subject: string;
}

/** Why there is no verdict: each ends in exit code 2. What was found is still reported. */
export interface Problem {
  readonly message: string;
  /** What to do about it. */
  readonly hint: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** The line of text that it is about, for a frame. */
  readonly frame?: { readonly line: string; readonly endColumn: number | null };
}

/** A rule that took part, for formats that list rules. */
export interface JudgedRule {
  readonly id: string;
  readonly area: string;
  readonly description: string;
  readonly scope: 'file' | 'repo' | 'base';
  /** The severity outside of all overrides. */
  readonly severity: Severity;
  readonly docs: string;
}

export interface CheckSummary {
  readonly contracts: number;
  /** Findings that count, by severity; those that a waiver or the baseline hides apart. */
  readonly error: number;
  readonly warn: number;
  readonly waived: number;
  readonly baseline: number;
}

/** The policy that judged. */
interface JudgingPolicy {
  /** Relative to the root; null when the preset applies without a file. */
  readonly file: string | null;
  readonly digest: string;
  /** True when the base has no policy yet, so that the head's own judges. */
  readonly bootstrap: boolean;
}

/** The outcome of a check. Every report format and the exit code are made from it alone. */
export interface CheckResult {
  /** Absolute path of the repository, null when there is none: for writing fixes, never for a report. */
  readonly root: string | null;
  readonly policy: JudgingPolicy;
  /** Full commit id, null without a base. */
  readonly base: string | null;
  /** Full commit id, or `working tree`. */
  readonly head: string;
  readonly summary: CheckSummary;
  /** Sorted by file, line, column and rule. */
  readonly findings: readonly Finding[];
  /** Findings that the base had and the head has not; known only where both were judged. */
  readonly fixed: readonly Finding[];
  readonly problems: readonly Problem[];
  /** With a base: what changed, and on which side it stands. */
  readonly comparison: Comparison | null;
  /** Things worth knowing that are no findings: stale parts of the policy, waivers that expire soon. */
  readonly notes: readonly string[];
  readonly rules: readonly JudgedRule[];
  readonly contracts: readonly JudgedContract[];
  /** Only findings that the base did not have are listed. */
  readonly newOnly: boolean;
  /** The text of a file that was read, for code frames; null when it was not. Of the head, unless another side is named. */
  readText(file: string, side?: Finding['side']): string | null;
}

/** A contract and the file rules that judged it. */
export interface JudgedContract {
  readonly contract: Contract;
  /** Ids of the rules that are on for it. */
  readonly rules: readonly string[];
}
