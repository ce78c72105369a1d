import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SourceError } from './tree.ts';

/**
 * The folder itself, links resolved: roots of trees are such paths.
 * @throws {SourceError} when there is no such folder
 */
export function realFolder(folder: string): string {
  let path: string;
  try {
    path = realpathSync(folder);
  } catch {
    throw new SourceError(`There is no folder "${folder}".`);
  }
  if (!statSync(path).isDirectory()) throw new SourceError(`"${folder}" is a file, not a folder.`);
  return path;
}

/** An absolute path with the links of its folders resolved, as far as it exists. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}

/** The folder itself, or the nearest above it that exists. */
export function existingFolder(folder: string): string {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  const parent = dirname(folder);
  return parent === folder ? folder : existingFolder(parent);
}

/** The nearest folder, this one or one above it, that is the top of a git working tree; null when there is none. */
export function repositoryFolder(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : repositoryFolder(parent);
}
