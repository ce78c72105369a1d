import { createHash } from 'node:crypto';

/** A short digest of a text: 128 bits of SHA-256 in hexadecimal. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
