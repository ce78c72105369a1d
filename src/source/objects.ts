import { gitFailure, runGit } from './git.ts';
import { isPartialClone, type GitRepository } from './repository.ts';
import { SourceError } from './tree.ts';

/**
 * Reads blobs in one call of git.
 * @param wanted object id → the file that it is read for, for messages
 * @throws {SourceError} when the repository lacks one (a partial clone)
 */
export function readBlobs(git: GitRepository, wanted: ReadonlyMap<string, string>): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  if (wanted.size === 0) return blobs;
  const args = ['cat-file', '--batch'];
  const output = runGit(git.root, args, { input: [...wanted.keys()].map((id) => `${id}\n`).join('') });
  let offset = 0;
  for (const [id, file] of wanted) {
    const end = output.stdout.indexOf(0x0a, offset);
    const header = end < 0 ? '' : output.stdout.toString('latin1', offset, end);
    const size = new RegExp(`^${id} blob (\\d+)$`).exec(header)?.[1];
    if (size === undefined) {
      if (header !== `${id} missing` && output.status === 0) throw new SourceError(`git gave "${header}" for "${file}".`, file);
      throw missingObject(git, file, output.status === 0 ? null : gitFailure(args, output).message);
    }
    const start = end + 1;
    blobs.set(id, output.stdout.subarray(start, start + Number(size)));
    offset = start + Number(size) + 1;
  }
  return blobs;
}

/** The error for an object that the repository should hold. */
export function missingObject(git: GitRepository, file: string | null, detail: string | null): SourceError {
  const what = file === null ? "A commit's files are" : `The content of "${file}" is`;
  if (isPartialClone(git)) {
    return new SourceError(
      `${what} not in this partial clone.`,
      file,
      'Run `git fetch --refetch --no-filter origin`, or clone without --filter.',
    );
  }
  return new SourceError(
    `${what} not in this repository.${detail === null ? '' : ` ${detail}`}`,
    file,
    'Run `git fsck` to see what is damaged.',
  );
}
