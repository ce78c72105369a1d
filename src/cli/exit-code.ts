import type { CheckResult } from '../check/result.ts';
import type { ReportOptions } from '../report/options.ts';

export type ExitCode = 0 | 1 | 2;

/** 2: no verdict. 1: a finding at or above `failOn`, or more warnings than allowed. 0: neither. */
export function exitCodeOf(result: CheckResult, { failOn, maxWarnings }: Pick<ReportOptions, 'failOn' | 'maxWarnings'>): ExitCode {
  if (result.problems.length > 0) return 2;
  const { error, warn } = result.summary;
  if (failOn === 'never') return 0;
  if (error > 0 || (failOn === 'warn' && warn > 0)) return 1;
  return maxWarnings !== null && warn > maxWarnings ? 1 : 0;
}
