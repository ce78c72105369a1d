import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { resolveBase, type ResolvedBase } from '../../src/source/base.ts';
import type { Environment } from '../../src/source/ci.ts';
import type { GitRepository } from '../../src/source/repository.ts';
import { openRevision } from '../../src/source/revision.ts';
import { SourceError } from '../../src/source/tree.ts';
import { openWorkingTree } from '../../src/source/working-tree.ts';
import { createFolder, openTestRepository, type TestRepository } from '../support/git-repo.ts';
import { deletedAfterTest, temporaryFolder, temporaryRepository } from '../support/temporary.ts';

function repository(files: Readonly<Record<string, string>> = { 'a.ts': 'one' }): TestRepository {
  return temporaryRepository(files);
}

/** A clone over the file protocol, so that `--depth` and `--filter` have their effect. */
function clone(origin: TestRepository, ...options: readonly string[]): TestRepository {
  origin.git('config', 'uploadpack.allowFilter', 'true');
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const created = openTestRepository(temporaryFolder());
  created.git('clone', '-q', ...options, `file://${origin.root}`, '.');
  return created;
}

const gitOf = (repo: TestRepository): GitRepository => openWorkingTree(repo.root).git as GitRepository;

function resolve(repo: TestRepository, base: string | true, head: string | null = null, env: Environment = {}): ResolvedBase {
  return resolveBase(gitOf(repo), base, head, env);
}

