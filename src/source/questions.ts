/** What git is asked, where it may have been asked ahead: the words of both must be the same. */

/** The repository that a folder is in. The path comes last: it alone may hold a newline. */
export const IDENTITY: readonly string[] = [
  'rev-parse',
  '--show-object-format',
  '--is-shallow-repository',
  '--is-inside-work-tree',
  '--show-toplevel',
];

/** The list of a working tree. */
export const LISTING: readonly string[] = ['ls-files', '-z', '-t', '--stage', '--cached', '--deleted', '--others', '--exclude-standard'];

/** The commit that is checked out. */
export const HEAD_COMMIT: readonly string[] = ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'];

/** The commit that `rev` names; null where it cannot be a revision. */
export function namedCommit(rev: string): readonly string[] | null {
  return rev === '' || rev.startsWith('-') || /[\u0000-\u001f\u007f]/.test(rev) ? null : ['rev-parse', '--verify', `${rev}^{commit}`];
}

/** All best common ancestors of two commits. */
export function commonAncestors(a: string, b: string): readonly string[] {
  return ['merge-base', '--all', a, b];
}

/** All files of a commit. */
export function filesOf(commit: string): readonly string[] {
  return ['ls-tree', '-r', '-z', '--full-tree', commit];
}

/** Where the repository keeps a file of its own, such as `shallow`. */
export function ownFile(name: string): readonly string[] {
  return ['rev-parse', '--git-path', name];
}
