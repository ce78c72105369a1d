import type { EffectivePolicy } from '../effective-policy.ts';
import { SEVERITY_RANK } from '../severity.ts';
import type { Weakening } from './loosening.ts';

/** Rules whose severity, or that of their lesser findings, is lower after than before. */
export function compareSeverities(before: EffectivePolicy, after: EffectivePolicy, rules: readonly string[]): readonly Weakening[] {
  return rules.flatMap((rule) => {
    const path = `rules.${rule}`;
    const [was, is] = [before.severity(rule), after.severity(rule)];
    if (SEVERITY_RANK[is] < SEVERITY_RANK[was]) return [{ path, rule, change: `is lowered from ${was} to ${is}` }];
    const [lesserWas, lesserIs] = [before.severity(rule, true), after.severity(rule, true)];
    if (SEVERITY_RANK[lesserIs] < SEVERITY_RANK[lesserWas])
      return [{ path: `${path}.lesser`, rule, change: `is lowered from ${lesserWas} to ${lesserIs}` }];
    return postponed(before, after, rule);
  });
}

function postponed(before: EffectivePolicy, after: EffectivePolicy, rule: string): readonly Weakening[] {
  const [was, is] = [before.becomesErrorOn?.(rule) ?? null, after.becomesErrorOn?.(rule) ?? null];
  if (was === null || after.severity(rule) === 'error' || (is !== null && is <= was)) return [];
  const change = is === null ? `no longer becomes an error on ${was}` : `becomes an error on ${is} instead of ${was}`;
  return [{ path: `rules.${rule}`, rule, change }];
}