function failure(action: () => unknown): SourceError {
  try {
    action();
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

/** Runs the command that a hint tells the user to run. */
function obey(repo: TestRepository, error: SourceError): void {
  const command = /`(git fetch[^`]*)`/.exec(error.hint ?? '')?.[1] ?? 'false';
  // A fetch would go on tidying up in the background while the test deletes the folder.
  repo.git('config', 'maintenance.auto', 'false');
  execFileSync('sh', ['-c', command], { cwd: repo.root, stdio: 'pipe' });
}

describe('the base', () => {
  it('is the merge base with the target, so that what the target gained is not blamed on the branch', () => {
    const repo = repository();
    const fork = repo.git('rev-parse', 'HEAD');
    repo.git('checkout', '-q', '-b', 'feature');
    const feature = repo.commit('feature', { 'b.ts': '' });
    repo.git('checkout', '-q', 'main');
    const main = repo.commit('main', { 'c.ts': '' });
    repo.git('checkout', '-q', 'feature');
    expect(resolve(repo, 'main')).toEqual({
      base: fork,
      bases: [fork],
      head: null,
      headCommit: feature,
      target: 'main',
      targetCommit: main,
      variable: null,
    });
  });

  it('is the target itself where the policy says so', () => {
    const repo = repository();
    repo.git('checkout', '-q', '-b', 'feature');
    repo.git('checkout', '-q', 'main');
    const main = repo.commit('main');
    repo.git('checkout', '-q', 'feature');
    expect(resolveBase(gitOf(repo), 'main', null, {}, 'target')).toMatchObject({ base: main, bases: [main] });
  });

  it('is found for a revision that is not checked out', () => {
    const repo = repository();
    const first = repo.git('rev-parse', 'HEAD');
    const second = repo.commit('two');
    repo.git('checkout', '-q', '--orphan', 'elsewhere');
    repo.commit('unrelated');
    expect(resolve(repo, first, 'main')).toMatchObject({ base: first, head: second, headCommit: second });
  });

  it('is found from a detached head and from a linked worktree', () => {
    const repo = repository();
    const first = repo.git('rev-parse', 'HEAD');
    const second = repo.commit('two');
    const path = createFolder();
    repo.git('worktree', 'add', '-q', '--detach', path, second);
    const linked = deletedAfterTest(openTestRepository(path));
    expect(resolve(linked, first)).toMatchObject({ base: first, headCommit: second });
  });

  it('is the target in a merge commit that the CI made', () => {
    const repo = repository();
    repo.git('checkout', '-q', '-b', 'feature');
    repo.commit('feature', { 'b.ts': '' });
    repo.git('checkout', '-q', 'main');
    const main = repo.commit('main', { 'c.ts': '' });
    repo.git('checkout', '-q', '--detach');
    repo.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
    expect(resolve(repo, 'main').base).toBe(main);
  });

  it('is every merge base of a criss-cross', () => {
    const repo = repository();
    repo.git('branch', 'other');
    const a = repo.commit('a', { 'b.ts': '' });
    repo.git('checkout', '-q', 'other');
    const b = repo.commit('b', { 'c.ts': '' });
    repo.git('merge', '-q', '--no-ff', '-m', 'b+a', a);
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'a+b', b);
    const { base, bases } = resolve(repo, 'other');
    expect(new Set(bases)).toEqual(new Set([a, b]));
    expect(base).toBe(bases[0]);
  });

  it('may be the head itself: the caller judges whether the working tree differs', () => {
    const repo = repository();
    const { base, headCommit, head } = resolve(repo, 'main');
    expect([headCommit, head]).toEqual([base, null]);
  });
});

describe('no base', () => {
  it('is an error for an orphan branch', () => {
    const repo = repository();
    repo.git('checkout', '-q', '--orphan', 'orphan');
    repo.commit('unrelated');
    expect(failure(() => resolve(repo, 'main')).message).toContain('no common ancestor');
  });

  it('is an error before the first commit', () => {
    const repo = temporaryRepository();
    expect(failure(() => resolve(repo, 'main')).message).toContain('no commit');
  });

  it('is an error for an unknown revision, which suggests its remote name', () => {
    const origin = repository();
    origin.git('branch', 'release');
    const cloned = clone(origin);
    expect(failure(() => resolve(cloned, 'release')).hint).toContain('origin/release');
  });

  it.each(['origin/new', 'new'])('is an error for %s, and the command it prints brings it', (rev) => {
    const origin = repository();
    const cloned = clone(origin);
    origin.git('branch', 'new');
    const error = failure(() => resolve(cloned, rev));
    obey(cloned, error);
    expect(resolve(cloned, 'origin/new').target).toBe('origin/new');
  });

  it.each(['origin/mian', 'orgin/main'])('is an error for %s, which suggests the name that was meant', (rev) => {
    expect(failure(() => resolve(clone(repository()), rev)).hint).toMatch(/^Run `git fetch .* Or: Did you mean origin\/main\?$/);
  });

  it.each([
    ['main...HEAD', 'main'],
    ['..HEAD', 'origin/main'],
    ['HEAD..main', 'origin/main'],
  ])('is an error for the range %s', (range, one) => {
    const { message, hint } = failure(() => resolve(clone(repository()), range));
    expect([message, hint]).toEqual([`"${range}" is a range of revisions.`, `Name one, such as ${one}: where the branches part is found.`]);
  });

  it('is an error for a path, which is no range', () => {
    expect(failure(() => resolve(clone(repository()), '../x')).message).toBe('There is no revision "../x" in this clone.');
  });

  it('of a remote that there is not, is the local branch of that name', () => {
    const repo = repository();
    expect(failure(() => resolve(repo, 'origin/main')).hint).toBe('Did you mean main?');
    expect(failure(() => resolve(repo, 'origin/mian')).hint).not.toContain('git fetch');
    expect(failure(() => resolve(repo, 'mian')).hint).toBe('Did you mean main?');
  });

  it('before the first commit is nothing that a fetch brings', () => {
    const cloned = clone(repository());
    expect(failure(() => resolve(cloned, 'HEAD~3')).hint).not.toContain('git fetch');
  });

  it('prints a command that cannot be turned into another one', () => {
    const repo = repository();
    repo.git('remote', 'add', 'origin', repo.root);
    const hint = failure(() => resolve(repo, "origin/x;touch${IFS}'pwned'")).hint ?? '';
    expect(hint).toContain(String.raw`'+refs/heads/x;touch${'${IFS}'}'\''pwned'\'':`);
  });
});

