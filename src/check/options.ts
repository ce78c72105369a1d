import { today } from '../policy/date.ts';
import type { Environment } from '../source/ci.ts';
import { startStopwatch, type Stopwatch } from './stopwatch.ts';

/** What to check, and how. */
export interface CheckOptions {
  /** A folder of the repository; the whole repository is judged, wherever the folder is. */
  readonly cwd: string;
  /** `YYYY-MM-DD`, UTC. Default: the day of the clock. */
  readonly today?: string;
  /** Another policy file than the one at the root; relative to `cwd`. */
  readonly policy?: string | null;
  /** A revision to compare with; true: the target that the CI's variables name. */
  readonly base?: string | true | null;
  /** A revision to judge instead of the files on disk. */
  readonly head?: string | null;
  /** With a base: leaves out findings that the base had. */
  readonly newOnly?: boolean;
  /** With a base: also says which findings of the base are gone. */
  readonly withFixed?: boolean;
  /** False: nothing is waived. */
  readonly waivers?: boolean;
  /** No contract at all is no problem. */
  readonly allowEmpty?: boolean;
  /** Stale parts of the policy are problems, not notes. */
  readonly hintsAreProblems?: boolean;
  /** Files and folders, relative to `cwd`, whose findings are given. */
  readonly paths?: readonly string[];
  readonly owners?: readonly string[];
  readonly rules?: readonly string[];
  /** Variables of the process, for a base without a value. */
  readonly env?: Environment;
  readonly stopwatch?: Stopwatch;
}

/** The options with what is left out filled in. */
export function settingsOf(options: CheckOptions): Required<CheckOptions> {
  return {
    cwd: options.cwd,
    today: options.today ?? today(),
    policy: options.policy ?? null,
    base: options.base ?? null,
    head: options.head ?? null,
    newOnly: options.newOnly ?? false,
    withFixed: options.withFixed ?? false,
    waivers: options.waivers ?? true,
    allowEmpty: options.allowEmpty ?? false,
    hintsAreProblems: options.hintsAreProblems ?? false,
    paths: options.paths ?? [],
    owners: options.owners ?? [],
    rules: options.rules ?? [],
    env: options.env ?? {},
    stopwatch: options.stopwatch ?? startStopwatch(),
  };
}
