/**
 * What one release says of a string format. Where code checks it, or a pattern that cannot be followed, it is held between two:
 * what surely has it, and what may have it.
 */
export interface Bounds {
  /** Every string that matches has the format. */
  readonly surely: string;
  /** Every string that has the format matches. */
  readonly maybe: string;
}

/**
 * Releases of Zod 4 that check formats by other rules than the one before. Which one runs is not known, but it is the same on both sides:
 * what fits by each of them fits, and what breaks by each of them breaks.
 */
export const RELEASES = ['4.0', '4.3', '4.6'] as const;

/** What each of the releases says of a format; one for all where they say the same. */
export type Format = readonly Bounds[];

export const between = (surely: string, maybe: string): Bounds => ({ surely, maybe });
export const exactly = (pattern: string): Bounds => between(pattern, pattern);
export const always = (pattern: string): Format => [exactly(pattern)];
export const from43 = (before: Bounds, after: Bounds): Format => [before, after, after];
export const from46 = (before: Bounds, after: Bounds): Format => [before, before, after];
