import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { decodeRaw, withoutByteOrderMark } from './blob.ts';
import { errorCode, openDisk, systemReason } from './disk.ts';
import { withLineEnding } from './edits.ts';
import { makeFolder } from './make-folder.ts';
import { followLinks } from './paths.ts';
import { SourceError } from './tree.ts';

/**
 * Writes a file of the tree, whole or not at all: to a temporary file beside it that then takes its place. What is there
 * keeps its byte order mark, its permissions and, when all its lines end with `\r\n`, those line endings. A link is
 * followed, not replaced. Nothing is written when nothing changes.
 * @param root absolute path of the tree's root
 * @param file `/`-separated, relative to the root
 * @param text without byte order mark
 * @param expected the text, as read, that `text` was made from; given, a file that has changed since is left alone
 * @returns whether anything was written
 * @throws {SourceError} when `file` is not below the root, or cannot be written
 */
export function writeText(root: string, file: string, text: string, expected?: string): boolean {
  const path = demandPath(root, file);
  const before = readExisting(path, file);
  if (expected !== undefined && (before === undefined || withoutByteOrderMark(before) !== expected)) {
    throw new SourceError(`"${file}" changed while the command ran, so it was not written.`, file, 'Run the command again.');
  }
  const after = before === undefined ? text : inTheStyleOf(before, text);
  if (after === before) return false;
  replaceFile(path, file, after);
  return true;
}

/**
 * Creates a file of the tree, and the folders it is in.
 * @throws {SourceError} when there is one already, when `file` is not below the root, or it cannot be written
 */
export function createFile(root: string, file: string, text: string): void {
  const path = demandPath(root, file);
  try {
    makeFolder(dirname(path));
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new SourceError(`"${file}" exists already.`, file, 'Delete it first to have it written anew.');
    throw unwritable(file, error);
  }
}

/** The absolute path to write, links followed. */
function demandPath(root: string, file: string): string {
  const parts = file.split('/');
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0') && !part.includes('\\'));
  if (!isPlain || /^[A-Za-z]:/.test(file)) throw new SourceError(`"${file}" is not a path below the repository's root.`, file);
  const destination = followLinks(file, openDisk(root).linkAt);
  if (destination.kind !== 'inside') {
    throw new SourceError(`"${file}" is a link out of the repository, or below one; it was not written.`, file);
  }
  if (destination.path.split('/').some((part) => part.toLowerCase() === '.git')) {
    throw new SourceError(`"${file}" lies in git's own folder; it was not written.`, file);
  }
  return `${root}/${destination.path}`;
}

function readExisting(path: string, file: string): string | undefined {
  try {
    return decodeRaw(readFileSync(path), file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw unwritable(file, error);
  }
}

function inTheStyleOf(before: string, text: string): string {
  const isAllCrlf = before.includes('\r\n') && !/(?<!\r)\n/.test(before);
  return (before.startsWith('\uFEFF') ? '\uFEFF' : '') + (isAllCrlf ? withLineEnding(text, '\r\n') : text);
}

function replaceFile(path: string, file: string, content: string): void {
  // Not after the name of the file, which may be as long as a name can be.
  const temporary = `${dirname(path)}/.${randomBytes(6).toString('hex')}.tmp`;
  try {
    makeFolder(dirname(path));
    const existing = statSync(path, { throwIfNoEntry: false });
    // Renaming would replace a file that its owner has write-protected.
    if (existing) accessSync(path, constants.W_OK);
    writeFileSync(temporary, content, { flag: 'wx' });
    // Not as the mode of the new file, from which the umask would be taken.
    if (existing) chmodSync(temporary, existing.mode & 0o777);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw unwritable(file, error);
  }
}

function unwritable(file: string, error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  return new SourceError(`"${file}" cannot be written: ${systemReason(error)}`, file);
}
