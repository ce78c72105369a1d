import type { ReadList } from '../../contracts/contract.ts';
import type { Change } from '../change.ts';
import { contractChange, unreadableChange, type WrittenAt } from './change-builder.ts';
import { setChanges } from './read-values.ts';
import type { Sides } from './sides.ts';
import { hasSameSource } from './unreadable.ts';

/** Changes of the audit labels. */
export function auditChanges(sides: Sides): Change[] {
  const { added, removed, isUnreadable } = setChanges(sides.base.audit, sides.head.audit);
  const changes: Change[] = [];
  if (isUnreadable && !hasSameSource(sides, 'sideEffects.audit')) {
    const message = 'The list of audit labels cannot be read on both sides.';
    changes.push(unreadableChange(sides, 'audit-unreadable', 'sideEffects.audit', { message }));
  }
  const [was] = removed;
  const [is] = added;
  if (was !== undefined && is !== undefined && removed.length === 1 && added.length === 1) {
    const message = `The audit label "${was}" was renamed to "${is}".`;
    const parts = { path: labelPath(was), message, before: was, after: is, ...labelPlaces(sides, was, is) };
    return [...changes, contractChange(sides, 'audit-label-renamed', parts)];
  }
  for (const label of removed) {
    const parts = { path: labelPath(label), message: `The audit label "${label}" was removed.`, before: label };
    changes.push(contractChange(sides, 'audit-label-removed', { ...parts, base: labelPlaces(sides, label, null).base }));
  }
  for (const label of added) {
    const parts = { path: labelPath(label), message: `The audit label "${label}" was added.`, after: label };
    changes.push(contractChange(sides, 'audit-label-added', { ...parts, head: labelPlaces(sides, null, label).head }));
  }
  return changes;
}

function labelPath(label: string): string {
  return `sideEffects.audit[${label}]`;
}

function labelPlaces(
  sides: Sides,
  was: string | null,
  is: string | null,
): { readonly base: WrittenAt | null; readonly head: WrittenAt | null } {
  const find = (list: ReadList<string>, label: string | null): WrittenAt | null =>
    list.state === 'known' ? (list.value.find((item) => item.state === 'known' && item.value === label) ?? null) : null;
  return { base: find(sides.base.audit, was), head: find(sides.head.audit, is) };
}
