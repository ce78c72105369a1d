import type { Inventory } from '../contracts/inventory.ts';
import { today } from '../policy/date.ts';
import type { Policy } from '../policy/policy.ts';
import { type Head, openWithPolicy, readContracts } from './head.ts';
import { emptyProblems } from './no-contracts.ts';
import { problemOfFile } from './problems.ts';
import type { Problem } from './result.ts';
import { startStopwatch, type Stopwatch } from './stopwatch.ts';

/** What to list. */
export interface ListOptions {
  /** A folder of the repository; all of it is read, wherever the folder is. */
  readonly cwd: string;
  /** `YYYY-MM-DD`, UTC. Default: the day of the clock. */
  readonly today?: string;
  /** Another policy file than the one at the root; relative to `cwd`. */
  readonly policy?: string | null;
  /** A revision to list instead of the files on disk. */
  readonly head?: string | null;
  /** No contract at all is no problem. */
  readonly allowEmpty?: boolean;
  readonly stopwatch?: Stopwatch;
}

/** All contracts of a repository. */
export interface ListResult {
  readonly head: Head;
  readonly policy: Policy;
  /** Null when the policy is broken: what it includes is not known. */
  readonly inventory: Inventory | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads the contracts of a repository.
 * @throws {SourceError} when there is no such repository or revision
 */
export function list(options: ListOptions): ListResult {
  const watch = options.stopwatch ?? startStopwatch();
  const head = openWithPolicy({ ...options, today: options.today ?? today(), stopwatch: watch });
  if (head.policyProblems.length > 0) return { head, policy: head.policy, inventory: null, problems: head.policyProblems };
  const inventory = readContracts(head, watch);
  const empty = emptyProblems(inventory, head.policy, options.allowEmpty ?? false);
  return { head, policy: head.policy, inventory, problems: [...inventory.problems.map(problemOfFile), ...empty] };
}
