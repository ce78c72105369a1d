import { resolve } from 'node:path';
import type { ObjectFormat } from './blob.ts';
import { runGit, gitFailure, demandGit, GitMissing, type GitOutput } from './git.ts';
import { HEAD_COMMIT, IDENTITY, namedCommit, ownFile } from './questions.ts';
import { repositoryFolder } from './real-folder.ts';
import { SourceError } from './tree.ts';

/** A git repository with a working tree. What is asked of it is asked through the functions of this folder. */
export interface GitRepository {
  /** Absolute path of the working tree's top folder. */
  readonly root: string;
  readonly objectFormat: ObjectFormat;
  /** Whether its history is cut off (`git clone --depth`). */
  readonly isShallow: boolean;
}

/**
 * The repository that `folder` is in, or null when it is in none.
 * @throws {SourceError} when git refuses it (another user's folder, a bare repository, a broken one)
 */
export function openRepository(folder: string): GitRepository | null {
  const output = askIdentity(folder);
  if (output === null) return null;
  if (output.status !== 0) {
    if (/^fatal: not a git repository \(or any/m.test(output.stderr)) {
      refuseBroken(folder, output);
      return null;
    }
    if (output.stderr.includes('cannot use bare repository') || output.stderr.includes('must be run in a work tree')) {
      throw new SourceError('This repository is bare: it has no files to look at.', null, 'Run it in a clone of it.');
    }
    const foreign = /dubious ownership in repository at '(.*)'$/m.exec(output.stderr)?.[1];
    if (foreign === undefined) throw gitFailure(IDENTITY, output);
    const allow = /^\s*(git config .*safe\.directory .*)$/m.exec(output.stderr)?.[1];
    throw new SourceError(
      `Git refuses the repository in "${foreign}", as it belongs to another user.`,
      null,
      `If you trust it, run \`${allow ?? 'git config --global --add safe.directory <folder>'}\`.`,
    );
  }
  const [format = '', shallow = '', inside = '', ...rest] = output.stdout.toString('utf8').split('\n');
  if (format !== 'sha1' && format !== 'sha256') throw new SourceError(`The repository's object format "${format}" is not known.`);
  const root = rest.join('\n').replace(/\n$/, '');
  if (inside !== 'true') {
    throw new SourceError(
      `This folder's repository has its working tree elsewhere, in ${root}.`,
      null,
      "Run it there, or take `core.worktree` out of the repository's configuration.",
    );
  }
  return { root, objectFormat: format, isShallow: shallow === 'true' };
}

/**
 * A folder whose `.git` git does not take is no folder without one: what is ignored, and what it is compared with, would be lost.
 * @throws {SourceError} when there is one, on this file system, where git looks for it
 */
function refuseBroken(folder: string, output: GitOutput): void {
  const top = repositoryFolder(folder);
  if (top === null || output.stderr.includes('filesystem boundary')) return;
  throw new SourceError(`"${top}/.git" is no repository that git can open.`, null, 'Mend it, or take it away.');
}

/** Null where git is not installed and no repository is in sight: then it is not needed. */
function askIdentity(folder: string): GitOutput | null {
  try {
    return runGit(folder, IDENTITY);
  } catch (error) {
    if (error instanceof GitMissing && repositoryFolder(folder) === null) return null;
    throw error;
  }
}

/** The commit that is checked out, or null before the first one. */
export function headCommit(git: GitRepository): string | null {
  const output = runGit(git.root, HEAD_COMMIT);
  const id = output.stdout.toString('utf8').trim();
  return output.status === 0 && isObjectId(id) ? id : null;
}

/**
 * The full id of the commit that `rev` names, tags peeled; null when the repository does not have it.
 * @throws {SourceError} when `rev` is no revision at all, or names several: a tag called like the target branch
 *   would otherwise take the branch's place
 */
export function findCommit(git: GitRepository, rev: string): string | null {
  const question = namedCommit(rev);
  if (!question) throw new SourceError(`"${rev}" is not a git revision.`, null, 'Name a branch, a tag or a commit, such as origin/main.');
  const output = runGit(git.root, question);
  const id = output.stdout.toString('utf8').trim();
  if (output.status !== 0 || !isObjectId(id)) return null;
  // Git warns about `<hex>` too when a ref has that name, and then takes the object, as it should.
  if (/^warning: refname .* is ambiguous/m.test(output.stderr) && !isObjectId(rev)) {
    throw new SourceError(
      `"${rev}" names more than one thing in this repository (a tag and a branch, say).`,
      null,
      `Write it in full: refs/heads/${rev}, refs/remotes/${rev} or refs/tags/${rev}.`,
    );
  }
  return id;
}

/** The branch that changes are made to: the remote's own, as far as the clone knows it. */
export function targetBranch(git: GitRepository | null): string {
  const output = git && runGit(git.root, ['symbolic-ref', '--short', 'refs/remotes/origin/HEAD']);
  return output?.status === 0 ? output.stdout.toString('utf8').trim() : 'origin/main';
}

/** Whether objects are left out of this clone on purpose (`git clone --filter`). */
export function isPartialClone(git: GitRepository): boolean {
  const output = runGit(git.root, ['config', '--get-regexp', '^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter))$']);
  return output.status === 0 && output.stdout.length > 0;
}

/** The absolute path of a file in the repository's own folder, such as `shallow`. */
export function repositoryFile(git: GitRepository, name: string): string {
  const path = demandGit(git.root, ownFile(name)).toString('utf8');
  return resolve(git.root, path.replace(/\n$/, ''));
}

/** Whether `id` is a full object id, of either format. */
export function isObjectId(id: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id);
}
