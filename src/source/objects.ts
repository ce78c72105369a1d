import { gitFailure, runGit } from './git.ts';
import { isPartialClone, type GitRepository } from './repository.ts';
import { SourceError } from './tree.ts';

/**
 * Reads blobs in one call of git. Those that a partial clone left out are not in the result: nothing is fetched.
 * @throws {SourceError} when git cannot read its objects
 */
export function readBlobs(git: GitRepository, ids: readonly string[]): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  if (ids.length === 0) return blobs;
  const args = ['cat-file', '--batch'];
  const output = runGit(git.root, args, { input: ids.map((id) => `${id}\n`).join('') });
  if (output.status !== 0) {
    // Before git 2.45 a missing object of a partial clone ends the command: the fetch that git tries is refused.
    if (isPartialClone(git)) throw missingContent(git, null);
    throw gitFailure(args, output);
  }
  let offset = 0;
  for (const id of ids) {
    const end = output.stdout.indexOf(0x0a, offset);
    const header = output.stdout.toString('latin1', offset, end);
    offset = end + 1;
    if (header === `${id} missing`) continue;
    const size = header.startsWith(`${id} blob `) ? Number(header.slice(id.length + 6)) : NaN;
    if (!Number.isSafeInteger(size)) throw new SourceError(`git gave "${header}" where the content of ${id} should be.`);
    blobs.set(id, output.stdout.subarray(offset, offset + size));
    offset += size + 1;
  }
  return blobs;
}

/** The error for content that the repository should hold. `file` is null when it is not known whose. */
export function missingContent(git: GitRepository, file: string | null): SourceError {
  const what = file === null ? 'the content of a file' : `the content of "${file}"`;
  return isPartialClone(git)
    ? new SourceError(`This partial clone lacks ${what}.`, file, 'Run `git fetch --refetch --no-filter origin`, or clone without --filter.')
    : new SourceError(`The repository lacks ${what}.`, file, 'Run `git fsck` to see what is damaged.');
}
