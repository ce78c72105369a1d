import type { Location } from '../../source/span.ts';

/** One way in which a change weakens the policy. */
export interface Loosening {
  /** Where in the policy: `rules.audit-coverage`, `contracts.exclude`. */
  readonly path: string;
  /** `error` for exclusions and for what weakens the rules that hold the gate, else `warn`. */
  readonly class: 'error' | 'warn';
  /** The fact, as a sentence. */
  readonly message: string;
  /** In the head's policy; the start of its file where something is gone. Null when the head has no policy file. */
  readonly location: Location | null;
}

/** One way in which a rule asks less than before, through its severity or an option. */
export interface Weakening {
  /** `audit.exempt`, `rules.tag-format`. */
  readonly path: string;
  readonly rule: string;
  /** What happened, as the end of a sentence that begins with the path. */
  readonly change: string;
}

/** Rules whose weakening lets a change through the gate itself. */
export const GATE_RULES: readonly string[] = ['version-bump', 'no-removed-contract', 'static-contract', 'audit-coverage'];

/** What weakening a rule amounts to. */
export function looseningClass(rule: string): 'error' | 'warn' {
  return GATE_RULES.includes(rule) ? 'error' : 'warn';
}
