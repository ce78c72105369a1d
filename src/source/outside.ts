import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { decodeRaw, withoutByteOrderMark } from './blob.ts';
import { errorCode, systemReason, unreadable } from './disk.ts';
import { makeFolder } from './make-folder.ts';
import { SourceError } from './tree.ts';

/**
 * Reads a text file that belongs to no tree: a shipped preset, a policy that `--policy` names, a package's file.
 * @param path absolute
 * @returns the text without byte order mark; undefined when there is no file
 * @throws {SourceError} when it cannot be read, or is not UTF-8
 */
export function readTextFile(path: string): string | undefined {
  try {
    return withoutByteOrderMark(decodeRaw(readFileSync(path), path));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unreadable(path, error);
  }
}

/**
 * Writes a report where the user asked for it, anywhere, creating folders. Not by renaming: it may be a device or a pipe.
 * @throws {SourceError} when it cannot be written
 */
export function writeReport(path: string, text: string): void {
  demandWrite(path, () => {
    makeFolder(dirname(path));
    writeFileSync(path, text);
  });
}

/**
 * Appends to a file that the environment names, such as `$GITHUB_STEP_SUMMARY`.
 * @throws {SourceError} when it cannot be written
 */
export function appendReport(path: string, text: string): void {
  demandWrite(path, () => {
    appendFileSync(path, text);
  });
}

function demandWrite(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new SourceError(`"${path}" cannot be written: ${systemReason(error)}`, null, 'Name a file that can.');
  }
}
