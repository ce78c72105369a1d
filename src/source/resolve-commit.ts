import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { runGit } from './git.ts';
import { findCommit, headCommit, isObjectId, type GitRepository } from './repository.ts';
import { SourceError } from './tree.ts';

/**
 * The full id of the commit that `rev` names.
 * @throws {SourceError} when `rev` is no revision, names several, or is not in this clone; then with the `git fetch` to run
 */
export function resolveCommit(git: GitRepository, rev: string): string {
  const commit = findCommit(git, rev);
  if (commit !== null) return commit;
  if (findCommit(git, `origin/${rev}`) !== null) {
    throw new SourceError(`There is no revision "${rev}" in this clone.`, null, `Did you mean origin/${rev}?`);
  }
  if (rev === 'HEAD' && headCommit(git) === null) throw new SourceError('The repository has no commit yet.');
  if (existsSync(join(git.root, rev))) {
    throw new SourceError(
      `There is no revision "${rev}" in this clone; it is a file or folder.`,
      null,
      'An option takes the word behind it: write paths before the options.',
    );
  }
  const from = /^(.*?)\.{2,3}(?!\/)/.exec(rev)?.[1];
  if (from !== undefined)
    throw new SourceError(
      `"${rev}" is a range of revisions.`,
      null,
      `Name one, such as ${from === '' || from === 'HEAD' ? 'origin/main' : from}: where the branches part is found.`,
    );
  if (!hasOrigin(git)) {
    const branch = /^origin\/(.+)/.exec(rev)?.[1];
    const isLocal = branch !== undefined && findCommit(git, branch) !== null;
    throw new SourceError(
      `There is no revision "${rev}" in this clone, which has no remote "origin".`,
      null,
      isLocal ? `Did you mean ${branch}?` : (nearName(git, rev) ?? 'Name a branch, a tag or a commit that it has.'),
    );
  }
  const tip = /^([^~^]+)[~^][~^\d]*$/.exec(rev)?.[1];
  if (!git.isShallow && tip !== undefined && findCommit(git, tip) !== null) {
    throw new SourceError(`There is no revision "${rev}": the history of ${tip} has no such commit.`, null, 'Name a commit that it has.');
  }
  const cut = git.isShallow ? ' The clone is shallow: its history is cut off.' : '';
  const near = nearName(git, rev);
  const hints = [`Run \`${fetchCommand(git, rev)}\`.${afterFetch(rev)}`, ...(near === null ? [] : [`Or: ${near}`])];
  throw new SourceError(`There is no revision "${rev}" in this clone.${cut}`, null, hints.join(' '));
}

/** A branch or tag that differs in a letter or two; null where none does. */
function nearName(git: GitRepository, rev: string): string | null {
  if (rev.length < 4) return null;
  const { stdout } = runGit(git.root, ['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/remotes', 'refs/tags']);
  const names = stdout.toString('utf8').split('\n');
  const [near] = names.filter((name) => distance(name, rev) <= 2).sort((a, b) => distance(a, rev) - distance(b, rev));
  return near === undefined ? null : `Did you mean ${near}?`;
}

function hasOrigin(git: GitRepository): boolean {
  return runGit(git.root, ['config', '--get-regexp', '^remote\\.origin\\.']).status === 0;
}

/** The command that brings `rev`, and the history that a shallow clone lacks. */
export function fetchCommand(git: GitRepository, rev: string): string {
  const fetch = `git fetch ${git.isShallow ? '--unshallow ' : ''}origin`;
  const name = rev.replace(/^(?:refs\/remotes\/)?origin\//, '').replace(/^refs\/heads\//, '');
  if (isHexPrefix(name)) return isObjectId(name) ? `${fetch} ${name}` : fetch;
  if (name.startsWith('refs/')) return `${fetch} ${quoteForShell(`+${name}:${name}`)}`;
  // HEAD~3, main@{yesterday}, v1^2: what is missing is history, which no name fetches.
  if (/[~^:@]/.test(name) || name === 'HEAD') return fetch;
  if (VERSION_TAG.test(name)) return `${fetch} tag ${quoteForShell(name)}`;
  return `${fetch} ${quoteForShell(`+refs/heads/${name}:refs/remotes/origin/${name}`)}`;
}

/** A name that a tag is likely to have, and a branch is not. */
const VERSION_TAG = /^v?\d+(?:\.\d+)+(?:[-+][\w.+-]+)?$/;

/** What to pass once it is fetched, when that is another name. */
function afterFetch(rev: string): string {
  const isPlainName =
    !/^(?:origin|refs)\//.test(rev) && !/[~^:@]/.test(rev) && rev !== 'HEAD' && !isHexPrefix(rev) && !VERSION_TAG.test(rev);
  return isPlainName ? ` Then name it origin/${rev}.` : '';
}

function isHexPrefix(name: string): boolean {
  return /^[0-9a-f]{7,64}$/.test(name);
}

/** A branch name may hold `$(…)`; a command that is printed to be copied must not run it. */
function quoteForShell(word: string): string {
  return /^[\w./:+@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
