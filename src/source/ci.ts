/** Variables of the process; a parameter, so that tests and callers say which. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a CI system says that a pull request goes into. */
export interface CiTarget {
  /** The variable that says it. */
  readonly variable: string;
  /** The branch's name, or a commit id. */
  readonly value: string;
  readonly kind: 'branch' | 'commit';
}

/**
 * The variables, in the order in which they are asked. Each is set in pull requests only, or empty elsewhere.
 * GitLab's commits come before its branch: it does not fetch the branch. `…_TARGET_BRANCH_SHA` is set when the target
 * has been merged into what is checked out, and is then nearer than the point where the branch began.
 */
const VARIABLES: readonly (readonly [variable: string, kind: CiTarget['kind']])[] = [
  ['GITHUB_BASE_REF', 'branch'],
  ['CI_MERGE_REQUEST_TARGET_BRANCH_SHA', 'commit'],
  ['CI_MERGE_REQUEST_DIFF_BASE_SHA', 'commit'],
  ['CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'branch'],
  ['SYSTEM_PULLREQUEST_TARGETBRANCH', 'branch'],
  ['BUILDKITE_PULL_REQUEST_BASE_BRANCH', 'branch'],
  ['CHANGE_TARGET', 'branch'],
];

/** The targets that GitHub, GitLab, Azure Pipelines, Buildkite or Jenkins name, best first; none outside a pull request. */
export function targetsFromCi(env: Environment): readonly CiTarget[] {
  return VARIABLES.flatMap(([variable, kind]) => {
    const value = env[variable]?.trim() ?? '';
    // Azure writes the branch as refs/heads/….
    return value === '' ? [] : [{ variable, kind, value: kind === 'branch' ? value.replace(/^refs\/heads\//, '') : value }];
  });
}
