import type { CheckResult } from '../check/result.ts';

/** Which findings make a check fail. */
export type FailOn = 'error' | 'warn' | 'never';

/** What a report of a check may depend on besides the result. */
export interface ReportOptions {
  /** ANSI colours: never in a file, in a pipe only when asked for. */
  readonly colors: boolean;
  readonly failOn: FailOn;
  readonly maxWarnings: number | null;
}

/** Makes the whole report as one text, which ends in a newline. */
export type Reporter = (result: CheckResult, options: ReportOptions) => string;
