import type { Comparison } from '../compare/change.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { today } from '../policy/date.ts';
import type { Environment } from '../source/ci.ts';
import { judgeWith, openBaseWithPolicy } from './base.ts';
import { compareSides } from './compare-sides.ts';
import { type Head, openWithPolicy, readContracts } from './head.ts';
import { problemOfFile } from './problems.ts';
import type { Problem } from './result.ts';
import { startStopwatch, type Stopwatch } from './stopwatch.ts';

/** What to compare. */
export interface DiffOptions {
  readonly cwd: string;
  /** A revision to compare with; true: the target that the CI's variables name. */
  readonly base: string | true;
  /** A revision to compare instead of the files on disk. */
  readonly head?: string | null;
  /** `YYYY-MM-DD`, UTC. Default: the day of the clock. */
  readonly today?: string;
  /** Another policy file than the one at the root; relative to `cwd`. */
  readonly policy?: string | null;
  /** Variables of the process, for a base without a value. */
  readonly env?: Environment;
  readonly stopwatch?: Stopwatch;
}

/** Head and base, read and compared. */
export interface DiffResult {
  readonly opened: Head;
  /** Full commit id. */
  readonly base: string;
  /** Full commit id, or `working tree`. */
  readonly head: string;
  /** Null when a policy is broken. */
  readonly comparison: Comparison | null;
  /** Of the head. */
  readonly inventory: Inventory | null;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/**
 * Compares the contracts of two states of a repository.
 * @throws {SourceError} when there is no such repository, base or head
 */
export function diff(options: DiffOptions): DiffResult {
  const watch = options.stopwatch ?? startStopwatch();
  const day = options.today ?? today();
  const opened = openWithPolicy({ ...options, today: day, willCompare: true, stopwatch: watch });
  const base = watch.time('base', () => openBaseWithPolicy(opened, options.base, day, options.env ?? {}));
  const names = { opened, base: base.opened.resolved.base, head: opened.opened.tree.revision ?? 'working tree' };
  const policyProblems = [...opened.policyProblems, ...base.problems];
  if (policyProblems.length > 0) return { ...names, comparison: null, inventory: null, problems: policyProblems, notes: [] };
  const { policy } = judgeWith(opened.policy, base);
  const inventory = readContracts(opened, watch, policy);
  const compared = watch.time('base', () => compareSides({ base, head: opened, inventory, policy, today: day }));
  const problems = [...inventory.problems.map(problemOfFile), ...compared.problems];
  return { ...names, comparison: compared.comparison, inventory, problems, notes: compared.notes };
}
