import { createHash } from 'node:crypto';
import { canonical } from './node.ts';
import type { ResolvedPolicy } from './resolved.ts';

/** A digest of all that judges: every part of every layer, in order, comments and formatting apart. */
export function digestOf(resolved: ResolvedPolicy): string {
  const hash = createHash('sha256');
  for (const { layer, selector, body } of resolved.parts)
    hash
      // A package in another version is another policy, though what is installed serves for both.
      .update(JSON.stringify([layer.folder, selector, layer.enforced, ...(layer.package ? [layer.package] : [])]))
      .update(canonical(body))
      .update('\n');
  return hash.digest('hex').slice(0, 20);
}
