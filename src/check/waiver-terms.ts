import { catalogue } from '../compare/catalogue.ts';
import type { Policy } from '../policy/policy.ts';
import type { WaiverTerms } from '../policy/waivers/waivers.ts';
import { baseRuleIds, type Rule } from '../rules/rule.ts';

/** What a policy holds all waivers to. */
export function waiverTerms(
  { waiverRules, defaults }: Policy,
  rules: readonly Rule[],
  today: string,
): Pick<WaiverTerms, 'rules' | 'knownRules' | 'baseRules' | 'knownChanges' | 'directory' | 'today'> {
  return {
    rules: waiverRules,
    knownRules: rules.map(({ id }) => id),
    baseRules: baseRuleIds(rules),
    knownChanges: catalogue.map(({ id }) => id),
    directory: defaults.owners.directory,
    today,
  };
}
