import type { Change, Comparison, ContractDiff } from '../compare/change.ts';
import type { Location } from '../source/span.ts';

/** Where a change is to be looked at: where it was written, else in the contract's own file at the head, else at the base. */
export function placeOfChange(change: Change, diff: ContractDiff, comparison: Comparison): Location | null {
  const base = diff.baseInventory ?? comparison.base;
  if (change.origin) return (change.originSide === 'base' ? base : comparison.head).locate(change.origin);
  if (change.head) return comparison.head.locate(change.head);
  return change.base ? base.locate(change.base) : null;
}

/** `src/models.ts:12:3`, marked when the place is gone at the head. */
export function placeText(place: Location, change: Change): string {
  const isAtBase = change.origin ? change.originSide === 'base' : change.head === null;
  return `${place.file}:${place.line}:${place.column}${isAtBase ? ' (at the base)' : ''}`;
}
