import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { SEVERITY_RANK } from '../../policy/severity.ts';

/**
 * Whether `other` speaks for a defect that `rule` sees too. One defect makes one finding:
 * the rule that is named first in the catalogue gives way only to one that is at least as severe.
 */
export function isLeftTo(other: string, rule: string, effective: EffectivePolicy): boolean {
  const severity = effective.severity(other);
  return severity !== 'off' && SEVERITY_RANK[severity] >= SEVERITY_RANK[effective.severity(rule)];
}
