import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { isPlaceholderName } from './placeholders.ts';

/** Whether an owner is a placeholder that `require-owners` reports: what a directory does not have is for `known-owner`. */
export function isPlaceholderOwner(owner: string, effective: EffectivePolicy): boolean {
  const isForDirectory = effective.owners.directory !== null && effective.severity('known-owner') !== 'off';
  return owner.trim() !== '' && !isForDirectory && isPlaceholderName(owner, effective.meta.placeholders);
}
