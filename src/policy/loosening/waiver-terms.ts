import type { WaiverRules } from '../policy.ts';
import type { Weakening } from './loosening.ts';
import { fromTo, missing } from './words.ts';

/** All ways in which the terms of waivers ask less; of a rule that may be waived now, the rule is told. */
export function compareWaiverTerms(before: WaiverRules, after: WaiverRules): readonly Weakening[] {
  const term = (name: keyof WaiverRules, change: string, rule = 'waivers'): Weakening => ({ path: `waivers.${name}`, rule, change });
  return [
    ...(after.maxDays > before.maxDays ? [term('maxDays', fromTo(before.maxDays, after.maxDays))] : []),
    ...missing(before.never, after.never).map((rule) => term('never', `no longer has "${rule}"`, rule)),
    ...(after.allowGlobs && !before.allowGlobs ? [term('allowGlobs', 'is switched on')] : []),
    ...(before.reportEslintDisable && !after.reportEslintDisable ? [term('reportEslintDisable', 'is switched off')] : []),
    ...(after.allowInChange && !before.allowInChange ? [term('allowInChange', 'is switched on')] : []),
  ];
}
