import { distance } from 'fastest-levenshtein';

/** A name without case and separators: what `billing-ops`, `Billing_Ops` and `billing.ops` have in common. */
export function withoutSpelling(name: string): string {
  return name.toLowerCase().replace(/[-_.\s/@]+/g, '');
}

/**
 * The candidate that `name` was most likely meant to be, or null.
 * Names equal but for case and separators come first, then those within one edit for three characters, two for seven, three above.
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const bare = withoutSpelling(name);
  let best: string | null = null;
  let least = limitFor(name) + 1;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    if (bare !== '' && withoutSpelling(candidate) === bare) return candidate;
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const edits = distance(name, candidate);
    // Half of the shorter name must stay as it is: `auth` is no misspelling of `pii`.
    if (edits < least && edits * 2 <= Math.min(name.length, candidate.length)) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

function limitFor(name: string): number {
  return name.length <= 3 ? 1 : name.length <= 7 ? 2 : 3;
}

/** ` Did you mean "x"?`, or nothing: the end of a message. */
export function didYouMean(candidate: string | null): string {
  return candidate === null ? '' : ` Did you mean "${candidate}"?`;
}
