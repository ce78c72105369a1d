import type { NativeCall, StaticValue } from '../../../values/value.ts';
import { argumentAt, numberOf, propertyOf } from '../static-value.ts';

/** The options of a format: each by its name, absent ones undefined. */
export function option(call: NativeCall, name: string): StaticValue | undefined {
  return propertyOf(argumentAt(call, 0), name);
}

/** How many digits a time has after its seconds; null where that is left open, and -1 for times without seconds. */
export function precisionOf(call: NativeCall): number | null | 'unread' {
  const value = option(call, 'precision');
  if (!value || (value.kind === 'literal' && value.value === null)) return null;
  const precision = numberOf(value);
  return precision !== null && Number.isInteger(precision) && precision >= -1 ? precision : 'unread';
}
