import type { Inventory } from '../contracts/inventory.ts';
import { readInventory } from '../contracts/read.ts';
import type { PolicyDiagnostic } from '../policy/diagnostic.ts';
import { loadPolicy, type LoadOptions } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { readTextFile } from '../source/outside.ts';
import { realFolder } from '../source/real-folder.ts';
import type { SourceTree } from '../source/tree.ts';
import type { WorkingTreeOptions } from '../source/working-tree.ts';
import { type Opened, openHead, toRootPath } from './open.ts';
import { problemOfDiagnostic } from './problems.ts';
import type { Problem } from './result.ts';
import { startStopwatch, type Stopwatch } from './stopwatch.ts';

export interface ReadOptions {
  readonly cwd: string;
  readonly today: string;
  readonly policy?: string | null;
  readonly head?: string | null;
  readonly willCompare?: boolean;
  /** What the policy at the root says is all that is asked: outside of a repository, a folder is not walked for that. */
  readonly isPolicyEnough?: boolean;
  readonly hintsAreProblems?: boolean;
  /** Ignores policy files. */
  readonly presetsOnly?: boolean;
  readonly stopwatch?: Stopwatch;
}

/** The state that a command looks at, its policy, and what is wrong with that. */
export interface Head {
  readonly opened: Opened;
  /** The folder of the command, links resolved. */
  readonly cwd: string;
  readonly policy: Policy;
  /** The policy file that was asked for, relative to the root. */
  readonly policyFile: string | null;
  readonly policyProblems: readonly Problem[];
  /** Stale parts of the policy. */
  readonly hints: readonly string[];
}

/**
 * Opens the tree and loads its policy.
 * @throws {SourceError} when there is no such tree
 */
export function openWithPolicy(options: ReadOptions): Head {
  const watch = options.stopwatch ?? startStopwatch();
  const cwd = realFolder(options.cwd);
  const opened = watch.time('files', () => openHead(cwd, options.head ?? null, openingOf(options)));
  const file = options.policy == null ? null : toRootPath(opened.tree.root, cwd, options.policy);
  const loaded = watch.time('policy', () => loadPolicyOf(opened.tree, file, options.today, { presetsOnly: options.presetsOnly ?? false }));
  const problems = loaded.diagnostics.filter(({ severity }) => severity === 'error' || options.hintsAreProblems === true);
  return {
    opened,
    cwd,
    policy: loaded.policy,
    policyFile: file,
    policyProblems: problems.map(problemOfDiagnostic),
    hints: loaded.diagnostics.filter((diagnostic) => !problems.includes(diagnostic)).map(hintText),
  };
}

function openingOf({ willCompare = false, isPolicyEnough = false }: ReadOptions): WorkingTreeOptions {
  return { digests: willCompare, isShallow: isPolicyEnough };
}

/** A hint about the policy as one sentence with its place. */
export function hintText({ location, message, hint }: PolicyDiagnostic): string {
  const place = location ? `${location.file}:${location.line}:${location.column} ` : '';
  return `${place}${message}${hint === null ? '' : ` ${hint}`}`;
}

/** Packages that a policy extends are installed, not committed: they are read from disk. */
export function loadPolicyOf(
  tree: SourceTree,
  file: string | null,
  day: string,
  options: Pick<LoadOptions, 'presetsOnly' | 'takesInstalled'> = {},
): ReturnType<typeof loadPolicy> {
  const readPackageFile = (path: string): string | null =>
    tree.has(path) ? tree.read(path) : (readTextFile(`${tree.root}/${path}`) ?? null);
  return loadPolicy(tree, { file, today: day, readPackageFile, ...options });
}

/** Reads the contracts that a policy includes: the head's own, or the one that judges. */
export function readContracts(head: Head, watch: Stopwatch, policy: Policy = head.policy): Inventory {
  return watch.time('contracts', () => readInventory(head.opened.tree, policy.read));
}
