import { existsSync, readFileSync } from 'node:fs';
import { demandGit, gitFailure, runGit, splitNul } from './git.ts';
import { compareCodeUnits } from './paths.ts';
import { commonAncestors } from './questions.ts';
import { findCommit, repositoryFile, type GitRepository } from './repository.ts';

/** All best common ancestors of two commits; none when their histories are unrelated, or cut off before they meet. */
export function mergeBases(git: GitRepository, a: string, b: string): readonly string[] {
  const args = commonAncestors(a, b);
  const output = runGit(git.root, args);
  if (output.status > 1 || output.status < 0) throw gitFailure(args, output);
  return lines(output.stdout);
}

/**
 * Whether a shallow clone may hide a nearer common ancestor than `bases`: when the history between them and the two
 * commits is cut somewhere.
 */
export function isHistoryCut(git: GitRepository, a: string, b: string, bases: readonly string[]): boolean {
  if (!git.isShallow) return false;
  const shallowFile = repositoryFile(git, 'shallow');
  const cuts = new Set(existsSync(shallowFile) ? readFileSync(shallowFile, 'utf8').split('\n') : []);
  return lines(demandGit(git.root, ['rev-list', a, b, ...bases.map((base) => `^${base}`)])).some((commit) => cuts.has(commit));
}

/** The commits that changed a file, back from `commit`, newest first. */
export function commitsOf(git: GitRepository, commit: string, file: string, atMost: number): readonly string[] {
  return lines(demandGit(git.root, ['--literal-pathspecs', 'rev-list', `--max-count=${String(atMost)}`, commit, '--', file]));
}

/** What a file was called before the commit that gave it its name, where git takes it for a renamed one; else null. */
export function nameBefore(git: GitRepository, commit: string, file: string): string | null {
  const output = demandGit(git.root, [
    'diff-tree',
    '-r',
    '-z',
    '-M',
    '--no-commit-id',
    '--name-status',
    '--diff-filter=R',
    '--no-ext-diff',
    commit,
  ]);
  const fields = splitNul(output);
  for (let index = 0; index + 2 < fields.length; index += 3) if (fields[index + 2] === file) return fields[index + 1] ?? null;
  return null;
}

/** A tag on a commit. */
export interface Tag {
  /** Without `refs/tags/`. */
  readonly name: string;
  readonly commit: string;
}

/**
 * The tags among the ancestors of `commit`, itself included, nearest first: a tag comes before those that are its
 * ancestors, unrelated ones by the date of their commits, several on one commit by name.
 */
export function ancestorTags(git: GitRepository, commit: string): readonly Tag[] {
  const format = '%(refname:strip=2) %(objectname) %(*objecttype) %(*objectname)';
  const output = demandGit(git.root, ['for-each-ref', `--merged=${commit}`, '--sort=refname', `--format=${format}`, 'refs/tags']);
  const tags = lines(output).map((line): Tag => {
    // An annotated tag is peeled once by `*`; a tag of a tag needs a further step.
    const [name = '', object = '', peeledType = '', peeled = ''] = line.split(' ');
    if (peeledType === 'tag') return { name, commit: findCommit(git, `refs/tags/${name}`) ?? peeled };
    return { name, commit: peeled === '' ? object : peeled };
  });
  if (tags.length < 2) return tags;
  const positions = new Map(lines(demandGit(git.root, ['rev-list', '--date-order', commit])).map((id, index) => [id, index]));
  return tags.sort((a, b) => (positions.get(a.commit) ?? 0) - (positions.get(b.commit) ?? 0) || compareCodeUnits(a.name, b.name));
}

function lines(output: Buffer): string[] {
  return output
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}
