import type { Contract } from '../contracts/contract.ts';
import type { Severity } from '../policy/severity.ts';
import type { Span } from '../source/span.ts';

/** Replaces spans of files by text. Edits of one fix do not overlap. */
export interface Fix {
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

export interface Suggestion {
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly fix: Fix;
}

export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What a rule says, before policy, waivers and baseline decide what becomes of it. */
export interface Report {
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  /** Null only for findings about the repository or the policy. */
  readonly contract: Contract | null;
  /** The exact value, in the contract's own file. */
  readonly at: Span;
  /** The event key, tag, owner, label or field path that the finding is about. */
  readonly subject?: string | null;
  /**
   * What the finding is about where that is more than one contract, such as a team: the finding stays the same whichever contract shows it
   * first, and whatever subject it is told by.
   */
  readonly identity?: string;
  /**
   * Each of the several contracts or fields that one finding is about. The baseline knows the finding as long as it has all of them: one more
   * is new, and one that is mended is taken out.
   */
  readonly parts?: readonly { readonly contract: Contract; readonly subject: string }[];
  readonly related?: readonly Related[];
  /** Only where it cannot be wrong. */
  readonly fix?: Fix;
  readonly suggestions?: readonly Suggestion[];
  /** Where one rule makes errors and warnings: the severity of this one. The policy's `warn` or `off` caps it. */
  readonly severity?: Exclude<Severity, 'off'>;
}