describe('a shallow clone', () => {
  /** main with a branch that began two commits ago, both sides longer than the clone is deep. */
  function origin(): { readonly origin: TestRepository; readonly fork: string } {
    const repo = repository();
    repo.commit('two');
    const fork = repo.commit('three');
    repo.git('checkout', '-q', '-b', 'feature');
    repo.commit('feature 1', { 'b.ts': '1' });
    repo.commit('feature 2', { 'b.ts': '2' });
    repo.git('checkout', '-q', 'main');
    repo.commit('main 1', { 'c.ts': '1' });
    repo.commit('main 2', { 'c.ts': '2' });
    return { origin: repo, fork };
  }

  it('without the tag of a release: the printed command brings it, and what it leads to', () => {
    const { origin: remote, fork } = origin();
    remote.git('tag', 'v1.0.0', fork);
    for (const depth of [[], ['--depth=1']]) {
      const cloned = clone(remote, ...depth, '--no-tags', '--branch=feature', '--single-branch');
      const error = failure(() => resolve(cloned, 'v1.0.0'));
      expect(error.hint).toMatch(/^Run `git fetch (?:--unshallow )?origin tag v1\.0\.0`\.$/);
      obey(cloned, error);
      expect(resolve(cloned, 'v1.0.0').base).toBe(fork);
    }
  });

  it('without the target branch: the printed command brings the base', () => {
    const { origin: remote, fork } = origin();
    const cloned = clone(remote, '--depth=1', '--branch=feature');
    const error = failure(() => resolve(cloned, 'origin/main'));
    expect(error.hint).toBe('Run `git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main`.');
    obey(cloned, error);
    expect(resolve(cloned, 'origin/main').base).toBe(fork);
  });

  it('whose history is cut before the merge base: the printed command brings it', () => {
    const { origin: remote, fork } = origin();
    const cloned = clone(remote, '--depth=1', '--no-single-branch', '--branch=feature');
    const error = failure(() => resolve(cloned, 'origin/main'));
    expect(error.message).toContain('cut off');
    obey(cloned, error);
    expect(resolve(cloned, 'origin/main').base).toBe(fork);
  });

  it('of a merge commit that the CI made: the printed command brings the base', () => {
    const { origin: remote } = origin();
    remote.git('checkout', '-q', '--detach');
    remote.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
    remote.git('update-ref', 'refs/pull/1/merge', 'HEAD');
    remote.git('checkout', '-q', 'main');
    const cloned = openTestRepository(temporaryFolder());
    cloned.git('init', '-q');
    cloned.git('remote', 'add', 'origin', `file://${remote.root}`);
    cloned.git('fetch', '-q', '--depth=1', 'origin', '+refs/pull/1/merge:refs/remotes/pull/1/merge');
    cloned.git('checkout', '-q', '--detach', 'refs/remotes/pull/1/merge');
    const env = { GITHUB_BASE_REF: 'main' };
    obey(
      cloned,
      failure(() => resolve(cloned, true, null, env)),
    );
    expect(resolve(cloned, true, null, env).base).toBe(remote.git('rev-parse', 'main'));
  });

  it('with a commit as its base: the printed command brings it', () => {
    const { origin: remote, fork } = origin();
    const cloned = clone(remote, '--depth=1', '--branch=feature');
    obey(
      cloned,
      failure(() => resolve(cloned, fork)),
    );
    expect(resolve(cloned, fork).base).toBe(fork);
  });

  it('is refused when an older common ancestor hides the merge base', () => {
    // main:    1 ─ 2 ─ 3 ───── 4      The clone lacks 3's link to 2b, so that 1 would seem the merge base.
    // feature:  \─ 2b ─/─ 5
    const repo = repository();
    repo.git('checkout', '-q', '-b', 'feature');
    const side = repo.commit('2b', { 'b.ts': '' });
    repo.git('checkout', '-q', 'main');
    repo.commit('2', { 'c.ts': '' });
    repo.git('merge', '-q', '--no-ff', '-m', '3', side);
    const merged = repo.git('rev-parse', 'HEAD');
    repo.commit('4', { 'c.ts': '4' });
    repo.git('checkout', '-q', 'feature');
    repo.commit('5', { 'b.ts': '5' });
    expect(resolve(repo, 'main').base).toBe(side);
    repo.write({ '.git/shallow': `${merged}\n` });
    expect(failure(() => resolve(repo, 'main')).message).toContain('cut off');
  });

  it('that is deep enough is fine', () => {
    const { origin: remote, fork } = origin();
    const cloned = clone(remote, '--depth=3', '--no-single-branch', '--branch=feature');
    expect(gitOf(cloned).isShallow).toBe(true);
    expect(resolve(cloned, 'origin/main').base).toBe(fork);
  });
});

describe('a partial clone', () => {
  it.each(['blob:none', 'tree:0'])('(%s) names a base whose files it lacks; the printed command brings them', (filter) => {
    const origin = repository({ 'a.ts': 'one', 'b.ts': 'same' });
    origin.commit('two', { 'a.ts': 'two' });
    const cloned = clone(origin, `--filter=${filter}`);
    const { base } = resolve(cloned, 'HEAD~1');
    const read = (): string => openRevision(gitOf(cloned), base, openWorkingTree(cloned.root).tree).read('a.ts');
    obey(cloned, failure(read));
    expect(read()).toBe('one');
  });
});

