import { closeSync, constants, lstatSync, openSync, readFileSync, readlinkSync, readSync, statSync } from 'node:fs';
import { decodeRaw } from './blob.ts';
import { memoize } from './memoize.ts';
import { folderOf } from './paths.ts';
import { SourceError } from './tree.ts';

/** Why there is nothing to read at a path: it is a link or lies below one, or no file is there. */
export type Missing = typeof LINK | typeof ABSENT;
export const LINK: unique symbol = Symbol('link');
export const ABSENT: unique symbol = Symbol('absent');

/** Reads files below one root, never through a link. */
export interface Disk {
  /**
   * The text of `file`, byte order mark included.
   * @throws {SourceError} when it cannot be read, or is not UTF-8
   */
  readText(file: string): string | Missing;
  /** The same, of bytes that are looked at first; afterwards they are another file's. */
  readTextOf(file: string, look: (bytes: Buffer) => void): string | Missing;
  /** The bytes, which need not be text. */
  readBytes(file: string): Buffer | Missing;
  /** The target of the link at `path`, which has no links above it; undefined when it is no link. */
  linkAt(path: string): string | undefined;
  /** Whether a file is there, be it through links. */
  isFile(path: string): boolean;
}

/** Fails on a link instead of following it. Undefined on Windows, where each file is looked at before it is read. */
const NO_FOLLOW: number | undefined = constants.O_NOFOLLOW;

/**
 * A pipe that nobody writes into is not waited for, but empty. As a string for the types' sake: `readFileSync` takes the numbers that
 * `openSync` takes, and saves two calls a file.
 */
const FLAG = (constants.O_RDONLY | (NO_FOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)) as unknown as string;

/** Opens the files below `root`. What the folders are is remembered, what the files are is not. */
export function openDisk(root: string): Disk {
  const isPlain: (folder: string) => boolean = memoize(
    (folder) => folder === '' || (isPlain(folderOf(folder)) && linkTarget(root, folder) === undefined),
  );
  const read = <Content extends string | Buffer>(file: string, readFile: (path: string) => Content): Content | Missing => {
    if (!isPlain(folderOf(file))) return LINK;
    const path = `${root}/${file}`;
    try {
      if (NO_FOLLOW === undefined && linkTarget(root, file) !== undefined) return LINK;
      const content = readFile(path);
      if (content.length === 0) demandRegular(path, file);
      return content;
    } catch (error) {
      const code = errorCode(error);
      // FreeBSD says EMLINK where others say ELOOP.
      if (code === 'ELOOP' || code === 'EMLINK') return LINK;
      if (code === 'ENOENT' || code === 'ENOTDIR') return ABSENT;
      throw unreadable(file, error);
    }
  };
  return {
    readText: (file) =>
      read(file, (path) => {
        const raw = readFileSync(path, { encoding: 'utf8', flag: FLAG });
        // Invalid bytes decode to U+FFFD; only where there is one are the bytes themselves looked at.
        return raw.includes('\uFFFD') ? decodeRaw(readFileSync(path, { flag: FLAG }), file) : raw;
      }),
    readTextOf: (file, look) =>
      read(file, (path) => {
        const bytes = readInto(path);
        look(bytes);
        return decodeRaw(bytes, file);
      }),
    readBytes: (file) => read(file, (path) => readFileSync(path, { flag: FLAG })),
    linkAt: (path) => linkTarget(root, path),
    isFile: (path) => isFile(`${root}/${path}`),
  };
}

/** Larger files have bytes of their own. */
const MAX_SHARED = 1_000_000;
let shared: Buffer | undefined;

/** The bytes of a file, until the next call: for thousands of files memory of their own costs more than to read them. */
function readInto(path: string): Buffer {
  shared ??= Buffer.allocUnsafeSlow(MAX_SHARED);
  const descriptor = openSync(path, FLAG);
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < MAX_SHARED; length += read)
      read = readSync(descriptor, shared, length, MAX_SHARED - length, null);
    return length < MAX_SHARED ? shared.subarray(0, length) : readFileSync(path, { flag: FLAG });
  } finally {
    closeSync(descriptor);
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

/** @throws {SourceError} when it is a pipe or a device, which reads as empty */
function demandRegular(path: string, file: string): void {
  if (!statSync(path).isFile()) throw new SourceError(`"${file}" is a pipe or a device, not a file.`, file);
}

/** The error for a file that the system does not let us read. */
export function unreadable(file: string, error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const code = errorCode(error);
  if (code === 'EACCES' || code === 'EPERM')
    return new SourceError(`"${file}" may not be read: permission denied.`, file, 'Check who owns it.');
  if (code === 'EISDIR') return new SourceError(`"${file}" is a folder, not a file.`, file);
  if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE') {
    return new SourceError(`"${file}" is too large to be read.`, file, 'Exclude it in the policy.');
  }
  return new SourceError(`"${file}" cannot be read: ${systemReason(error)}`, file);
}

/** What the system says, without its call and absolute path. */
export function systemReason(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, \w+(?: '.*)?$/s, '') : String(error);
}

/** The `code` of a system error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function linkTarget(root: string, file: string): string | undefined {
  const path = `${root}/${file}`;
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return undefined;
    const target = readlinkSync(path);
    return process.platform === 'win32' ? target.replaceAll('\\', '/') : target;
  } catch (error) {
    // Below a file: there is nothing, so there is no link.
    if (errorCode(error) === 'ENOTDIR') return undefined;
    throw unreadable(file, error);
  }
}
