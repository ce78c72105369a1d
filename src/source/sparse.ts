import { existsSync } from 'node:fs';
import { missingContent, readBlobs } from './objects.ts';
import { garbledName, isGarbled } from './paths.ts';
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
    const wanted = new Set<string>();
    for (const file of files) {
      const id = skipped().get(file);
      if (id !== undefined && !blobs.has(id) && !existsSync(`${root}/${file}`)) wanted.add(id);
    }
    if (git) for (const [id, blob] of readBlobs(git, [...wanted])) blobs.set(id, blob);
  };
  return {
    load,
    read(file) {
      load([file]);
      const id = skipped().get(file);
      const blob = id === undefined ? undefined : blobs.get(id);
      if (blob) return blob;
      if (git && id !== undefined) throw missingContent(git, file);
      if (isGarbled(file)) throw garbledName(file);
      throw new SourceError(`"${file}" was deleted while it was being read.`, file, 'Run the command again.');
    },
  };
}