describe('--base without a value', () => {
  it.each([
    ['GitHub', { GITHUB_BASE_REF: 'main' }],
    ['GitLab', { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }],
    ['Azure Pipelines', { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' }],
    ['Buildkite', { BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main' }],
    ['Jenkins', { CHANGE_TARGET: 'main' }],
  ])('asks the variables of %s', (_, env: Environment) => {
    const origin = repository();
    const cloned = clone(origin);
    origin.commit('two');
    cloned.commit('mine', { 'b.ts': '' });
    cloned.git('fetch', '-q');
    const variable = Object.keys(env)[0];
    expect(resolve(cloned, true, null, env)).toMatchObject({
      base: cloned.git('rev-parse', 'HEAD~1'),
      target: 'origin/main',
      targetCommit: origin.git('rev-parse', 'main'),
      variable,
    });
  });

  it('takes what a merge queue builds upon, and its branch where that commit is not here', () => {
    const repo = repository({ 'a.ts': 'one' });
    const first = repo.git('rev-parse', 'HEAD');
    const second = repo.commit('queued before');
    repo.commit('mine');
    const queue = (commit: string, event = 'merge_group'): Environment => ({
      GITHUB_EVENT_NAME: event,
      GITHUB_REF: `refs/heads/gh-readonly-queue/release/2.x/pr-17-${commit}`,
    });
    repo.git('branch', 'release/2.x', first);
    expect(resolve(repo, true, null, queue(second))).toMatchObject({ base: second, variable: 'GITHUB_REF' });
    expect(resolve(repo, true, null, queue('0'.repeat(40)))).toMatchObject({ base: first, target: 'release/2.x' });
    // Anybody can push a branch of that name.
    expect(() => resolve(repo, true, null, queue(second, 'push'))).toThrow('no variable of a CI system names the target');
  });

  it("takes GitLab's commits before its branch, the merged target first", () => {
    const repo = repository();
    const first = repo.git('rev-parse', 'HEAD');
    const second = repo.commit('two');
    repo.commit('three');
    const branch = { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', CI_MERGE_REQUEST_DIFF_BASE_SHA: first };
    expect(resolve(repo, true, null, branch).base).toBe(first);
    expect(resolve(repo, true, null, { ...branch, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: second }).base).toBe(second);
    expect(resolve(repo, true, null, { ...branch, CI_MERGE_REQUEST_DIFF_BASE_SHA: '0'.repeat(40) }).target).toBe('main');
  });

  it('takes a local branch where there is no remote one', () => {
    const repo = repository();
    expect(resolve(repo, true, null, { CHANGE_TARGET: 'main' })).toMatchObject({
      target: 'main',
      targetCommit: repo.git('rev-parse', 'HEAD'),
    });
  });

  it('takes the branch, whatever tags are called', () => {
    const origin = repository();
    const cloned = clone(origin);
    const own = cloned.commit('mine', { 'b.ts': '' });
    for (const name of ['main', 'origin/main']) cloned.git('tag', name, own);
    expect(resolve(cloned, true, null, { GITHUB_BASE_REF: 'main' }).base).toBe(origin.git('rev-parse', 'main'));
  });

  it('is an error outside a pull request, where the variables are empty or absent', () => {
    const repo = repository();
    const env = { GITHUB_BASE_REF: '', BUILDKITE_PULL_REQUEST_BASE_BRANCH: '' };
    expect(failure(() => resolve(repo, true, null, env)).hint).toContain('--base origin/main');
  });

  it('is an error when the target is not in the clone, and the command it prints brings it', () => {
    const origin = repository();
    const cloned = clone(origin);
    origin.git('branch', 'release/2.x');
    const env = { GITHUB_BASE_REF: 'release/2.x' };
    obey(
      cloned,
      failure(() => resolve(cloned, true, null, env)),
    );
    expect(resolve(cloned, true, null, env).target).toBe('origin/release/2.x');
  });

  it('does not let a variable be an option or another revision', () => {
    const repo = repository();
    for (const value of ['--upload-pack=x', 'main~0', '@{-1}', 'HEAD', '../main']) {
      expect(() => resolve(repo, true, null, { GITHUB_BASE_REF: value })).toThrow(SourceError);
    }
    expect(() => resolve(repo, true, null, { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'main' })).toThrow(SourceError);
  });
});
