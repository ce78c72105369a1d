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
