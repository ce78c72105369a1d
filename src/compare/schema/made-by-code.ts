import type { MadeByCode } from '../../contracts/schema/schema.ts';
import type { Covers } from './cover.ts';
import { COMMON_VALUES } from './followed-code.ts';
import { isDoneAlike, isNothingDone } from './made-within.ts';
import { hasValue } from './member.ts';
import type { Space } from './space.ts';
import type { View } from './type.ts';

/** How values are taken that code then makes others of. */
const takenView: View = { extras: 'declared', defaults: 'optional', isReader: false };
/** How what is made of them before the code is given. */
const givenView: View = { extras: 'declared', defaults: 'present', isReader: false };
/** As many as are looked at of what code makes. */
const MAX_VALUES = 6;

/** Some of the values that code makes, each once. */
export function someValuesMade(space: Space, { of, make }: MadeByCode): readonly unknown[] {
  const taken = space.type([of], takenView);
  const found = new Map<string, unknown>();
  for (const value of [space.example(taken), ...COMMON_VALUES]) {
    if (value === undefined || hasValue(space, taken, value) !== 'yes') continue;
    const made = make(value);
    if (made.kind !== 'value' || !isFinite(made.value)) continue;
    const text = JSON.stringify(made.value);
    if (text !== undefined) found.set(text, JSON.parse(text));
    if (found.size >= MAX_VALUES) break;
  }
  return [...found.values()];
}

/** JSON makes null of what is no number, which nobody means to give. */
function isFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isFinite);
}

/** Whether code that makes something of the values of `own` makes nothing of others than `other` does. */
export function isMadeOfLess(space: Space, covers: Covers, own: MadeByCode, other: MadeByCode): boolean {
  if (own.by !== other.by) return false;
  const areWithin = (view: View): boolean => covers(space.type([own.of], view), [space.type([other.of], view)]).kind === 'yes';
  return isDoneAlike(own.of, other.of) ? areWithin(takenView) : isNothingDone(other.of) && !own.of.given && areWithin(givenView);
}
