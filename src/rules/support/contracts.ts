import type { Contract, Known, Read, ReadList } from '../../contracts/contract.ts';
import type { ReportContext } from '../rule.ts';

/** The contract as messages name it: its key in quotes, else its export, else `this command`. */
export function nameOf(contract: Contract): string {
  if (contract.key.state === 'known' && contract.key.value !== '') return `"${contract.key.value}"`;
  return contract.exportName === null ? `this ${contract.kind}` : `the ${contract.kind} ${contract.exportName}`;
}

/** The elements of a list that can be read, beside an unknown spread too; those that cannot are the business of `static-contract`. */
export function knownItems<T>(list: ReadList<T>): readonly Known<T>[] {
  const items = list.state === 'known' ? list.value : 'items' in list ? list.items : [];
  return items.filter((item): item is Known<T> => item.state === 'known');
}

/** Whether part of a list cannot be read, so that nothing may be said of what it lacks. */
export function hasUnknown(list: ReadList<unknown>): boolean {
  return list.state === 'unknown' || (list.state === 'known' && list.value.some((item) => item.state === 'unknown'));
}

/** The value, where it is known. */
export function valueOf<T>(read: Read<T>): T | undefined {
  return read.state === 'known' ? read.value : undefined;
}

/** The contracts for which a rule is on. Repository rules judge these alone, so that no finding hides behind an override of another contract. */
export function judged(contracts: readonly Contract[], rule: string, context: ReportContext): readonly Contract[] {
  return contracts.filter((contract) => context.policy.for(contract).severity(rule) !== 'off');
}
