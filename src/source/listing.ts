import { existsSync, lstatSync, readdirSync, type Dirent } from 'node:fs';
import { unreadable } from './disk.ts';
import { demandGit, splitNul } from './git.ts';
import { compareCodeUnits } from './paths.ts';
import { LISTING } from './questions.ts';
import type { GitRepository } from './repository.ts';

/** The paths of a working tree. */
export interface Listing {
  /** Files and links, sorted. */
  readonly files: readonly string[];
  /** Links that git tracks as links. */
  readonly links: ReadonlySet<string>;
  /** Paths that git does not track. */
  readonly untracked: readonly string[];
  /** Files that a sparse checkout may have left out of the disk → their blob in the index. */
  readonly skipped: ReadonlyMap<string, string>;
  /** With the commits that the index has of them. */
  readonly submodules: ReadonlyMap<string, string>;
  readonly nestedRepositories: readonly string[];
}

const LOCK_NAME = /(?:^|\/)\.#[^/]+$/;

/** While a file is edited, Emacs keeps a link to nowhere beside it, under its name with `.#` before it. Whatever else has such a name is a file as any. */
function isEditorLock(root: string, path: string): boolean {
  if (!LOCK_NAME.test(path)) return false;
  const place = `${root}/${path}`;
  return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true && !existsSync(place);
}

/**
 * Lists the working tree as a commit of everything would hold it: what is tracked and not deleted, and what is neither
 * tracked nor ignored.
 *
 * One call of git. Of the index only names, modes and the `skip-worktree` mark are taken, never whether something changed:
 * deletion is looked up on disk (`--deleted` asks the disk for `assume-unchanged` files too). A file that is marked
 * `skip-worktree` and absent is one that a sparse checkout left out: a commit would keep it, so it belongs to the tree
 * and is read from the index.
 */
export function listRepository(git: GitRepository): Listing {
  const output = demandGit(git.root, LISTING);
  const files = new Set<string>();
  const links = new Set<string>();
  const untracked: string[] = [];
  const skipped = new Map<string, string>();
  const submodules = new Map<string, string>();
  const nestedRepositories: string[] = [];
  const deleted: string[] = [];
  for (const entry of splitNul(output)) {
    // `? <path>`, or `<tag> <mode> <object id> <stage>\t<path>`; a path may hold tabs.
    const tag = entry[0];
    if (tag === '?') {
      const path = entry.slice(2);
      if (path.endsWith('/')) {
        nestedRepositories.push(path.slice(0, -1));
      } else if (!isEditorLock(git.root, path)) {
        untracked.push(path);
        files.add(path);
      }
      continue;
    }
    const tab = entry.indexOf('\t');
    const path = entry.slice(tab + 1);
    const mode = entry.slice(2, 8);
    if (mode === '160000') submodules.set(path, entry.slice(9, tab - 2));
    else if (tag === 'R') deleted.push(path);
    else {
      files.add(path);
      if (mode === '120000') links.add(path);
      if (tag === 'S') skipped.set(path, entry.slice(9, tab - 2));
    }
  }
  for (const path of deleted) {
    files.delete(path);
    links.delete(path);
  }
  return { files: [...files].sort(compareCodeUnits), links, untracked, skipped, submodules, nestedRepositories };
}

/**
 * Lists a folder that is in no repository: everything but `node_modules` and `.git`. Links to folders are not entered.
 * @param isShallow leaves out what is in folders below
 * @throws {SourceError} when a folder may not be looked into
 */
export function listFolder(root: string, isShallow: boolean): Listing {
  const files: string[] = [];
  const links = new Set<string>();
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of entriesOf(root, folder)) {
      if (entry.name === 'node_modules' || entry.name === '.git') continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!isShallow) pending.push(path);
        continue;
      }
      if (entry.isSymbolicLink()) {
        if (isEditorLock(root, path)) continue;
        links.add(path);
      } else if (!entry.isFile()) continue;
      files.push(path);
    }
  }
  return { files: files.sort(compareCodeUnits), links, untracked: [], skipped: new Map(), submodules: new Map(), nestedRepositories: [] };
}

function entriesOf(root: string, folder: string): readonly Dirent[] {
  try {
    return readdirSync(`${root}/${folder}`, { withFileTypes: true });
  } catch (error) {
    throw unreadable(folder === '' ? '.' : folder, error);
  }
}
