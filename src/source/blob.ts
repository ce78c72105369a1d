import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { EncodingError, SourceError } from './tree.ts';

/** The hash that a repository names its objects with (`extensions.objectFormat`). */
export type ObjectFormat = 'sha1' | 'sha256';

/**
 * Git's id of a blob: the hash of `blob <size>\0` and the bytes; a string stands for its UTF-8 bytes. Computed here, so
 * that neither the index nor its stat cache has a say in what differs.
 */
export function blobId(content: Uint8Array | string, format: ObjectFormat = 'sha1'): string {
  return createHash(format)
    .update(`blob ${Buffer.byteLength(content)}\0`)
    .update(content)
    .digest('hex');
}

/**
 * Decodes UTF-8, byte order mark included, so that the result encodes to the same bytes.
 * @throws {EncodingError} when the bytes are not UTF-8: replacement characters would be compared as if they were the text
 */
export function decodeRaw(bytes: Buffer, file: string): string {
  if (!isUtf8(bytes)) {
    throw new EncodingError(`"${file}" is not UTF-8 text.`, file, 'Save it as UTF-8, or exclude it in the policy.');
  }
  return bytes.toString('utf8');
}

/** `raw` without its byte order mark. */
export function withoutByteOrderMark(raw: string): string {
  return raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
}

const POINTER = /^version https?:\/\/(?:git-lfs\.github\.com\/spec\/|git-media\.io\/v|hawser\.github\.com\/spec\/)/;

/**
 * Refuses a Git LFS pointer: it stands for a text that is not there. The specification (git-lfs/docs/spec.md) says that
 * a pointer begins with its version line and is shorter than 1,024 bytes.
 * @throws {SourceError} when `raw` is a pointer
 */
export function refusePointer(raw: string, file: string): void {
  if (raw.length >= 1024 || raw.charCodeAt(0) !== 0x76 /* v */ || !POINTER.test(raw)) return;
  throw new SourceError(
    `"${file}" is a Git LFS pointer, not the file's text.`,
    file,
    'Store source files in git itself: remove the pattern from .gitattributes and run `git lfs migrate export`. Or exclude the file in the policy.',
  );
}
