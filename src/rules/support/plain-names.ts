import type { EffectivePolicy } from '../../policy/policy.ts';
import { identifierDefect } from './identifiers.ts';
import { isLeftTo } from './precedence.ts';

/**
 * Whether `plain-identifiers` speaks for a name that misses another one because of its characters, and is at least as severe as `rule`.
 * A label with a hidden character is one defect, not two.
 */
export function isToldAsIdentifier(text: string, rule: string, effective: EffectivePolicy): boolean {
  return identifierDefect(text) !== null && isLeftTo('plain-identifiers', rule, effective);
}
