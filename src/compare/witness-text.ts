import type { Change } from './change.ts';

/** A witness as a clause, with or without spaces in the value, at which a line can be broken; null where a change has none. */
export function witnessText({ witness }: Change, isSpaced: boolean): string | null {
  if (!witness) return null;
  const value = isSpaced ? JSON.stringify(witness.value, null, 1).replace(/\n */g, ' ') : JSON.stringify(witness.value);
  return `${value} is accepted by the ${witness.acceptedBy} and refused by the ${witness.rejectedBy}`;
}
