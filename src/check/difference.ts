import { partsOf } from '../policy/baseline.ts';
import type { Finding } from './result.ts';

/** Findings of two states, told apart by fingerprint. */
export interface Difference {
  /** Findings of the head that the base did not have. */
  readonly added: readonly Finding[];
  /** Findings of the base that the head does not have. */
  readonly fixed: readonly Finding[];
}

/** Subtracts the base's findings from the head's, and the other way round. */
export function differenceOf(base: readonly Finding[], head: readonly Finding[]): Difference {
  return { added: without(head, base), fixed: without(base, head) };
}

function without(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const known = new Set(
    others.flatMap(partsOf).flatMap(({ fingerprint, alias }) => (alias === null ? [fingerprint] : [fingerprint, alias])),
  );
  return findings.filter(
    (finding) => !partsOf(finding).every(({ fingerprint, alias }) => known.has(fingerprint) || (alias !== null && known.has(alias))),
  );
}
