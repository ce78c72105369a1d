import { relative, resolve } from 'node:path';
import { type BaseMode, resolveBase, type ResolvedBase } from '../source/base.ts';
import type { Environment } from '../source/ci.ts';
import { mapAll } from '../source/groups.ts';
import { realPath } from '../source/real-folder.ts';
import type { GitRepository } from '../source/repository.ts';
import { openCommit, openRevision } from '../source/revision.ts';
import { type RepositoryTree, SourceError, type SourceTree } from '../source/tree.ts';
import { openWorkingTree, type WorkingTreeOptions } from '../source/working-tree.ts';

/** The state that is judged, and the repository that it is in. */
export interface Opened {
  readonly tree: RepositoryTree;
  readonly git: GitRepository | null;
  /** `head` as asked for. */
  readonly head: string | null;
}

/** Opens the working tree around `cwd`, or a revision of its repository. */
export function openHead(cwd: string, head: string | null, options: WorkingTreeOptions): Opened {
  const { tree, git } = openWorkingTree(cwd, options);
  if (head === null) return { tree, git, head };
  return { tree: openRevision(demandGit(git, '--head'), head, tree), git, head };
}

/** The state that the head is compared with. */
export interface OpenedBase {
  readonly git: GitRepository;
  readonly resolved: ResolvedBase;
  /** One tree for each of `resolved.bases`. */
  readonly trees: readonly [RepositoryTree, ...RepositoryTree[]];
}

/** Opens what the head is compared with, from git's objects. */
export function openBase(opened: Opened, base: string | true, env: Environment, mode: BaseMode): OpenedBase {
  const git = demandGit(opened.git, '--base');
  const resolved = resolveBase(git, base, opened.head, env, mode);
  return { git, resolved, trees: mapAll(resolved.bases, (commit) => openCommit(git, commit, opened.tree)) };
}

function demandGit(git: GitRepository | null, flag: string): GitRepository {
  if (git) return git;
  throw new SourceError(`${flag} needs a git repository, and this folder is in none.`, null, `Run it in a clone, or without ${flag}.`);
}

/**
 * A path as the user gave it, relative to the root of the tree; `''` is the root itself.
 * @throws {SourceError} when it lies outside
 */
export function toRootPath(root: string, cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  // The root has no links in it; an absolute path to the same place may.
  const inside = pathBelow(root, absolute) ?? pathBelow(root, realPath(absolute));
  if (inside === null) throw new SourceError(`"${path}" is outside of the repository.`, null, `Name a path inside of ${root}.`);
  return inside;
}

/**
 * The same, where links in the tree lead: contracts are known by the files that they are written in.
 * @throws {SourceError} when it lies outside
 */
export function toRealPath(tree: SourceTree, cwd: string, path: string): string {
  const inside = toRootPath(tree.root, cwd, path);
  return inside === '' ? inside : (tree.realPath?.(inside) ?? inside);
}

function pathBelow(root: string, absolute: string): string | null {
  const fromRoot = relative(root, absolute).replaceAll('\\', '/');
  return fromRoot === '..' || fromRoot.startsWith('../') || /^[A-Za-z]:/.test(fromRoot) ? null : fromRoot;
}
