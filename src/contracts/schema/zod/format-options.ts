import type { NativeCall, StaticValue } from '../../../values/value.ts';
import { argumentAt, numberOf, propertyOf } from '../static-value.ts';
import { unreadEffect, type Effect } from './effect.ts';

/** The options of a format: each by its name, absent ones undefined. */
export function option(call: NativeCall, name: string): StaticValue | undefined {
  return propertyOf(argumentAt(call, 0), name);
}

/** A check that no option says anything of what it accepts can be read for. */
export function unreadFormat(call: NativeCall, name: string): Effect {
  const options = argumentAt(call, 0);
  return unreadEffect(name, options ? [options] : [], call.evaluator);
}

/** How many digits a time has after its seconds; null where that is left open, and -1 for times without seconds. */
export function precisionOf(call: NativeCall): number | null | 'unread' {
  const value = option(call, 'precision');
  if (!value || (value.kind === 'literal' && value.value === null)) return null;
  const precision = numberOf(value);
  return precision !== null && Number.isInteger(precision) && precision >= -1 ? precision : 'unread';
}
