import { createHash } from 'node:crypto';
import { SourceError } from './tree.ts';

/** The hash a repository names its objects with (`extensions.objectFormat`). */
export type ObjectFormat = 'sha1' | 'sha256';

/**
 * Git's id of a blob: the hash of `blob <size>\0` and the bytes. Computed here, so that no index and no stat cache
 * has a say in what differs.
 */
export function blobId(bytes: Uint8Array, format: ObjectFormat = 'sha1'): string {
  return createHash(format).update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}

/**
 * The text of a file's bytes, without a byte order mark.
 * @throws {SourceError} when the bytes are not UTF-8: replacement characters would be compared as if they were the text
 */
export function decodeText(bytes: Buffer, file: string): string {
  const text = bytes.toString('utf8');
  // An invalid sequence decodes to U+FFFD; only then is the strict (slower) decoder asked whether it was written so.
  if (text.includes('\uFFFD') && !isUtf8(bytes)) {
    throw new SourceError(`"${file}" is not UTF-8 text.`, file, 'Save it as UTF-8, or leave it out of what is analysed.');
  }
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
