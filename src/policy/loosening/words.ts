import { coversGlob } from '../../source/glob-cover.ts';

/** The entries that are wanted and not present, by what they are made of. */
export function missing<T>(wanted: readonly T[], present: readonly T[]): readonly T[] {
  const ids = new Set(present.map((entry) => JSON.stringify(entry)));
  return wanted.filter((entry) => !ids.has(JSON.stringify(entry)));
}

/** The globs that take what none of others takes, as far as that can be told. */
export function uncovered(globs: readonly string[], others: readonly string[], separator: '/' | '.' | ''): readonly string[] {
  // Most stay as they are, and lists are long.
  return missing(globs, others).filter((glob) => !others.some((other) => coversGlob(other, glob, separator)));
}

export function show(entry: unknown): string {
  return JSON.stringify(entry);
}

export function fromTo(from: unknown, to: unknown): string {
  return `goes from ${shown(from)} to ${shown(to)}`;
}

function shown(value: unknown): string {
  return value === null || value === undefined ? 'none' : String(value);
}
