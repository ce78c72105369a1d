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

/** The commit that a merge queue of GitHub builds upon: the branch below, or what stands before in the queue. */
function fromMergeQueue(env: Environment): readonly CiTarget[] {
  if (env['GITHUB_EVENT_NAME'] !== 'merge_group') return [];
  const [, branch, commit] =
    /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-\d+-([0-9a-f]{40}|[0-9a-f]{64})$/.exec(env['GITHUB_REF'] ?? '') ?? [];
  if (branch === undefined || commit === undefined) return [];
  const variable = 'GITHUB_REF';
  return [
    { variable, kind: 'commit', value: commit },
    { variable, kind: 'branch', value: branch },
  ];
}

/** The targets that GitHub, GitLab, Azure Pipelines, Buildkite or Jenkins name, best first; none outside a pull request and a merge queue. */
export function targetsFromCi(env: Environment): readonly CiTarget[] {
  const named = VARIABLES.flatMap(([variable, kind]): CiTarget[] => {
    const value = env[variable]?.trim() ?? '';
    // Azure writes the branch as refs/heads/….
    return value === '' ? [] : [{ variable, kind, value: kind === 'branch' ? value.replace(/^refs\/heads\//, '') : value }];
  });
  return [...fromMergeQueue(env), ...named];
}
