import { daysBetween, isDate } from '../date.ts';
import { teamsByName } from '../directory.ts';
import { didYouMean } from '../nearest.ts';
import type { Waiver } from '../policy.ts';
import { splitWaivedContract } from '../validate-text.ts';
import type { WaiverTerms } from './waivers.ts';

/** Rules of which no waiver makes sense: a waiver that waives waivers. */
const NEVER_WAIVED = ['waivers'];

/** What a waiver of a rule that compares with a base must say of the change that it is about. */
type Demand = 'from' | 'to' | 'changes';

const DEMANDS: ReadonlyMap<string, readonly Demand[]> = new Map([
  ['version-bump', ['from', 'to', 'changes']],
  ['review-required', ['from', 'to', 'changes']],
  ['no-removed-contract', ['from']],
  // These compare with a base, but judge no single change of a contract.
  ['policy-loosened', []],
  ['deprecation', []],
]);

/** Whatever else compares with a base is about a move from a version to another. */
export function demandsOfWaiver(rule: string, isBaseRule: boolean): readonly Demand[] {
  return isBaseRule ? (DEMANDS.get(rule) ?? ['from', 'to']) : [];
}

/** Why a waiver is void, as a sentence, or null when it is valid. Expired waivers are valid: they say why a finding is back. */
export function waiverProblem(waiver: Waiver, terms: WaiverTerms): string | null {
  const { rules, knownRules, baseRules, directory, today } = terms;
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
  const demands = demandsOfWaiver(rule, baseRules.includes(rule));
  return demands.length > 0 ? changeProblem(waiver, demands, terms) : null;
}

function changeProblem(waiver: Waiver, demands: readonly Demand[], { rules, knownChanges }: WaiverTerms): string | null {
  const { rule, from, to, changes } = waiver;
  if ('covers' in waiver) return void_(`"${rule}" is waived in the policy, not in a comment: it names the versions.`);
  if (!rules.allowGlobs && /[*?[{]/.test(splitWaivedContract(waiver.contract).keys))
    return void_(`"${rule}" is waived for one contract, not for "${waiver.contract}".`);
  if (from === null) return void_(`of "${rule}", it must say "from", the version before.`);
  if (to === null && demands.includes('to')) return void_(`of "${rule}", it must say "to", the version after.`);
  if (changes.length === 0 && demands.includes('changes')) return void_(`of "${rule}", it must list the ids of the "changes".`);
  const unknown = changes.find((id) => !knownChanges.includes(id));
  return unknown === undefined ? null : void_(`there is no change "${unknown}". ${didYouMean(unknown, knownChanges) ?? ''}`);
}

function void_(reason: string): string {
  return `This waiver is void: ${reason.trim()}`;
}
