import { distance } from 'fastest-levenshtein';

/**
 * The candidate that was probably meant: at most a third of the letters differ. Case, separators, `@` and what ESLint puts before the
 * name of a rule count for nothing.
 * Null when none is near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const wanted = fold(name);
  if (wanted === '' || wanted.length > 200) return null;
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const folded = fold(candidate);
    const limit = Math.min(bestDistance - 1, Math.max(1, Math.floor(Math.max(wanted.length, folded.length) / 3)));
    if (Math.abs(folded.length - wanted.length) > limit) continue;
    const apart = isSwap(wanted, folded) ? 1 : distance(wanted, folded);
    if (apart <= limit) {
      best = candidate;
      bestDistance = apart;
    }
  }
  return best;
}

/** Shorter words have others beside them that differ in one letter. */
const LONG = 8;

/** Whether one of two long words is the other with one slip in it. At the end a letter more or less may make another word. */
export function isSlip(a: string, b: string): boolean {
  const [one, other] = [fold(a), fold(b)];
  if (Math.min(one.length, other.length) < LONG || one.startsWith(other) || other.startsWith(one)) return false;
  return isSwap(one, other) || (Math.abs(one.length - other.length) <= 1 && distance(one, other) === 1);
}

/** Whether two neighbouring letters are swapped: one slip, and not two. */
export function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

const folds = new Map<string, string>();
/** A vocabulary of this size is asked for many unknown tags. */
const MAX_FOLDS = 50_000;

function fold(name: string): string {
  let folded = folds.get(name);
  if (folded === undefined) {
    if (folds.size >= MAX_FOLDS) folds.clear();
    folds.set(name, (folded = name.toLowerCase().replace(/^contracts-governance\/|[@\s._/-]/g, '')));
  }
  return folded;
}

/** The hint that goes with a near miss, or null. */
export function didYouMean(name: string, candidates: Iterable<string>): string | null {
  const near = nearest(name, candidates);
  return near === null ? null : `Did you mean "${near}"?`;
}
