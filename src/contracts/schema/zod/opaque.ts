import type { StringNode } from './node.ts';

/**
 * What cannot be read about a type stands in `constraints.opaque`, in the order it runs, each entry with the digest of the code. Prefixes:
 *
 * - `refine:` values must satisfy code as well; on either side of the wire.
 * - `transform:` as `refine:` for the values taken; what is given is another schema.
 * - `overwrite:` the value is changed before the checks that follow (`trim`), but stays of its type.
 * - `preprocess:` and `coerce:` other values are taken too, and made into one of the type; the values given are of the type.
 */
export type OpaquePrefix = 'refine' | 'transform' | 'overwrite' | 'preprocess' | 'coerce';

/** An entry for `constraints.opaque`. */
export function opaqueEntry(prefix: OpaquePrefix, ...parts: readonly string[]): string {
  return [prefix, ...parts].join(':');
}

/** At the end of the entry of a change behind which nothing is asked of the string: it takes what it would take without. */
export const AT_LAST = ' at last';

/** What is asked of a string without code; null where that is nothing. */
export function askedOf({ types, constraints }: Pick<StringNode, 'types' | 'constraints'>): string | null {
  const asked = [...types, ...(Object.keys(constraints).length > 0 ? [constraints] : [])];
  return asked.length > 0 ? JSON.stringify(asked) : null;
}

/** What is added to the entry of a change that comes after what is asked. */
export function afterAll(asked: string | null): string {
  return asked === null ? '' : ` after ${asked}`;
}
