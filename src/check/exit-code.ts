import type { CheckResult } from './result.ts';

export type ExitCode = 0 | 1 | 2;

/** Which findings make a check fail. */
export type FailOn = 'error' | 'warn' | 'never';

export interface ExitOptions {
  /** The severity at which a check fails. */
  readonly failOn: FailOn;
  /** How many warnings are taken; null: any number. */
  readonly maxWarnings: number | null;
}

/** 2: no verdict. 1: a finding at or above `failOn` (`error`), or more warnings than `maxWarnings` (any number). 0: neither. */
export function exitCodeOf(
  { problems, summary: { error, warn } }: Pick<CheckResult, 'problems' | 'summary'>,
  { failOn = 'error', maxWarnings = null }: Partial<ExitOptions> = {},
): ExitCode {
  if (problems.length > 0) return 2;
  if (failOn === 'never') return 0;
  if (error > 0 || (failOn === 'warn' && warn > 0)) return 1;
  return maxWarnings !== null && warn > maxWarnings ? 1 : 0;
}
