import type { Comparison, ContractDiff } from '../../compare/change.ts';
import { deprecationOf } from '../../compare/deprecation.ts';
import type { Contract } from '../../contracts/contract.ts';
import { daysBetween } from '../../policy/date.ts';
import { count } from '../../source/count.ts';
import { nameOf, valueOf } from './contracts.ts';

/** A sunset that a change sets or moves closer, with less notice than the policy asks for. */
export interface LateNotice {
  readonly contract: Contract;
  readonly data: Readonly<Record<'contract' | 'sunset' | 'when' | 'min', string>>;
}

/**
 * Sunsets that come too soon after the change that announces them, or lie before it: the day of the announcement is the day of the
 * change, whatever `since` says. Of a contract whose stage is `deprecated`, the rule has said already that the sunset has passed, or
 * that `since` itself is too late.
 */
export function lateNotices(comparison: Comparison, today: string): readonly LateNotice[] {
  const { basePolicy, headPolicy, head: inventory } = comparison;
  const diffs = new Map(comparison.contracts.flatMap((diff): [Contract, ContractDiff][] => (diff.head ? [[diff.head, diff]] : [])));
  return inventory.contracts.flatMap((contract) => {
    const entry = deprecationOf(contract, headPolicy.for(contract));
    if (!entry?.sunset) return [];
    // What did not change is declared alike at the base, so that it stands for itself there.
    const base = diffs.has(contract) ? (diffs.get(contract)?.base ?? null) : contract;
    const announced = base && (deprecationOf(base, basePolicy.for(base))?.sunset ?? null);
    if (announced && announced <= entry.sunset) return [];
    const { minDays } = basePolicy.for(base ?? contract).versioning.notice;
    const days = daysBetween(today, entry.sunset);
    if (days >= minDays) return [];
    const isTooLate = days < 0 || (entry.since !== null && daysBetween(entry.since, entry.sunset) < minDays);
    if (isTooLate && valueOf(contract.stability) === 'deprecated') return [];
    const when = days < 0 ? `${count(-days, 'day')} ago` : `${count(days, 'day')} from now`;
    return [{ contract, data: { contract: nameOf(contract), sunset: entry.sunset, when, min: String(minDays) } }];
  });
}
