/**
 * What cannot be read about a type stands in `constraints.opaque`, in the order it runs, each entry with the digest of the code. Prefixes:
 *
 * - `refine:` values must satisfy code as well; on either side of the wire.
 * - `transform:` as `refine:` for the values taken; what is given is another schema.
 * - `overwrite:` the value is changed before the checks that follow (`trim`), but stays of its type.
 * - `preprocess:` and `coerce:` other values are taken too, and made into one of the type; the values given are of the type.
 */
export type OpaquePrefix = 'refine' | 'transform' | 'overwrite' | 'preprocess' | 'coerce';

/** Whether an entry asks more of a value, and leaves it as it is. */
export function isRefinement(entry: string): boolean {
  return entry.startsWith('refine:');
}

/** Whether code, if there is any, leaves values as they are. */
export function isOnlyRefined({ opaque }: { readonly opaque: readonly string[] }): boolean {
  return opaque.every(isRefinement);
}

/** At the end of the entry of a change of a string behind which nothing more is asked of it: it takes what it would take without. */
export const AT_LAST = ' at last';

/** An entry without the mark. */
export function plainEntry(entry: string): string {
  return entry.endsWith(AT_LAST) ? entry.slice(0, -AT_LAST.length) : entry;
}

/** An entry for `constraints.opaque`. */
export function opaqueEntry(prefix: OpaquePrefix, ...parts: readonly string[]): string {
  return [prefix, ...parts].join(':');
}
