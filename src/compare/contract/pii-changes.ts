import type { ContractChangeId } from '../catalogue/ids.ts';
import type { Change } from '../change.ts';
import { contractChange } from './change-builder.ts';
import { itemChange, lists } from './policy-values.ts';
import { setChanges } from './read-values.ts';
import type { Sides } from './sides.ts';
import { hasSameSource } from './unreadable.ts';

/** What an operation declares to be personal data. */
export function piiChanges(sides: Sides): Change[] {
  const { before, after } = lists(sides, 'pii');
  return [
    ...after
      .filter((item) => !before.includes(item))
      .map((item) => itemChange(sides, 'pii-added', 'pii', item, 'after', `"${item}" was declared to be personal data.`)),
    ...before
      .filter((item) => !after.includes(item))
      .map((item) => itemChange(sides, 'pii-removed', 'pii', item, 'before', `"${item}" is no longer declared to be personal data.`)),
  ];
}

/** What an event declares to be personal data. */
export function eventPiiChanges(sides: Sides): Change[] {
  const { base, head } = { base: sides.base.pii, head: sides.head.pii };
  const { added, removed, isUnreadable } = setChanges(base, head);
  const change = (id: ContractChangeId, item: string | null, message: string): Change =>
    contractChange(sides, id, {
      path: item === null ? 'pii' : `pii[${item}]`,
      message,
      before: id === 'pii-removed' ? item : null,
      after: id === 'pii-added' ? item : null,
      base: id === 'pii-added' ? null : base,
      head: id === 'pii-removed' ? null : head,
    });
  return [
    ...(isUnreadable && !hasSameSource(sides, 'pii') ? [change('policy-unreadable', null, 'pii cannot be read on both sides.')] : []),
    ...added.map((item) => change('pii-added', item, `"${item}" was declared to be personal data.`)),
    ...removed.map((item) => change('pii-removed', item, `"${item}" is no longer declared to be personal data.`)),
  ];
}
