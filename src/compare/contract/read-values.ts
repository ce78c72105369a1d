import type { Read, ReadList } from '../../contracts/contract.ts';

/** A short text of a value: null where there is none or where it cannot be read. */
export function describe(read: Read<string | number>): string | null {
  if (read.state === 'known') return String(read.value);
  return read.state === 'invalid' ? `(${read.found})` : null;
}

export interface SetChanges {
  /** In the order of the head. */
  readonly added: readonly string[];
  /** In the order of the base. */
  readonly removed: readonly string[];
  /** The list, or an element of it, cannot be read on one side: what was added and removed is only what can be seen. */
  readonly isUnreadable: boolean;
}

/** Compares two lists as sets: order and repetition mean nothing. */
export function setChanges(base: ReadList<string>, head: ReadList<string>): SetChanges {
  const before = elements(base);
  const after = elements(head);
  const isUnreadable = before.isUnreadable || after.isUnreadable;
  return {
    // Beside an element that cannot be read, nothing is known to have come or gone.
    added: before.isUnreadable ? [] : [...after.values].filter((value) => !before.values.has(value)),
    removed: after.isUnreadable ? [] : [...before.values].filter((value) => !after.values.has(value)),
    isUnreadable,
  };
}

function elements(list: ReadList<string>): { readonly values: ReadonlySet<string>; readonly isUnreadable: boolean } {
  if (list.state !== 'known') return { values: new Set(), isUnreadable: list.state === 'unknown' };
  const values = list.value.flatMap((item) =>
    item.state === 'known' ? [item.value] : item.state === 'invalid' ? [`(${item.found})`] : [],
  );
  return { values: new Set(values), isUnreadable: list.value.some((item) => item.state === 'unknown') };
}
