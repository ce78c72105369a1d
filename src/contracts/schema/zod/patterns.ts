import type { StaticValue } from '../../../values/value.ts';

/** A regular expression as it stands in `constraints.pattern`: its source, with flags in literal form; null when the value is none. */
export function regExpText(value: StaticValue | undefined): string | null {
  if (value?.kind !== 'literal' || typeof value.value !== 'object' || value.value === null) return null;
  const { pattern, flags } = value.value;
  // Zod tests from the start each time, so `g` does nothing; `y` matches only at the start.
  const source = flags.includes('y') ? `^(?:${pattern})` : pattern;
  const others = flags.replace(/[dgy]/g, '');
  return others === '' ? source : `/${source}/${others}`;
}
