import type { EffectivePolicy } from '../../policy/policy.ts';

const rank = { off: 0, warn: 1, error: 2 } as const;

/**
 * Whether `other` speaks for a defect that `rule` sees too. One defect makes one finding:
 * the rule that is named first in the catalogue gives way only to one that is at least as severe.
 */
export function isLeftTo(other: string, rule: string, effective: EffectivePolicy): boolean {
  const severity = effective.severity(other);
  return severity !== 'off' && rank[severity] >= rank[effective.severity(rule)];
}
