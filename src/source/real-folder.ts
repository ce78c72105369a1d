import { realpathSync } from 'node:fs';
import { SourceError } from './tree.ts';

/**
 * The folder itself, links resolved: roots of trees are such paths.
 * @throws {SourceError} when there is no such folder
 */
export function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    throw new SourceError(`There is no folder "${folder}".`);
  }
}
