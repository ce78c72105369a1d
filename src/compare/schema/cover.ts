import type { UnknownReason } from './schema-change.ts';
import type { Type } from './type.ts';
import { isTooLarge, smallerValue } from './value-size.ts';

/**
 * Whether a set of values lies within the union of others: yes; no, for this value is in the first and surely in none of the others; or it is not known.
 */
export type Cover =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly value: unknown }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason };

/** Asks whether `type` lies within the union of `others`. Of no others: whether `type` is empty, and if not, its smallest value. */
export type Covers = (type: Type, others: readonly Type[]) => Cover;

export const covered: Cover = { kind: 'yes' };

export function uncovered(value: unknown): Cover {
  return { kind: 'no', value };
}

/** A counterexample that was put together of others; one that is too large to be shown shows nothing. */
export function uncoveredWhole(value: object): Cover {
  return isTooLarge(value) ? undecided('no-witness') : uncovered(value);
}

export function undecided(reason: UnknownReason): Cover {
  return { kind: 'unknown', reason };
}

/** The verdict over parts that must all be covered: the smallest counterexample, else what is not known, else yes. */
export function worstOf(covers: Iterable<Cover>): Cover {
  let worst: Cover = covered;
  for (const cover of covers) {
    if (cover.kind === 'no') worst = worst.kind === 'no' ? uncovered(smallerValue(worst.value, cover.value)) : cover;
    else if (cover.kind === 'unknown' && worst.kind === 'yes') worst = cover;
  }
  return worst;
}
