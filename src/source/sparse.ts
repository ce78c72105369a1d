import { existsSync } from 'node:fs';
import { readBlobs } from './objects.ts';
import type { GitRepository } from './repository.ts';
import { SourceError } from './tree.ts';

/** The files that a sparse checkout left out of the disk: the only ones whose content the index is asked for. */
export interface SkippedFiles {
  /** Reads those of `files` that are skipped and not on disk, in one go. */
  load(files: readonly string[]): void;
  /** @throws {SourceError} when `file` is none of them: it was there when the files were listed */
  read(file: string): Buffer;
}

/** @param skipped lazily, the files marked `skip-worktree` → their blobs */
export function skippedFiles(git: GitRepository | null, root: string, skipped: () => ReadonlyMap<string, string>): SkippedFiles {
  const blobs = new Map<string, Buffer>();
  const load = (files: readonly string[]): void => {
    const wanted = new Map<string, string>();
    for (const file of files) {
      const id = skipped().get(file);
      if (id !== undefined && !blobs.has(id) && !existsSync(`${root}/${file}`)) wanted.set(id, file);
    }
    if (git) for (const [id, blob] of readBlobs(git, wanted)) blobs.set(id, blob);
  };
  return {
    load,
    read(file) {
      load([file]);
      const blob = blobs.get(skipped().get(file) ?? '');
      if (!blob) throw new SourceError(`"${file}" was deleted while it was being read.`, file, 'Run the command again.');
      return blob;
    },
  };
}
