import { judgingPolicy } from '../policy/judging.ts';
import type { Policy } from '../policy/policy.ts';
import { type Environment, targetsFromCi } from '../source/ci.ts';
import { type RepositoryTree, SourceError } from '../source/tree.ts';
import { type Head, loadPolicyOf } from './head.ts';
import { openBase, type OpenedBase } from './open.ts';
import { problemOfDiagnostic } from './problems.ts';
import type { Problem } from './result.ts';

/** The state that the head is compared with, and its policy. */
export interface Base {
  readonly opened: OpenedBase;
  /** The first of the trees: policy, waivers and baseline are taken from it. */
  readonly tree: RepositoryTree;
  /** Null where the base has no policy file. */
  readonly policy: Policy | null;
  /** What the base says where it has no policy file: the preset. */
  readonly ownPolicy: Policy;
  readonly problems: readonly Problem[];
}

/**
 * Opens the base and its policy.
 * @throws {SourceError} when there is no such base here
 */
export function openBaseWithPolicy(head: Head, base: string | true, today: string, env: Environment): Base {
  let opened = openBase(head.opened, base, env, 'merge-base');
  let loaded = loadBasePolicy(head, opened, today);
  if (loaded.policy.defaults.versioning.base === 'target') {
    opened = openBase(head.opened, base, env, 'target');
    loaded = loadBasePolicy(head, opened, today);
  }
  demandDifference(head, opened, env);
  const problems = loaded.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map((diagnostic) => atBase(problemOfDiagnostic(diagnostic), opened));
  return { opened, tree: opened.trees[0], policy: isWritten(loaded.policy) ? loaded.policy : null, ownPolicy: loaded.policy, problems };
}

function loadBasePolicy(head: Head, opened: OpenedBase, today: string): ReturnType<typeof loadPolicyOf> {
  const [tree] = opened.trees;
  // A file that the user names may be new in this change: the one that the base has stays in force, or a change would bring its own judge.
  const file = head.policyFile !== null && tree.has(head.policyFile) ? head.policyFile : null;
  return loadPolicyOf(tree, file, today, { takesInstalled: true });
}

function atBase(problem: Problem, { resolved }: OpenedBase): Problem {
  return {
    ...problem,
    message: `At the base ${resolved.base.slice(0, 12)}: ${problem.message}`,
    hint: `${problem.hint ?? ''} A policy that cannot be read judges nothing: mend it on the target branch first.`.trim(),
  };
}

/**
 * A pull request that is compared with itself would pass whatever it does.
 * @throws {SourceError} in a pull request whose base is its head, with nothing changed on disk
 */
function demandDifference(head: Head, opened: OpenedBase, env: Environment): void {
  const { resolved } = opened;
  const isPullRequest = resolved.variable !== null || targetsFromCi(env).length > 0;
  if (!isPullRequest || !isHeadItself(head, opened)) return;
  throw new SourceError(
    `The base ${resolved.base.slice(0, 12)} is the head itself, so this pull request would be compared with nothing.`,
    null,
    'Check out the commits of the pull request with their history, and name its target, such as --base origin/main.',
  );
}

/** Whether the base is what is judged, with nothing changed on disk. */
export function isHeadItself({ opened }: Head, { resolved, trees: [base] }: OpenedBase): boolean {
  return resolved.base === resolved.headCommit && (opened.head !== null || isSameTree(opened.tree, base));
}

function isSameTree(one: RepositoryTree, other: RepositoryTree): boolean {
  const files = one.files();
  return files.length === other.files().length && files.every((file) => other.has(file) && one.digest(file) === other.digest(file));
}

/** The policy that judges the change, and whether it is the head's own because the base has none. */
export function judgeWith(head: Policy, base: Base | null): { readonly policy: Policy; readonly bootstrap: boolean } {
  if (!base) return { policy: head, bootstrap: false };
  if (!base.policy) return { policy: head, bootstrap: isWritten(head) };
  return { policy: judgingPolicy(base.policy, head), bootstrap: false };
}

/** Whether a policy says more than the preset: in a file at the root, or in one of a folder. */
function isWritten({ file, resolved }: Policy): boolean {
  return file !== null || (resolved?.layers.some((layer) => layer.file !== null) ?? false);
}
