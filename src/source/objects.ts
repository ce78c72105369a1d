import { gitFailure, runGit, startGit } from './git.ts';
import { isPartialClone, type GitRepository } from './repository.ts';
import { SourceError } from './tree.ts';

const READ: readonly string[] = ['cat-file', '--batch'];

/** What was read ahead, by folder and id. */
const early = new Map<string, ReadonlyMap<string, Buffer>>();

/**
 * Reads blobs in one call of git. Those that a partial clone left out are not in the result: nothing is fetched.
 * @throws {SourceError} when git cannot read its objects
 */
export function readBlobs(git: GitRepository, ids: readonly string[]): ReadonlyMap<string, Buffer> {
  const ahead = early.get(git.root);
  const blobs = new Map<string, Buffer>();
  const wanted = ids.filter((id) => {
    const blob = ahead?.get(id);
    if (blob) blobs.set(id, blob);
    return !blob;
  });
  if (wanted.length === 0) return blobs;
  const output = runGit(git.root, READ, { input: inputOf(wanted) });
  if (output.status !== 0) {
    // Before git 2.45 a missing object of a partial clone ends the command: the fetch that git tries is refused.
    if (isPartialClone(git)) throw missingContent(git, null);
    throw gitFailure(READ, output);
  }
  for (const [id, blob] of blobsIn(output.stdout, wanted)) blobs.set(id, blob);
  return blobs;
}

/** Reads blobs without waiting, for the first who reads them. Whatever goes wrong is left to them. */
export async function readBlobsAhead(folder: string, ids: readonly string[]): Promise<void> {
  const output = ids.length === 0 ? null : await startGit(folder, READ, inputOf(ids));
  if (output?.status !== 0) return;
  try {
    early.set(folder, blobsIn(output.stdout, ids));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
  }
}

function inputOf(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join('');
}

/** @throws {SourceError} when it is not what `git cat-file --batch` writes for these ids */
function blobsIn(output: Buffer, ids: readonly string[]): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  let offset = 0;
  for (const id of ids) {
    const end = output.indexOf(0x0a, offset);
    const header = output.toString('latin1', offset, end);
    offset = end + 1;
    if (header === `${id} missing`) continue;
    const size = header.startsWith(`${id} blob `) ? Number(header.slice(id.length + 6)) : NaN;
    if (!Number.isSafeInteger(size)) throw new SourceError(`git gave "${header}" where the content of ${id} should be.`);
    blobs.set(id, output.subarray(offset, offset + size));
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
