import type { ExitOptions } from '../check/exit-code.ts';
import type { CheckResult } from '../check/result.ts';

/** What a report of a check may depend on besides the result. */
export interface ReportOptions extends ExitOptions {
  /** ANSI colours: never in a file, in a pipe only when asked for. */
  readonly colors: boolean;
  /** Width of the terminal; undefined in a pipe and in a file, where no line is broken. */
  readonly columns: number | undefined;
  /** Only findings of some paths, owners or rules were asked for. */
  readonly isChoice: boolean;
}

/** Makes the whole report as one text, which ends in a newline. */
export type Reporter = (result: CheckResult, options: ReportOptions) => string;
