import type { Change } from '../change.ts';
import { contractChange, unreadableChange } from './change-builder.ts';
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
  const places = { base: sides.base.pii, head: sides.head.pii };
  const { added, removed, isUnreadable } = setChanges(places.base, places.head);
  return [
    ...(isUnreadable && !hasSameSource(sides, 'pii') ? [unreadableChange(sides, 'policy-unreadable', 'pii', places)] : []),
    ...added.map((item) => {
      const message = `"${item}" was declared to be personal data.`;
      return contractChange(sides, 'pii-added', { path: `pii[${item}]`, message, after: item, head: places.head });
    }),
    ...removed.map((item) => {
      const message = `"${item}" is no longer declared to be personal data.`;
      return contractChange(sides, 'pii-removed', { path: `pii[${item}]`, message, before: item, base: places.base });
    }),
  ];
}
