import { daysBetween, isDate } from './date.ts';
import { teamsByName } from './directory.ts';
import { didYouMean } from './nearest.ts';
import type { Waiver } from './policy.ts';
import { splitWaivedContract } from './validate-text.ts';
import type { WaiverTerms } from './waivers.ts';

/** Rules of which no waiver makes sense: a waiver that waives waivers. */
const NEVER_WAIVED = ['waivers'];

/** Of these rules a waiver names the versions and the changes that it is about. */
const NEEDS_CHANGES = ['version-bump', 'review-required'];
const NEEDS_NO_TARGET = ['no-removed-contract'];
/** These compare with a base, but judge no single change of a contract. */
const NEEDS_NOTHING = ['policy-loosened', 'deprecation'];

/** Why a waiver is void, as a sentence, or null when it is valid. Expired waivers are valid: they say why a finding is back. */
export function waiverProblem(waiver: Waiver, { rules, knownRules, baseRules, directory, today }: WaiverTerms): string | null {
  const { rule, owner, reason, expires } = waiver;
  if (!knownRules.includes(rule)) return void_(`there is no rule "${rule}". ${didYouMean(rule, knownRules) ?? ''}`);
  if (NEVER_WAIVED.includes(rule) || rules.never.includes(rule)) return void_(`"${rule}" cannot be waived.`);
  if (owner.trim() === '') return void_('it has no owner.');
  if (directory && !teamsByName(directory).has(owner)) {
    return void_(`its owner "${owner}" is not in ${directory.source}. ${didYouMean(owner, directory.teams.keys()) ?? ''}`);
  }
  if (reason.trim() === '') return void_('it gives no reason.');
  if (!isDate(expires)) return void_(`"${expires}" is no date.`);
  const days = daysBetween(today, expires);
  if (days > rules.maxDays) return void_(`it ends in ${days} days, and the policy allows ${rules.maxDays}.`);
  return baseRules.includes(rule) && !NEEDS_NOTHING.includes(rule) ? changeProblem(waiver, rules.allowGlobs) : null;
}

function changeProblem(waiver: Waiver, allowGlobs: boolean): string | null {
  const { rule, from, to, changes } = waiver;
  if ('covers' in waiver) return void_(`"${rule}" is waived in the policy, not in a comment: it names the versions.`);
  if (!allowGlobs && /[*?[{]/.test(splitWaivedContract(waiver.contract).keys))
    return void_(`"${rule}" is waived for one contract, not for "${waiver.contract}".`);
  if (from === null) return void_(`of "${rule}", it must say "from", the version before.`);
  if (to === null && !NEEDS_NO_TARGET.includes(rule)) return void_(`of "${rule}", it must say "to", the version after.`);
  if (changes.length === 0 && NEEDS_CHANGES.includes(rule)) return void_(`of "${rule}", it must list the ids of the "changes".`);
  return null;
}

function void_(reason: string): string {
  return `This waiver is void: ${reason.trim()}`;
}
