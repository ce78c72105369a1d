import { targetsFromCi, type Environment } from './ci.ts';
import { isHistoryCut, mergeBases } from './history.ts';
import { findCommit, headCommit, isObjectId, type GitRepository } from './repository.ts';
import { fetchCommand, resolveCommit } from './resolve-commit.ts';
import { SourceError } from './tree.ts';

/** What a state of the sources is compared with. */
export interface ResolvedBase {
  /** Full id of the first of `bases`. */
  readonly base: string;
  /** Every merge base, full ids; in mode `target` the target alone. A caller compares with each and takes the worst. */
  readonly bases: readonly [string, ...string[]];
  /** Full id of the revision that is judged, or null for the working tree. */
  readonly head: string | null;
  /** Full id of the commit that the judged state builds on: `head`, or what is checked out. */
  readonly headCommit: string;
  /** What the base was asked as: a revision, or the branch or commit that the CI names. */
  readonly target: string;
  readonly targetCommit: string;
  /** The CI's variable that named the target, null when the user did. */
  readonly variable: string | null;
}

/** Whether the base is the merge base with the target, or the target itself (`versioning.base`). */
export type BaseMode = 'merge-base' | 'target';

/**
 * Finds what to compare with.
 *
 * `base` equal to `headCommit` is no error here: on a branch without commits of its own only the working tree can differ.
 * Whoever judges a pull request must refuse it when that does not differ either.
 * @param baseFlag the revision, or true to ask the CI's variables
 * @param headRev the revision that is judged, or null for the working tree
 * @throws {SourceError} when there is no such base in this clone; with the exact command that fetches it
 */
export function resolveBase(
  git: GitRepository,
  baseFlag: string | true,
  headRev: string | null,
  env: Environment,
  mode: BaseMode = 'merge-base',
): ResolvedBase {
  const head = headRev === null ? null : resolveCommit(git, headRev);
  const checkedOut = head ?? headCommit(git);
  if (checkedOut === null) throw new SourceError('The repository has no commit yet, so there is no base to compare with.');
  const found =
    baseFlag === true ? findCiTarget(git, env) : { target: baseFlag, targetCommit: resolveCommit(git, baseFlag), variable: null };
  const bases: ResolvedBase['bases'] =
    mode === 'target' ? [found.targetCommit] : demandMergeBases(git, found.target, found.targetCommit, checkedOut);
  return { ...found, base: bases[0], bases, head, headCommit: checkedOut };
}

function findCiTarget(git: GitRepository, env: Environment): Pick<ResolvedBase, 'target' | 'targetCommit' | 'variable'> {
  const targets = targetsFromCi(env);
  for (const { kind, value, variable } of targets) {
    // Full names: a tag or branch called like the target, or like a commit's id, does not take its place.
    for (const name of kind === 'branch' ? branchRefs(value) : isObjectId(value) ? [value] : []) {
      const targetCommit = findCommit(git, name);
      if (targetCommit !== null) return { target: name.replace(/^refs\/(?:remotes|heads)\//, ''), targetCommit, variable };
    }
  }
  const wanted = targets.find(({ kind }) => kind === 'branch') ?? targets[0];
  if (!wanted) {
    throw new SourceError(
      '--base has no value, and no variable of a CI system names the target of a pull request.',
      null,
      'Name the base, such as --base origin/main.',
    );
  }
  const what = wanted.kind === 'branch' ? `branch "${wanted.value}"` : `commit ${wanted.value}`;
  throw new SourceError(
    `The pull request's target, ${what} (${wanted.variable}), is not in this clone.`,
    null,
    `Run \`${fetchCommand(git, wanted.value)}\`.`,
  );
}

/** Where a branch may be; nowhere when it is not a name but an expression such as `main~1` (git-check-ref-format(1)). */
function branchRefs(branch: string): readonly string[] {
  const isName = !/[\s~^:?*[\\]|\.\.|@\{/.test(branch);
  return isName ? [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`] : [];
}

function demandMergeBases(git: GitRepository, target: string, targetCommit: string, head: string): ResolvedBase['bases'] {
  const bases = mergeBases(git, targetCommit, head);
  if (isHistoryCut(git, targetCommit, head, bases)) {
    throw new SourceError(
      `The clone is shallow: its history is cut off before the merge base of "${target}" and ${head.slice(0, 10)}.`,
      null,
      `Run \`${fetchCommand(git, target)}\`.`,
    );
  }
  const [first, ...others] = bases;
  if (first !== undefined) return [first, ...others];
  throw new SourceError(
    `"${target}" and ${head.slice(0, 10)} have no common ancestor, so there is no merge base to compare with.`,
    null,
    'Compare with the target itself (`versioning.base: target` in the policy), or rebase the branch onto it.',
  );
}
